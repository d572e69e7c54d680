"""Which districts a report is about: by name, former name, alias, or the name of an agency."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from fangzhi.desk.offices import any_of, every_office
from fangzhi.hanzi.script import HAN
from fangzhi.records.edtf import Edtf
from fangzhi.records.vocabulary import Term, Vocabulary

_KIND = "(?:区|县|市|自治县|新区|區|縣)?"
_STRANGER = rf"([{HAN}]{{2,4}}?(?:自治县|县|縣|(?<![辖社小地园片校景])[区區]))"
_HAN_NAME = re.compile(rf"[{HAN}]{{2,}}")
_STRONG, _WEAK, _TOO_WEAK = 3, 1, 1.5
_ADMIN = tuple("区县市區縣")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A term that a text names: the words it stands in, and how much they weigh (3: surely, 1: by chance perhaps)."""

    term: Term
    words: str
    weight: int


@dataclass(frozen=True)
class Gazetteer:
    """The districts of an archive, ready to be found in running text."""

    districts: Vocabulary

    @cached_property
    def calls(self) -> dict[str, tuple[Term, ...]]:
        """Terms by each Chinese word they answer to."""
        calls: defaultdict[str, list[Term]] = defaultdict(list)
        for term in self.districts.terms:
            for word in term.called:
                if _HAN_NAME.fullmatch(word):
                    calls[word].append(term)
        return {word: tuple(terms) for word, terms in calls.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(word) for word in sorted(self.calls, key=lambda w: (-len(w), w)))
        return re.compile(rf"({names or '(?!)'})({_KIND}{any_of(every_office(self.districts))})?")

    def sightings(self, text: str, date: Edtf | None = None) -> list[Sighting]:
        """Every district that a text names, in order. Where two share a word, the one in force on the date has it."""
        return [
            Sighting(_of_its_day(self.calls[m[1]], date), m[0], _weight(m[1], m[2]))
            for m in self._pattern.finditer(text)
        ]

    def ids(self, text: str) -> frozenset[str]:
        """The ids of the districts that a text surely names."""
        return frozenset(s.term.id for s in self.sightings(text) if s.weight == _STRONG)

    def strangers(self, text: str) -> tuple[str, ...]:
        """Districts that agencies are named for and that the vocabulary does not know."""
        known = self._pattern.sub("□", text)
        named = re.compile(f"{_STRANGER}(?={any_of(every_office(self.districts))})")
        return tuple(dict.fromkeys(m[1] for m in named.finditer(known)))


def _weight(name: str, agency: str | None) -> int:
    return _STRONG if agency or (name.endswith(_ADMIN) and len(name) > 1) else _WEAK


def _of_its_day(terms: Sequence[Term], date: Edtf | None) -> Term:
    fit = [t for t in terms if date and t.in_force(date)] or [t for t in terms if t.present] or list(terms)
    return fit[0]


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """The districts proposed for a report, each with the words that it was found by, and what else was seen."""

    districts: tuple[tuple[Term, str], ...]
    others: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def guess_districts(gazetteer: Gazetteer, head: str, body: Iterable[str], date: Edtf) -> PlaceGuess:
    """Judge where a report plays: its headline counts most, then its first paragraph, then how often it is named."""
    paragraphs = list(body)
    scores: defaultdict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    for text, factor in [(head, 5.0), *((p, 2.0 if n == 0 else 0.5) for n, p in enumerate(paragraphs))]:
        for seen in gazetteer.sightings(text, date):
            leads = seen.weight == _STRONG and text.startswith(seen.words)  # as each item of a column of news in brief
            scores[seen.term.id] += seen.weight * max(factor, 2.0 * leads)
            words.setdefault(seen.term.id, seen.words)
    best = max(scores.values(), default=0)
    chosen = [i for i in scores if scores[i] >= max(_TOO_WEAK, best * 0.4)]
    terms = gazetteer.districts.by_id
    found = tuple((terms[i], words[i]) for i in sorted(chosen, key=lambda i: -scores[i]))
    others = tuple(words[i] for i in scores if i not in chosen)
    return PlaceGuess(found, others, gazetteer.strangers("\n".join([head, *paragraphs])))


def successor(districts: Vocabulary, term: Term, date: Edtf) -> Term:
    """The one district that has taken a term's place by a date, or the term itself."""
    later = [districts.by_id[i] for i in term.replaced_by if i in districts.by_id]
    return later[0] if not term.in_force(date) and len(later) == 1 and later[0].in_force(date) else term
