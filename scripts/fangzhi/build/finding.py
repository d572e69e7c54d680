"""The search's files: kept beside the archive, and brought up to date article by article.

What an article has given to the index is read back from its own kept texts, so that it can be taken out again without
looking at any other article; see `postings.revised`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from fangzhi.build.fixity import DamagedError
from fangzhi.build.plan import Output, join
from fangzhi.build.sources import Sources
from fangzhi.hanzi.folding import packed
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import SIMPLIFIED, TRADITIONAL, VARIANTS
from fangzhi.site import postings, search, urls
from fangzhi.site.findings import address, entry, reading
from fangzhi.site.opensearch import description
from fangzhi.site.search import Entry, File, Reading
from fangzhi.site.shelving import Shelving

_LEDGER, _FILES = "ledger.json", "files"
_LARGE = (f"{urls.SEARCH}grams/", f"{urls.SEARCH}read/")  # what is revised rather than made


Known = list[int | str]


@dataclass(frozen=True)
class Ledger:
    """What was made from what: ``articles`` holds place and digest by path, ``files`` digests by path in the site."""

    base: str = ""
    articles: dict[str, Known] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def shelving(self) -> Shelving:
        """The places alone."""
        return Shelving({path: int(place) for path, (place, _) in self.articles.items()}, (), 0)

    @property
    def bits(self) -> int:
        """Bits of a shard's number."""
        return postings.shard_bits(len(self.articles))


def search_outputs(sources: Sources, cache: Path) -> Iterator[Output]:
    """Every file of the search as an output, to be copied from the cache."""
    last = _read(cache)
    entries = {e.path: (e, i) for i in sources.catalogue.items for e in [address(i, sources.catalogue.initiatives)]}
    shelving = search.shelved(e for e, _ in entries.values())
    articles: dict[str, Known] = {p: [shelving.places[p], i.article.digest] for p, (_, i) in entries.items()}
    now = Ledger(_base(sources), articles, last.files)
    if (last.base, last.articles) != (now.base, now.articles):
        if last.base != now.base or last.bits != now.bits:
            shutil.rmtree(cache, ignore_errors=True)
            last = Ledger()
        now = _Change(sources, cache / _FILES, last, now, entries, shelving).carried_out()
        _write(cache, now)
    for path, digest in sorted(now.files.items()):
        yield Output(path, digest, source=str(cache / _FILES / path))


def _base(sources: Sources) -> str:
    """The digest of what every file of the search depends on besides the articles."""
    vocabularies = (sources.catalogue.districts, sources.catalogue.initiatives)
    terms = [(t.id, t.called, t.broader) for vocabulary in vocabularies for t in vocabulary.terms]
    return join(sources.base(), repr(terms))


def _read(cache: Path) -> Ledger:
    try:
        seal, _, text = (cache / _LEDGER).read_text("utf-8").partition("\n")
        ledger = Ledger(**json.loads(text)) if seal == join(text) else Ledger()
    except (OSError, ValueError, TypeError):
        return Ledger()
    return ledger if all((cache / _FILES / path).is_file() for path in ledger.files) else Ledger()


def _write(cache: Path, ledger: Ledger) -> None:
    text = json.dumps(asdict(ledger))
    (cache / _LEDGER).write_text(f"{join(text)}\n{text}", "utf-8")


@dataclass(frozen=True)
class _Change:
    """From one state of the search's files to another. Until it is over there is no ledger to believe."""

    sources: Sources
    folder: Path
    last: Ledger
    now: Ledger
    entries: dict[str, tuple[Entry, Item]]
    shelving: Shelving

    def carried_out(self) -> Ledger:
        """Make, revise and remove files; returns the ledger of what is there then."""
        (self.folder.parent / _LEDGER).unlink(missing_ok=True)
        gone = [path for path, known in self.last.articles.items() if self.now.articles.get(path) != known]
        come = [path for path, known in self.now.articles.items() if self.last.articles.get(path) != known]
        taken = search.collected(map(self._old, gone), self.last.shelving)
        kept = {path: digest for path, digest in self.last.files.items() if path.startswith(_LARGE)}
        for path in (path for article in gone for path in self._readings(article)):
            del kept[path]
        given = list(self._come(come, kept))
        made = [*self._shards(taken, search.collected(given, self.shelving)), *self._small()]
        kept |= {path: self._put(path, data) for path, data in made}
        for path in set(self.last.files) - set(kept):
            (self.folder / path).unlink()
        return replace(self.now, files=kept)

    def _readings(self, article: str) -> list[str]:
        place = int(self.last.articles[article][0])
        return [urls.SEARCH + search.reading_file(v.tag, place) for v in VARIANTS]

    def _old(self, article: str) -> Entry:
        """What an article was when the last state was made."""
        files = dict(zip(VARIANTS, self._readings(article), strict=True))
        chinese = [search.read_back(self._kept(files[v])) for v in (SIMPLIFIED, TRADITIONAL)]
        return entry(chinese[0], chinese[1])

    def _come(self, articles: Iterable[str], kept: dict[str, str]) -> Iterator[Entry]:
        """Write the readings of articles that are new or have changed, and give their entries."""
        locales, initiatives = self.sources.renderer.locales, self.sources.catalogue.initiatives
        for article in articles:
            bare, item = self.entries[article]
            shown: dict[str, Reading] = {}
            for variant in VARIANTS:
                shown[variant.tag] = reading(item, locales[variant.tag], initiatives)
                for path, data in search.readings(variant.tag, [shown[variant.tag]], self.shelving.places):
                    kept[urls.SEARCH + path] = self._put(urls.SEARCH + path, data)
            yield entry(shown[SIMPLIFIED.tag], shown[TRADITIONAL.tag], bare.year, bare.order)

    def _shards(self, gone: search.Shards, come: search.Shards) -> Iterator[File]:
        fresh = not self.last.files
        touched = sorted(n for n in {*gone, *come} if gone.get(n) != come.get(n))
        for number in range(1 << self.now.bits) if fresh else touched:
            path = f"{urls.SEARCH}{search.grams(number, '')[0]}"
            old = postings.encode({}) if fresh else search.data(self._kept(path))
            yield path, search.grams(number, postings.revised(old, gone.get(number, {}), come.get(number, {})))[1]

    def _small(self) -> Iterator[File]:
        """The files that are quicker made than compared."""
        bare = [e for e, _ in self.entries.values()]
        below = [search.script("fold", packed()), search.shape(self.shelving), *search.facets(bare, self.shelving)]
        yield from ((urls.SEARCH + path, data) for path, data in below)
        for variant in VARIANTS if self.sources.settings.url else ():
            text = description(self.sources.settings, self.sources.renderer.locales[variant.tag])
            yield urls.location(variant, urls.OPENSEARCH), text.encode()

    def _kept(self, path: str) -> bytes:
        """What a file holds, where it is what was put there."""
        data = (self.folder / path).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.last.files[path]:
            raise DamagedError(path)
        return data

    def _put(self, path: str, data: bytes) -> str:
        """Write a file, and give its digest."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return join(data.decode())
