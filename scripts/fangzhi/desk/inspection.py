"""Everything that can be wrong with an archive or with some of its files, in one run, on all processors."""

from __future__ import annotations

import concurrent.futures
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

from fangzhi.desk.advice import advise
from fangzhi.desk.gate import personal_data
from fangzhi.desk.report import Findings
from fangzhi.records.archive import VOCABULARIES, article_files, published_addresses, read_articles, read_authority
from fangzhi.records.article import Article
from fangzhi.records.catalogue import make_catalogue
from fangzhi.records.problems import Place, Problem, nearest, problem
from fangzhi.records.progress import Tell, silent
from fangzhi.records.settings import read_settings
from fangzhi.records.twins import twins, wordings

_FEW = 200
_CHUNK = 250
_AUTHORITIES = ("districts", "initiatives")


_Found = dict[str, list[tuple[str, int, int, dict[str, str]]]]


class Doubts(Protocol):
    """What looks for doubtful conversions, in other processes if need be, and says which ones nobody has approved."""

    def seek(self, articles: int) -> Callable[[list[Article]], _Found] | None:
        """From articles to what is doubtful in them; None where an archive of so many is not looked at."""

    def problems(self, articles: Sequence[Article], found: _Found) -> list[Problem]:
        """From articles and what was found to problems."""


def inspect(  # noqa: PLR0913 - what a check may be told
    root: Path,
    paths: Sequence[Path] = (),
    *,
    jobs: int | None = None,
    taste: bool = False,
    doubts: Doubts | None = None,
    tell: Tell = silent,
) -> Findings:
    """Check an archive, or only the given files and folders of it, against the whole of it.

    ``jobs`` is the number of processes, by default one a processor; ``taste`` adds advice that is only taste; without
    ``doubts`` conversions are not looked at: their dictionaries take longer to load than an editor waits for a file.
    """
    every = article_files(root)
    chosen, problems = _chosen(root, paths, every)
    look = _Look(root, taste, doubts.seek(len(chosen)) if doubts else None)
    with _no_collection():
        articles, more, found, known = _read(look, chosen, jobs or os.cpu_count() or 1, tell)
        problems += more + _whole(root, articles, every, only=paths) + twins(articles, known)
    if not paths:
        problems += read_settings(root)[1]
    if doubts:
        problems += doubts.problems(articles, found)
    return Findings(root, tuple(sorted(set(problems))), len(articles))


def chosen_files(root: Path, paths: Sequence[Path]) -> list[str]:
    """The article files that some paths name, all of them where there are none, relative to the root."""
    return _chosen(root, paths, article_files(root))[0]


def _chosen(root: Path, paths: Sequence[Path], every: list[str]) -> tuple[list[str], list[Problem]]:
    """The articles that some paths name, translations with their originals; and the paths that name nothing."""
    if not paths:
        return every, []
    chosen: set[str] = set()
    problems: list[Problem] = []
    for path in paths:
        full = path.resolve()
        inside = full.relative_to(root.resolve()).as_posix() if full.is_relative_to(root.resolve()) else ""
        found = {f for f in every if f == inside or f.startswith(inside + "/") or inside == "."}
        chosen |= found
        if not path.exists():
            problems.append(problem(Place(str(path)), "no-such-file"))
        elif not found and not inside.startswith("articles"):
            problems.append(problem(Place(str(path)), "not-in-archive"))
    originals = {f.removesuffix(".en.md") + ".md" for f in chosen if f.endswith(".en.md")} & set(every)
    return sorted(chosen | originals), problems


@dataclass(frozen=True, slots=True)
class _Look:
    """How files are looked at; ``seek`` is None where conversions are not."""

    root: Path
    taste: bool
    seek: Callable[[list[Article]], _Found] | None


_Seen = tuple[list[Article], list[Problem], _Found, dict[str, str]]


def _read(look: _Look, paths: list[str], jobs: int, tell: Tell) -> _Seen:
    """Read and check files one by one, in several processes where there are many."""
    work = partial(_read_some, look)
    tell("check", 0, len(paths))
    if len(paths) <= _FEW or jobs == 1:
        return work(paths)
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        done = []
        for part in pool.map(work, _chunks(paths)):
            done.append(part)
            tell("check", min(len(done) * _CHUNK, len(paths)), len(paths))
    articles, problems = [a for d in done for a in d[0]], [p for d in done for p in d[1]]
    found = {key: several for d in done for key, several in d[2].items()}
    return articles, problems, found, {path: known for d in done for path, known in d[3].items()}


def _read_some(look: _Look, paths: list[str]) -> _Seen:
    """What is wrong within each file. Bodies stay behind: checks across articles need none, and they are most bytes."""
    with _no_collection():
        articles, problems = read_articles(look.root, paths)
        problems += [found for article in articles for found in advise(article, taste=look.taste)]
        problems += personal_data(articles)
        found = look.seek(articles) if look.seek else {}
        bare = [replace(article, head="", body="", english=None, figures=()) for article in articles]
        return bare, problems, found, wordings(articles)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Thousands of small records are made and all of them kept: looking for cycles among them finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _chunks(paths: Iterable[str]) -> Iterator[list[str]]:
    """Even portions; a translation stays with its original, which follows it in order."""
    queue = iter(paths)
    while portion := list(islice(queue, _CHUNK)):
        if portion[-1].endswith(".en.md"):
            portion += islice(queue, 1)
        yield portion


def _whole(root: Path, articles: list[Article], every: list[str], *, only: Sequence[Path]) -> list[Problem]:
    """References and names across articles. Files that were not read are known by their names."""
    districts, problems = read_authority(root, _AUTHORITIES[0])
    initiatives, more = read_authority(root, _AUTHORITIES[1])
    _, found = make_catalogue(articles, districts, initiatives)
    asked = [*problems, *more] if not only or any(VOCABULARIES in str(path) for path in only) else []
    if not only:
        return asked + found + published_addresses(root, articles)[1]
    ids = {_name(path) for path in every if not path.endswith(".en.md")}
    return asked + [mended for p in found if (mended := _among(p, ids))] + _taken(articles, every)


def _among(found: Problem, ids: set[str]) -> Problem | None:
    """A reference to an article that was not read this time is none the worse for it."""
    if found.code != "unknown-related":
        return found
    name = dict(found.facts)["found"]
    return None if name in ids else problem(found.place, found.code, found=name, near=nearest(name, ids))


def _taken(articles: list[Article], every: list[str]) -> list[Problem]:
    """Ids that a file elsewhere in the archive bears already."""
    homes: dict[str, list[str]] = {}
    for path in every:
        homes.setdefault(_name(path), []).append(path)
    read = {article.path for article in articles}
    return [
        problem(Place(article.path), "duplicate-id", found=article.id, other=other)
        for article in articles
        for other in homes.get(article.id, ())
        if other not in read
    ]


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
