"""The whole archive as data, under ``data/``: tables, records, database, texts, authority files, and their description."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from fangzhi.exports import database
from fangzhi.exports.bundles import bundle, join
from fangzhi.exports.encoding import json_bytes
from fangzhi.exports.holdings import Export, ExportFile, Holdings, JoinedFile, Piece, digest
from fangzhi.exports.schemas import datapackage, record_schema
from fangzhi.exports.skos import Scheme
from fangzhi.exports.tables import ARTICLES, FIGURES, article_row, figure_rows, head, table
from fangzhi.exports.volumes import Volume, Volumes
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Vocabulary
from fangzhi.site import urls
from fangzhi.site.downloads import SCHEMA_VERSION
from fangzhi.site.words import WORDS

_LANGUAGES = (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)


class Datasets:
    """The data files of an archive."""

    def __init__(self, holdings: Holdings, volumes: Volumes) -> None:
        self.holdings, self._volumes = holdings, volumes

    def files(self) -> Iterator[Export]:
        """Every data file."""
        catalogue = self.holdings.catalogue
        yield from self._joined_files()
        yield self._file("articles.schema.json", (), lambda: json_bytes(record_schema(), indent=1))
        for vocabulary in (catalogue.districts, catalogue.initiatives):
            scheme = self._scheme(vocabulary)
            yield self._file(f"{vocabulary.name}.json", (vocabulary.terms,), scheme.plain)
            yield self._file(f"{vocabulary.name}.ttl", (vocabulary.terms,), scheme.turtle)
            yield self._file(f"{vocabulary.name}.jsonld", (vocabulary.terms,), scheme.json_ld)
        yield self._file(
            "withdrawn.json", (catalogue.withdrawn, *(i.article.digest for i in catalogue.withdrawn)), self.withdrawn
        )
        yield self._file("datapackage.json", (), partial(json_bytes, self._datapackage(), indent=1))

    def _joined_files(self) -> Iterator[JoinedFile]:
        """The files that hold all articles: the oldest first, so that a new one stands at the end."""
        catalogue = self.holdings.catalogue
        named = (catalogue.districts.terms, catalogue.initiatives.terms)
        yield self._joined("articles.csv", self._articles, partial(_lines, head(ARTICLES)))
        yield self._joined("articles.jsonl", self._records, partial(_lines, b""))
        yield self._joined("archive.sqlite", self._rows, self._database, named)
        yield self._joined("text.zip", self._texts, join)
        figures = tuple(
            Piece(("figures", digest(i.article.id + i.article.head for i in v.items)), partial(self._figures, v))
            for v in self._volumes.all
        )
        yield JoinedFile(urls.DATA + "figures.csv", (), figures, partial(_lines, head(FIGURES)))

    def _joined(
        self,
        name: str,
        make: Callable[[Volume], bytes],
        write: Callable[[Path, Iterable[bytes]], None],
        of: tuple[object, ...] = (),
    ) -> JoinedFile:
        return JoinedFile(urls.DATA + name, of, self._volumes.pieces(name, make), write)

    def _file(self, name: str, of: tuple[object, ...], make: object) -> ExportFile:
        assert callable(make)
        return ExportFile(urls.DATA + name, of, make)

    def _scheme(self, vocabulary: Vocabulary) -> Scheme:
        base = f"{self.holdings.settings.url}{vocabulary.name}/"
        return Scheme(vocabulary, base, dict(zip(_LANGUAGES, WORDS[vocabulary.name], strict=True)))

    def _datapackage(self) -> dict[str, object]:
        settings = self.holdings.settings
        host = urlsplit(settings.url).hostname or "archive"
        title = self.holdings.locales[LanguageTag.EN].choose(settings.names)
        return datapackage(re.sub(r"[^a-z0-9._-]", "-", host.lower()), title, settings.url)

    def _articles(self, volume: Volume) -> bytes:
        return table(map(article_row, self._volumes.records(volume)))

    def _records(self, volume: Volume) -> bytes:
        return b"".join(map(json_bytes, self._volumes.records(volume)))

    def _rows(self, volume: Volume) -> bytes:
        return database.of_some(volume.numbers, self._volumes.records(volume))

    def _figures(self, volume: Volume) -> bytes:
        return table(chain.from_iterable(map(figure_rows, self._volumes.records(volume))))

    def _texts(self, volume: Volume) -> bytes:
        """``<script>/<id>.txt`` for each article, with the title on the first line."""
        return bundle({
            f"{tag}/{record['id']}.txt": f"{text['title']}\n\n{text['text']}\n"
            for record in self._volumes.records(volume)
            for tag, text in record["texts"].items()
            if text["text"] is not None
        })  # fmt: skip

    def _database(self, file: Path, pieces: Iterable[bytes]) -> None:
        """Everything in one database."""
        catalogue, settings = self.holdings.catalogue, self.holdings.settings
        about = [("schema_version", SCHEMA_VERSION), ("url", settings.url)]
        about += [(f"name_{tag}", text) for tag, text in sorted(settings.names.items())]
        database.join(file, pieces, (catalogue.districts, catalogue.initiatives), about)

    def withdrawn(self) -> bytes:
        """What was taken back, so that whoever has copies can follow: address, day and class of reason, and nothing else."""
        return json_bytes(
            [_stone(item, self.holdings.settings.url) for item in self.holdings.catalogue.withdrawn], indent=1
        )


def _stone(item: Item, base: str) -> dict[str, str]:
    article, withdrawn = item.article, item.article.withdrawn
    path = urls.article(article.shelf, article.id)
    told = {"id": article.id, "path": path, "url": base + path if base else ""}
    if withdrawn:
        told |= {"date": str(withdrawn.date or ""), "reason": withdrawn.reason.value}
    return {key: value for key, value in told.items() if value}


def _lines(head: bytes, file: Path, pieces: Iterable[bytes]) -> None:
    """Pieces one after the other."""
    with file.open("wb") as out:
        out.write(head)
        out.writelines(pieces)
