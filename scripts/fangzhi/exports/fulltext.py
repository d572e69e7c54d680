"""A full-text index of SQLite's (FTS5) joined from the indexes of several databases, as they are.

What takes time is to make an index. Its form is that of every database that has one (see the head of ``fts5_index.c`` in
SQLite): blobs in ``<table>_data``, whose number tells segment and page; the first term of each page in ``<table>_idx``;
the lengths of rows in ``<table>_docsize``; the sums of these as blob 1, and a list of segments as blob 10.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_SUMS, _STRUCTURE = 1, 10
_SEGMENT, _PAGE = 37, 31  # bits of a blob's number below its segment, and below what tells leaves from others
_COOKIE = 4  # bytes of the structure that are the table's own
_MEMORY = 1 << 26  # bytes that are gathered before a segment is written
_LEAVES = "SELECT min(id), max(id), min(id) >> ? FROM {} WHERE id > ? AND id >> ? & ? = 0"


def fill(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Put rows, each with its number before its columns, into an index that is empty: they become one segment."""
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", [_MEMORY])  # noqa: S608 - our names
    places = ",".join("?" * (len(columns) + 1))
    connection.executemany(f"INSERT INTO {table} (rowid, {', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608 - our names
    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - as above


class Joined:
    """An index that is joined from those of databases that are attached one after the other, in the order of their rows.

    After that its connection must be closed, since it knows of none of this.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection, self._table = connection, table
        self._sums: list[int] = []
        self._segments: list[int] = []

    def take(self, schema: str) -> None:
        """Take over the one segment of a database, by the name that it is attached under."""
        blobs, number = f"{schema}.{self._table}_data", len(self._segments) // 3 + 1
        first, last, known = self._one(_LEAVES.format(blobs), _SEGMENT, _STRUCTURE, _PAGE, (1 << _SEGMENT - _PAGE) - 1)
        self._segments += (number, *(page & (1 << _PAGE) - 1 for page in (first, last)))
        (sums,) = self._one(f"SELECT block FROM {blobs} WHERE id = ?", _SUMS)  # noqa: S608 - our names
        found = [*_numbers(sums)]
        self._sums = [a + b for a, b in zip(self._sums or [0] * len(found), found, strict=True)]
        self._copy("data", "id + (?1 - ?2 << ?3), block", "id >> ?3 = ?2", schema, number, known, _SEGMENT)
        self._copy("idx", "?1, term, pgno", "segid = ?2", schema, number, known)
        self._copy("docsize", "*", "1", schema)

    def end(self) -> None:
        """Say which segments there are: all of them on one level, none being merged."""
        count = len(self._segments) // 3
        (empty,) = self._one(f"SELECT block FROM {self._table}_data WHERE id = ?", _STRUCTURE)  # noqa: S608 - our names
        structure = empty[:_COOKIE] + _bytes([1, count, 0, 0, count, *self._segments])
        for number, block in ((_SUMS, _bytes(self._sums)), (_STRUCTURE, structure)) if count else ():
            self._connection.execute(f"REPLACE INTO {self._table}_data VALUES (?, ?)", [number, block])  # noqa: S608 - our names

    def _copy(self, part: str, columns: str, where: str, schema: str, *facts: int) -> None:
        name = f"{self._table}_{part}"
        self._connection.execute(f"INSERT INTO main.{name} SELECT {columns} FROM {schema}.{name} WHERE {where}", facts)  # noqa: S608 - our names

    def _one(self, query: str, *facts: int) -> Sequence[Any]:
        found: Sequence[Any] = self._connection.execute(query, facts).fetchone()
        return found


def _bytes(numbers: Iterable[int]) -> bytes:
    """Numbers below 2**56 as SQLite writes them: seven bits a byte, highest first, all but the last marked."""
    out = bytearray()
    for number in numbers:
        shifts = range(max(0, number.bit_length() - 1) // 7 * 7, -1, -7)
        out += bytes((number >> shift & 0x7F) | (0x80 if shift else 0) for shift in shifts)
    return bytes(out)


def _numbers(data: bytes) -> Iterator[int]:
    number = 0
    for byte in data:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the mark
            yield number
            number = 0
