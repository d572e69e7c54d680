"""Every output of a site with what it is made from, so that only what differs need be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

from fangzhi.build.digests import Digests
from fangzhi.build.fingerprints import Fingerprints
from fangzhi.build.fixity import join
from fangzhi.build.recipes import Recipe, Recipes
from fangzhi.exports.articles import record_path
from fangzhi.exports.fonts import digest, find
from fangzhi.records.attachments import attachments
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.records.settings import Settings
from fangzhi.records.vocabulary import Vocabulary
from fangzhi.site import urls
from fangzhi.site.findings import above
from fangzhi.site.pages import ArticlePage, Kind, Page
from fangzhi.site.renderer import StencilKey, stencil_key
from fangzhi.site.search import reading_file


@dataclass(frozen=True, slots=True)
class Output:
    """Files of the site that are made together: ``recipe`` is the digest of all that they are made from.

    They are a ``page`` in every variant, an article's with the files beside it and its texts for the search, where it
    has the number ``place`` (``searched`` is the digest of what is taken of it); or a page's ``card`` in every variant; or
    an ``export`` of the whole archive, which may be joined from ``pieces``, by the digests of what they are made from; or a
    ``shard`` of the search's lists; or else a copy of ``source``, with its SHA-256 for a recipe.
    """

    paths: tuple[str, ...]
    recipe: str
    page: Page | None = None
    place: int = -1
    searched: str = ""
    source: str = ""
    card: bool = False
    export: bool = False
    shard: int = -1
    pieces: tuple[str, ...] = ()
    orientation: int = 0

    @property
    def path(self) -> str:
        """The first of its files, which names it."""
        return self.paths[0]


@dataclass(frozen=True)
class Bases:
    """The digests of what pages depend on besides what they hold: ``texts`` of settings and code, ``templates`` by kind."""

    texts: str
    templates: Mapping[Kind, str]
    initiatives: Vocabulary

    def __getitem__(self, kind: Kind) -> str:
        return join(self.texts, self.templates[kind])

    def searched(self, item: Item, prints: Fingerprints) -> str:
        """The digest of all that the search takes of an article."""
        terms = (prints.of(term) for term in (*item.districts, *above(item, self.initiatives)))
        return join(self.texts, prints.whole(item), prints.of(item), *terms)


def page_outputs(
    pages: Iterable[Page],
    stencils: Mapping[StencilKey, str],
    bases: Bases,
    places: Mapping[str, int],
    recipes: Recipes,
) -> Iterator[Output]:
    """Every page. ``stencils`` holds the digest of each; ``places`` numbers articles."""
    prints = recipes.prints

    def recipe(page: Page) -> Recipe:
        frames = (stencils[stencil_key(page, variant)] for variant in VARIANTS)
        found = join(bases[page.kind], *frames, prints.of(page))
        if not _searched(page):
            return found, ""
        searched = bases.searched(page.item, prints)
        return join(found, str(places[page.path]), searched), searched

    for page in pages:
        found, searched = recipes.of(page, partial(recipe, page))
        paths = tuple(urls.output(urls.location(variant, page.path)) for variant in VARIANTS)
        if _searched(page):
            place = places[page.path]
            yield Output((*paths, *_beside(page, place)), found, page, place, searched)
        else:
            yield Output(paths, found, page)


def _searched(page: Page) -> TypeGuard[ArticlePage]:
    """Whether it is the page of an article that readers see: the search finds those, and files lie beside them."""
    return page.kind is Kind.ARTICLE


def _beside(page: ArticlePage, place: int) -> Iterator[str]:
    yield record_path(page.item)
    yield from (urls.SEARCH + reading_file(variant.tag, place) for variant in VARIANTS)


def card_outputs(pages: Iterable[Page], settings: Settings, base: str) -> Iterator[Output]:
    """The pictures for links, one an article and variant, and one a variant for all other pages."""
    prints = Fingerprints()
    faces = [digest(find(settings.written(variant.tag))) for variant in VARIANTS] if settings.cards else []
    for page in pages if settings.cards else ():
        if _searched(page) or page.kind is Kind.HOME:
            shown = prints.of(page.item) if _searched(page) else ""
            paths = tuple(urls.location(variant, page.path) + urls.CARD for variant in VARIANTS)
            yield Output(paths, join(base, "card", *faces, shown), page, card=True)


def attachment_outputs(digests: Digests, catalogue: Catalogue, base: str) -> Iterator[Output]:
    """The files beside published articles, each once; ``base`` is the digest of the code that cleans pictures."""
    named = {a.path for item in catalogue.items for a in attachments(item.article) if not a.path.endswith(".md")}
    turned = {p.path: p.orientation for item in catalogue.items for p in item.article.pictures}
    for source in sorted(named):
        found, orientation = digests.of(source), turned.get(source, 0)
        recipe = join(base, found) if orientation else found
        yield Output((source,), recipe, source=source, orientation=orientation)
