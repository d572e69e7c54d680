"""What was read of each article file, kept between runs: a file that has not changed is not read again.

A file has not changed when its size, its time and its number on the disk (inode) are what they were. What is kept is
sealed, in portions: what one edit changes is one of them. It is of use to this version of this package alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple, cast

from fangzhi.records import sealed
from fangzhi.records.article import Article
from fangzhi.records.frontmatter import Document
from fangzhi.records.pictures import Picture
from fangzhi.records.problems import Problem
from fangzhi.records.remembered import Remembered
from fangzhi.records.state import State, settled, state

ARTICLES = f"{sealed.CACHE}/articles"
_PICTURES = "pictures"
PORTION = 250


class Read(NamedTuple):
    """What one file gave: an article, or the document of a translation, or neither; and what is wrong with it.

    ``words`` is what makes its text one with another's, as `twins` says.
    """

    article: Article | None
    document: Document | None
    problems: tuple[Problem, ...]
    words: str = ""


_Files = dict[str, tuple[State, Read]]
_Pictures = dict[str, tuple[State, Picture | None]]
Portion = tuple[bytes, _Pictures]
"""What one process read: articles, packed, and pictures."""


@dataclass
class Kept:
    """What is known of files by path; ``fresh`` is what was read or used since, and is what will be kept.

    ``pictures`` are those beside articles, None where a file is none.
    """

    files: _Files = field(default_factory=dict)
    fresh: _Files = field(default_factory=dict)
    portions: list[tuple[_Files, memoryview]] = field(default_factory=list)
    pictures: Remembered[Picture | None] = field(default_factory=Remembered)

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

    def portion(self) -> Portion:
        """What was read, for another process to take."""
        return sealed.packed(self.fresh), self.pictures.fresh

    def take(self, articles: bytes, pictures: _Pictures) -> None:
        """What another process read."""
        self.pictures.fresh |= pictures
        for files, data in _portions(articles):
            self.fresh |= files
            self.portions.append((files, data))


def load(file: Path) -> Kept:
    """What was kept by this version of the package; nothing where there is none, or it is damaged."""
    kept = Kept()
    for files, data in _portions(sealed.read(file, sealed.maker("records"))):
        kept.files |= files
        kept.portions.append((files, data))
    edge = settled(file) if kept.files else 0
    kept.files = {path: known for path, known in kept.files.items() if known[0][1] < edge}
    kept.pictures.recall(file.with_name(_PICTURES), sealed.maker("records"))
    return kept


def save(file: Path, kept: Kept) -> None:
    """Keep what was read, if anything differs from what was kept before; where that cannot be, nothing is lost."""
    kept.pictures.keep(file.with_name(_PICTURES), sealed.maker("records"))
    if kept.fresh.keys() == kept.files.keys() and all(kept.files[path] is known for path, known in kept.fresh.items()):
        return
    whole = [(files, data) for files, data in kept.portions if len(files) > PORTION // 2 and _is_fresh(files, kept)]
    held = {path for files, _ in whole for path in files}
    rest = iter([(path, known) for path, known in kept.fresh.items() if path not in held])
    new = [sealed.packed(dict(some)) for some in iter(lambda: list(islice(rest, PORTION)), [])]
    sealed.write(file, sealed.maker("records"), *(data for _, data in whole), *new)


def _is_fresh(files: _Files, kept: Kept) -> bool:
    return all(kept.fresh.get(path) is known for path, known in files.items())


def _portions(data: bytes) -> Iterator[tuple[_Files, memoryview]]:
    return ((cast("_Files", files), portion) for files, portion in sealed.unpacked(data))
