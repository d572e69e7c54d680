"""Markdown to safe HTML, with ids that are equal in all variants.

comrak (CommonMark and GFM) renders; raw HTML comes out as text and ``javascript:`` links come out empty. What is ours:
paragraphs are numbered ``p1``, ``p2`` … and headings ``s1``, ``s2`` …, a line end inside Chinese text is no space, and
relative links and images are resolved by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import count
from urllib.parse import quote

import comrak

from fangzhi.hanzi.script import HAN
from fangzhi.records.decoding import CONTROL

_BLOCK = re.compile(r"^<(p|h[1-6])>", re.MULTILINE)
_HEADING = re.compile(r'<h([2-6]) id="(s\d+)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ONLY_TAGS = re.compile(r"^(?:<[^>]*>)+\n", re.MULTILINE)
_NEXT_CELL = re.compile(r"</t[dh]>\n<t[dh][^>]*>")
_FULL_WIDTH = "，。、；：？！（）《》〈〉「」『』"
_WIDE = f"{HAN}{_FULL_WIDTH}“”‘’…—"
_INLINES = ("em", "strong", "del", "code", "a")
_INLINE = rf"(?:</?(?:{'|'.join(_INLINES)})\b[^>]*>)*"
_BROKEN_LINE = re.compile(  # between two wide characters, or beside one that brings its own space
    rf"(?<=[{_WIDE}])({_INLINE})\n(?={_INLINE}[{_WIDE}])|(?<=[{_FULL_WIDTH}])({_INLINE})\n|\n(?={_INLINE}[{_FULL_WIDTH}])"
)
# What each of those has, and blocks one under another have not: it looks at ends of lines alone.
_LOOSE_LINE = re.compile(
    rf"\n(?:(?<=[^>\n]\n)|{'|'.join(f'(?<=<{name}>{chr(10)})|(?<=</{name}>{chr(10)})' for name in _INLINES)}"
    rf'|(?<=">\n)|(?=[{_FULL_WIDTH}]|</?(?:{"|".join(_INLINES)})\b))'
)
_PRE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_LINK = re.compile(r'(<a href|<img loading="lazy" src)="([^"]*)"')
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|/|#|$)", re.IGNORECASE)
_TEXTS = 8  # rendered texts remembered: an article's and its translation's, while its variants are made
_OTHER_SCHEME = re.compile(r'<a href="(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:[^"]*"', re.IGNORECASE)
_FOREIGN_IMAGE = re.compile(r'<img src="(?:[a-z][a-z0-9+.-]*:|/|#)[^"]*" alt="([^"]*)"[^>]*>', re.IGNORECASE)
_ONE_TILDE = re.compile(r"(?<![~\\])~(?!~)")
_STAND_IN = "⁓\ufdd0⁓"  # of a tilde: a mark like it on either side, and what no file holds between
_BACKREF = re.compile(r' aria-label="Back to reference [^"]*"')


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents: ``level`` 2 to 6, ``id``, and its text as HTML without tags."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered text and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


Resolve = Callable[[str], str]
Measure = Callable[[str], str]


def _unmeasured(_address: str) -> str:
    return ""


def render(text: str, resolve: Resolve = str, measure: Measure = _unmeasured) -> Body:
    """Render Markdown. ``resolve`` gets every relative link or image address and returns what to write.

    ``measure`` gets the address of every relative image and returns attributes that give its size, or nothing.
    """
    body = _rendered(text)
    if resolve is str or not _LINK.search(body.html):
        return body
    html = _LINK.sub(lambda m: _linked(m[1], m[2], resolve, measure), body.html)
    return Body(html, body.headings)


@lru_cache(maxsize=_TEXTS)
def _rendered(text: str) -> Body:
    html = _join_lines(_within(_struck_by_two(_comrak()(text), text)))
    html = _numbered(_from_second_level(html))
    html = html.replace("<table>", '<div class="fz-scroll"><table>').replace("</table>", "</table></div>")
    html = _BACKREF.sub("", html.replace("<img ", '<img loading="lazy" '))
    return Body(html, headings(html))


def headings(html: str) -> tuple[Heading, ...]:
    """The headings of a rendered text."""
    return tuple(Heading(int(h), i, _TAG.sub("", t)) for h, i, t in _HEADING.findall(html))


@lru_cache(maxsize=_TEXTS)
def plain(html: str) -> str:
    """The text of some HTML: a block is a line, and so is a table's row, with tabs between cells; entities are resolved."""
    html = _ONLY_TAGS.sub("", _NEXT_CELL.sub("\t", html) if "<table>" in html else html)
    return unescape(_TAG.sub("", html)).strip()


@lru_cache(maxsize=1)
def _comrak() -> Callable[[str], str]:
    extensions, parsing, rendering = comrak.ExtensionOptions(), comrak.ParseOptions(), comrak.RenderOptions()
    for name in ("table", "footnotes", "strikethrough", "cjk_friendly_emphasis"):
        setattr(extensions, name, True)
    rendering.escape = True
    return lambda text: str(comrak.render_markdown(text, extensions, parsing, rendering))


def _struck_by_two(html: str, text: str) -> str:
    """What two tildes strike out is struck out, and what one does is not: ``10~20岁和30~40岁`` are two ranges."""
    if "<del>" not in html or not _ONE_TILDE.search(text):
        return html
    html = _comrak()(_ONE_TILDE.sub(_STAND_IN, text))
    return html.replace(_STAND_IN, "~").replace(quote(_STAND_IN), "~")


def _within(html: str) -> str:
    """Links lead to the web or to mail; a picture that is no file of the archive is its words alone."""
    html = _OTHER_SCHEME.sub('<a href=""', CONTROL.sub("", html))  # a reference such as &#1; gives what no file holds
    return _FOREIGN_IMAGE.sub(r"\1", html) if "<img" in html else html


def _join_lines(html: str) -> str:
    if not _LOOSE_LINE.search(html):
        return html
    parts = _PRE.split(html)
    return "".join(part if part.startswith("<pre>") else _BROKEN_LINE.sub(r"\1\2", part) for part in parts)


def _from_second_level(html: str) -> str:
    """The page's headline is its only h1: a text that begins at h1 moves down by one."""
    if "<h1>" not in html:
        return html
    return re.sub(r"<(/?)h([1-5])>", lambda m: f"<{m[1]}h{int(m[2]) + 1}>", html)


def _numbered(html: str) -> str:
    paragraphs, sections = count(1), count(1)

    def number(match: re.Match[str]) -> str:
        name = match[1]
        identifier = f"p{next(paragraphs)}" if name == "p" else f"s{next(sections)}"
        return f'<{name} id="{identifier}">'

    return _BLOCK.sub(number, html)


def _linked(start: str, address: str, resolve: Resolve, measure: Measure) -> str:
    if not _RELATIVE.match(address):
        return f'{start}="{address}"'
    return f'{start}="{resolve(address)}"{measure(address) if start.startswith("<img") else ""}'
