"""How long work says where it is, to whoever listens."""

from __future__ import annotations

from typing import Protocol


class Tell(Protocol):
    """Somebody who is told."""

    def __call__(self, stage: str, done: int = 0, of: int = 0) -> None:
        """So many things of a stage are done; ``of`` is how many there are, 0 where that is not known."""


def silent(stage: str, done: int = 0, of: int = 0) -> None:
    """Nobody listens."""
