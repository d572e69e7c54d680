"""The search that does not mind the script: what the build writes under ``search/`` for browsers to read.

One index serves all variants, since it is made of folded text (`hanzi.folding`). What a reader sees of a hit stands
apart, a small file for each article and variant, from which the browser also proves that the hit is one.

Every file is a classic script that calls ``fangzhi(name, data)``: a page may load it under a strict policy, from any
path, and from disk, where it may not fetch. The files:

    fold.js                    the folding table (`folding.packed`)
    shape.js                   size of the numbering, bits of a shard's number, years as [first number, year]
    facets/<n>.js              districts and initiatives of 4,096 articles
    grams/<shard>.js           the lists (`postings`); none of the shards is left out, since none of them may seem lost
    read/<variant>/<h>/<l>.js  title, summary, date and text of article 256 * h + l, in the script of the variant
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fangzhi.hanzi.folding import fold, packed
from fangzhi.site import postings
from fangzhi.site.shelving import Shelving, mark, shelve

FOLDING = "fold.js"
_ROW = 4096
_FIRST_SIGN = 0x30

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it is searched, all in its source script and as plain text.

    ``path`` is the same in every variant (``articles/2025/x/``); ``forms`` are texts of the other script's page that
    are not the same when folded; ``names`` are labels and aliases, in all languages,
    of its districts and initiatives; ``english`` its English title, summary and text; ``districts`` and
    ``initiatives`` are ids; ``year`` is that of its facet (``2025``, ``202X``), ``order`` its first possible day as
    ``YYYY-MM-DD``, by which it is sorted.
    """

    path: str
    title: str
    summary: str
    text: str
    forms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    year: str = ""
    order: str = ""

    @property
    def fields(self) -> tuple[Sequence[str], ...]:
        """The texts of each field, weightiest first; browsers know the fields by their number here."""
        return (self.title,), self.names, (self.summary,), self.bylines, (self.text, *self.forms), self.english


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as the readers of one variant see it among the hits; see `Entry` for what the fields hold.

    ``date`` is written out. ``text`` is None where the variant shows the text of another one, named by ``of``; what
    that one's reading holds is searched there too, and need not be given again.
    """

    path: str
    title: str
    summary: str
    date: str
    text: str | None
    of: str = ""
    names: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()


def shelved(entries: Iterable[Entry]) -> Shelving:
    """The numbering of all articles."""
    return shelve(mark(entry.path, entry.year, entry.order) for entry in entries)


def index(entries: Iterable[Entry]) -> Iterator[File]:
    """All files that are the same for every variant, by their path below ``search/``."""
    every = list(entries)
    shelving = shelved(every)
    yield FOLDING, folding()
    yield shape(shelving)
    yield from facets(every, shelving)
    numbers = range(1 << postings.shard_bits(len(every)))
    for number, shard in zip(numbers, postings.encoded(collected(every, shelving.places), numbers), strict=True):
        yield grams(number, shard)


def readings(variant: str, articles: Iterable[Reading], places: Mapping[str, int]) -> Iterator[File]:
    """What the hits of one variant show, by path below ``search/``; ``places`` is the numbering's."""
    for article in articles:
        yield reading_of(variant, article, places[article.path])


def reading_of(variant: str, article: Reading, place: int) -> File:
    """What a hit shows of one article, whose number is ``place``."""
    return script(_reading_name(variant, place), _reading(article))


def reading_file(variant: str, place: int) -> str:
    """Where a reading stands below ``search/``."""
    return f"{_reading_name(variant, place)}.js"


def _reading_name(variant: str, place: int) -> str:
    return f"read/{variant}/{place >> 8}/{place & 255}"


def collected(entries: Iterable[Entry], places: Mapping[str, int]) -> postings.Postings:
    """What some articles give to the lists; ``places`` is the numbering's."""
    texts = (
        (places[entry.path], field, " ".join(map(fold, said)))
        for entry in entries
        for field, said in enumerate(entry.fields)
    )
    return postings.gathered(texts, postings.shard_bits(len(places)))


def folding() -> bytes:
    """The file with the folding table."""
    return script("fold", packed())[1]


def shape(shelving: Shelving) -> File:
    """The file that says how the others are to be read."""
    bits = postings.shard_bits(len(shelving.places))
    return script("shape", {"size": shelving.size, "bits": bits, "years": shelving.years})


def grams(number: int, shard: str) -> File:
    """The file of one shard."""
    return script(f"grams/{number}", shard)


def grams_file(number: int) -> str:
    """Where a shard stands below ``search/``."""
    return f"grams/{number}.js"


def facets(entries: Iterable[Entry], shelving: Shelving) -> Iterator[File]:
    """For each 4,096 numbers: the sets of districts, commonest first, and a sign for each number; likewise initiatives.

    The sign ``0`` says that no article stands there, ``1`` is the first set, and so on by code point.
    """
    rows: defaultdict[int, dict[int, Entry]] = defaultdict(dict)
    for entry in entries:
        place = shelving.places[entry.path]
        rows[place // _ROW][place % _ROW] = entry
    for number in range(-(-shelving.size // _ROW)):
        row = rows[number]
        kinds = ({n: e.districts for n, e in row.items()}, {n: e.initiatives for n, e in row.items()})
        yield script(f"facets/{number}", [_signed(kind) for kind in kinds])


def _signed(row: Mapping[int, tuple[str, ...]]) -> dict[str, object]:
    count = Counter(row.values())
    sets = sorted(count, key=lambda ids: (-count[ids], ids))
    sign = {ids: chr(_FIRST_SIGN + n) for n, ids in enumerate(sets, 1)}
    signs = (sign[row[n]] if n in row else chr(_FIRST_SIGN) for n in range(max(row, default=-1) + 1))
    return {"sets": sets, "signs": "".join(signs)}


def script(name: str, data: object) -> File:
    """A file that hands its data over when a page runs it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{name}.js", f"fangzhi({json.dumps(name)},{text});\n".encode("utf-8", "replace")


def _reading(article: Reading) -> dict[str, object]:
    """Fields in the order of `Entry.fields`, and what else is shown."""
    shown: dict[str, object] = {
        "path": article.path,
        "date": article.date,
        "districts": article.districts,
        "initiatives": article.initiatives,
        "fields": [[article.title], article.names, [article.summary], article.bylines, [], article.english],
    }
    return shown | {key: text for key, text in (("of", article.of), ("text", article.text)) if text}
