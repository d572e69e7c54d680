"""Work shared over many machines: a Dask cluster as a `concurrent.futures.Executor`.

Whoever works must have this program in the same version, and see archive and site under the same paths; both are asked
before there is any work, since otherwise bytes would differ or be lost. A worker that dies costs time alone: the
scheduler gives its jobs to others, and a job that is done twice writes the same files.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from distributed import Client

from fangzhi.build.executors import ClusterError, Start
from fangzhi.build.fixity import tree_digest
from fangzhi.build.sources import makers

_PATIENCE = "10s"  # for a scheduler to answer, and for a worker to be there
_TURN = threading.Lock()


def cluster(address: str, folders: Iterable[Path]) -> Start:
    """The workers of the scheduler at an address such as ``tcp://10.0.0.1:8786``. All must see the folders.

    Starting raises `ClusterError`.
    """
    return partial(_started, address, tuple(folders))


@contextmanager
def _started(address: str, folders: tuple[Path, ...]) -> Iterator[Executor]:
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError("no-cluster", reason=error or type(error).__name__) from error
    with client:
        examine(client, folders)
        with client.get_executor(pure=False) as executor:
            yield _Turns(executor)


def examine(client: Client, folders: Iterable[Path]) -> None:
    """See that there are workers, and that each would do what this process does; raises `ClusterError`."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise ClusterError("no-cluster", reason=error) from error
    with ExitStack() as stack:
        marks = [stack.enter_context(NamedTemporaryFile(dir=folder, prefix=".fangzhi-")).name for folder in folders]
        answers = client.run(signature, marks, on_error="return")
    wanted, _ = signature(marks)
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):
            raise ClusterError("unlike-worker", worker=worker, found=answer)
        made_by, missing = answer
        if missing:
            raise ClusterError("blind-worker", worker=worker, folder=Path(missing[0]).parent)
        if made_by != wanted:
            raise ClusterError("unlike-worker", worker=worker, found=_difference(made_by, wanted))


def signature(marks: list[str]) -> tuple[dict[str, str], list[str]]:
    """What a process would make bytes with, and which of some files it does not see."""
    package = Path(__file__).resolve().parents[1]
    versions = {"Python": "{}.{}".format(*sys.version_info), **makers(), "fangzhi": tree_digest([package])[:8]}
    return versions, [mark for mark in marks if not Path(mark).exists()]


def _difference(found: dict[str, str], wanted: dict[str, str]) -> str:
    return ", ".join(f"{name} {found.get(name)} ≠ {wanted[name]}" for name in wanted if found.get(name) != wanted[name])


class _Turns(Executor):
    """An executor whose workers do one job at a time, however many threads they have: the work is no threads' work."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - any work
        return self._executor.submit(_in_turn, fn, *args, **kwargs)

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401
        return self._executor.map(partial(_in_turn, fn), *iterables, **kwargs)


def _in_turn(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the work gives
    with _TURN:
        return work(*args, **kwargs)
