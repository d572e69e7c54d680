"""Outputs carried out in shares, each by one process.

What all jobs need is one `Studio`. A process that was forked has it from its parent; any other reads it from a file, once.
So a job is a few numbers and its answer a few lines, and the parent is never what the others wait for.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TypeVar

from fangzhi.build.cleaning import clean
from fangzhi.build.executors import Crew
from fangzhi.build.exporting import export_files, holdings
from fangzhi.build.finding import Index, Kept
from fangzhi.build.fixity import DamagedError, Entry, digest
from fangzhi.build.pieces import Pieces
from fangzhi.build.plan import Output
from fangzhi.build.seeking import shown_of
from fangzhi.build.sources import Sources
from fangzhi.build.theme import Theme
from fangzhi.build.writing import Writer
from fangzhi.exports.articles import article, record_path
from fangzhi.exports.cards import card
from fangzhi.exports.holdings import Export, JoinedFile
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import SIMPLIFIED, TRADITIONAL, VARIANTS
from fangzhi.records.sealed import CACHE
from fangzhi.site import search, urls
from fangzhi.site.findings import entry
from fangzhi.site.pages import ArticlePage
from fangzhi.site.renderer import StencilKey, stencil_key
from fangzhi.site.search import Entry as Searched
from fangzhi.site.stencils import Stencil

_SHARE, _SHARES = 20, 400  # outputs of a job at least, and jobs at most
_SHARDS = 64  # of a job
_PIECES = 24  # of a job: what a few volumes give to every file
PIECES = "pieces"  # the folder that they are kept in

T = TypeVar("T")


@dataclass(frozen=True)
class Studio:
    """All that jobs need: what is to be made of what, where, and what the last build made.

    ``old`` is the last site; ``spill`` takes what articles give to the search's lists, by their ``places``.
    """

    sources: Sources
    theme: Theme
    outputs: Sequence[Output]
    last: Mapping[str, Entry]
    folder: Path
    old: Path
    spill: Path

    @property
    def stencils(self) -> Mapping[StencilKey, Stencil]:
        """The theme's."""
        return self.theme.stencils

    @property
    def places(self) -> Mapping[str, int]:
        """The number of each article in the search, by its path."""
        return self.sources.shelving.places

    @cached_property
    def writer(self) -> Writer:
        """Writes into the new site."""
        return Writer(self.folder, self.old)

    @cached_property
    def exports(self) -> dict[str, Export]:
        """How each export is made."""
        held = holdings(self.sources, self.theme.documents(), self.folder)
        return {file.path: file for file in export_files(self.sources, held)}

    @property
    def pieces(self) -> Pieces:
        """Those of data files that are kept."""
        return Pieces(self.sources.root / CACHE / PIECES)

    def saved(self) -> str:
        """Put it into a file beside the new site; gives its name, by which workers that live on tell studios apart."""
        data = pickle.dumps(self._bare())
        file = self.folder.with_name(f"studio-{digest(data)}")
        file.write_bytes(data)
        return str(file)

    def _bare(self) -> Studio:
        """The same without what it has worked out so far."""
        sources = replace(self.sources, renderer=replace(self.sources.renderer))
        return replace(self, sources=sources)


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


