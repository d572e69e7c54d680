"""What is known of words: how dear each is in a cut, how it reads in the other script, what needs deciding.

The lexicon of one direction is made from `tables` once a process and never changes. Readings are written in the
forms of Taiwan's standard (OpenCC's ``s2tw``); the region's forms are laid over them at the very end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fangzhi.hanzi import tables
from fangzhi.hanzi.lattice import Words, cut, longest

OWN_COST = {2: 11.5, 3: 12.0, 4: 12.0}
"""The most that one of our own words may cost, by its length; longer ones as four."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The knowledge of one direction.

    ``default`` maps code points to the usual reading; ``readings`` maps words to theirs, character by character
    (same length); ``many`` finds characters with several readings. ``odd`` holds the words, cut to four characters
    about the one in question, in which a character reads otherwise than usual; ``after`` and ``before`` their pairs
    of that character with its neighbour, so that most places are settled by one look.
    """

    words: Words
    default: dict[int, str]
    readings: dict[str, str]
    many: re.Pattern[str]
    after: frozenset[str]
    before: frozenset[str]
    odd: frozenset[str]

    def may_differ(self, text: str, place: int) -> bool:
        """Whether some word in which the character at a place reads otherwise than usual stands about it."""
        odd = self.odd
        if text[place : place + 2] in self.before and any(text[place : place + n] in odd for n in (2, 3, 4)):
            return True
        if not place or text[place - 1 : place + 1] not in self.after:
            return False
        starts = range(max(0, place - 3), place)
        return any(text[start:end] in odd for start in starts for end in range(place + 1, start + 5))

    def reading(self, word: str) -> str:
        """How a word of a cut reads: as it is listed, or put together from the words within it."""
        known = self.readings.get(word)
        if known is not None or len(word) == 1:
            return known or word.translate(self.default)
        if not self.many.search(word):
            return word.translate(self.default)
        return self._composed(word)

    def _composed(self, word: str) -> str:
        places = cut(word, self.words, len(word) - 1)
        pairs = zip(places, places[1:], strict=False)
        return "".join(self.reading(word[start:end]) for start, end in pairs)


@lru_cache(maxsize=1)
def to_traditional() -> Lexicon:
    """The lexicon from Simplified to Traditional."""
    own = tables.readings()
    variants = tables.characters("TWVariants")
    usual = variants | tables.characters("STCharacters") | {r.char: r.reading for r in own if r.everywhere}
    taiwan = str.maketrans(variants)
    default = {ord(char): reading.translate(taiwan) for char, reading in usual.items()}
    costs = tables.word_costs()
    readings = _phrases(default, taiwan, costs)
    _add_own(own, default, readings, costs)
    return _lexicon(costs, default, readings)


def _phrases(default: dict[int, str], taiwan: dict[int, str], costs: dict[str, float]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, phrase in tables.opencc("STPhrases"):
        if len(word) != len(phrase):
            continue
        found[word] = phrase.translate(taiwan)
        if word not in costs:
            costs[word] = _unseen_cost(word, costs)
    return found


def _unseen_cost(word: str, costs: dict[str, float]) -> float:
    """Of a dictionary word that nobody counted: hardly less than its characters apart, or an idiom's."""
    if len(word) > 3:
        return 13.0
    apart = sum(costs.get(char, 16.0) for char in word)
    return apart - 0.5 if len(word) == 2 else min(apart - 4.0, 15.5)


def _add_own(
    own: list[tables.Reading], default: dict[int, str], readings: dict[str, str], costs: dict[str, float]
) -> None:
    listed: dict[str, dict[str, str]] = {}
    for entry in own:
        for word in entry.words:
            listed.setdefault(word, {})[entry.char] = entry.reading
    for word, chars in listed.items():
        base = readings.get(word) or word.translate(default)
        readings[word] = "".join(chars.get(char, usual) for char, usual in zip(word, base, strict=True))
        if len(word) > 1:
            costs[word] = min(costs.get(word, 99.0), OWN_COST[min(len(word), 4)])


def _lexicon(costs: dict[str, float], default: dict[int, str], readings: dict[str, str]) -> Lexicon:
    after, before, many, odd = set[str](), set[str](), set[str](), set[str]()
    for word, reading in readings.items():
        usual = word.translate(default)
        if usual == reading:
            continue
        for i, char in enumerate(word):
            if usual[i] != reading[i]:
                many.add(char)
                (after if i else before).add(word[i - 1 : i + 1] if i else word[:2])
                start = max(0, min(i - 1, len(word) - 4))
                odd.add(word[start : start + 4])
    return Lexicon(
        Words(costs, longest(costs)),
        default,
        readings,
        re.compile(f"[{''.join(sorted(many))}]"),
        frozenset(after),
        frozenset(before),
        frozenset(odd),
    )
