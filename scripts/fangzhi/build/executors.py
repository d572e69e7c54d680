"""Who does the work of a build: this process, processes beside it, or whatever else is a `concurrent.futures.Executor`."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from typing import TypeVar, cast

from fangzhi.build.exchange import end_with_parent
from fangzhi.records.progress import Tell, silent

J = TypeVar("J")
R = TypeVar("R")

Start = Callable[[], AbstractContextManager[Executor]]
"""Starts workers when there is work for them; they end with the context."""

FEW = 300  # things of a page's weight that one process makes sooner than two can start
_TURN = 20  # jobs, then forked processes make way for new ones: what they touch of their parent's memory is theirs


class ClusterError(Exception):
    """Workers that cannot be worked with: the code of the problem, and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class Processes:
    """So many processes of this machine. Where they can be forked they are: they have at once what this one has."""

    jobs: int

    @property
    def forked(self) -> bool:
        """Whether they are; Apple's libraries do not bear it."""
        return "fork" in get_all_start_methods() and sys.platform != "darwin"

    def __call__(self) -> ProcessPoolExecutor:
        """Start them."""
        context = get_context("fork") if self.forked else None
        return ProcessPoolExecutor(self.jobs, context, initializer=end_with_parent)


_TRIM, _MAP = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h
_KEPT = ((_TRIM, 4 << 20), (_MAP, 4 << 20))  # bytes: more than the tables that an article's words are counted in


@contextmanager
def thrifty() -> Iterator[None]:
    """Have large blocks of memory go back to the system when they are freed.

    glibc does so until the first of them is freed, and from then on keeps blocks of that size for later: a build reads whole
    files at its beginning, and would hold that much to its end. Afterwards those of a few megabytes are kept, since many are
    needed for a moment. Other C libraries have no such word, and need none.
    """
    _choose((_MAP, 128 << 10))
    try:
        yield
    finally:
        _choose(*_KEPT)


def _choose(*choices: tuple[int, int]) -> None:
    with suppress(AttributeError, OSError, TypeError):
        option = ctypes.CDLL(None).mallopt
        for name, size in choices:
            option(name, size)


_WORK: list[Callable[[], object]] = []  # what a forked process is to do: it has it from this one


def apart(work: Callable[[], R]) -> R:
    """Do something in a process of its own, so that what it loads does not stay in this one.

    Where processes are not forked, or there are threads, which a forked process would not have, it is done here.
    """
    alone = Processes(1)
    if not alone.forked or threading.active_count() > 1:
        return work()
    _WORK[:] = [work]
    try:
        with alone() as executor:
            return cast("R", executor.submit(_work).result())
    finally:
        _WORK.clear()


def _work() -> object:
    return _WORK[0]()


def processes(jobs: int) -> Start | None:
    """So many processes of this machine; none where one does everything itself."""
    return Processes(jobs) if jobs > 1 else None


@dataclass(frozen=True)
class Crew:
    """Who does the work, and who is told how far it is. Without ``start`` this process does all of it."""

    start: Start | None = None
    tell: Tell = silent

    @property
    def inherits(self) -> bool:
        """Whether whoever works has what this process had when the work began."""
        return self.start is None or (isinstance(self.start, Processes) and self.start.forked)

    def share(
        self, stage: str, work: Callable[[J], R], jobs: Sequence[J], sizes: Sequence[int], few: int = FEW
    ) -> Iterator[R]:
        """Do every job, and give results in the order of jobs. ``sizes`` says how many things each one makes.

        So ``few`` things are made here, sooner than others could start. A job and its result must be pickled, and a job must
        bring all that its work needs: who does it may stand on another machine. It may be done twice, where a worker dies.
        """
        done, of = 0, sum(sizes)
        self.tell(stage, done, of)
        results = self._shared(self.start, work, jobs) if self.start and of > few else map(work, jobs)
        for size, result in zip(sizes, results, strict=True):
            done += size
            self.tell(stage, done, of)
            yield result

    def _shared(self, start: Start, work: Callable[[J], R], jobs: Sequence[J]) -> Iterator[R]:
        turn = _TURN if self.inherits else len(jobs)
        for at in range(0, len(jobs), turn):
            with start() as executor:
                yield from executor.map(work, jobs[at : at + turn])
