"""Outputs carried out in shares, each by one process.

What all jobs need is one `Studio`. A process that was forked has it from its parent; any other reads it from a file, once.
So a job is a few numbers and its answer a few lines, and the parent is never what the others wait for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from fangzhi.build.cleaning import clean
from fangzhi.build.comparison import known
from fangzhi.build.examination import Anchor, Look, UnfitSiteError, astray, rendered, unmade
from fangzhi.build.executors import FEW, Crew
from fangzhi.build.finding import Index, Kept
from fangzhi.build.fixity import DamagedError, Entry, digest
from fangzhi.build.plan import Output
from fangzhi.build.seeking import shown_of
from fangzhi.build.studio import Studio, at_hand, laid_open
from fangzhi.exports.articles import article, record_path
from fangzhi.exports.cards import card
from fangzhi.exports.holdings import JoinedFile
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import SIMPLIFIED, TRADITIONAL, VARIANTS
from fangzhi.records.problems import Problem
from fangzhi.site import search, urls
from fangzhi.site.findings import entry
from fangzhi.site.pages import ArticlePage, middle
from fangzhi.site.renderer import stencil_key
from fangzhi.site.search import Entry as Searched

_SHARE, _SHARES = 20, 400  # outputs of a job at least, and jobs at most
_SHARDS = 64  # of a job
_FEW_EXPORTS = 100  # pieces and files that one process makes sooner than two can start: each weighs several pages
_PIECES = 24  # of a job: what a few volumes give to every file

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """Some outputs of the studio by their number. ``studio`` is the file it is in, where the process does not have it."""

    outputs: Sequence[int]
    studio: str


@dataclass(frozen=True, slots=True)
class PieceJob:
    """Some pieces of data files: which of its file's, and the number of that in the studio."""

    pieces: Sequence[tuple[int, int]]
    studio: str


@dataclass(frozen=True, slots=True)
class ShardJob:
    """Some shards, written from what is kept of the lists."""

    shards: Sequence[Output]
    lists: Kept
    studio: str


class Made(NamedTuple):
    """What was made of one output: the lines of its files, where its pages lead, and what is wrong with them."""

    files: str
    links: str = ""
    anchors: tuple[Anchor, ...] = ()
    faults: tuple[Problem, ...] = ()


def carry_out(studio: Studio, index: Index, crew: Crew, faults: Sequence[Problem] = ()) -> dict[str, Entry]:
    """Make a studio's outputs, and the shards that this touches; gives what was made of each output, by path.

    Exports come last, since they read what was made before them. Raises `UnfitSiteError` where pages have faults, or where
    there are ``faults`` already.
    """
    with laid_open(studio, crew) as file:
        pages = _by_time(studio, (n for n, output in enumerate(studio.outputs) if not output.export))
        exports = [n for n, output in enumerate(studio.outputs) if output.export]
        if len(pages) > _SHARES:
            _load(studio)
        made = _fit(studio, faults, dict(_made(studio, crew, "pages", file, _shares(pages, _share(pages)))))
        crew.tell("search")
        index.revise([output.place for output in studio.outputs if output.place >= 0], crew)
        stale = [
            o for o in index.outputs() if not (known(o, studio.last) and studio.last[o.path].found(str(studio.old)))
        ]
        shares = _shares(stale, _SHARDS)
        jobs = [ShardJob(share, lists, file) for lists in ([index.kept()] if shares else []) for share in shares]
        for job, lines in zip(
            jobs, crew.share("search", make_shards, jobs, [len(j.shards) for j in jobs]), strict=True
        ):
            made |= {o.path: Entry(o.recipe, line) for o, line in zip(job.shards, lines, strict=True)}
        made |= _fit(studio, (), dict(_exported(studio, crew, file, exports)))
    return made


def _by_time(studio: Studio, numbers: Iterable[int]) -> list[int]:
    """Pages in the order of what they show: a report in four lists is written once, while it is at hand."""
    positions = studio.sources.catalogue.positions

    def when(number: int) -> int:
        page = studio.outputs[number].page
        item = middle(page) if page else None
        return positions.get(item.article.id, -1) if item else -1

    return sorted(numbers, key=when)


def _load(studio: Studio) -> None:
    """Load here what pages of each kind are made with: processes that are forked then have it, and share its memory."""
    for page in {output.page.kind: output.page for output in studio.outputs if output.page}.values():
        for variant in VARIANTS:
            studio.sources.renderer.parts(page, variant)


def _fit(studio: Studio, faults: Sequence[Problem], made: Mapping[str, Made]) -> dict[str, Entry]:
    """What was made, for the ledger, where nothing is wrong with it."""
    wrong = [*faults, *(fault for one in made.values() for fault in one.faults)]
    outputs = [output for output in studio.outputs if output.path in made]
    wrong += unmade((output.paths, made[output.path].files) for output in outputs)
    anchors = [anchor for one in made.values() for anchor in one.anchors]
    kept = [entry for path, entry in studio.last.items() if path not in made]
    pages = {path for output in outputs for path in output.paths}
    wrong += astray(anchors, kept, pages, studio.folder, studio.examiner)
    if wrong:
        raise UnfitSiteError(wrong)
    told = ((output, made[output.path]) for output in outputs)
    return {output.path: Entry(output.recipe, one.files, one.links) for output, one in told}


