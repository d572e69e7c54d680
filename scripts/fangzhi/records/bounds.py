"""What may come onto the site: files that lie in the archive, of kinds that run nothing in a reader's browser."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from fangzhi.records import vector
from fangzhi.records.problems import Place, Problem, problem

KINDS = (
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".heif", ".tif", ".tiff", ".bmp"),
    *(".pdf", ".txt", ".csv", ".tsv", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".epub", ".zip"),
    *(".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".mp4", ".m4v", ".webm", ".ogv", ".vtt"),
)
"""The files that may lie beside an article. Web pages and scripts are not among them: opened by their address they would
run as the site's own."""

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
"""Names that no file can have on Windows, whatever follows them."""

SOURCES = ("articles", "docs", "overrides")
"""The folders of an archive that hold what editors write."""

_LARGEST_DRAWING = 5_000_000  # bytes


def inside(root: Path, path: str, folder: str = "articles") -> bool:
    """Whether a path from the root leads to somewhere in a folder of the archive, links followed."""
    try:
        home = os.path.realpath(root / folder)
        found = os.path.realpath(root / path)  # twice as quick as `Path.resolve`
        winds = os.path.islink(found)  # noqa: PTH114 - `Path.is_symlink` fails where a name is too long
        return Path(found).is_relative_to(home) and not winds
    except (OSError, ValueError):  # a NUL
        return False


def holder(path: Path, folders: Iterable[Path]) -> str:
    """The name of the one of some folders that a path leads into, links followed; empty where it leads into none."""
    found = os.path.realpath(path)
    return next((f"{f.name}/" for f in folders if Path(found).is_relative_to(os.path.realpath(f))), "")


def path_within(root: Path, path: Path) -> str:
    """A path that a person gave, from where they are, as a path from the root; empty where it leads out of it."""
    full, home = path.resolve(), root.resolve()
    return full.relative_to(home).as_posix() if full.is_relative_to(home) else ""


def is_file(root: Path, path: str) -> bool:
    """Whether there is such a file; a name that no disk can hold is none."""
    try:
        return (root / path).is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; a name that no disk can hold is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def unfit(root: Path, path: str, place: Place) -> list[Problem]:
    """Why a file beside an article may not come onto the site; drawings are read whole for that."""
    suffix = PurePosixPath(path).suffix
    if suffix.lower() not in KINDS:
        return [problem(place, "unfit-kind", found=suffix or PurePosixPath(path).name, allowed=" ".join(KINDS))]
    if suffix.lower() != ".svg":
        return []
    size = (root / path).stat().st_size
    if size > _LARGEST_DRAWING:
        return [problem(Place(path), "file-too-large", size=size, limit=_LARGEST_DRAWING)]
    return vector.faults(path, (root / path).read_bytes())
