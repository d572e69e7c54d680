"""Authority records: the districts and initiatives that articles may name.

A `Term` is a SKOS concept: one preferred label a language, alternate labels, a definition, a broader term, and the
time in which it was in force with what replaced it. A `Vocabulary` finds terms by whatever an editor calls them.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from functools import cached_property

from fangzhi.records.article import ID
from fangzhi.records.bounds import RESERVED
from fangzhi.records.edtf import Edtf
from fangzhi.records.fields import Fields
from fangzhi.records.frontmatter import DEEPEST, Mapping, Sequence
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, nearest, problem

_TAGS = {tag.value: tag.value for tag in (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)}
_KEYS = (
    "id", "code", "kind", "name", "short", "aliases", "definition", "broader", "from", "to", "replaced_by", "tile",
)  # fmt: skip
NAMES = {key: key for key in _KEYS}
_GUESSES = 10  # each is looked for among all terms, and a file that is wrong throughout has one cause
FILE_KEYS = ("kinds", "agencies", "services", "terms")
Labels = ReadOnly[LanguageTag, str]


@dataclass(frozen=True, eq=False)
class Term:
    """One authority record, equal to itself alone. ``labels``, ``short`` and ``definition`` hold a text a language; what is unknown is empty."""

    id: str
    place: Place = field(compare=False)
    labels: Labels
    short: Labels
    definition: Labels
    aliases: tuple[str, ...] = ()
    code: str = ""
    kind: str = ""
    broader: str = ""
    since: Edtf | None = None
    until: Edtf | None = None
    replaced_by: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None

    @property
    def present(self) -> bool:
        """Whether it is in force still."""
        return self.until is None

    def in_force(self, date: Edtf) -> bool:
        """Whether it may have been in force on some day that the date can mean."""
        began = self.since is None or self.since.earliest <= date.latest
        return began and (self.until is None or date.earliest <= self.until.latest)

    @property
    def called(self) -> tuple[str, ...]:
        """Everything it answers to: id, labels, short names, aliases, code."""
        words = (self.id, *self.labels.values(), *self.short.values(), *self.aliases, self.code)
        return tuple(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one authority file in its order; ``kinds`` holds the display words of their kinds.

    ``agencies`` are bodies that reports name after a place (``县政府``), ``services`` other words that follow its name.
    One that is ``unread`` could not be read: what articles name cannot be looked up in it.
    """

    name: str
    terms: tuple[Term, ...] = ()
    kinds: ReadOnly[str, Labels] = field(default_factory=dict)
    agencies: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    unread: bool = False

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def by_call(self) -> dict[str, Term]:
        """Terms by everything they answer to. Where two share a word, the one in force has it, ids first."""
        calls: dict[str, Term] = {}
        for term in sorted(self.terms, key=lambda t: not t.present):
            for call in term.called:
                calls.setdefault(call, term)
        return calls | self.by_id

    def find(self, words: str) -> Term | None:
        """The term that an editor's words mean, or None."""
        return self.by_call.get(words.strip())

    def near(self, words: str) -> str:
        """What the editor may have meant instead."""
        return nearest(words, self.by_call)

    def narrower(self, term: Term) -> tuple[Term, ...]:
        """The terms right below one, in the file's order."""
        return tuple(t for t in self.terms if t.broader == term.id)

    def within(self, term: Term) -> tuple[Term, ...]:
        """A term and all below it."""
        return (term, *(t for child in self.narrower(term) for t in self.within(child)))

    def above(self, term: Term) -> tuple[str, ...]:
        """The ids of a term and of all above it."""
        broader = self.by_id.get(term.broader)
        return (term.id, *(self.above(broader) if broader else ()))

    def replaced(self, term: Term) -> tuple[Term, ...]:
        """The terms that this one replaced."""
        return tuple(t for t in self.terms if term.id in t.replaced_by)


