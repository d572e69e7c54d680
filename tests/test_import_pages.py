"""What `fangzhi import` makes of whole pages, held to golden cases."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.desk.bylines import closing_byline, read_byline
from fangzhi.desk.furniture import is_furniture, read_masthead
from fangzhi.desk.intake import take_in
from fangzhi.desk.numbers import find_numbers
from fangzhi.desk.numerals import in_digits, value
from fangzhi.desk.occasions import find_occasion, later_day
from fangzhi.desk.punctuation import widened
from fangzhi.records.edtf import parse
from tests.bench import importing
from tests.pages_golden import ARCHIVE, PAGES, imported, issue, summary

NAMES = sorted(path.stem for path in PAGES.glob("*.txt"))
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_becomes_the_drafts_it_should(name: str) -> None:
    golden = yaml.load((PAGES / f"{name}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    drafts = imported((PAGES / f"{name}.txt").read_bytes(), issue(golden["date"], ARCHIVE))
    assert [d["title"] for d in drafts] == [a["title"] for a in golden["articles"]]
    for draft, expected in zip(drafts, golden["articles"], strict=True):
        number = int(expected.pop("paragraphs"))
        case = summary(draft, expected | {"paragraphs": number})
        assert case["found"] == case["expected"]
        assert draft["status"] == "draft"
        assert draft.get("lang", "zh-Hans") == golden.get("lang", "zh-Hans")


SAMPLE = os.environ.get("FANGZHI_SAMPLE_PAGE", "")


@pytest.mark.skipif(not SAMPLE, reason="FANGZHI_SAMPLE_PAGE does not name the sample page")
def test_the_sample_page_gives_five_articles() -> None:
    drafts = imported(Path(SAMPLE).read_bytes(), issue("2025-11-26", ROOT))
    assert [d["districts"] for d in drafts] == [["永川区"], ["荣昌区"], ["垫江县"], ["云阳县"], ["城口县"]]
    assert [d["bylines"] for d in drafts] == [
        {"记者": ["叶会娟"]}, {"通讯员": ["刘青葵"], "记者": ["饶果"]}, {"记者": ["杨雪"]}, {"记者": ["杨雪"]}, {"通讯员": ["林森"]},
    ]  # fmt: skip
    assert [sum(b.startswith("## ") for b in d["blocks"]) for d in drafts] == [4, 0, 0, 0, 0]
    assert [sum(not b.startswith("#") for b in d["blocks"]) for d in drafts] == [14, 5, 4, 4, 8]
    assert [len(d.get("images", [])) for d in drafts] == [1, 0, 0, 0, 0]
    assert [d["date"] for d in drafts] == ["2025-11-26", "2025-11-26~", "2025-11-26~", "2025-11-25", "2025-11-26"]
    assert [bool(d.get("kicker")) for d in drafts] == [False, False, False, False, True]
    figures = {(f["value"], f.get("unit"), f["bound"]) for d in drafts for f in d.get("figures", [])}
    assert {
        ("1900", "把", "at-least"), ("35", "%", "about"), ("5000", "份", "at-least"), ("1200000", "元", "at-least"),
        ("28", "只", "exact"), ("10", "项", "at-least"), ("800", "人次", "at-least"),
    } <= figures  # fmt: skip
    assert all(b[-1] in "。”" or b.startswith("#") for d in drafts for b in d["blocks"])


WRONG = {
    "account": 0, "answers": 1, "bars": 0, "bulletin": 1, "continued": 0, "digestbox": 1, "gallery": 2, "hongkong": 0,
    "letters": 2, "mailbox": 0, "notice": 1, "numerals": 0, "portal": 0, "profile": 0, "scan": 1, "shorts": 0, "special": 2,
    "taiwan": 0, "winners": 15,
}  # fmt: skip


def test_pages_that_were_mended_stay_so(capsys: pytest.CaptureFixture[str]) -> None:
    """The pages of `tests/pages/unseen`: how many of their fields are wrong, by what the benchmark prints."""
    importing.main()
    said = capsys.readouterr().out
    counts = re.findall(r"(\w+).txt: (\d+) of (\d+)", said)
    assert {name: int(of) - int(right) for name, right, of in counts} == WRONG, said


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("发了三百二十六份传单", [(326, "份", "exact")]),
        ("下降百分之三十五点六左右", [(Decimal("35.6"), "%", "about")]),
        ("超过百分之40", [(40, "%", "at-least")]),
        ("两万一千零五人次", [(21005, "人次", "exact")]),
        ("来了七八十人，进了千家万户，一个也没走，三十年如一日", []),
        ("十二月五日，二〇二五年，第十二次", []),
        ("十余项，一百多人", [(10, "项", "at-least"), (100, "人", "at-least")]),
    ],
)
def test_numbers_written_in_characters(words: str, found: list[tuple[object, ...]]) -> None:
    """As far as they are exact, or say how they are not."""
    assert [(f.value, f.unit, f.bound.value) for f in find_numbers([words + "。"])] == found


@given(st.integers(1, 99_999_999))
def test_a_number_in_characters_is_read_back(number: int) -> None:
    """By the usual way of writing it, with 零 for what is left out."""
    assert value(_characters(number)) == number


def _characters(number: int) -> str:
    if number >= 10_000:
        low = number % 10_000
        return _characters(number // 10_000) + "万" + ("零" * (0 < low < 1000) + _characters(low) if low else "")
    digits, said = f"{number:04}", ""
    for digit, unit in zip(digits, ("千", "百", "十", ""), strict=True):
        said += "零一二三四五六七八九"[int(digit)] + (unit if digit != "0" else "")
    return re.sub("零+", "零", said).strip("零")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("金額約4,300萬元", ("金額", 43_000_000, "元", "about")),
        ("巡守隊撈起垃圾8公噸", ("巡守隊撈起垃圾", 8, "公噸", "exact")),
        ("停駛30分鐘以上", ("停駛", 30, "分鐘", "at-least")),
    ],
)
def test_numbers_of_a_traditional_page_are_said_as_printed(words: str, found: tuple[object, ...]) -> None:
    """Found by the same rules as in Simplified; label and unit keep the page's characters."""
    assert [(f.label, f.value, f.unit, f.bound.value) for f in find_numbers([words + "。"])] == [found]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["石橋日報　中華民國114年12月5日　星期五　A5　地方新聞"], ("石橋日報", "2025-12-05", "A5")),
        (["平安周报    2025.12.9    综合新闻    2"], ("平安周报", "2025-12-09", "")),
        (["A06-A07  特别报道", "2025年12月18日 星期四"], ("", "2025-12-18", "")),
        (["（下转第4版）", "平安晚报 2025-12-09 第3版"], ("平安晚报", "2025-12-09", "3")),
    ],
)
def test_what_running_heads_say_of_the_issue(lines: list[str], said: tuple[str, str, str]) -> None:
    """Paper, day and edition; where a report goes on is not where it stands, and a spread is no one edition."""
    head = read_masthead(lines)
    assert all(map(is_furniture, lines))
    assert (head.paper, str(head.issued), head.edition) == said


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        ("电话响了四十年", True),
        ("来源不明的短信，别点", True),
        ("编辑部来了老读者", True),
        ("热线背后的人", True),
        ("首页故事：桥头的灯", True),
        ("电话：8800 1201", False),
        ("投稿邮箱：a@example.org", False),
        ("责编何晴 美编陶然", False),
        ("首页 > 新闻中心 > 正文", False),
        ("2025年12月20日 18:05  澜江", False),
        ("▶上接12月15日第2版", False),
    ],
)
def test_a_word_that_labels_begins_headlines_too(text: str, belongs: bool) -> None:
    """The page's own is what the word is set off from, or a chain of such words."""
    assert is_furniture(text) is not belongs


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("采写：林小满  编辑：顾北  审核：何晴", {"采写": ("林小满",)}),
        ("（白鹭区公安局　柳青　供稿）", {"供稿": ("柳青",)}),
        ("（马跃）", {"文": ("马跃",)}),
        ("（鼓掌）", None),
    ],
)
def test_who_edits_is_no_writer(printed: str, people: dict[str, tuple[str, ...]] | None) -> None:
    found = read_byline(printed)
    assert (dict(found.people) if found else None) == people


