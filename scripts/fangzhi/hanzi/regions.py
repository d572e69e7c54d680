"""Regional profiles of Traditional: Hong Kong's character forms, and Taiwan's vocabulary where it is asked for.

Texts reach this room in the forms of Taiwan's standard. Vocabulary (OpenCC's ``TWPhrases``) is changed only where
a phrase begins and ends at words of the cut: 诱导|出票 holds no 导出.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fangzhi.hanzi import tables
from fangzhi.hanzi.decisions import Level, Pin


@lru_cache(maxsize=1)
def hongkong() -> dict[int, str]:
    """Hong Kong's form of each character of Taiwan's standard that differs (著 is not told from 着 here).

    What Taiwan writes for two characters (參 for 參 and 蔘) stays where it is the usual form of a Simplified one.
    """
    usual = set(tables.characters("STCharacters").values())
    back = {char: form for char, form in tables.characters("TWVariantsRev").items() if char not in usual}
    forms = tables.characters("HKVariants")
    known = (set(back) | set(forms)) - {"著"}
    found = {char: forms.get(back.get(char, char), back.get(char, char)) for char in known}
    return {ord(char): form for char, form in found.items() if char != form}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one region for words of general Traditional."""

    words: dict[str, str]
    pattern: re.Pattern[str]

    def pins(self, text: str, borders: set[int]) -> Iterator[Pin]:
        """Every word of the text that the region says otherwise, if it stands between borders of words."""
        for match in self.pattern.finditer(text):
            if match.start() in borders and match.end() in borders:
                yield Pin(match.start(), match.end(), self.words[match.group()], Level.DICTIONARY, locked=False)


@lru_cache(maxsize=1)
def taiwan() -> Vocabulary:
    """Taiwan's vocabulary."""
    forms = str.maketrans(tables.characters("TWVariants"))
    words = {key.translate(forms): value.translate(forms) for key, value in tables.opencc("TWPhrases")}
    words = {key: value for key, value in words.items() if key != value and len(key) > 1}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return Vocabulary(words, re.compile("|".join(map(re.escape, ordered))))
