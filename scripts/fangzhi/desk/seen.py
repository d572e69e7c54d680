"""A text as its readers see it: what is written between the characters of a name or number hides it from no reader.

Marks of Markdown, characters that show nothing, entities, escapes and conversion marks are taken out or resolved; every
character keeps its place in the file. What has been veiled with asterisks stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SILENT = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_OVER = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # written over a character
_HIDDEN = (  # compiled for the first text that has something of the kind
    "(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|\\(?P<code>u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2})"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<note>\[\^[^\]\s]{1,20}\])"
    "|〔(?P<first>[^〔〕=]{1,20})=[^〔〕]{0,20}〕|(?P<brace>-\\{(?:[a-zA-Z-]{2,10}:)?|\\}-)"
    f"|(?P<silent>[{_SILENT}]+)"
    f"|(?P<over>(?<=[0-9\u3400-\u9fff])[{_OVER}]+)"
    f"|(?P<mark>(?<=[0-9A-Z])(?:\\*\\*?|__?|~~|`)(?=[0-9])|(?<={_HAN})[*_~`]{{1,3}}(?![*_~`])|(?<![*_~`])[*_~`]{{1,3}}(?={_HAN}))"
    f"|(?P<line>(?<={_HAN})\n(?={_HAN})(?![^\\s:：]{{1,12}}[:：]))"
    f"|(?P<space>(?<={_HAN})[ \u3000]{{1,2}}(?={_HAN}(?!{_HAN})))"
)
_SIGN = re.compile(  # where some of it may be: a class that `re` leaps to, then letters for Han, whose class takes long to compile
    f"[&\\\\\\[〔}}*_~` \u3000\n{_SILENT}{_OVER}-](?:(?![!-~])(?:(?<=\\w[ \u3000])(?<![0-z].)[ \u3000]?(?=\\w(?!{_HAN}))"
    "|(?<=\\w\n)(?<![0-z]\n)(?=\\w)(?![^\\s:：]{1,12}[:：]))|(?<=-)\\{|(?<![ \n-])(?:(?<![\u3000\\[}*_~`])|(?<=\\[)\\^|(?<=\\})-"
    "|(?<=[*_~`])(?:(?<=[0-9A-Z].)|(?<=\\w.)(?<![0-z].)|[*_~`]{0,2}(?![0-z])(?=\\w))))"
)
_INVISIBLE = re.compile(f"[{_SILENT}]")
_LAST = 0x10FFFF


@dataclass(slots=True)
class Seen:
    """What is seen, with the place in the file of each character, and where one ends that is written as several."""

    text: str
    places: list[int] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of what is seen as it lies in the file."""
        if not self.places:
            return start, end
        last = self.places[end - 1]
        return self.places[start], self.ends.get(last, last + 1)


def seen(text: str) -> Seen:
    """A text of a file, front matter or Markdown, as it is seen."""
    found, pieces, at = Seen(""), list[str](), 0
    for match in _hidden(text):
        shown, start, end = _shown(match)
        found.places += [*range(at, match.start()), *range(start, start + len(shown))]
        pieces += [text[at : match.start()], shown]
        if match.lastgroup in {"entity", "code", "escaped"} and shown:
            found.places[len(found.places) - len(shown) :] = [match.start()] * len(shown)
            found.ends[match.start()] = end
        at = match.end()
    if not pieces:
        return Seen(text)
    found.places += range(at, len(text))
    found.text = "".join([*pieces, text[at:]])
    return found


def _hidden(text: str) -> Iterator[re.Match[str]]:
    """What hides something, one after the other."""
    at = 0
    while sign := _SIGN.search(text, at):
        match = _pattern().match(text, sign.start())
        at = match.end() if match else sign.start() + 1
        if match:
            yield match


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(_HIDDEN)


def _shown(match: re.Match[str]) -> tuple[str, int, int]:
    """What stands for a match, and where it stands in the file."""
    if match["first"]:
        return match["first"], *match.span("first")
    if match["entity"]:
        return _INVISIBLE.sub("", unescape(match["entity"])), *match.span()
    if match["code"]:
        code = int(match["code"][1:], 16)
        return _INVISIBLE.sub("", chr(code) if code <= _LAST else ""), *match.span()
    return match["escaped"] or "", *match.span()
