"""A build of pages alone, in two variants, without search, feeds and exports: ``python tests/bench/bare.py ARCHIVE``.

No user would want it. It is there to be measured beside programs that make no more.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

from fangzhi.build.executors import Crew, processes
from fangzhi.build.exporting import Exports
from fangzhi.build.finding import Index
from fangzhi.build.fixity import write_manifest
from fangzhi.build.making import carry_out
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.plan import page_outputs
from fangzhi.build.recipes import Recipes
from fangzhi.build.sources import read_sources
from fangzhi.build.studio import Studio
from fangzhi.build.theme import get_theme
from fangzhi.records.sealed import CACHE


def main(root: Path) -> None:
    """Make everything anew."""
    sources, problems = read_sources(root)
    pages = sources.pages()
    theme = get_theme(sources, pages, MkDocsEngine(), root / CACHE / "theme")
    wanted = page_outputs(pages, theme.digests(), sources.bases, sources.shelving.places, Recipes(sources.prints))
    two = (replace(output, paths=output.paths[:2], place=-1) for output in wanted)
    outputs = [*theme.outputs(), *two]
    site = root / "site"
    exports = Exports(sources, theme.documents(), site)
    shutil.rmtree(site, ignore_errors=True)
    index = Index(root / CACHE / "bare", {})
    made = carry_out(
        Studio(exports, theme, outputs, {}, site, index.spill), index, Crew(processes(os.cpu_count() or 1))
    )
    write_manifest(site, chain.from_iterable(entry.digests() for entry in made.values()))
    print(f"{len(problems)} problems, {sum(len(output.paths) for output in outputs)} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
