"""Text folded so that it is the same in either script: what search compares, and never what a reader sees.

Simplified, Traditional and regional forms of one character are one *class*; a class is written as its first member by
code point. The classes are the connected sets of OpenCC's character dictionaries (Apache-2.0), as they come with
opencc-python-reimplemented, joined where its phrase dictionaries exchange characters that these keep apart.

Folding goes character by character, so that a browser can do the same and still point into the text it shows:
compatibility decomposition (NFKD), marks and format characters dropped, lower case, then the class. What is neither
letter nor number parts: it becomes one space; only white space beside a Han character vanishes, since a line's end or
a space between Han and Latin means nothing.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

HAN = "\u3005-\u3007\u3021-\u3029\u3400-\u9fff\U00020000-\U0003ffff"
"""The inside of a character class for ``re``; whole planes, so that Unicode's version does not matter."""

_DICTIONARIES = ("STCharacters", "TSCharacters", "TWVariants", "HKVariants")
# Exchanged by the phrase dictionaries only; tests/test_folding.py finds what is missing here.
_ALSO = "并幷 熏薰 呆待 坐座 酰醯 具俱 戚鏚 干幹 帏幃 穗繐 吣唚 荫廕 蔽庇 沈沉"
_HAN = re.compile(f"[{HAN}]")
_LINES = re.compile("\n+")
_TEXTS = 128  # texts remembered: those of a few articles, which are compared first and then searched through
_SHORT = 100  # characters: less than that is sooner folded one by one
_SEVERAL = sys.maxunicode + 2


def fold(text: str) -> str:
    """The searchable form of a text: letters and numbers, one space where anything else stood, no space at the ends."""
    return " ".join(_LINES.sub(_between, _by_character(text)).split())


def _between(lines: re.Match[str]) -> str:
    """What stands for ends of lines: nothing beside Han."""
    start, end = lines.span()
    text = lines.string
    return "" if (start and _HAN.match(text, start - 1)) or _HAN.match(text, end) else "\n"


def same(text: str, form: str) -> bool:
    """Whether two texts are the same when folded: most are so character by character, which is found in a third of the time."""
    return _by_character(text) == _by_character(form) or fold(text) == fold(form)


@lru_cache(maxsize=_TEXTS)
def _by_character(text: str) -> str:
    """Every character folded: by one look into a table for all, where each becomes one, which is what most texts are."""
    if len(text) < _SHORT:
        return _one_by_one(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    known = _known()
    found = known[codes]
    if not found.all():
        for code in np.unique(codes[found == 0]).tolist():
            one = _FOLDED[chr(code)]
            known[code] = ord(one) + 1 if len(one) == 1 else _SEVERAL
        found = known[codes]
    if _SEVERAL in found:
        return _one_by_one(text)
    folded: bytes = (found - 1).tobytes()
    return folded.decode("utf-32-le", "surrogatepass")


def _one_by_one(text: str) -> str:
    return "".join(map(_FOLDED.__getitem__, text))  # twice as quick as str.translate


@cache
def _known() -> NDArray[np.uint32]:
    """What each code point becomes: another, counted from one, or none or several; nothing until it is asked for."""
    return np.zeros(sys.maxunicode + 1, "<u4")


@cache
def representatives() -> dict[str, str]:
    """Each character that is not written as itself, with the character that stands for its class."""
    return {c: min(members) for members in _connected(_pairs()) for c in members if c != min(members)}


def packed() -> str:
    """`representatives` for a browser: two runs of numbers, parted by a space, in printable ASCII.

    The characters in order, each as its distance from the last; then what each is written as, likewise with the sign
    in the lowest bit. A number is five bits a character, lowest first, from ``0`` on; from ``P`` on another follows.
    """
    table = sorted(representatives().items())
    keys = _steps(ord(c) for c, _ in table)
    values = (2 * n if n >= 0 else -2 * n - 1 for n in _steps(ord(c) for _, c in table))
    return " ".join("".join(map(_number, numbers)) for numbers in (keys, values))


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    last = 0
    for number in numbers:
        yield number - last
        last = number


def _number(number: int) -> str:
    low, rest = number & 31, number >> 5
    return chr(48 + low + 32) + _number(rest) if rest else chr(48 + low)


def _pairs() -> Iterator[tuple[str, str]]:
    folder = files("opencc") / "dictionary"
    for name in _DICTIONARIES:
        for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            key, _, forms = line.partition("\t")
            yield from ((key, form) for form in forms.split() if len(key) == len(form) == 1)
    yield from ((pair[0], pair[1]) for pair in _ALSO.split())


def _connected(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: list[set[str]] = []
    seen: set[str] = set()
    for start in sorted(near):
        if start not in seen:
            found.append(_reached(start, near))
            seen |= found[-1]
    return found


def _reached(start: str, near: dict[str, set[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        fresh = near[waiting.pop()] - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached


class _Folded(dict[str, str]):
    """What each character becomes, found out once: a newline for white space, a space for what parts."""

    def __missing__(self, character: str) -> str:
        self[character] = folded = _fold_character(character)
        return folded


def _fold_character(character: str) -> str:
    if character in "\t\n\v\f\r" or unicodedata.category(character) == "Zs":
        return "\n"
    parts = unicodedata.normalize("NFKD", character)
    return "".join(_fold_part(part) for part in parts)


def _fold_part(part: str) -> str:
    kind = unicodedata.category(part)
    if kind[0] == "M" or kind == "Cf":
        return ""
    if _HAN.match(part):
        return representatives().get(part, part)
    return "".join(c for c in part.lower() if c.isalnum()) if kind[0] in "LN" else " "


_FOLDED = _Folded()
