"""Zensical as the engine: frames and hand-written pages are written to a folder, and the program renders them.

Zensical ignores MkDocs plugins and hooks, so whatever the theme is told stands in the front matter of each page, and
what a plugin would do to a page's content is done to the finished page.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

from fangzhi.build.documents import Document, Frames, read_documents
from fangzhi.build.engines import EngineError, MissingEngineError
from fangzhi.records.langtag import VARIANTS, Variant
from fangzhi.records.settings import FILE
from fangzhi.site import urls
from fangzhi.site.policy import sealed
from fangzhi.site.renderer import Renderer
from fangzhi.site.shells import Shell

_SITE, _LOST = "site", "not-found/"
_UNUSED = re.compile(
    r"assets/(javascripts|images|stylesheets/modern)/|(search\.json|sitemap\.xml|objects\.inv|404\.html)$"
)
_STYLES = "assets/stylesheets/classic/"
_TEXT = re.compile(r"<!--text-->\n(.*)(?=</article>)", re.DOTALL)
_RELATIVE = re.compile(r'(?<==")\.{1,2}(?:/[^"]*)?(?=")')


class ZensicalEngine:
    """Renders frames by one run of the program ``zensical``, an optional extra."""

    @property
    def maker(self) -> str:
        """See `Engine`."""
        return f"zensical {version('zensical')}" if find_spec("zensical") else "zensical"

    def render(self, root: Path, renderer: Renderer, shells: Iterable[Shell], folder: Path) -> dict[str, str]:
        """See `Engine`. Raises `EngineError` with what the program said, or where it is not installed."""
        home = find_spec("zensical")
        if home is None or home.origin is None:
            raise MissingEngineError("pip install 'fangzhi[zensical]'")
        with TemporaryDirectory(prefix="fangzhi-") as scratch:
            project = _Project(root, renderer, Path(scratch), Path(home.origin).parent / "templates")
            frames = list(shells)
            project.write(frames)
            _run(project.folder)
            project.keep(folder)
            made = project.folder / _SITE
            return {s.location: sealed((made / s.location / "index.html").read_text("utf-8")) for s in frames}


@dataclass(frozen=True)
class _Project:
    """A project of Zensical's own: the archive's settings and templates, with every page told what it is."""

    root: Path
    renderer: Renderer
    folder: Path
    theme: Path

    @cached_property
    def documents(self) -> list[Document]:
        docs = self.root / "docs"
        files = {file.relative_to(docs).as_posix(): file for file in sorted(docs.rglob("*")) if file.is_file()}
        texts = {
            path.removesuffix(".md"): f.read_text("utf-8-sig") for path, f in files.items() if path.endswith(".md")
        }
        return read_documents(texts, {path for path in files if not path.endswith(".md")}, self.renderer)

    @cached_property
    def frames(self) -> Frames:
        styles = sorted(file.name for file in (self.theme / _STYLES).glob("*.css"))
        return Frames(self.renderer, self.documents, [_STYLES + name for name in styles])

    def write(self, shells: Iterable[Shell]) -> None:
        """Everything that the program reads."""
        self._write_templates()
        for document in self.documents:
            told = self.frames.context(self.frames.of(document), document)
            self._write_page(document.file, _marked(document.source), told)
        for shell in shells:
            self._write_page(f"{shell.location}index.md", "", self.frames.context(shell))
        for variant in VARIANTS:
            told = self.frames.context(self.renderer.not_found(variant))
            self._write_page(f"{variant.prefix}{_LOST}index.md", "---\ntemplate: not-found.html\n---\n", told)
        theme = {"custom_dir": "templates", "variant": "classic"}
        settings = {"INHERIT": str(self.root / FILE), "docs_dir": "pages", "site_dir": _SITE, "theme": theme}
        (self.folder / FILE).write_text(json.dumps(settings), "utf-8")

    def _write_templates(self) -> None:
        """The archive's own templates over the package's. Zensical renders its 404 page without telling it anything."""
        templates = self.folder / "templates"
        for folder in filter(Path.is_dir, reversed(self.renderer.folders)):  # an archive need have none of its own
            shutil.copytree(folder, templates, dirs_exist_ok=True)
        (templates / urls.NOT_FOUND).rename(templates / "not-found.html")
        (templates / urls.NOT_FOUND).write_text("", "utf-8")
        shutil.copytree(
            self.root / "docs", self.folder / "pages", ignore=shutil.ignore_patterns("*.md"), dirs_exist_ok=True
        )

    def _write_page(self, name: str, source: str, told: dict[str, object]) -> None:
        """A page with what it is told as the first key of its front matter."""
        fence, _, rest = source.partition("\n") if source.startswith("---\n") else ("---", "", f"---\n{source}")
        file = self.folder / "pages" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{fence}\nshell: {json.dumps(told, ensure_ascii=False)}\n{rest}", "utf-8", newline="\n")

    def keep(self, folder: Path) -> None:
        """Put what is not a frame where the archive's site is made: assets, hand-written pages, and the 404 pages."""
        made = self.folder / _SITE
        shutil.rmtree(folder, ignore_errors=True)
        pages = {urls.output(f"{d.variant.prefix}{d.path}"): d for d in self.documents}
        for file in sorted(made.rglob("*")):
            path = file.relative_to(made).as_posix()
            if file.is_file() and file.suffix != ".html" and not _UNUSED.match(path):
                _put(folder / path, file.read_bytes())
        for path, document in pages.items():
            _put(folder / path, sealed(self._converted((made / path).read_text("utf-8"), document)).encode())
        for variant in VARIANTS:
            lost = (made / variant.prefix / _LOST / "index.html").read_text("utf-8")
            _put(folder / variant.prefix / urls.NOT_FOUND, sealed(self._anywhere(lost, variant)).encode())

    def _converted(self, html: str, document: Document) -> str:
        """A hand-written page in the script of its variant."""
        locale = self.renderer.locales[document.variant.tag]
        return _TEXT.sub(lambda text: locale.html(text[1], document.written) if document.converted else text[1], html)

    def _anywhere(self, html: str, variant: Variant) -> str:
        """A page that is served at any address: its links start at the host."""
        here = (urlsplit(self.renderer.settings.url).path or "/") + variant.prefix + _LOST
        return _RELATIVE.sub(lambda link: urljoin(here, link[0]), html)


def _marked(source: str) -> str:
    """Markdown with a mark before its text, so that the text can be found in the finished page."""
    head, close, body = source.partition("\n---\n") if source.startswith("---\n") else ("", "", source)
    return f"{head}{close}<!--text-->\n\n{body}"


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _run(folder: Path) -> None:
    """Let the program render a project; its own words go into the error where it fails."""
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - no part of it comes from the archive
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise EngineError(said[-1] if said else f"zensical: {done.returncode}")
