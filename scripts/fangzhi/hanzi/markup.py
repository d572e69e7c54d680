"""Conversion of HTML: text and the attributes that people read, across inline tags, and nothing else.

For well-formed HTML as generators write it. Block tags part paragraphs; inline tags do not, so that a word cut by
``<strong>`` is still one word. Left alone: ``code``, ``pre``, ``kbd``, ``samp``, ``script``, ``style``, comments,
``translate="no"``, and elements whose ``lang`` is not the source's. Whatever it is given, it takes time as the text is long
and no more: a tag is given up at the next one that begins in it, and a comment that does not end is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from fangzhi.hanzi.conversion import Converter, Hints

_TAG = r"""<[!?][^<>]*>|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
_COMMENT_OR_TAG = re.compile(f"<!--.*?-->|{_TAG}", re.DOTALL)
_TAG_ALONE = re.compile(_TAG)
_ATTRIBUTE = re.compile(r"""(?<![^\s=>/"'])([a-zA-Z_:@][^\s=>/"']*)\s*=\s*("[^"]*"|'[^']*')""")
_INLINE = frozenset(
    "a abbr b bdi bdo big cite del dfn em font i ins mark q rb ruby rp rt s small span strong sub sup u var wbr".split()  # noqa: SIM905
)
_SILENT = frozenset("code pre kbd samp script style textarea math svg".split())  # noqa: SIM905
_RAW = {name: re.compile(f"</{name}\\s*>", re.IGNORECASE) for name in ("script", "style", "textarea")}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_HUMAN = frozenset(
    "alt title aria-label aria-description aria-roledescription aria-valuetext placeholder label summary data-title".split()  # noqa: SIM905
)
_META = frozenset(
    "description keywords author title subject abstract og:title og:description og:site_name og:image:alt "  # noqa: SIM905
    "twitter:title twitter:description twitter:image:alt application-name apple-mobile-web-app-title "
    "dc.title dc.description dc.subject dc.creator citation_title citation_author citation_abstract citation_keywords".split()
)
_GAP, _APART = -1, "\ufffc"  # what is not converted stands between words: 的 and 里 beside it are no name