def _made(  # noqa: PLR0913, PLR0917 - who, of what, how
    studio: Studio, crew: Crew, stage: str, file: str, shares: Iterable[Sequence[int]], few: int = FEW
) -> Iterator[tuple[str, Made]]:
    jobs = [Job(share, file) for share in shares]
    sizes = [sum(_size(studio.outputs[number]) for number in job.outputs) for job in jobs]
    for job, made in zip(jobs, crew.share(stage, make, jobs, sizes, few), strict=True):
        yield from zip((studio.outputs[number].path for number in job.outputs), made, strict=True)


def _size(output: Output) -> int:
    """How many things it is made of: pieces, or files."""
    return len(output.pieces) or len(output.paths)


def _share(whole: Sequence[T]) -> int:
    return max(_SHARE, len(whole) // _SHARES)


def _shares(whole: Sequence[T], size: int) -> list[Sequence[T]]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def _exported(studio: Studio, crew: Crew, file: str, exports: Sequence[int]) -> Iterator[tuple[str, Made]]:
    """Pieces of data files that are not kept yet, then every export: those that are joined each by itself."""
    joined = [n for n in exports if studio.outputs[n].pieces]
    lacking = sorted(
        (at, n) for n in joined for at, key in enumerate(studio.outputs[n].pieces) if key not in studio.pieces
    )
    jobs = [PieceJob(share, file) for share in _shares(lacking, _PIECES)]
    for _ in crew.share("exports", make_pieces, jobs, [len(job.pieces) for job in jobs]):
        pass
    others = [n for n in exports if not studio.outputs[n].pieces]
    yield from _made(studio, crew, "exports", file, [*_shares(joined, 1), *_shares(others, _SHARE)], _FEW_EXPORTS)


def make_pieces(job: PieceJob) -> None:
    """Make some pieces of data files, and keep them."""
    studio = at_hand(job.studio)
    for at, number in job.pieces:
        output = studio.outputs[number]
        export = studio.exports.files[output.path]
        if isinstance(export, JoinedFile):
            studio.pieces.put(output.pieces[at], export.pieces[at].make())


def make(job: Job) -> list[Made]:
    """Make some outputs."""
    studio = at_hand(job.studio)
    found: list[Searched] = []
    made = []
    for number in job.outputs:
        output = studio.outputs[number]
        last = studio.last.get(output.path)
        if output.pieces:
            made.append(Made(studio.writer.put_file(output.path, partial(_join, output, studio), last)))
        else:
            look = Look()
            files = _files(output, studio, found, look)
            lines = "\n".join(studio.writer.put(path, data, last) for path, data in files)
            made.append(Made(lines, look.noted(), tuple(look.anchors), tuple(look.faults)))
    if found:
        given = search.collected(found, studio.places)
        given.tofile(studio.spill / f"{job.outputs[0]:07}")
    return made


def _join(output: Output, studio: Studio, file: Path) -> None:
    export = studio.exports.files[output.path]
    if isinstance(export, JoinedFile):
        export.write(file, map(studio.pieces.read, output.pieces))


def make_shards(job: ShardJob) -> list[str]:
    """Write some shards."""
    studio = at_hand(job.studio)
    texts = job.lists.shards([output.shard for output in job.shards])
    named = (
        (o.path, search.grams(o.shard, text)[1], studio.last.get(o.path))
        for o, text in zip(job.shards, texts, strict=True)
    )
    return [studio.writer.put(path, data, last) for path, data, last in named]


def _files(output: Output, studio: Studio, found: list[Searched], look: Look) -> Iterator[tuple[str, bytes]]:
    """The files of one output; what an article gives to the search is put into ``found``, what pages tell into ``look``."""
    if output.export:
        yield output.path, studio.exports.files[output.path].make()
    elif output.page is None:
        data = _copy(output, studio.sources.root)
        if rendered(output, studio.sources.root):
            studio.examiner.whole(look, output.path, data.decode(), counterparts=True)
        yield output.path, data
    elif output.card:
        for path, locale in zip(output.paths, studio.sources.renderer.locales.values(), strict=True):
            yield path, card(output.page, locale, studio.sources.settings)
    else:
        renderer = studio.sources.renderer
        for path, variant in zip(output.paths, VARIANTS, strict=False):
            key = stencil_key(output.page, variant)
            parts = renderer.parts(output.page, variant)
            yield path, studio.examiner.fill(look, path, key, studio.stencils[key], parts).encode()
        if output.place >= 0 and isinstance(output.page, ArticlePage):
            yield from _beside(output.page.item, output.place, studio, found)


def _beside(item: Item, place: int, studio: Studio, found: list[Searched]) -> Iterator[tuple[str, bytes]]:
    """The files beside an article's pages: its record, and what searches show of it."""
    renderer = studio.sources.renderer
    yield record_path(item), article(renderer.described(item), renderer.locales)
    shown = shown_of(item, studio.sources)
    for variant, said in shown.items():
        name, data = search.reading_of(variant.tag, said, place)
        yield urls.SEARCH + name, data
    found.append(entry(shown[SIMPLIFIED], shown[TRADITIONAL]))


def _copy(output: Output, root: Path) -> bytes:
    """A file as it is published: a picture without what its camera wrote into it."""
    data = (root / output.source).read_bytes()
    if output.orientation:
        return clean(data, output.orientation)
    if digest(data) != output.recipe:
        raise DamagedError(output.source)
    return data
