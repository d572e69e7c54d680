"""File names for drafts, which become their addresses: pinyin of the place and the gist (GB/T 16159, without tones)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.mmseg import seg

from fangzhi.hanzi.script import HAN

_EMPTY = "的了在与和及为让使把被从向对将"
_PARTED = re.compile(rf"[^{HAN}A-Za-z0-9]+")
_ONE_HAN = re.compile(rf"(?![{_EMPTY}])[{HAN}]")
_ASCII = re.compile(r"[^a-z0-9]+")
_OFFICE = "(?:分局|局|机关|大队|支队)?"
_LONGEST, _WORDS = 40, 4


def identifier(place: str, title: str, without: Collection[str], taken: Collection[str]) -> str:
    """An id for a report: the place's id, then the title's first words (less those in ``without``) in pinyin.

    Where the id is taken, further words are added, then a number.
    """
    words = _gist(title, without)
    sizes = range(min(_WORDS, len(words)), len(words) + 1)
    for size in sizes:
        if (made := _joined([place, *words[:size]])) not in taken:
            return made
    stem, number = _joined([place, *words[:_WORDS]]), 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _gist(title: str, without: Collection[str]) -> list[str]:
    for name in sorted(without, key=lambda w: (-len(w), w)):
        title = re.sub(re.escape(name) + _OFFICE, " ", title)
    words = [word for part in _PARTED.split(title) for word in _paired(seg.cut(part)) if word not in _EMPTY]
    return [spelt for word in words if (spelt := _ascii(word))]


def _paired(words: Iterable[str]) -> list[str]:
    """Words, with those that fell apart into single characters put together in twos."""
    made: list[str] = []
    for word in words:
        if made and _ONE_HAN.fullmatch(word) and _ONE_HAN.fullmatch(made[-1]):
            made[-1] += word
        elif word:
            made.append(word)
    return made


def _ascii(word: str) -> str:
    syllables = lazy_pinyin(word, style=Style.NORMAL, errors=str, v_to_u=False)
    return _ASCII.sub("", "".join(syllables).lower())


def _joined(parts: list[str]) -> str:
    made = "-".join(part for part in parts if part) or "report"
    return made if len(made) <= _LONGEST + len(parts[0]) else made[: _LONGEST + len(parts[0])].rsplit("-", 1)[0]
