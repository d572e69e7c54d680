"""An archive with its site as one bag, for repositories that keep things for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fangzhi import __version__
from fangzhi.build.sources import Sources
from fangzhi.exports.package import write_bag
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.settings import FILE

_SOURCES = ("articles", "docs", "overrides")


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
    write_bag(bag, [*_sources(sources.root), *_below(site, "site")], info)


def _sources(root: Path) -> Iterator[tuple[str, Path]]:
    yield f"source/{FILE}", root / FILE
    for name in _SOURCES:
        yield from _below(root / name, f"source/{name}")


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Every file of a folder, hidden ones excepted."""
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            yield f"{name}/{path.as_posix()}", file
