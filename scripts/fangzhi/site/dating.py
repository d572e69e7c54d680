"""Dates as readers see them, in Chinese and in English, as precise as they are known and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fangzhi.records.edtf import Edtf, Point

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calendar:
    """Says dates. ``word`` gives the words of one language's interface."""

    word: Callable[..., str]
    english: bool

    def year(self, year: str) -> str:
        """The heading of a year: ``2025年``, ``2020年代（年份不详）``."""
        if year.isdecimal():
            return str(int(year)) if self.english else f"{int(year)}年"
        if year == "XXXX":
            return self.word("year_unknown")
        span, unknown = self._vague(year)
        return f"{span} ({unknown})" if self.english else f"{span}（{unknown}）"

    def month(self, month: str) -> str:
        """The heading of a month (``01`` to ``12``, a season, or nothing)."""
        if not month.isdecimal():
            return self.word("month_unknown")
        if int(month) > len(MONTHS):
            return self.word(f"season_{month}")
        return MONTHS[int(month) - 1] if self.english else f"{int(month)}月"

    def date(self, date: Edtf) -> str:
        """A date as precise as it is known."""
        start = self._point(date.start) if date.start else ""
        end = self._point(date.end) if date.end else ""
        if not date.interval:
            return start
        if not end:
            return self.word("from_then", date=start)
        if not start:
            return self.word("until_then", date=end)
        return self._english_span(start, end) if self.english else self._chinese_span(start, end)

    def span(self, dates: Iterable[Edtf]) -> str:
        """From the first to the last of some dates, each by its beginning; that the year of some is not known is added."""
        points = [point for date in dates if (point := date.start or date.end)]
        known = [_bare(point) for point in points if point.year.isdecimal()]
        years = dict.fromkeys(point.year for point in points if not point.year.isdecimal())
        if not known:
            return self.year(*years) if len(years) == 1 else self.word("year_unknown")
        said = self._between(min(known, key=_order), max(known, key=_order))
        return self.word("and_undated", span=said) if years else said

    def _between(self, first: Point, last: Point) -> str:
        """Two ends of a span, or the one that holds the other."""
        for whole, part in ((first, last), (last, first)):
            if f"{part}-".startswith(f"{whole}-"):
                return self._point(whole)
        start, end = self._point(first), self._point(last)
        return self._english_span(start, end) if self.english else self._chinese_span(start, end)

    def _chinese_span(self, start: str, end: str) -> str:
        """``2025年11月25日至27日``: what both ends share is said once."""
        for unit in ("月", "年"):
            shared, _, rest = end.partition(unit)
            if rest and start.startswith(shared + unit) and len(start) > len(shared + unit):
                return f"{start}至{rest}"
        return f"{start}至{end}"

    def _english_span(self, start: str, end: str) -> str:
        """``25–27 November 2025``, ``November – December 2025``."""
        _, _, shared = end.partition(" ")
        year = end.rpartition(" ")[2]
        if shared.count(" ") and start.endswith(f" {shared}"):
            return f"{start.removesuffix(f' {shared}')}–{end}"
        return f"{start.removesuffix(f' {year}') if year.isdecimal() else start} – {end}"

    def _point(self, point: Point) -> str:
        said = self._english(point) if self.english else self._chinese(point)
        if point.qualifier in ("~", "%"):
            said = self.word("approximate") + (" " if self.english else "") + said
        if point.qualifier in ("?", "%"):
            said += f" ({self.word('uncertain')})" if self.english else f"（{self.word('uncertain')}）"
        return said

    def _chinese(self, point: Point) -> str:
        month = self.month(point.month) if point.month.isdecimal() else ""
        day = f"{int(point.day)}日" if point.day.isdecimal() else ""
        unknown = f"（{self.word('month_unknown')}）" if day and not month else ""
        if point.year.isdecimal():
            return f"{int(point.year)}年{month}{day}{unknown}"
        said = "，".join(self._vague(point.year))
        return f"{month}{day}（{said}）" if month or day else self.year(point.year)

    def _english(self, point: Point) -> str:
        day = str(int(point.day)) if point.day.isdecimal() else ""
        month = self.month(point.month) if point.month.isdecimal() else ""
        if day and not month:
            return f"{self.year(point.year)} ({self.word('day_of_month', n=day)})"
        before = " ".join(part for part in (day, month) if part)
        if point.year.isdecimal():
            return f"{before} {int(point.year)}".strip()
        return f"{before} ({', '.join(self._vague(point.year))})" if before else self.year(point.year)

    def _vague(self, year: str) -> tuple[str, ...]:
        """What is known of a year, and that the rest is not."""
        unknown = self.word("year_unknown")
        known = year.rstrip("X")
        said = (unknown.lower() if self.english else unknown,)
        if not known:
            return said
        if len(known) == len("202"):
            return (self.word("decade", n=year.replace("X", "0")), *said)
        return (self.word("century", n=int(known) + 1, first=f"{known}00", last=f"{known}99"), *said)


def _bare(point: Point) -> Point:
    """A date as far as its digits are known, without a doubt."""
    month = point.month if point.month.isdecimal() else ""
    return Point(point.year, month, point.day if month and point.day.isdecimal() else "")


def _order(point: Point) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return point.earliest, point.latest
