"""No code from content: whatever an article, a vocabulary or a setting says is text, in every field, in a real browser."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Dialog, Page

from fangzhi.build.examination import Examiner, UnfitSiteError
from fangzhi.records.langtag import VARIANTS, Variant
from tests import places
from tests.conftest import build_site, serving
from tests.payloads import ADDRESSES, TEXTS
from tests.sites import read_site
from tests.trust import record

_TRAP = """
window.ran = [];
window.refused = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.ran.push(name);
addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
"""
_LOOK = r"""() => {
  const SAVED = /^data:application\/(x-bibtex|x-research-info-systems|vnd\.citationstyles\.csl\+json);charset=utf-8,/;
  const all = [...document.querySelectorAll("*")], bad = [];
  for (const element of all) {
    for (const { name } of element.attributes) if (name.startsWith("on") || name === "style") bad.push(name);
    const scheme = element.protocol ?? "http:";
    const saved = element.hasAttribute("download") && SAVED.test(element.href);
    if (!["http:", "https:", "mailto:", ":", ""].includes(scheme) && !saved) bad.push(element.href);
  }
  for (const element of document.querySelectorAll("a, button, summary, p, figure")) element.dispatchEvent(new Event("mouseover"));
  for (const element of document.querySelectorAll("main, article, h1")) element.click();
  return { ran: window.ran, refused: window.refused, bad, title: document.querySelector("h1").textContent };
}"""


_NOT_IN_NAMES = r"[<>:\"|?*\\\x00-\x1f/]"  # refused: Windows could not hold them


def _q(text: str) -> str:
    """A text as YAML."""
    return json.dumps(text)


def _hostile(payload: str, name: str) -> dict[str, str | bytes]:
    """An article that says one thing in every field, with a picture of that name."""
    said = _q(payload)
    file = f"{name}{re.sub(_NOT_IN_NAMES, '_', payload)}.png" if len(payload) < 80 else "long.png"
    words = f"label: {said}, unit: {said}, counts: {said}, period: {said}"
    meta = {
        "kicker": said, "subtitle": said, "summary": said, "rights": said,
        "source": f"{{title: {said}, edition: {said}, url: {_q('https://paper.example/?q=' + quote(payload))}}}",
        "bylines": f"{{{said}: [{said}, {said}]}}",
        "images": f"[{{src: {_q(file)}, caption: {said}, credit: {said}, alt: {said}}}]",
        "figures": f"[{{{words}, value: 3, en: {{{words}}}}}]",
        "variants": f"{{keep: [{said}], 头盔: {said}}}",
        "translations": f"{{en: {{title: {said}, summary: {said}}}}}",
    }  # fmt: skip
    body = (
        f"头盔{name}。{payload}\n\n## {payload}\n\n- {payload}\n\n> {payload}\n\n`{payload}`\n\n    {payload}\n\n"
        f"| {payload} | b |\n|:--:|---|\n| 1 | {payload} |\n\n[{payload}](https://paper.example/ '{payload}')\n\n"
        f"脚注[^{payload}]、[^a]。\n\n[^a]: {payload}\n\n〔头盔={payload}〕\n"
    )
    picture = f"articles/2025/{file}"
    article = places.article(title=said, body=body, **meta)
    return {
        f"articles/2025/{name}.md": article,
        picture: _PIXEL,
        f"articles/2025/{name}.en.md": _english(payload, said),
    }


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def _english(payload: str, said: str) -> str:
    return f"---\ntitle: {said}\nsummary: {said}\n---\n\n{payload}\n\n# {payload}\n"


def _addressed(address: str, name: str) -> str:
    """An article whose texts lead to an address in every way that Markdown has."""
    return places.article(
        title=_q(f"到 {address}"),
        body=f"{name}：[字句][r]，![图片][r]，<{address}>，[字句]: {address}\n\n[r]: <{address}>\n",
    )


def _term(number: int, payload: str) -> str:
    said = _q(payload)
    texts = f"{{zh-Hans: {said}, zh-Hant: {said}, en: {said}}}"
    return (
        f"  - {{id: t{number}, name: {texts}, definition: {texts}, short: {texts}, aliases: [{_q(payload + '.')}]}}\n"
    )


def _archive(root: Path) -> Path:
    files: dict[str, str | bytes] = {}
    for number, payload in enumerate(TEXTS):
        files |= _hostile(payload, f"t{number}")
    for number, address in enumerate(ADDRESSES):
        files[f"articles/2025/a{number}.md"] = _addressed(address, f"a{number}")
    terms = "".join(_term(number, payload) for number, payload in enumerate(TEXTS) if number % 9 == 0)
    last = _q(TEXTS[0])
    labels = f"{{zh-Hans: {last}, zh-Hant: {last}, en: {last}}}"
    files["articles/_vocabulary/initiatives.yml"] = places.INITIATIVES + terms
    files["articles/_vocabulary/glossary.yml"] = (
        f"- {{simplified: 骑车人, traditional: {_q(TEXTS[67])}, kind: term, reason: {last}}}\n"
    )
    files["mkdocs.yml"] = (
        "site_name: 青石志\nsite_url: https://qingshi.example/\ntheme: {name: material, font: false}\nplugins:\n"
        f"  - fangzhi: {{name: {labels}, description: {labels}, owner: {labels}, seal: {_q('<b>')}, per_page: 50}}\n"
    )
    files["articles/2025/many.md"] = places.article(
        title="骑车人的标签",
        initiatives=f"[{', '.join(f't{n}' for n in range(0, len(TEXTS), 9))}]",
        body="骑车人戴头盔。",
    )
    return places.archive(root, files)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an archive in which every text is an attempt.

    Some addresses are read as names of files that are not there, so no such site is published; it is made all the same.
    """
    root = _archive(tmp_path_factory.mktemp("hostile") / "archive")
    with pytest.raises(UnfitSiteError) as refused:
        build_site(root, root / "site")
    assert {fault.code for fault in refused.value.faults} == {"dead-link"}
    assert [f.place.path for f in refused.value.faults if not re.search(r"articles/2025/a\d+/", f.place.path)] == []
    with patch.object(Examiner, "_follow"):
        return build_site(root, root / "site")


