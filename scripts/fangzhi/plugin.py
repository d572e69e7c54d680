"""The door for MkDocs: ``mkdocs build`` and ``mkdocs serve`` make the same site as ``fangzhi build``."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from fangzhi.build.builder import CACHE, carry_out
from fangzhi.build.exchange import alone
from fangzhi.build.executors import Crew, processes
from fangzhi.build.exporting import export_outputs, holdings
from fangzhi.build.finding import search_outputs
from fangzhi.build.fixity import DamagedError, folder_digests, write_manifest
from fangzhi.build.mkdocs import ThemePlugin
from fangzhi.build.plan import attachment_outputs, card_outputs, page_outputs
from fangzhi.build.sources import read_sources
from fangzhi.build.theme import Theme
from fangzhi.desk.report import language, print_problems
from fangzhi.site.pages import Page
from fangzhi.site.stencils import compile_stencil


class FangzhiPlugin(ThemePlugin):  # type: ignore[no-untyped-call]
    """Checks the archive before MkDocs touches the site, and writes its pages when MkDocs has written its own."""

    def load_config(
        self, _options: dict[str, object], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Options are read from mkdocs.yml by the archive itself, with their places."""
        return super().load_config({}, config_file_path)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the archive; a problem ends the build here, with the old site untouched."""
        if not self.hosted:
            self._read(config)
        return super().on_config(config)

    def _read(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        self.sources, problems = read_sources(root)
        if print_problems(problems, sys.stderr, language(), strict=config.strict):
            raise Abort("fangzhi")
        config.watch += [str(root / "articles"), *(str(f) for f in self.sources.renderer.folders)]
        self.pages: list[Page] = self.sources.pages()
        self.keys = self.sources.renderer.stencil_shells(self.pages)
        self.host(self.sources.renderer, self.keys.values())
        self.hosted = False

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the archive's pages beside MkDocs's own."""
        if self.hosted:
            return
        stencils = {key: compile_stencil(self.rendered[shell.location]) for key, shell in self.keys.items()}
        theme = Theme(stencils, Path(config.site_dir))
        cache = self.sources.root / CACHE
        with alone(cache, lambda: None):
            try:
                self._write(theme, cache / "search")
            except DamagedError:
                shutil.rmtree(cache / "search")
                self._write(theme, cache / "search")
        write_manifest(theme.folder, folder_digests(theme.folder))

    def _write(self, theme: Theme, search: Path) -> None:
        outputs = [
            *page_outputs(self.pages, theme.digests(), ""),
            *card_outputs(self.pages, self.sources.settings, ""),
            *attachment_outputs(self.sources.root, self.sources.catalogue, ""),
            *search_outputs(self.sources, search),
            *export_outputs(self.sources, holdings(self.sources, theme.documents(), theme.folder), ""),
        ]
        carry_out(outputs, self.sources, theme, theme.folder, Crew(processes(os.cpu_count() or 1)))
