"""Exports as outputs of a build: planned with the rest, made when the articles' records are there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fangzhi.build.plan import Fingerprints, Output, join
from fangzhi.build.provenance import PROVENANCE, provenance
from fangzhi.build.sources import Sources
from fangzhi.exports import families
from fangzhi.exports.holdings import ExportFile, Holdings, Record
from fangzhi.exports.parts import record_path
from fangzhi.records.catalogue import Item


def holdings(sources: Sources, documents: Iterable[str], folder: Path) -> Holdings:
    """What exports are made from. Records are read from ``folder``, where this build puts its files."""

    def record(item: Item) -> Record:
        read: Record = json.loads((folder / record_path(item)).read_bytes())
        return read

    return held(sources, documents, record)


def held(sources: Sources, documents: Iterable[str], record: Callable[[Item], Record]) -> Holdings:
    """The same with records from elsewhere."""
    return Holdings(
        catalogue=sources.catalogue,
        settings=sources.settings,
        locales=sources.renderer.locales,
        times=sources.times,
        pages=tuple(sources.pages()),
        documents={path: _source(path, sources) for path in documents},
        records=record,
    )


def _source(path: str, sources: Sources) -> str:
    """The file of a hand-written page."""
    candidates = (f"docs/{path.rstrip('/')}.md", f"docs/{path}index.md")
    return next((name for name in candidates if name in sources.times), "")


def export_outputs(sources: Sources, held: Holdings, base: str) -> Iterator[Output]:
    """The files made of the archive as a whole."""
    prints = Fingerprints()
    for file in export_files(sources, held):
        yield Output(file.path, join(base, file.path, prints.of(file.of)), export=True)


def export_files(sources: Sources, held: Holdings) -> Iterator[ExportFile]:
    """Every file of the archive as a whole, made when it is asked for."""
    made_from = provenance(sources)
    yield ExportFile(PROVENANCE, (made_from,), lambda: made_from)
    yield from families.files(held)


def write_exports(wanted: set[str], sources: Sources, held: Holdings, folder: Path) -> None:
    """Make some of the files of `export_outputs`."""
    for file in export_files(sources, held) if wanted else ():
        if file.path in wanted:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.make())
