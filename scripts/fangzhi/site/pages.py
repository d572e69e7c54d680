"""Which pages exist and what each holds. A page is the same in every variant: what it says is chosen later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.figure import Figure
from fangzhi.records.settings import Settings
from fangzhi.records.vocabulary import Labels, Term, Vocabulary
from fangzhi.site import urls

_NEWEST = 8


class Kind(StrEnum):
    """What sort of page; also the name of its template."""

    HOME = "home"
    ARTICLES = "articles"
    ARTICLE = "article"
    WITHDRAWN = "withdrawn"
    DISTRICTS = "districts"
    DISTRICT = "district"
    INITIATIVES = "initiatives"
    INITIATIVE = "initiative"
    CHRONOLOGY = "chronology"
    YEAR = "year"
    FIGURES = "figures"


SECTIONS = {
    Kind.DISTRICTS: "districts", Kind.DISTRICT: "districts",
    Kind.INITIATIVES: "initiatives", Kind.INITIATIVE: "initiatives",
    Kind.CHRONOLOGY: "chronology", Kind.YEAR: "chronology", Kind.FIGURES: "figures",
}  # fmt: skip
"""The entry of the header that a kind of page belongs to."""


@dataclass(frozen=True)
class Count:
    """A term and how many items it has."""

    term: Term
    n: int


@dataclass(frozen=True)
class YearCount:
    """A year, as EDTF writes it, and how many items it has."""

    year: str
    n: int


@dataclass(frozen=True)
class Page:
    """One page: its kind and its path."""

    kind: Kind
    path: str

    @property
    def section(self) -> str:
        """The entry of the header that is current, or an empty string."""
        return SECTIONS.get(self.kind, "")


@dataclass(frozen=True)
class Slice:
    """One page's part of a list: ``number`` of ``of``, ``total`` items in the whole list, which starts at ``path``."""

    items: tuple[Item, ...]
    path: str
    number: int
    of: int
    total: int


@dataclass(frozen=True)
class HomePage(Page):
    """The first page: newest items, and the ways in."""

    newest: tuple[Item, ...]
    total: int
    districts: tuple[Count, ...]
    initiatives: tuple[Count, ...]
    years: tuple[YearCount, ...]


@dataclass(frozen=True)
class ListPage(Page):
    """A page of all articles."""

    slice: Slice


@dataclass(frozen=True)
class ArticlePage(Page):
    """One article with its neighbours in its first district and what is related."""

    item: Item
    earlier: Item | None
    later: Item | None
    related: tuple[Item, ...]


@dataclass(frozen=True)
class Card:
    """A term's place among the others, and what its items are about: ``facets`` counts the other vocabulary."""

    term: Term
    kind: Labels
    broader: Term | None
    narrower: tuple[Term, ...]
    replaced: tuple[Term, ...]
    replaced_by: tuple[Term, ...]
    facets: tuple[Count, ...]
    years: tuple[YearCount, ...]
    first: Item | None
    latest: Item | None


@dataclass(frozen=True)
class TermPage(Page):
    """One district or initiative with its reports."""

    card: Card
    slice: Slice


@dataclass(frozen=True)
class OverviewPage(Page):
    """All districts or all initiatives with their counts."""

    terms: tuple[Count, ...]


@dataclass(frozen=True)
class ChronologyPage(Page):
    """All years with their counts."""

    years: tuple[YearCount, ...]


