"""A folder of Markdown in, a site out: plan, difference, carry out, swap in whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from fangzhi.build.engines import Engine
from fangzhi.build.examination import framed, planned_faults, stranded
from fangzhi.build.exchange import alone, exchange, recover
from fangzhi.build.executors import Crew
from fangzhi.build.exporting import Exports
from fangzhi.build.finding import Index, articles
from fangzhi.build.fixity import MANIFEST, DamagedError, Entry, ledger_file, read_ledger, write_ledger, write_manifest
from fangzhi.build.making import carry_out, known
from fangzhi.build.pieces import Pieces
from fangzhi.build.plan import Output, attachment_outputs, card_outputs, page_outputs
from fangzhi.build.recipes import RECIPES, Recipes, ground
from fangzhi.build.servers import serving_outputs
from fangzhi.build.sources import Sources
from fangzhi.build.spare import Spare, spare_tree
from fangzhi.build.standing import Result
from fangzhi.build.studio import PIECES, Studio
from fangzhi.build.theme import Theme, get_theme
from fangzhi.build.vendored import vendored_outputs
from fangzhi.build.writing import bring
from fangzhi.records.problems import Problem
from fangzhi.records.sealed import CACHE, no_collection

ALONE = Crew()


class NotASiteError(Exception):
    """The folder to build into holds something that is no site; it is left alone."""


def build(  # noqa: PLR0913 - what a build may be told
    sources: Sources,
    site: Path,
    engine: Engine,
    crew: Crew = ALONE,
    *,
    full: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Result:
    """Bring ``site`` up to date with an archive that has no errors. The old site stays whole until the new one is.

    ``waiting`` is called where another build of the archive must end first.
    """
    with alone(sources.root / CACHE, waiting), no_collection():
        recover(site)
        if not _may_replace(site):
            raise NotASiteError(str(site))
        try:
            return _build(sources, site, engine, crew, full=full)
        except DamagedError:
            return _build(sources, site, engine, crew, full=True)


def _build(sources: Sources, site: Path, engine: Engine, crew: Crew, *, full: bool) -> Result:
    cache = sources.root / CACHE
    file = ledger_file(cache, site)
    ledger = {} if full else read_ledger(file)
    if full:
        sources.digests.forget()
        (cache / RECIPES).unlink(missing_ok=True)
        for folder in ("search", PIECES):
            shutil.rmtree(cache / folder, ignore_errors=True)
    crew.tell("plan")
    pages = sources.pages()
    crew.tell("theme")
    theme = get_theme(sources, pages, engine, cache / "theme")
    crew.tell("plan")
    exports = Exports(sources, theme.documents(), spare_tree(site))
    outputs = [*theme.outputs(), *planned(exports, theme)]
    index = Index(cache / "search", articles(outputs))
    stale = {o.path for o in outputs if _lacks(o, index) or not known(o, ledger)}
    now = [*outputs, *index.outputs()]
    paths = frozenset(chain.from_iterable(o.paths for o in now))
    if not stale and index.settled and _is(site, now, ledger):
        return _result(paths, ledger, {}, [])
    crew.tell("keep")
    spare = Spare(site, file, ledger)
    base = spare.base
    stale |= {o.path for o in outputs if o.path not in stale and not ledger[o.path].holds(str(base))}
    gone = _gone(now, paths, ledger, stale)
    kept = {o.path: ledger[o.path] for o in outputs if o.path not in stale}
    with spare.opened(kept.values(), gone):
        work = [o for o in outputs if o.path in stale]
        studio = Studio(exports, theme, work, ledger, base, index.spill, paths)
        faults = [*planned_faults(now, paths, sources.root), *_left_behind(studio, now, kept, gone)]
        made = carry_out(studio, index, crew, faults)
        bring((ledger[o.path] for o in index.outputs() if o.path not in made), base, exports.folder)
        crew.tell("seal")
        now = [*outputs, *index.outputs()]
        entries = {o.path: made.get(o.path) or ledger[o.path] for o in now}
        write_manifest(exports.folder, chain.from_iterable(entry.digests() for entry in entries.values()))
        crew.tell("exchange")
        exchange(exports.folder, site)
    write_ledger(file, entries.values())
    spare.follow(entries, gone)
    Pieces(cache / PIECES).keep(chain.from_iterable(output.pieces for output in outputs))
    return _result(paths.union(o.path for o in index.outputs()), ledger, made, gone)


def _left_behind(
    studio: Studio, outputs: Sequence[Output], kept: Mapping[str, Entry], gone: Sequence[str]
) -> Iterator[Problem]:
    """Links to what is gone, on pages that are kept and in the frames that they share."""
    if gone:
        yield from stranded(kept, gone, studio.folder, studio.examiner)
        yield from framed(outputs, studio.stencils, studio.examiner)


def _gone(now: Sequence[Output], paths: frozenset[str], ledger: Mapping[str, Entry], stale: set[str]) -> list[str]:
    """The files of the last site that are not among those of the new one; they stood where something is made anew."""
    named = {output.path for output in now}
    left = (entry for path, entry in ledger.items() if path in stale or path not in named)
    return [path for entry in left for path, _ in entry.digests() if path not in paths]


def _lacks(output: Output, index: Index) -> bool:
    return output.place >= 0 and output.page is not None and index.lacks(output.page.path)


def planned(exports: Exports, theme: Theme) -> Iterator[Output]:
    """Everything that is made of an archive but the search's lists, as far as it is not the theme's."""
    sources = exports.sources
    base = sources.base()
    stencils, places = theme.digests(), sources.shelving.places
    recipes = Recipes(sources.prints, sources.root / CACHE / RECIPES, ground(base, stencils, sources.catalogue))
    yield from page_outputs(sources.pages(), stencils, sources.bases, places, recipes)
    recipes.keep()
    yield from card_outputs(sources.pages(), sources.settings, base)
    yield from attachment_outputs(sources.digests, sources.catalogue, base)
    sources.digests.keep()
    yield from vendored_outputs(sources.root, sources.settings)
    yield from exports.outputs(base)
    yield from serving_outputs(sources.settings, theme, sources.root / CACHE / "serving")


def _is(site: Path, now: Sequence[Output], ledger: Mapping[str, Entry]) -> bool:
    """Whether a site is what is wanted, and nothing else."""
    whole = ledger.keys() == {output.path for output in now} and (site / MANIFEST).is_file()
    return whole and all(known(output, ledger) and ledger[output.path].holds(str(site)) for output in now)


def _result(
    paths: frozenset[str], ledger: Mapping[str, Entry], made: Mapping[str, Entry], gone: Sequence[str]
) -> Result:
    """Files that came out as they were count as kept."""
    before = {line for path in made if path in ledger for line in ledger[path].files.split("\n")}
    fresh = sum(line not in before for entry in made.values() for line in entry.files.split("\n"))
    pages = sum(path.endswith(".html") for path in paths)
    removed = sum(path not in paths for path in gone)
    return Result(pages, len(paths), fresh, len(paths) - fresh, removed)


def _may_replace(site: Path) -> bool:
    """A site of ours, an empty folder, or nothing: never somebody's home."""
    if not site.exists():
        return True
    ours = ("404.html", "made-from.json")  # either alone: somebody may have deleted the other
    return site.is_dir() and (any((site / name).is_file() for name in ours) or not any(site.iterdir()))
