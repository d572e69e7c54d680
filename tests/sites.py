"""A built site as its readers' programs see it: parsed strictly, with its links, ids and running texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

PREFIXES = {"zh-Hans": "", "zh-Hant": "zh-Hant/", "en": "en/"}
ADDRESSES = ("href", "src", "data-script", "poster", "action")
SPOKEN = ("alt", "title", "aria-label", "content", "data-offer", "data-close", "placeholder", "label")


@dataclass(frozen=True)
class Link:
    """An address as a page writes it, and the element that does."""

    tag: str
    rel: str
    written: str

    @property
    def absolute(self) -> bool:
        """Whether it names a host, or a scheme of its own."""
        parts = urlsplit(self.written)
        return bool(parts.scheme or parts.netloc)


@dataclass(frozen=True)
class Html:
    """One page: its path from the site's root, and its tree."""

    path: str
    root: Element

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self.root.get("lang", "")

    @property
    def common(self) -> str:
        """The path without the variant's folder."""
        return self.path.removeprefix("zh-Hant/").removeprefix("en/")

    @property
    def title(self) -> str:
        """The text of its ``<title>``."""
        return (self.root.findtext("head/title") or "").strip()

    def first(self, tag: str) -> str:
        """The text of the first element of a kind, without the counts beside it."""
        element = next(self.root.iter(tag))
        return "".join(text for text, _, _ in _texts(element, "", frozenset({"fz-n"}))).strip()

    @cached_property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [element.attrib["id"] for element in self.root.iter() if "id" in element.attrib]

    @cached_property
    def links(self) -> list[Link]:
        """Every address on the page."""
        return [
            Link(str(element.tag), element.get("rel", ""), element.attrib[name])
            for element in self.root.iter()
            for name in ADDRESSES
            if name in element.attrib
        ]

    def resolve(self, link: Link) -> tuple[str, str]:
        """The path from the site's root and the fragment that a relative link leads to."""
        parts = urlsplit(link.written)
        if parts.path.startswith("/"):
            target = parts.path[1:]
        else:
            target = normpath(join("/", self.path, "..", unquote(parts.path)))[1:] if parts.path else self.path
        folder = target == "" or parts.path.endswith("/") or parts.path.endswith(".")
        return (join(target, "index.html") if folder else target), unquote(parts.fragment)

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Every text that a reader sees or hears, with its language and the tag of its element."""
        return _texts(self.root, "", frozenset())


def _texts(element: Element, lang: str, without: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    lang = element.get("lang", lang)
    for name in SPOKEN:
        if element.get(name):
            yield element.attrib[name], lang, str(element.tag)
    silent = element.tag in {"script", "style", "code", "pre"} or element.get("aria-hidden") == "true"
    if not silent and not without & set(element.get("class", "").split()):
        yield element.text or "", lang, str(element.tag)
        for child in element:
            yield from _texts(child, lang, without)
            yield child.tail or "", lang, str(element.tag)


@dataclass(frozen=True)
class Site:
    """All pages of a site, by path."""

    folder: Path
    pages: dict[str, Html]

    def of(self, lang: str) -> list[Html]:
        """The pages of one variant."""
        return [page for page in self.pages.values() if page.lang == lang]


def read_site(folder: Path) -> Site:
    """Parse every page. The parser is strict: the first fault against the HTML standard is raised, with its page."""
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        root = parser.parse(file.read_text("utf-8"))
        assert not parser.errors, (path, parser.errors[0])
        pages[path] = Html(path, root)
    return Site(folder, pages)
