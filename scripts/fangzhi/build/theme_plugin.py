"""MkDocs' side of the bargain, as a plugin of it.

Marked frames become virtual pages of the one build, and each page, hand-written ones too, gets its language and its
counterparts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from fangzhi.build.documents import Frames, read_documents
from fangzhi.build.engines import EngineError, UnfitSettingsError
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls
from fangzhi.site.policy import sealed
from fangzhi.site.renderer import Renderer
from fangzhi.site.shells import Shell
from fangzhi.site.templates import located

_UNUSED = ("assets/javascripts/", "assets/images/favicon.png", "sitemap.xml")


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
        config.theme.static_templates = {v.prefix + urls.NOT_FOUND for v in VARIANTS}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Drop what no page uses; put the hand-written pages in every variant in place of their sources, add frames."""
        for file in [f for f in files if f.src_uri.startswith(_UNUSED)]:
            files.remove(file)
        sources = list(files.documentation_pages())
        texts = {file.src_uri.removesuffix(".md"): file.content_string for file in sources}
        beside = {file.src_uri for file in files if not file.is_documentation_page()}
        documents = read_documents(texts, beside, self.renderer)
        for file in sources:
            files.remove(file)
        self.documents = {document.file: document for document in documents}
        self.frames = Frames(self.renderer, documents, _theme_styles(config))
        for document in documents:
            files.append(_virtual(config, document.file, document.source))
        for source in self.shells:
            files.append(_virtual(config, source, ""))
        return files

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Convert a hand-written page where its variant asks for that."""
        document = self.documents.get(page.file.src_uri)
        if document is None or not document.converted:
            return html
        return self.renderer.locales[document.variant.tag].html(html, document.written)

    def on_page_context(self, _context: TemplateContext, *, page: Page, **_: object) -> None:
        """Tell the theme what frame it renders."""
        document = self.documents.get(page.file.src_uri)
        shell = self.frames.of(document) if document else self.shells[page.file.src_uri]
        page.meta["shell"] = self.frames.context(shell, document)

    def on_template_context(self, context: TemplateContext, *, template_name: str, **_: object) -> TemplateContext:
        """The same for pages without a source: 404."""
        variant = next(v for v in reversed(VARIANTS) if template_name.startswith(v.prefix))
        shell = self.renderer.not_found(variant)
        context["base_url"] = shell.parts.hrefs[0].removesuffix(urls.NOT_FOUND)
        context["shell"] = self.frames.context(shell)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Keep a frame, and give MkDocs nothing to write for it."""
        shell = self.shells.get(page.file.src_uri)
        if shell is None:
            return sealed(output)
        self.rendered[shell.location] = sealed(output)
        return ""

    def on_post_template(self, output: str, **_: object) -> str:
        """The same for 404."""
        return sealed(output)


def render(root: Path, renderer: Renderer, shells: Iterable[Shell], folder: Path) -> dict[str, str]:
    """One MkDocs build; see `Engine`."""
    logging.getLogger("mkdocs").addFilter(_no_empty_pages)
    config = _config(root, folder)
    plugin = config.plugins.get("fangzhi")
    if not isinstance(plugin, ThemePlugin):
        raise EngineError("mkdocs.yml: plugins: - fangzhi")
    plugin.host(renderer, shells)
    try:
        build(config)
    except Exception as error:  # a template may raise anything
        broken = located(error)
        raise (broken or error) from error
    return plugin.rendered


def _config(root: Path, folder: Path) -> MkDocsConfig:
    """MkDocs's settings; raises `UnfitSettingsError` with what it does not take, which it only logs."""
    faults: list[str] = []

    def kept(record: logging.LogRecord) -> bool:
        faults.append(record.getMessage().strip()) if record.levelno >= logging.ERROR else None
        return record.levelno < logging.ERROR

    log = logging.getLogger("mkdocs.config")
    log.addFilter(kept)
    try:
        return load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
    except (Abort, ConfigurationError) as error:
        raise UnfitSettingsError("; ".join(faults) or str(error)) from error
    finally:
        log.removeFilter(kept)


def _no_empty_pages(record: logging.LogRecord) -> bool:
    """MkDocs says of every frame that it gave no output, which is what was wanted."""
    return "Generated empty output" not in record.getMessage()


def _source(location: str) -> str:
    return f"{location}index.md"


def _virtual(config: MkDocsConfig, source: str, content: str) -> File:
    return File.generated(config, source, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _theme_styles(config: MkDocsConfig) -> list[str]:
    """Material's own style sheets, whose names carry a hash; hand-written pages use them."""
    found = {
        path.name: f"assets/stylesheets/{path.name}"
        for folder in config.theme.dirs
        for path in Path(folder).glob("assets/stylesheets/*.css")
    }
    return [found[name] for name in sorted(found)]
