"""Recipes of pages, kept from one build to the next, so that an edited text does not cost the plan of a whole archive.

The *ground* is the digest of all that any page may be made from, but for what an article says on its own pages: what makes
pages, settings, glossary, frames, vocabularies, and the front matter of every article in the archive's order. On the same
ground a page has the recipe that it had, unless it is an article's own, and its *own* digest differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import cast

from fangzhi.build.fingerprints import Fingerprints
from fangzhi.build.fixity import join
from fangzhi.records import sealed
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.site.pages import ArticlePage, HistoryPage, Page
from fangzhi.site.renderer import StencilKey

RECIPES = "recipes"  # the file in the cache
Recipe = tuple[str, str]
"""The digest of all that an output is made from, and of what the search takes of it, if that is something."""


class Recipes:
    """The recipes of pages, by path. A ``file`` keeps those of a plan on the same ``ground``."""

    def __init__(self, prints: Fingerprints, file: Path | None = None, ground: str = "") -> None:
        self.prints, self._file, self._ground = prints, file, ground.encode()
        kept = next(sealed.unpacked(sealed.read(file, self._ground)), ({}, b""))[0] if file else {}
        self._kept = cast("dict[str, tuple[str, Recipe]]", kept)
        self._fresh: dict[str, tuple[str, Recipe]] = {}

    def of(self, page: Page, make: Callable[[], Recipe]) -> Recipe:
        """The recipe of a page: the one that is known where what is its own has not changed, else what ``make`` says."""
        own = self._own(page)
        known = self._kept.get(page.path)
        if known is None or known[0] != own:
            known = own, make()
        self._fresh[page.path] = known
        return known[1]

    def _own(self, page: Page) -> str:
        """What a page is made from that is an article's own; empty for a list."""
        if isinstance(page, ArticlePage):
            return f"{page.item.article.digest} {page.changed}"
        return join(page.item.article.digest, self.prints.of(page.history)) if isinstance(page, HistoryPage) else ""

    def keep(self) -> None:
        """Keep what was asked for, and nothing else."""
        if self._file and self._fresh != self._kept:
            sealed.write(self._file, self._ground, sealed.packed(self._fresh))


def ground(base: str, stencils: Mapping[StencilKey, str], catalogue: Catalogue) -> str:
    """The digest of all that is no article's own. ``base`` is that of what makes pages, ``stencils`` holds each frame's."""
    frames = (f"{key} {stencils[key]}" for key in sorted(stencils))
    terms = (repr(vocabulary) for vocabulary in (catalogue.districts, catalogue.initiatives))
    shown = chain.from_iterable(map(_shown, (*catalogue.items, *catalogue.withdrawn)))
    return join(base, *frames, *terms, *shown)


def _shown(item: Item) -> Iterator[str]:
    """What other pages may show of an article: all that its text is not."""
    article, english = item.article, item.article.english
    yield from (article.path, article.status.value, article.head, repr(article.pictures or ""))
    yield english.head if english else ""
