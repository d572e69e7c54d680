"""An archive with its site as one bag, for repositories that keep things for good.

What was withdrawn does not come along, although the editor may have left it in its file: the bag has a file that says no more
than when and why, and neither its translation nor the pictures that nobody else shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fangzhi import __version__
from fangzhi.build.sources import Sources
from fangzhi.exports.package import write_bag
from fangzhi.records.article import Article, Status
from fangzhi.records.attachments import attachments
from fangzhi.records.bounds import SOURCES
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.settings import FILE


def package(sources: Sources, site: Path, bag: Path) -> None:
    """Write sources and site into ``bag``, a new folder. Its date is that of the last change, as git knows it."""
    settings = sources.settings
    names = sources.renderer.locales[LanguageTag.HANS]
    info = {
        "Source-Organization": names.choose(settings.owner) or names.choose(settings.names),
        "External-Description": names.choose(settings.descriptions),
        "External-Identifier": settings.url,
        "Bagging-Date": max(sources.times.values(), default="")[:10],
        "Bag-Software-Agent": f"fangzhi {__version__}",
    }
    write_bag(bag, [*_sources(sources), *_below(site, "site")], info)


def _sources(sources: Sources) -> Iterator[tuple[str, Path | bytes]]:
    root, withdrawn = sources.root, {a.path: a for a in sources.articles if a.status is Status.WITHDRAWN}
    hidden = {f"source/{path}" for path in _taken_along(withdrawn.values(), sources.articles)}
    yield f"source/{FILE}", root / FILE
    for name in SOURCES:
        for path, file in _below(root / name, f"source/{name}"):
            gone = withdrawn.get(path.removeprefix("source/"))
            if path not in hidden:
                yield path, _stub(gone) if gone else file


def _stub(article: Article) -> bytes:
    """What may be kept of a withdrawn article, as its source file would say it."""
    assert article.withdrawn
    said = f"{{date: {article.withdrawn.date}, reason: {article.withdrawn.reason}}}"
    return f"---\nstatus: withdrawn\nwithdrawn: {said}\n---\n".encode()


def _taken_along(withdrawn: Iterable[Article], every: Iterable[Article]) -> set[str]:
    """The files that go with articles that were withdrawn: translations, and what no other article shows or links to."""
    theirs = {a.path for gone in withdrawn for a in attachments(replace(gone, status=Status.DRAFT))}
    shown = {a.path for article in every for a in attachments(article)}
    files = {path for path in theirs - shown if not path.endswith(".md")}
    return files | {gone.path.removesuffix(".md") + ".en.md" for gone in withdrawn}


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Every file of a folder, hidden ones excepted."""
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            yield f"{name}/{path.as_posix()}", file
