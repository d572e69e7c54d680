"""The archive as one SQLite file with full-text search, for Datasette and whoever asks in SQL.

Chinese has no spaces, and SQLite's tokenizers find words by them: the index holds every Han character by itself, so that
``MATCH '"派 出 所"'`` finds words of any length in either script. The same input gives the same bytes: rows go in in one
order, and the mark of the SQLite library that wrote the file is blanked (bytes 96 to 99 of the file format).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing

from fangzhi.exports.holdings import Record
from fangzhi.exports.tables import ARTICLES, FIGURES, article_row, figure_rows
from fangzhi.hanzi.script import HAN
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Vocabulary

_HAN = re.compile(f"[{HAN}]+")
_TEXTS = ("text_hans", "text_hant", "text_en")
_SEARCHED = ("title_hans", "title_hant", "title_en", *_TEXTS)
_TAGS = (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)
_TERM = "id TEXT PRIMARY KEY, name_hans TEXT, name_hant TEXT, name_en TEXT, code TEXT, kind TEXT, broader TEXT, valid_from TEXT, valid_to TEXT"
_SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE districts ({_TERM});
CREATE TABLE initiatives ({_TERM});
CREATE TABLE articles (number INTEGER PRIMARY KEY, {", ".join(f"{c} TEXT" for c in (*ARTICLES, *_TEXTS))});
CREATE UNIQUE INDEX articles_id ON articles (id);
CREATE TABLE article_districts (article TEXT REFERENCES articles (id), district TEXT REFERENCES districts (id));
CREATE TABLE article_initiatives (article TEXT REFERENCES articles (id), initiative TEXT REFERENCES initiatives (id));
CREATE TABLE figures ({", ".join(f"{c} {'NUMERIC' if c in ('value', 'number') else 'TEXT'}" for c in FIGURES)},
  FOREIGN KEY (article) REFERENCES articles (id));
CREATE VIRTUAL TABLE articles_fts USING fts5
  ({", ".join(_SEARCHED)}, content=[articles], content_rowid='number', tokenize='unicode61');
"""


def database(records: Iterable[Record], vocabularies: Iterable[Vocabulary], about: Iterable[tuple[str, str]]) -> bytes:
    """The file. ``about`` is written to the table of that name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO about VALUES (?, ?)", about)
        for vocabulary in vocabularies:
            _insert_terms(connection, vocabulary)
        for number, record in enumerate(records, 1):
            _insert_article(connection, number, record)
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
        connection.execute("COMMIT")
        data = bytearray(connection.serialize())
    data[96:100] = bytes(4)
    return bytes(data)


def _insert_terms(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    rows = (
        (t.id, *(t.labels.get(tag) for tag in _TAGS), t.code or None, t.kind or None, t.broader or None,
         str(t.since) if t.since else None, str(t.until) if t.until else None)
        for t in vocabulary.terms
    )  # fmt: skip
    connection.executemany(f"INSERT INTO {vocabulary.name} VALUES (?,?,?,?,?,?,?,?,?)", rows)  # noqa: S608 - our names


def _insert_article(connection: sqlite3.Connection, number: int, record: Record) -> None:
    texts = [record["texts"][str(tag)]["text"] for tag in _TAGS]
    row = (*article_row(record), *texts)
    named = dict(zip((*ARTICLES, *_TEXTS), row, strict=True))
    places = ",".join("?" * (len(row) + 1))
    connection.execute(f"INSERT INTO articles VALUES ({places})", (number, *row))  # noqa: S608 - only question marks
    spaced = [_HAN.sub(_apart, named[column] or "") for column in _SEARCHED]
    places = ",".join("?" * (len(spaced) + 1))
    fields = ", ".join(("rowid", *_SEARCHED))
    connection.execute(f"INSERT INTO articles_fts ({fields}) VALUES ({places})", (number, *spaced))  # noqa: S608
    article = record["id"]
    connection.executemany("INSERT INTO article_districts VALUES (?,?)", ((article, i) for i in record["districts"]))
    connection.executemany(
        "INSERT INTO article_initiatives VALUES (?,?)", ((article, i) for i in record["initiatives"])
    )
    places = ",".join("?" * len(FIGURES))
    connection.executemany(f"INSERT INTO figures VALUES ({places})", figure_rows(record))  # noqa: S608


def _apart(run: re.Match[str]) -> str:
    return f" {' '.join(run[0])} "
