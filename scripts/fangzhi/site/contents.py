"""Which pages an archive has: a catalogue in, every `Page` out, once for all variants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from fangzhi.records.article import Status
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.figure import Figure
from fangzhi.records.revisions import History
from fangzhi.records.settings import Settings
from fangzhi.records.vocabulary import Term, Vocabulary
from fangzhi.site import urls
from fangzhi.site.grids import Grid, district_grid, year_grid
from fangzhi.site.pages import (
    ArticlePage,
    Card,
    ChronologyPage,
    Count,
    FigureRow,
    FiguresPage,
    HistoryPage,
    HomePage,
    Kind,
    ListPage,
    OverviewPage,
    Page,
    SearchPage,
    TermPage,
    YearCount,
    YearPage,
)
from fangzhi.site.slices import cut

_NEWEST = 8
_FIGURES = 10  # a figure is one line where a report is ten
_CHARTS, _IN_CHART = 12, 10  # the figures told of most often; the table has all
_ON_CARD = 40  # the newest figures of a term; all are on the page of figures


def pages(
    catalogue: Catalogue, settings: Settings, histories: Mapping[str, History] = MappingProxyType({})
) -> Iterator[Page]:
    """Every page of the archive, once for all variants; ``histories`` holds the changes of articles by id."""
    yield _home(catalogue)
    yield from _list_pages(catalogue, settings)
    yield from _article_pages(catalogue, histories)
    grid = district_grid(catalogue)
    yield OverviewPage(Kind.DISTRICTS, urls.DISTRICTS, _district_counts(catalogue), grid)
    yield from _district_pages(catalogue, settings)
    yield OverviewPage(Kind.INITIATIVES, urls.INITIATIVES, _initiative_counts(catalogue), grid)
    yield from _initiative_pages(catalogue, settings)
    by_year = year_grid(catalogue, catalogue.items, catalogue.initiatives.terms)
    yield ChronologyPage(Kind.CHRONOLOGY, urls.CHRONOLOGY, _year_counts(catalogue), by_year)
    yield from _year_pages(catalogue, settings)
    yield from _figures_pages(catalogue, settings)
    districts, initiatives = _some(_district_counts(catalogue)), _some(_initiative_counts(catalogue))
    yield SearchPage(Kind.SEARCH, urls.SEARCH, districts, initiatives, _year_counts(catalogue))
    yield Page(Kind.DATA, urls.DATA)


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


def _list_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    districts, initiatives = _some(_district_counts(catalogue)), _some(_initiative_counts(catalogue))
    years = _year_counts(catalogue)
    newest, *older = cut(catalogue.items, urls.ARTICLES, settings.per_page)
    yield ListPage(Kind.ARTICLES, newest.own, newest, districts, initiatives, years)
    yield from (ListPage(Kind.ARTICLES, part.own, part, (), (), ()) for part in older)


def _some(counts: tuple[Count, ...]) -> tuple[Count, ...]:
    return tuple(count for count in counts if count.n)


def _article_pages(catalogue: Catalogue, histories: Mapping[str, History]) -> Iterator[Page]:
    for item in (*catalogue.items, *catalogue.withdrawn):
        history = histories.get(item.article.id)
        page = article_page(catalogue, item)
        yield replace(page, changed=True) if history else page
        if history:
            yield HistoryPage(Kind.HISTORY, urls.history(item.article.shelf, item.article.id), item, history)


def article_page(catalogue: Catalogue, item: Item) -> ArticlePage:
    """The page of one item; one that readers do not see has no neighbours."""
    path = urls.article(item.article.shelf, item.article.id)
    if item.article.status is Status.WITHDRAWN:
        return ArticlePage(Kind.WITHDRAWN, path, item, None, None, ())
    if item.article.id not in catalogue.positions:
        return ArticlePage(Kind.ARTICLE, path, item, None, None, ())
    earlier, later = catalogue.neighbours(item)
    return ArticlePage(Kind.ARTICLE, path, item, earlier, later, catalogue.related(item))


def _district_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    for term in catalogue.districts.terms:
        items = catalogue.by_district.get(term.id, ())
        facets = _tally((i for item in items for i in item.initiatives), catalogue.initiatives)
        grid = year_grid(catalogue, items, tuple(count.term for count in facets))
        card = _card(term, catalogue.districts, items, facets, grid)
        newest, *older = cut(items, urls.district(term.id), settings.per_page)
        yield TermPage(Kind.DISTRICT, newest.own, term, card, newest)
        yield from (TermPage(Kind.DISTRICT, part.own, term, None, part) for part in older)


def _initiative_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    for term in catalogue.initiatives.terms:
        items = catalogue.by_initiative[term.id]
        facets = _tally((d for item in items for d in item.districts), catalogue.districts)
        grid = year_grid(catalogue, items, (term, *catalogue.initiatives.narrower(term)))
        card = _card(term, catalogue.initiatives, items, facets, grid)
        newest, *older = cut(items, urls.initiative(term.id), settings.per_page)
        yield TermPage(Kind.INITIATIVE, newest.own, term, card, newest)
        yield from (TermPage(Kind.INITIATIVE, part.own, term, None, part) for part in older)


def _card(term: Term, vocabulary: Vocabulary, items: tuple[Item, ...], facets: tuple[Count, ...], grid: Grid) -> Card:
    return Card(
        kind=vocabulary.kinds.get(term.kind, {}),
        broader=vocabulary.by_id.get(term.broader),
        narrower=vocabulary.narrower(term),
        replaced=vocabulary.replaced(term),
        replaced_by=tuple(vocabulary.by_id[i] for i in term.replaced_by),
        facets=facets,
        grid=grid,
        figures=_figures(items, _ON_CARD),
        first=items[-1] if items else None,
        latest=items[0] if items else None,
    )


def _year_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    years = _year_counts(catalogue)
    for year, items in catalogue.by_year.items():
        newest, *older = cut(items, urls.year(year), settings.per_page)
        yield YearPage(Kind.YEAR, newest.own, year, years, newest)
        yield from (YearPage(Kind.YEAR, part.own, year, (), part) for part in older)


def _figures_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    rows = _figures(catalogue.items)
    newest, *older = cut(rows, urls.FIGURES, settings.per_page * _FIGURES)
    yield FiguresPage(Kind.FIGURES, newest.own, newest, _series(rows))
    for part in older:  # compared by themselves: a larger number elsewhere is to change nothing here
        shown = _compared([(row.item, row.figure) for row in part.items])
        yield FiguresPage(Kind.FIGURES, part.own, replace(part, items=shown), ())


def _district_counts(catalogue: Catalogue) -> tuple[Count, ...]:
    return tuple(Count(t, len(catalogue.by_district.get(t.id, ()))) for t in catalogue.districts.terms)


def _initiative_counts(catalogue: Catalogue) -> tuple[Count, ...]:
    return tuple(Count(t, len(catalogue.by_initiative[t.id])) for t in catalogue.initiatives.terms)


def _year_counts(catalogue: Catalogue) -> tuple[YearCount, ...]:
    return tuple(YearCount(year, len(items)) for year, items in catalogue.by_year.items())


def _tally(terms: Iterable[Term], vocabulary: Vocabulary) -> tuple[Count, ...]:
    counts = Counter(term.id for term in terms)
    return tuple(Count(term, counts[term.id]) for term in vocabulary.terms if counts[term.id])


def _figures(items: tuple[Item, ...], count: int | None = None) -> tuple[FigureRow, ...]:
    """The figures of some items, or so many of them, each with the largest of all that are like it."""
    return _compared([(item, figure) for item in items for figure in item.article.figures], count)


def _compared(figures: list[tuple[Item, Figure]], count: int | None = None) -> tuple[FigureRow, ...]:
    alike: defaultdict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for _, figure in figures:
        alike[_like(figure)].append(figure.value)
    most = {like: max(values) for like, values in alike.items() if len(values) > 1}
    return tuple(FigureRow(item, figure, most.get(_like(figure))) for item, figure in figures[:count])


def _series(rows: tuple[FigureRow, ...]) -> tuple[tuple[FigureRow, ...], ...]:
    """What several reports tell of the same thing, the most told first; of each the newest."""
    alike: defaultdict[tuple[str, str, str], list[FigureRow]] = defaultdict(list)
    for row in rows:
        if row.most is not None:
            alike[_like(row.figure)].append(row)
    ordered = sorted(alike.values(), key=lambda group: -len(group))
    return tuple(tuple(group[:_IN_CHART]) for group in ordered[:_CHARTS])


def _like(figure: Figure) -> tuple[str, str, str]:
    return figure.words.label, figure.words.unit, figure.words.counts
