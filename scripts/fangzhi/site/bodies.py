"""A page in one variant as the parts of a frame, through the templates under ``overrides/archive/``."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment
from markupsafe import Markup

from fangzhi.hanzi.script import HAN
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import SIMPLIFIED, VARIANTS, LanguageTag
from fangzhi.records.settings import Settings
from fangzhi.site import urls
from fangzhi.site.changelog import steps
from fangzhi.site.citations import citations
from fangzhi.site.description import Description, describe
from fangzhi.site.downloads import DOWNLOADS, SCHEMA_VERSION
from fangzhi.site.findings import page_settings
from fangzhi.site.localization import Locale
from fangzhi.site.markdown import plain
from fangzhi.site.metadata import article_head, data_head, page_head
from fangzhi.site.pages import (
    UNLISTED,
    ArticlePage,
    FigureRow,
    FiguresPage,
    HistoryPage,
    Kind,
    ListedPage,
    ListPage,
    Page,
    SearchPage,
    TermPage,
    YearPage,
    by_year,
    listed,
)
from fangzhi.site.reading import hints, image_size, image_url, learn, read_head, read_text
from fangzhi.site.references import references
from fangzhi.site.shells import Parts, hrefs
from fangzhi.site.templates import environment, located
from fangzhi.site.words import ROLES

_SHADES = 4
_SEARCHED = (urls.HOME, urls.SEARCH)  # where browsers are told of the search
_DESCRIBED = 2  # while an article's page and its files are made
_HEADS = 4096  # headlines kept in one script: most are on several pages
_PARAGRAPHS = 1024  # beginnings of paragraphs kept, which have nothing of an article but a number
_HAN, _LATIN = re.compile(f"[{HAN}]+"), re.compile("[A-Za-z]+")
_PARAGRAPH = re.compile(r'<p id="p(\d+)">')


@dataclass(frozen=True)
class Bodies:
    """Makes the bodies of one variant. ``folders`` are searched for templates in order."""

    locale: Locale
    settings: Settings
    folders: Sequence[Path]
    described: Callable[[Item], Description] = field(init=False)

    def __post_init__(self) -> None:
        env = environment(self.locale, self.folders)
        env.globals |= {
            "loc": self.locale,
            "settings": self.settings,
            "urls": urls,
            "LanguageTag": LanguageTag,
            "roles": ROLES,
            "downloads": DOWNLOADS,
            "data_version": SCHEMA_VERSION,
            "hints": hints,
            "shade": _shade,
            "share": _share,
            "by_year": by_year,
            "read": lru_cache(maxsize=_HEADS)(partial(read_head, locale=self.locale)),
        }
        object.__setattr__(self, "_env", env)
        object.__setattr__(self, "described", lru_cache(maxsize=_DESCRIBED)(self._described))

    def _described(self, item: Item) -> Description:
        learn(item.article, self.locale)
        return describe(item, self.locale, self.settings)

    def parts(self, page: Page) -> Parts:
        """The parts of a page."""
        title, description, extra = self._said(page)
        here = urls.location(self.locale.variant, page.path)

        def link(path: str) -> str:
            return urls.relative(here, urls.location(self.locale.variant, path))

        values = {"page": page, "title": title, "link": link, "asset": partial(urls.relative, here), **extra}
        content = self._render(f"{page.kind}.html", **values)
        followed = _followed(page) if self.settings.url else None
        feed = "" if followed is None else link(followed) + urls.ATOM
        listed = page.kind not in UNLISTED
        own = title if listed and page.kind is not Kind.ARTICLE else None
        head = self.head(page.path, description, listed=listed, feed=feed, title=own)
        return Parts(title, head + self._metadata(page, extra), content, hrefs(page.path, self.locale.variant))

    def _metadata(self, page: Page, extra: dict[str, object]) -> str:
        """What machines read of an article, or of the data page."""
        if isinstance(described := extra.get("described"), Description):
            return article_head(described)
        return data_head(self.settings, self.locale) if page.kind is Kind.DATA else ""

    def head(
        self, path: str, description: str, *, listed: bool = True, feed: str = "", title: str | None = None
    ) -> str:
        """The metadata of a page's ``<head>``: description, canonical URL, alternates (with ``x-default``), feed.

        A ``title`` asks for what chats show of a page that is no article.
        """
        url, variant = self.settings.url, self.locale.variant
        alternates = [(str(v.tag), url + urls.location(v, path)) for v in VARIANTS] if url and listed else []
        if alternates:
            alternates.append(("x-default", url + urls.location(SIMPLIFIED, path)))
        canonical = url + urls.location(variant, path) if url and listed else ""
        values = {"description": description, "listed": listed, "canonical": canonical, "alternates": alternates}
        values["feed"] = feed
        told = (urls.location(variant, path), urls.location(variant, urls.OPENSEARCH))
        values["opensearch"] = urls.relative(*told) if path in _SEARCHED and url else ""
        shown = (
            ""
            if title is None or not self.settings.cards
            else page_head(title, description, path, self.settings, self.locale)
        )
        return self._render("head.html", **values) + shown

    def _render(self, name: str, **values: object) -> str:
        env: Environment = self._env  # type: ignore[attr-defined]
        try:
            return env.get_template(f"archive/{name}").render(values)
        except Exception as error:  # a template may raise anything
            broken = located(error)
            raise (broken or error) from error

    def _said(self, page: Page) -> tuple[str, str, dict[str, object]]:
        """The page's title, its description, and what only its own template needs."""
        if isinstance(page, ArticlePage | HistoryPage):
            return self._article(page) if isinstance(page, ArticlePage) else self._history(page)
        if isinstance(page, TermPage):
            return self._listed(page, self.locale.label(page.term), self.locale.choose(page.term.definition))
        if isinstance(page, YearPage):
            return self._listed(page, self.locale.year(page.year), "")
        about = self.locale.choose(self.settings.descriptions)
        if isinstance(page, ListPage | FiguresPage):
            told = page_settings(page, self.locale) if isinstance(page, ListPage) else None
            title, description, more = self._listed(page, self.locale.word(page.kind), about)
            return title, description, more | {"told": told}
        if page.kind is Kind.HOME:
            return "", about, {}
        told = page_settings(page, self.locale) if isinstance(page, SearchPage) else None
        return (
            self.locale.word(page.kind),
            self.locale.word("data_text") if page.kind is Kind.DATA else about,
            {"told": told},
        )

    def _listed(self, page: ListedPage, name: str, about: str) -> tuple[str, str, dict[str, object]]:
        """What a page of a list says; an older one says which dates it holds, and what no new article changes."""
        span = self.locale.span(item.article.date for item in listed(page))
        span = span.removeprefix(name).removesuffix(f" {name}")  # a year says itself
        here = self._part(span, page.slice.number) if page.slice.number else ""
        said = here or self.locale.count(page.slice.total or 0)
        site = self.locale.choose(self.settings.names)
        about = about or self.locale.word("list_text", site=site, name=name, said=said)
        return f"{name} · {here}" if here else name, about, {"span": span or name, "here": here}

    def _part(self, span: str, number: int) -> str:
        """Which page of a list this is: its dates, and its number, since other pages may have the same dates."""
        page = self.locale.word("page_number", n=number)
        return self.locale.word("part", span=span, page=page) if span else page

    def _history(self, page: HistoryPage) -> tuple[str, str, dict[str, object]]:
        reading = read_head(page.item, self.locale)
        title = self.locale.word("history_of", title=reading.title)
        return title, "", {"reading": reading, "steps": steps(page, self.locale)}

    def _article(self, page: ArticlePage) -> tuple[str, str, dict[str, object]]:
        if page.kind is Kind.WITHDRAWN:
            return self.locale.word("withdrawn"), "", {}
        described = self.described(page.item)
        reading = described.reading
        text = read_text(page.item, self.locale)
        backref = f' data-footnote-backref aria-label="{self.locale.word("footnote_back")}"'
        html = _PARAGRAPH.sub(
            lambda match: _anchored(match[1], self.locale), text.html.replace(" data-footnote-backref ", f"{backref} ")
        )
        body = Markup(html)  # noqa: S704 - comrak made it safe
        article = page.item.article
        images = [(i, image_url(article, i.src, self.locale), image_size(article, i.src)) for i in article.images]
        report = self._report(reading.title, page.path)
        values = {"reading": reading, "text": text, "body": body, "images": images, "minutes": minutes(text.html)}
        rows = [FigureRow(page.item, figure, None) for figure in article.figures]
        cited = {"citations": citations(described, self.locale), "references": references(described)}
        more = {"described": described, "rows": rows, "report": report}
        return reading.title, reading.summary, values | cited | more

    def _report(self, title: str, path: str) -> str:
        """Where to report an error in an article: a mail or a web form that says which page, in which variant."""
        address = self.settings.report
        where = self.settings.url + urls.location(self.locale.variant, path)
        if not address:
            return ""
        if "://" in address:
            return f"{address}{'&' if '?' in address else '?'}{urlencode({'title': title, 'body': where})}"
        return f"mailto:{address}?{urlencode({'subject': title, 'body': where}, quote_via=quote)}"


