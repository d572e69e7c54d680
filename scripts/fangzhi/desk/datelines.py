"""What stands before a report's first word: 本报讯, or the paper with place and day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fangzhi.desk.bylines import Byline, read_byline
from fangzhi.hanzi.script import HAN

_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_LINE = re.compile(
    rf"[【\[（(〔]?(?P<dateline>(?:本报|本報|本刊|本网|[{HAN}]{{2,8}}?(?:社|网|報|报))(?P<place>[{HAN}]{{2,8}}?)?(?P<day>{_DAY})?[讯訊电電]|"
    rf"(?:[{HAN}]{{1,6}})[讯訊](?=\s|[（(】〕])|据《[^》]{{2,12}}》(?:消息|报道)(?=\s)|(?:本报)?综合消息(?=\s|[（(]))[】\]）)〕]?"
    r"(?P<byline>\s*[（(][^（）()]{4,60}[）)])?[\s：:]*"
    rf"(?P<after>(?:本报|本報)?(?:首席|特约|见习|实习|全媒体)?(?:记者|記者|通讯员|通訊員)\s+[{HAN}·]{{2,4}}"
    rf"(?:\s+(?:(?:记者|通讯员)\s*)?[{HAN}·]{{2,4}})*\s*(?:报道|報道)?[\s：:]+)?"
)
_REPORTER = re.compile(
    rf"[〔【\[（(]\s*(?P<said>(?:本报|本報|本刊|[{HAN}]{{2,4}}社)?(?:记者|記者)[^〔〕【】\[\]（）()。]{{2,40}}?"
    r"(?:报道|報道|报导|報導|[讯訊电電]))\s*[〕】\]）)][\s：:]*"
)  # 〔記者某某／臺北報導〕


@dataclass(frozen=True, slots=True)
class Dateline:
    """``printed`` is what stood before the first sentence; ``day`` the date in it, ``place`` the town, or empty."""

    printed: str
    place: str
    day: str
    byline: Byline | None


def split_dateline(text: str) -> tuple[Dateline | None, str]:
    """A paragraph's dateline and the rest of it."""
    if (told := _REPORTER.match(text)) and told.end() < len(text):
        return Dateline(told[0].strip(), "", "", read_byline(told["said"])), text[told.end() :]
    match = _LINE.match(text)
    if not match or match.end() >= len(text):
        return None, text
    said = match["byline"] or match["after"] or ""
    byline = read_byline(re.sub(r"[\s：:]*$", "", said.strip())) if said else None
    if said and not byline:
        end = match.start("byline") if match["byline"] else match.start("after")
        return Dateline(text[:end].strip(), match["place"] or "", match["day"] or "", None), text[end:].lstrip()
    printed = text[: match.end()].strip()
    return Dateline(printed, match["place"] or "", match["day"] or "", byline), text[match.end() :]
