"""The search's files: made together when an article changed, and kept until the next one does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fangzhi.build.plan import Output, join
from fangzhi.build.sources import Sources
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls
from fangzhi.site.findings import entry, reading
from fangzhi.site.opensearch import description
from fangzhi.site.search import File, index, readings, shelved

_LEDGER, _FILES = "files.json", "files"


def search_outputs(sources: Sources, cache: Path) -> Iterator[Output]:
    """Every file of the search as an output, to be copied from the cache."""
    kept = cache / _recipe(sources)[:32]
    digests = _kept(kept)
    if digests is None:
        digests = _make(sources, kept)
    for path, digest in digests.items():
        yield Output(path, digest, source=str(kept / _FILES / path))


def _recipe(sources: Sources) -> str:
    """The digest of what the search is made from."""
    catalogue = sources.catalogue
    terms = [
        (t.id, t.called, t.broader, sorted(t.labels.items()))
        for vocabulary in (catalogue.districts, catalogue.initiatives)
        for t in vocabulary.terms
    ]
    return join(sources.base(), repr(terms), *(item.article.path + item.article.digest for item in catalogue.items))


def _kept(folder: Path) -> dict[str, str] | None:
    try:
        seal, _, text = (folder / _LEDGER).read_text("utf-8").partition("\n")
        digests: dict[str, str] = json.loads(text)
        return digests if seal == join(text) else None
    except (OSError, ValueError):
        return None


def _make(sources: Sources, kept: Path) -> dict[str, str]:
    kept.parent.mkdir(parents=True, exist_ok=True)
    digests: dict[str, str] = {}
    with TemporaryDirectory(dir=kept.parent, prefix="new-") as fresh:
        for path, data in files(sources):
            file = Path(fresh) / _FILES / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            digests[path] = join(data.decode())
        text = json.dumps(digests)
        (Path(fresh) / _LEDGER).write_text(f"{join(text)}\n{text}", "utf-8")
        for old in kept.parent.iterdir():
            if old != Path(fresh):
                shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(fresh, kept)
    return digests


def files(sources: Sources) -> Iterator[File]:
    """Every file of the search by its path in the site."""
    locales, initiatives, items = sources.renderer.locales, sources.catalogue.initiatives, sources.catalogue.items
    entries = [entry(item, locales, initiatives) for item in items]
    places = shelved(entries).places
    yield from _below_search(index(entries))
    for variant in VARIANTS:
        locale = locales[variant.tag]
        shown = (reading(item, locale, initiatives) for item in items)
        yield from _below_search(readings(variant.tag, shown, places))
        if sources.settings.url:
            yield urls.location(variant, urls.OPENSEARCH), description(sources.settings, locale).encode()


def _below_search(made: Iterable[File]) -> Iterator[File]:
    return ((urls.SEARCH + path, data) for path, data in made)
