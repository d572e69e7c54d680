"""A folder of Markdown in, a site out: plan, difference, carry out, swap in whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from fangzhi.build.comparison import Comparison
from fangzhi.build.engines import Engine
from fangzhi.build.examination import framed, planned_faults, stranded
from fangzhi.build.exchange import alone, exchange, recover
from fangzhi.build.executors import Crew
from fangzhi.build.exporting import Exports
from fangzhi.build.finding import Index, articles
from fangzhi.build.fixity import MANIFEST, DamagedError, ledger_file, read_ledger, write_ledger, write_manifest
from fangzhi.build.making import carry_out
from fangzhi.build.plan import Output, attachment_outputs, card_outputs, page_outputs
from fangzhi.build.provenance import PROVENANCE
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
    if full:
        _forget(sources, cache)
    ledger = {} if full else read_ledger(file)
    crew.tell("plan")
    pages = sources.pages()
    crew.tell("theme")
    theme = get_theme(sources, pages, engine, cache / "theme")
    crew.tell("plan")
    exports = Exports(sources, theme.documents(), spare_tree(site))
    outputs = [*theme.outputs(), *planned(exports, theme)]
    index = Index(cache / "search", articles(outputs))
    crew.tell("keep")
    spare = Spare(site, file, ledger)
    found = Comparison(outputs, index, ledger, spare.base)
    if found.same and (site / MANIFEST).is_file():
        return found.result({})
    with spare.opened(found.kept.values(), found.gone):
        studio = Studio(exports, theme, found.work, found.last, spare.base, index.spill, found.paths)
        faults = [*planned_faults(found.now, found.paths, sources.root), *_left_behind(studio, found)]
        made = carry_out(studio, index, crew, faults)
        bring((found.last[o.path] for o in index.outputs() if o.path not in made), spare.base, studio.folder)
        crew.tell("seal")
        entries = found.entries(made)
        write_manifest(studio.folder, chain.from_iterable(entry.digests() for entry in entries.values()))
        crew.tell("exchange")
        exchange(studio.folder, site)
    write_ledger(file, entries.values())
    spare.follow(entries, found.gone)
    studio.pieces.keep(chain.from_iterable(output.pieces for output in outputs))
    return found.result(made)


def _forget(sources: Sources, cache: Path) -> None:
    """Believe nothing that earlier builds kept."""
    sources.digests.forget()
    (cache / RECIPES).unlink(missing_ok=True)
    for folder in ("search", PIECES):
        shutil.rmtree(cache / folder, ignore_errors=True)


def _left_behind(studio: Studio, found: Comparison) -> Iterator[Problem]:
    """Links to what is gone, on pages that are kept and in the frames that they share."""
    if found.gone:
        yield from stranded(found.kept, found.gone, studio.folder, studio.examiner)
        yield from framed(found.now, studio.stencils, studio.examiner)


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


def _may_replace(site: Path) -> bool:
    """A site of ours, an empty folder, or nothing: never somebody's home."""
    if not site.exists():
        return True
    signs = ((PROVENANCE,), (MANIFEST, "404.html"))  # others write a 404.html too, and a bag has a manifest
    ours = any(all((site / name).is_file() for name in names) for names in signs)
    return site.is_dir() and (ours or not any(site.iterdir()))
