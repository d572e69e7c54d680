"""The site while it is being written: built again when a file changes, and shown with MkDocs's live reload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.livereload import LiveReloadServer

from fangzhi.build.builder import build
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.records.problems import Problem

_WATCHED = ("articles", "docs", "overrides", "mkdocs.yml")


def preview(root: Path, host: str, port: int, tell: Callable[[list[Problem]], bool]) -> None:
    """Serve until interrupted. A change with errors leaves the last good site in place.

    ``tell`` gets what is wrong after each change, and says whether it stops a build.
    """
    with TemporaryDirectory(prefix="fangzhi-") as folder:
        site = Path(folder) / "site"

        def rebuild() -> None:
            sources, problems = read_sources(root)
            if not tell(problems):
                build(sources, site, MkDocsEngine())

        rebuild()
        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(site))
        for path in (root / name for name in _WATCHED):
            if path.exists():
                server.watch(str(path))
        server.serve()  # type: ignore[no-untyped-call]
