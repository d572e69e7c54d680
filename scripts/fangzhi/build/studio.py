"""All that the jobs of a build need."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from fangzhi.build.examination import Examiner
from fangzhi.build.executors import Crew
from fangzhi.build.exporting import Exports
from fangzhi.build.fixity import Entry, digest
from fangzhi.build.pieces import Pieces
from fangzhi.build.plan import Output
from fangzhi.build.sources import Sources
from fangzhi.build.theme import Theme
from fangzhi.build.writing import Writer
from fangzhi.records.sealed import CACHE
from fangzhi.site.renderer import StencilKey
from fangzhi.site.stencils import Stencil

_SELDOM = 20_000  # objects more than before, after which Python looks for those that hold themselves
PIECES = "pieces"  # the folder in the cache that pieces of data files are kept in


@dataclass(frozen=True)
class Studio:
    """All that jobs need: what is to be made of what, where (the folder of ``exports``), and what the last build made.

    ``old`` is the last site; ``spill`` takes what articles give to the search's lists, by their ``places``; ``paths`` are all
    that the new site will have, or none where its pages are not looked through.
    """

    exports: Exports
    theme: Theme
    outputs: Sequence[Output]
    last: Mapping[str, Entry]
    old: Path
    spill: Path
    paths: frozenset[str] | None = None

    @property
    def sources(self) -> Sources:
        """What the archive is."""
        return self.exports.sources

    @property
    def folder(self) -> Path:
        """Where files are put."""
        return self.exports.folder

    @property
    def stencils(self) -> Mapping[StencilKey, Stencil]:
        """The theme's."""
        return self.theme.stencils

    @property
    def places(self) -> Mapping[str, int]:
        """The number of each article in the search, by its path."""
        return self.sources.shelving.places

    @cached_property
    def writer(self) -> Writer:
        """Writes into the new site."""
        return Writer(self.folder, self.old)

    @cached_property
    def examiner(self) -> Examiner:
        """Looks through the pages."""
        return Examiner(self.paths, self.sources.settings.url)

    @property
    def pieces(self) -> Pieces:
        """Those of data files that are kept."""
        return Pieces(self.sources.root / CACHE / PIECES)

    def saved(self) -> str:
        """Put it into a file beside the new site; gives its name, by which workers that live on tell studios apart."""
        data = pickle.dumps(self._bare())
        file = self.folder.with_name(f"studio-{digest(data)}")
        file.write_bytes(data)
        return str(file)

    def _bare(self) -> Studio:
        """The same without what it has worked out so far."""
        sources = replace(self.sources, renderer=replace(self.sources.renderer))
        return replace(self, exports=replace(self.exports, sources=sources))


_HERE: list[Studio] = []  # the studio of the build that this process, or the one that it was forked from, carries out


@contextmanager
def laid_open(studio: Studio, crew: Crew) -> Iterator[str]:
    """Lay a studio open for a crew: gives the file that it is in, or nothing where workers have it from this process."""
    _HERE[:] = [studio]
    was, often = gc.isenabled(), gc.get_threshold()
    gc.freeze()  # what is there already is not looked at, so that its pages of memory stay shared
    gc.set_threshold(_SELDOM, *often[1:])  # templates leave cycles behind, but few
    gc.enable()
    try:
        yield "" if crew.inherits else studio.saved()
    finally:
        gc.set_threshold(*often)
        if not was:
            gc.disable()
        gc.unfreeze()
        _HERE.clear()


def at_hand(file: str) -> Studio:
    """The studio that is laid open: from its file, or the one of this process."""
    return _opened(file) if file else _HERE[0]


@lru_cache(maxsize=1)
def _opened(file: str) -> Studio:
    studio: Studio = pickle.loads(Path(file).read_bytes())  # noqa: S301 - written by this build, into its workshop
    return studio
