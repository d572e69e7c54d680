"""The archive as one SQLite file with full-text search, for Datasette and whoever asks in SQL.

Chinese has no spaces, and SQLite's tokenizers find words by them: the index holds every Han character by itself, so that
``MATCH '"派 出 所"'`` finds words of any length in either script. The same input gives the same bytes: rows go in in one
order, and the mark of the SQLite library that wrote the file is blanked (bytes 96 to 99 of the file format).
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fangzhi.exports import fulltext
from fangzhi.exports.holdings import Record
from fangzhi.exports.tables import ARTICLES, FIGURES, Row, article_row, figure_rows
from fangzhi.hanzi.script import HAN
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Vocabulary

_SPACE = ord(" ")
_TEXTS = ("text_hans", "text_hant", "text_en")
_SEARCHED = ("title_hans", "title_hant", "title_en", *_TEXTS)
_AT = tuple(map(("number", *ARTICLES, *_TEXTS).index, _SEARCHED))
_TAGS = (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)
_MARK = (96, 4)  # where the library's version stands, and its bytes
_TERM = "id TEXT PRIMARY KEY, name_hans TEXT, name_hant TEXT, name_en TEXT, code TEXT, kind TEXT, broader TEXT, valid_from TEXT, valid_to TEXT"
_PRAGMAS = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
"""
_OF_ARTICLES = ("articles", "article_districts", "article_initiatives", "figures")
_SCHEMA = f"""
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE districts ({_TERM});
CREATE TABLE initiatives ({_TERM});
CREATE TABLE articles (number INTEGER PRIMARY KEY, {", ".join(f"{c} TEXT" for c in (*ARTICLES, *_TEXTS))});
CREATE TABLE article_districts (article TEXT REFERENCES articles (id), district TEXT REFERENCES districts (id));
CREATE TABLE article_initiatives (article TEXT REFERENCES articles (id), initiative TEXT REFERENCES initiatives (id));
CREATE TABLE figures ({", ".join(f"{c} {'NUMERIC' if c in ('value', 'number') else 'TEXT'}" for c in FIGURES)},
  FOREIGN KEY (article) REFERENCES articles (id));
CREATE VIRTUAL TABLE articles_fts USING fts5
  ({", ".join(_SEARCHED)}, content=[articles], content_rowid='number', tokenize='unicode61');
"""


def of_some(numbers: Iterable[int], records: Sequence[Record]) -> bytes:
    """A database of some articles alone, by their numbers: what `join` takes."""
    rows = [
        (n, *article_row(r), *(r["texts"][str(tag)]["text"] for tag in _TAGS))
        for n, r in zip(numbers, records, strict=True)
    ]
    spaced = iter(_apart([str(row[at] or "") for row in rows for at in _AT]))
    searched = [(row[0], *islice(spaced, len(_AT))) for row in rows]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(_PRAGMAS + _SCHEMA)
        connection.execute("BEGIN")
        _insert(connection, "articles", rows)
        for kind in ("districts", "initiatives"):
            _insert(connection, f"article_{kind}", [(r["id"], one) for r in records for one in r[kind]])
        _insert(connection, "figures", [row for record in records for row in figure_rows(record)])
        fulltext.fill(connection, "articles_fts", _SEARCHED, searched)
        connection.execute("COMMIT")
        return connection.serialize()


def join(
    file: Path, pieces: Iterable[bytes], vocabularies: Iterable[Vocabulary], about: Iterable[tuple[str, str]]
) -> None:
    """Write the whole from databases of some articles, in the order of their numbers, with what is no article's."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(_PRAGMAS + _SCHEMA)
        _insert(connection, "about", [*about])
        for vocabulary in vocabularies:
            _insert(connection, vocabulary.name, _terms(vocabulary))
        index = fulltext.Joined(connection, "articles_fts")
        connection.execute("ATTACH ':memory:' AS piece")
        for piece in pieces:
            connection.deserialize(piece, name="piece")
            connection.execute("BEGIN")
            for table in _OF_ARTICLES:
                connection.execute(f"INSERT INTO main.{table} SELECT * FROM piece.{table}")  # noqa: S608 - our names
            index.take("piece")
            connection.execute("COMMIT")
        index.end()
        connection.execute("CREATE UNIQUE INDEX articles_id ON articles (id)")
    with file.open("r+b") as stream:
        stream.seek(_MARK[0])
        stream.write(bytes(_MARK[1]))


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        places = ",".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - our names


def _terms(vocabulary: Vocabulary) -> list[Row]:
    return [
        (t.id, *(t.labels.get(tag) for tag in _TAGS), t.code or None, t.kind or None, t.broader or None,
         str(t.since) if t.since else None, str(t.until) if t.until else None)
        for t in vocabulary.terms
    ]  # fmt: skip


def _apart(texts: Sequence[str]) -> list[str]:
    """Texts with a space on both sides of every Han character."""
    codes = np.frombuffer("\0".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    han = _han()[codes]
    gaps = np.flatnonzero(han[1:] | han[:-1]) + 1
    return np.insert(codes, gaps, _SPACE).tobytes().decode("utf-32-le", "surrogatepass").split("\0")


@lru_cache(maxsize=1)
def _han() -> npt.NDArray[np.bool_]:
    """Whether a code point is a Han character."""
    known = np.zeros(sys.maxunicode + 1, bool)
    for first, last in re.findall("(.)(?:-(.))?", HAN):
        known[ord(first) : ord(last or first) + 1] = True
    return known
