"""Lists cut into pages from their oldest thing on, so that what is added at the newest end changes no older page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from fangzhi.site import urls

T = TypeVar("T")


@dataclass(frozen=True)
class Slice(Generic[T]):
    """One page's part of a list, newest first. The newest part stands at the list's own ``path`` and has no ``number``.

    Older ones are counted from the oldest, for good. ``newer`` and ``older`` are the paths of the pages beside it.
    ``total``, the length of the whole list, is known to the newest alone: all that an older part holds is to stay as it is.
    """

    items: tuple[T, ...]
    path: str
    number: int | None
    newer: str | None
    older: str | None
    total: int | None

    @property
    def own(self) -> str:
        """The path of its own page."""
        return _page(self.path, self.number)


def cut(things: tuple[T, ...], path: str, size: int) -> Iterator[Slice[T]]:
    """A list, newest first, as its pages, newest first.

    Each holds ``size`` things; the newest holds what is left, from ``size`` up to one less than twice that, so that it is
    never nearly empty. A shorter list is one page, and so is an empty one.
    """
    full = max(0, len(things) // size - 1)
    newest = len(things) - full * size
    yield Slice(things[:newest], path, None, None, _page(path, full) if full else None, len(things))
    for number in range(full, 0, -1):
        end = len(things) - (number - 1) * size
        newer = _page(path, number + 1 if number < full else None)
        older = _page(path, number - 1) if number > 1 else None
        yield Slice(things[end - size : end], path, number, newer, older, None)


def _page(path: str, number: int | None) -> str:
    return urls.numbered(path, number) if number else path
