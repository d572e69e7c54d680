"""Front matter as keyboards for Chinese write it: full-width colons count as colons, and what YAML cannot read is explained.

PyYAML's own words ("mapping values are not allowed in this context") say nothing to an editor, and name a place below the
fault as often as the fault's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_WIDE_COLON = re.compile(r"^([ ]*(?:- +)?[^\s:：#'\"\[{]+)：[ \u3000]?", re.MULTILINE)
_VALUE = re.compile(r"^( *(?:- +)*)[^\s#][^:：]*(?::(?= )|：) *(?=[^\s#])")
_KEY = r"[^\W\d][\w-]*"
_DASH = re.compile(r"( *)[－—–﹣‐−][ \u3000]*(?=[^\s－—–﹣‐−])")
_SET_IN = re.compile(rf"[ \u3000\xa0]+(?={_KEY} *[:：](?:\s|$))")
_NO_SPACE = re.compile(rf"( *(?:- +)?)({_KEY})[ \u3000]*(?::(?![ /])|[＝=])[ \u3000\xa0\u200b]*(?=[^\s:])")
_ENTRY = re.compile(rf"( *(?:- +)?{_KEY})(?:: +|： *)(\S.*?) *")
_WHOLE = re.compile(r"\"(?:[^\"\\]|\\.)*\"(?: +#.*)?|'(?:[^']|'')*'(?: +#.*)?")
_GOES_ON = re.compile(r"(?:\[[^\[\]]*\]|\{[^{}]*\}) *[^\s#,，、\[\]{}].*|[-?] .*|[|>](?![+-]?\d?[+-]?(?: +#.*)?$).*")
"""A text that begins as a list, a mapping, a key or a folded text does: ``[图文] 某事``."""
_UNFIT = re.compile(r":(?= |$)| #")
_PAIRS = {"[": "]", "{": "}"}
_BACK = 4  # lines: so far above the place at which YAML gives up its cause may stand


class Slip(NamedTuple):
    """A line of front matter, from 0, that YAML cannot read: what is wrong with it, where, and the line as it should be."""

    line: int
    column: int
    code: str
    right: str


def narrow_colons(text: str) -> tuple[str, dict[int, int]]:
    """Write ``key：value`` as ``key: value``; also, by line, the column from which a space moved the rest by one.

    What stands deeper than a key with a value goes on with that value, and keeps its colons.
    """
    if "：" not in text:
        return text, {}
    lines, moved, held = text.split("\n"), {}, -1
    for number, line in enumerate(lines):
        if held >= 0 and (not line.strip() or len(line) - len(line.lstrip(" ")) > held):
            continue
        value = _VALUE.match(line)
        held = len(value[1]) if value else -1
        if match := _WIDE_COLON.match(line):
            lines[number] = f"{match[1]}: {line[match.end() :]}"
            if match.end() == len(match[1]) + 1:
                moved[number] = len(match[1]) + 2
    return "\n".join(lines), moved


def slip(text: str, line: int) -> Slip | None:
    """The likeliest reason why YAML gave up at a line: what is wrong with it, or with one of those above it."""
    lines = text.split("\n")
    near = range(min(line, len(lines) - 1), max(line - _BACK, -1), -1)
    found = (rule(lines, number) for number in near for rule in _RULES)
    return next((each for each in found if each), None) or next(filter(None, (_no_colon(lines, n) for n in near)), None)


def _dash(lines: list[str], number: int) -> Slip | None:
    """A dash that is no hyphen before an item: ``－ 某区``."""
    match = _DASH.match(lines[number])
    return (
        Slip(number, len(match[1]) + 1, "wide-dash", f"{match[1]}- {lines[number][match.end() :]}") if match else None
    )


def _set_in(lines: list[str], number: int) -> Slip | None:
    """A key set in below one that has its value: it belongs to no other."""
    match = _SET_IN.match(lines[number])
    above = next((each for each in reversed(lines[:number]) if each.strip() and not each.lstrip().startswith("#")), "")
    if not match or above.startswith((" ", "\u3000", "\xa0", "-")) or above.rstrip().endswith((":", "：")):
        return None
    return Slip(number, 1, "key-set-in", lines[number][match.end() :])


def _no_space(lines: list[str], number: int) -> Slip | None:
    """A colon without a plain space behind it, or an equals sign in its place."""
    match = _NO_SPACE.match(lines[number])
    if not match:
        return None
    right = f"{match[1]}{match[2]}: {lines[number][match.end() :]}"
    return Slip(number, match.end(2) + 1, "no-space-after-colon", right)


def _unquoted(lines: list[str], number: int) -> Slip | None:
    """A value with signs in it that mean something to YAML."""
    match = _ENTRY.fullmatch(lines[number])
    if not match or not _needs_quotes(match[2]):
        return None
    value = match[2]
    quoted = f'"{value}"' if not {'"', "\\"} & set(value) else "'" + value.replace("'", "''") + "'"
    return Slip(number, match.start(2) + 1, "quote-value", f"{match[1]}: {quoted}")


def _needs_quotes(value: str) -> bool:
    if _GOES_ON.fullmatch(value):
        return True
    return (
        value[0] not in "[{|>"
        and not _WHOLE.fullmatch(value)
        and (value[0] in "\"'@`%&*!" or bool(_UNFIT.search(value)))
    )


def _unclosed(lines: list[str], number: int) -> Slip | None:
    """A list that goes on to no other line and has no end, or one of another width: ``[某县】``."""
    match = _ENTRY.fullmatch(lines[number])
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    if not match or match[2][0] not in _PAIRS or below.startswith(" "):
        return None
    value, ends = match[2].rstrip("】］｝"), ""
    for sign in value:
        ends = _PAIRS[sign] + ends if sign in _PAIRS else ends.removeprefix(sign)
    return Slip(number, match.start(2) + 1, "unclosed-list", f"{match[1]}: {value}{ends}") if ends else None


_RULES: tuple[Callable[[list[str], int], Slip | None], ...] = (_dash, _set_in, _no_space, _unquoted, _unclosed)


def _no_colon(lines: list[str], number: int) -> Slip | None:
    """A line that says neither key nor item."""
    line = lines[number]
    said = line.strip() and line[0] not in " #-[]{}\"'" and not re.search("[:：]", line)
    return Slip(number, 1, "no-colon", "") if said else None
