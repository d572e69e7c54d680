"""Every output of a site with what it is made from, so that only what differs need be made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from fangzhi.exports.articles import record_path
from fangzhi.exports.fonts import digest, find
from fangzhi.records.attachments import attachments
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.records.revisions import Revision
from fangzhi.records.settings import Settings
from fangzhi.records.vocabulary import Term, Vocabulary
from fangzhi.site import urls
from fangzhi.site.findings import above
from fangzhi.site.grids import Grid
from fangzhi.site.pages import ArticlePage, Card, Count, HistoryPage, Kind, Page, YearCount
from fangzhi.site.renderer import StencilKey, stencil_key
from fangzhi.site.search import reading_file


@dataclass(frozen=True, slots=True)
class Output:
    """Files of the site that are made together: ``recipe`` is the digest of all that they are made from.

    They are a ``page`` in every variant, an article's with the files beside it and its texts for the search, where it
    has the number ``place`` (``searched`` is the digest of what is taken of it); or a page's ``card`` in every variant; or
    an ``export`` of the whole archive, which may be joined from ``pieces``, by the digests of what they are made from; or a
    ``shard`` of the search's lists; or else a copy of ``source``, with its SHA-256 for a recipe.
    """

    paths: tuple[str, ...]
    recipe: str
    page: Page | None = None
    place: int = -1
    searched: str = ""
    source: str = ""
    card: bool = False
    export: bool = False
    shard: int = -1
    pieces: tuple[str, ...] = ()
    orientation: int = 0

    @property
    def path(self) -> str:
        """The first of its files, which names it."""
        return self.paths[0]


def page_outputs(
    pages: Iterable[Page],
    stencils: Mapping[StencilKey, str],
    base: str,
    places: Mapping[str, int],
    initiatives: Vocabulary,
) -> Iterator[Output]:
    """Every page. ``stencils`` holds the digest of each; ``base`` that of settings and code; ``places`` numbers articles."""
    prints = Fingerprints()
    for page in pages:
        recipe = join(base, *(stencils[stencil_key(page, variant)] for variant in VARIANTS), prints.of(page))
        paths = tuple(urls.output(urls.location(variant, page.path)) for variant in VARIANTS)
        if isinstance(page, ArticlePage) and page.kind is Kind.ARTICLE:
            place = places[page.path]
            found = searched(page.item, base, prints, initiatives)
            yield Output((*paths, *_beside(page, place)), join(recipe, str(place), found), page, place, found)
        else:
            yield Output(paths, recipe, page)


def searched(item: Item, base: str, prints: Fingerprints, initiatives: Vocabulary) -> str:
    """The digest of all that the search takes of an article."""
    terms = (prints.of(term) for term in (*item.districts, *above(item, initiatives)))
    return join(base, item.article.digest, prints.of(item), *terms)


def _beside(page: ArticlePage, place: int) -> Iterator[str]:
    yield record_path(page.item)
    yield from (urls.SEARCH + reading_file(variant.tag, place) for variant in VARIANTS)


def card_outputs(pages: Iterable[Page], settings: Settings, base: str) -> Iterator[Output]:
    """The pictures for links, one an article and variant, and one a variant for all other pages."""
    prints = Fingerprints()
    faces = [digest(find(settings.written(variant.tag))) for variant in VARIANTS] if settings.cards else []
    for page in pages if settings.cards else ():
        article = isinstance(page, ArticlePage) and page.kind is Kind.ARTICLE
        if article or page.kind is Kind.HOME:
            shown = prints.of(page.item) if isinstance(page, ArticlePage) else ""
            paths = tuple(urls.location(variant, page.path) + urls.CARD for variant in VARIANTS)
            yield Output(paths, join(base, "card", *faces, shown), page, card=True)


def attachment_outputs(root: Path, catalogue: Catalogue, base: str) -> Iterator[Output]:
    """The files beside published articles, each once; ``base`` is the digest of the code that cleans pictures."""
    named = {a.path for item in catalogue.items for a in attachments(item.article) if not a.path.endswith(".md")}
    turned = {p.path: p.orientation for item in catalogue.items for p in item.article.pictures}
    for source in sorted(named):
        found, orientation = hashlib.sha256((root / source).read_bytes()).hexdigest(), turned.get(source, 0)
        recipe = join(base, found) if orientation else found
        yield Output((source,), recipe, source=source, orientation=orientation)


_SHARED = frozenset([Item, Term, Card, Count, YearCount, Grid])  # what stands on many pages
_SHARED_IN_TUPLES = frozenset([Count, YearCount])


_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of any other type."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
    return _FIELDS[kind]


class Fingerprints:
    """Digests of pages. Items and terms stand on many pages, so theirs are kept."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}
        self._shown: dict[int, str] = {}

    def of(self, value: object) -> str:
        """The digest of a value and all that it holds. In lists an item counts by its head alone."""
        kind = type(value)
        if kind in _SHARED or (kind is tuple and value and type(value[0]) in _SHARED_IN_TUPLES):  # type: ignore[index]
            return self._once(value)
        if isinstance(value, Revision):
            return join(value.blob, value.time, value.subject)
        if isinstance(value, ArticlePage | HistoryPage):
            return join(_whole(value.item), *self._inner(value))
        if names := _fields(kind):
            return join(*[self.of(getattr(value, name)) for name in names])
        if isinstance(value, tuple | list):
            return join(*map(self.of, value))
        return repr(sorted(value.items()) if isinstance(value, dict) else value)

    def _inner(self, value: object) -> Iterator[str]:
        if isinstance(value, tuple):
            return map(self.of, value)
        return (self.of(getattr(value, name)) for name in _fields(type(value)))

    def _once(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            print_ = self._head(value) if isinstance(value, Item) else join(*self._inner(value))
            known = self._known[id(value)] = (value, print_)
        return known[1]

    def _head(self, item: Item) -> str:
        """What lists show of an item."""
        return join(_said(item), *(self._labels(term) for term in (*item.districts, *item.initiatives)))

    def _labels(self, term: Term) -> str:
        """What pages that do not explain a term show of it."""
        known = self._shown.get(id(term))
        if known is None:
            known = self._shown[id(term)] = repr((term.id, term.code, sorted(term.labels.items())))
        return known


def _whole(item: Item) -> str:
    """All that an article's own page shows of it."""
    return join(item.article.digest, repr(item.article.pictures))


def _said(item: Item) -> str:
    article = item.article
    english = (article.english.title, article.english.summary) if article.english else ()
    said = (article.kicker, article.title, article.subtitle, article.summary, *english)
    where = (article.shelf, article.id, str(article.date), article.lang, article.keep, article.pairs, article.names)
    return repr((said, where))


def join(*parts: str) -> str:
    """One digest for several texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
