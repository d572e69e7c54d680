"""Numbers that a report states: 1900余把 as at least 1,900, 35%左右 as about 35 %, with what they seem to count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from fangzhi.desk.numerals import CHINESE, SCALES, value
from fangzhi.hanzi.recognition import by_character
from fangzhi.records.figure import Bound

_UNITS = (
    "人次|人|个小时|名|戶|盏|盞|堂|道|桩|樁|窝|辆次|位|户|家|个百分点|个|件|起|次|回(?!合)|场|份|把|只|条|张|幅|本|册|部|台|辆|艘|架|座|处|所|间|套|支|枚|颗|棵|株|头|匹|"
    "万元|亿元|元|吨|公吨|公斤|千克|克|公里|千米|米|平方米|平方公里|亩|公顷|升|里|分钟|小时|天|周|个月|年|岁|倍|项|批|期|轮|届|种|类|宗|例|"
    "班|队|对|杯|碗|针|剂|筐|捆|根|束|副|扇|笔|幢|门|粒|斤|厘米|毫米|秒|双|桶|箱|袋|瓶|盒|顶|面|块|片|篇|句|遍|趟|路|组|栋|层|校|村|镇|單|单|户次|件次|家次|场次|%|％|‰"
)
_NUMBER = re.compile(
    r"(?P<before>约|大约|近|将近|超过|超|逾|至少|不少于|不低于)?\s*"
    rf"(?P<digits>(?<!\d)\d{{1,3}}(?:,\d{{3}})++(?:\.\d++)?|(?<!\d)\d++(?:\.\d++)?|(?<![{CHINESE}第])[{CHINESE}]+)"
    rf"(?P<scale>[百千万亿]*)(?P<more>[余多来餘來]?)(?P<scale2>[万亿]?)(?P<unit>{_UNITS})(?P<after>左右|上下|以上|多|余)?"
)
_PERCENT = re.compile(
    r"(?P<before>约|大约|近|将近|超过|超|逾|至少|不少于|不低于)?(?P<unit>百分之)"
    rf"(?P<digits>[{CHINESE}]+(?:点[{CHINESE}]+)?|\d+(?:\.\d+)?)(?P<scale>)(?P<scale2>)(?P<more>[余多]?)(?P<after>左右|上下|以上)?"
)
_NO_NUMBER = re.compile(r"^[十百千万亿]+$(?<!^十)|[一二两三四五六七八九]{2}")
_WRITTEN_OUT = 2  # characters: one alone, as in 一个, is said of nearly everything
_ABOUT = {"约", "大约", "近", "将近"}
_MORE = {"超过", "超", "逾", "至少", "不少于", "不低于"}
_STOPS = "，。；：！？,;:!?（）()“”「」《》—\n"
_LEADERS = re.compile(
    r"^(?:等?为主要内容的|他们|但|此次活动|此次|活动现场|活动中|行动中|截至目前|截至|目前|今年以来|近年来|近[一二三四五两\d]年来?|其中|同时|现场|累计|已|共计|总计|合计|共|"
    r"先后|还|并|也|又|已经|通过这一体系|其|该所|全年|当天|当日)+"
)
_FILLERS = re.compile(r"^.*(?:共计|累计|共|先后)(?=.{2,})")
_FOLLOWED = re.compile(r"[^，。；：！？、,;:!?（）()“”「」《》—\n]{2,14}")
_DROPPED = re.compile(r"(?:已?达到?|为|了|的|至|到|约|近|超过?|逾|共计?|在|有|仍)+$")
_PERIOD = re.compile(
    r"近[一二三四五六七八九十两\d]+年来?|今年以来|去年以来|截至目前|\d{4}年以来|今年上半年|今年[一二三四]季度|上半年"
)
_NOT_A_COUNT = re.compile(r"(?:近|第|前|后|未来|今后|每|\d{1,2}月)$")
_RANGE = re.compile(r"[\d%][至到~～—-]$")
_DOER = re.compile(
    r"^[^，。]{2,14}?(?:局|(?<![场厕住])所|支队|大队|中队|中心|法院|检察院|街道|社区|公司)(?:已|共|先后)?(?:组织)?(?=.{3})"
)
_JOINTS = re.compile(r"的|而|等|、|在|将|对|把")
_GOES_ON = re.compile(r"[为在从与和及将被后时以等]|进行|开展|持续")
_THING_ENDS = re.compile(
    r"[为在从与和及将被后时]|进行|开展|持续|不断|参与|组织|深入|联合|到场|签收|联系|到达|上门|以内|之内"
)
_VERB, _BEST = 2, 10
_SPANS = ("年", "个月", "天", "周")
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Found:
    """One number as it would stand under ``figures``, with the words it was read from."""

    label: str
    value: Decimal
    unit: str
    bound: Bound
    period: str
    words: str


def find_numbers(paragraphs: list[str]) -> list[Found]:
    """The figures of a report in its order, each once. Dates, ordinals, ranges and spans such as 近三年 are none."""
    found: dict[tuple[object, ...], Found] = {}
    for text in paragraphs:
        plain = by_character(text)
        for figure in _in_sentences(plain):
            figure = _as_printed(figure, plain, text) if plain != text else figure  # noqa: PLW2901 - said as it is printed
            label = "" if figure.unit in _SPANS else figure.label
            found.setdefault((figure.value, figure.unit, label), figure)
    return list(found.values())


def _as_printed(figure: Found, plain: str, text: str) -> Found:
    """A figure that was found in Simplified characters, in those of the page."""

    def said(words: str) -> str:
        at = plain.find(words)
        return text[at : at + len(words)] if at >= 0 else words

    words = said(figure.words)
    at = figure.words.rfind(figure.unit)
    unit = words[at : at + len(figure.unit)] if at >= 0 else figure.unit
    return replace(figure, label=said(figure.label), unit=unit, period=said(figure.period), words=words)


def _in_sentences(text: str) -> Iterator[Found]:
    for sentence in re.findall(r"[^。！？\n]+", text):
        period, last = _PERIOD.search(sentence), 0
        for match in sorted([*_NUMBER.finditer(sentence), *_PERCENT.finditer(sentence)], key=lambda m: m.start()):
            if _counts(sentence, match) and not _loose(match):
                yield _figure(sentence, match, last, period[0] if period else "")
                last = match.end()


def _counts(sentence: str, match: re.Match[str]) -> bool:
    before = sentence[: match.start("digits")]
    ordinal = not match["before"] and _NOT_A_COUNT.search(before)
    more = sentence[match.end() : match.end() + 1]
    year = match["unit"] == "年" and len(match["digits"]) == 4  # noqa: PLR2004 - 2025年 is a year
    span = match["before"] == "近" and match["unit"] in _SPANS
    date = match["unit"] in ("个", "年", "周") and more in ("月", "度", "代")
    no_thing = match["unit"] == "岁" or (match["unit"] == "小时" and match["digits"] in ("24", "二十四"))
    chinese = not match["digits"][0].isdigit() and before[-1:] in CHINESE and before
    return not (
        ordinal or year or span or no_thing or date or chinese or _RANGE.search(before) or _part_of_name(before)
    )


def _loose(match: re.Match[str]) -> bool:
    """Characters that are no exact number: 七八十, 千万, and spans of time."""
    digits = match["digits"]
    if digits[0].isdigit() or match["more"] or match["unit"] == "百分之":
        return False
    return len(digits) < _WRITTEN_OUT or match["unit"] in _SPANS or bool(_NO_NUMBER.search(digits))


def _part_of_name(before: str) -> bool:
    return bool(re.search(r"[A-Za-z\d.第·]$", before))


def _figure(sentence: str, match: re.Match[str], last: int, period: str) -> Found:
    number, unit = _value(match["digits"]), match["unit"].replace("百分之", "%").replace("个小时", "小时")
    for scale in match["scale"] + match["scale2"]:
        number *= SCALES[scale]
    if unit in ("万元", "亿元"):
        number, unit = number * SCALES[unit[0]], "元"
    words = match[0].strip()
    number = Decimal(int(number)) if number == number.to_integral_value() else number
    return Found(_label(sentence, match, last), number, unit.replace("％", "%"), _bound(match), period, words)


def _bound(match: re.Match[str]) -> Bound:
    before, after = match["before"] or "", match["after"] or ""
    if before in _MORE or match["more"] or after in ("以上", "多", "余"):
        return Bound.AT_LEAST
    return Bound.ABOUT if before in _ABOUT or after else Bound.EXACT


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "")) if digits[0].isdigit() else value(digits)


def _label(sentence: str, match: re.Match[str], last: int) -> str:
    """What is counted: the words that follow the unit, else those since the last number or stop."""
    following = _FOLLOWED.match(sentence[match.end() :].lstrip("的内"))
    thing = _thing(following[0]) if following and match["unit"] not in ("%", "百分之") else ""
    before = _clause(sentence[last : match.start()])
    if len(thing) > 1 and not (len(before) > _VERB and following and _GOES_ON.match(following[0])):
        return thing
    return before or thing or (following[0].lstrip("内") if following else match[0].strip())


def _clause(before: str) -> str:
    start = max((before.rfind(stop) for stop in _STOPS), default=-1) + 1
    clause = _FILLERS.sub("", _LEADERS.sub("", before[start:].strip("、和及 ")))
    clause = _DROPPED.sub("", _DOER.sub("", clause)).strip("、 ")
    if len(clause) > _LONGEST or clause.startswith("等"):
        clause = min((clause[m.end() :] for m in _JOINTS.finditer(clause)), key=_distance, default=clause)
    return clause[-_LONGEST:]


def _distance(words: str) -> int:
    """How far a shortened label is from the length that reads best."""
    return abs(len(words) - _BEST)


def _thing(words: str) -> str:
    return _THING_ENDS.split(words, maxsplit=1)[0]
