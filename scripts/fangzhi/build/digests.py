"""The digests of the files beside articles: pictures are most of an archive's bytes, and are read when they have changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fangzhi.build.fixity import file_digest
from fangzhi.records.remembered import Remembered
from fangzhi.records.sealed import CACHE

_DIGESTS = "digests"  # the file in the cache
_MAKER = b"SHA-256"


class Digests:
    """The SHA-256 of source files of one archive, by their paths from its root."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: Remembered[str] = Remembered()
        self._known.recall(self._file, _MAKER)

    @property
    def _file(self) -> Path:
        return self._root / CACHE / _DIGESTS

    def of(self, path: str) -> str:
        """The digest of a file, in hexadecimal."""
        return self._known.of(self._root, path, partial(file_digest, self._root / path))

    def forget(self) -> None:
        """Believe nothing that was kept."""
        self._known = Remembered()

    def keep(self) -> None:
        """Keep what was asked for, for the next build."""
        self._known.keep(self._file, _MAKER)
