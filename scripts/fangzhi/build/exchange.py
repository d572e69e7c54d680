"""A new site takes the old one's place in one step; what a build that was killed left is put right by the next.

The new site is made in a *workshop*, a hidden folder beside the old one and so on the same disk. On Linux the two change
places by ``renameat2(RENAME_EXCHANGE)`` (Linux 3.15, glibc 2.28): at no moment is there no site. Elsewhere two renames
do it; a build that dies between them leaves the old site in its workshop, from where the next build takes it back.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = "lock"
_OLD = "old"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


@contextmanager
def alone(cache: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Work on an archive while no other build does; ``waiting`` is called once where there is one to wait for.

    The lock is the operating system's and ends with its process, however that ends.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / _LOCK).open("wb") as file:
        if not _locked(file.fileno(), wait=False):
            waiting()
            while not _locked(file.fileno(), wait=True):
                pass
        yield


def _locked(file: int, *, wait: bool) -> bool:
    """Whether the file is ours now. Record locks, since worker processes do not inherit them."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (BlockingIOError, PermissionError):
        return False
    return True


def workshop(site: Path) -> Path:
    """Where the site that takes a site's place is made: a hidden folder beside it."""
    return site.with_name(f".{site.name}-spare")


def recover(site: Path) -> None:
    """Put the old site back where a build died between two renames."""
    old = workshop(site) / _OLD
    if old.is_dir() and not site.exists():
        old.rename(site)


def exchange(fresh: Path, site: Path) -> None:
    """Put a folder in the place of the site, and the site in the place of the folder."""
    old = fresh.with_name(_OLD)
    if not site.exists():
        fresh.rename(site)
    elif not _swapped(fresh, site):
        site.rename(old)
        fresh.rename(site)
        old.rename(fresh)


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two folders by one call, where the system and the disk know how."""
    if sys.platform != "linux" or not hasattr(library := ctypes.CDLL(None), "renameat2"):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(library.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0)


def end_with_parent() -> None:
    """For a worker process: end as soon as the build does, so that a killed one leaves nobody at work."""
    parent = parent_process()
    assert parent

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
