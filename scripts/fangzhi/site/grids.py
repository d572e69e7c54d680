"""Counts in two directions: districts by initiatives, years by initiatives. Empty cells are there to be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from fangzhi.records.catalogue import Catalogue, Item, year_order
from fangzhi.records.vocabulary import Term


@dataclass(frozen=True)
class Row:
    """One row: a district or a year (as EDTF writes it), and a count for each column."""

    district: Term | None
    year: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """Initiatives across, districts or years down."""

    columns: tuple[Term, ...]
    rows: tuple[Row, ...]

    @cached_property
    def most(self) -> int:
        """The largest count, or 0."""
        return max((n for row in self.rows for n in row.counts), default=0)


def district_grid(catalogue: Catalogue) -> Grid:
    """Every present district, and the former ones that have reports, by every initiative."""
    counts = _pairs(catalogue.items, lambda item: tuple(term.id for term in item.districts), catalogue)
    columns = catalogue.initiatives.terms
    terms = (t for t in catalogue.districts.terms if t.present or t.id in catalogue.by_district)
    return Grid(columns, tuple(Row(t, "", tuple(counts[t.id, c.id] for c in columns)) for t in terms))


def year_grid(catalogue: Catalogue, items: Sequence[Item], columns: tuple[Term, ...]) -> Grid:
    """The years of some items by some initiatives, newest first."""
    years = {id(item): item.article.date.year for item in items}
    counts = _pairs(items, lambda item: (years[id(item)],), catalogue)
    order = sorted(set(years.values()), key=year_order, reverse=True)
    return Grid(columns, tuple(Row(None, year, tuple(counts[year, c.id] for c in columns)) for year in order))


def _pairs(
    items: Iterable[Item], down: Callable[[Item], tuple[str, ...]], catalogue: Catalogue
) -> Counter[tuple[str, str]]:
    """How many items stand in each cell; an item under a narrow initiative stands under the broader ones as well."""
    within = catalogue.within
    return Counter((row, column) for item in items for row in down(item) for column in within[item.article.id])
