"""In a browser: what stands on a page keeps its shape, whatever an article holds and however narrow the page is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import build_site, serving
from tests.places import SETTINGS, archive, article

ARABIC = "مرحبا بالعالم."
BODY = f"""\
| 项目 | 一个很长的列名占去许多地方 | 数 | 又一个很长的列名 | 还有一个很长的列名 |
|---|---|---:|---|:---:|
| `code` | 一段很长很长的内容，说了许多 | 1234567 | 一段很长很长的内容，说了许多 | 中 |

> {ARABIC}

> 引文。

###### 小题
"""
HELP = """\
---
title: 说明
---

| 设置 | 数 |
|---|---:|
| `a_long_word_of_code` | 12 |

    一段代码，长得在手机上要横着滚动才看得完，在电脑上不用

!!! note

    一条提示。
"""
_FIGURES = "[{label: 化解纠纷, value: %d, unit: 人次, bound: at-least}]"
_LONG = {"date": "2020-11-25/2025-12"}
PLACED = (
    "element => [Math.round(element.getBoundingClientRect().left), Math.round(element.getBoundingClientRect().top)]"
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with two reports of one figure and long dates, one of them with a table and quotations."""
    root = tmp_path_factory.mktemp("odd")
    files = {
        "articles/2020/one.md": article("东园区一篇", body=BODY, figures=_FIGURES % 1234522, **_LONG),
        "docs/help.md": HELP,
        "mkdocs.yml": "markdown_extensions: [admonition, tables]\n" + SETTINGS,
        "articles/2020/two.md": article("东园区又一篇", figures=_FIGURES % 12345, **_LONG),
    }
    with serving(build_site(archive(root / "archive", files), root / "site")) as address:
        yield address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab as wide as a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def _styles(tab: Page, selector: str, name: str) -> list[Any]:
    return list(tab.eval_on_selector_all(selector, f"all => all.map(one => getComputedStyle(one).{name})"))


def test_a_table_keeps_its_sides_and_its_words(tab: Page, odd: str) -> None:
    """Numbers stand under each other, none is broken to fit its column, and what does not fit is scrolled."""
    tab.goto(odd + "articles/2020/one/")
    assert _styles(tab, ".fz-text td", "textAlign") == ["start", "start", "right", "start", "center"]
    lines = tab.eval_on_selector_all(".fz-text td", "all => all.map(one => {" + LINES + "})")
    assert lines[2] == 1


LINES = "const range = document.createRange(); range.selectNodeContents(one); return range.getClientRects().length"


def test_a_quotation_begins_at_the_side_of_its_script(tab: Page, odd: str) -> None:
    """In Arabic at the right."""
    tab.goto(odd + "articles/2020/one/")
    ends = tab.eval_on_selector_all(".fz-text blockquote p", "all => all.map(one => {" + ENDS + "})")
    assert ends == [[False, True], [True, False]]


ENDS = """const range = document.createRange(); range.selectNodeContents(one.lastChild);
    const text = range.getBoundingClientRect(), box = one.getBoundingClientRect();
    return [Math.abs(text.left - box.left) < 1, Math.abs(text.right - box.right) < 1]"""


def test_a_hand_written_page_is_as_readable_as_the_others(browser: Browser, odd: str) -> None:
    """In the dark too: its code in ink, its columns at their sides, nothing in letters of ten pixels."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(odd + "help/")
    ink = _styles(page, "body", "color")
    assert _styles(page, ".fz-document pre code", "color") == ink
    assert _styles(page, ".fz-document :is(th, td)", "textAlign") == ["left", "right"] * 2
    assert page.eval_on_selector(".fz-document td code", "one => {" + LINES + "}") == 1
    assert float(_styles(page, ".admonition", "fontSize")[0].removesuffix("px")) > 14
    assert _styles(page, "body", "fontFamily") == _styles(page, "html", "fontFamily")
    context.close()


def test_a_table_of_a_hand_written_page_fits_a_phone(tab: Page, hosted: str) -> None:
    """With its codes whole, and nothing to be scrolled sideways; what check says is no table and fits too."""
    pages = ("reference/commands/", "zh-Hant/reference/settings/", "en/reference/front-matter/")
    for path in (*pages, "reference/errors/", "zh-Hant/reference/errors/", "en/reference/errors/"):
        tab.goto(hosted + path)
        assert tab.eval_on_selector_all("table", "all => all.every(one => one.scrollWidth <= one.clientWidth)"), path
        assert tab.evaluate("document.scrollingElement.scrollWidth") == 360, path


def test_what_is_scrolled_can_be_reached_by_keyboard(tab: Page, odd: str) -> None:
    """Named after the heading above it; and what fits is no stop on the way."""
    stops = "all => all.map(one => [one.tagName, one.tabIndex, one.role, one.ariaLabel])"
    wide = ".fz-text .fz-scroll, .fz-document pre code"
    table = ["DIV", 0, "group", "东园区一篇"]  # wider than lines of text on any screen
    for width, code in ((1280, ["CODE", -1, None, None]), (360, ["CODE", 0, "group", "说明"])):
        tab.set_viewport_size({"width": width, "height": 800})
        for path, stop in (("articles/2020/one/", table), ("help/", code)):
            tab.goto(odd + path)
            assert tab.eval_on_selector_all(wide, stops) == [stop], (path, width)


def test_no_heading_is_smaller_than_the_text(tab: Page, odd: str) -> None:
    tab.goto(odd + "articles/2020/one/")
    assert _styles(tab, ".fz-text h6", "fontSize") == _styles(tab, "body", "fontSize")


@pytest.mark.parametrize("prefix", ["", "zh-Hant/", "en/"])
@pytest.mark.parametrize("width", [280, 320])
def test_charts_fit_a_narrow_page(tab: Page, odd: str, prefix: str, width: int) -> None:
    """However long the dates."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{odd}{prefix}figures/")
    assert tab.locator(".fz-chart li").count() == 2
    assert tab.evaluate("document.scrollingElement.scrollWidth") == width


