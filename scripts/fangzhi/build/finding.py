"""The search's lists, kept beside the archive, so that an edit costs what it touches.

What every article gives to the index is kept as postings in a few *segments*, with what came and went since they were
written. When articles change, their postings are taken out by their places, what they give now is put in, and only the
shards that differ are written anew; when all articles are made, the segments are. A ledger with a seal says what each
file should be: what is not, is not believed, and everything is made anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fangzhi.build.executors import Crew
from fangzhi.build.fixity import DamagedError, digest, file_digest, join
from fangzhi.build.plan import Output
from fangzhi.site import postings, search, urls
from fangzhi.site.postings import Postings

_LEDGER, _COME, _GONE, _SPILL, _SEGMENT = "ledger.json", "come", "gone", "spill", "segment-"
_ARTICLES = 500  # in one segment
_MARK = 16  # hexadecimal digits of a shard's mark
_COMPACT = 4  # what came and went is put into the segments when it is as large as this part of them

Range = tuple[int, int]


@dataclass(frozen=True)
class Ledger:
    """What the lists are: place and recipe of each article by path, what each shard was last written for (its mark), and
    the digest of each file that is kept."""

    articles: dict[str, list[int | str]] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


class Index:
    """The lists of one archive. ``articles`` holds place and digest of each article as it is now, by its path."""

    def __init__(self, folder: Path, articles: Mapping[str, tuple[int, str]]) -> None:
        self.folder = folder
        self.articles: dict[str, list[int | str]] = {path: [*known] for path, known in articles.items()}
        self.bits = postings.shard_bits(len(self.articles))
        last = _read(folder)
        self.now = self.last = last if len(last.marks) == 1 << self.bits else Ledger()
        self._sound: set[tuple[str, str]] = set()  # files that were found to be what they should be, with their digests

    def lacks(self, path: str) -> bool:
        """Whether an article must be made, since the lists do not have what it gives now."""
        return self.last.articles.get(path) != self.articles[path]

    @cached_property
    def spill(self) -> Path:
        """Where jobs put what articles give, a file each."""
        folder = self.folder / _SPILL
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    @property
    def settled(self) -> bool:
        """Whether the lists are up to date."""
        return bool(self.last.marks) and self.last.articles == self.articles

    def outputs(self) -> list[Output]:
        """Every shard."""
        return [
            Output((urls.SEARCH + search.grams_file(number),), mark, shard=number)
            for number, mark in enumerate(self.now.marks)
        ]

    def revise(self, fresh: Sequence[int], crew: Crew) -> None:
        """Bring the lists up to date with articles that were made, by their places; their postings lie in the spill."""
        gone = [
            int(place)
            for path, (place, recipe) in self.last.articles.items()
            if self.articles.get(path) != [place, recipe]
        ]
        if self.last.marks and not fresh and not gone:
            return
        state = join(repr(sorted(self.articles.items())))[:_MARK]
        (self.folder / _LEDGER).unlink(missing_ok=True)
        if len(fresh) == len(self.articles):
            files, marks = self._made(crew), [state] * (1 << self.bits)
        else:
            files, touched = self._revised([*gone, *fresh])
            marks = [state if number in touched else mark for number, mark in enumerate(self.last.marks)]
        self.now = Ledger(self.articles, marks, files)
        shutil.rmtree(self.spill)
        _write(self.folder, self.now)

    def _made(self, crew: Crew) -> dict[str, str]:
        """New segments from the spill alone, each with a range of shards."""
        for file in [*self.folder.glob(f"{_SEGMENT}*"), self.folder / _COME, self.folder / _GONE]:
            file.unlink(missing_ok=True)
        count = max(1, len(self.articles) // _ARTICLES)
        edges = [(1 << self.bits) * n // count for n in range(count + 1)]
        ranges = list(pairwise(edges))
        made = partial(make_segment, self.folder, self.spill)
        digests = crew.share("search", made, ranges, [end - first for first, end in ranges])
        return dict(zip(map(_segment, ranges), digests, strict=True))

    def _revised(self, changed: list[int]) -> tuple[dict[str, str], set[int]]:
        """The files with what came and went; also the shards that this touches."""
        kept = self._proved(self.last.files)
        moved = np.zeros(1 << postings.PLACE_BITS, bool)
        moved[changed] = True
        based = kept.based(moved)
        before = postings.united([postings.without(based, kept.gone), postings.of(kept.come, moved)])
        after = postings.united([np.fromfile(file, np.uint64) for file in sorted(self.spill.iterdir())])
        touched = set(postings.shards(np.setxor1d(before, after, assume_unique=True)).tolist())
        if not touched:
            return self.last.files, touched
        gone = postings.united([kept.gone, before])
        come = postings.united([postings.without(kept.come, before), after])
        if len(gone) + len(come) > kept.size // _COMPACT:
            (self.folder / _COME).unlink(missing_ok=True)
            (self.folder / _GONE).unlink(missing_ok=True)
            return dict(_put(self.folder / name, kept.compacted(name, gone, come)) for name in kept.names), touched
        files = {name: self.last.files[name] for name in kept.names}
        return files | dict([_put(self.folder / _COME, come), _put(self.folder / _GONE, gone)]), touched

    def kept(self) -> Kept:
        """The lists as they are now, to write shards from."""
        return self._proved(self.now.files)

    def _proved(self, files: Mapping[str, str]) -> Kept:
        """Raises `DamagedError` where a file is not what was put there."""
        for name, known in files.items() - self._sound:
            if not (self.folder / name).is_file() or file_digest(self.folder / name) != known:
                raise DamagedError(name)
        self._sound |= files.items()
        return Kept(self.folder, tuple(sorted(files)))


@dataclass(frozen=True)
class Kept:
    """Segments, and what came and went since, by the names of their files."""

    folder: Path
    files: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The files of the segments, in the order of their shards."""
        return sorted(name for name in self.files if name.startswith(_SEGMENT))

    @cached_property
    def come(self) -> Postings:
        """What came since."""
        return _mapped(self.folder / _COME) if _COME in self.files else _NONE

    @cached_property
    def gone(self) -> Postings:
        """What went since."""
        return _mapped(self.folder / _GONE) if _GONE in self.files else _NONE

    @property
    def size(self) -> int:
        """How many postings the segments hold."""
        return sum((self.folder / name).stat().st_size for name in self.names) // _NONE.itemsize

    def based(self, wanted: NDArray[np.bool_]) -> Postings:
        """What the segments hold of some places. They are mapped one after the other: what is mapped and read is in memory."""
        return postings.united([postings.of(_mapped(self.folder / name), wanted) for name in self.names])

    def shards(self, numbers: Sequence[int]) -> list[str]:
        """Some shards, in ascending order, as they are written."""
        parts = [postings.cut(_mapped(self.folder / name), here) for name, here in self._homes(numbers)]
        gone, come = postings.cut(self.gone, numbers), postings.cut(self.come, numbers)
        return postings.encoded(
            postings.united([postings.without(np.concatenate([_NONE, *parts]), gone), come]), numbers
        )

    def _homes(self, numbers: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
        """The segments that have some of these shards, with those that each has: no other one is mapped."""
        for name in self.names:
            first, end = _range(name)
            if here := [number for number in numbers if first <= number < end]:
                yield name, here

    def compacted(self, name: str, gone: Postings, come: Postings) -> Postings:
        """A segment with what came and went put into it."""
        first, end = _range(name)
        start, stop = postings.bounds(come, [first, end])
        return postings.united([postings.without(_mapped(self.folder / name), gone), come[start:stop]])


_NONE: Postings = np.empty(0, np.uint64)


def _mapped(file: Path) -> Postings:
    return np.memmap(file, np.uint64, "r") if file.stat().st_size else _NONE


def _segment(bounds: Range) -> str:
    return f"{_SEGMENT}{bounds[0]:05}-{bounds[1]:05}"


def _range(name: str) -> Range:
    first, end = name.removeprefix(_SEGMENT).split("-")
    return int(first), int(end)


def articles(outputs: Iterable[Output]) -> dict[str, tuple[int, str]]:
    """What an index is told of a plan."""
    return {o.page.path: (o.place, o.searched) for o in outputs if o.page and o.place >= 0}


def make_segment(folder: Path, spill: Path, bounds: Range) -> str:
    """Put what all jobs spilt of some shards into one file; gives its digest."""
    parts = [_mapped(file) for file in sorted(spill.iterdir())]
    return _put(
        folder / _segment(bounds), postings.united([part[slice(*postings.bounds(part, bounds))] for part in parts])
    )[1]


def _put(file: Path, data: Postings) -> tuple[str, str]:
    """Write a file; gives its name and digest."""
    fresh = file.with_suffix(".new")  # the old one may be mapped still
    data.tofile(fresh)
    fresh.replace(file)
    return file.name, digest(data.data)


def _read(folder: Path) -> Ledger:
    try:
        seal, _, text = (folder / _LEDGER).read_text("utf-8").partition("\n")
        return Ledger(**json.loads(text)) if seal == join(text) else Ledger()
    except (OSError, ValueError, TypeError):
        return Ledger()


def _write(folder: Path, ledger: Ledger) -> None:
    text = json.dumps(asdict(ledger))
    (folder / _LEDGER).write_text(f"{join(text)}\n{text}", "utf-8")
