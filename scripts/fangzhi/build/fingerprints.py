"""Digests of what pages hold, quick for thousands of pages that hold the same items and terms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from itertools import chain
from typing import Any

from fangzhi.build.fixity import join
from fangzhi.hanzi.glossary import Glossary
from fangzhi.records.article import Article
from fangzhi.records.catalogue import Item
from fangzhi.records.figure import Figure
from fangzhi.records.revisions import Revision
from fangzhi.records.vocabulary import Term
from fangzhi.site.grids import Grid
from fangzhi.site.pages import ArticlePage, Card, Count, HistoryPage, Page, YearCount

_SHARED = (Item, Term, Card, Count, YearCount, Grid)  # what stands on many pages
_SHARED_IN_TUPLES = frozenset([Count, YearCount])
_BY_NUMBER = ("&#", "\\u", "\\U", "\\x")  # how HTML and YAML write a character that is not there itself


class Fingerprints:
    """Digests of pages. Items and terms stand on many pages, so theirs are kept.

    Of the glossary a page counts the entries that may stand on it: those all of whose characters its texts have, since
    tags and lines may part what readers see as one. So a new entry makes anew the pages that have its characters.
    """

    def __init__(self, glossary: Glossary = Glossary()) -> None:
        self._known: dict[int, tuple[object, str]] = {}
        self._shown: dict[int, str] = {}
        self._wholes: dict[int, str] = {}
        self._ways: dict[type, Callable[[Any], str]] = {
            tuple: self._several,
            list: self._several,
            Figure: self._figure,
            Revision: lambda revision: join(revision.blob, revision.time, revision.subject, self._glossary),
            dict: lambda labels: repr(sorted(labels.items())),
            **dict.fromkeys(_SHARED, self._once),
        }
        self._glossary = repr(glossary)
        self._entries = [*map(repr, glossary.entries)]
        self._forms: dict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)  # by one of their characters
        for number, entry in enumerate(glossary.entries):
            for form in entry.forms:
                self._forms[max(form)].append((frozenset(form), number))
        letters = "".join(sorted({letter for entry in glossary.entries for form in entry.forms for letter in form}))
        self._letters = re.compile(f"[{re.escape(letters)}]") if letters else None

    def of(self, value: object) -> str:
        """What tells a value, with all that it holds, from any other. In lists an item counts by its head alone."""
        kind = type(value)
        way = self._ways.get(kind)
        if way is None:
            way = self._ways[kind] = self._way(kind)
        return way(value)

    def _way(self, kind: type) -> Callable[[Any], str]:
        """How values of a type are told apart: by their fields where they have some."""
        if not is_dataclass(kind):
            return repr
        names = [f.name for f in fields(kind)]
        inner = partial(self._fields, names)
        if issubclass(kind, ArticlePage | HistoryPage):
            return lambda page: join(self.whole(page.item), inner(page))
        return (lambda page: join(inner(page))) if issubclass(kind, Page) else inner

    def _fields(self, names: Sequence[str], value: object) -> str:
        return self._listed([self.of(getattr(value, name)) for name in names])

    def _several(self, values: Sequence[object]) -> str:
        """Tuples of counts stand on many pages as they are."""
        if values and type(values[0]) in _SHARED_IN_TUPLES:
            return self._once(values)
        return self._listed([*map(self.of, values)])

    @staticmethod
    def _listed(parts: Sequence[str]) -> str:
        return f"({','.join(parts)})"

    def _figure(self, figure: Figure) -> str:
        """A figure with its words."""
        known = self._shown.get(id(figure))
        if known is None:
            known = self._shown[id(figure)] = self._said(repr(figure))
        return known

    def whole(self, item: Item) -> str:
        """The digest of all that an article's own page and the search say of it."""
        known = self._wholes.get(id(item))
        if known is None:
            article = item.article
            settled = self.settled(_written(article))
            known = self._wholes[id(item)] = join(article.digest, repr(article.pictures), settled)
        return known

    def settled(self, text: str) -> str:
        """The entries of the glossary that may stand in a text."""
        if self._letters is None:
            return ""
        for sign in _BY_NUMBER:
            if sign in text:
                return self._glossary
        letters = set(self._letters.findall(text))
        near = chain.from_iterable(self._forms[letter] for letter in letters & self._forms.keys())
        found = {number for form, number in near if letters >= form}
        return "".join(self._entries[number] for number in sorted(found))

    def _once(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._shared(value))
        return known[1]

    def _shared(self, value: object) -> str:
        if isinstance(value, Item):
            return self._head(value)
        if isinstance(value, tuple):
            return join(*map(self.of, value))
        names = [f.name for f in fields(value)]  # type: ignore[arg-type]
        found = join(self._fields(names, value))
        return join(found, self.settled(repr(value))) if isinstance(value, Term) else found

    def _head(self, item: Item) -> str:
        """What lists show of an item."""
        terms = (self._labels(term) for term in (*item.districts, *item.initiatives))
        return join(self._said(_said(item)), *terms)

    def _labels(self, term: Term) -> str:
        """What pages that do not explain a term show of it."""
        known = self._shown.get(id(term))
        if known is None:
            known = self._shown[id(term)] = self._said(repr((term.id, term.code, sorted(term.labels.items()))))
        return known

    def _said(self, text: str) -> str:
        """A text, with what of the glossary it depends on."""
        return text + self.settled(text)


def _written(article: Article) -> str:
    """All that is written in an article's files."""
    english = (article.english.head, article.english.body) if article.english else ()
    return "\n".join((article.head, article.body, *english))


def _said(item: Item) -> str:
    article = item.article
    english = (article.english.title, article.english.summary) if article.english else ()
    said = (article.kicker, article.title, article.subtitle, article.summary, *english)
    where = (article.shelf, article.id, str(article.date), article.lang, article.keep, article.pairs, article.names)
    return repr((said, where))