def test_digits_and_letters_of_scans_are_narrow() -> None:
    """As Chinese text has them; what shows nothing goes, and the bullets of symbol fonts are bullets."""
    page, _ = take_in("page.txt", "\uf0d8ＡＰＰ用户１９．５％，超\xad载１．一句话".encode())
    assert page
    assert (page.text, page.stripped) == ("●APP用户19.5%，超载1．一句话", 1)
    page, _ = take_in("page.txt", f"记者{' ' * 25_000}林小满".encode())
    assert page
    assert page.text == f"记者{' ' * 99}林小满"


def test_narrow_stops_are_widened_where_a_sentence_ends() -> None:
    assert widened("下降41.5%.每条写上名字.") == "下降41.5%。每条写上名字。"
    assert widened("一.先把船认清,1.5公里,see a.b") == "一.先把船认清，1.5公里，see a.b"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("灯修好了。（马跃）", ("灯修好了。", {"文": ("马跃",)})),
        ("灯修好了。（马 跃、林小满）", ("灯修好了。", {"文": ("马跃", "林小满")})),
        ("灯修好了。（鼓掌）", None),
        ("灯修好了。（完）", None),
    ],
)
def test_names_in_brackets_at_a_paragraphs_end(text: str, found: tuple[str, object] | None) -> None:
    """Are its authors, where they begin with a surname."""
    closing = closing_byline(text)
    assert (closing and (closing[0], dict(closing[1].people))) == found


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("统筹", None),
        ("统筹：全媒体记者 顾北", {"统筹": ("顾北",)}),
        ("文/图：全媒体记者 顾北 实习生 罗小溪 特约通讯员 古月", {"全媒体记者": ("顾北",), "实习生": ("罗小溪",), "特约通讯员": ("古月",)}),
        ("記者許芳儀／白鷺報導", {"記者": ("許芳儀",)}),
        ("（記者 顧北 瀾江報道）", {"記者": ("顧北",)}),
        ("本报记者 何川 北京报道", {"记者": ("何川",)}),
        ("（全媒体见习记者 林知 特约通讯员 马跃 摄影报道）", {"全媒体见习记者": ("林知",), "特约通讯员": ("马跃",)}),
    ],
)  # fmt: skip
def test_bylines_with_duties_and_towns(printed: str, people: dict[str, tuple[str, ...]] | None) -> None:
    """A duty before a role is the role, what both did is none, and where somebody reports from is no name."""
    found = read_byline(printed)
    assert (dict(found.people) if found else None) == people


