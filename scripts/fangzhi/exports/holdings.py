"""What exports are made from, and what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fangzhi.records.article import Article
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.settings import Settings
from fangzhi.records.vocabulary import Term
from fangzhi.site.localization import Locale
from fangzhi.site.pages import Page

Record = Mapping[str, Any]
"""An article as `articles` writes it: JSON, read back."""


@dataclass(frozen=True)
class Holdings:
    """An archive as exports see it.

    ``times`` holds, by path from the root, when a file last changed (RFC 3339, UTC); what has no entry is not known.
    ``documents`` are the paths of hand-written pages with their sources; ``numbers`` gives each article by its path a
    number of its own, in the order of dates; ``records`` gives an article's record.
    """

    catalogue: Catalogue
    settings: Settings
    locales: Mapping[LanguageTag, Locale]
    times: Mapping[str, str]
    pages: tuple[Page, ...]
    documents: Mapping[str, str]
    numbers: Mapping[str, int]
    records: Callable[[Item], Record]

    def changed(self, item: Item) -> str:
        """When an article or its translation last changed; empty where that is not known."""
        return self._changed.get(id(item), "")

    def said(self, item: Item) -> str:
        """The digest of all that an article's record is made from: its files, the sizes of its pictures, its terms' labels."""
        return self._said[id(item)]

    @cached_property
    def _said(self) -> dict[int, str]:
        items = (*self.catalogue.items, *self.catalogue.withdrawn)
        return {id(item): digest(self._made_from(item)) for item in items}

    def _made_from(self, item: Item) -> Iterator[str]:
        yield item.article.digest
        yield repr(item.article.pictures)
        yield from (self._labels[term] for term in (*item.districts, *item.initiatives))

    @cached_property
    def _labels(self) -> Mapping[Term, str]:
        terms = (*self.catalogue.districts.terms, *self.catalogue.initiatives.terms)
        return {term: repr((term.id, sorted(term.labels.items()))) for term in terms}

    @cached_property
    def _changed(self) -> dict[int, str]:
        times, items = self.times, (*self.catalogue.items, *self.catalogue.withdrawn)
        return {id(item): _latest(item.article, times) for item in items} if times else {}


def _latest(article: Article, times: Mapping[str, str]) -> str:
    known = times.get(article.path, "")
    return max(known, times.get(article.english.path, "")) if article.english else known


def digest(texts: Iterable[str]) -> str:
    """One digest for several texts."""
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Piece:
    """What some articles give to one file: what its bytes are made from, and how to make them.

    A build keeps pieces, so that one that is made from the same again is not made again.
    """

    of: tuple[object, ...]
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """A file joined from pieces and from what it is ``of`` besides; ``write`` puts it at a path that is free."""

    path: str
    of: tuple[object, ...]
    pieces: tuple[Piece, ...]
    write: Callable[[Path, Iterable[bytes]], None]

    def make(self) -> bytes:
        """The whole file, with every piece made anew."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "joined"
            self.write(file, (piece.make() for piece in self.pieces))
            return file.read_bytes()


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file: its path from the site's root, what its bytes are made from, and how to make them."""

    path: str
    of: tuple[object, ...]
    make: Callable[[], bytes]


Export = ExportFile | JoinedFile
