"""A build of pages alone, in two variants, without search, feeds and exports: ``python tests/bench/bare.py ARCHIVE``.

No user would want it. It is there to be measured beside programs that make no more.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from fangzhi.build.builder import CACHE, carry_out
from fangzhi.build.executors import Crew, processes
from fangzhi.build.fixity import folder_digests, write_manifest
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.plan import page_outputs
from fangzhi.build.sources import read_sources
from fangzhi.build.theme import get_theme
from fangzhi.records.langtag import ENGLISH, VARIANTS


def main(root: Path) -> None:
    """Make everything anew."""
    sources, problems = read_sources(root)
    pages = sources.pages()
    theme = get_theme(sources, pages, MkDocsEngine(), root / CACHE / "theme")
    wanted = [*theme.outputs(), *page_outputs(pages, theme.digests(), sources.base())]
    outputs = [o for o in wanted if not o.part and VARIANTS[o.variant] is not ENGLISH]
    site = root / "site"
    shutil.rmtree(site, ignore_errors=True)
    carry_out(outputs, sources, theme, site, Crew(processes(os.cpu_count() or 1)))
    write_manifest(site, folder_digests(site))
    print(f"{len(problems)} problems, {len(outputs)} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