@dataclass
class Visit:
    """A tab that is watched: what ran in it, what its policy refused, whom it asked, what it said."""

    page: Page
    asked: set[str] = field(default_factory=set)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        """Note that something called for the reader."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def look(self, address: str) -> dict[str, object]:
        """Open a page and try what a reader may do there."""
        self.page.goto(address, wait_until="load")
        seen: dict[str, object] = self.page.evaluate(_LOOK)
        return seen


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context()
    context.add_init_script(_TRAP)
    tab = Visit(context.new_page())
    tab.page.on("dialog", tab.dismiss)
    tab.page.on("request", lambda request: tab.asked.add(request.url.partition("?")[0]))
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
    yield tab
    context.close()


def _readable(payload: str) -> str:
    return " ".join(payload.split())


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: str(variant.tag))
def test_nothing_runs_and_nothing_reaches_out(hostile: Path, visit: Visit, variant: Variant) -> None:
    """Every payload in every field of an article: its title is read as it was written, and nothing else happens.

    The two variants that are made from the first share the payloads out between them.
    """
    names = [
        *((f"t{n}", payload) for n, payload in enumerate(TEXTS)),
        *((f"a{n}", f"到 {a}") for n, a in enumerate(ADDRESSES)),
    ]
    share = names[VARIANTS.index(variant) - 1 :: 2] if variant.prefix else names
    wrong = {}
    with serving(hostile, "max-age=600") as address:
        for name, title in share:
            seen = visit.look(f"{address}{variant.prefix}articles/2025/{name}/")
            if seen["ran"] or seen["refused"] or seen["bad"] or _readable(str(seen["title"])) != _readable(title):
                wrong[title] = seen
        asked = {url for url in visit.asked if not url.startswith(address)}
    assert wrong == {}
    assert asked == set()
    assert visit.dialogs == visit.errors == []
    if not variant.prefix:
        record("payloads", len(names), len(wrong) + len(asked))


def test_the_trap_snaps(browser: Browser, tmp_path: Path) -> None:
    """The payloads do run, and do reach out, on a page that takes them for code: else the test above would show nothing."""
    live = [payload for payload in TEXTS if payload.startswith("<")]
    for number, payload in enumerate(live):
        page = f"<!doctype html><title>x</title><h1>x</h1><div>{payload}</div>"
        (tmp_path / f"{number}.html").write_text(page, "utf-8")
    context = browser.new_context()
    context.add_init_script(_TRAP)
    context.route("**/away.example/**", lambda route: route.abort())
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    tab, ran = context.new_page(), 0
    with serving(tmp_path) as address:
        for number in range(0, len(live), 4):
            tab.goto(f"{address}{number}.html", wait_until="load")
            ran += "away.example" not in tab.url and bool(tab.evaluate("window.ran.length"))
    context.close()
    assert ran > len(live) // 12
    assert any("away.example" in url for url in asked)


@pytest.mark.parametrize(
    "path", ["", "articles/", "articles/page/2/", "figures/", "initiatives/", "initiatives/t63/", "data/"]
)
def test_lists_hold_text(hostile: Path, visit: Visit, path: str) -> None:
    """Where many articles and labels stand on one page."""
    with serving(hostile) as address:
        for variant in VARIANTS:
            seen = visit.look(f"{address}{variant.prefix}{path}")
            assert (seen["ran"], seen["refused"], seen["bad"]) == ([], [], [])
        assert {url for url in visit.asked if not url.startswith(address)} == set()
    assert visit.dialogs == visit.errors == []


def test_what_the_search_finds_is_text(hostile: Path, visit: Visit) -> None:
    """Titles and excerpts are shown by a script, from files that are scripts themselves."""
    with serving(hostile) as address:
        for asked in ("alert", "<script>", "away.example", "</script>"):
            visit.page.goto(f"{address}search/?q={quote(asked)}", wait_until="load")
            visit.page.wait_for_selector(".search-hits li")
            assert visit.page.evaluate("window.ran.length + window.refused.length") == 0
            assert "alert" in visit.page.inner_text(".search-hits") or "away" in visit.page.inner_text(".search-hits")
        assert {url for url in visit.asked if not url.startswith(address)} == set()
    assert visit.dialogs == visit.errors == []


def test_pages_are_well_formed(hostile: Path) -> None:
    """A strict parser finds no fault, no style attribute, and no script but the site's own and its data."""
    for page in read_site(hostile).pages.values():
        for element in page.root.iter():
            assert not [name for name in element.attrib if str(name).startswith("on") or name == "style"]
            if element.tag == "script":
                data = element.get("type") in {"application/json", "application/ld+json"}
                assert data or "/assets/" in f"/{element.get('src')}"
                assert not data or json.loads(element.text or "")


def test_feeds_and_tables_hold_text(hostile: Path) -> None:
    """XML is well-formed, and no cell of a table is a formula."""
    for file in hostile.rglob("*.xml"):
        ET.parse(file)
    tables = sorted(hostile.rglob("*.csv"))
    assert {"articles.csv", "figures.csv"} <= {file.name for file in tables}
    for file in tables:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]
        assert any(cell.startswith("'=HYPERLINK") for cell in cells) or file.name not in {"articles.csv", "figures.csv"}
