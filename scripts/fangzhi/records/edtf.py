"""Dates of unequal certainty: the part of EDTF (ISO 8601-2:2019, levels 0 to 2) that reports need.

Accepted: ``2025``, ``2025-11``, ``2025-11-25``; unknown digits as X (``202X``, ``XXXX-11-25``, ``2025-XX-25``);
seasons ``2025-21`` to ``2025-24``; a trailing ``?`` (uncertain), ``~`` (approximate) or ``%`` (both); intervals
``2025-11/2025-12``, open ones as ``2025-11/..``. Chinese forms (``2025年11月25日``, ``11月25日``) are read as well
and come out as EDTF; so is ``2025年11月25日至12月1日``, whose end has the year of its beginning.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from fangzhi.records.sealed import swift

_PART = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<q>[?~%]?)", re.ASCII
)
_CHINESE = re.compile(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?", re.ASCII)
_CHINESE_YEAR = re.compile(r"\d{4}年", re.ASCII)
_CHINESE_MONTH = re.compile(r"\d{1,2}月", re.ASCII)
_LOOSE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*[日号]?|\s*月)?", re.ASCII)
_QUOTES = "“”‘’「」『』\"' "
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_OPEN = ("..", "")


class NotADate(ValueError):
    """Raised by `parse` for a text that names no date."""


@swift
@dataclass(frozen=True, slots=True)
class Point:
    """One date: digits as written, X where unknown; ``qualifier`` is ``?``, ``~``, ``%`` or empty."""

    year: str
    month: str = ""
    day: str = ""
    qualifier: str = ""

    @property
    def earliest(self) -> tuple[int, int, int]:
        """The first day it can mean, as (year, month, day)."""
        year = int(self.year.replace("X", "0"))
        first, _ = _months(self.month)
        return year, first, int(self.day) if self.day.isdigit() else 1

    @property
    def latest(self) -> tuple[int, int, int]:
        """The last day it can mean."""
        year = int(self.year.replace("X", "9"))
        _, last = _months(self.month)
        return year, last, int(self.day) if self.day.isdigit() else _days(self.year, last)

    def __str__(self) -> str:
        return "-".join(p for p in (self.year, self.month, self.day) if p) + self.qualifier


@swift
@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval. ``end`` is None for a single date; an open end is None in ``start`` or ``end``."""

    start: Point | None
    end: Point | None = None
    interval: bool = False

    def __str__(self) -> str:
        ends = [str(p) if p else ".." for p in (self.start, self.end)]
        return "/".join(ends) if self.interval else ends[0]

    @property
    def year(self) -> str:
        """The year of the date's beginning as EDTF writes it: ``2025``, ``202X`` or ``XXXX``."""
        point = self.start or self.end
        return point.year if point else "XXXX"

    @property
    def earliest(self) -> tuple[int, int, int]:
        """The first day it can mean; year 0 where the beginning is open."""
        return self.start.earliest if self.start else (0, 1, 1)

    @property
    def latest(self) -> tuple[int, int, int]:
        """The last day it can mean; year 9999 where the end is open."""
        point = self.end if self.interval else self.start
        return point.latest if point else (9999, 12, 31)

    @property
    def certain(self) -> bool:
        """Whether it names days without unknown digits or qualifiers."""
        return not any("X" in str(p) or p.qualifier for p in (self.start, self.end) if p)

    @property
    def iso(self) -> str:
        """A day, month or year of ISO 8601 as far as it is known for certain; empty for a doubtful year or a span."""
        point = self.start
        if self.interval or not point or point.qualifier or not point.year.isdigit():
            return ""
        month = point.month if point.month.isdigit() and int(point.month) <= 12 else ""  # noqa: PLR2004 - no season
        day = point.day if month and point.day.isdigit() else ""
        return "-".join(part for part in (point.year, month, day) if part)

    @property
    def order(self) -> tuple[int, int, int, int, int, int]:
        """A key that sorts by the first possible day, then the last."""
        return (*self.earliest, *self.latest)


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read an EDTF or Chinese date. Raises `NotADate` with the text where it is none."""
    text = re.sub("—+|至", "/", text.strip(), count=1) if "年" in text else text.strip()
    if "/" not in text:
        return Edtf(_point(text))
    start, _, end = text.partition("/")
    year = _CHINESE_YEAR.match(start.strip())
    if year and _CHINESE_MONTH.match(end.strip()):
        end = year[0] + end.strip()
    ends = [None if side in _OPEN else _point(side) for side in (start.strip(), end.strip())]
    dates = Edtf(ends[0], ends[1], interval=True)
    if not any(ends) or dates.earliest > dates.latest:
        raise NotADate(text)
    return dates


def meant(text: str) -> str:
    """The date that somebody meant who wrote ``2025/11/25``, ``2025.11.5``, full-width digits or quotation marks; else empty."""
    match = _LOOSE.fullmatch(unicodedata.normalize("NFKC", text).strip(_QUOTES))
    try:
        return str(parse("-".join(part.zfill(2) for part in match.groups() if part))) if match else ""
    except NotADate:
        return ""


def _point(text: str) -> Point:
    match = _PART.fullmatch(text)
    point = Point(match["year"], match["month"] or "", match["day"] or "", match["q"]) if match else _chinese(text)
    if not _exists(point):
        raise NotADate(text)
    return point


def _chinese(text: str) -> Point:
    match = _CHINESE.fullmatch(text.replace(" ", ""))
    if not match or not any(match.groups()):
        raise NotADate(text)
    year, month, day = match.group("year", "month", "day")
    return Point(year or "XXXX", f"{int(month):02}" if month else "", f"{int(day):02}" if day else "")


def _exists(point: Point) -> bool:
    if not point.month.isdigit():
        return not point.day.isdigit() or 1 <= int(point.day) <= 31  # noqa: PLR2004 - the longest month
    month = int(point.month)
    if month in _SEASONS:
        return not point.day
    return 1 <= month <= 12 and (not point.day.isdigit() or 1 <= int(point.day) <= _days(point.year, month))  # noqa: PLR2004


def _months(month: str) -> tuple[int, int]:
    if not month.isdigit():
        return 1, 12
    return _SEASONS.get(int(month), (int(month), int(month)))


def _days(year: str, month: int) -> int:
    """Days in a month; where the year is not known, a leap year's, since it may be one."""
    known = int(year) if year.isdigit() and year != "0000" else 2000
    return calendar.monthrange(known, month)[1]
