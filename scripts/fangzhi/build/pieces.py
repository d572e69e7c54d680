"""Pieces of data files, kept between builds: a piece that is made from the same again is not made again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from fangzhi.build.fixity import DamagedError

_SEAL = 32  # bytes of a SHA-256


class Pieces:
    """A folder of pieces, by the digest of all that each is made from; each has a seal before it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, key: str) -> bool:
        return self._file(key).is_file()

    def put(self, key: str, data: bytes) -> None:
        """Keep a piece. It is there whole or not at all, whoever else keeps the same one."""
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_bytes(hashlib.sha256(data).digest() + data)
        fresh.replace(file)

    def read(self, key: str) -> bytes:
        """A piece; raises `DamagedError` where it is not what was kept."""
        try:
            data = self._file(key).read_bytes()
        except OSError as error:
            raise DamagedError(key) from error
        piece = memoryview(data)[_SEAL:]
        if hashlib.sha256(piece).digest() != data[:_SEAL]:
            raise DamagedError(key)
        return bytes(piece)

    def keep(self, keys: Iterable[str]) -> None:
        """Remove every piece but these."""
        wanted = set(keys)
        for folder, _, names in os.walk(self._folder):
            for name in names:
                if name not in wanted:
                    Path(folder, name).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / key
