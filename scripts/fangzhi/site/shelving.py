"""Where each article stands in the search index's numbering.

The number decides what a posting costs and what a new article disturbs. Numbers follow the date, so that the newest
hits are the highest numbers and a year is a range. To leave room, each month has a row of its own, with more places
than articles, and an article stands as near as may be to its *home*, which its day and its path's digest give: sorted
linear probing. So the numbering depends on the set of articles only, never on the order in which they came, and one
more article moves few others: those that crowd after it in its month, and all later rows only when its row must grow
(after which it has room again). In the newest month nothing lies behind.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

_SMALLEST, _FULL = 8, 0.75
_DAYS = 32


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What decides an article's place. ``year`` and ``order`` as in `search.Entry`."""

    month: str
    year: str
    order: str
    chance: int
    path: str

    @property
    def home(self) -> float:
        """Where in its row it would like to stand, from 0 up to 1."""
        day = self.order[8:10]
        return (int(day) % _DAYS + self.chance / 2**32) / _DAYS if day.isdecimal() else self.chance / 2**32


@dataclass(frozen=True, slots=True)
class Shelving:
    """The numbering: ``places`` by path, ``years`` as (first number, year) in order, ``size`` above all numbers."""

    places: Mapping[str, int]
    years: tuple[tuple[int, str], ...]
    size: int


def mark(path: str, year: str, order: str) -> Mark:
    """The mark of one article."""
    return Mark(order[:7], year, order, zlib.crc32(path.encode()), path)


def shelve(marks: Iterable[Mark]) -> Shelving:
    """Give every article its number."""
    places: dict[str, int] = {}
    years: list[tuple[int, str]] = []
    base = 0
    for (_, year), group in groupby(sorted(marks), key=lambda m: (m.month, m.year)):
        row = list(group)
        if not years or years[-1][1] != year:
            years.append((base, year))
        capacity = _capacity(len(row))
        for one, place in zip(row, _row([m.home for m in row], capacity), strict=True):
            places[one.path] = base + place
        base += capacity
    return Shelving(places, tuple(years), max(places.values(), default=-1) + 1)


def _capacity(count: int) -> int:
    """Places in a row: a power of two, so that growth is rare; three quarters taken at most."""
    capacity = _SMALLEST
    while count > capacity * _FULL:
        capacity *= 2
    return capacity


def _row(homes: list[float], capacity: int) -> list[int]:
    """The nearest free places at or after home, in order; pushed back where the row would end."""
    taken: list[int] = []
    for home in homes:
        taken.append(max(int(home * capacity), taken[-1] + 1 if taken else 0))
    for n in range(1, len(taken) + 1):
        taken[-n] = min(taken[-n], capacity - n)
    return taken
