"""Markdown to HTML: safe, with ids that can be cited, and as Chinese is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.site.markdown import Heading, render
from tests.golden_cases import load


@pytest.mark.parametrize("case", load("markdown.yml"), ids=lambda case: case["about"])
def test_golden(case: dict[str, str]) -> None:
    """The whole HTML."""
    assert render(case["markdown"], lambda address: f"to:{address}").html == case["html"]


def test_headings() -> None:
    """From the second level on, in order, without tags."""
    body = render("# 一\n\n## **二** & 三\n\n### 四\n")
    assert body.headings == (Heading(2, "s1", "一"), Heading(3, "s2", "二 &amp; 三"), Heading(4, "s3", "四"))


@given(st.text("<>&\"'/ =\n#*_[]()!`|-:javscriptonedl甲乙", max_size=60))
def test_nothing_dangerous_comes_out(text: str) -> None:
    """Whatever is written: no script, no handler, no address that runs."""
    html = render(f"{text}<script>x</script> <b onclick=x>[a](javascript:x)").html.lower()
    assert "<script" not in html
    assert "<b " not in html
    assert 'href="javascript' not in html
