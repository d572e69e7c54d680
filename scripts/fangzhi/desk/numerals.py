"""Numbers written in Chinese characters: 三百二十, and dates such as 二〇二五年十二月五日."""

from __future__ import annotations

import re
from decimal import Decimal

CHINESE = "〇零一二两三四五六七八九十百千万亿"
SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_REPUBLIC = re.compile(r"(?:中[华華])?民[国國]\s*(\d{2,3}|[一二三四五六七八九十百]{2,5})\s*年")
_DAY = re.compile(r"([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})(?=[日号號])")
_MONTH = re.compile(r"(?<=\d年)[一二三四五六七八九十]{1,2}(?=月)")


def value(digits: str) -> Decimal:
    """A number in Chinese characters, 百 and 万 with what stands before them, a fraction after 点."""
    whole, _, fraction = digits.partition("点")
    total = section = last = 0
    for sign in whole:
        if sign in _DIGITS:
            last = _DIGITS[sign]
        elif sign == "十":
            section, last = section + (last or 1) * 10, 0
        elif sign in "百千":
            section, last = section + (last or 1) * SCALES[sign], 0
        else:
            total, section, last = total + max(section + last, 1) * SCALES[sign], 0, 0
    return Decimal(f"{total + section + last}.{''.join(str(_DIGITS[sign]) for sign in fraction) or 0}")


def in_digits(text: str) -> str:
    """The text with its dates in digits, years of the Republic as those of the common era: ``2025年12月5日``."""
    text = _REPUBLIC.sub(lambda m: f"{1911 + int(m[1] if m[1].isdigit() else value(m[1]))}年", text)
    text = _YEAR.sub(lambda m: "".join(str(_DIGITS[sign]) for sign in m[0]), text)
    text = _DAY.sub(lambda m: f"{value(m[1]):.0f}月{value(m[2]):.0f}", text)
    return _MONTH.sub(lambda m: f"{value(m[0]):.0f}", text)
