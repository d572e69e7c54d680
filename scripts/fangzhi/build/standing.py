"""Whether a site still stands, and all that it was made from: then a build has nothing to read, to plan or to compare.

A build leaves a *note* of what it told people, under a seal that covers the state of everything it read: each file of the
archive with its size, time and inode, what git has checked out, this package, and the libraries beside it. Where the same
seal comes out again and every file of the site is as the ledger says, the next build has nothing else to say.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from fangzhi.build.fixity import MANIFEST, ledger_file, read_ledger, seal_of
from fangzhi.records import sealed
from fangzhi.records.problems import Problem

_FILE = "mkdocs.yml"  # as in records/settings, whose import alone would take longer than all that is done here
_READ = ("articles", "docs", "overrides", f"{sealed.CACHE}/editor")
_PACKAGE = Path(__file__).parents[1]
_SHIPPED = _PACKAGE.parents[1] / "overrides"  # the package's templates, where it is used from its repository
_NEVER = sys.maxsize
State = tuple[str, int, int, int]
"""Path, size in bytes, time in ns and inode of a file."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: pages, files in all, and of these made, kept and removed."""

    pages: int
    outputs: int
    made: int
    kept: int
    removed: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a build has to say: what it did, of how many articles, and what is wrong with them."""

    result: Result
    articles: int
    problems: tuple[Problem, ...]


class Standing:
    """What a build of ``root`` into ``site`` by an engine starts from, as it is when this is made."""

    def __init__(self, root: Path, site: Path, engine: str) -> None:
        states = list(_states(root))
        self._settled = max(changed for _, _, changed, _ in states) < time.time_ns() - sealed.TICK
        self._ledger, self._site = ledger_file(root / sealed.CACHE, site), site
        self._note = self._ledger.with_suffix(".told")
        found = (engine, _checked_out(root), _environment(root), _program(), states)
        self._maker = repr(found).encode("utf-8", "surrogatepass")

    def told(self) -> Told | None:
        """What the last build told, if this one would find the same again; else None."""
        for found, _ in sealed.unpacked(sealed.read(self._note, self._maker)):
            seal, pages, files, articles, problems = cast("tuple[str, int, int, int, tuple[Problem, ...]]", found)
            if self._stands(seal):
                return Told(Result(pages, files, 0, files, 0), articles, problems)
        return None

    def _stands(self, seal: str) -> bool:
        """Whether the site is what the ledger with this seal says."""
        try:
            agreed = seal_of(self._ledger) == seal and (self._site / MANIFEST).is_file()
        except (OSError, ValueError):
            return False
        ledger = read_ledger(self._ledger) if agreed else {}
        return bool(ledger) and all(entry.found(str(self._site)) is entry for entry in ledger.values())

    def note(self, told: Told) -> None:
        """Leave what this build told for the next; not where a file could change unseen, since it changed just now."""
        if self._settled:
            data = (seal_of(self._ledger), told.result.pages, told.result.outputs, told.articles, told.problems)
            sealed.write(self._note, self._maker, sealed.packed(data))
        else:
            self._note.unlink(missing_ok=True)


def _states(root: Path) -> Iterator[State]:
    """The state of every file that a build of an archive may read."""
    yield _state(str(root / _FILE))
    for name in _READ:
        yield from sorted(_below(str(root / name)))


def _below(folder: str) -> Iterator[State]:
    try:
        entries = [*os.scandir(folder)]
    except FileNotFoundError:
        return
    except OSError:  # it may not be read, or is no folder: the build itself says what is wrong with it
        yield folder, -1, _NEVER, 0
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _below(entry.path)
        elif _leads_to_folder(entry):
            yield entry.path, -1, _NEVER, 0  # what lies behind is not looked at, so it is never settled
        else:
            yield _state(entry.path)


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _state(path: str) -> State:
    """The state of a file, or of what a link leads to; that of one that is not there has neither size nor time."""
    try:
        found = os.stat(path)  # noqa: PTH116 - pathlib takes three times as long
    except OSError:
        return path, -1, 0, 0
    return path, found.st_size, found.st_mtime_ns, found.st_ino


def _environment(root: Path) -> list[tuple[str, str]]:
    """The variables of the environment that the settings may name, as ``!ENV`` does."""
    try:
        words = set(re.findall(rb"\w+", (root / _FILE).read_bytes()))
    except OSError:
        return []
    return sorted((name, value) for name, value in os.environ.items() if os.fsencode(name) in words)


def _checked_out(root: Path) -> tuple[object, ...]:
    """What git has checked out, and where a shallow clone ends; nothing without git."""
    ask = ["git", "rev-parse", "HEAD", "--git-path", "shallow"]
    try:
        head, *shallow = subprocess.run(ask, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S603 - fixed words
    except (OSError, ValueError, subprocess.CalledProcessError):
        return ()
    return (head, *(_state(str(root / name)) for name in shallow))


def _program() -> list[object]:
    """What makes a site: this package, Python, and the libraries that lie beside it or where the path leads."""
    homes = [path for path in sys.path if path.endswith("-packages")]
    return [sys.version, [_state(path) for path in homes], sorted(_below(str(_PACKAGE))), sorted(_below(str(_SHIPPED)))]
