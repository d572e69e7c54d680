"""The files beside an article's page: references in each variant, and the article's record."""

from __future__ import annotations

from collections.abc import Mapping

from fangzhi.exports.articles import article
from fangzhi.exports.citations import bibtex, csl, ris
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import SIMPLIFIED, VARIANTS, LanguageTag, Variant
from fangzhi.site import urls
from fangzhi.site.description import Description
from fangzhi.site.localization import Locale

_REFERENCES = {"cite.bib": bibtex, "cite.ris": ris, "cite.json": csl}


def record_path(item: Item) -> str:
    """Where the record of an article lies."""
    return _beside(item, SIMPLIFIED, "article.json")


def paths(item: Item) -> tuple[str, ...]:
    """The files of one article, from the site's root."""
    references = (_beside(item, variant, name) for variant in VARIANTS for name in _REFERENCES)
    return (*references, record_path(item))


def files(
    item: Item, described: Mapping[Variant, Description], locales: Mapping[LanguageTag, Locale]
) -> dict[str, bytes]:
    """The files of one article by path; ``described`` holds its description in each variant."""
    made = {record_path(item): article(described, locales)}
    for variant in VARIANTS:
        made |= {_beside(item, variant, name): write(described[variant]) for name, write in _REFERENCES.items()}
    return made


def _beside(item: Item, variant: Variant, name: str) -> str:
    return urls.location(variant, urls.article(item.article.shelf, item.article.id)) + name
