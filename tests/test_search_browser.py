"""The search in a real browser: every variant, served and from disk, with a keyboard, and with bad input."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from fangzhi.hanzi.folding import fold
from fangzhi.site.search import Entry, Reading, index, readings, shelved
from tests.searching import PREFIXES, served, write

_HOSTILE = [
    "雲陽" * 5000, ".*+?^${}()|[]\\", "😀😀😀", "，。、！？“”", "\ud800", "<script>window.broken = 1</script>", '"', "-", "--- -", "' OR 1=1",
    "<img src=x onerror=window.broken=1>", "%00\x00", "“", "-雲陽", "[^", "a" * 10_000, "云 " * 500,
]  # fmt: skip


def _entry(number: int, title: str, text: str, **more: object) -> Entry:
    return Entry(path=f"articles/2025/{number}/", title=title, text=text, order="2025-11-25", year="2025", **more)  # type: ignore[arg-type]


_ENTRIES = [
    _entry(1, "云阳的养犬登记", "云阳在广场为犬只办证。群众说里面很好。", summary="一次活动", districts=("yunyang",), initiatives=("dogs",), names=("云阳县", "Yunyang County"), bylines=("杨雪",), english=("Yunyang licenses dogs", "A day on the square.")),
    _entry(2, "开学第一课", "民警着重讲了养犬的事，也提到云阳，一线的台账都在。", summary="校园", districts=("yongchuan",), initiatives=("school",), names=("永川区",)),
    _entry(3, "路口的头盔", "骑手戴头盔。<b>30</b>分钟到场，接到2300余件。" + "又说了一遍。" * 60 + "末尾才有琴声。", summary="", districts=("yongchuan",), initiatives=("traffic",), names=("永川区",)),
    _entry(4, "安装全部门禁", "先安装，后全面检查，全装好了，再安全员复查装全。", summary="", districts=("yongchuan",), initiatives=("traffic", "school"), names=("永川区",)),
]  # fmt: skip
_ENTRIES += [
    Entry(f"articles/2024/{n}/", f"值班日记之{n}", "普通的一天，没有什么可说的值守。", "值守记录。", districts=("yunyang",), initiatives=("school",), year="2024", order=f"2024-03-{n:02}")
    for n in range(1, 26)
]  # fmt: skip
_TRADITIONAL = str.maketrans("云阳养办证为群里线账码头盔检查装备记录东么", "雲陽養辦證為群裡線賬碼頭盔檢查裝備記錄東麼")


def _files() -> Iterator[tuple[str, bytes]]:
    yield from index(_ENTRIES)
    places = shelved(_ENTRIES).places
    for variant in PREFIXES:
        yield from readings(variant, (_reading(entry, variant) for entry in _ENTRIES), places)


def _reading(e: Entry, variant: str) -> Reading:
    said = str if variant != "zh-Hant" else (lambda text: text.translate(_TRADITIONAL))
    title = e.english[0] if variant == "en" and e.english else said(e.title)
    own = {"text": None, "of": "zh-Hans"} if variant == "en" else {"text": said(e.text)}
    return Reading(e.path, title, said(e.summary), e.order, names=e.names, bylines=e.bylines, english=e.english, districts=e.districts, initiatives=e.initiatives, **own)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    write(root / "below" / "a path", _files())
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as base:
        yield f"{base}below/a%20path/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield page
    page.close()
    assert wrong == []


def _ask(page: Page, address: str, query: str, **choices: str) -> list[str]:
    """The titles of the hits for a query in the page's address."""
    parameters = "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **choices}.items())
    page.goto(f"{address}search/index.html?{parameters}")
    return _settled(page)


def _settled(page: Page) -> list[str]:
    page.wait_for_selector("main.search-live:not([aria-busy])")
    titles: list[str] = page.locator(".search-hits h2").all_inner_texts()
    return titles


def _status(page: Page) -> str:
    return str(page.inner_text("[role=status]"))


