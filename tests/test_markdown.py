"""Markdown to HTML: safe, with ids that can be cited, and as Chinese is set."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fangzhi.site import markdown
from fangzhi.site.markdown import Heading, plain, render
from tests.golden_cases import load


@pytest.mark.parametrize("case", load("markdown.yml"), ids=lambda case: case["about"])
def test_golden(case: dict[str, str]) -> None:
    """The whole HTML."""
    assert render(case["markdown"], lambda address: f"to:{address}").html == case["html"]


def test_headings() -> None:
    """From the second level on, in order, without tags."""
    body = render("# 一\n\n## **二** & 三\n\n### 四\n")
    assert body.headings == (Heading(2, "s1", "一"), Heading(3, "s2", "二 &amp; 三"), Heading(4, "s3", "四"))


def test_plain_text() -> None:
    """A line a block, a line a row; code keeps its own lines, and nothing that a reader sees is lost."""
    source = "甲 & *乙*。\n\n## 丙\n\n|项|数|\n|-|-:|\n|灯|12|\n\n> 引\n\n- 一\n- 二\n\n```\n<b>\n\n码\n```\n\n末。\n"
    assert plain(render(source).html) == "甲 & 乙。\n丙\n项\t数\n灯\t12\n引\n一\n二\n<b>\n\n码\n末。"


PIECES = (
    "甲",
    "乙。",
    "，",
    "a",
    " ",
    "\n",
    "\n",
    "“",
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    '<a href="x">',
    "</a>",
    "<li>",
    "</code>",
)


@example('甲<a href="x">\n乙</a>')
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_lines_are_looked_for_wherever_one_could_be_joined(html: str) -> None:
    """The glance that spares most texts the search finds nothing less than the search."""
    assert markdown._join_lines(html) == markdown._BROKEN_LINE.sub(r"\1\2", html)


@given(st.text("<>&\"'/ =\n#*_[]()!`|-:javscriptonedl甲乙", max_size=60))
def test_nothing_dangerous_comes_out(text: str) -> None:
    """Whatever is written: no script, no handler, no address that runs."""
    html = render(f"{text}<script>x</script> <b onclick=x>[a](javascript:x)").html.lower()
    assert "<script" not in html
    assert "<b " not in html
    assert 'href="javascript' not in html
