"""Files written all or none: made beside their places first, moved there together, taken back where one fails."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from fangzhi.records.problems import Place, Problem, problem

_SCRATCH = ".fangzhi-"


def write_all(files: Mapping[Path, bytes], *, overwrite: bool = False) -> list[Problem]:
    """Write every file or, where a problem comes back, none. Existing files are kept unless ``overwrite``."""
    made: list[Path] = []
    try:
        there = [path for path in sorted(files) if path.exists() or path.is_symlink()]
        if there and not overwrite:
            return [problem(Place(str(path)), "would-overwrite") for path in there]
        _folders(files, made)
        return _exchange(files, made)
    except OSError as error:
        _take_back(made)
        place = Path(error.filename or min(files))
        place = place.parent if place.name.startswith(_SCRATCH) else place
        return [problem(Place(str(place)), "cannot-write", reason=error.strerror or error)]


def _folders(files: Mapping[Path, bytes], made: list[Path]) -> None:
    for folder in sorted({path.parent for path in files}):
        missing = [f for f in (folder, *folder.parents) if not f.exists()]
        for new in reversed(missing):
            new.mkdir()
            made.append(new)


def _exchange(files: Mapping[Path, bytes], made: list[Path]) -> list[Problem]:
    """Write to a folder on the same disk, then move file by file, keeping what each one replaces until all are there."""
    common = min((path.parent for path in files), key=lambda p: (len(p.parts), p), default=Path())
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=common) as scratch:
        waiting = [(path, Path(scratch, f"{n}.new"), Path(scratch, f"{n}.old")) for n, path in enumerate(sorted(files))]
        for path, new, _ in waiting:
            new.write_bytes(files[path])
        moved: list[tuple[Path, Path]] = []
        try:
            for path, new, old in waiting:
                if path.exists():
                    shutil.copy2(path, old)
                new.replace(path)
                moved.append((path, old))
        except OSError:
            for path, old in reversed(moved):
                old.replace(path) if old.exists() else path.unlink()
            raise
    made.clear()
    return []


def _take_back(made: list[Path]) -> None:
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