@pytest.mark.parametrize("prefix", ["", "zh-Hant/"])
def test_a_districts_name_is_one_line_on_its_tile(tab: Page, hosted: str, prefix: str) -> None:
    """On phones of every width: 大渡口 too."""
    tab.goto(hosted + prefix)
    for width in (280, 320, 344, 360, 375, 393, 412, 430, 480, 540, 600, 720, 768, 1024):
        tab.set_viewport_size({"width": width, "height": 800})
        lines = tab.eval_on_selector_all(".fz-tile-name", "all => all.map(one => {" + LINES + "})")
        assert set(lines) == {1}, width


def test_the_bar_is_one_line_where_a_long_name_leaves_room(tab: Page, hosted: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(hosted + "en/districts/")
    places = [tab.eval_on_selector(f".fz-bar {part}", PLACED) for part in (".fz-sections", ".fz-switch")]
    assert places[0][1] == places[1][1]


@pytest.mark.parametrize("width", [280, 360, 768, 1280])
def test_the_list_of_titles_is_below_its_box(tab: Page, hosted: str, width: int) -> None:
    """Whoever types sees what is typed; and the list is on the page."""
    tab.set_viewport_size({"width": width, "height": 800})
    for path in ("", "zh-Hant/districts/"):
        tab.goto(hosted + path)
        tab.click("#search-box")
        tab.keyboard.type("云阳")
        tab.wait_for_selector("[role=option]")
        box, titles = (tab.locator(part).bounding_box() for part in ("#search-box", "[role=listbox]"))
        assert box
        assert titles
        assert box["y"] + box["height"] <= titles["y"] <= box["y"] + box["height"] + 12
        assert 0 <= titles["x"] <= titles["x"] + titles["width"] <= width


def test_a_name_keeps_its_words_whole(tab: Page, hosted: str) -> None:
    """On the narrowest phones the switch goes below it, to the right."""
    tab.set_viewport_size({"width": 280, "height": 800})
    tab.goto(hosted + "en/districts/")
    assert tab.eval_on_selector(".fz-name span:last-child", "one => one.scrollWidth <= one.clientWidth")
    lines = tab.eval_on_selector(".fz-name span:last-child", "one => {" + LINES + "}")
    assert lines == 2  # Chongqing Public / Safety Gazetteer


def test_no_room_is_kept_for_what_scripts_would_show(browser: Browser, hosted: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("search/", "articles/"):
        page.goto(hosted + path)
        assert not page.is_visible(".fz-filters"), path
    context.close()


def test_what_is_not_there_is_not_announced(tmp_path: Path) -> None:
    """An archive without reports has no headings with nothing under them; one without figures says so, not that it has no reports."""
    empty = build_site(archive(tmp_path / "empty"), tmp_path / "none")
    assert "年表</a></h2>" not in (empty / "index.html").read_text("utf-8")
    assert "<h2" not in (empty / "search/index.html").read_text("utf-8")
    plain = build_site(archive(tmp_path / "plain", {"articles/2025/a.md": article()}), tmp_path / "site")
    figures = (plain / "figures/index.html").read_text("utf-8")
    assert "这里还没有收录数据。" in figures
    assert "这里还没有收录报道。" not in figures
