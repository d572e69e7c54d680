"""What is made again when something changes: all pages that depend on it, and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.build.builder import planned
from fangzhi.build.exporting import Exports
from fangzhi.build.recipes import RECIPES
from fangzhi.build.sources import read_sources
from fangzhi.build.theme import Theme
from fangzhi.records.sealed import CACHE
from fangzhi.site.stencils import MARKED, compile_stencil
from tests import places
from tests.conftest import ROOT

A, B, C = "articles/2024/a/", "articles/2025/b/", "articles/2025/c/"
FILES = {
    "articles/2024/a.md": places.article(
        title="甲", districts="[dongyuan]", date="2024-01-02", body="为骑车人发头盔。"
    ),
    "articles/2025/b.md": places.article(title="乙", districts="[dongyuan]", date="2025-01-02", body="讲课。"),
    "articles/2025/c.md": places.article(
        title="丙", districts="[xihe]", date="2025-03-04", body="夜间巡**逻**\n队上路。"
    ),
}
PATROL = "- {simplified: 巡逻队, traditional: 巡邏組, kind: term, reason: 试}\n"
GLOSSARY = "articles/_vocabulary/glossary.yml"


def _recipes(root: Path) -> dict[str, str]:
    """The recipes of all pages, by path, with frames that never change."""
    sources, problems = read_sources(root)
    assert not problems
    frame = compile_stencil("".join((MARKED.title, MARKED.head, MARKED.content, *MARKED.hrefs)))
    theme = Theme(dict.fromkeys(sources.renderer.stencil_shells(sources.pages()), frame), root / "none")
    outputs = planned(Exports(sources, theme.documents(), root), theme)
    return {o.page.path: o.recipe for o in outputs if o.page and not o.card}


def _template(name: str, text: str = "{# more #}") -> Callable[[Path], object]:
    shipped = (ROOT / "overrides/archive" / name).read_text("utf-8")
    return lambda root: places.write(root, {f"overrides/archive/{name}": shipped + text})


def _change(path: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text((root / path).read_text("utf-8").replace(old, new), "utf-8")


LISTS = {"", "articles/", "chronology/2025/", "districts/xihe/", "initiatives/helmets/", "initiatives/roads/"}
"""The lists that show the third report; both others have it among what is related to them."""
COUNTS = {"districts/", "initiatives/", "search/"}
CASES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "template-of-articles": (_template("article.html"), {A, B, C}),
    "template-that-another-includes": (_template("cite.html"), {A, B, C}),
    "template-of-years": (_template("year.html"), {"chronology/2024/", "chronology/2025/"}),
    "text": (_change("articles/2025/c.md", "上路", "出发"), {C}),
    "glossary": (lambda root: places.write(root, {GLOSSARY: PATROL}), {C}),
    "glossary-of-a-headline": (lambda root: places.write(root, {GLOSSARY: PATROL.replace("巡逻队", "丙")}), LISTS | {A, B, C}),
    "label": (_change("articles/_vocabulary/districts.yml", "西河区, zh-Hant", "西河新区, zh-Hant"), LISTS | COUNTS | {A, B, C}),
    "translation": (lambda root: places.write(root, {"articles/2025/c.en.md": "---\ntitle: C\n---\n\nOff.\n"}), LISTS | {A, B, C}),
    "taken-back": (_change("articles/2025/c.md", "title: 丙", "status: withdrawn\nwithdrawn: {reason: legal-order, date: 2025-04-01}"), LISTS | COUNTS | {A, B, C, "chronology/", "chronology/2024/"}),
    "headline": (_change("articles/2025/c.md", "title: 丙", "title: 丙丁"), LISTS | {A, B, C}),
    "new-article": (lambda root: places.write(root, {"articles/2025/d.md": places.article(title="丁", districts="[xihe]", date="2025-03-05")}), LISTS | COUNTS | {A, B, C, "articles/2025/d/", "chronology/", "chronology/2024/"}),
}  # fmt: skip


@pytest.mark.parametrize(("change", "wanted"), CASES.values(), ids=CASES)
def test_what_is_made_again(archive: places.MakeArchive, change: Callable[[Path], object], wanted: set[str]) -> None:
    root = archive(FILES)
    before = _recipes(root)
    change(root)
    after = _recipes(root)
    (root / CACHE / RECIPES).unlink()
    assert _recipes(root) == after  # what was kept says the same as what is worked out anew
    assert {path for path, recipe in after.items() if before.get(path) != recipe} == wanted


SIX = {
    "mkdocs.yml": places.SETTINGS + "      per_page: 2\n",
    **{f"articles/2025/r{n}.md": places.article(title=f"第{n}篇", date=f"2025-0{n}-08") for n in range(1, 7)},
}
"""Reports of one district, one initiative and one year: each of their lists has the pages 1 and 2, and the newest."""
PAGED = ("articles/", "chronology/2025/", "districts/dongyuan/", "initiatives/helmets/", "initiatives/roads/")
ALWAYS = {"", *PAGED, "chronology/", *COUNTS}


def _report(n: int, date: str) -> Callable[[Path], object]:
    text = places.article(title=f"第{n}篇", date=date)
    return lambda root: places.write(root, {f"articles/2025/r{n}.md": text})


def _older(*numbers: int) -> set[str]:
    return {f"{path}page/{number}/" for path in PAGED for number in numbers}


@pytest.mark.parametrize(
    ("added", "change", "wanted"),
    [
        ((), _report(7, "2025-07-08"), set()),
        ((_report(7, "2025-07-08"),), _report(8, "2025-08-08"), _older(2, 3)),
        ((_report(7, "2025-07-08"), _report(8, "2025-08-08")), _report(9, "2025-09-08"), set()),
        ((), _report(7, "2025-03-09"), _older(2)),
        ((), _report(7, "2025-01-01"), _older(1, 2)),
    ],
    ids=["newest", "newest-that-makes-a-page", "newest-after-it", "in-the-middle", "oldest"],
)
def test_which_pages_of_lists_are_made_again(
    archive: places.MakeArchive,
    added: tuple[Callable[[Path], object], ...],
    change: Callable[[Path], object],
    wanted: set[str],
) -> None:
    """Those from the place of what was added to the newest; and where a page more came, the one that led to the newest."""
    root = archive(SIX)
    for first in added:
        first(root)
    before = _recipes(root)
    change(root)
    after = _recipes(root)
    again = {path for path, recipe in after.items() if before.get(path) != recipe}
    assert {path for path in again if not path.startswith("articles/2025/")} == ALWAYS | wanted
