"""Lists cut into pages: what stands where, what readers are told of it, and what an added report leaves as it was."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.build.sources import read_sources
from fangzhi.hanzi.glossary import Glossary
from fangzhi.records.edtf import parse
from fangzhi.records.settings import Settings
from fangzhi.site.pages import FiguresPage, ListedPage, Page
from fangzhi.site.renderer import Renderer
from fangzhi.site.slices import Slice, cut
from fangzhi.site.words import WORDS
from tests import places
from tests.conftest import build_site
from tests.golden_cases import load
from tests.sites import PREFIXES, Html, Site, read_site

LOCALES = list(Renderer(Settings(), Glossary(), ()).locales.values())
LENGTH, SIZE = st.integers(0, 60), st.integers(1, 12)
DATES = [
    "XXXX", "XXXX-02", "XXXX-03", "XXXX-04-05",
    "2024-01-02", "2024-02", "2024-03-04", "2024-03-04", "2024-03-04", "2024-03-04", "2025-03", "2025-04-05",
]  # fmt: skip
DATED = [
    ("2025年3月至4月5日", "2024年3月4日", "2024年1月2日至2月", "年份不详"),
    ("2025年3月至4月5日", "2024年3月4日", "2024年1月2日至2月", "年份不詳"),
    ("March – 5 April 2025", "4 March 2024", "2 January – February 2024", "Year not known"),
]
PAGED = places.SETTINGS + "      per_page: 2\n"


def _cut(length: int, size: int) -> list[Slice[int]]:
    """Things numbered from the oldest, newest first."""
    return list(cut(tuple(reversed(range(length))), "list/", size))


@given(LENGTH, SIZE)
def test_every_thing_is_on_one_page_in_its_order(length: int, size: int) -> None:
    """Read from the newest page to the oldest, a list is whole; pages lead to each other in that order."""
    pages = _cut(length, size)
    assert [thing for page in pages for thing in page.items] == list(reversed(range(length)))
    own = [page.own for page in pages]
    assert own == ["list/", *(f"list/page/{number}/" for number in range(len(pages) - 1, 0, -1))]
    assert [page.newer for page in pages] == [None, *own[:-1]]
    assert [page.older for page in pages] == [*own[1:], None]


@given(LENGTH, SIZE)
def test_pages_are_full_and_the_newest_is_never_nearly_empty(length: int, size: int) -> None:
    """All older pages hold one size; the newest up to one less than twice that."""
    newest, *older = _cut(length, size)
    assert {len(page.items) for page in older} <= {size}
    assert len(newest.items) < 2 * size
    assert len(newest.items) >= min(size, length)
    assert newest.total == length


@given(LENGTH, SIZE, st.integers(1, 40))
def test_what_is_added_at_the_newest_end_changes_no_older_page(length: int, size: int, more: int) -> None:
    """All of an older page stays as it was, but the way from the one before the newest, which is no more."""
    older, later = ({page.own: page for page in _cut(n, size)[1:]} for n in (length, length + more))
    changed = {path for path, page in older.items() if later[path] != page}
    grown = len(later) > len(older)
    assert changed == ({f"list/page/{len(older)}/"} if grown and older else set())
    assert all(later[path].items == page.items and later[path].older == page.older for path, page in older.items())


@pytest.mark.parametrize("row", load("spans.yml"), ids=lambda row: " ".join(row[0]) or "none")
def test_spans(row: tuple[list[str], str, str, str]) -> None:
    """The dates of a page as each variant says them."""
    dates, *expected = row
    assert [locale.span(map(parse, dates)) for locale in LOCALES] == expected


def _figures(value: int) -> str:
    figures = (f"{{label: 头盔, value: {value}, unit: 顶, counts: 第{n % 2}街}}" for n in range(5))
    return f"[{', '.join(figures)}]"


def _paged() -> places.Files:
    """Twelve reports, two a page, with five figures each: the later a report, the larger."""
    files = {
        f"articles/{date[:4]}/r{n:02}.md": places.article(title=f"第{n}篇", date=date, figures=_figures(n))
        for n, date in enumerate(DATES, 1)
    }
    return {"mkdocs.yml": PAGED, **files}


def _pages(root: Path) -> dict[str, Page]:
    sources, problems = read_sources(root)
    assert not problems
    return {page.path: page for page in sources.pages()}


def test_bars_of_an_older_page_are_drawn_against_its_own(archive: places.MakeArchive) -> None:
    """So that a larger number in a newer report changes none of them."""
    pages = _pages(archive(_paged()))
    found = {path: page.slice.items for path, page in pages.items() if isinstance(page, FiguresPage)}
    assert [len(rows) for rows in found.values()] == [20, 20, 20]
    most = {path: {row.most for row in rows} for path, rows in found.items()}
    assert most == {"figures/": {12}, "figures/page/2/": {8}, "figures/page/1/": {4}}


def test_older_pages_hold_nothing_of_the_whole_list(archive: places.MakeArchive) -> None:
    """No counts, no card: nothing that a report elsewhere changes. There are such pages of each kind of list."""
    older = [page for page in _pages(archive(_paged())).values() if "/page/" in page.path]
    assert {page.kind for page in older} == {"articles", "district", "initiative", "year", "figures"}
    own = {"kind", "path", "slice", "term", "year"}
    for page in older:
        assert isinstance(page, ListedPage)
        assert not any(value for name, value in vars(page).items() if name not in own), page.path
        assert page.slice.total is None


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with several pages of each kind of list; some of one list show the same dates, or unknown ones."""
    folder = tmp_path_factory.mktemp("paged")
    return read_site(build_site(places.archive(folder / "archive", _paged()), folder / "site"))