@dataclass(frozen=True)
class YearPage(Page):
    """One year, item by item, with all years beside it."""

    year: str
    years: tuple[YearCount, ...]
    slice: Slice

    @property
    def months(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The items by month as EDTF writes it; an empty one where it is not known."""
        return tuple((month, tuple(items)) for month, items in groupby(self.slice.items, _month))


@dataclass(frozen=True)
class FiguresPage(Page):
    """Every recorded number with the item it comes from."""

    figures: tuple[tuple[Item, Figure], ...]


def pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    """Every page of the archive, once for all variants."""
    yield _home(catalogue)
    for part in _slices(catalogue.items, urls.ARTICLES, settings):
        yield ListPage(Kind.ARTICLES, urls.numbered(part.path, part.number), part)
    yield from _article_pages(catalogue)
    yield OverviewPage(Kind.DISTRICTS, urls.DISTRICTS, _district_counts(catalogue))
    yield from _district_pages(catalogue, settings)
    yield OverviewPage(Kind.INITIATIVES, urls.INITIATIVES, _initiative_counts(catalogue))
    yield from _initiative_pages(catalogue, settings)
    yield ChronologyPage(Kind.CHRONOLOGY, urls.CHRONOLOGY, _year_counts(catalogue))
    yield from _year_pages(catalogue, settings)
    yield FiguresPage(Kind.FIGURES, urls.FIGURES, _figures(catalogue))


def _home(catalogue: Catalogue) -> HomePage:
    return HomePage(
        Kind.HOME,
        urls.HOME,
        catalogue.items[:_NEWEST],
        len(catalogue.items),
        tuple(count for count in _district_counts(catalogue) if count.term.present),
        _initiative_counts(catalogue),
        _year_counts(catalogue),
    )


def _article_pages(catalogue: Catalogue) -> Iterator[Page]:
    for item in catalogue.items:
        earlier, later = catalogue.neighbours(item)
        yield ArticlePage(Kind.ARTICLE, _path(item), item, earlier, later, catalogue.related(item))
    for item in catalogue.withdrawn:
        yield ArticlePage(Kind.WITHDRAWN, _path(item), item, None, None, ())


def _district_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    for term in catalogue.districts.terms:
        items = catalogue.by_district.get(term.id, ())
        facets = _tally((i for item in items for i in item.initiatives), catalogue.initiatives)
        card = _card(term, catalogue.districts, items, facets)
        for part in _slices(items, urls.district(term.id), settings):
            yield TermPage(Kind.DISTRICT, urls.numbered(part.path, part.number), card, part)


def _initiative_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    for term in catalogue.initiatives.terms:
        items = catalogue.by_initiative[term.id]
        facets = _tally((d for item in items for d in item.districts), catalogue.districts)
        card = _card(term, catalogue.initiatives, items, facets)
        for part in _slices(items, urls.initiative(term.id), settings):
            yield TermPage(Kind.INITIATIVE, urls.numbered(part.path, part.number), card, part)


def _card(term: Term, vocabulary: Vocabulary, items: tuple[Item, ...], facets: tuple[Count, ...]) -> Card:
    return Card(
        term=term,
        kind=vocabulary.kinds.get(term.kind, {}),
        broader=vocabulary.by_id.get(term.broader),
        narrower=vocabulary.narrower(term),
        replaced=vocabulary.replaced(term),
        replaced_by=tuple(vocabulary.by_id[i] for i in term.replaced_by),
        facets=facets,
        years=_years(items),
        first=items[-1] if items else None,
        latest=items[0] if items else None,
    )


def _year_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    years = _year_counts(catalogue)
    for year, items in catalogue.by_year.items():
        for part in _slices(items, urls.year(year), settings):
            yield YearPage(Kind.YEAR, urls.numbered(part.path, part.number), year, years, part)


def _month(item: Item) -> str:
    start = item.article.date.start
    return start.month if start else ""


def _path(item: Item) -> str:
    return urls.article(item.article.shelf, item.article.id)


def _slices(items: tuple[Item, ...], path: str, settings: Settings) -> Iterator[Slice]:
    """A list cut into pages; an empty list has one empty page."""
    size = settings.per_page
    of = max(1, -(-len(items) // size))
    for number in range(1, of + 1):
        yield Slice(items[(number - 1) * size : number * size], path, number, of, len(items))


def _district_counts(catalogue: Catalogue) -> tuple[Count, ...]:
    return tuple(Count(t, len(catalogue.by_district.get(t.id, ()))) for t in catalogue.districts.terms)


def _initiative_counts(catalogue: Catalogue) -> tuple[Count, ...]:
    return tuple(Count(t, len(catalogue.by_initiative[t.id])) for t in catalogue.initiatives.terms)


def _year_counts(catalogue: Catalogue) -> tuple[YearCount, ...]:
    return tuple(YearCount(year, len(items)) for year, items in catalogue.by_year.items())


def _tally(terms: Iterable[Term], vocabulary: Vocabulary) -> tuple[Count, ...]:
    counts = Counter(term.id for term in terms)
    return tuple(Count(term, counts[term.id]) for term in vocabulary.terms if counts[term.id])


def _years(items: tuple[Item, ...]) -> tuple[YearCount, ...]:
    counts = Counter(item.article.date.year for item in items)
    return tuple(YearCount(year, counts[year]) for year in sorted(counts, reverse=True))


def _figures(catalogue: Catalogue) -> tuple[tuple[Item, Figure], ...]:
    return tuple((item, figure) for item in catalogue.items for figure in item.article.figures)
