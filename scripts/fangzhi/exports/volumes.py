"""Articles in volumes of consecutive numbers: what one volume gives to the data files is a piece of each.

So one edited article makes anew one piece of a file, and one more article moves few others (see `shelving`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from fangzhi.exports.holdings import Holdings, Piece, Record, digest
from fangzhi.records.catalogue import Item
from fangzhi.site import urls

_NUMBERS = 128  # in a volume at least, and
_MOST = 1000  # volumes: the database's index holds no more than 2,000 segments


@dataclass(frozen=True, slots=True)
class Volume:
    """Some articles in the order of their numbers; ``of`` is the digest of what their records are made from."""

    numbers: tuple[int, ...]
    items: tuple[Item, ...]
    of: str


class Volumes:
    """The volumes of an archive. Records are read for one volume at a time."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._last: tuple[int, list[Record]] = (-1, [])

    @cached_property
    def all(self) -> tuple[Volume, ...]:
        """Every volume, oldest dates first."""
        numbers = {id(item): self._number(item) for item in self._holdings.catalogue.items}
        items = sorted(self._holdings.catalogue.items, key=lambda item: numbers[id(item)])
        width = _NUMBERS
        while items and numbers[id(items[-1])] >= width * _MOST:
            width *= 2
        shelves: defaultdict[int, list[Item]] = defaultdict(list)
        for item in items:
            shelves[numbers[id(item)] // width].append(item)
        return tuple(self._volume(tuple(numbers[id(i)] for i in row), tuple(row)) for row in shelves.values())

    def _volume(self, numbers: tuple[int, ...], items: tuple[Item, ...]) -> Volume:
        said = map(self._holdings.said, items)
        return Volume(numbers, items, digest(f"{number} {of}" for number, of in zip(numbers, said, strict=True)))

    def _number(self, item: Item) -> int:
        return self._holdings.numbers[urls.article(item.article.shelf, item.article.id)]

    def pieces(self, kind: str, make: Callable[[Volume], bytes]) -> tuple[Piece, ...]:
        """A piece of a kind for each volume, from all that its articles say."""
        return tuple(Piece((kind, volume.of), partial(make, volume)) for volume in self.all)

    def records(self, volume: Volume) -> list[Record]:
        """What `Holdings` knows of a volume's articles, without their HTML."""
        if self._last[0] != id(volume):
            self._last = id(volume), [_without_html(self._holdings.records(item)) for item in volume.items]
        return self._last[1]


def _without_html(record: Record) -> Record:
    """The record as the data files hold it; the article's own JSON has its HTML besides."""
    texts = {tag: {k: v for k, v in text.items() if k != "html"} for tag, text in record["texts"].items()}
    return {**record, "texts": texts}
