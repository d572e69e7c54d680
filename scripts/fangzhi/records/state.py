"""The state of a file, by which it is known again without being read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from fangzhi.records.sealed import TICK

State = tuple[int, int, int]
"""Size in bytes, time in ns and inode of a file."""


def state(root: Path, path: str) -> State | None:
    """The state of a file; none where it is not there, or is a link, whose own state says nothing."""
    try:
        found = os.lstat(f"{root}/{path}")  # a Path for each file is a tenth of a check
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def settled(file: Path) -> int:
    """The time in ns before which files had been left alone when this one was written, which keeps their states."""
    return file.stat().st_mtime_ns - TICK
