"""Twice the articles are twice the work, whatever they are many of: nothing in a build grows faster than the archive.

Work is counted in calls of functions, which are the same on every machine; what a build does once cancels out, since the
growth from 60 to 120 articles is compared with that from 120 to 240.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.build.builder import ALONE, planned
from fangzhi.build.exporting import Exports
from fangzhi.build.finding import Index, articles
from fangzhi.build.making import carry_out
from fangzhi.build.sources import read_sources
from fangzhi.build.studio import Studio
from fangzhi.build.theme import Theme
from fangzhi.records.kept import Kept
from fangzhi.site.stencils import MARKED, compile_stencil
from tests.bench.archive import write_archive

COUNTS = (60, 120, 240)
EVEN, ALLOWED = 2, 1.1  # ten times the articles are to take eleven times the time at most


def _calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, those written in C counted too."""
    count = 0

    def seen(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def _build(root: Path, site: Path) -> None:
    """Everything that a build does but the theme, whose frames are few."""
    sources, _ = read_sources(root, Kept())
    frame = compile_stencil("".join((MARKED.title, MARKED.head, MARKED.content, *MARKED.hrefs)))
    theme = Theme(dict.fromkeys(sources.renderer.stencil_shells(sources.pages()), frame), root / "none")
    exports = Exports(sources, theme.documents(), site)
    outputs = list(planned(exports, theme))
    index = Index(root / "index", articles(outputs))
    carry_out(Studio(exports, theme, outputs, {}, site, index.spill), index, ALONE)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """The calls of builds of growing archives; one is built before, so that what is kept by then is there for all."""
    folder = tmp_path_factory.mktemp("growth")
    for count in COUNTS:
        write_archive(folder / str(count), count)
    _build(folder / str(COUNTS[0]), folder / "first")
    return [_calls(lambda n=count: _build(folder / str(n), folder / f"site-{n}")) for count in COUNTS]  # type: ignore[misc]


def test_a_build_grows_with_the_archive(counted: list[int]) -> None:
    small, middle, large = counted
    assert (large - middle) / (middle - small) <= EVEN * ALLOWED, counted
