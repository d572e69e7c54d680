"""Advice on Chinese copy: punctuation, quotation marks and spaces, by GB/T 15834-2011 and W3C's CLREQ.

What is plainly a slip is told always; what is taste only where it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fangzhi.hanzi.script import HAN
from fangzhi.records.article import Article, Status
from fangzhi.records.problems import Place, Problem, problem

_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
# Each pattern begins with the few signs that it is about, which `re` skips to: an archive has millions of characters.
_HALF = rf"(?!!\[)[,:;?!()](?:(?<=[{HAN}”’》].)(?!\d)|(?<!:)(?=[{HAN}“‘《]))"
_DOUBLED = re.compile(r"([，。、；：])(?:\1+|(?<!。)[。！？]|(?<=。)[，、；：])")
_SPACE = rf"[ \t](?<=[{HAN}].)[ \t]*(?=[{HAN}])"
_ANY = re.compile(  # all of the above in one look, where most texts have none; any letter for Han, whose class takes long to compile
    r"[，。、；：,:;?!() \t](?:(?<=[，。、；：])[，、；：。！？]|(?<=\w[ \t])(?<![0-z].)[ \t]*(?![0-z])(?=\w)"
    r"|(?<=[,:;?!()])(?:(?<=[\w”’》].)(?<![0-z].)(?!\d)|(?<!:)(?![0-z])(?=[\w“‘《])))"
)
_LATIN = rf"(?<=[{HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{HAN}])"  # taste is compiled where it is asked for
_DOTS = rf"(?<=[{HAN}”’])(?:\.{{3,}}|。{{2,}})"
_STRAIGHT = rf'(?<=[{HAN}，。：])"|"(?=[{HAN}])'
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）"}
_CLOSERS = {close: opened for opened, close in _QUOTES.items()}
_QUOTE = re.compile(f"[{''.join(_QUOTES)}{''.join(_CLOSERS)}]")
_MARK_OR_END = re.compile(f"[{''.join(_QUOTES)}{''.join(_CLOSERS)}\n]")
_PAIRS = tuple(opened + close for opened, close in _QUOTES.items())
_ASKS = re.compile(r"\s*#\s*(.*[?？])\s*")
_PARAGRAPH = re.compile(r"\n\s*\n")
_FOREIGN = ("`", "<", "]", "http", "{", "|", "[", "\\")  # one of them stands in all that is blanked
_BLANKED = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`|<!--(?:(?!<!--).)*?-->|<[^<>\n]*>|(?<=\])\([^()\n]*\)|(?<=\])\[[^\[\]\n]*\]|https?://[^\s)）]+|\{[^{}\n]*\}|^\|.*$|"
    r"^\[\^?[^\]\n]+\]:.*$|\[\^[^\]\n]{1,300}\]|\\.",  # a note's name has an end, or `[^` would be dear where it is often
    re.DOTALL | re.MULTILINE,
)


class Slip(NamedTuple):
    """Something found in a text at an offset, with the facts for its message."""

    code: str
    offset: int
    found: str = ""
    right: str = ""


Rule = Callable[[str], Iterator[Slip]]


def slips(text: str, *, taste: bool = False) -> list[Slip]:
    """What is plainly a slip in an article's text, or what is taste. Code, addresses, tags and attributes are left alone."""
    if any(sign in text for sign in _FOREIGN):
        text = _BLANKED.sub(lambda m: re.sub(r"[^\n]", "\ue000", m[0]), text)
    rules = _TASTE if taste else _ALWAYS if _ANY.search(text) else _OF_PAIRS
    return [slip for rule in rules for slip in rule(text)]


def guesses(article: Article) -> Iterator[Problem]:
    """Comments in the front matter of a published article that still ask, as `fangzhi import` writes them at each guess."""
    if article.status is Status.PUBLISHED and "#" in article.head:
        for number, line in enumerate(article.head.split("\n"), 2):
            if asked := _ASKS.fullmatch(line):
                yield problem(Place(article.path, number, 1), "guess-left", found=asked[1])


def advice(article: Article, slip: Slip) -> Problem:
    """Advice on a slip in an article's text, with its place."""
    line = article.body.count("\n", 0, slip.offset)
    column = slip.offset - article.body.rfind("\n", 0, slip.offset)
    facts = {key: value for key, value in (("found", slip.found), ("right", slip.right)) if value}
    return problem(Place(article.path, article.line + line, column), slip.code, **facts)


def _half_width(text: str) -> Iterator[Slip]:
    for match in re.finditer(_HALF, text):
        yield Slip("copy-half-width", match.start(), match[0], _WIDE[match[0]])


def _doubled(text: str) -> Iterator[Slip]:
    for match in _DOUBLED.finditer(text):
        if set(match[0]) != {"。"}:
            yield Slip("copy-doubled", match.start(), match[0])


def _unbalanced(text: str) -> Iterator[Slip]:
    """Quotation marks and brackets without a partner in their paragraph. A quotation that goes on into the next
    paragraph repeats its opening mark there and closes once (GB/T 15834, 4.8.3.4), so such openings are no slip."""
    if _balanced(text):
        return
    ends = [*(match.span() for match in _PARAGRAPH.finditer(text)), (len(text), len(text))]
    start = 0
    for end, following in ends:
        opened: list[tuple[str, int]] = []
        for match in _QUOTE.finditer(text, start, end):
            sign = match[0]
            if sign in _QUOTES:
                opened.append((sign, match.start()))
            elif not opened or opened.pop()[0] != _CLOSERS[sign]:
                yield Slip("copy-quotes", match.start(), sign)
        yield from (Slip("copy-quotes", at, sign) for sign, at in opened if not text.startswith(sign, following))
        start = following


def _balanced(text: str) -> bool:
    """Whether every mark has its partner on its own line, which is seen at a glance."""
    signs, before = "".join(_MARK_OR_END.findall(text)), ""
    while signs != before:
        before = signs
        for pair in _PAIRS:
            signs = signs.replace(pair, "")
    return not signs.strip("\n")


def _matching(code: str, pattern: str) -> Rule:
    def rule(text: str) -> Iterator[Slip]:
        return (Slip(code, match.start()) for match in re.finditer(pattern, text))

    return rule


_OF_PAIRS: tuple[Rule, ...] = (_unbalanced,)
_ALWAYS: tuple[Rule, ...] = (_half_width, _doubled, _unbalanced, _matching("copy-space", _SPACE))
_TASTE: tuple[Rule, ...] = (
    _matching("copy-latin-space", _LATIN),
    _matching("copy-ellipsis", _DOTS),
    _matching("copy-straight-quotes", _STRAIGHT),
)
