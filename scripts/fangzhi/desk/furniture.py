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
_PAGE = re.compile(r"(?=.*\d)(?:[-—–－·.\s]*\d{1,4}[-—–－·.\s]*|第\s*\d{1,4}\s*[版页頁])")
_DAY = re.compile(
    r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(?<![\d./-])(\d{4})([-./])(\d{1,2})\5(\d{1,2})(?![\d./-])"
)
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|农历")
DUTY = (
    r"(?:责任编辑|責任編輯|本版编辑|本栏编辑|本版责编|本版編輯|责编|責編|編輯|编辑|校对|校對|美编|美編|美術編輯|版式|组版|组稿|值班(?:编委|主任|总编)?|主编|"
    r"编审|审校|审读|审核|核稿|签发|监制|初审|复审|终审|[一二三]审)"
)
"""What those do at a paper who write none of it, as a pattern."""
_LABEL = (
    r"(?:投稿|热线|熱線|电子邮箱|邮箱|E-?mail|电话|地址|邮编|零售|印刷|本版|来源|信息来源|发布|发布时间|发布日期|发布机构|索引号|成文日期|"
    r"发文日期|发文字号|主题分类|浏览次数|点击数|阅读次数|字号|分享到?|上一[篇条页]|下一[篇条页]|版权所有|备案号|网站标识码|报|送|抄送|主送|分送)"
)
_STAFF = re.compile(  # a word such as 电话 begins headlines too: what it labels is set off from it
    rf"(?:{DUTY}|(?:新闻|联系)?{_LABEL}{{1,2}})(?:\s*[：:/／丨｜|]|\s+\S|$)[^。]{{0,60}}|{DUTY}[\u4e00-\u9fff]{{2,3}}(?=\s|$)[^。]{{0,60}}|"
    r"(?:国内统一|总第|本版(?:图片|照片|图文|文图|稿件)|转载请注明|点击(?:上方|下方)?蓝字|点个|长按|扫一扫|扫码关注)[^。]{0,60}|"
    r"(?:当前位置|您(?:现在)?的位置|(?:网站)?首页)\s*[：:>＞»›].*|相关链接[：:].*[|｜].*|共印\s*\d+\s*份|[（(]?总?第\s*\d+\s*期[）)]?$"
)
_LABELS = re.compile(r"[\u4e00-\u9fff]{2,5}\s*[：:]")
_TURN = re.compile(
    r"[（(]\s*(?:上接|下转|下轉)\s*[^（）()。]{1,12}[）)]|[●▶►■]?\s*(?:上接|紧接|下转|下轉)[^（）()，。]{1,20}[版页頁]|(?:THE )?END|（完）"
)
_CLOCK = re.compile(r"\d(?:\s*日)?\s+\d{1,2}[:：]\d{2}(?!\d)")
_OFFICE_PAPER = ("编", "编印", "印发", "主办")
_ALSO = re.compile(r"(?:往期|精彩)(?:推荐|回顾)|推荐阅读|更多阅读|延伸阅读[：:]?")
_MAST = re.compile(r"([\u4e00-\u9fff]{2,11}[报報])(?=\s|$|\d)")
_EDITION = re.compile(r"(?:第\s*)?([A-Z]?\d{1,3})\s*版|(?<![A-Za-z\d-])([A-Z]\d{1,3})(?![A-Za-z\d-])")
_LONGEST = 60
_SEVERAL = 3  # labels: a line of them is none of a report's, however long


@dataclass(frozen=True, slots=True)
class Masthead:
    """What running heads say of the issue; what they do not say is empty."""

    paper: str = ""
    issued: Edtf | None = None
    edition: str = ""


def is_furniture(text: str) -> bool:
    """Whether a block of text belongs to the page and not to a report."""
    text = in_digits(text)
    if "。" in text or (len(text) > _LONGEST and len(_LABELS.findall(text)) < _SEVERAL):
        return False
    if _NUMBER.fullmatch(text) or _STAFF.match(text) or _TURN.fullmatch(text):
        return True
    dated = _DAY.search(text)
    return bool(_MAST.fullmatch(text) or (dated and (_WEEKDAY.search(text) or _MAST.search(text) or _bare(text))))


def is_running(text: str) -> bool:
    """Whether a line can be nothing but the number of a page, wherever it stands."""
    return bool(_PAGE.fullmatch(text.strip()))


def begins_others(text: str) -> bool:
    """Whether a line heads a list of other reports, as posts have one at their end."""
    return bool(_ALSO.fullmatch(text.strip()))


def _bare(text: str) -> bool:
    """Nothing beside the date but a paper's name, the number of a page, the time of day, or the office that prints it."""
    around = _DAY.sub("", text).strip()
    return (
        bool(_CLOCK.search(text))
        or around.endswith(_OFFICE_PAPER)
        or len(_EDITION.sub("", _DAY.sub("", text)).strip(" -—|·\u3000")) == 0
    )


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
