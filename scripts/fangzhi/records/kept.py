"""What was read of each article file, kept between runs: a file that has not changed is not read again.

A file has not changed when its size, its time and its number on the disk (inode) are what they were. What is kept is
sealed, in portions: what one edit changes is one of them. It is of use to this version of this package alone.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple, cast

from fangzhi.records import sealed
from fangzhi.records.article import Article
from fangzhi.records.frontmatter import Document
from fangzhi.records.problems import Problem

ARTICLES = f"{sealed.CACHE}/articles"
PORTION = 250
State = tuple[int, int, int]
"""Size in bytes, time in ns and inode of a file."""


class Read(NamedTuple):
    """What one file gave: an article, or the document of a translation, or neither; and what is wrong with it.

    ``words`` is what makes its text one with another's, as `twins` says.
    """

    article: Article | None
    document: Document | None
    problems: tuple[Problem, ...]
    words: str = ""


_Files = dict[str, tuple[State, Read]]


@dataclass
class Kept:
    """What is known of files by path; ``fresh`` is what was read or used since, and is what will be kept."""

    files: _Files = field(default_factory=dict)
    fresh: _Files = field(default_factory=dict)
    portions: list[tuple[_Files, bytes]] = field(default_factory=list)

    def find(self, root: Path, path: str) -> Read | None:
        """What a file gave when it was read last, if it has not changed."""
        known = self.fresh.get(path) or self.files.get(path)
        if known is None or known[0] != state(root, path):
            return None
        self.fresh[path] = known
        return known[1]

    def put(self, path: str, found: State | None, read: Read) -> None:
        """Keep what a file gave that had this state before it was read."""
        if found:
            self.fresh[path] = found, read

    def portion(self) -> bytes:
        """What was read, for another process to take."""
        return sealed.packed(self.fresh)

    def take(self, portion: bytes) -> None:
        """What another process read."""
        for files, data in _portions(portion):
            self.fresh |= files
            self.portions.append((files, data))


def state(root: Path, path: str) -> State | None:
    """The state of a file; none where it is not there, or is a link, whose own state says nothing."""
    try:
        found = os.lstat(f"{root}/{path}")  # a Path for each file is a tenth of a check
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def load(file: Path) -> Kept:
    """What was kept by this version of the package; nothing where there is none, or it is damaged."""
    kept = Kept()
    for files, data in _portions(sealed.read(file, sealed.maker("records"))):
        kept.files |= files
        kept.portions.append((files, data))
    settled = file.stat().st_mtime_ns - sealed.TICK if kept.files else 0
    kept.files = {path: known for path, known in kept.files.items() if known[0][1] < settled}
    return kept


def save(file: Path, kept: Kept) -> None:
    """Keep what was read, if anything differs from what was kept before; where that cannot be, nothing is lost."""
    if kept.fresh.keys() == kept.files.keys() and all(kept.files[path] is known for path, known in kept.fresh.items()):
        return
    whole = [(files, data) for files, data in kept.portions if len(files) > PORTION // 2 and _is_fresh(files, kept)]
    held = {path for files, _ in whole for path in files}
    rest = iter([(path, known) for path, known in kept.fresh.items() if path not in held])
    new = [sealed.packed(dict(some)) for some in iter(lambda: list(islice(rest, PORTION)), [])]
    sealed.write(file, sealed.maker("records"), b"".join([*(data for _, data in whole), *new]))


def _is_fresh(files: _Files, kept: Kept) -> bool:
    return all(kept.fresh.get(path) is known for path, known in files.items())


def _portions(data: bytes) -> Iterator[tuple[_Files, bytes]]:
    return ((cast("_Files", files), portion) for files, portion in sealed.unpacked(data))
