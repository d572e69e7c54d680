"""The whole archive as data, under ``data/``: tables, records, database, texts, authority files, and their description."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from itertools import chain
from urllib.parse import urlsplit

from fangzhi.exports.database import database
from fangzhi.exports.encoding import json_bytes
from fangzhi.exports.holdings import ExportFile, Holdings, Record
from fangzhi.exports.schemas import datapackage, record_schema
from fangzhi.exports.skos import Scheme
from fangzhi.exports.tables import ARTICLES, FIGURES, article_row, figure_rows, table
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS, LanguageTag
from fangzhi.records.vocabulary import Vocabulary
from fangzhi.site import urls
from fangzhi.site.downloads import SCHEMA_VERSION
from fangzhi.site.words import WORDS

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can say
_LANGUAGES = (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)


class Datasets:
    """The data files of an archive; every article's record is read once, whichever files are made."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self._read: list[Record] = []

    def files(self) -> Iterator[ExportFile]:
        """Every data file."""
        catalogue = self.holdings.catalogue
        whole = (catalogue.items, *(item.article.digest for item in catalogue.items))
        named = (catalogue.districts.terms, catalogue.initiatives.terms)
        yield self._file("articles.csv", whole, self.articles_csv)
        yield self._file("articles.jsonl", whole, self.articles_jsonl)
        yield self._file("articles.schema.json", (), lambda: json_bytes(record_schema(), indent=1))
        yield self._file("archive.sqlite", (whole, named), self.sqlite)
        yield self._file("figures.csv", whole, self.figures_csv)
        yield self._file("text.zip", whole, self.texts)
        for vocabulary in (catalogue.districts, catalogue.initiatives):
            scheme = self._scheme(vocabulary)
            yield self._file(f"{vocabulary.name}.json", (vocabulary.terms,), scheme.plain)
            yield self._file(f"{vocabulary.name}.ttl", (vocabulary.terms,), scheme.turtle)
            yield self._file(f"{vocabulary.name}.jsonld", (vocabulary.terms,), scheme.json_ld)
        yield self._file(
            "withdrawn.json", (catalogue.withdrawn, *(i.article.digest for i in catalogue.withdrawn)), self.withdrawn
        )
        yield self._file("datapackage.json", (), partial(json_bytes, self._datapackage(), indent=1))

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

    def _records(self) -> list[Record]:
        """Oldest first by id, so that a new article moves no other."""
        if not self._read:
            items = sorted(self.holdings.catalogue.items, key=lambda item: (item.article.shelf, item.article.id))
            self._read = [_without_html(self.holdings.records(item)) for item in items]
        return self._read

    def articles_csv(self) -> bytes:
        """Articles as a table."""
        return table(ARTICLES, map(article_row, self._records()))

    def figures_csv(self) -> bytes:
        """Figures as a table."""
        return table(FIGURES, chain.from_iterable(map(figure_rows, self._records())))

    def articles_jsonl(self) -> bytes:
        """Records, one a line."""
        return b"".join(map(json_bytes, self._records()))

    def sqlite(self) -> bytes:
        """Everything in one database."""
        catalogue, settings = self.holdings.catalogue, self.holdings.settings
        about = [("schema_version", SCHEMA_VERSION), ("url", settings.url)]
        about += [(f"name_{tag}", text) for tag, text in sorted(settings.names.items())]
        return database(self._records(), (catalogue.districts, catalogue.initiatives), about)

    def withdrawn(self) -> bytes:
        """What was taken back, so that whoever has copies can follow: address, day and class of reason, and nothing else."""
        return json_bytes(
            [_stone(item, self.holdings.settings.url) for item in self.holdings.catalogue.withdrawn], indent=1
        )

    def texts(self) -> bytes:
        """``<script>/<id>.txt`` for each article, with the title on the first line; no times but the format's first."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
            for record in self._records():
                for tag, text in ((v.tag, record["texts"][str(v.tag)]) for v in VARIANTS):
                    if text["text"] is not None:
                        bundle.writestr(_member(f"{tag}/{record['id']}.txt"), f"{text['title']}\n\n{text['text']}\n")
        return out.getvalue()


def _stone(item: Item, base: str) -> dict[str, str]:
    article, withdrawn = item.article, item.article.withdrawn
    path = urls.article(article.shelf, article.id)
    told = {"id": article.id, "path": path, "url": base + path if base else ""}
    if withdrawn:
        told |= {"date": str(withdrawn.date or ""), "reason": withdrawn.reason.value}
    return {key: value for key, value in told.items() if value}


def _without_html(record: Record) -> Record:
    """The record as the data files hold it; the article's own JSON has its HTML besides."""
    texts = {tag: {k: v for k, v in text.items() if k != "html"} for tag, text in record["texts"].items()}
    return {**record, "texts": texts}


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _ZIP_EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    member.create_system = 3
    return member
