"""Which script a text is in: characters that only Simplified has, and characters that only Traditional has."""

from __future__ import annotations

import re
from functools import lru_cache

from fangzhi.hanzi import tables

_SHARED = "乾徵藉瞭夥於濛鍾餘覆著麼沈彷祇昇甯"
"""Traditional characters that Simplified text knows too, in names and some words."""


@lru_cache(maxsize=1)
def _traditional_only() -> re.Pattern[str]:
    simplified = set(tables.characters("STCharacters"))
    chars = {char for char, form in tables.characters("TSCharacters").items() if char != form}
    return _class(chars - simplified - set(_SHARED))


@lru_cache(maxsize=1)
def _simplified_only() -> re.Pattern[str]:
    pairs = tables.characters("STCharacters").items()
    traditional = set(tables.characters("TSCharacters")) | set(tables.characters("TWVariants"))
    chars = {char for char, form in pairs if char != form}
    return _class(chars - traditional - tables.own_forms())


def _class(chars: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(map(re.escape, chars)))}]")


def some_traditional(text: str) -> bool:
    """Whether a text holds a character that only Traditional has."""
    return _traditional_only().search(text) is not None


def wholly_traditional(text: str) -> bool:
    """Whether a text holds characters that only Traditional has, and none that only Simplified has."""
    return some_traditional(text) and not _simplified_only().search(text)
