"""What the preview answers to a request: each page is made when it is asked for, and nothing is written."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from fangzhi.build.cleaning import clean
from fangzhi.build.engines import Engine
from fangzhi.build.exporting import export_files, holdings
from fangzhi.build.live import Shown
from fangzhi.build.notices import Notice, error_page, marked, overview
from fangzhi.build.seeking import Seeking
from fangzhi.build.theme import Theme, get_theme
from fangzhi.build.vendored import vendored_outputs
from fangzhi.exports.articles import article, record_path
from fangzhi.exports.cards import card
from fangzhi.exports.editor import FOLDER
from fangzhi.exports.holdings import Export, Record
from fangzhi.records.article import Status
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS, Variant
from fangzhi.records.problems import Problem
from fangzhi.records.sealed import CACHE
from fangzhi.site import urls
from fangzhi.site.contents import article_page, pages
from fangzhi.site.pages import Page
from fangzhi.site.renderer import stencil_key

OWN = "_preview/"
_INDEX = "index.html"
_WORKER = b"registration.unregister();\n"  # a page kept from the last look would hide the change


_RENDERING = Lock()  # templates and dictionaries are not made for several threads
_SEARCHING = Lock()


class Answer(NamedTuple):
    """A status with a body, its media type, and where to go instead."""

    status: HTTPStatus
    body: bytes
    media: str = "text/html; charset=utf-8"
    location: str = ""


@dataclass
class Answers:
    """The site of one moment. ``version`` names it to the pages that wait for the next."""

    shown: Shown
    engine: Engine
    version: str
    theme: Theme
    _found: dict[str, Page] = field(default_factory=dict)

    @classmethod
    def begin(cls, shown: Shown, engine: Engine, version: str) -> Answers:
        """The first moment: the theme is rendered, or taken from the cache."""
        theme = get_theme(shown.sources, shown.sources.pages(), engine, shown.sources.root / CACHE / "theme")
        return cls(shown, engine, version, theme)

    def next(self, shown: Shown, version: str) -> Answers:
        """The moment after a change. The theme is rendered again where what it depends on was read again."""
        if shown.sources.renderer is not self.shown.sources.renderer:
            return self.begin(shown, self.engine, version)
        return Answers(shown, self.engine, version, self.theme)

    def answer(self, location: str) -> Answer:
        """The answer to a GET of a location, without its leading slash."""
        if location == "sw.js":
            return Answer(HTTPStatus.OK, _WORKER, "text/javascript; charset=utf-8")
        if location == OWN:
            return _html(overview(self.shown, self.version))
        if location.startswith(OWN):
            return _own(location.removeprefix(OWN))
        variant = next(v for v in reversed(VARIANTS) if location.startswith(v.prefix))
        path = location.removeprefix(variant.prefix).removesuffix(_INDEX)
        if location == FOLDER:
            location += _INDEX
        with _RENDERING:
            answer = self._page(path, variant) or self._made(location, path, variant)
        return answer or self._kept(location, path, variant)

    def _page(self, path: str, variant: Variant) -> Answer | None:
        item = self.shown.item(path) if path.startswith(urls.ARTICLES) else None
        page = article_page(self.shown.sources.catalogue, item) if item else self._listed(path)
        if page is None:
            return self._redirected(path, variant) or self._unreadable(path, variant)
        parts = self.shown.sources.renderer.parts(page, variant)
        stencil = self._theme(page, variant).stencils[stencil_key(page, variant)]
        return _html(marked(stencil.fill(parts), self._notice(path, variant, item), self.version))

    def _listed(self, path: str) -> Page | None:
        """A page that is no article's. They are made in order, as far as they are asked for."""
        for page in self._rest if path not in self._found else ():
            self._found[page.path] = page
            if page.path == path:
                break
        return self._found.get(path)

    @cached_property
    def _rest(self) -> Iterator[Page]:
        return pages(self.shown.sources.catalogue, self.shown.sources.settings)

    def _theme(self, page: Page, variant: Variant) -> Theme:
        """The theme with a stencil for a page: the first of its kind or depth may have come since it was rendered."""
        if stencil_key(page, variant) not in self.theme.stencils:
            sources = self.shown.sources
            self.theme = get_theme(sources, [*sources.pages(), page], self.engine, sources.root / CACHE / "theme")
        return self.theme

    def _redirected(self, path: str, variant: Variant) -> Answer | None:
        """A folder asked for without its slash, as static hosts redirect it."""
        folder = f"{path}/"
        if not path or path.endswith("/") or not (self.shown.item(folder) or self._listed(folder)):
            return None
        return Answer(HTTPStatus.FOUND, b"", location=f"/{urls.location(variant, folder)}")

    def _unreadable(self, path: str, variant: Variant) -> Answer | None:
        """The page of an article whose file cannot be read: what is wrong with it stands there instead."""
        found = self._problems(path)
        return _html(error_page(found, self.shown, variant, self.version)) if found else None

    def _problems(self, path: str) -> list[Problem]:
        """What is wrong with the files that an article's or a hand-written page is made from."""
        bare = path.rstrip("/") if path.startswith(urls.ARTICLES) else f"docs/{path}".rstrip("/")
        names = [f"{name}{ending}" for name in (bare, f"{bare}/index") for ending in (".md", ".en.md")]
        return [found for found in self.shown.problems if found.place.path in names]

    def _notice(self, path: str, variant: Variant, item: Item | None) -> Notice:
        draft = item is not None and item.article.status is Status.DRAFT
        return Notice(variant, draft, self._problems(path), self.shown)

    def _made(self, location: str, path: str, variant: Variant) -> Answer | None:
        """The files beside an article's page, pictures for links, and those of the archive as a whole."""
        sources = self.shown.sources
        folder, _, name = path.rpartition("/")
        item = self.shown.item(f"{folder}/") if path.startswith(urls.ARTICLES) else None
        if name == urls.CARD and sources.settings.cards:
            page = article_page(sources.catalogue, item) if item else self._listed(urls.HOME)
            locale = sources.renderer.locales[variant.tag]
            return Answer(HTTPStatus.OK, card(page, locale, sources.settings), _media(name)) if page else None
        if item and location == record_path(item):
            return Answer(HTTPStatus.OK, self._record(item), _media(location))
        export = self._exports.get(location)
        return Answer(HTTPStatus.OK, export.make(), _media(location)) if export else None

    def _record(self, item: Item) -> bytes:
        renderer = self.shown.sources.renderer
        return article(renderer.described(item), renderer.locales)

    @cached_property
    def _exports(self) -> dict[str, Export]:
        sources = self.shown.sources

        def record(item: Item) -> Record:
            read: Record = json.loads(self._record(item))
            return read

        held = holdings(sources, self.theme.documents(), record)
        return {file.path: file for file in export_files(sources, held)}

    def _kept(self, location: str, path: str, variant: Variant) -> Answer:
        """The search's files, and what lies in some folder: the files of articles, the theme's and hand-written pages."""
        if location.startswith(urls.SEARCH) and (found := self._search.file(location)):
            return Answer(HTTPStatus.OK, found, _media(location))
        name = f"{location}{_INDEX}" if location.endswith("/") or not location else location
        if path.startswith(urls.ARTICLES):
            file = _inside(self.shown.sources.root / urls.ARTICLES, path.removeprefix(urls.ARTICLES))
        elif path.startswith(FOLDER):
            file = self._vendored.get(path)
        else:
            file = _inside(self.theme.folder, name)
        if file and file.suffix == ".html":
            return _html(marked(file.read_text("utf-8"), self._notice(path, variant, None), self.version))
        if file and file.suffix != ".md":
            data, turned = file.read_bytes(), self._turned.get(path)
            return Answer(HTTPStatus.OK, clean(data, turned) if turned else data, _media(file.name))
        if name == location and _inside(self.theme.folder, f"{name}/{_INDEX}"):
            return Answer(HTTPStatus.FOUND, b"", location=f"/{location}/")
        lost = (self.theme.folder / urls.location(variant, urls.NOT_FOUND)).read_text("utf-8")
        return _html(marked(lost, self._notice(path, variant, None), self.version), HTTPStatus.NOT_FOUND)

    @cached_property
    def _vendored(self) -> dict[str, Path]:
        sources = self.shown.sources
        return {output.path: Path(output.source) for output in vendored_outputs(sources.root, sources.settings)}

    @cached_property
    def _turned(self) -> dict[str, int]:
        """How pictures lie, by path: they are shown as they will be published, without what cameras wrote into them."""
        items = (*self.shown.sources.catalogue.items, *self.shown.hidden.values())
        return {picture.path: picture.orientation for item in items for picture in item.article.pictures}

    @cached_property
    def _search(self) -> Seeking:
        """The search, brought up to date when the first of its files is asked for."""
        with _SEARCHING:
            return Seeking(self.shown.sources, self.shown.sources.root / CACHE / "search")


def _own(name: str) -> Answer:
    """The preview's own script and style."""
    if name not in {"preview.js", "preview.css"}:
        return _html("", HTTPStatus.NOT_FOUND)
    return Answer(HTTPStatus.OK, Path(__file__).with_name(name).read_bytes(), _media(name))


def _inside(folder: Path, name: str) -> Path | None:
    """A file below a folder, as long as no dots or links lead out of it."""
    file = (folder / name).resolve()
    return file if file.is_relative_to(folder.resolve()) and file.is_file() else None


def _media(name: str) -> str:
    media = "application/yaml" if name.endswith(".yml") else mimetypes.guess_type(name)[0] or "application/octet-stream"
    text = media.startswith("text/") or media.endswith(("json", "xml", "javascript", "yaml"))
    return f"{media}; charset=utf-8" if text else media


def _html(text: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, text.encode("utf-8"))
