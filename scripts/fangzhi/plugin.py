"""The door for MkDocs: ``mkdocs build`` and ``mkdocs serve`` make the same site as ``fangzhi build``."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from fangzhi.admission import admitted
from fangzhi.build.builder import planned
from fangzhi.build.examination import UnfitSiteError, copied_faults, planned_faults
from fangzhi.build.exchange import alone
from fangzhi.build.executors import Crew, processes
from fangzhi.build.exporting import Exports
from fangzhi.build.finding import Index, articles
from fangzhi.build.fixity import folder_digests, write_manifest
from fangzhi.build.making import carry_out
from fangzhi.build.studio import Studio
from fangzhi.build.theme import Theme
from fangzhi.build.theme_plugin import ThemePlugin
from fangzhi.desk.report import print_problems
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.saying import language
from fangzhi.records.sealed import CACHE
from fangzhi.site.pages import Page
from fangzhi.site.stencils import BrokenStencilError, compile_stencil
from fangzhi.site.templates import BrokenTemplateError


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
        sources = admitted(root, language(), strict=config.strict)
        if sources is None:
            raise Abort("fangzhi")
        self.sources = sources
        config.watch += [str(root / "articles"), *(str(f) for f in self.sources.renderer.folders)]
        self.pages: list[Page] = self.sources.pages()
        self.keys = self.sources.renderer.stencil_shells(self.pages)
        self.host(self.sources.renderer, self.keys.values())
        self.hosted = False

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the archive's pages beside MkDocs's own."""
        if self.hosted:
            return
        try:
            stencils = {key: compile_stencil(self.rendered[shell.location]) for key, shell in self.keys.items()}
        except BrokenStencilError as error:
            self._end(error, [problem(Place("overrides"), "lost-part", detail=error)])
        theme = Theme(stencils, Path(config.site_dir))
        root = self.sources.root
        cache = root / CACHE
        with alone(cache, lambda: None):
            shutil.rmtree(cache / "search", ignore_errors=True)
            exports = Exports(self.sources, theme.documents(), theme.folder)
            own, outputs = list(theme.outputs()), list(planned(exports, theme))
            paths = frozenset(path for output in (*own, *outputs) for path in output.paths)
            index = Index(cache / "search", articles(outputs))
            studio = Studio(exports, theme, outputs, {}, theme.folder, index.spill, paths)
            faults = [*planned_faults([*own, *outputs], paths, root), *copied_faults(own, root, studio.examiner)]
            try:
                carry_out(studio, index, Crew(processes(os.cpu_count() or 1)), faults)
            except BrokenTemplateError as error:
                self._end(error, [problem(Place(error.file, error.line), "broken-template", detail=error.detail)])
            except UnfitSiteError as error:
                self._end(error, error.faults)
        write_manifest(theme.folder, folder_digests(theme.folder).items())

    @staticmethod
    def _end(error: Exception, faults: Sequence[Problem]) -> NoReturn:
        """Say what is wrong, and end the build."""
        print_problems(faults, sys.stderr, language())
        raise Abort("fangzhi") from error
