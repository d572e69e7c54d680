"""MkDocs as the engine.

It is imported where it renders, in a process of its own: a build that finds the frames kept does not wait for it, and one
that renders them does not hold it to its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from fangzhi.build.executors import apart
from fangzhi.site.renderer import Renderer
from fangzhi.site.shells import Shell


class MkDocsEngine:
    """Renders frames by one MkDocs build."""

    maker = f"mkdocs {version('mkdocs')}"

    def render(self, root: Path, renderer: Renderer, shells: Iterable[Shell], folder: Path) -> dict[str, str]:
        """See `Engine`."""

        def rendered() -> dict[str, str]:
            from fangzhi.build.theme_plugin import render

            return render(root, renderer, shells, folder)

        return apart(rendered)
