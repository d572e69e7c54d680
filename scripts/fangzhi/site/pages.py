"""What each kind of page holds. A page is the same in every variant: what it says is chosen later."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from fangzhi.records.catalogue import Item
from fangzhi.records.figure import Figure
from fangzhi.records.revisions import History
from fangzhi.records.vocabulary import Labels, Term
from fangzhi.site.grids import Grid
from fangzhi.site.slices import Slice


class Kind(StrEnum):
    """What sort of page; also the name of its template."""

    HOME = "home"
    ARTICLES = "articles"
    ARTICLE = "article"
    HISTORY = "history"
    WITHDRAWN = "withdrawn"
    DISTRICTS = "districts"
    DISTRICT = "district"
    INITIATIVES = "initiatives"
    INITIATIVE = "initiative"
    CHRONOLOGY = "chronology"
    YEAR = "year"
    FIGURES = "figures"
    SEARCH = "search"
    DATA = "data"


SECTIONS = {
    Kind.DISTRICTS: "districts", Kind.DISTRICT: "districts",
    Kind.INITIATIVES: "initiatives", Kind.INITIATIVE: "initiatives",
    Kind.CHRONOLOGY: "chronology", Kind.YEAR: "chronology", Kind.FIGURES: "figures",
}  # fmt: skip
"""The entry of the header that a kind of page belongs to."""
UNLISTED = (Kind.HISTORY, Kind.WITHDRAWN)
"""Kinds that search engines are asked to leave out, and the sitemap does not name."""


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
class HomePage(Page):
    """The first page: newest items, and the ways in."""

    newest: tuple[Item, ...]
    total: int
    districts: tuple[Count, ...]
    initiatives: tuple[Count, ...]
    years: tuple[YearCount, ...]


@dataclass(frozen=True)
class SearchPage(Page):
    """The page of the search, and the ways in for those who cannot use it."""

    districts: tuple[Count, ...]
    initiatives: tuple[Count, ...]
    years: tuple[YearCount, ...]


@dataclass(frozen=True)
class ListPage(Page):
    """A page of all articles; the newest with the counts that narrow the list down."""

    slice: Slice[Item]
    districts: tuple[Count, ...]
    initiatives: tuple[Count, ...]
    years: tuple[YearCount, ...]


@dataclass(frozen=True)
class ArticlePage(Page):
    """One article with its neighbours in its first district and what is related; ``changed`` if it has a history."""

    item: Item
    earlier: Item | None
    later: Item | None
    related: tuple[Item, ...]
    changed: bool = False


@dataclass(frozen=True)
class HistoryPage(Page):
    """What was changed in an article since it was published."""

    item: Item
    history: History


def _month(item: Item) -> str:
    start = item.article.date.start
    return start.month if start else ""


@dataclass(frozen=True)
class FigureRow:
    """A recorded number and its item; ``most`` is the largest of those that can be compared with it, if there are any.

    Numbers can be compared where label, unit and what they count are the same.
    """

    item: Item
    figure: Figure
    most: Decimal | None


@dataclass(frozen=True)
class Card:
    """A term's place among the others, and what its items are about: ``facets`` counts the other vocabulary."""

    kind: Labels
    broader: Term | None
    narrower: tuple[Term, ...]
    replaced: tuple[Term, ...]
    replaced_by: tuple[Term, ...]
    facets: tuple[Count, ...]
    grid: Grid
    figures: tuple[FigureRow, ...]
    first: Item | None
    latest: Item | None


@dataclass(frozen=True)
class TermPage(Page):
    """One district or initiative with its reports; the newest page with its card."""

    term: Term
    card: Card | None
    slice: Slice[Item]


@dataclass(frozen=True)
class OverviewPage(Page):
    """All districts or all initiatives with their counts, and each by the other."""

    terms: tuple[Count, ...]
    grid: Grid


@dataclass(frozen=True)
class ChronologyPage(Page):
    """All years with their counts, and by initiatives."""

    years: tuple[YearCount, ...]
    grid: Grid


@dataclass(frozen=True)
class YearPage(Page):
    """One year, item by item; the newest page with all years beside it."""

    year: str
    years: tuple[YearCount, ...]
    slice: Slice[Item]

    @property
    def months(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The items by month as EDTF writes it; an empty one where it is not known."""
        return tuple((month, tuple(items)) for month, items in groupby(self.slice.items, _month))


def by_year(items: tuple[Item, ...]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The items of a list under the years of their dates, as EDTF writes them, in the list's order.

    An uncertain year stands where its first item stands; it does not cut a known one in two.
    """
    years: dict[str, list[Item]] = {}
    for item in items:
        years.setdefault(item.article.date.year, []).append(item)
    return tuple((year, tuple(group)) for year, group in years.items())


@dataclass(frozen=True)
class FiguresPage(Page):
    """Recorded numbers with the items they come from; ``series`` are those that can be compared, on the newest page."""

    slice: Slice[FigureRow]
    series: tuple[tuple[FigureRow, ...], ...]


ListedPage = ListPage | TermPage | YearPage | FiguresPage
"""The kinds of pages that lists are cut into."""


def listed(page: Page) -> tuple[Item, ...]:
    """The items that a page of a list shows, newest first; of a page of figures that of each. Nothing of other pages."""
    if isinstance(page, FiguresPage):
        return tuple(row.item for row in page.slice.items)
    return page.slice.items if isinstance(page, ListPage | TermPage | YearPage) else ()


def middle(page: Page) -> Item | None:
    """The item in the middle of those that a page shows, if it shows some."""
    if isinstance(page, ArticlePage | HistoryPage):
        return page.item
    items = listed(page)
    return items[len(items) // 2] if items else None
