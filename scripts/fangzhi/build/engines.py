"""Whoever renders the theme: frames in, HTML out, and a folder with everything that is not the archive's.

MkDocs is the first engine. `ThemePlugin` is its side of the bargain as an MkDocs plugin: marked frames become virtual
pages of the one build, and each page, hand-written ones too, gets its language and its counterparts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Protocol

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext

from fangzhi.build.fixity import tree_digest
from fangzhi.records.langtag import ENGLISH, SIMPLIFIED, TRADITIONAL, VARIANTS, LanguageTag, Variant
from fangzhi.site.renderer import Renderer
from fangzhi.site.shells import Shell

_UNUSED = ("assets/javascripts/", "assets/images/favicon.png", "sitemap.xml")
_404 = "404.html"
_MANIFEST = "manifest.webmanifest"


class EngineError(Exception):
    """The engine could not render; the text says what it said."""


class Engine(Protocol):
    """A program that renders the theme."""

    def render(self, root: Path, renderer: Renderer, shells: Iterable[Shell], folder: Path) -> dict[str, str]:
        """Write assets and hand-written pages into ``folder``; return each frame's HTML by its location."""


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """Nothing: the archive reads its own options, with their places (see `records.settings`)."""


class ThemePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Renders frames inside an MkDocs build; ``rendered`` holds them by location when it is done."""

    renderer: Renderer
    shells: dict[str, Shell]
    hosted = False

    def __init__(self) -> None:
        self.rendered: dict[str, str] = {}

    def host(self, renderer: Renderer, shells: Iterable[Shell]) -> None:
        """Take over what to render from whoever runs the build."""
        self.renderer, self.hosted = renderer, True
        self.shells = {_source(shell.location): shell for shell in shells}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the package's templates behind the archive's own, and add a 404 page for each variant."""
        known = [Path(folder).resolve() for folder in config.theme.dirs]
        after = 1 if config.theme.custom_dir else 0
        config.theme.dirs[after:after] = [str(f) for f in self.renderer.folders if f not in known]
        config.theme.static_templates = {v.prefix + name for v in VARIANTS for name in self._templates()}
        return config

    def _templates(self) -> tuple[str, ...]:
        return (_404, _MANIFEST) if self.renderer.settings.offline else (_404,)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Drop what no page uses; add the frames and the variants of the hand-written pages."""
        for file in [f for f in files if f.src_uri.startswith(_UNUSED) or f.src_uri.endswith(_MANIFEST)]:
            files.remove(file)
        self._add_documents(files, config)
        for source in self.shells:
            files.append(_virtual(config, source, ""))
        return files

    def _add_documents(self, files: Files, config: MkDocsConfig) -> None:
        pages = {f.src_uri.removesuffix(".md"): f for f in files.documentation_pages()}
        english = {name.removesuffix(".en"): f for name, f in pages.items() if name.endswith(".en")}
        for file in english.values():
            files.remove(file)
        self.documents = {n: f for n, f in pages.items() if not n.endswith(".en")}
        self.untranslated = set(self.documents) - set(english)
        for name, file in self.documents.items():
            files.append(_virtual(config, f"{TRADITIONAL.prefix}{name}.md", file.content_string))
            files.append(_virtual(config, f"{ENGLISH.prefix}{name}.md", english.get(name, file).content_string))

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """The title of a converted page is converted too."""
        if self._converted(page) and isinstance(title := page.meta.get("title"), str):
            page.meta["title"] = self._traditional(title)
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Convert a hand-written page for the Traditional variant, with its table of contents."""
        if not self._converted(page):
            return html
        for entry in page.toc:
            self._convert_entry(entry)
        return self.renderer.locales[LanguageTag.HANT].html(html, LanguageTag.HANS)

    def _convert_entry(self, entry: AnchorLink) -> None:
        entry.title = self._traditional(entry.title)
        for child in entry.children:
            self._convert_entry(child)

    def _traditional(self, text: str) -> str:
        return self.renderer.locales[LanguageTag.HANT].text(text, LanguageTag.HANS)

    def _converted(self, page: Page) -> bool:
        source = page.file.src_uri
        return source.startswith(TRADITIONAL.prefix) and source not in self.shells and not _in_english(page)

    def on_page_context(self, _context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: object) -> None:
        """Tell the theme what frame it renders."""
        shell = self.shells.get(page.file.src_uri) or self._document(page)
        page.meta["shell"] = self._context(shell, config) | self._of_document(page)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The same for pages without a source: 404."""
        variant = next(v for v in reversed(VARIANTS) if template_name.startswith(v.prefix))
        shell = self.renderer.not_found(variant)
        context["base_url"] = shell.parts.hrefs[0].removesuffix(_404)
        context["shell"] = self._context(shell, config)  # type: ignore[typeddict-unknown-key]
        return context

    def _context(self, shell: Shell, config: MkDocsConfig) -> dict[str, object]:
        styles = _theme_styles(config) if shell.kind == "document" else []
        more = {"stylesheets": styles, "documents": self._titles(shell.variant), "stamp": self._stamp}
        return shell.context() | more

    @cached_property
    def _stamp(self) -> str:
        """A version of the theme's own files: a page that was kept asks for those that it was made with."""
        return tree_digest(folder / "assets" for folder in self.renderer.folders if (folder / "assets").is_dir())[:8]

    def _titles(self, variant: Variant) -> list[tuple[str, str, object]]:
        """The hand-written pages of a variant, for the footer: path, title, and the language of the title."""
        pages = [(n, self._page(variant, n)) for n in self.documents]
        shown = [(name, page) for name, page in pages if page and "/" not in name]
        return [(f"{name}/", _title(page), self._of_document(page)["text_lang"]) for name, page in shown]

    def _page(self, variant: Variant, name: str) -> Page | None:
        return self._pages.get(f"{variant.prefix}{name}.md")

    def on_env(self, _env: object, *, files: Files, **_: object) -> None:
        """By now every page has been read: remember them by source."""
        self._pages = {f.src_uri: f.page for f in files.documentation_pages() if f.page}

    def _document(self, page: Page) -> Shell:
        variant = _variant(page)
        path = page.url.removeprefix(variant.prefix)
        return self.renderer.document(path, variant, _title(page), str(page.meta.get("description") or ""))

    def _of_document(self, page: Page) -> dict[str, object]:
        variant = _variant(page)
        name = page.file.src_uri.removesuffix(".md").removeprefix(variant.prefix)
        if _in_english(page):
            return {"text_lang": str(LanguageTag.EN), "notice": ""}
        foreign = variant is ENGLISH and name in self.untranslated
        notice = self.renderer.locales[variant.tag].word("nothing_translated") if foreign else ""
        return {"text_lang": str(LanguageTag.HANS if foreign else variant.tag), "notice": notice}

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Keep a frame, and give MkDocs nothing to write for it."""
        shell = self.shells.get(page.file.src_uri)
        if shell is None:
            return output
        self.rendered[shell.location] = output
        return ""


class MkDocsEngine:
    """Renders frames by one MkDocs build."""

    def render(self, root: Path, renderer: Renderer, shells: Iterable[Shell], folder: Path) -> dict[str, str]:
        """See `Engine`."""
        logging.getLogger("mkdocs").addFilter(_no_empty_pages)
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
        plugin = config.plugins.get("fangzhi")
        if not isinstance(plugin, ThemePlugin):
            raise EngineError("mkdocs.yml: plugins: - fangzhi")
        plugin.host(renderer, shells)
        build(config)
        return plugin.rendered


def _no_empty_pages(record: logging.LogRecord) -> bool:
    """MkDocs says of every frame that it gave no output, which is what was wanted."""
    return "Generated empty output" not in record.getMessage()


def _source(location: str) -> str:
    return f"{location}index.md"


def _virtual(config: MkDocsConfig, source: str, content: str) -> File:
    return File.generated(config, source, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _variant(page: Page) -> Variant:
    prefixes = (v for v in (TRADITIONAL, ENGLISH) if page.file.src_uri.startswith(v.prefix))
    return next(prefixes, SIMPLIFIED)


def _in_english(page: Page) -> bool:
    """A page for developers may be in English alone: its front matter says ``lang: en``."""
    return page.meta.get("lang") == LanguageTag.EN


def _title(page: Page) -> str:
    return str(page.title or page.file.name)


def _theme_styles(config: MkDocsConfig) -> list[str]:
    """Material's own style sheets, whose names carry a hash; hand-written pages use them."""
    found = {
        path.name: f"assets/stylesheets/{path.name}"
        for folder in config.theme.dirs
        for path in Path(folder).glob("assets/stylesheets/*.css")
    }
    return [found[name] for name in sorted(found)]
