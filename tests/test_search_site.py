"""The search of the sample archive, as it is built: served, without JavaScript, and from disk."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from fangzhi.build.edition import write_edition
from tests.searching import PREFIXES, served

_TITLES = {
    "zh-Hans": "云阳在广场为犬只办证、义诊",
    "zh-Hant": "雲陽在廣場為犬隻辦證、義診",
    "en": "Yunyang licenses and treats dogs on a town square",
}


@pytest.fixture(scope="module")
def site(sample_site: Path) -> Path:
    return sample_site


def _readings(site: Path, variant: str) -> list[dict[str, list[list[str]]]]:
    files = sorted((site / "search" / "read" / variant).rglob("*.js"))
    return [json.loads(file.read_text("utf-8").partition(",")[2].removesuffix(");\n")) for file in files]


@pytest.mark.parametrize("variant", PREFIXES)
def test_every_variant_shows_hits_in_its_own_words(site: Path, variant: str) -> None:
    titles = [reading["fields"][0][0] for reading in _readings(site, variant)]
    assert _TITLES[variant] in titles
    assert len(titles) == len(list((site / "articles").rglob("index.html"))) - len([site / "articles" / "index.html"])


@pytest.mark.parametrize(("variant", "prefix"), PREFIXES.items())
def test_browsers_are_told_of_the_search(site: Path, variant: str, prefix: str) -> None:
    description = ElementTree.parse(site / prefix / "opensearch.xml").getroot()
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert description.findtext("o:Language", "", space) == variant
    assert len(description.findtext("o:ShortName", "", space)) <= 16
    [url] = description.findall("o:Url", space)
    assert url.attrib["template"].endswith(f"/{prefix}search/?q={{searchTerms}}")
    home = (site / prefix / "index.html").read_text("utf-8")
    assert re.search(r'<link rel="search"[^>]* href="opensearch.xml">', home)


@pytest.mark.parametrize(("variant", "prefix"), PREFIXES.items())
def test_the_sample_is_found_in_either_script(site: Path, browser: Browser, variant: str, prefix: str) -> None:
    page = browser.new_page()
    with served(site, policy="default-src 'self'") as address:
        for query in ("云阳 养犬", "雲陽 養犬"):
            page.goto(f"{address}{prefix}search/?q={query}")
            page.click(f".search-hits a >> text={_TITLES[variant]}")
            page.wait_for_url(f"**/{prefix}articles/202X/yunyang-dog-licensing/")
            assert page.inner_text("h1") == _TITLES[variant]
    page.close()


def test_switching_the_variant_keeps_the_question(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    with served(site, policy="") as address:
        page.goto(f"{address}search/")
        page.fill("main input", "云阳")
        page.wait_for_selector(".search-hits li")
        page.click(".fz-switch a[lang=zh-Hant]")
        page.wait_for_selector(".search-hits li")
        assert page.inner_text(".search-hits h2") == _TITLES["zh-Hant"]
    page.close()


def test_slash_leads_to_the_box_and_the_box_to_the_article(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    with served(site, policy="") as address:
        page.goto(f"{address}zh-Hant/initiatives/")
        page.keyboard.press("/")
        page.keyboard.type("养犬")
        page.wait_for_selector("[role=option]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/zh-Hant/articles/202X/yunyang-dog-licensing/")
    page.close()


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_without_javascript_there_are_lists(site: Path, browser: Browser, prefix: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(site, policy="") as address:
        page.goto(f"{address}{prefix}search/?q=x")
        assert page.locator("noscript p").is_visible()
        page.click(".fz-browse a[href$='districts/yunyang/']")
        assert re.search(r"/districts/yunyang/$", page.url)
    context.close()


@pytest.mark.parametrize(("variant", "prefix"), PREFIXES.items())
def test_the_edition_is_searched_from_disk(
    site: Path, browser: Browser, tmp_path: Path, variant: str, prefix: str
) -> None:
    write_edition(site, tmp_path / "edition.zip")
    with ZipFile(tmp_path / "edition.zip") as edition:
        edition.extractall(tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / "edition" / prefix / "districts" / "index.html").as_uri())
    page.fill("#search-box", "養犬")
    page.press("#search-box", "Enter")
    page.click(f".search-hits a >> text={_TITLES[variant]}")
    assert page.inner_text("h1") == _TITLES[variant]
    page.close()
