"""Digests of what pages hold, quick for thousands of pages that hold the same items and terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain

from fangzhi.build.fixity import join
from fangzhi.hanzi.glossary import Glossary
from fangzhi.records.article import Article
from fangzhi.records.catalogue import Item
from fangzhi.records.figure import Figure
from fangzhi.records.revisions import Revision
from fangzhi.records.vocabulary import Term
from fangzhi.site.grids import Grid
from fangzhi.site.pages import ArticlePage, Card, Count, HistoryPage, YearCount

_SHARED = frozenset([Item, Term, Card, Count, YearCount, Grid])  # what stands on many pages
_SHARED_IN_TUPLES = frozenset([Count, YearCount])
_BY_NUMBER = ("&#", "\\u", "\\U", "\\x")  # how HTML and YAML write a character that is not there itself


_FIELDS: dict[type, tuple[str, ...]] = {}


def _fields(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of any other type."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
    return _FIELDS[kind]


class Fingerprints:
    """Digests of pages. Items and terms stand on many pages, so theirs are kept.

    Of the glossary a page counts the entries that may stand on it: those all of whose characters its texts have, since
    tags and lines may part what readers see as one. So a new entry makes anew the pages that have its characters.
    """

    def __init__(self, glossary: Glossary = Glossary()) -> None:
        self._known: dict[int, tuple[object, str]] = {}
        self._shown: dict[int, str] = {}
        self._wholes: dict[int, str] = {}
        self._glossary = repr(glossary)
        self._entries = [*map(repr, glossary.entries)]
        self._forms: dict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)  # by one of their characters
        for number, entry in enumerate(glossary.entries):
            for form in entry.forms:
                self._forms[max(form)].append((frozenset(form), number))

    def of(self, value: object) -> str:
        """The digest of a value and all that it holds. In lists an item counts by its head alone."""
        kind = type(value)
        if kind in _SHARED or (kind is tuple and value and type(value[0]) in _SHARED_IN_TUPLES):  # type: ignore[index]
            return self._once(value)
        if isinstance(value, ArticlePage | HistoryPage):
            return join(self.whole(value.item), *self._inner(value))
        if isinstance(value, Figure | Revision):
            return self._alone(value)
        if names := _fields(kind):
            return join(*[self.of(getattr(value, name)) for name in names])
        if isinstance(value, tuple | list):
            return join(*map(self.of, value))
        return repr(sorted(value.items()) if isinstance(value, dict) else value)

    def _alone(self, value: Figure | Revision) -> str:
        """A figure with its words; a revision of a text that is not here, so that any entry may stand in it."""
        if isinstance(value, Figure):
            known = self._shown.get(id(value))
            if known is None:
                known = self._shown[id(value)] = self._said(repr(value))
            return known
        return join(value.blob, value.time, value.subject, self._glossary)

    def whole(self, item: Item) -> str:
        """The digest of all that an article's own page and the search say of it."""
        known = self._wholes.get(id(item))
        if known is None:
            article = item.article
            settled = self.settled(_written(article)) if self._entries else ""
            known = self._wholes[id(item)] = join(article.digest, repr(article.pictures), settled)
        return known

    def settled(self, text: str) -> str:
        """The entries of the glossary that may stand in a text."""
        if any(sign in text for sign in _BY_NUMBER):
            return self._glossary
        letters = set(text)
        near = chain.from_iterable(self._forms[letter] for letter in letters & self._forms.keys())
        return "".join(self._entries[number] for number in sorted({n for form, n in near if letters >= form}))

    def _inner(self, value: object) -> Iterator[str]:
        if isinstance(value, tuple):
            return map(self.of, value)
        return (self.of(getattr(value, name)) for name in _fields(type(value)))

    def _once(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._shared(value))
        return known[1]

    def _shared(self, value: object) -> str:
        if isinstance(value, Item):
            return self._head(value)
        found = join(*self._inner(value))
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
        return text + self.settled(text) if self._entries else text


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
