"""Everything that can be wrong with an archive or with some of its files, in one run, on all processors."""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from fangzhi.desk.advice import advice, guesses, slips
from fangzhi.desk.gate import personal_data
from fangzhi.desk.judged import Judged, recall
from fangzhi.desk.leaflets import leaflet_problems
from fangzhi.desk.readers import Known, Readers, portioned
from fangzhi.desk.report import Findings
from fangzhi.records import kept as keeping
from fangzhi.records.archive import VOCABULARIES, article_files, published_addresses, read_authority
from fangzhi.records.article import Article
from fangzhi.records.bounds import path_within
from fangzhi.records.catalogue import make_catalogue
from fangzhi.records.filenames import filename_problems
from fangzhi.records.kept import Kept
from fangzhi.records.problems import Place, Problem, nearest, problem
from fangzhi.records.progress import Tell, silent
from fangzhi.records.sealed import no_collection
from fangzhi.records.settings import read_settings
from fangzhi.records.twins import twins, wordings

_AUTHORITIES = ("districts", "initiatives")
_Found = dict[str, list[tuple[str, int, int, dict[str, str]]]]


class Doubts(Protocol):
    """What looks for doubtful conversions, in other processes if need be, and says which ones nobody has approved."""

    def unsought(self, articles: Sequence[Article]) -> list[Article]:
        """Those whose conversions are to be looked at."""

    def finder(self) -> Callable[[list[Article]], _Found]:
        """What finds the doubtful conversions of some articles; it may be sent to another process."""

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
    readers = Readers(jobs or os.cpu_count() or 1, tell)
    with no_collection():
        known = Known(Kept(), Judged(root)) if paths else Known(keeping.load(root / keeping.ARTICLES), recall(root))
        known.take(chosen, readers, "check")
        articles, more = known.read(chosen)
        problems += more + _judge(known.judged, articles, taste=taste) + _whole(root, articles, every, only=paths)
        problems += twins(articles, wordings(articles, known.kept))
        problems += leaflet_problems(root, known.judged, paths)
        if not paths:
            keeping.save(root / keeping.ARTICLES, known.kept)
            known.judged.keep()
            problems += [*read_settings(root)[1], *filename_problems(root)]
        if doubts:
            problems += _doubtful(doubts, articles, readers)
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
        inside = path_within(root, path)
        found = {f for f in every if f == inside or f.startswith(inside + "/") or inside == "."}
        chosen |= found
        if not path.exists():
            problems.append(problem(Place(str(path)), "no-such-file"))
        elif not found and not inside.startswith(("articles", "docs")):
            problems.append(problem(Place(str(path)), "not-in-archive"))
        elif not found and inside.startswith("articles/2") and path.is_file():
            problems.append(problem(Place(inside), "no-article", found=path.name))
    originals = {f.removesuffix(".en.md") + ".md" for f in chosen if f.endswith(".en.md")} & set(every)
    return sorted(chosen | originals), problems


def _doubtful(doubts: Doubts, articles: list[Article], readers: Readers) -> list[Problem]:
    """The doubtful conversions of some articles: looked for in several processes where many are new."""
    portions, found, done = list(portioned(doubts.unsought(articles))), [], 0
    of = sum(map(len, portions))
    for portion, some in zip(portions, readers.share(doubts.finder(), portions), strict=True):
        found.append(dict(some))
        done += len(portion)
        readers.tell("doubts", done, of)
    return doubts.problems(articles, dict(ChainMap(*found)))


def _judge(judged: Judged, articles: list[Article], *, taste: bool) -> list[Problem]:
    """What is wrong within each article besides what reading it tells."""
    found = [advice(article, slip) for article in articles for slip in judged.slips(article)]
    found += [left for article in articles for left in guesses(article)]
    if taste:
        found += [advice(article, slip) for article in articles for slip in slips(article.body, taste=True)]
    return found + personal_data(articles, judged.traces)


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
