"""Every output of a site with what it is made from, so that only what differs need be made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from fangzhi.exports.fonts import digest, find
from fangzhi.exports.parts import paths as part_paths
from fangzhi.records.attachments import attachments
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.records.revisions import Revision
from fangzhi.records.settings import Settings
from fangzhi.records.vocabulary import Term
from fangzhi.site import urls
from fangzhi.site.pages import ArticlePage, HistoryPage, Kind, Page
from fangzhi.site.renderer import StencilKey, stencil_key


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: ``recipe`` is the digest of all that it is made from.

    It is a ``page`` in the variant numbered ``variant``, or its ``card``, or a ``part`` beside a page, or an ``export``
    of the whole archive, or else a copy of ``source``, with its SHA-256 for a recipe.
    """

    path: str
    recipe: str
    page: Page | None = None
    variant: int = 0
    source: str = ""
    card: bool = False
    part: bool = False
    export: bool = False
    orientation: int = 0


def page_outputs(pages: Iterable[Page], stencils: Mapping[StencilKey, str], base: str) -> Iterator[Output]:
    """Every page in every variant, each article followed by the files beside its page. ``stencils`` holds the digest of each; ``base`` that of settings and code."""
    prints = Fingerprints()
    for page in pages:
        made_from = prints.of(page)
        for number, variant in enumerate(VARIANTS):
            path = urls.output(urls.location(variant, page.path))
            recipe = join(base, stencils[stencil_key(page, variant)], made_from)
            yield Output(path, recipe, page, number)
        if isinstance(page, ArticlePage) and page.kind is Kind.ARTICLE:
            recipe = join(base, "parts", _whole(page.item), prints.of(page.item))
            yield from (Output(path, recipe, page, part=True) for path in part_paths(page.item))


def card_outputs(pages: Iterable[Page], settings: Settings, base: str) -> Iterator[Output]:
    """The pictures for links, one an article and variant, and one a variant for all other pages."""
    prints = Fingerprints()
    faces = [digest(find(settings.written(variant.tag))) for variant in VARIANTS] if settings.cards else []
    for page in pages if settings.cards else ():
        article = isinstance(page, ArticlePage) and page.kind is Kind.ARTICLE
        if article or page.kind is Kind.HOME:
            shown = prints.of(page.item) if isinstance(page, ArticlePage) else ""
            for number, variant in enumerate(VARIANTS):
                path = urls.location(variant, page.path) + urls.CARD
                yield Output(path, join(base, "card", faces[number], shown), page, number, card=True)


def attachment_outputs(root: Path, catalogue: Catalogue, base: str) -> Iterator[Output]:
    """The files beside published articles, each once; ``base`` is the digest of the code that cleans pictures."""
    named = {a.path for item in catalogue.items for a in attachments(item.article) if not a.path.endswith(".md")}
    turned = {p.path: p.orientation for item in catalogue.items for p in item.article.pictures}
    for source in sorted(named):
        digest, orientation = hashlib.sha256((root / source).read_bytes()).hexdigest(), turned.get(source, 0)
        recipe = join(base, digest) if orientation else digest
        yield Output(source, recipe, source=source, orientation=orientation)


class Fingerprints:
    """Digests of pages. Items and terms stand on many pages, so theirs are kept."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, value: object) -> str:
        """The digest of a value and all that it holds. In lists an item counts by its head alone."""
        if isinstance(value, Item | Term):
            return self._once(value)
        if isinstance(value, Revision):
            return join(value.blob, value.time, value.subject)
        if isinstance(value, ArticlePage | HistoryPage):
            return join(_whole(value.item), *self._inner(value))
        if is_dataclass(value) and not isinstance(value, type):
            return join(*self._inner(value))
        if isinstance(value, tuple | list):
            return join(*(self.of(inner) for inner in value))
        return repr(sorted(value.items()) if isinstance(value, dict) else value)

    def _inner(self, value: object) -> Iterator[str]:
        return (self.of(getattr(value, f.name)) for f in fields(value))  # type: ignore[arg-type]

    def _once(self, value: Item | Term) -> str:
        known = self._known.get(id(value))
        if known is None:
            print_ = _head(value) if isinstance(value, Item) else join(*self._inner(value))
            known = self._known[id(value)] = (value, print_)
        return known[1]


def _whole(item: Item) -> str:
    """All that an article's own page shows of it."""
    return join(item.article.digest, repr(item.article.pictures))


def _head(item: Item) -> str:
    """What lists show of an item."""
    article = item.article
    english = (article.english.title, article.english.summary) if article.english else ()
    said = (article.kicker, article.title, article.subtitle, article.summary, *english)
    where = (article.shelf, article.id, str(article.date), article.lang, article.keep, article.pairs, article.names)
    terms = tuple(repr((t.id, t.code, sorted(t.labels.items()))) for t in (*item.districts, *item.initiatives))
    return join(repr(said), repr(where), *terms)


def join(*parts: str) -> str:
    """One digest for several texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
