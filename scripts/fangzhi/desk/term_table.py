"""Places or topics from a table: the CSV file that an institution has already, made into authority records.

The first line names the columns, in English or Chinese and in any order; only ``name`` must be there:

| column | 列 | what it holds |
|---|---|---|
| id | 编号 | the address: lower-case letters, digits, hyphens; made from the name in pinyin where it is left out |
| name | 名称 | the name in the script that the archive is written in |
| name_hans, name_hant, name_en | 简体, 繁体, 英文 | the name in each script and in English; the other script is converted where it is left out |
| short, short_en | 简称, 英文简称 | the short name for tiles |
| kind, kind_en | 类别, 英文类别 | what it is: 县, county |
| code | 代码 | an official code |
| aliases | 别名 | other names, with 、 or ; between |
| definition | 说明 | a sentence |
| broader | 上级 | the id of the one above |
| from, to | 起, 止 | when it was in force, as EDTF |
| replaced_by | 后继 | ids of what replaced it, with 、 or ; between |
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from fangzhi.records.article import ID
from fangzhi.records.bounds import RESERVED
from fangzhi.records.edtf import NotADate, parse
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, nearest, problem

COLUMNS = {
    "id": "id", "编号": "id", "編號": "id", "name": "name", "名称": "name", "名稱": "name",
    "name_hans": "name_hans", "简体": "name_hans", "簡體": "name_hans",
    "name_hant": "name_hant", "繁体": "name_hant", "繁體": "name_hant",
    "name_en": "name_en", "英文": "name_en", "short": "short", "简称": "short", "簡稱": "short",
    "short_en": "short_en", "英文简称": "short_en", "英文簡稱": "short_en",
    "kind": "kind", "类别": "kind", "類別": "kind",
    "kind_en": "kind_en", "英文类别": "kind_en", "英文類別": "kind_en", "code": "code", "代码": "code", "代碼": "code",
    "aliases": "aliases", "别名": "aliases", "別名": "aliases",
    "definition": "definition", "说明": "definition", "說明": "definition",
    "broader": "broader", "上级": "broader", "上級": "broader", "from": "from", "起": "from", "to": "to", "止": "to",
    "replaced_by": "replaced_by", "后继": "replaced_by", "後繼": "replaced_by",
}  # fmt: skip
_SEVERAL = re.compile(r"\s*[、;；]\s*")
_MANY = ("aliases", "replaced_by")
_SIGNS = ",\t;，"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Row:
    """One line of a table: its cells by column, empty ones left out, and where it stands."""

    place: Place
    cells: dict[str, str] = field(default_factory=dict)

    def several(self, column: str) -> list[str]:
        """A cell that holds several texts."""
        return [text for text in _SEVERAL.split(self.cells.get(column, "")) if text]


def read_table(path: str, data: bytes, script: LanguageTag) -> tuple[list[Row], list[Problem]]:
    """A CSV file's rows and what is wrong with them, each with its line.

    UTF-8, with or without a mark, and UTF-16; else GB18030 or Big5 (that of the archive's ``script`` first), whichever
    makes the first line a line of columns. Cells are parted by commas, semicolons or tabs, as the first line is.
    """
    text = _decoded(data, script)
    if text is None:
        return [], [problem(Place(path), "unknown-encoding")]
    lines = text.splitlines()
    head = [cell.strip().lower() for cell in next(csv.reader(lines[:1], delimiter=_sign(lines)), [])]
    problems = _head_problems(path, head)
    if problems:
        return [], problems
    reader = csv.reader(lines[1:], delimiter=_sign(lines))
    rows = [Row(Place(path, reader.line_num + 1, 1), _cells(head, cells)) for cells in reader if any(cells)]
    return rows, list(row_problems(rows))


def _decoded(data: bytes, script: LanguageTag) -> str | None:
    local = ("cp950", "gb18030") if script.is_traditional else ("gb18030", "cp950")
    texts: list[str] = []
    for name in ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", *local):
        try:
            texts.append(data.decode(name))
        except UnicodeDecodeError:
            continue
        if name == "utf-8-sig":
            break
    return next((text for text in texts if _known(text)), texts[0] if texts else None)


def _known(text: str) -> bool:
    lines = text.splitlines()[:1]
    return any(cell.strip().lower() in COLUMNS for line in lines for cell in re.split(f"[{_SIGNS}]", line))


def _sign(lines: list[str]) -> str:
    """What parts the cells of the first line."""
    return max(_SIGNS, key=lines[0].count) if lines else ","


def _head_problems(path: str, head: list[str]) -> list[Problem]:
    place = Place(path, 1, 1)
    found = [
        problem(place, "unknown-column", found=cell, columns=", ".join(dict.fromkeys(COLUMNS.values())),
                near=nearest(cell, COLUMNS))
        for cell in head if cell not in COLUMNS
    ]  # fmt: skip
    names = {COLUMNS[cell] for cell in head if cell in COLUMNS}
    if not names & {"name", "name_hans", "name_hant"} and not found:
        found.append(problem(place, "missing-field", key="name / 名称"))
    return found


def _cells(head: list[str], cells: list[str]) -> dict[str, str]:
    named = zip((COLUMNS[cell] for cell in head), cells, strict=False)
    return {column: text.strip() for column, text in named if text.strip()}


def row_problems(rows: Iterable[Row]) -> Iterator[Problem]:
    """Rows without a name, ids that are no addresses, and dates that are none."""
    for row in rows:
        if not row.cells.keys() & {"name", "name_hans", "name_hant"}:
            yield problem(row.place, "missing-field", key="name / 名称")
        if "id" in row.cells and not ID.fullmatch(row.cells["id"]):
            yield problem(row.place, "bad-term-id", found=row.cells["id"])
        if row.cells.get("id") in RESERVED:
            yield problem(row.place, "reserved-name", found=row.cells["id"])
        for column in ("from", "to"):
            try:
                parse(row.cells.get(column) or "2000")
            except NotADate:
                yield problem(row.place, "not-a-date", found=row.cells[column])


def reference_problems(rows: Iterable[Row]) -> Iterator[Problem]:
    """Ids that two rows have, and ids that a row names and no row has. Every row has its id by now."""
    rows = list(rows)
    first: dict[str, Row] = {}
    for row in rows:
        if first.setdefault(row.cells["id"], row) is not row:
            yield problem(row.place, "duplicate-term", found=row.cells["id"], other=first[row.cells["id"]].place)
    for row in rows:
        for named in (*row.several("broader"), *row.several("replaced_by")):
            if named not in first:
                near = nearest(named, first)
                yield problem(row.place, "unknown-term", vocabulary=row.place.path, found=named, near=near)
