"""What readers are promised: no barrier, little weight, a page that prints, opens offline and remembers a choice."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import bibtexparser
import pytest
import rispy
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from fangzhi.build.edition import write_edition
from fangzhi.site.search import Entry
from tests.bench.facets import needed
from tests.conftest import build_site, serving, until
from tests.places import MakeArchive, article

PREFIXES = ["", "zh-Hant/", "en/"]
ARTICLE = "articles/202X/yunyang-dog-licensing/"
KINDS = [
    "", "articles/", ARTICLE, "articles/202X/yongchuan-joint-governance/", "districts/", "districts/yongchuan/",
    "districts/yubei/", "initiatives/", "initiatives/fengqiao/", "chronology/", "chronology/202X/", "figures/",
    "search/", "about/", "404.html",
]  # fmt: skip


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_no_page_has_a_barrier(browser: Browser, hosted: str, prefix: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    tab = context.new_page()
    tab.set_viewport_size({"width": width, "height": 800})
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS:
        tab.goto(hosted + prefix + kind)
        violations = Axe().run(tab).response["violations"]
        found |= {kind: [(v["id"], v["nodes"][0]["html"]) for v in violations]} if violations else {}
    context.close()
    assert found == {}


def test_the_html_checker_finds_no_error(sample_site: Path) -> None:
    """The Nu HTML checker (vnu-jar); skipped where Java or the checker is missing."""
    jar = os.environ.get("VNU_JAR", "")
    if not (shutil.which("java") and Path(jar).is_file()):
        pytest.skip("no Java, or VNU_JAR names no Nu HTML checker: `make test` fetches it where npm is")
    files = [str(sample_site / p / k / "" if k else sample_site / p) for p in PREFIXES for k in KINDS]
    pages = [f if f.endswith(".html") else f"{f.rstrip('/')}/index.html" for f in (f.rstrip("/") for f in files)]
    run = subprocess.run(["java", "-jar", jar, "--errors-only", *pages], capture_output=True, text=True, check=False)
    assert run.stderr == ""


def test_every_page_says_what_it_is(sample_site: Path) -> None:
    """A description, for those who find it in a search engine or a chat."""
    pages = [
        sample_site / prefix / kind / "index.html" for prefix in PREFIXES for kind in KINDS if kind[-5:] != ".html"
    ]
    without = [page for page in pages if '<meta name="description" content="' not in page.read_text("utf-8")]
    assert without == [
        sample_site / prefix / "about/index.html" for prefix in PREFIXES
    ]  # hand-written, as the editor has it


def test_pages_are_light(sample_site: Path, page: Page, hosted: str) -> None:
    """An article's HTML is at most 12 KB gzipped, all else on the first view at most 90 KB."""
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(gzip.compress(answer.body()))}))
    page.goto(hosted + "zh-Hant/" + ARTICLE, wait_until="networkidle")
    html = len(gzip.compress((sample_site / "zh-Hant" / ARTICLE / "index.html").read_bytes()))
    assert html <= 12_000
    assert 10_000 < sum(sizes.values()) - html <= 90_000


SHIFTS = """new Promise(done => {
    const moved = [];
    new PerformanceObserver(list => moved.push(...list.getEntries().map(entry => entry.value)))
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(() => done(moved)));
})"""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_moves_while_a_page_loads(page: Page, hosted: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("", ARTICLE, "articles/", "articles/?district=yunyang", "en/figures/", "search/?q=养犬", "districts/"):
        page.goto(hosted + path, wait_until="networkidle")
        assert page.evaluate(SHIFTS) == [], path


def test_facets_of_thousands_of_articles_are_light() -> None:
    """What the list of 5,000 articles fetches to narrow itself down is at most 150 KB gzipped."""
    chance = random.Random(1)
    entries = (
        Entry(
            f"articles/{2000 + n % 25}/a{n}/", "", "", "",
            districts=(f"district-{chance.randrange(40)}",),
            initiatives=tuple(f"initiative-{i}" for i in sorted(chance.sample(range(20), chance.randint(1, 3)))),
            year=f"{2000 + n % 25}",
            order=f"{2000 + n % 25}-{chance.randint(1, 12):02}-01",
        )
        for n in range(5000)
    )  # fmt: skip
    assert 5_000 < sum(len(gzip.compress(data)) for _, data in needed(entries)) <= 150_000


def test_print_is_a_clean_sheet(page: Page, hosted: str) -> None:
    """Without navigation, with the permanent address and a code of it."""
    page.goto(hosted + ARTICLE)
    until(page, "window.qrcode")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.is_visible(".fz-sections")
    assert ARTICLE in page.inner_text(".fz-permanent")
    assert page.is_visible(".fz-qr svg")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_references_are_saved_from_the_page(page: Page, hosted: str, prefix: str) -> None:
    """The browser makes a file of each, under the article's name, which reference managers read."""
    page.goto(hosted + prefix + ARTICLE)
    title, saved = page.inner_text("h1"), {}
    for link in page.locator(".fz-cite a[download]").all():
        with page.expect_download() as waited:
            link.click()
        saved[waited.value.suggested_filename] = waited.value.path().read_text("utf-8")
    bib, ris, csl = (saved.pop(f"yunyang-dog-licensing.{end}") for end in ("bib", "ris", "json"))
    entry = bibtexparser.loads(bib, bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)).entries[0]
    assert [entry["title"].strip("{}"), rispy.loads(ris)[0]["title"], json.loads(csl)[0]["title"]] == [title] * 3
    assert not saved


