"""The offices by which reports name a place: those that any town has, and those that an archive's vocabulary adds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fangzhi.records.vocabulary import Vocabulary

_ANY_TOWN = ("检察", "檢察", "法院", "司法", "消防", "税务", "教委", "应急", "市场监管", "城管", "街道办")


def every_office(districts: Vocabulary) -> tuple[str, ...]:
    """Every word that names an office after a place's name."""
    return (*_ANY_TOWN, *districts.agencies, *districts.services)


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches one of some words, the longest that fits."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))})"
