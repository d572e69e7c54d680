"""The site while it is being written: built again when a file changes, and shown with MkDocs's live reload."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.livereload import LiveReloadServer

from fangzhi.build.builder import build
from fangzhi.build.engines import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.desk.report import language, print_problems

_WATCHED = ("articles", "docs", "overrides", "mkdocs.yml")


def preview(root: Path, host: str, port: int) -> None:
    """Serve until interrupted. A change with errors leaves the last good site in place and says what is wrong."""
    with TemporaryDirectory(prefix="fangzhi-") as folder:
        site = Path(folder) / "site"

        def rebuild() -> None:
            sources, problems = read_sources(root)
            if not print_problems(problems, sys.stderr, language()):
                build(sources, site, MkDocsEngine())

        rebuild()
        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(site))
        for path in (root / name for name in _WATCHED):
            if path.exists():
                server.watch(str(path))
        server.serve()  # type: ignore[no-untyped-call]
