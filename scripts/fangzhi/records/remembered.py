"""What was found out of files, one thing of each, kept by their state: a file that has not changed is not opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar, cast

from fangzhi.records import sealed
from fangzhi.records.state import State, settled, state

T = TypeVar("T")


class Remembered(Generic[T]):
    """What is known of files by path; ``fresh`` is what was found or asked for since, and is what will be kept."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[State, T]] = {}
        self.fresh: dict[str, tuple[State, T]] = {}

    def recall(self, file: Path, maker: bytes) -> None:
        """Take what this maker kept; a file that could have been written again unseen is not believed."""
        found = next(sealed.unpacked(sealed.read(file, maker)), ({}, b""))[0]
        kept = cast("dict[str, tuple[State, T]]", found)
        edge = settled(file) if kept else 0
        self._known = {path: known for path, known in kept.items() if known[0][1] < edge}

    def of(self, root: Path, path: str, find: Callable[[], T]) -> T:
        """What is known of a file, or is found out now; of one without a state of its own each time."""
        now = state(root, path)
        known = self.fresh.get(path) or self._known.get(path)
        found = known[1] if known and known[0] == now else find()
        if now:
            self.fresh[path] = now, found
        return found

    def keep(self, file: Path, maker: bytes) -> None:
        """Keep what was asked for, if it is not what was kept."""
        if self.fresh != self._known:
            sealed.write(file, maker, sealed.packed(self.fresh))
