"""An article as one variant shows it: every text in the reader's script, or in English where there is any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from fangzhi.hanzi.conversion import Hints
from fangzhi.records.article import Article
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import LanguageTag
from fangzhi.site import urls
from fangzhi.site.localization import Locale
from fangzhi.site.markdown import Body, Heading, headings, render

_UNRESERVED = "/~!$&'()*+,;=@"  # of RFC 3986, but for the colon: a name is never read as a scheme
_ASKED: list[tuple[Article, Hints]] = []  # the last article's hints: each page of its asks for them some twenty times
_TEXTS = 6  # an article’s, in all variants, while its page and its other files are made


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list shows of an article. ``lang`` is the language of the title, ``summary_lang`` of the summary."""

    item: Item
    path: str
    title: str
    kicker: str
    subtitle: str
    summary: str
    lang: LanguageTag
    summary_lang: LanguageTag


def hints(article: Article) -> Hints:
    """What an article's front matter tells the converter."""
    for known, found in _ASKED:
        if known is article:
            return found
    found = Hints(keep=article.keep, pairs=article.pairs, names=article.names)
    _ASKED[:] = [(article, found)]
    return found


def learn(article: Article, locale: Locale) -> None:
    """Convert all short texts of an article in one pass, before they are asked for one by one."""
    locale.learn(_said(article), article.lang, hints(article))


def _said(article: Article) -> Iterator[str]:
    yield from (article.title, article.kicker, article.subtitle, article.summary, article.source.title, article.rights)
    yield from article.names
    for image in article.images:
        yield from (image.caption, image.credit, image.alt)
    for figure in article.figures:
        words = figure.words
        yield from (words.label, words.counts, words.period, words.unit, f"{figure.value}{words.unit}")


def read_head(item: Item, locale: Locale) -> Reading:
    """Headline and summary of an item in one variant."""
    article = item.article
    english = article.english if locale.tag is LanguageTag.EN else None
    title, summary = (english.title, english.summary) if english else ("", "")
    shown = locale.shown(article.lang)

    said = (article.title, article.kicker, article.subtitle, article.summary)
    converted = locale.texts(said, article.lang, hints(article))
    return Reading(
        item=item,
        path=urls.article(article.shelf, article.id),
        title=title or converted[0],
        kicker="" if title else converted[1],
        subtitle="" if title else converted[2],
        summary=summary or converted[3],
        lang=LanguageTag.EN if title else shown,
        summary_lang=LanguageTag.EN if summary else shown,
    )


@dataclass(frozen=True, slots=True)
class Text:
    """An article's whole text in one variant, with its language and whether a translator made it."""

    html: str
    headings: tuple[Heading, ...]
    lang: LanguageTag
    translated: bool


@lru_cache(maxsize=_TEXTS)
def read_text(item: Item, locale: Locale) -> Text:
    """Render and convert an article's text; the English translation where the variant is English and there is one."""
    article = item.article
    english = article.english if locale.tag is LanguageTag.EN else None
    if english and english.body.strip():
        body = render(english.body, _resolver(english.path, article, locale), _measurer(english.path, article))
        return Text(body.html, body.headings, LanguageTag.EN, translated=True)
    body = render(article.body, _resolver(article.path, article, locale), _measurer(article.path, article))
    body = _converted(body, article, locale)
    return Text(body.html, body.headings, locale.shown(article.lang), translated=False)


def _converted(body: Body, article: Article, locale: Locale) -> Body:
    html = locale.html(body.html, article.lang, hints(article))
    return body if html is body.html else Body(html, headings(html))


def image_url(article: Article, src: str, locale: Locale) -> str:
    """The link from an article's page to a picture beside its file; pictures are there once, for all variants."""
    here = urls.location(locale.variant, urls.article(article.shelf, article.id))
    return urls.relative(here, quote(normpath(join(dirname(article.path), src)), safe=_UNRESERVED))


def image_size(article: Article, src: str, beside: str = "") -> str:
    """Attributes with a picture's size, so that a page need not move when it comes; ``src`` is relative to a file."""
    path = normpath(join(dirname(beside or article.path), src))
    sizes = ((p.width, p.height) for p in article.pictures if p.path == path and p.width and p.height)
    return next((f' width="{width}" height="{height}"' for width, height in sizes), "")


def _measurer(path: str, article: Article) -> Callable[[str], str]:
    return lambda address: image_size(article, unquote(unescape(address)).partition("#")[0], path)


def _resolver(path: str, article: Article, locale: Locale) -> Callable[[str], str]:
    """Links in a text are relative to its file: to another article, or to a file beside it."""
    here = urls.location(locale.variant, urls.article(article.shelf, article.id))

    def resolve(address: str) -> str:
        file, _, anchor = unquote(address).partition("#")
        target = normpath(join(dirname(path), file))
        if target.endswith(".md"):
            shelf, identifier = target.removesuffix(".md").removesuffix(".en").split("/")[-2:]
            link = urls.relative(here, urls.location(locale.variant, urls.article(shelf, identifier)))
            return escape(f"{link}#{anchor}" if anchor else link)
        return escape(urls.relative(here, quote(target, safe=_UNRESERVED)))

    return resolve