@pytest.mark.parametrize("prefix", PREFIXES.values())
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("云阳 养犬", 2),
        ("雲陽 養犬", 2),
        ("“雲陽”  養犬", 2),
        ("雲陽，養犬", 2),
        ("“養犬”、云阳", 2),
        ("云阳,养犬；", 2),
        ("雲陽 -羣眾", 1),
        ("雲陽的養犬登記", 1),
        ("臺賬", 1),
        ("台账", 1),
    ],
)
def test_either_script_finds_both(page: Page, address: str, prefix: str, query: str, count: int) -> None:
    assert len(_ask(page, address + prefix, query)) == count
    assert page.locator(".search-hits mark").count() >= count


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_it_works_from_disk(page: Page, folder: Path, prefix: str) -> None:
    assert len(_ask(page, (folder / "below" / "a path").as_uri() + "/" + prefix, "雲陽 養犬")) == 2


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("云阳", ["云阳的养犬登记", "开学第一课"]),
        ("yunyang county", ["云阳的养犬登记"]),
        ("licen", ["云阳的养犬登记"]),
        ("杨雪", ["云阳的养犬登记"]),
        ("云阳 -杨雪", ["开学第一课"]),
        ("一綫的臺賬", ["开学第一课"]),
        ("裡", ["云阳的养犬登记"]),
        ("30", ["路口的头盔"]),
        ("300余", ["路口的头盔"]),
        ("2,300", []),
        ("2300", ["路口的头盔"]),
        ("“犬只辦證，群眾”", ["云阳的养犬登记"]),
        ("犬只办证。群众", ["云阳的养犬登记"]),
        ("琴声", ["路口的头盔"]),
        ("无此词句", []),
    ],
)
def test_hits(page: Page, address: str, query: str, titles: list[str]) -> None:
    assert _ask(page, address, query) == titles
    assert _status(page) == ("NONE" if not titles else "ONE" if len(titles) == 1 else f"MANY {len(titles)}")


def test_the_hit_is_marked_in_the_readers_script(page: Page, address: str) -> None:
    _ask(page, address + "zh-Hant/", "云阳")
    assert page.locator(".search-hits mark").all_inner_texts() == ["雲陽", "雲陽", "雲陽"]
    _ask(page, address, "琴聲")
    assert page.inner_text(".search-excerpt").endswith("末尾才有琴声。")
    assert page.inner_text(".search-excerpt mark") == "琴声"


def test_what_only_comes_near_is_not_called_a_hit(page: Page, address: str) -> None:
    assert _ask(page, address, "安装全") == ["安装全部门禁"]
    assert page.locator(".search-near").is_hidden()
    assert _ask(page, address, "后全装") == []
    assert page.locator(".search-near h3").all_inner_texts() == ["安装全部门禁"]


def test_filters_counts_address_and_back(page: Page, address: str) -> None:
    assert _ask(page, address, "值守")[0] == "值班日记之25"
    assert _status(page) == "ABOUT 25"
    page.click(".search-more")
    page.wait_for_selector(".search-hits li:nth-child(16)")
    _ask(page, address, "永川")
    assert page.locator("#search-initiative option").all_inner_texts() == ["ALL", "school (2)", "traffic (2)"]
    page.select_option("#search-initiative", "school")
    page.wait_for_url("**initiative=school")
    assert sorted(_settled(page)) == ["安装全部门禁", "开学第一课"]
    assert page.locator("#search-initiative option").all_inner_texts() == ["ALL", "school (2)", "traffic (2)"]
    page.go_back()
    page.wait_for_selector(".search-hits li:nth-child(3)")
    assert page.input_value("#search-initiative") == ""
    assert len(_ask(page, address, "", district="yongchuan", year="2025")) == 3
    assert len(_ask(page, address, "", district="yunyang")) == 8
    assert _status(page) == "MANY 26"
    assert _ask(page, address, "永川", year="1999") == []
    assert page.locator("#search-year option").all_inner_texts() == ["ALL", "2025 (3)", "1999 (0)"]


def test_typing_shows_results_and_keeps_one_step(page: Page, address: str) -> None:
    page.goto(f"{address}empty/index.html")
    _ask(page, address, "")
    page.locator("main input").press_sequentially("头盔")
    page.wait_for_selector(".search-hits li")
    assert "q=%E5%A4%B4%E7%9B%94" in page.url
    page.go_back()
    page.wait_for_url("**/empty/index.html")


