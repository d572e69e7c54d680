"""The tags of HTML that was made: whether they are paired, where they lead, and what they name.

There are three pages for each article, so looking at one must cost little beside making it. `skim` finds names of tags and
addresses by two searches, which is enough for what templates with closed tags make; what it cannot tell (comments, scripts,
end tags that HTML lets authors leave out, other quotes) it gives to `read`, which has the standard library's parser.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

_NAME = re.compile(r"</?[a-z][a-z0-9]*")
_ADDRESSES = ("href", "src", "action", "poster", "data-script", "data-base", "data-worker")
_ADDRESS = re.compile(rf' (?:{"|".join(_ADDRESSES)})="(?!data:)([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_SHUT = re.compile(r"<(?:circle|ellipse|line|path|polygon|polyline|rect|stop|use)\b[^<>]*/>")  # of drawings
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_MAY_STAY_OPEN = frozenset(  # HTML Living Standard, 13.1.2.4, optional tags
    [
        "li",
        "dt",
        "dd",
        "p",
        "rt",
        "rp",
        "optgroup",
        "option",
        "colgroup",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "html",
        "head",
        "body",
    ]
)
_COMMON = ("<meta>", "<link>", "<a></a>", "<p></p>", "<strong></strong>", "<li></li>")
_FOREIGN = frozenset(["svg", "math"])
_BROKEN_NAME = re.compile(r"[\"'<=]")


class Tags(NamedTuple):
    """The first tag that has no partner, as ``<name>`` or ``</name>``; where tags lead, as they write it; their ids.

    ``ways`` are those of the links that readers follow, where the page was read.
    """

    flaw: str
    links: Set[str]
    ids: Set[str]
    ways: Set[str] = frozenset()


def skim(html: str) -> Tags:
    """The tags of a part of a page whose attributes stand in double quotes."""
    open_ = _SHUT.sub("", html) if "/>" in html else html
    names = _NAME.findall(open_)
    plain = len(names) == open_.count("<") == open_.count(">") and not html.count('"') % 2
    flaw = "" if plain and _paired(_condensed(f"{'>'.join(names)}>")) else read(html).flaw
    return Tags(flaw, set(_ADDRESS.findall(html)), set(_ID.findall(html)))


def _condensed(tags: str) -> str:
    """Tags in order without those of metadata and of paragraphs, which are many and differ in nothing but their number."""
    for common in _COMMON:
        tags = tags.replace(common, "")
    return tags


class _Partners(dict[str, str | None]):
    """The start tag of each end tag; none of a start tag, and an empty text of a tag that stands alone."""

    def __missing__(self, tag: str) -> str | None:
        partner = f"<{tag[2:]}" if tag[1] == "/" else "" if tag[1:] in _VOID else None
        self[tag] = partner
        return partner


_PARTNERS = _Partners()


@lru_cache(maxsize=1024)
def _paired(tags: str) -> bool:
    """Whether every tag, as ``<name>`` or ``</name>``, has its partner. Many pages have the same tags."""
    waiting = [""]
    for tag in _NAME.findall(tags):
        partner = _PARTNERS[tag]
        if partner is None:
            waiting.append(tag)
        elif partner and waiting.pop() != partner:
            return False
    return len(waiting) == 1


def read(html: str) -> Tags:
    """The tags of any HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.end()
    return Tags(reader.flaw, set(reader.links), set(reader.ids), set(reader.ways))


class _Reader(HTMLParser):
    """Keeps the tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.flaw = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.ways: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what it names, and that it is open."""
        self.links += [value for name, value in attrs if name in _ADDRESSES and value is not None]
        self.ways += [value for name, value in attrs if tag == "a" and name == "href" and value]
        self.ids += [value for name, value in attrs if name == "id" and value]
        if any(_BROKEN_NAME.search(name) for name, _ in attrs):
            self._fault(f"<{tag}>")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A slash closes an element of a drawing or a formula, and no other."""
        self.handle_starttag(tag, attrs)
        if not _FOREIGN.isdisjoint(self._open) and self._open[-1:] == [tag]:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close it, and what may stay open in it."""
        while self._open and self._open[-1] != tag and self._open[-1] in _MAY_STAY_OPEN and tag in self._open:
            self._open.pop()
        if self._open[-1:] == [tag]:
            self._open.pop()
        else:
            self._fault(f"<{self._open[-1]}>" if tag in self._open else f"</{tag}>")

    def end(self) -> None:
        """The text is over: say what is open still."""
        if self.rawdata.startswith("<"):
            self._fault(self.rawdata[:20].split("\n")[0])
        for tag in self._open:
            if tag not in _MAY_STAY_OPEN:
                self._fault(f"<{tag}>")

    def _fault(self, found: str) -> None:
        self.flaw = self.flaw or found