def carry_out(studio: Studio, index: Index, crew: Crew) -> dict[str, Entry]:
    """Make a studio's outputs, and the shards that this touches; gives what was made of each output, by path.

    Exports come last, since they read what was made before them.
    """
    with _opened_for(studio, crew) as file:
        pages = [n for n, output in enumerate(studio.outputs) if not output.export]
        exports = [n for n, output in enumerate(studio.outputs) if output.export]
        made = dict(_made(studio, crew, "pages", file, _shares(pages, max(_SHARE, len(pages) // _SHARES))))
        crew.tell("search")
        index.revise([output.place for output in studio.outputs if output.place >= 0], crew)
        stale = [
            o for o in index.outputs() if not (known(o, studio.last) and studio.last[o.path].holds(str(studio.old)))
        ]
        shares = _shares(stale, _SHARDS)
        jobs = [ShardJob(share, lists, file) for lists in ([index.kept()] if shares else []) for share in shares]
        for job, lines in zip(
            jobs, crew.share("search", make_shards, jobs, [len(j.shards) for j in jobs]), strict=True
        ):
            made |= {o.path: Entry(o.recipe, line) for o, line in zip(job.shards, lines, strict=True)}
        made |= _exported(studio, crew, file, exports)
    return made


def known(output: Output, last: Mapping[str, Entry]) -> bool:
    """Whether the last build made an output from the same."""
    return output.path in last and last[output.path].recipe == output.recipe


def _made(
    studio: Studio, crew: Crew, stage: str, file: str, shares: Iterable[Sequence[int]]
) -> Iterator[tuple[str, Entry]]:
    jobs = [Job(share, file) for share in shares]
    files = [sum(len(studio.outputs[number].paths) for number in job.outputs) for job in jobs]
    for job, lines in zip(jobs, crew.share(stage, make, jobs, files), strict=True):
        for number, line in zip(job.outputs, lines, strict=True):
            output = studio.outputs[number]
            yield output.path, Entry(output.recipe, line)


def _shares(whole: Sequence[T], size: int) -> list[Sequence[T]]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def _exported(studio: Studio, crew: Crew, file: str, exports: Sequence[int]) -> Iterator[tuple[str, Entry]]:
    """Pieces of data files that are not kept yet, then every export: those that are joined each by itself."""
    joined = [n for n in exports if studio.outputs[n].pieces]
    lacking = sorted(
        (at, n) for n in joined for at, key in enumerate(studio.outputs[n].pieces) if key not in studio.pieces
    )
    jobs = [PieceJob(share, file) for share in _shares(lacking, _PIECES)]
    for _ in crew.share("exports", make_pieces, jobs, [len(job.pieces) for job in jobs]):
        pass
    others = [n for n in exports if not studio.outputs[n].pieces]
    yield from _made(studio, crew, "exports", file, [*_shares(joined, 1), *_shares(others, _SHARE)])


def make_pieces(job: PieceJob) -> None:
    """Make some pieces of data files, and keep them."""
    studio = _studio(job.studio)
    for at, number in job.pieces:
        output = studio.outputs[number]
        export = studio.exports[output.path]
        if isinstance(export, JoinedFile):
            studio.pieces.put(output.pieces[at], export.pieces[at].make())


_HERE: list[Studio] = []  # the studio of the build that this process, or the one that it was forked from, carries out


@contextmanager
def _opened_for(studio: Studio, crew: Crew) -> Iterator[str]:
    """Lay a studio open for a crew: gives the file that it is in, or nothing where workers have it from this process."""
    _HERE[:] = [studio]
    gc.freeze()  # what is there already is not looked at, so that its pages of memory stay shared
    try:
        yield "" if crew.inherits else studio.saved()
    finally:
        gc.unfreeze()
        _HERE.clear()


def _studio(file: str) -> Studio:
    return _opened(file) if file else _HERE[0]


@lru_cache(maxsize=1)
def _opened(file: str) -> Studio:
    studio: Studio = pickle.loads(Path(file).read_bytes())  # noqa: S301 - written by this build, into its workshop
    return studio


def make(job: Job) -> list[str]:
    """Make some outputs; gives the lines of each one's files."""
    studio = _studio(job.studio)
    found: list[Searched] = []
    lines = []
    for number in job.outputs:
        output = studio.outputs[number]
        last = studio.last.get(output.path)
        if output.pieces:
            lines.append(studio.writer.put_file(output.path, partial(_join, output, studio), last))
        else:
            lines.append("\n".join(studio.writer.put(path, data, last) for path, data in _files(output, studio, found)))
    if found:
        given = search.collected(found, studio.places)
        given.tofile(studio.spill / f"{job.outputs[0]:07}")
    return lines


def _join(output: Output, studio: Studio, file: Path) -> None:
    export = studio.exports[output.path]
    if isinstance(export, JoinedFile):
        export.write(file, map(studio.pieces.read, output.pieces))


def make_shards(job: ShardJob) -> list[str]:
    """Write some shards."""
    studio = _studio(job.studio)
    texts = job.lists.shards([output.shard for output in job.shards])
    named = (
        (o.path, search.grams(o.shard, text)[1], studio.last.get(o.path))
        for o, text in zip(job.shards, texts, strict=True)
    )
    return [studio.writer.put(path, data, last) for path, data, last in named]


def _files(output: Output, studio: Studio, found: list[Searched]) -> Iterator[tuple[str, bytes]]:
    """The files of one output; what an article gives to the search is put into ``found``."""
    if output.export:
        yield output.path, studio.exports[output.path].make()
    elif output.page is None:
        yield output.path, _copy(output, studio.sources.root)
    elif output.card:
        for path, locale in zip(output.paths, studio.sources.renderer.locales.values(), strict=True):
            yield path, card(output.page, locale, studio.sources.settings)
    else:
        renderer = studio.sources.renderer
        for path, variant in zip(output.paths, VARIANTS, strict=False):
            stencil = studio.stencils[stencil_key(output.page, variant)]
            yield path, stencil.fill(renderer.parts(output.page, variant)).encode()
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
