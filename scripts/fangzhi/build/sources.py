"""Everything that a build starts from, read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from fangzhi.build.digests import Digests
from fangzhi.build.fingerprints import Fingerprints
from fangzhi.build.fixity import join, tree_digest
from fangzhi.build.plan import Bases
from fangzhi.build.vendored import missing
from fangzhi.hanzi.glossary import read_glossary
from fangzhi.records.archive import read_archive
from fangzhi.records.article import Article
from fangzhi.records.catalogue import Catalogue
from fangzhi.records.history import Log, read_log
from fangzhi.records.kept import ARTICLES, Kept, load, save
from fangzhi.records.problems import Problem
from fangzhi.records.revisions import histories
from fangzhi.records.settings import FILE, Settings, read_settings
from fangzhi.site.contents import pages
from fangzhi.site.findings import address
from fangzhi.site.pages import Kind, Page
from fangzhi.site.renderer import Renderer, template_folders
from fangzhi.site.search import Entry, shelved
from fangzhi.site.shelving import Shelving

_MAKERS = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "comrak", "opencc-python-reimplemented")


def makers() -> dict[str, str]:
    """The versions of the libraries that the bytes of a site depend on."""
    return {name: version(name) for name in _MAKERS}


@dataclass(frozen=True)
class Sources:
    """An archive that was read, and the renderer for its pages; ``articles`` are all that there are, drafts too.

    ``veil`` makes the messages of commits fit for readers, who see them as reasons for changes.
    """

    root: Path
    settings: Settings
    catalogue: Catalogue
    renderer: Renderer
    articles: tuple[Article, ...] = ()
    veil: Callable[[str], str] = str

    @cached_property
    def log(self) -> Log:
        """What git knows of the source files."""
        return read_log(self.root)

    @cached_property
    def times(self) -> dict[str, str]:
        """When each source file last changed, as far as git knows."""
        return self.log.times

    def pages(self) -> list[Page]:
        """Every page, once for all variants."""
        return self._pages

    @cached_property
    def _pages(self) -> list[Page]:
        articles = [item.article for item in self.catalogue.items] if self.settings.history else []
        found = histories(self.root, self.log, articles)
        told = {identifier: history.reasoned(self.veil) for identifier, history in found.items()}
        return list(pages(self.catalogue, self.settings, told))

    @cached_property
    def shelving(self) -> Shelving:
        """The number of every article in the search."""
        return shelved(self.addresses)

    @cached_property
    def addresses(self) -> list[Entry]:
        """What the search numbers and filters articles by."""
        return [address(item, self.catalogue.initiatives) for item in self.catalogue.items]

    def base(self) -> str:
        """The digest of what anything may depend on: settings, glossary, templates, this package and its makers."""
        return self._base

    @cached_property
    def _base(self) -> str:
        return join(self._made_by, repr(self.renderer.glossary), tree_digest(self.renderer.folders))

    @cached_property
    def _made_by(self) -> str:
        package = Path(__file__).resolve().parents[1]
        made_by = (f"{name} {number}" for name, number in makers().items())
        return join(repr(self.settings), tree_digest([package]), *made_by)

    @cached_property
    def digests(self) -> Digests:
        """The digests of the files beside articles."""
        return Digests(self.root)

    @cached_property
    def prints(self) -> Fingerprints:
        """The digests of pages and of what stands on them."""
        return Fingerprints(self.renderer.glossary)

    @cached_property
    def bases(self) -> Bases:
        """The digests of what each kind of page depends on besides what it holds."""
        templates = {kind: join(*self.renderer.templates(kind)) for kind in Kind}
        texts = join(self._made_by, self.prints.settled(repr(self.settings)))
        return Bases(texts, templates, self.catalogue.initiatives)

    def theme(self) -> str:
        """The digest of what the theme's frames and the hand-written pages depend on."""
        return join(self.base(), tree_digest([self.root / FILE, self.root / "docs"]))


def read_sources(root: Path, kept: Kept | None = None) -> tuple[Sources, list[Problem]]:
    """Read an archive's folder but for what is ``kept``, by default from the last time. What is wrong is in the problems."""
    settings, problems = read_settings(root)
    kept = load(root / ARTICLES) if kept is None else kept
    archive, more = read_archive(root, kept)
    save(root / ARTICLES, kept)
    renderer, faults = read_renderer(root, settings)
    found = sorted(problems + more + faults + missing(root, settings))
    return Sources(root, settings, archive.catalogue, renderer, archive.articles), found


def read_renderer(root: Path, settings: Settings) -> tuple[Renderer, list[Problem]]:
    """What says an archive's pages: its glossary and its templates, read anew."""
    glossary, faults = read_glossary(root)
    return Renderer(settings, glossary, template_folders([root / "overrides"])), faults