def _followed(page: Page) -> str | None:
    """The list whose feed a page offers: the archive's, or that of a term with items."""
    if isinstance(page, TermPage):
        return page.slice.path if page.slice.items else None
    return urls.HOME if page.kind in (Kind.HOME, Kind.ARTICLES) else None


def _shade(n: int, counts: Iterable[int]) -> int:
    """A step for a count among others: 0 for none, else 1 to 4 by the logarithm between the least and the most.

    So one busy place hides no other, and places that differ little still differ to the eye.
    """
    counts = [count for count in counts if count]
    if n == 0 or not counts:
        return 0
    least, most = min(counts), max(counts)
    return 1 + round((_SHADES - 1) * math.log(n / least) / math.log(most / least)) if most > least else 2


def _share(value: Decimal | int, most: Decimal | int) -> str:
    """A part of the largest as a percentage, for the length of a bar."""
    return f"{max(value, 0) * 100 / most:.0f}" if most > 0 else "0"


@lru_cache(maxsize=_PARAGRAPHS)
def _anchored(number: str, locale: Locale) -> str:
    """A paragraph with a link to itself, which is the same in every variant."""
    label = locale.word("paragraph", n=number)
    return f'<p id="p{number}"><a class="fz-anchor" href="#p{number}" aria-label="{label}"></a>'


@lru_cache(maxsize=len(VARIANTS))
def minutes(html: str) -> int:
    """How long a text takes to read, in minutes, at least 1.

    238 Latin words a minute are the mean that Brysbaert (2019) found for English non-fiction; 400 Han characters are
    our own round figure.
    """
    words = plain(html)
    han = sum(map(len, _HAN.findall(words)))
    return max(1, round(han / 400 + len(_LATIN.findall(words)) / 238))
