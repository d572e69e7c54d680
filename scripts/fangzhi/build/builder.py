"""A folder of Markdown in, a site out: plan, difference, carry out, swap in whole."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from fangzhi.build.cleaning import clean
from fangzhi.build.engines import Engine
from fangzhi.build.exchange import alone, exchange, recover, workshop
from fangzhi.build.executors import Crew
from fangzhi.build.exporting import export_outputs, holdings, write_exports
from fangzhi.build.finding import search_outputs
from fangzhi.build.fixity import (
    MANIFEST,
    DamagedError,
    Entry,
    entry,
    file_digest,
    read_ledger,
    write_ledger,
    write_manifest,
)
from fangzhi.build.plan import Output, attachment_outputs, card_outputs, join, page_outputs
from fangzhi.build.sources import Sources
from fangzhi.build.theme import Theme, get_theme
from fangzhi.exports.cards import card
from fangzhi.exports.parts import files
from fangzhi.records.langtag import VARIANTS
from fangzhi.site.pages import ArticlePage
from fangzhi.site.renderer import Renderer, StencilKey, stencil_key
from fangzhi.site.stencils import Stencil

CACHE = ".cache/fangzhi"
ALONE = Crew()
_CHUNK = 150


class NotASiteError(Exception):
    """The folder to build into holds something that is no site; it is left alone."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: pages, outputs in all, and of these made, kept and removed."""

    pages: int
    outputs: int
    made: int
    kept: int
    removed: int


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
    with alone(sources.root / CACHE, waiting):
        recover(site)
        if not _may_replace(site):
            raise NotASiteError(str(site))
        try:
            return _build(sources, site, engine, crew, full=full)
        except DamagedError:
            return _build(sources, site, engine, crew, full=True)


def _build(sources: Sources, site: Path, engine: Engine, crew: Crew, *, full: bool) -> Result:
    cache = sources.root / CACHE
    ledger_file = cache / f"site-{join(str(site.resolve()))[:16]}.json"
    ledger = {} if full else read_ledger(ledger_file)
    crew.tell("plan")
    pages = sources.pages()
    crew.tell("theme")
    theme = get_theme(sources, pages, engine, cache / "theme")
    crew.tell("plan")
    outputs = [*theme.outputs(), *page_outputs(pages, theme.digests(), sources.base())]
    outputs += card_outputs(pages, sources.settings, sources.base())
    outputs += attachment_outputs(sources.root, sources.catalogue, sources.base())
    if full:
        shutil.rmtree(cache / "search", ignore_errors=True)
    crew.tell("search")
    outputs += search_outputs(sources, cache / "search")
    crew.tell("plan")
    outputs += export_outputs(sources, holdings(sources, theme.documents(), site), sources.base())
    stale = [o for o in outputs if not _fresh(o, ledger, site)]
    gone = set(ledger) - {o.path for o in outputs}
    if stale or gone or not (site / MANIFEST).is_file():
        kept = {o.path for o in outputs} - {o.path for o in stale}
        with workshop(site) as folder:
            fresh = folder / "site"
            crew.tell("keep")
            _link(kept, site, fresh)
            carry_out(stale, sources, theme, fresh, crew)
            crew.tell("seal")
            entries = {o.path: ledger[o.path] if o.path in kept else entry(o.recipe, fresh / o.path) for o in outputs}
            write_manifest(fresh, {path: made.digest for path, made in entries.items()})
            crew.tell("exchange")
            exchange(fresh, site)
        write_ledger(ledger_file, entries)
    pages_in_all = sum(output.path.endswith(".html") for output in outputs)
    return Result(pages_in_all, len(outputs), len(stale), len(outputs) - len(stale), len(gone))


def _fresh(output: Output, ledger: Mapping[str, Entry], site: Path) -> bool:
    last = ledger.get(output.path)
    return last is not None and last.recipe == output.recipe and last.holds(site / output.path)


def _may_replace(site: Path) -> bool:
    """A site of ours, an empty folder, or nothing: never somebody's home."""
    if not site.exists():
        return True
    return site.is_dir() and ((site / "404.html").is_file() or not any(site.iterdir()))


def _link(paths: set[str], old: Path, new: Path) -> None:
    """Bring unchanged files over as they are, with their times, by hard links where the disk allows."""
    new.mkdir(parents=True)
    for folder in sorted({(new / path).parent for path in paths}):
        folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        try:
            os.link(old / path, new / path)
        except OSError:
            shutil.copy2(old / path, new / path)


@dataclass(frozen=True)
class Job:
    """A share of the outputs with what a worker needs to make them. ``renderer`` is pickled once for all jobs."""

    outputs: Sequence[Output]
    stencils: Mapping[StencilKey, Stencil]
    renderer: bytes
    root: Path
    folder: Path


def carry_out(outputs: Sequence[Output], sources: Sources, theme: Theme, folder: Path, crew: Crew = ALONE) -> None:
    """Make some outputs in a folder; exports last, since they read what was made before them."""
    exports = {output.path for output in outputs if output.export}
    documents = theme.documents()
    jobs = _jobs([output for output in outputs if not output.export], sources, theme, folder)
    for _ in crew.share("pages", make, jobs, [len(job.outputs) for job in jobs]):
        pass
    crew.tell("exports")
    write_exports(exports, sources, holdings(sources, documents, folder), folder)


def _jobs(outputs: Sequence[Output], sources: Sources, theme: Theme, folder: Path) -> list[Job]:
    """All outputs but exports, in shares."""
    _renderer.cache_clear()  # a live preview builds many times in one process, and templates change meanwhile
    fresh = pickle.dumps((replace(sources.renderer), sources.base()))  # a worker may outlive a change of templates
    shares = (outputs[at : at + _CHUNK] for at in range(0, len(outputs), _CHUNK))
    return [Job(share, theme.stencils, fresh, sources.root, folder) for share in shares]


def make(job: Job) -> None:
    """Make the outputs of one job."""
    renderer = _renderer(job.renderer)
    parts: dict[str, bytes] = {}
    for output in job.outputs:
        file = job.folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if output.part and isinstance(output.page, ArticlePage):
            if output.path not in parts:
                item = output.page.item
                parts = files(item, renderer.described(item), renderer.locales)
            file.write_bytes(parts[output.path])
        elif output.card and output.page:
            locale = renderer.locales[VARIANTS[output.variant].tag]
            file.write_bytes(card(output.page, locale, renderer.settings))
        elif output.page:
            variant = VARIANTS[output.variant]
            stencil = job.stencils[stencil_key(output.page, variant)]
            file.write_text(stencil.fill(renderer.parts(output.page, variant)), "utf-8", newline="\n")
        else:
            _copy(output, job.root / output.source, file)


def _copy(output: Output, source: Path, target: Path) -> None:
    """Bring a file over; a picture without what its camera wrote into it."""
    if output.orientation:
        target.write_bytes(clean(source.read_bytes(), output.orientation))
        return
    shutil.copyfile(source, target)
    if file_digest(target) != output.recipe:
        raise DamagedError(output.source)


@lru_cache(maxsize=1)
def _renderer(pickled: bytes) -> Renderer:
    renderer: Renderer
    renderer, _ = pickle.loads(pickled)  # noqa: S301 - pickled by this process's parent
    return renderer
