"""An article in all variants as one JSON object: the record that tables, database, texts and feeds are made from.

Its fields are promised (``data/articles.schema.json``): they may grow in number and are not renamed or retyped within
one version.
"""

from __future__ import annotations

from collections.abc import Mapping

from fangzhi.exports.encoding import json_bytes
from fangzhi.records.catalogue import Item
from fangzhi.records.figure import Figure, FigureWords
from fangzhi.records.langtag import SIMPLIFIED, LanguageTag, Variant
from fangzhi.site import urls
from fangzhi.site.description import Description
from fangzhi.site.localization import Locale
from fangzhi.site.markdown import plain
from fangzhi.site.reading import read_text


def record_path(item: Item) -> str:
    """Where the record of an article lies, from the site's root: beside its Simplified page."""
    return urls.location(SIMPLIFIED, urls.article(item.article.shelf, item.article.id)) + "article.json"


def article(described: Mapping[Variant, Description], locales: Mapping[LanguageTag, Locale]) -> bytes:
    """The record of one article, from its description in each variant, on one line."""
    mine = next(d for d in described.values() if d.variant.tag == d.article.lang)
    item, known = mine.item, mine.article
    source = known.source
    texts = {str(variant.tag): _text(d, locales[variant.tag]) for variant, d in described.items()}
    return json_bytes({
        "id": known.id,
        "path": mine.reading.path,
        "url": mine.address or None,
        "ark": mine.ark or None,
        "date": str(known.date),
        "date_earliest": _day(known.date.earliest),
        "date_latest": _day(known.date.latest),
        "source": {
            "title": source.title or None,
            "issued": str(source.issued) if source.issued else None,
            "edition": source.edition or None,
            "url": source.url or None,
        },
        "districts": [term.id for term in item.districts],
        "initiatives": [term.id for term in item.initiatives],
        "bylines": [{"role": role, "names": list(names)} for role, names in known.bylines],
        "images": [{"src": i.src, "caption": i.caption, "credit": i.credit, "alt": i.alt} for i in known.images],
        "figures": [_figure(figure) for figure in known.figures],
        "lang": str(known.lang),
        "related": [reference.text for reference in known.related],
        "rights": known.rights or None,
        "digest": known.digest[:64],
        "texts": texts,
    })  # fmt: skip


def _text(d: Description, locale: Locale) -> dict[str, object]:
    """Headline, names and text in one variant; ``text`` in English only where a translator made one.

    ``authors`` are those to be named where the article is cited; labels stand in the order of the record's ids. ``html`` is what the page shows, in ``text_lang``, with links relative to it.
    """
    reading = d.reading
    body = read_text(d.item, locale)
    said = locale.tag.is_chinese or body.translated
    return {
        "lang": str(d.lang),
        "text_lang": str(body.lang),
        "url": d.address or None,
        "version": d.version,
        "title": reading.title,
        "kicker": reading.kicker or None,
        "subtitle": reading.subtitle or None,
        "summary": reading.summary or None,
        "summary_lang": str(reading.summary_lang),
        "source": d.paper or None,
        "authors": list(d.cited_authors),
        "districts": [subject.label for subject in d.districts],
        "initiatives": [subject.label for subject in d.initiatives],
        "rights": d.rights or None,
        "text": plain(body.html) if said else None,
        "html": body.html,
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "value": format(figure.value, "f"),
        "bound": str(figure.bound),
        **_words(figure.words),
        "en": _words(figure.english) if figure.english else None,
    }


def _words(words: FigureWords) -> dict[str, object]:
    return {
        "label": words.label,
        "unit": words.unit or None,
        "counts": words.counts or None,
        "period": words.period or None,
    }


def _day(day: tuple[int, int, int]) -> str:
    """A day as ISO 8601, for sorting. Years 1 and 9999 stand for an open beginning and end: most programs know no year 0."""
    year, month, date = day
    return f"{max(year, 1):04}-{month:02}-{date:02}"
