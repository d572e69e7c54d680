"""The archive as a whole: references resolved, facets counted, neighbours known, and checks across items."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from fangzhi.records.article import Article, Status
from fangzhi.records.attachments import attachments
from fangzhi.records.frontmatter import Scalar
from fangzhi.records.problems import Place, Problem, nearest, problem
from fangzhi.records.vocabulary import Term, Vocabulary

_RELATED = 5


@dataclass(frozen=True, eq=False)
class Item:
    """An article with its references resolved. There is one of each, so it is equal to itself alone."""

    article: Article
    districts: tuple[Term, ...]
    initiatives: tuple[Term, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """Newest last: by date, then by id, so that equal dates have one order everywhere."""
        return (*self.article.date.order, self.article.id)


@dataclass(frozen=True)
class Catalogue:
    """Every item that readers may see, newest first, the withdrawn ones apart, and the authority files.

    ``redirects`` holds pairs of ``year/id``: where it was, and where it is.
    """

    districts: Vocabulary
    initiatives: Vocabulary
    items: tuple[Item, ...] = ()
    withdrawn: tuple[Item, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    positions: dict[str, int] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.positions.update({item.article.id: n for n, item in enumerate(self.items)})

    @cached_property
    def by_district(self) -> dict[str, tuple[Item, ...]]:
        """Items by district id."""
        return _grouped(self.items, lambda item: (term.id for term in item.districts))

    @cached_property
    def _by_named_initiative(self) -> dict[str, tuple[Item, ...]]:
        return _grouped(self.items, lambda item: (term.id for term in item.initiatives))

    @cached_property
    def by_initiative(self) -> dict[str, tuple[Item, ...]]:
        """Items by initiative id; a broader initiative holds what those below it hold."""
        named = self._by_named_initiative
        return {
            term.id: self._in_order({i.article.id for t in self.initiatives.within(term) for i in named.get(t.id, ())})
            for term in self.initiatives.terms
        }

    @cached_property
    def within(self) -> dict[str, frozenset[str]]:
        """The initiatives that each item stands under, by its id: its own, and those above them."""
        above = {term.id: self.initiatives.above(term) for term in self.initiatives.terms}
        return {i.article.id: frozenset[str]().union(*(above[t.id] for t in i.initiatives)) for i in self.items}

    @cached_property
    def by_year(self) -> dict[str, tuple[Item, ...]]:
        """Items by the year of their date as EDTF writes it; known years newest first, then the uncertain ones."""
        years = _grouped(self.items, lambda item: (item.article.date.year,))
        return {year: years[year] for year in sorted(years, key=year_order, reverse=True)}

    def _in_order(self, ids: Iterable[str]) -> tuple[Item, ...]:
        return tuple(self.items[n] for n in sorted(self.positions[i] for i in ids))

    def neighbours(self, item: Item) -> tuple[Item | None, Item | None]:
        """The earlier and the later item of the same (first) district."""
        row = self.by_district[item.districts[0].id]
        at = self._rank(item.districts[0].id)[item.article.id]
        return (row[at + 1] if at + 1 < len(row) else None), (row[at - 1] if at else None)

    def _rank(self, district: str) -> dict[str, int]:
        if district not in self._ranks:
            self._ranks[district] = {item.article.id: n for n, item in enumerate(self.by_district[district])}
        return self._ranks[district]

    @cached_property
    def _ranks(self) -> dict[str, dict[str, int]]:
        return {}

    def related(self, item: Item) -> tuple[Item, ...]:
        """What the editor named, then the items nearest in time that share an initiative."""
        named = [self.positions[ref.text] for ref in item.article.related if ref.text in self.positions]
        here = self.positions[item.article.id]
        shared = {
            self.positions[other.article.id] for term in item.initiatives for other in self._around(term.id, here)
        }
        nearest_first = [n for _, n in sorted([(abs(n - here), n) for n in shared])]
        order = [n for n in dict.fromkeys([*named, *nearest_first]) if n != here]
        return tuple(self.items[n] for n in order[:_RELATED])

    def _around(self, initiative: str, here: int) -> tuple[Item, ...]:
        """The few items of one initiative that stand nearest to a position, so that this never grows."""
        row = self._by_named_initiative[initiative]
        low, high = 0, len(row)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.positions[row[middle].article.id] < here else (low, middle)
        return row[max(0, low - _RELATED) : low + _RELATED + 1]


def year_order(year: str) -> tuple[bool, str]:
    """Sorts years as EDTF writes them: uncertain ones first, by what is known of them."""
    return year.isdigit(), year.replace("X", "0")


def _grouped(items: Iterable[Item], keys: Callable[[Item], Iterable[str]]) -> dict[str, tuple[Item, ...]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            groups[key].append(item)
    return {key: tuple(group) for key, group in groups.items()}


def make_catalogue(
    articles: Iterable[Article], districts: Vocabulary, initiatives: Vocabulary
) -> tuple[Catalogue, list[Problem]]:
    """Resolve every reference. An article with an unknown one is left out, and a problem says so."""
    problems: list[Problem] = []
    every = sorted(articles, key=lambda a: a.path)
    items = [item for a in _unique(every, problems) if (item := _resolve(a, districts, initiatives, problems))]
    ids = {article.id for article in every}
    for article in every:
        problems += _unknown_related(article, ids)
    problems += _linked_though_withdrawn(every)
    items.sort(key=lambda item: item.order, reverse=True)
    shown = tuple(i for i in items if i.article.status is Status.PUBLISHED)
    gone = tuple(i for i in items if i.article.status is Status.WITHDRAWN)
    return Catalogue(districts, initiatives, shown, gone), problems


def _unique(articles: Iterable[Article], problems: list[Problem]) -> Iterable[Article]:
    seen: dict[str, Article] = {}
    for article in articles:
        first = seen.setdefault(article.id, article)
        if first is article:
            yield article
        else:
            code = "same-url" if first.shelf == article.shelf else "duplicate-id"
            problems.append(problem(Place(article.path), code, found=article.id, other=first.path))


def _resolve(article: Article, districts: Vocabulary, initiatives: Vocabulary, problems: list[Problem]) -> Item | None:
    where = _terms(article.districts, districts, problems)
    what = _terms(article.initiatives, initiatives, problems)
    if len(where) < len(article.districts) or len(what) < len(article.initiatives):
        return None
    for reference, term in zip(article.districts, where, strict=True):
        if not term.in_force(article.date):
            problems.append(_out_of_force(reference, term, districts, article))
    return Item(article, _once(where), _once(what))


def _once(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Two names of one term name it once."""
    return tuple({term.id: term for term in terms}.values())


