"""Files read and judged: in several processes where many are new, so that an archive is read at the speed of the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from fangzhi.desk.judged import Judged
from fangzhi.records.archive import read_articles
from fangzhi.records.article import Article
from fangzhi.records.kept import PORTION, Kept, Portion
from fangzhi.records.problems import Problem
from fangzhi.records.progress import Tell
from fangzhi.records.sealed import no_collection

_FEW = 200  # things that one process does sooner than two can start

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an archive's files, and what of its articles; what one process finds, another takes."""

    kept: Kept
    judged: Judged

    def read(self, paths: Sequence[str]) -> tuple[list[Article], list[Problem]]:
        """Some files read and judged, as far as that was not done."""
        articles, problems = read_articles(self.judged.root, paths, self.kept)
        for article in articles:
            self.judged.traces(article)
        return articles, problems

    def take(self, paths: Sequence[str], readers: Readers, stage: str) -> None:
        """Read and judge in several processes what is new of some files, where that is much."""
        root = self.judged.root
        new = [path for path in paths if not self.kept.find(root, path)]
        done = len(paths) - len(new)
        readers.tell(stage, done, len(paths))
        portions = list(portioned(new)) if len(new) > _FEW and readers.jobs > 1 else []
        for portion, (kept, judged) in zip(portions, readers.share(partial(_read, root), portions), strict=True):
            self.kept.take(*kept)
            self.judged.fresh |= judged.fresh
            done += len(portion)
            readers.tell(stage, done, len(paths))


@dataclass(frozen=True, slots=True)
class Readers:
    """How many processes share the work, and who is told how far it is."""

    jobs: int
    tell: Tell

    def share(self, work: Callable[[list[T]], R], portions: list[list[T]]) -> Iterator[R]:
        """The results of portions of work, in order; of a little work in this process."""
        if self.jobs == 1 or sum(map(len, portions)) <= _FEW:
            yield from map(work, portions)
            return
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(self.jobs) as pool:
            yield from pool.map(work, portions)


def _read(root: Path, paths: list[str]) -> tuple[Portion, Judged]:
    """What some files hold, and what was found in them."""
    with no_collection():
        known = Known(Kept(), Judged(root))
        known.read(paths)
        return known.kept.portion(), known.judged


def portioned(items: Iterable[T]) -> Iterator[list[T]]:
    """Even portions; a translation stays with its original, which follows it in order."""
    queue = iter(items)
    while portion := list(islice(queue, PORTION)):
        if str(portion[-1]).endswith(".en.md"):
            portion += islice(queue, 1)
        yield portion
