"""What machines read in the head of a page: JSON-LD, Dublin Core, Highwire Press, Zotero and Open Graph.

Dublin Core in HTML follows DCMI's DC-HTML; the ``citation_*`` names are those that Google Scholar and Zotero read. Zotero
takes the name of the newspaper from ``DC.source``, and failing that from ``og:site_name``, which is why an article whose
newspaper is not known has no ``og:site_name``: the archive is no newspaper.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from fangzhi.records.langtag import ENGLISH
from fangzhi.records.settings import Settings
from fangzhi.site import linked_data, urls
from fangzhi.site.description import Description
from fangzhi.site.downloads import DOWNLOADS
from fangzhi.site.localization import Locale

_SCHEMAS = (
    '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">\n'
    '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">\n'
)
_LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en_GB"}
CARD_SIZE = (1200, 630)  # pixels, width and height, as readers of Open Graph expect
Pair = tuple[str, str]


def article_head(d: Description) -> str:
    """The metadata of an article's page, as HTML."""
    shape = "summary_large_image" if d.card else "summary"
    named = [("z:itemType", "newspaperArticle"), *dublin_core(d), *highwire(d), ("twitter:card", shape)]
    return _SCHEMAS + _metas("name", named) + _metas("property", open_graph(d)) + script(linked_data.article(d))


def page_head(title: str, description: str, path: str, settings: Settings, locale: Locale) -> str:
    """What chats show beside a link to a page that is no article: its title, and the picture of the whole site."""
    site, address = locale.choose(settings.names), settings.url + urls.location(locale.variant, path)
    card = settings.url + urls.location(locale.variant, urls.CARD)
    told = [("og:type", "website"), ("og:title", title or site), ("og:description", description), ("og:url", address)]
    told += [("og:locale", _LOCALES[locale.tag]), ("og:site_name", site), *_picture(card, site)]
    return _metas("name", [("twitter:card", "summary_large_image")]) + _metas("property", told)


def _metas(key: str, pairs: Iterable[Pair]) -> str:
    return "".join(f'<meta {key}="{name}" content="{escape(value)}">\n' for name, value in pairs if value)


def _picture(address: str, alt: str) -> Iterator[Pair]:
    yield "og:image", address
    yield "og:image:type", "image/png"
    yield from zip(("og:image:width", "og:image:height"), map(str, CARD_SIZE), strict=True)
    yield "og:image:alt", alt


def script(value: Mapping[str, object]) -> str:
    """A value as JSON-LD in HTML: no ``<`` or ``&`` can end the element or start a character reference."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return f'<script type="application/ld+json">{text}</script>\n'


def data_head(settings: Settings, locale: Locale) -> str:
    """The metadata of the data page: a Dataset with its downloads."""
    site = locale.choose(settings.names)
    files = {d.path: (d.media_type, locale.word(d.word)) for d in DOWNLOADS}
    name = locale.word("data_name", site=site)
    return script(linked_data.dataset(settings.url, name, locale.word("data_text"), site, files))


def dublin_core(d: Description) -> Iterator[Pair]:
    """Dublin Core terms. An uncertain date is EDTF in ``temporal``; ``date`` is there only where ISO 8601 can say it."""
    article, reading = d.article, d.reading
    yield "DC.title", reading.title
    yield from (("DCTERMS.alternative", text) for text in (reading.kicker, reading.subtitle))
    yield from (("DC.creator" if d.paper and b.author else "DC.contributor", b.name) for b in d.bylines)
    yield "DC.publisher", d.publisher
    yield "DC.date", d.dated
    yield "DCTERMS.temporal", str(article.date)
    yield from (("DCTERMS.spatial", subject.label) for subject in d.districts)
    yield from (("DC.subject", subject.label) for subject in d.initiatives)
    yield "DCTERMS.abstract", reading.summary
    yield "DC.source", d.paper
    yield "DCTERMS.references", article.source.url
    yield "DC.language", str(d.lang)
    yield "DC.identifier", d.address
    yield "DC.identifier", d.ark
    yield "DC.rights", d.rights
    if d.variant is not ENGLISH and article.english and article.english.title:
        yield "DCTERMS.hasVersion", d.at(ENGLISH)


def highwire(d: Description) -> Iterator[Pair]:
    """Highwire Press names. Authors only where the newspaper's report is what is cited."""
    yield "citation_title", d.reading.title
    yield from (("citation_author", name) for name in (d.authors if d.paper else ()))
    yield "citation_publication_date", d.dated.replace("-", "/")
    yield "citation_journal_title", d.paper
    yield "citation_firstpage", d.edition
    yield "citation_publisher", d.publisher
    yield "citation_abstract", d.reading.summary
    yield "citation_keywords", "; ".join(d.keywords)
    yield "citation_language", str(d.lang)
    yield "citation_public_url", d.address


def open_graph(d: Description) -> Iterator[Pair]:
    """Open Graph, for previews of links in chats."""
    yield "og:type", "article"
    yield "og:title", d.reading.title
    yield "og:description", d.reading.summary
    yield "og:url", d.address
    yield "og:locale", _LOCALES[d.variant.tag]
    yield "og:site_name", d.publisher if d.paper else ""
    if d.card:
        yield from _picture(d.card, f"{d.reading.title} · {d.publisher}")
    else:
        yield from (("og:image", linked_data.picture(d, i.src)) for i in d.article.images[:1])
