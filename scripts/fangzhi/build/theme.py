"""What the engine gave, kept until something it was made from changes: stencils, assets and hand-written pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fangzhi.build.engines import Engine
from fangzhi.build.fixity import file_digest, join, tree_digest
from fangzhi.build.plan import Output
from fangzhi.build.sources import Sources
from fangzhi.records.langtag import VARIANTS
from fangzhi.site.pages import Page
from fangzhi.site.renderer import StencilKey
from fangzhi.site.shells import Shell
from fangzhi.site.stencils import Stencil, compile_stencil

_FRAMES, _FILES = "frames.json", "files"


@dataclass(frozen=True)
class Theme:
    """Compiled stencils, and the folder of all other files that the engine wrote."""

    stencils: dict[StencilKey, Stencil]
    folder: Path

    def digests(self) -> dict[StencilKey, str]:
        """The digest of each stencil."""
        return {key: join(*stencil.pieces) for key, stencil in self.stencils.items()}

    def outputs(self) -> Iterator[Output]:
        """The engine's own files as outputs, to be copied."""
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                path = file.relative_to(self.folder).as_posix()
                yield Output((path,), file_digest(file), source=str(file))

    def documents(self) -> list[str]:
        """The paths of hand-written pages, once for all variants; asked before an archive's pages lie beside them."""
        return self._documents

    @cached_property
    def _documents(self) -> list[str]:
        prefixes = tuple(variant.prefix for variant in VARIANTS if variant.prefix)
        found = (file.relative_to(self.folder).as_posix() for file in self.folder.rglob("index.html"))
        return sorted(path.removesuffix("index.html") for path in found if not path.startswith(prefixes))


def get_theme(sources: Sources, pages: Iterable[Page], engine: Engine, cache: Path) -> Theme:
    """The theme for some pages: from the cache where nothing it is made from has changed, else from the engine."""
    shells = sources.renderer.stencil_shells(pages)
    kept = cache / join(sources.theme(), engine.maker, repr(list(shells)))[:32]
    frames = _kept_frames(kept)
    if frames is None:
        frames = _render(sources, shells.values(), engine, kept)
    stencils = {key: compile_stencil(frames[shell.location]) for key, shell in shells.items()}
    return Theme(stencils, kept / _FILES)


def _kept_frames(folder: Path) -> dict[str, str] | None:
    """What was kept, if it is whole: its seal covers frames and files."""
    try:
        seal, _, text = (folder / _FRAMES).read_text("utf-8").partition("\n")
        frames: dict[str, str] = json.loads(text)
        return frames if seal == join(text, tree_digest([folder / _FILES])) else None
    except (OSError, ValueError):
        return None


def _render(sources: Sources, shells: Iterable[Shell], engine: Engine, kept: Path) -> dict[str, str]:
    fresh = kept.with_name("new")
    shutil.rmtree(kept.parent, ignore_errors=True)
    fresh.mkdir(parents=True)
    frames = engine.render(sources.root, sources.renderer, shells, fresh / _FILES)
    text = json.dumps(frames, ensure_ascii=False)
    (fresh / _FRAMES).write_text(f"{join(text, tree_digest([fresh / _FILES]))}\n{text}", "utf-8")
    fresh.rename(kept)
    return frames
