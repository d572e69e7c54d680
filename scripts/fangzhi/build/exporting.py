"""Exports as outputs of a build: planned with the rest, made when the articles' records are there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from fangzhi.build.fingerprints import Fingerprints
from fangzhi.build.fixity import join
from fangzhi.build.plan import Output
from fangzhi.build.provenance import PROVENANCE, Provenance
from fangzhi.build.sources import Sources
from fangzhi.exports import families
from fangzhi.exports.articles import record_path
from fangzhi.exports.holdings import Export, ExportFile, Holdings, JoinedFile, Record
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import search, urls
from fangzhi.site.opensearch import description


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
        numbers=sources.shelving.places,
        records=record,
    )


def _source(path: str, sources: Sources) -> str:
    """The file of a hand-written page."""
    candidates = (f"docs/{path.rstrip('/')}.md", f"docs/{path}index.md")
    return next((name for name in candidates if name in sources.times), "")


def export_outputs(sources: Sources, documents: Iterable[str], base: str) -> Iterator[Output]:
    """The files made of the archive as a whole."""
    prints = Fingerprints()
    for file in export_files(sources, holdings(sources, documents, sources.root)):
        pieces = file.pieces if isinstance(file, JoinedFile) else ()
        keys = tuple(join(base, prints.of(piece.of)) for piece in pieces)
        yield Output((file.path,), join(base, file.path, prints.of(file.of), *keys), export=True, pieces=keys)


def export_files(sources: Sources, held: Holdings) -> Iterator[Export]:
    """Every file of the archive as a whole, made when it is asked for."""
    made_from = Provenance(sources)
    yield ExportFile(PROVENANCE, made_from.of, made_from.record)
    yield from _search_files(sources)
    yield from families.files(held)


def _search_files(sources: Sources) -> Iterator[ExportFile]:
    """The files of the search that every reader fetches, and what tells browsers that there is one."""
    for path, data in (search.shape(sources.shelving), *search.facets(sources.addresses, sources.shelving)):
        yield ExportFile(urls.SEARCH + path, (data,), partial(bytes, data))
    yield ExportFile(urls.SEARCH + search.FOLDING, (), search.folding)
    for variant in VARIANTS if sources.settings.url else ():
        text = description(sources.settings, sources.renderer.locales[variant.tag]).encode()
        yield ExportFile(urls.location(variant, urls.OPENSEARCH), (text,), partial(bytes, text))