def test_suggestions(page: Page, address: str) -> None:
    assert _ask(page, address, "养犬登录") == []
    page.click(".search-advice a >> text=养犬登记")
    page.wait_for_selector(".search-hits li")
    assert _ask(page, address, "云阳 琴声") == []
    assert page.locator(".search-advice li").all_inner_texts() == ["云阳（2）", "琴声（1）"]
    assert _ask(page, address, "琴声", district="yunyang") == []
    page.click(".search-advice a >> text=UNFILTERED（1）")
    page.wait_for_selector(".search-hits li")
    assert page.url.endswith("search/index.html?q=" + quote("琴声"))


@pytest.mark.parametrize("query", _HOSTILE, ids=range(len(_HOSTILE)))
def test_bad_input_is_answered(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}search/index.html")
    page.wait_for_selector("main.search-live")
    page.evaluate(
        "(q) => { const i = document.querySelector('main input'); i.value = q; i.form.requestSubmit(); }", query
    )
    expect(page.locator("[role=status]")).not_to_be_empty()
    _settled(page)
    assert page.evaluate("window.broken") is None
    assert page.locator("main script").count() == 1
    assert page.locator("main img").count() == 0
    assert "BROKEN" not in _status(page)


def test_a_lost_file_is_told_and_tried_again(page: Page, address: str) -> None:
    page.route("**/read/**", lambda route: route.abort())
    _ask(page, address, "云阳")
    assert _status(page) == "BROKEN"
    page.unroute("**/read/**")
    page.click("text=RETRY")
    page.wait_for_selector(".search-hits li")
    assert _status(page) == "MANY 2"


@pytest.mark.parametrize("name", ["fold", "shape", "facets/0", "grams/*"])
def test_no_file_is_missed_in_silence(page: Page, address: str, name: str) -> None:
    page.route(f"**/search/{name}.js", lambda route: route.fulfill(body="void 0", content_type="text/javascript"))
    page.goto(f"{address}search/index.html?q=%E4%BA%91%E9%98%B3")
    page.wait_for_selector("text=BROKEN")


def test_a_file_is_asked_for_once(page: Page, address: str) -> None:
    _ask(page, address, "云阳")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("main input").press_sequentially(" ")
    page.select_option("#search-sort", "date")
    page.wait_for_url("**sort=date")
    assert len(_settled(page)) == 2
    assert asked == []


def test_the_box_is_a_combobox(page: Page, address: str) -> None:
    page.goto(f"{address}zh-Hant/empty/index.html")
    assert "search.js" not in page.content()
    page.focus("#box")
    page.keyboard.type("养犬")
    page.wait_for_selector("[role=option]")
    box = page.locator("#box")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert active.inner_text() == "雲陽的養犬登記"
    page.keyboard.press("Escape")
    assert page.locator("[role=option]").count() == 0
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "养犬"
    page.keyboard.type("登")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh-Hant/articles/2025/1/")


def test_the_box_leads_to_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}en/empty/index.html")
    page.fill("#box", "养犬")
    page.press("#box", "Enter")
    page.wait_for_url("**/en/search/index.html?q=*")
    assert _settled(page) == ["Yunyang licenses dogs", "开学第一课"]
    assert page.locator(".search-hits a").nth(1).get_attribute("lang") == "zh-Hans"


def test_every_character_folds_as_in_python(page: Page, address: str) -> None:
    """In the browser a text is judged by its folded form; Unicode's newer letters may differ between versions."""
    points = [p for p in range(sys.maxunicode + 1) if not 0xD800 <= p < 0xE000 and unicodedata.category(chr(p)) not in ("Cn", "Co")]  # fmt: skip
    pairs = [[f"国{chr(p)}a{chr(p)}b", fold(f"国{chr(p)}a{chr(p)}b")] for p in points]
    page.goto(f"{address}search/index.html")
    page.wait_for_selector("main.search-live")
    wrong = page.evaluate(
        """async (pairs) => {
            const engine = fangzhi.engine("../search/", "zh-Hans");
            await engine.ready();
            return pairs.filter(([text, folded]) => !engine.judge([{ text: folded, minus: false }], { fields: [[text]] }));
        }""",
        json.loads(json.dumps(pairs)),
    )
    assert wrong == []
