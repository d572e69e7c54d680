"""The search without a site: what articles give to it, and its files for a preview, made when they are asked for."""

from __future__ import annotations

from pathlib import Path

from fangzhi.build.executors import Crew
from fangzhi.build.finding import Index
from fangzhi.build.sources import Sources
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import SIMPLIFIED, TRADITIONAL, VARIANTS, Variant
from fangzhi.site import search, urls
from fangzhi.site.findings import address, entry, reading
from fangzhi.site.search import Reading


def shown_of(item: Item, sources: Sources) -> dict[Variant, Reading]:
    """What the search shows of an article, in each variant."""
    locales, initiatives = sources.renderer.locales, sources.catalogue.initiatives
    return {variant: reading(item, locales[variant.tag], initiatives) for variant in VARIANTS}


class Seeking:
    """The files of the search of one moment. The lists that are kept are brought up to date at the beginning."""

    def __init__(self, sources: Sources, cache: Path) -> None:
        self._sources, prints, bases = sources, sources.prints, sources.bases
        initiatives, places = sources.catalogue.initiatives, sources.shelving.places
        items = {address(item, initiatives).path: item for item in sources.catalogue.items}
        known = {path: (places[path], bases.searched(item, prints)) for path, item in items.items()}
        index = Index(cache, known)
        lacking = [path for path in items if index.lacks(path)]
        shown = (shown_of(items[path], sources) for path in lacking)
        given = search.collected((entry(said[SIMPLIFIED], said[TRADITIONAL]) for said in shown), places)
        given.tofile(index.spill / "0")
        index.revise([places[path] for path in lacking], Crew())
        self._lists = index.kept()
        self._shards = {urls.SEARCH + search.grams_file(n): n for n in range(1 << index.bits)}
        self._items = {
            urls.SEARCH + search.reading_file(variant.tag, places[path]): (item, variant)
            for path, item in items.items()
            for variant in VARIANTS
        }

    def file(self, path: str) -> bytes | None:
        """A file of the lists or of what hits show, by its path in the site."""
        if path in self._shards:
            number = self._shards[path]
            return search.grams(number, self._lists.shards([number])[0])[1]
        if path not in self._items:
            return None
        item, variant = self._items[path]
        said = shown_of(item, self._sources)[variant]
        return search.reading_of(variant.tag, said, self._sources.shelving.places[said.path])[1]
