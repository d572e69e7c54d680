"""In a browser: the pages fit, stay silent, ask nobody else, and keep the reader's place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request

VARIANTS = {"zh-Hans": "", "zh-Hant": "zh-Hant/", "en": "en/"}
ARTICLE = "articles/202X/yunyang-dog-licensing/"
PATHS = ["", ARTICLE, "districts/yunyang/", "districts/", "figures/", "chronology/202X/", "about/", "404.html"]


def _failed(request: Request) -> bool:
    """Leaving a page breaks off what it was still asking for, and that is no fault."""
    return request.failure != "net::ERR_ABORTED"


class Visit:
    """A tab that remembers what went wrong in it, and whom it asked."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("requestfailed", lambda request: self.faults.append(request.url) if _failed(request) else None)
        page.on("response", lambda answer: self.faults.append(answer.url) if answer.status >= 400 else None)
        page.on("request", lambda request: self.hosts.add("/".join(request.url.split("/")[:3]) + "/"))

    def go(self, path: str) -> None:
        """Open a page and wait until it has everything."""
        self.page.goto(self.address + path, wait_until="load")


@pytest.fixture
def visit(browser: Browser, hosted: str) -> Iterator[Visit]:
    """A fresh tab with nothing remembered."""
    context = browser.new_context()
    yield Visit(context.new_page(), hosted)
    context.close()


@pytest.mark.parametrize("width", [280, 320, 360, 1280])
@pytest.mark.parametrize("lang", VARIANTS)
def test_pages_fit_and_are_silent(visit: Visit, lang: str, width: int) -> None:
    """No sideways scrolling, no word on the console, no failed request, no other host."""
    visit.page.set_viewport_size({"width": width, "height": 800})
    for path in PATHS:
        visit.go(VARIANTS[lang] + path)
        beyond = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond == 0, f"{lang} {path} at {width}px: {beyond}px too wide"
        assert visit.page.evaluate("document.documentElement.lang") == lang
    assert visit.faults == []
    assert visit.hosts == {visit.address}


@pytest.mark.parametrize("lang", VARIANTS)
def test_the_switch_keeps_page_and_place(visit: Visit, lang: str) -> None:
    """From each variant to each other: the same page, the same paragraph."""
    for other in (each for each in VARIANTS if each != lang):
        visit.go(f"{VARIANTS[lang]}{ARTICLE}#p2")
        visit.page.click(f".fz-switch a[lang={other}]")
        visit.page.wait_for_url(f"{visit.address}{VARIANTS[other]}{ARTICLE}#p2")
        assert visit.page.evaluate("document.documentElement.lang") == other
        assert visit.page.evaluate("document.getElementById('p2') !== null")


def test_the_switch_works_without_scripts(browser: Browser, hosted: str) -> None:
    """Then the page is kept, if not the paragraph; and the skip link leads to the text."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosted + ARTICLE)
    page.click(".fz-switch a[lang=zh-Hant]")
    assert page.url == f"{hosted}zh-Hant/{ARTICLE}"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#content")
    context.close()
