"""An archive kept in memory while it is being written: a change reads the files that changed, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from fangzhi.build.sources import Sources, read_renderer
from fangzhi.build.vendored import missing
from fangzhi.hanzi.glossary import PATH as GLOSSARY
from fangzhi.records.archive import article_files, assembled, read_articles
from fangzhi.records.article import Article
from fangzhi.records.attachments import attachments
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.problems import Problem, Severity
from fangzhi.records.settings import read_settings
from fangzhi.records.twins import wordings
from fangzhi.site import urls

Examine = Callable[[list[Article]], list[Problem]]
Leaf = Callable[[], list[Problem]]
_ARTICLES, _MARKDOWN, _ENGLISH = "articles/", ".md", ".en.md"


@dataclass(frozen=True)
class Shown:
    """An archive at one moment. ``hidden`` holds, by the path of its page, what no reader of the site sees: drafts, and
    articles that have errors; ``problems`` is everything that is wrong."""

    sources: Sources
    hidden: dict[str, Item]
    problems: tuple[Problem, ...]

    def item(self, path: str) -> Item | None:
        """The article whose page lies at a path, whether readers see it or not."""
        catalogue = self.sources.catalogue
        at = catalogue.positions.get(path.rstrip("/").rpartition("/")[2])
        shown = (catalogue.items[at],) if at is not None else catalogue.withdrawn
        found = (item for item in shown if _path(item.article) == path)
        return next(found, None) or self.hidden.get(path)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one article's file gave, together with its translation."""

    articles: list[Article]
    problems: list[Problem]
    known: dict[str, str]


def nothing_else(*_articles: list[Article]) -> list[Problem]:
    """What is wrong with articles or hand-written pages besides what reading them tells: nothing."""
    return []


@dataclass
class Live:
    """An archive's folder as it was last read. ``examine`` says what else is wrong with the articles of some files,
    ``leaf`` what is wrong with what else readers see, such as hand-written pages."""

    root: Path
    examine: Examine = nothing_else
    leaf: Leaf = nothing_else
    _read: dict[str, _Read] = field(default_factory=dict)
    _sources: Sources | None = None
    _faults: list[Problem] = field(default_factory=list)
    _leaves: list[Problem] = field(default_factory=list)

    def read(self) -> Shown:
        """Read everything."""
        self._read.clear()
        self._sources = None
        return self.changed([])

    def changed(self, paths: Iterable[str]) -> Shown:
        """Read what some paths, relative to the root, have changed."""
        there = article_files(self.root)
        touched = set(paths)
        groups = _groups(there)
        for gone in self._read.keys() - groups.keys():
            del self._read[gone]
        stale = self._naming(touched) | {_group(path) for path in touched} | (groups.keys() - self._read.keys())
        for group in stale & groups.keys():
            articles, problems = read_articles(self.root, groups[group])
            self._read[group] = _Read(articles, problems + self.examine(articles), wordings(articles))
        if self._sources is None or any(not (p.startswith(_ARTICLES) and p.endswith(_MARKDOWN)) for p in touched):
            self._leaves = self.leaf()
        apart = any(not path.startswith(_ARTICLES) or path == GLOSSARY for path in touched)
        return self._shown(anew=self._sources is None or apart)

    def _naming(self, touched: set[str]) -> set[str]:
        """Articles that show or link to files which came or went."""
        files = {path for path in touched if not path.endswith(_MARKDOWN)}
        if not files:
            return set()
        articles = (article for read in self._read.values() for article in read.articles)
        return {_group(a.path) for a in articles if any(one.path in files for one in attachments(a))}

    def _shown(self, *, anew: bool) -> Shown:
        articles = [article for read in self._read.values() for article in read.articles]
        problems = [found for read in self._read.values() for found in read.problems]
        known = {path: words for read in self._read.values() for path, words in read.known.items()}
        archive, across = assembled(self.root, articles, known)
        self._sources = self._around(archive.catalogue, anew=anew)
        hidden = dict(_hidden(articles, archive.catalogue))
        return Shown(self._sources, hidden, tuple(sorted({*problems, *across, *self._faults, *self._leaves})))

    def _around(self, catalogue: Catalogue, *, anew: bool) -> Sources:
        """A catalogue with settings and templates. A broken mkdocs.yml leaves the last good settings in force."""
        if self._sources and not anew:
            return replace(self._sources, catalogue=catalogue)
        settings, self._faults = read_settings(self.root)
        if self._sources and any(found.severity is Severity.ERROR for found in self._faults):
            return replace(self._sources, catalogue=catalogue)
        renderer, faults = read_renderer(self.root, settings)
        self._faults += [*faults, *missing(self.root, settings)]
        return Sources(self.root, settings, catalogue, renderer)


def _groups(paths: Iterable[str]) -> dict[str, list[str]]:
    """An article with its translation, in order, by the path that both begin with."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(_group(path), []).append(path)
    return groups


def _group(path: str) -> str:
    return path.removesuffix(_ENGLISH) if path.endswith(_ENGLISH) else path.removesuffix(_MARKDOWN)


def _path(article: Article) -> str:
    return urls.article(article.shelf, article.id)


def _hidden(articles: Iterable[Article], catalogue: Catalogue) -> Iterator[tuple[str, Item]]:
    shown = {item.article.path for item in (*catalogue.items, *catalogue.withdrawn)}
    for article in articles:
        if article.path not in shown:
            districts = (catalogue.districts.find(name.text) for name in article.districts)
            initiatives = (catalogue.initiatives.find(name.text) for name in article.initiatives)
            yield _path(article), Item(article, tuple(filter(None, districts)), tuple(filter(None, initiatives)))
