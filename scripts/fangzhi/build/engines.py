"""Whoever renders the theme: frames in, HTML out, and a folder with everything that is not the archive's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from fangzhi.site.renderer import Renderer
from fangzhi.site.shells import Shell


class EngineError(Exception):
    """The engine could not render; the text says what it said."""


class UnfitSettingsError(EngineError):
    """The engine does not take what mkdocs.yml says; the text is what it said of it."""


class MissingEngineError(EngineError):
    """The engine is not installed; the text is what installs it."""


class Engine(Protocol):
    """A program that renders the theme."""

    @property
    def maker(self) -> str:
        """Its name and version: what it gave is kept no longer than it stays the same."""

    def render(self, root: Path, renderer: Renderer, shells: Iterable[Shell], folder: Path) -> dict[str, str]:
        """Write assets and hand-written pages into ``folder``; return each frame's HTML by its location.

        Raises `EngineError`.
        """
