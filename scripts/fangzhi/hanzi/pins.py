"""Settled forms in a text: an article's own pairs and names, and the archive's glossary, as pins.

Longer terms win over shorter ones at the same place, an article's over the glossary's, a mark's over both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fangzhi.hanzi.decisions import Level, Pin
from fangzhi.hanzi.glossary import Glossary
from fangzhi.hanzi.names import in_name
from fangzhi.records.langtag import LanguageTag


@dataclass(frozen=True, slots=True)
class Hints:
    """What an article's own front matter says.

    ``keep`` stays as it is written; ``pairs`` are (simplified, traditional); ``names`` are personal names.
    """

    keep: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of one level, and a pattern that finds them, the longest first."""

    level: Level
    forms: dict[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, level: Level, forms: dict[str, str]) -> Terms:
        """Terms that are to be written in these forms."""
        ordered = sorted((term for term in forms if term), key=lambda term: (-len(term), term))
        pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None
        return cls(level, forms, pattern)

    def pins(self, text: str) -> Iterator[Pin]:
        """Every place where a term stands."""
        if self.pattern:
            for match in self.pattern.finditer(text):
                yield Pin(match.start(), match.end(), self.forms[match.group()], self.level)


def glossary_terms(glossary: Glossary, source: LanguageTag, target: LanguageTag) -> Terms:
    """The glossary's terms for one direction."""
    return Terms.of(Level.GLOSSARY, {entry.form(source): entry.form(target) for entry in glossary.entries})


def article_terms(hints: Hints, source: LanguageTag, target: LanguageTag, usual: dict[int, str]) -> Terms:
    """An article's terms for one direction; ``usual`` is the usual reading of each code point."""
    order = (1, 0) if source.is_traditional else (0, 1)
    forms = {name: _name(name, usual, target) for name in hints.names}
    if source.is_traditional != target.is_traditional:
        forms |= {pair[order[0]]: pair[order[1]] for pair in hints.pairs}
    return Terms.of(Level.ARTICLE, forms | {term: term for term in hints.keep})


def _name(name: str, usual: dict[int, str], target: LanguageTag) -> str:
    if not target.is_traditional:
        return name.translate(usual)
    return in_name(name, usual)


def settle(stronger: Iterable[Pin], *weaker: Iterable[Pin]) -> tuple[Pin, ...]:
    """All pins in the order of the text, those that overlap a stronger one left out."""
    kept = sorted(stronger, key=lambda pin: pin.start)
    for level in weaker:
        taken = [(pin.start, pin.end) for pin in kept]
        free = [pin for pin in level if not _overlaps(taken, pin)]
        kept = sorted([*kept, *free], key=lambda pin: pin.start)
    return tuple(kept)


def _overlaps(taken: list[tuple[int, int]], pin: Pin) -> bool:
    return any(start < pin.end and pin.start < end for start, end in taken)
