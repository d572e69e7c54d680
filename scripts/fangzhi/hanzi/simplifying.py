"""Reading Traditional text: almost one to one; the few characters with two readings are settled by listed words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fangzhi.hanzi import tables
from fangzhi.hanzi.decisions import Decision, Level


@dataclass(frozen=True, slots=True)
class SimplifiedReader:
    """The usual Simplified form of each code point, and the listed words that read otherwise."""

    default: dict[int, str]
    words: dict[str, str]
    pattern: re.Pattern[str]

    def changes(self, text: str) -> list[tuple[int, str]]:
        """Places and the characters that read otherwise than usual there."""
        found: list[tuple[int, str]] = []
        for match in self.pattern.finditer(text):
            word = match.group()
            usual = word.translate(self.default)
            pairs = enumerate(zip(self.words[word], usual, strict=True), match.start())
            found += [(place, form) for place, (form, plain) in pairs if form != plain]
        return found

    def explain(self, text: str) -> list[Decision]:
        """Every listed word that reads otherwise than usual."""
        return [
            Decision(place, place + 1, text[place], form, Level.DICTIONARY, (self.default.get(ord(text[place]), ""),))
            for place, form in self.changes(text)
        ]


@lru_cache(maxsize=1)
def to_simplified() -> SimplifiedReader:
    """The reader from Traditional (any region's forms) to Simplified."""
    own = tables.readings("simplified")
    regional = tables.characters("TSCharacters", "TWVariantsRev", "HKVariantsRev")
    plain = tables.characters("TSCharacters")
    usual = {char: plain.get(form, form) for char, form in regional.items() if char not in plain} | plain
    usual |= {entry.char: entry.reading for entry in own if entry.everywhere}
    default = {ord(char): form for char, form in usual.items()}
    listed = tables.opencc("TSPhrases")
    words = {
        word: form.replace("锺", "钟")
        for word, form in listed
        if len(word) == len(form) and not word.startswith("於")  # surnames that 位於坦桑尼亞 would hold
    }
    ours = _listed(own)
    words |= {
        word: "".join(forms.get(char) or default.get(ord(char), char) for char in word) for word, forms in ours.items()
    }
    words = {word: form for word, form in words.items() if word.translate(default) != form or word in ours}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return SimplifiedReader(default, words, re.compile("|".join(map(re.escape, ordered))))


def _listed(own: list[tables.Reading]) -> dict[str, dict[str, str]]:
    """Our own words, with the characters of each that a line settles: two lines may settle two of one word (彷彿)."""
    found: dict[str, dict[str, str]] = {}
    for entry in own:
        for word in entry.words:
            found.setdefault(word, {})[entry.char] = entry.reading
    return found