def read_vocabulary(name: str, path: str, root: Mapping) -> tuple[Vocabulary, list[Problem]]:
    """An authority file's mapping (see `FILE_KEYS`) as a `Vocabulary`, with what is wrong in it."""
    problems: list[Problem] = []
    fields = Fields(root, {key: key for key in FILE_KEYS}, problems)
    kinds = {
        key.text: _labels(Fields(value, _TAGS, problems))
        for key, value in fields.pairs("kinds")
        if isinstance(value, Mapping)
    }
    unread = not isinstance(fields.found.get("terms"), Sequence)
    if unread:
        problems.append(problem(Place(path, 1, 1), "missing-field", key="terms"))
    terms = fields.each("terms", NAMES, _term)
    vocabulary = Vocabulary(name, terms, kinds, fields.texts("agencies"), fields.texts("services"), unread)
    return vocabulary, problems + _references(vocabulary)


def _term(fields: Fields) -> Term | None:
    labels = _inner_labels(fields, "name")
    identifier = fields.text("id", required=True)
    if LanguageTag.HANS not in labels and LanguageTag.HANT not in labels:
        fields.problems.append(problem(fields.place("name"), "missing-field", key="name"))
    if identifier and (identifier in RESERVED or not ID.fullmatch(identifier)):
        code = "reserved-name" if identifier in RESERVED else "bad-term-id"
        fields.problems.append(problem(fields.place("id"), code, found=identifier))
    return Term(
        id=identifier,
        place=fields.place("id"),
        labels=labels,
        short=_inner_labels(fields, "short"),
        definition=_inner_labels(fields, "definition"),
        aliases=fields.texts("aliases"),
        code=fields.text("code"),
        kind=fields.text("kind"),
        broader=fields.text("broader"),
        since=fields.date("from"),
        until=fields.date("to"),
        replaced_by=fields.texts("replaced_by"),
        tile=_tile(fields),
    )


def _tile(fields: Fields) -> tuple[int, int] | None:
    numbers = [text for text in fields.texts("tile") if text.isdecimal()]
    if "tile" in fields.found and len(numbers) != 2:  # noqa: PLR2004 - column and row
        fields.problems.append(problem(fields.place("tile"), "not-a-tile"))
    return (int(numbers[0]), int(numbers[1])) if len(numbers) == 2 else None  # noqa: PLR2004


def _inner_labels(fields: Fields, name: str) -> Labels:
    inner = fields.inner(name, _TAGS)
    return _labels(inner) if inner else {}


def _labels(fields: Fields) -> Labels:
    return {LanguageTag(tag): text for tag in _TAGS if (text := fields.text(tag))}


def _references(vocabulary: Vocabulary) -> list[Problem]:
    found: list[Problem] = []
    seen: dict[str, Term] = {}
    for term in vocabulary.terms:
        if term.id in seen:
            found.append(problem(term.place, "duplicate-term", found=term.id, other=seen[term.id].place))
        seen.setdefault(term.id, term)
    return found + _unknown(vocabulary) + [fault for term in vocabulary.terms for fault in _upward(vocabulary, term)]


def _unknown(vocabulary: Vocabulary) -> list[Problem]:
    named = [(term, other) for term in vocabulary.terms for other in (term.broader, *term.replaced_by)]
    unknown = [(term, other) for term, other in named if other and other not in vocabulary.by_id]
    nears = {other: nearest(other, vocabulary.by_id) for _, other in unknown[:_GUESSES]}
    return [
        problem(term.place, "unknown-term", vocabulary=vocabulary.name, found=other, near=nears.get(other, ""))
        for term, other in unknown
    ]


def _upward(vocabulary: Vocabulary, term: Term) -> Iterator[Problem]:
    """A term that is above itself, or has more above it than may be."""
    above = [term.id]
    while (last := vocabulary.by_id[above[-1]].broader) in vocabulary.by_id and last not in above:
        above.append(last)
        if len(above) > DEEPEST:
            yield problem(term.place, "term-too-deep", found=term.id, limit=DEEPEST)
            return
    if last == term.id:
        yield problem(term.place, "circular-term", found=term.id)
