"""When what a report tells of happened: dates and relative days in its text, as EDTF against the day of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fangzhi.desk.numerals import in_digits
from fangzhi.records.edtf import Edtf, NotADate, parse

_DAY = re.compile(
    r"(?:(?P<year>\d{4})年|(?P<rel>今年|去年|前年|本月|上月|上个月|当月|同月))?(?:(?P<month>\d{1,2})月)?(?P<aside>[昨今前本][天日晚夜]?[（(])?(?P<day>\d{1,2})(?(aside)日?[）)]日?|[日号號])(?!\d)"
    r"(?:(?:至|到|—|-|~|～|－|–)(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})[日号號])?"
)
_MONTH = re.compile(r"(?:(?P<year>\d{4})年|(?P<rel>今年|去年|前年))(?P<month>\d{1,2})月(?:份)?(?!\d*\d[日号])")
_RELATIVE = {
    "今日": 0,
    "今天": 0,
    "昨日": 1,
    "昨天": 1,
    "前日": 2,
    "前天": 2,
    "昨晚": 1,
    "昨夜": 1,
    "前晚": 2,
    "前夜": 2,
}
_WORD = re.compile("|".join(_RELATIVE))
_LATELY = re.compile(r"近日|日前|近来|近期|连日来|連日來|近段时间|最近|近几天|不久前|前不久")
_LAST_YEAR = {"今年": 0, "去年": 1, "前年": 2}
_OWN_PAPER = ("本报", "本報", "本刊")
_UNSURE = "~"
_AHEAD = 60  # days


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date with the words it was read from; ``sure`` where they name a day outright."""

    date: Edtf
    words: str
    sure: bool


def find_occasion(paragraphs: list[str], issued: Edtf | None) -> Occasion | None:
    """The day that a report's first paragraphs name; else a word such as 近日, as about the day of issue."""
    for text in paragraphs[:2]:
        if found := next(_named(in_digits(text), issued), None):
            return found
    lately = next((m for text in paragraphs[:2] if (m := _LATELY.search(text))), None)
    if not lately or not issued:
        return None
    return Occasion(_about(issued), lately[0], sure=False)


def later_day(paragraphs: list[str], issued: Edtf | None) -> tuple[int, str] | None:
    """The first day named below the first two paragraphs, with the paragraph's number from 1 and its words.

    There reports tell of what went before as often as of what they report, so it is shown to the editor and not taken.
    """
    for number, text in enumerate(paragraphs[2:], 3):
        if found := next(_named(in_digits(text), issued), None):
            return number, found.words
    return None


def _about(issued: Edtf) -> Edtf:
    """A little before the day of issue: approximate where that is a day (ISO 8601-2, 8.2.2), else as it is."""
    return parse(f"{issued}{_UNSURE}") if _calendar(issued) else issued


def _named(text: str, issued: Edtf | None) -> Iterator[Occasion]:
    """Days in the order of the text; those that no calendar has are passed over."""
    matches = [*_DAY.finditer(text), *_MONTH.finditer(text), *_WORD.finditer(text)]
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if text[: match.start()].endswith(_OWN_PAPER):  # an issue that is spoken of, in corrections mostly
            continue
        words = _relative(match[0], issued) if match[0] in _RELATIVE else _written(match, issued)
        try:
            if words:
                yield Occasion(parse(words), match[0], sure="XXXX" not in words)
        except NotADate:
            continue


def _relative(word: str, issued: Edtf | None) -> str:
    today = _calendar(issued)
    return (today - timedelta(days=_RELATIVE[word])).isoformat() if today else ""


def _written(match: re.Match[str], issued: Edtf | None) -> str:
    groups = match.groupdict()
    month = _month(groups, issued)
    year = groups["year"] or _year(groups, month, issued)
    if not month:
        return ""
    first = f"{year}-{month:02}" + (f"-{int(groups['day']):02}" if groups.get("day") else "")
    if not groups.get("day2"):
        return first
    return f"{first}/{year}-{int(groups['month2'] or month):02}-{int(groups['day2']):02}"


def _month(groups: dict[str, str | None], issued: Edtf | None) -> int:
    """The month that is meant: written, or that of the last such day before the issue. 0 where it cannot be known."""
    if written := groups.get("month"):
        return int(written)
    today = _calendar(issued)
    if not today:
        return 0
    before = groups["rel"] in ("上月", "上个月") or (not groups["rel"] and int(groups["day"] or 0) > today.day)
    return (today.replace(day=1) - timedelta(days=1)).month if before else today.month


def _year(groups: dict[str, str | None], month: int, issued: Edtf | None) -> str:
    """The year that is meant: a day long after the day of issue is one of the year before; a near one is announced."""
    year = issued.year if issued else "XXXX"
    if not year.isdigit():
        return year
    back = _LAST_YEAR.get(groups.get("rel") or "", 0)
    today = _calendar(issued)
    if not back and groups.get("rel") != "今年" and today:
        days = (month - today.month) * 30 + int(groups.get("day") or 1) - today.day
        back = int(days > _AHEAD)
    return f"{int(year) - back:04}"


def _calendar(issued: Edtf | None) -> date | None:
    """The day of issue where it is one day for certain."""
    text = str(issued) if issued else ""
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and text[:4] != "0000" else None