def _out_of_force(reference: Scalar, term: Term, districts: Vocabulary, article: Article) -> Problem:
    others = [districts.by_id[i] for i in term.replaced_by] + list(districts.replaced(term))
    then = [reference_label(other) for other in others if other.in_force(article.date)]
    span = f"{term.since or '..'}/{term.until or '..'}"
    near = then[0] if then else ""
    return problem(reference.place, "not-in-force", found=reference.text, span=span, date=article.date, near=near)


def reference_label(term: Term) -> str:
    """The label by which an editor would name a term."""
    return next(iter(term.labels.values()), term.id)


def _terms(references: Iterable[Scalar], vocabulary: Vocabulary, problems: list[Problem]) -> tuple[Term, ...]:
    found = []
    for reference in references:
        term = vocabulary.find(reference.text)
        if term:
            found.append(term)
        elif not vocabulary.unread:
            near = _several(reference.text, vocabulary) or vocabulary.near(reference.text)
            facts = {"vocabulary": vocabulary.name, "found": reference.text, "near": near}
            problems.append(problem(reference.place, "unknown-term", **facts))
    return tuple(found)


def _several(text: str, vocabulary: Vocabulary) -> str:
    """Terms that were parted by Chinese commas or by spaces, as a list parts them; empty where they are none."""
    terms = re.split(r"[，、；\s]+", text)
    return ", ".join(terms) if len(terms) > 1 and all(map(vocabulary.find, terms)) else ""


def _linked_though_withdrawn(articles: list[Article]) -> list[Problem]:
    """Links to what was withdrawn: their words may still tell what it said."""
    gone = {article.path for article in articles if article.status is Status.WITHDRAWN}
    linking = [a for a in articles if gone and ("](" in a.body or (a.english and "](" in a.english.body))]
    named = (link for article in linking for link in attachments(article) if link.path in gone)
    return [problem(link.place, "withdrawn-link", found=link.written) for link in named]


def _unknown_related(article: Article, ids: set[str]) -> list[Problem]:
    return [
        problem(ref.place, "unknown-related", found=ref.text, near=nearest(ref.text, ids))
        for ref in article.related
        if ref.text not in ids
    ]