def test_a_choice_is_remembered_and_offered(page: Page, hosted: str) -> None:
    page.goto(hosted + ARTICLE)
    assert page.query_selector(".fz-offer") is None
    page.click(".fz-switch a[lang=zh-Hant]")
    page.wait_for_url(f"{hosted}zh-Hant/{ARTICLE}")
    page.goto(hosted + "districts/")
    assert page.url == hosted + "districts/"  # offered, never forced
    page.click(".fz-offer a")
    page.wait_for_url(hosted + "zh-Hant/districts/")


def test_the_switch_keeps_the_paragraph_that_was_read(page: Page, hosted: str) -> None:
    """From the top the other variant opens at its top; from within the text, at the same paragraph."""
    page.set_viewport_size({"width": 360, "height": 500})
    page.goto(hosted + ARTICLE)
    page.click(".fz-switch a[lang=zh-Hant]")
    page.wait_for_url(f"{hosted}zh-Hant/{ARTICLE}")
    page.evaluate("document.querySelector('#p4').scrollIntoView()")
    page.evaluate("document.querySelector('.fz-switch a[lang=en]').click()")
    page.wait_for_url(f"{hosted}en/{ARTICLE}#p4")


def test_a_report_of_an_error_names_the_paragraph(browser: Browser, rich_site: Path) -> None:
    """That of the address, or of the words that are selected; one at a time, in the reader's variant."""
    page = browser.new_page()
    said = []
    with serving(rich_site) as address:
        page.goto(f"{address}zh-Hant/articles/2025/helmets/")
        for act in ("location.hash = '#p1'", "location.hash = '#p2'", SELECT_THE_THIRD):
            page.evaluate(act)
            page.focus(".fz-error")
            link = urlsplit(page.get_attribute(".fz-error", "href") or "")
            said.append(parse_qs(link.query)["body"][0])
            page.evaluate("document.activeElement.blur()")
    page.close()
    assert said == [f"https://qingshi.example/zh-Hant/articles/2025/helmets/#p{n}" for n in (1, 2, 3)]


SELECT_THE_THIRD = """new Promise(done => {
    document.addEventListener("selectionchange", done, {once: true});
    getSelection().selectAllChildren(document.querySelector(".fz-text #p3"));
}).then(() => null)"""


def test_a_label_without_english_is_marked_as_chinese(archive: MakeArchive, tmp_path: Path) -> None:
    root = archive(
        {
            "articles/_vocabulary/initiatives.yml": "terms:\n  - {id: roads, name: {zh-Hans: 道路安全}}\n",
            "articles/2025/a.md": article(initiatives="[roads]"),
        }
    )
    site = build_site(root, tmp_path / "site")
    for path in ("en/articles/2025/a/", "en/initiatives/roads/", "en/"):
        assert '<span lang="zh-Hans">道路安全</span>' in (site / path / "index.html").read_text("utf-8")


def test_filters_combine_and_stay_in_the_address(page: Page, hosted: str) -> None:
    page.goto(hosted + "zh-Hant/articles/?initiative=fengqiao")
    page.wait_for_selector(".search-hits li:nth-child(2)")
    page.select_option("#search-district", "chengkou")
    expect(page.locator(".search-hits li")).to_have_count(1)
    assert page.url.endswith("?district=chengkou&initiative=fengqiao")
    page.go_back()
    expect(page.locator(".search-hits li")).to_have_count(2)
    page.click(".fz-switch a[lang=en]")
    page.wait_for_url("**/en/articles/?initiative=fengqiao")


def test_a_grid_leads_to_its_reports(page: Page, hosted: str) -> None:
    page.goto(hosted + "districts/")
    page.click("a[href$='district=yunyang&initiative=wenming-yangquan'], .fz-grid td a >> nth=0")
    page.wait_for_selector(".search-hits li")


def test_figures_sort_and_filter(page: Page, hosted: str) -> None:
    page.goto(hosted + "figures/")
    page.click("thead th:nth-child(2) button")
    values = page.eval_on_selector_all(
        ".fz-figures tbody td.fz-number", "all => all.map(cell => [cell.dataset.unit, Number(cell.dataset.value)])"
    )
    by_unit: dict[str, list[float]] = {}
    for unit, value in values:
        by_unit.setdefault(unit, []).append(value)
    assert all(numbers == sorted(numbers) for numbers in by_unit.values())
    page.fill(".fz-filter input", "云阳")
    shown = page.eval_on_selector_all(".fz-figures tbody tr:not([hidden])", "all => all.map(row => row.textContent)")
    assert shown
    assert all("云阳" in row for row in shown)


def test_the_edition_opens_from_disk(page: Page, sample_site: Path, tmp_path: Path) -> None:
    write_edition(sample_site, tmp_path / "edition.zip")
    again = tmp_path / "again"
    again.mkdir()
    write_edition(sample_site, again / "edition.zip")
    assert (again / "edition.zip").read_bytes() == (tmp_path / "edition.zip").read_bytes()
    zipfile.ZipFile(tmp_path / "edition.zip").extractall(tmp_path)
    page.goto((tmp_path / "edition" / "index.html").as_uri())
    page.click(".fz-switch a[lang=en]")
    page.click(".fz-sections a >> nth=0")
    page.click(".fz-tiles a >> nth=20")
    assert page.url.endswith("/index.html")
    page.goto((tmp_path / "edition/search/index.html").as_uri() + "?q=養犬")
    page.wait_for_selector(".search-hits li a")


def test_keyboard_alone(page: Page, hosted: str) -> None:
    """The skip link comes first, and a slash goes to the search."""
    page.goto(hosted + ARTICLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
