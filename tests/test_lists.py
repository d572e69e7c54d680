"""Lists cut into pages: what stands where, what readers are told of it, and what an added report leaves as it was."""

from __future__ import annotations

from pathlib import Path

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
from tests import places
from tests.golden_cases import load
from tests.sites import PREFIXES, read_site

LOCALES = list(Renderer(Settings(), Glossary(), ()).locales.values())
LENGTH, SIZE = st.integers(0, 60), st.integers(1, 12)
DATES = ["2024-01-02", "2024-02", "2024-03-04", "2024-03-04", "2024-05-06", "2025-01-02", "2025-03", "2025-04-05"]
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


def _paged() -> dict[str, str]:
    files = {
        f"articles/{date[:4]}/r{n}.md": places.article(
            title=f"第{'甲乙丙丁戊己庚辛'[n]}篇", date=date, figures=_figures(n + 1)
        )
        for n, date in enumerate(DATES)
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
    assert {path: len(rows) for path, rows in found.items()} == {"figures/": 20, "figures/page/1/": 20}
    assert {row.most for row in found["figures/"]} == {8}
    assert {row.most for row in found["figures/page/1/"]} == {4}


@pytest.mark.parametrize("lang", PREFIXES)
def test_every_page_of_a_list_has_a_title_of_its_own(rich_site: Path, lang: str) -> None:
    """In the window and as the heading, which leads to the newest page."""
    of = [page for page in read_site(rich_site).of(lang) if "/page/" in page.path]
    assert len(of) > 10
    titles = [page.root.findtext("head/title") for page in of]
    assert len(set(titles)) == len(titles)
    for page in of:
        link = page.root.find(".//h1/a")
        assert link is not None
        assert link.get("href") == "../../"


def test_older_pages_count_nothing(archive: places.MakeArchive) -> None:
    """Nor do they hold anything else that a report elsewhere changes; the kinds of lists all have some."""
    older = [page for page in _pages(archive(_paged())).values() if "/page/" in page.path]
    assert {page.kind for page in older} == {"articles", "district", "initiative", "year", "figures"}
    for page in older:
        assert isinstance(page, ListedPage)
        beside = {
            name: value for name, value in vars(page).items() if name not in {"kind", "path", "slice", "term", "year"}
        }
        assert not any(beside.values()), page.path
        assert page.slice.total is None
