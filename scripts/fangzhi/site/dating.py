"""Dates as readers see them, in Chinese and in English, as precise as they are known and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fangzhi.records.edtf import Edtf, Point

_MONTHS = (
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
            return year if self.english else f"{int(year)}年"
        if year == "XXXX":
            return self.word("year_unknown")
        return self.word("decade_year_unknown", n=year.replace("X", "0"))

    def month(self, month: str) -> str:
        """The heading of a month (``01`` to ``12``, a season, or nothing)."""
        if not month.isdecimal():
            return self.word("month_unknown")
        if int(month) > len(_MONTHS):
            return self.word(f"season_{month}")
        return _MONTHS[int(month) - 1] if self.english else f"{int(month)}月"

    def date(self, date: Edtf) -> str:
        """A date as precise as it is known."""
        if not date.interval:
            return self._point(date.start) if date.start else ""
        start = self._point(date.start) if date.start else ""
        end = self._point(date.end) if date.end else self.word("until_now")
        dash = " – " if self.english else "至"
        return f"{start}{end}" if not date.end and not self.english else f"{start}{dash}{end}".strip()

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
        if point.year.isdecimal():
            return f"{int(point.year)}年{month}{day}"
        return f"{month}{day}（{self._vague(point.year)}）" if month or day else self.year(point.year)

    def _english(self, point: Point) -> str:
        day = str(int(point.day)) if point.day.isdecimal() else ""
        month = self.month(point.month) if point.month.isdecimal() else ""
        before = " ".join(part for part in (day, month) if part)
        if point.year.isdecimal():
            return f"{before} {int(point.year)}".strip()
        return f"{before} ({self._vague(point.year)})" if before else self.year(point.year)

    def _vague(self, year: str) -> str:
        if year == "XXXX":
            said = self.word("year_unknown")
            return said.lower() if self.english else said
        decade = self.word("decade", n=year.replace("X", "0"))
        unknown = self.word("year_unknown")
        return f"{decade}, {unknown.lower()}" if self.english else f"{decade}，{unknown}"
