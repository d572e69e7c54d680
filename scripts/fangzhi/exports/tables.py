"""The archive as tables: CSV with a BOM, which Excel needs to read UTF-8, and line ends as RFC 4180 has them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from fangzhi.exports.holdings import Record

ARTICLES = {
    "id": "the article's id",
    "url": "its page in Simplified Chinese",
    "ark": "its ARK, where the archive has a number for them",
    "date": "its date in EDTF (ISO 8601-2)",
    "date_earliest": "the first day that the date can mean; in year 1 where its beginning is open",
    "date_latest": "the last day that the date can mean; in year 9999 where its end is open",
    "lang": "the script it was written in",
    "title_hans": "title in Simplified Chinese",
    "title_hant": "title in Traditional Chinese",
    "title_en": "title in English, where a translator made one",
    "kicker_hans": "kicker (引题)",
    "subtitle_hans": "subtitle (副题)",
    "summary_hans": "summary in Simplified Chinese",
    "summary_hant": "summary in Traditional Chinese",
    "summary_en": "summary in English, where a translator made one",
    "districts": "ids in districts.json, separated by ; ",
    "initiatives": "ids in initiatives.json, separated by ; ",
    "bylines": "role: name, separated by ; ",
    "source_title": "the newspaper, where it is known",
    "source_issued": "its day of issue in EDTF",
    "source_edition": "its page",
    "source_url": "the report's address at the newspaper",
    "rights": "rights statement",
    "digest": "SHA-256 of the article's source file",
}
FIGURES = {
    "article": "the article's id",
    "number": "its place among the article's figures, from 1",
    "value": "the number",
    "bound": "exact, at-least or about",
    "label": "what it is",
    "unit": "its unit",
    "counts": "what it counts",
    "period": "the time it speaks of",
    "label_en": "the same in English",
    "unit_en": "unit in English",
    "counts_en": "what it counts, in English",
    "period_en": "period in English",
}
_WORDS = ("label", "unit", "counts", "period")
Row = Sequence[str | None]
_FORMULA = re.compile(r"[=@＝＠\t\r]|[+\-＋－](?!\d+(?:\.\d+)?\Z)")


def article_row(record: Record) -> Row:
    """An article as one row of `ARTICLES`."""
    hans, hant, english = (record["texts"][tag] for tag in ("zh-Hans", "zh-Hant", "en"))
    translated = english if english["lang"] == "en" else {"title": None, "summary": None}
    source = record["source"]
    return (
        record["id"], hans["url"], record["ark"], record["date"], record["date_earliest"], record["date_latest"],
        record["lang"], hans["title"], hant["title"], translated["title"], hans["kicker"], hans["subtitle"],
        hans["summary"], hant["summary"], translated["summary"], "; ".join(record["districts"]),
        "; ".join(record["initiatives"]), "; ".join(f"{b['role']}: {n}" for b in record["bylines"] for n in b["names"]),
        source["title"], source["issued"], source["edition"], source["url"], record["rights"], record["digest"],
    )  # fmt: skip


def figure_rows(record: Record) -> Iterator[Row]:
    """An article's figures as rows of `FIGURES`."""
    for number, figure in enumerate(record["figures"], 1):
        english = figure["en"] or {}
        chinese = [figure[word] for word in _WORDS]
        yield (record["id"], str(number), figure["value"], figure["bound"], *chinese, *(english.get(w) for w in _WORDS))


def head(columns: Iterable[str]) -> bytes:
    """The beginning of a table: the BOM and the names of its columns."""
    return b"\xef\xbb\xbf" + table([[*columns]])


def table(rows: Iterable[Row]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _inert(cell: str | None) -> str | None:
    """A cell that no spreadsheet takes for a formula: with an apostrophe before it, as they write text themselves."""
    return f"'{cell}" if cell and _FORMULA.match(cell) else cell
