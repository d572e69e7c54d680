"""What a page prints that belongs to no report: page numbers, running heads, the names of its editors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from fangzhi.desk.numerals import in_digits
from fangzhi.records.edtf import Edtf, NotADate, parse

_NUMBER = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?[A-Z]?\d{1,3}(?:\s*[版页頁])?[-—–－·.\s]*|第?[一二三四五六七八九十]{1,3}版|第\s*\d+\s*[版页頁]\s*\S{0,8}|"
    r"[A-Z]?\d{1,3}(?:\s*[-—–－/、]\s*[A-Z]?\d{1,3})?\s+\S{2,6}|\S{2,6}\s+[A-Z]?\d{1,2}"
)
_DAY = re.compile(
    r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(?<![\d./-])(\d{4})([-./])(\d{1,2})\5(\d{1,2})(?![\d./-])"
)
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|农历")
_STAFF = re.compile(
    r"(?:责任编辑|責任編輯|本版编辑|本栏编辑|本版责编|本版編輯|责编|編輯|编辑|校对|校對|美编|美術編輯|版式|组版|组稿|值班|投稿|热线|熱線|新闻热线|"
    r"电子邮箱|邮箱|E-?mail|电话|地址|邮编|国内统一|零售|总第|印刷|本版|主编|审校|审读|审核|来源|发布时间|发布|转载请注明)[^。]{0,60}"
)
_TURN = re.compile(r"[（(]\s*(?:上接|下转|下轉)\s*[^（）()。]{1,12}[）)]|(?:THE )?END|（完）")
_MAST = re.compile(r"([\u4e00-\u9fff]{2,11}[报報])(?=\s|$|\d)")
_EDITION = re.compile(r"(?:第\s*)?([A-Z]?\d{1,3})\s*版|(?<![A-Za-z\d-])([A-Z]\d{1,3})(?![A-Za-z\d-])")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Masthead:
    """What running heads say of the issue; what they do not say is empty."""

    paper: str = ""
    issued: Edtf | None = None
    edition: str = ""


def is_furniture(text: str) -> bool:
    """Whether a block of text belongs to the page and not to a report."""
    text = in_digits(text)
    if len(text) > _LONGEST or "。" in text:
        return False
    if _NUMBER.fullmatch(text) or _STAFF.match(text) or _TURN.fullmatch(text):
        return True
    dated = _DAY.search(text)
    return bool(_MAST.fullmatch(text) or (dated and (_WEEKDAY.search(text) or _MAST.search(text) or _bare(text))))


def _bare(text: str) -> bool:
    """Nothing beside the date but a paper's name or the number of a page."""
    return len(_EDITION.sub("", _DAY.sub("", text)).strip(" -—|·\u3000")) == 0


def repeated(texts: Iterable[str]) -> frozenset[str]:
    """Short texts that a page prints more than once: running heads. A headline whose text follows it again is none."""
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for text, following in pairwise([*texts, ""]):
        if text and len(text) <= _LONGEST // 2 and "。" not in text:
            followers[text].append(following)
    return frozenset(text for text, after in followers.items() if len(after) > 1 and _differ(after))


def _differ(after: list[str]) -> bool:
    return len({text for text in after if text}) > 1 or not any(after)


def read_masthead(texts: Iterable[str]) -> Masthead:
    """Paper, day and edition, where the page's furniture prints them."""
    whole = in_digits("\n".join(text for text in texts if not _TURN.fullmatch(text)))
    day, paper, edition = _DAY.search(whole), _MAST.search(whole), _EDITION.search(whole)
    return Masthead(paper[1] if paper else "", _date(day) if day else None, edition[1] or edition[2] if edition else "")


def _date(day: re.Match[str]) -> Edtf | None:
    year, month, date = (day[1], day[2], day[3]) if day[1] else (day[4], day[6], day[7])
    try:
        return parse(f"{year}-{int(month):02}-{int(date):02}")
    except NotADate:
        return None
