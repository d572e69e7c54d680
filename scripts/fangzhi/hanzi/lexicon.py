"""What is known of words: how dear each is in a cut, how it reads in the other script, what needs deciding.

The lexicon of one direction is made from `tables` once a process and never changes. Readings are written in the
forms of Taiwan's standard (OpenCC's ``s2tw``); the region's forms are laid over them at the very end.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fangzhi.hanzi import compiled, tables
from fangzhi.hanzi.lattice import Words, cut, longest

IDIOM = 4
"""A dictionary word of so many characters is an idiom: nobody counted it, yet it is hardly ever something else."""

OWN_COST = {2: 11.5, 3: 11.0, 4: 11.0}
"""The most that one of our own words may cost, by its length; longer ones as four."""

OWN_GAIN = 2.0
"""The most by which a word that was counted becomes cheaper for being one of ours."""


_Oddities = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]
_Tables = tuple[
    dict[str, float], dict[str, int], dict[int, str], dict[str, str],
    frozenset[str], frozenset[str], frozenset[str], frozenset[str],
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The knowledge of one direction.

    ``default`` maps code points to the usual reading; ``readings`` maps words to theirs, character by character
    (same length); ``many`` are the characters with several readings. ``odd`` holds the words, cut to four characters
    about the one in question, in which a character reads otherwise than usual; ``after`` and ``before`` their pairs
    of that character with its neighbour, so that most places are settled by one look.
    """

    words: Words
    default: dict[int, str]
    readings: dict[str, str]
    many: frozenset[str]
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
        if self.many.isdisjoint(word):
            return word.translate(self.default)
        return self._composed(word)

    def _composed(self, word: str) -> str:
        places = cut(word, self.words, len(word) - 1)
        pairs = pairwise(places)
        return "".join(self.reading(word[start:end]) for start, end in pairs)

    def holder(self, text: str, place: int, start: int, end: int) -> tuple[int, int]:
        """Where the listed word within a word of the cut begins and ends that holds a place, or the place alone.

        A counted word that no dictionary lists (三十里, 不准) says nothing of how its characters read.
        """
        while end - start > 1 and (word := text[start:end]) not in self.readings:
            places = cut(word, self.words, len(word) - 1)
            index = bisect_right(places, place - start)
            start, end = start + places[index - 1], start + places[index]
        return start, end


@lru_cache(maxsize=1)
def to_traditional() -> Lexicon:
    """The lexicon from Simplified to Traditional."""
    costs, reach, default, readings, many, after, before, odd = compiled.table("hanzi", tables.sources(), _made)
    return Lexicon(Words(costs, reach), default, readings, many, after, before, odd)


def _made() -> _Tables:
    own = tables.readings()
    variants = tables.characters("TWVariants")
    usual = variants | tables.characters("STCharacters") | {r.char: r.reading for r in own if r.everywhere}
    taiwan = str.maketrans(variants)
    default = {ord(char): reading.translate(taiwan) for char, reading in usual.items()}
    costs = tables.word_costs()
    readings = _phrases(default, taiwan, costs)
    _add_own(own, default, readings, costs)
    many, after, before, odd = _oddities(default, readings)
    held = {word: word for word in costs}  # what is written alike is held once
    readings = {held.get(word, word): held.get(reading, reading) for word, reading in readings.items()}
    reach = {held.get(pair, pair): size for pair, size in longest(costs).items()}
    after, before, odd = (frozenset(held.get(word, word) for word in words) for words in (after, before, odd))
    return costs, reach, default, readings, many, after, before, odd


def _phrases(default: dict[int, str], taiwan: dict[int, str], costs: dict[str, float]) -> dict[str, str]:
    found: dict[str, str] = {}
    both = tables.own_forms()
    unmended = frozenset(chr(code) for code, form in default.items() if form != chr(code)) - both
    for word, phrase in tables.opencc("STPhrases"):
        if len(word) != len(phrase):
            continue
        whole = phrase if unmended.isdisjoint(phrase) else _mended(word, phrase, default, both)
        found[word] = whole.translate(taiwan)
        if word not in costs:
            costs[word] = _unseen_cost(word, costs)
    return found


def _mended(word: str, phrase: str, default: dict[int, str], both: set[str]) -> str:
    """A phrase of OpenCC's without the Simplified characters that some still hold (出戏, 齣戏)."""
    pairs = zip(word, phrase, strict=True)
    return "".join(default.get(ord(old), old) if old == new and old not in both else new for old, new in pairs)


def _unseen_cost(word: str, costs: dict[str, float]) -> float:
    """Of a dictionary word that nobody counted: hardly less than its characters apart, or an idiom's."""
    if len(word) >= IDIOM:
        return 13.0
    apart = sum(costs.get(char, 16.0) for char in word)
    return min(apart - 4.0, 15.5) if len(word) == IDIOM - 1 else apart - 0.5


def _add_own(
    own: list[tables.Reading], default: dict[int, str], readings: dict[str, str], costs: dict[str, float]
) -> None:
    listed: dict[str, dict[str, str]] = {}
    for entry in own:
        for word in entry.words:
            listed.setdefault(word, {})[entry.char] = entry.reading
    for word, chars in sorted(listed.items(), key=lambda item: len(item[0])):
        base = readings.get(word) or _within(word, default, readings)
        readings[word] = "".join(chars.get(char, usual) for char, usual in zip(word, base, strict=True))
        if len(word) > 1:
            own_cost = OWN_COST[min(len(word), 4)]
            counted = costs.get(word)
            costs[word] = own_cost if counted is None else min(counted, max(own_cost, counted - OWN_GAIN))


def _within(word: str, default: dict[int, str], readings: dict[str, str]) -> str:
    """How a word reads that is not listed: as the longest listed words within it, each in its place."""
    base = list(word.translate(default))
    for size in range(2, len(word)):
        for start in range(len(word) - size + 1):
            known = readings.get(word[start : start + size])
            if known:
                base[start : start + size] = known
    return "".join(base)


def _oddities(default: dict[int, str], readings: dict[str, str]) -> _Oddities:
    """What `Lexicon` calls ``many``, ``after``, ``before`` and ``odd``."""
    many, after, before, odd = set[str](), set[str](), set[str](), set[str]()
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
    return frozenset(many), frozenset(after), frozenset(before), frozenset(odd)
