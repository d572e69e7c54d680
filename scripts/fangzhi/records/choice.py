"""One of a few words: what a file may say in some place, and nothing else."""

from __future__ import annotations

from enum import StrEnum


class Choice(StrEnum):
    """Kept between runs as its word. Python 3.11 up to 3.11.3 would keep a call of `getattr`, which `sealed` refuses."""

    def __reduce_ex__(self, protocol: object) -> tuple[object, ...]:
        return type(self), (self.value,)
