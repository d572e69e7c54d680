"""Exports as outputs of a build: planned with the rest, made when the articles' records are there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
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


@dataclass(frozen=True)
class Exports:
    """The files that are made of an archive as a whole: planned from what they are made of, made when records are there.

    ``documents`` are the paths of hand-written pages. Records are read from ``folder``, where a build puts its files.
    """

    sources: Sources
    documents: Sequence[str]
    folder: Path

    def __reduce__(self) -> tuple[type[Exports], tuple[Sources, Sequence[str], Path]]:
        return Exports, (self.sources, self.documents, self.folder)

    @cached_property
    def files(self) -> dict[str, Export]:
        """Every file by its path."""
        return {
            file.path: file for file in export_files(self.sources, holdings(self.sources, self.documents, self._read))
        }

    def _read(self, item: Item) -> Record:
        read: Record = json.loads((self.folder / record_path(item)).read_bytes())
        return read

    def outputs(self, base: str) -> Iterator[Output]:
        """Each file with what it is made from; ``base`` is the digest of what all are."""
        prints = Fingerprints()
        for path, file in self.files.items():
            pieces = file.pieces if isinstance(file, JoinedFile) else ()
            keys = tuple(join(base, prints.of(piece.of)) for piece in pieces)
            yield Output((path,), join(base, path, prints.of(file.of), *keys), export=True, pieces=keys)


def holdings(sources: Sources, documents: Iterable[str], record: Callable[[Item], Record]) -> Holdings:
    """What exports are made from; ``record`` reads an article's."""
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