@pytest.mark.parametrize("lang", PREFIXES)
def test_every_older_page_has_a_name_of_its_own(paged: Site, lang: str) -> None:
    """In the window and as the heading, which leads to the newest page."""
    older = [page for page in paged.of(lang) if "/page/" in page.path]
    assert len(older) > 15
    headings = [next(page.root.iter("h1")) for page in older]
    assert len({page.title for page in older}) == len({"".join(h.itertext()) for h in headings}) == len(older)
    assert [[link.get("href") for link in heading.iter("a")] for heading in headings] == [["../../"]] * len(older)


def test_english_lists_are_punctuated_as_english(paged: Site) -> None:
    """No full-width mark stands in what the pages themselves say."""
    said = [(page.path, text) for page in paged.of("en") for text, lang, _ in page.texts() if lang == "en"]
    assert [found for found in said if re.search("[（），。：；、]", found[1])] == []


def _pager(page: Html) -> Element:
    return next(nav for nav in page.root.iter("nav") if nav.get("class") == "fz-pager")


def _spoken(element: Element) -> str:
    """What is read out of an element: signs that are hidden from that left out."""
    hidden = "".join(text for child in element.iterfind("*[@aria-hidden]") for text in child.itertext())
    return "".join(element.itertext()).replace(hidden, "").strip()


@pytest.mark.parametrize("lang", PREFIXES)
def test_pages_lead_to_each_other(paged: Site, lang: str) -> None:
    """From the newest to the oldest and back, each with its dates; from further away to the newest at once."""
    column = [*PREFIXES].index(lang)
    newer, older, newest = (WORDS[key][column] for key in ("newer", "older", "newest_page"))
    said = []
    for part in ("", "page/5/", "page/4/", "page/3/", "page/2/", "page/1/"):
        pager = _pager(paged.pages[f"{PREFIXES[lang]}articles/{part}index.html"])
        links = {_spoken(link): link.get("href") for link in pager.iter("a")}
        said.append((links.get(newer), links.get(older), links.get(newest), pager.findtext("span")))
    dates = DATED[column]
    assert said == [
        (None, "page/5/", None, dates[0]),
        ("../../", "../4/", None, dates[1]),
        ("../5/", "../3/", "../../", dates[1]),
        ("../4/", "../2/", "../../", dates[2]),
        ("../3/", "../1/", "../../", dates[3]),
        ("../2/", None, "../../", dates[3]),
    ]