def test_a_day_far_below_is_shown_and_not_taken() -> None:
    """The first two paragraphs tell when it was; further down stand the days of what went before."""
    text = ["夜市多了一张桌子。", "摊主有了争执，先坐下来谈。", "桌子是11月20日摆出来的。"]
    assert find_occasion(text, parse("2025-11-26")) is None
    assert later_day(text, parse("2025-11-26")) == (3, "11月20日")
    page = "石桥县：夜市多了一张桌子\n\n" + "\n\n".join(text) + "\n"
    (draft,) = imported(page.encode(), issue("2025-11-26"))
    assert draft["date"] == "2025-11-26"
    assert any("第3段写到“11月20日”" in comment for comment in draft["comments"])


def test_a_headline_that_a_bullet_marks_below_a_columns_name() -> None:
    """The name in brackets is the kicker, a caption in brackets no paragraph."""
    page = "【一线传真】\n\n●澜江区：代驾小哥当起劝导员\n\n昨晚，代驾骑手劝住了一位顾客。\n\n（图为骑手在路边值守）\n"
    (draft,) = imported(page.encode(), issue("2026-01-09"))
    assert (draft["title"], draft["kicker"]) == ("澜江区：代驾小哥当起劝导员", "【一线传真】")
    assert [image["caption"] for image in draft["images"]] == ["（图为骑手在路边值守）"]


def test_days_in_brackets() -> None:
    """As papers of Hong Kong and Taiwan print them beside 昨 and 今."""
    for words in ("昨（4）日", "昨(4日)", "今年12月4日", "民國114年12月4日"):
        found = find_occasion([f"石橋縣警方{words}開了講座。"], parse("2025-12-05"))
        assert found
        assert str(found.date) == "2025-12-04"


def test_dates_in_characters() -> None:
    """With their year, their month, or the day alone in its month."""
    assert in_digits("二〇二五年十二月三十一日，二○一九年十月，一月二日") == "2025年12月31日，2019年10月，1月2日"
    assert in_digits("星期一，第三版，十一组") == "星期一，第三版，十一组"
