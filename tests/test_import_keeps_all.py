"""No character of a page is lost or made up, whatever the page: the promise of `fangzhi import`."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangzhi.desk.composer import Issue
from fangzhi.desk.drafts import escaped, markdown, unescaped
from fangzhi.desk.importer import Existing, completed, import_page
from fangzhi.desk.intake import take_in
from fangzhi.desk.tally import lost
from fangzhi.records.frontmatter import read
from tests.pages_golden import ARCHIVE, PAGES, issue

LINES = [line for path in sorted(PAGES.glob("*.txt")) for line in path.read_text("utf-8").split("\n")]
ODD = [
    "",
    "12",
    "▲",
    "（记者 ）",
    "记者",
    "# 一",
    "- a: b",
    "1. 二",
    "图为",
    "—3—",
    "a\tb",
    "1\t2",
    "|",
    "“",
    "本报讯",
    "   ",
    "*_`<&>",
    "\\",
    "~~",
]
ISSUE = issue("2025-12-03", ARCHIVE)
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def texts(data: bytes, about: Issue = ISSUE) -> tuple[str, list[str]]:
    page, _ = take_in("page.txt", data)
    if page is None:
        return "", []
    drafts, problems = import_page(page, "page.txt", completed(about, page.text), Existing({}, {}))
    assert [p for p in problems if p.code != "same-text"] == []
    return page.text, [markdown(d) for d in drafts]


@SLOW
@given(st.lists(st.sampled_from(LINES + ODD), max_size=40))
def test_pages_of_newspaper_lines_in_any_order(lines: list[str]) -> None:
    page, drafts = texts("\n".join(lines).encode())
    assert lost(page, drafts) == ("", "")


@SLOW
@given(st.text(max_size=300), st.text("记者通讯员▲摄图为（）:：1余把，。\n \t|“”#-永川区", max_size=80))
def test_any_text_at_all(one: str, two: str) -> None:
    page, drafts = texts((one + "\n" + two).encode("utf-8", "ignore"))
    assert lost(page, drafts) == ("", "")
    for draft in drafts:
        document, problems = read("draft.md", draft.encode())
        assert document
        assert not problems


@given(st.text())
def test_escaping_has_a_way_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda p: p.stem)
def test_a_character_less_is_noticed(path: str) -> None:
    page, drafts = texts(PAGES.joinpath(path).read_bytes())
    assert lost(page, drafts) == ("", "")
    cut = drafts[0].rindex("的")
    missing, extra = lost(page, [drafts[0][:cut] + drafts[0][cut + 1 :], *drafts[1:]])
    assert (missing, extra) == ("的", "")
    assert lost(page + "余", drafts) == ("余", "")


def test_the_order_of_a_page_is_kept() -> None:
    page, drafts = texts((PAGES / "nobyline.txt").read_bytes())
    body = "".join(d.split("---\n", 2)[2] for d in drafts)
    counted = Counter(body)
    assert counted["河"] == Counter(page)["河"] - 1  # one is in the first title
    assert body.index("算水账") < body.index("算人账") < body.index("便桥") < body.index("蒋婆婆")
