"""Quotation marks: “ ” ‘ ’ of Simplified text to 「 」 『 』 of Traditional, and back.

Mainland usage (GB/T 15834-2011) has double marks outside and single within; Taiwan's and Hong Kong's have 「 」
outside and 『 』 within. An apostrophe in Latin text is no quotation mark and stays. One mark is always one mark.
"""

from __future__ import annotations

import re

_CURLY = re.compile("[“”‘’\n]")
_CORNER = str.maketrans("「」『』", "“”‘’")
_FORMS = {"“": ("「", "『"), "‘": ("『", "「")}
_CLOSING = {"「": "」", "『": "』"}
_OPENS = {"”": "“", "’": "‘"}


def to_corner(text: str) -> str:
    """Curly marks as corner brackets; nesting is followed within a paragraph (a line)."""
    if not _CURLY.search(text):
        return text
    stack: list[tuple[str, str]] = []

    def mark(match: re.Match[str]) -> str:
        found, place = match.group(), match.start()
        if found == "\n":
            stack.clear()
            return found
        if found == "’" and _apostrophe(text, place, stack):
            return found
        return _open(found, stack) if found in _FORMS else _close(found, stack)

    return _CURLY.sub(mark, text)


def to_curly(text: str) -> str:
    """Corner brackets as curly marks."""
    return text.translate(_CORNER)


def _open(found: str, stack: list[tuple[str, str]]) -> str:
    usual, other = _FORMS[found]
    form = other if stack and stack[-1][1] == usual else usual
    stack.append((found, form))
    return form


def _close(found: str, stack: list[tuple[str, str]]) -> str:
    opening = _OPENS[found]
    for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
        if stack[depth][0] == opening:
            form = stack[depth][1]
            del stack[depth:]
            return _CLOSING[form]
    return _CLOSING[_FORMS[opening][0]]


def _apostrophe(text: str, place: int, stack: list[tuple[str, str]]) -> bool:
    """Whether ’ stands in or after a Latin word rather than closing a quotation."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if after.isascii() and after.isalnum():
        return not before or before.isascii() or before.isspace()
    opened = any(mark == "‘" for mark, _ in stack[-8:])
    return before.isascii() and before.isalnum() and not opened