@dataclass(slots=True)
class _Scanner:
    """What is being read: output with gaps, and the texts for them: paragraphs by the pieces that tags cut them into."""

    converter: Converter
    out: list[str] = field(default_factory=list)
    paragraphs: list[list[int]] = field(default_factory=list)
    running: list[int] = field(default_factory=list)
    quotes: dict[int, str] = field(default_factory=dict)
    open: list[tuple[str, bool]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    gap: bool = False

    @property
    def silent(self) -> bool:
        """Whether the text here is not to be converted."""
        return bool(self.open) and self.open[-1][1]

    def text(self, content: str) -> None:
        """Text between tags."""
        if content and not self.silent and (self.running or content != "\n"):
            self.running += [_GAP] * (self.gap and bool(self.running))
            self.running.append(len(self.out))
        self.gap = bool(content) and self.silent
        self.out.append(content)

    def value(self, content: str, quote: str) -> None:
        """An attribute that people read: a paragraph by itself."""
        self.quotes[len(self.out)] = quote
        self.paragraphs.append([len(self.out)])
        self.out.append(content)

    def flush(self) -> None:
        """A paragraph ends."""
        if self.running:
            self.paragraphs.append(self.running)
            self.running = []
        self.gap = False

    def converted(self, hints: Hints) -> str:
        """The output with every text converted, those that stand alone in one pass."""
        self.flush()
        alone = [slots[0] for slots in self.paragraphs if len(slots) == 1]
        for slot, text in zip(alone, self.converter.convert_all([self.out[n] for n in alone], hints), strict=True):
            self.out[slot] = _inert(self.out[slot], text)
        for slots in self.paragraphs:
            if len(slots) > 1:
                texts = [_APART if n == _GAP else self.out[n] for n in slots]
                for slot, piece in zip(slots, self.converter.convert_pieces(texts, hints), strict=True):
                    if slot != _GAP:
                        self.out[slot] = _inert(self.out[slot], piece)
        for slot, quote in self.quotes.items():
            self.out[slot] = self.out[slot].replace(quote, f"&#{ord(quote)};")
        return "".join(self.out)


def _inert(before: str, text: str) -> str:
    """What a glossary or an article's own pairs put into a text is text: no tag begins in it."""
    return text.replace("<", "&lt;") if text.count("<") > before.count("<") else text


def convert_html(html: str, converter: Converter, hints: Hints = Hints()) -> str:
    """The same HTML with everything people read in the target's script."""
    if not converter.changes(html):
        return html
    scanner = _Scanner(converter)
    at, comments = 0, html.rfind("-->") + 3
    while match := _next(html, at, comments):
        scanner.text(html[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        _tag(scanner, match, name)
        if name in _RAW and not match["close"]:
            end = _RAW[name].search(html, at)
            stop = end.start() if end else len(html)
            scanner.out.append(html[at:stop])
            at = stop
    scanner.text(html[at:])
    return scanner.converted(hints)


def _next(html: str, at: int, comments: int) -> re.Match[str] | None:
    """The next tag or comment; the last comment ends at ``comments``."""
    return (_COMMENT_OR_TAG.search(html, at, comments) if at < comments else None) or _TAG_ALONE.search(html, at)


def _tag(scanner: _Scanner, match: re.Match[str], name: str) -> None:
    if not name:
        scanner.out.append(match.group())
        return
    if name not in _INLINE and name not in _SILENT:
        scanner.flush()
    if match["close"]:
        _close(scanner, name)
        scanner.out.append(match.group())
        return
    attributes = _attributes(match["rest"]) if match["rest"] else {}
    silent = _is_silent(scanner, name, attributes)
    if silent or not attributes:
        scanner.out.append(match.group())
    else:
        _write(scanner, match, set(_wanted(name, attributes)))
    if name not in _VOID and not match["rest"].endswith("/"):
        scanner.open.append((name, silent))
        scanner.names[name] += 1


def _close(scanner: _Scanner, name: str) -> None:
    """Close the last element of a name, if one is open, and all that are open in it."""
    closed = name if scanner.names[name] else ""
    while closed:
        last, _ = scanner.open.pop()
        scanner.names[last] -= 1
        closed = "" if last == name else closed


def _attributes(rest: str) -> dict[str, str]:
    return {match[1].lower(): match[2][1:-1] for match in _ATTRIBUTE.finditer(rest)}


def _is_silent(scanner: _Scanner, name: str, attributes: dict[str, str]) -> bool:
    if name in _SILENT or attributes.get("translate") == "no":
        return True
    lang = attributes.get("lang", attributes.get("xml:lang"))
    if lang is None:
        return scanner.silent or attributes.get("translate") == "no"
    return not _same_script(lang, scanner.converter)


def _same_script(lang: str, converter: Converter) -> bool:
    """Whether text with this tag is in the source's script (plain ``zh`` is)."""
    tag = lang.lower()
    if not re.match(r"zh(-|$)", tag):
        return False
    traditional = bool(re.match(r"zh-(hant|tw|hk|mo)", tag))
    return tag == "zh" or traditional == converter.source.is_traditional


def _write(scanner: _Scanner, tag: re.Match[str], wanted: set[str]) -> None:
    """A tag, with the values of some attributes to be converted."""
    text, at, first = tag.group(), 0, tag.start("rest") - tag.start()
    for found in _ATTRIBUTE.finditer(text, first) if wanted else ():
        if found[1].lower() in wanted:
            scanner.out.append(text[at : found.start(2) + 1])
            scanner.value(found[2][1:-1], found[2][0])
            at = found.end(2) - 1
    scanner.out.append(text[at:])


def _wanted(name: str, attributes: dict[str, str]) -> Iterator[str]:
    yield from (key for key in attributes if key in _HUMAN)
    if name == "meta":
        key = attributes.get("name", attributes.get("property", attributes.get("itemprop", "")))
        if key.lower() in _META:
            yield "content"
    elif name in {"input", "button"} and attributes.get("type") in {"submit", "button", "reset"}:
        yield "value"
