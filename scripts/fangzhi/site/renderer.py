"""The whole of `site/` behind one door: pages in, frames and filled pages out, in every variant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from fangzhi.hanzi.conversion import Converter
from fangzhi.hanzi.glossary import Glossary
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS, LanguageTag, Variant
from fangzhi.records.settings import Settings
from fangzhi.site import urls
from fangzhi.site.bodies import Bodies
from fangzhi.site.description import Description
from fangzhi.site.localization import Locale
from fangzhi.site.pages import Kind, Page
from fangzhi.site.shells import FRAME_WORDS, Parts, Shell, absolute_hrefs, hrefs
from fangzhi.site.stencils import MARKED
from fangzhi.site.templates import made_with

DOCUMENT, NOT_FOUND = "document", "not-found"


@dataclass(frozen=True, slots=True, order=True)
class StencilKey:
    """What a stencil is good for: pages of one kind, in one variant, at one depth below the root."""

    kind: Kind
    tag: LanguageTag
    depth: int


@dataclass(frozen=True)
class Renderer:
    """Says pages. ``folders`` hold the templates, the archive's own before the package's."""

    settings: Settings
    glossary: Glossary
    folders: tuple[Path, ...]

    @cached_property
    def locales(self) -> dict[LanguageTag, Locale]:
        """A way of saying things for each variant."""
        return {v.tag: Locale(v, _converters(v, self.settings, self.glossary)) for v in VARIANTS}

    @cached_property
    def _bodies(self) -> dict[LanguageTag, Bodies]:
        return {tag: Bodies(locale, self.settings, self.folders) for tag, locale in self.locales.items()}

    def parts(self, page: Page, variant: Variant) -> Parts:
        """What fills the frame of a page."""
        return self._bodies[variant.tag].parts(page)

    def templates(self, kind: Kind) -> tuple[str, ...]:
        """The texts of the templates that pages of a kind are made with, by their names' order."""
        return made_with(self.folders, kind)

    def described(self, item: Item) -> dict[Variant, Description]:
        """An article as catalogues describe it, in each variant."""
        return {v: self._bodies[v.tag].described(item) for v in VARIANTS}

    def shell(self, page: Page, variant: Variant) -> Shell:
        """A page as a frame of its own, for an engine that renders it whole."""
        return self._shell(
            urls.location(variant, page.path), page.kind, page.section, variant, self.parts(page, variant)
        )

    def stencil_shells(self, pages: Iterable[Page]) -> dict[StencilKey, Shell]:
        """The marked frames that some pages need, each at a location of its own."""
        wanted = {stencil_key(page, v): (page, v) for page in pages for v in VARIANTS}
        return {key: self._marked(key, *wanted[key]) for key in sorted(wanted)}

    def _marked(self, key: StencilKey, page: Page, variant: Variant) -> Shell:
        """A marked frame lies in the folder of its section, as its pages do: links to that folder are shorter there."""
        folders = page.path.split("/")[:-1]
        folders[1:] = [f"stencil-{key.kind}", *["x"] * len(folders[2:])] if folders[1:] else []
        location = variant.prefix + "".join(f"{folder}/" for folder in folders)
        return self._shell(location, page.kind, page.section, variant, MARKED)

    def document(self, path: str, variant: Variant, title: str, description: str) -> Shell:
        """The frame of a hand-written page, whose content the engine renders."""
        parts = Parts(title, self._bodies[variant.tag].head(path, description, title=title), "", hrefs(path, variant))
        return self._shell(urls.location(variant, path), DOCUMENT, path.partition("/")[0], variant, parts)

    def not_found(self, variant: Variant) -> Shell:
        """The frame of the page that a host shows for an address that is none: its links start at the host."""
        title = self.locales[variant.tag].word("not_found")
        head = self._bodies[variant.tag].head(urls.NOT_FOUND, "", listed=False)
        parts = Parts(title, head, "", absolute_hrefs(urls.NOT_FOUND, urlsplit(self.settings.url).path or "/"))
        return self._shell(urls.location(variant, urls.NOT_FOUND), NOT_FOUND, "", variant, parts)

    def _shell(self, location: str, kind: str, section: str, variant: Variant, parts: Parts) -> Shell:
        locale = self.locales[variant.tag]
        return Shell(
            location=location,
            kind=kind,
            section=section,
            variant=variant,
            site=locale.choose(self.settings.names),
            seal=self.settings.seal,
            offline=self.settings.offline,
            words={key: locale.word(key) for key in FRAME_WORDS},
            parts=parts,
        )


def stencil_key(page: Page, variant: Variant) -> StencilKey:
    """Which stencil a page fills in one variant."""
    return StencilKey(page.kind, variant.tag, urls.depth(urls.location(variant, page.path)))


def template_folders(custom: Sequence[Path]) -> tuple[Path, ...]:
    """An archive's own template folders, then the package's: inside a wheel, or beside the sources."""
    here = Path(__file__).resolve().parents[1]
    shipped = (here / "overrides", here.parents[1] / "overrides")
    return tuple(dict.fromkeys([*(p.resolve() for p in custom), *(p for p in shipped if p.is_dir())]))


def _converters(variant: Variant, settings: Settings, glossary: Glossary) -> dict[LanguageTag, Converter]:
    """The way from each script that articles are written in. In English a Chinese text keeps its own."""
    target = settings.written(variant.tag)
    return {
        source: Converter(source, target if target.is_chinese else source, glossary, words=settings.region_words)
        for source in (LanguageTag.HANS, LanguageTag.HANT)
    }
