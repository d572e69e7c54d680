"""What was read of each article file, kept between builds: a file that has not changed is not read again.

A file has not changed when its size, its time and its number on the disk (inode) are what they were. What is kept is
sealed: damage is noticed, and then every file is read. It is of use to this version of this package alone.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from fangzhi.records.article import Article
from fangzhi.records.frontmatter import Document
from fangzhi.records.problems import Problem

_SEAL = 32
_TICK = 100_000_000  # ns: a file that was written when its state was kept may have been written again within a tick
State = tuple[int, int, int]
"""Size in bytes, time in ns and inode of a file."""


class Read(NamedTuple):
    """What one file gave: an article, or the document of a translation, or neither; and what is wrong with it."""

    article: Article | None
    document: Document | None
    problems: tuple[Problem, ...]


@dataclass
class Kept:
    """What is known of files by path; ``fresh`` is what was read or used since, and is what will be kept."""

    files: dict[str, tuple[State, Read]] = field(default_factory=dict)
    fresh: dict[str, tuple[State, Read]] = field(default_factory=dict)

    def find(self, root: Path, path: str) -> Read | None:
        """What a file gave when it was read last, if it has not changed."""
        known = self.files.get(path)
        if known is None or known[0] != state(root, path):
            return None
        self.fresh[path] = known
        return known[1]

    def put(self, path: str, found: State | None, read: Read) -> None:
        """Keep what a file gave that had this state before it was read."""
        if found:
            self.fresh[path] = found, read


def state(root: Path, path: str) -> State | None:
    """The state of a file; none where it is not there, or is a link, whose own state says nothing."""
    try:
        found = os.lstat(f"{root}/{path}")  # a Path for each file is a tenth of a check
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def load(file: Path) -> Kept:
    """What was kept by this version of the package; nothing where there is none, or it is damaged."""
    try:
        data, written = file.read_bytes(), file.stat().st_mtime_ns
    except OSError:
        return Kept()
    if _sealed(data[_SEAL:]) != data[:_SEAL]:
        return Kept()
    files: dict[str, tuple[State, Read]] = pickle.loads(data[_SEAL:])  # noqa: S301 - our own file, and its seal is right
    return Kept({path: known for path, known in files.items() if known[0][1] < written - _TICK})


def save(file: Path, kept: Kept) -> None:
    """Keep what was read, if anything differs from what was kept before; where that cannot be, nothing is lost."""
    if kept.fresh.keys() == kept.files.keys() and all(kept.files[path] is known for path, known in kept.fresh.items()):
        return
    data = pickle.dumps(kept.fresh, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_bytes(_sealed(data) + data)
        fresh.replace(file)
    except OSError:
        return


def _sealed(data: bytes) -> bytes:
    return hashlib.sha256(_version() + data).digest()


@lru_cache(maxsize=1)
def _version() -> bytes:
    """A digest of what reads articles, as one version of Python writes it down."""
    modules = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join([sys.version.encode(), *(file.read_bytes() for file in modules)])).digest()
