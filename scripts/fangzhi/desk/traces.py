"""A trace: where a text holds something that points to a person. What the detectors of personal data share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

_KEPT = "，。；：！？、（）"  # full-width marks that part clauses: they stay, so that nothing reaches across them
_TO_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT}
_TO_NARROW |= {0x3000: " ", 0xA0: " "} | dict.fromkeys([*range(0x2010, 0x2015), 0x2212], "-")
_TO_NARROW |= dict.fromkeys([0x2022, 0x2027, 0x30FB, 0xFF65], "·")
_ALIKE = [*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)]  # radicals and compatibility forms
_TO_NARROW |= {code: form for code in _ALIKE if len(form := normalize("NFKC", chr(code))) == 1}
_WIDE, _SIMILAR, _BETWEEN_DIGITS = (
    "\u00a0\u2022\u2027\u30fb\uff10-\uff19\uff20-\uff3a\uff41-\uff5a\uff65",
    "\u2e80-\u2fd5\uf900-\ufafe",
    "\u2010-\u2014\u2212\u3000\uff0d",
)
_IS_WIDE = re.compile(
    f"[{_WIDE}{_SIMILAR}{_BETWEEN_DIGITS}](?:(?<=[{_WIDE}{_SIMILAR}])|(?<=[0-9].))"  # one class first, which `re` leaps to
)
DIGIT = "[0-9一二三四五六七八九十百〇零○两]"
NUMBER = f"{DIGIT}{DIGIT}{{0,3}}"
"""The number of a house or a room, for ``re``."""
_NUMERALS = {  # other ways to write the ten digits, in their order
    "zero": "〇一二三四五六七八九", "nought": "零幺二三四五六七八九", "round": "○壹贰叁肆伍陆柒捌玖", "formal": "零壹貳參肆伍陸柒捌玖",
    "ringed": "⓪①②③④⑤⑥⑦⑧⑨", "filled": "⓿❶❷❸❹❺❻❼❽❾", "over": "⁰¹²³⁴⁵⁶⁷⁸⁹", "under": "₀₁₂₃₄₅₆₇₈₉", "two": "零一两三四五六七八九",
} | {f"at {start:x}": "".join(map(chr, range(start, start + 10)))
     for start in (0x660, 0x6F0, 0x966, *range(0x1D7CE, 0x1D800, 10), 0x1FBF0)}  # fmt: skip
_TO_DIGITS = {ord(sign): str(digit) for signs in _NUMERALS.values() for digit, sign in enumerate(signs)}
_BASIC = (code for code in _TO_DIGITS if not code >> 16)  # the rest would make one class dear
_NUMERALS_AS_WRITTEN = "".join(map(chr, _BASIC))
_NUMERAL = f"[{_NUMERALS_AS_WRITTEN}]"
_SPELLED = re.compile(  # as many as a telephone number has; most stand alone, which the second class sees at once
    f"{_NUMERAL}(?=[ \\-.·{_NUMERALS_AS_WRITTEN}])(?:[ \\-.·]?{_NUMERAL}){{10,}}"
)
_OF_MATHEMATICS = re.compile("[\U0001d7ce-\U0001d7ff\U0001fbf0-\U0001fbf9]{11,}")
SPACER = "[ \\-.·\n\u00ad\u200b-\u200d\u2060]{0,2}"
"""What may stand between the groups of one number, for ``re``."""
_RUN = re.compile(f"[0-9](?:{SPACER}[0-9]){{14,}}")
_GROUP = re.compile("[0-9]+")
_LEAST, _MOST = 15, 19  # digits of an old identity number, and of the longest bank card
_GROUPS = 6  # into which nobody cuts a number further, unless digit by digit


class Trace(NamedTuple):
    """A kind of personal data, and where it stands in a text."""

    kind: str
    start: int
    end: int


def narrow(text: str) -> str:
    """The text with full-width letters, digits and signs as half-width ones; every character keeps its place."""
    return counted(text.translate(_TO_NARROW) if _IS_WIDE.search(text) else text)


def counted(text: str) -> str:
    """The text with long numbers that are written in characters, such as 一三八〇〇, in digits."""
    spelled = _SPELLED.sub(_digits, text)
    return _OF_MATHEMATICS.sub(_digits, spelled) if _goes_beyond_the_basic_plane(spelled) else spelled


def _goes_beyond_the_basic_plane(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)  # no expression is as quick


def _digits(match: re.Match[str]) -> str:
    return match[0].translate(_TO_DIGITS)


def numbers(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every number that groups of digits side by side may make, as start, end and its groups; 15 to 19 digits."""
    for run in _RUN.finditer(text):
        groups = [(m.start(), m.end(), m[0]) for m in _GROUP.finditer(text, run.start(), run.end())]
        if len(groups) > _GROUPS and _LEAST <= sum(len(digits) for _, _, digits in groups) <= _MOST:
            yield groups[0][0], groups[-1][1], tuple(digits for _, _, digits in groups)
        for at, (start, _, _) in enumerate(groups):
            taken: list[str] = []
            for _, end, digits in groups[at : at + _GROUPS]:
                taken.append(digits)
                size = sum(map(len, taken))
                if size > _MOST:
                    break
                if size >= _LEAST:
                    yield start, end, tuple(taken)


def before(text: str, start: int, reach: int) -> str:
    """What stands before a place, at most so many characters, back to where a sentence or line ends."""
    return re.split("[。；！？\n]", text[max(0, start - reach) : start])[-1]
