"""What it takes to look through pages before a site is published: ``python -m tests.bench.looking [COUNT]``.

Prints CPU microseconds a page of generated articles, beside what making the page takes; of many runs the quickest.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fangzhi.build.builder import planned
from fangzhi.build.examination import Examiner, Look
from fangzhi.build.exporting import Exports
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.build.theme import get_theme
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls
from fangzhi.site.pages import Kind
from fangzhi.site.renderer import StencilKey, stencil_key
from fangzhi.site.shells import Parts
from fangzhi.site.stencils import Stencil
from tests.bench.archive import write_archive

_RUNS, _SLICE = 15, 30
Made = tuple[str, StencilKey, Stencil, Parts]


def _quickest(work: Callable[[list[Made]], object], pages: list[Made]) -> float:
    """CPU seconds for all pages, each slice of them by its quickest run: other programs disturb a short one less."""
    return sum(min(_timed(work, pages[at : at + _SLICE]) for _ in range(_RUNS)) for at in range(0, len(pages), _SLICE))


def _timed(work: Callable[[list[Made]], object], pages: list[Made]) -> float:
    start = time.process_time()
    work(pages)
    return time.process_time() - start


def _looked(examiner: Examiner, pages: list[Made]) -> None:
    for at in range(0, len(pages), len(VARIANTS)):
        look = Look()
        for page in pages[at : at + len(VARIANTS)]:
            examiner.fill(look, *page)
        look.noted()
        assert look.faults == []


def main(root: Path, count: int) -> None:
    """Make the articles' pages of an archive, and look through them."""
    write_archive(root, count)
    sources, _ = read_sources(root)
    every = sources.pages()
    theme = get_theme(sources, every, MkDocsEngine(), root / "theme")
    outputs = (*theme.outputs(), *planned(Exports(sources, theme.documents(), root), theme))
    paths = {path for output in outputs for path in output.paths}
    start = time.process_time()
    pages = [
        (urls.output(urls.location(v, p.path)), key, theme.stencils[key], sources.renderer.parts(p, v))
        for p in every
        if p.kind is Kind.ARTICLE
        for v in VARIANTS
        for key in [stencil_key(p, v)]
    ]
    making = time.process_time() - start
    busy, idle = (Examiner(known, sources.settings.url) for known in (paths, None))
    looking = _quickest(lambda some: _looked(busy, some), pages) - _quickest(lambda some: _looked(idle, some), pages)
    print(
        f"{len(pages)} pages; looking through one takes {looking / len(pages) * 1e6:.0f} us, making it {making / len(pages) * 1e6:.0f} us"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 200)
