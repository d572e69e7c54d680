"""How one text became another, phrase by phrase; and what of it may be said aloud.

What an editor took out may be what a person asked to have taken out, and no program can tell. So the new wording is quoted
only as long as it stands in the article, and the old one only where it was a small correction that can be no name, number
or address: a wrong character, a day, a count. All else that went is counted, not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PHRASE = re.compile(r"[^，。；：！？、,;!?\n]*[，。；：！？、,;!?”’」』）]*")
_TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+|\d+|.", re.DOTALL)
_LONG, _UNLIKE = 600, 0.3  # characters, and likeness, beyond which two wordings are not compared one by one
_SMALL = 6
_VEILS = re.compile("[某*＊×✕○〇□■●]|XX|xx")
_TELLING = re.compile(r"[A-Za-zÀ-ɏ@]|\d{5}")
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董袁潘"
    "蔡蒋蔣余于於杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾鐘姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱侯江尹薛闫閻"
    "段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯"
)
"""The hundred most frequent surnames of the Ministry of Public Security's report for 2020, in both scripts."""


class Mark(StrEnum):
    """What became of a stretch of text: it stayed, came, went, went without being shown, or was changed again later."""

    SAME = "same"
    NEW = "new"
    OLD = "old"
    GONE = "gone"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with its mark; of what is not shown, ``size`` counts the characters and ``text`` is empty."""

    mark: Mark
    text: str
    size: int = 0


Difference = tuple[Segment, ...]


def differences(old: str, new: str, now: str, convert: Callable[[str], str] = str) -> list[Difference]:
    """From one text to another, as far as it may be shown beside the text of today; ``convert`` gives another script.

    Phrases are compared as they were written and converted whole, so that a script's forms are those of the page.
    """
    before, after = (_PHRASE.findall(text) for text in (old, new))
    before, after = ([p for phrase in side if (p := phrase.strip())] for side in (before, after))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    blocks = ((before[a:b], after[c:d]) for kind, a, b, c, d in codes if kind != "equal")
    return [_block(convert("".join(gone)), convert("".join(came)), told=_stands(came, now)) for gone, came in blocks]


def _stands(came: Sequence[str], now: str) -> bool:
    """Whether all of a new wording stands in the text of today."""
    return all(phrase in now for phrase in came)


def has_surname(text: str) -> bool:
    """Whether a character that is a frequent surname stands in a text: there may be a name."""
    return not _SURNAMES.isdisjoint(text)


def _block(old: str, new: str, *, told: bool) -> Difference:
    if not new:
        return (Segment(Mark.GONE, "", len(old)),)
    if not told:
        return (Segment(Mark.LATER, ""),)
    if not old:
        return (Segment(Mark.NEW, new),)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    likeness = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) + len(after) > _LONG or likeness.ratio() < _UNLIKE:
        return (Segment(Mark.GONE, "", len(old)), Segment(Mark.NEW, new))
    veiled = len(_VEILS.findall(new)) > len(_VEILS.findall(old))
    return tuple(_segments(likeness, before, after, veiled=veiled))


def _segments(likeness: SequenceMatcher[str], old: list[str], new: list[str], *, veiled: bool) -> Iterator[Segment]:
    for kind, a, b, c, d in likeness.get_opcodes():
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            yield Segment(Mark.SAME, came)
            continue
        if gone:
            told = bool(came) and not veiled and _is_small("".join(old[max(0, a - 1) : a]), gone)
            yield Segment(Mark.OLD, gone) if told else Segment(Mark.GONE, "", len(gone))
        if came:
            yield Segment(Mark.NEW, came)


def _is_small(left: str, gone: str) -> bool:
    """Whether what went is too little to tell of a person; ``left`` is what stood before it."""
    return len(gone) <= _SMALL and not _TELLING.search(gone) and not has_surname(left + gone)
