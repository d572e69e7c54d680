"""Dates of unequal certainty: what is read, what it can mean, and how readers see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.hanzi.glossary import Glossary
from fangzhi.records.edtf import Edtf, NotADate, parse
from fangzhi.records.settings import Settings
from fangzhi.site.renderer import Renderer
from tests.golden_cases import load

LOCALES = list(Renderer(Settings(), Glossary(), ()).locales.values())
NONE = [
    "", " ", "2025-02-30", "2025-02-29", "2025-13", "2025-00", "2025-11-00", "2025-11-31", "2025-1-5", "25-11-25",
    "2025/11/25", "2025.11.25", "2025-21-05", "2025-21-XX", "2025-XX-32", "X025", "2X25", "2025-1X", "2025-11-2X",
    "../..", "/", "2026/2025", "2025-11/2025-11/2025-12", "2025?~", "?2025", "2025年13月", "2025年2月30日", "年", "昨天",
    "２０２５", "٢٠٢٥", "2025-11-25T10:00",
]  # fmt: skip
LIKE_DATES = st.from_regex(r"(\d{2}[0-9X]{2})(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?", fullmatch=True)


def _day(day: tuple[int, int, int]) -> str:
    return "{:04}-{:02}-{:02}".format(*day)


@pytest.mark.parametrize("row", load("dates.yml"), ids=lambda row: row[0])
def test_golden(row: list[str]) -> None:
    """Canonical form, first and last day, and the date in the three variants."""
    written, *expected = row
    date = parse(written)
    shown = [locale.date(date) for locale in LOCALES]
    assert [str(date), _day(date.earliest), _day(date.latest), *shown] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str) -> None:
    """What is none is refused."""
    with pytest.raises(NotADate):
        parse(text)


def _parsed(text: str) -> Edtf | None:
    try:
        return parse(text)
    except NotADate:
        return None


@given(st.one_of(LIKE_DATES, st.builds("{}/{}".format, LIKE_DATES, LIKE_DATES), st.text(max_size=12)))
def test_canonical_form_stays(text: str) -> None:
    """Whatever is read says itself in a form that is read as the same; its days are in order."""
    date = _parsed(text)
    if date is not None:
        assert parse(str(date)) == date
        assert date.earliest <= date.latest
        assert all(locale.date(date) for locale in LOCALES)


@given(LIKE_DATES, LIKE_DATES)
def test_a_shorter_date_holds_the_longer(text: str, other: str) -> None:
    """Leaving out the day or the month never narrows what a date can mean."""
    date = _parsed(text.rstrip("?~%"))
    wider = _parsed(text.rstrip("?~%").rpartition("-")[0])
    if date and wider and not wider.interval:
        assert wider.earliest <= date.earliest
        assert date.latest <= wider.latest
