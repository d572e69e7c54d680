"""A second tree of the site, in which the next one is made, so that a small change costs little on a large site.

It is kept beside the site, and its files are hard links to the site's. A build changes it, and puts it in the site's place;
then what was the site takes over what was changed, and is the spare tree of the next build (double buffering). A *note* in
the cache says which ledger both trees agree with, and when each folder was last changed, which is the same in both: so the
folders of one tree are looked at, once a build. It is taken away before the tree is touched, and written when both agree
again: a tree that a killed build left is not believed, nor one into whose folders somebody put something.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from posixpath import dirname

from fangzhi.build.exchange import workshop
from fangzhi.build.fixity import MANIFEST, Entry, join, seal_of
from fangzhi.build.writing import bring


def spare_tree(site: Path) -> Path:
    """Where the spare tree of a site is, in which the next one is made."""
    return workshop(site) / "site"


class Spare:
    """The spare tree of a site. ``last`` is what the ``ledger`` holds; nothing where the old site is not to be believed."""

    def __init__(self, site: Path, ledger: Path, last: Mapping[str, Entry]) -> None:
        self._site, self._ledger, self._last = site, ledger, last
        self._note = ledger.with_suffix(".spare")
        self._folder, self._tree = workshop(site), spare_tree(site)
        self._times = _times(site, _folders(_paths(last.values())))
        self._untouched = bool(last) and _text(self._note) == self._agreed()
        self._ready = self._untouched and self._tree.is_dir()

    @property
    def base(self) -> Path:
        """The tree that what is kept is taken from."""
        return self._tree if self._ready else self._site

    @contextmanager
    def opened(self, kept: Iterable[Entry], gone: Iterable[str]) -> Iterator[None]:
        """Have what is kept in the tree, and no file that is gone; the tree is removed where work in it fails."""
        self._note.unlink(missing_ok=True)
        try:
            if self._ready:
                discard(self._tree, gone)
            else:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder.mkdir(parents=True)
                bring(kept, self._site, self._tree)
            yield
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def follow(self, now: Mapping[str, Entry], gone: Iterable[str]) -> None:
        """What was the site takes over what is new in the one that ``now`` describes; where that cannot be, it is removed."""
        try:
            if self._untouched and self._tree.is_dir():
                fresh, lost = [entry for path, entry in now.items() if self._last.get(path) != entry], [MANIFEST, *gone]
                discard(self._tree, lost)
                bring(fresh, self._site, self._tree)
                self._match(_folders([*lost, *_paths(fresh if self._ready else now.values())]))
            else:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._times = _times(self._site, _folders(_paths(now.values())))
            self._note.write_text(self._agreed(), "utf-8")
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _match(self, folders: set[str]) -> None:
        """Give folders of the spare tree the times that they have in the site."""
        times = _times(self._site, folders)
        for folder, time in times.items():
            os.utime(f"{self._tree}/{folder}", ns=(time, time))
        for folder in folders - times.keys():
            self._times.pop(folder, None)
        self._times |= times

    def _agreed(self) -> str:
        """What the note should say: which ledger, and when each folder was changed."""
        try:
            return join(seal_of(self._ledger), *(f"{folder} {self._times[folder]}" for folder in sorted(self._times)))
        except OSError:
            return ""


def _times(site: Path, folders: Iterable[str]) -> dict[str, int]:
    """When something last came into some folders of a site or left them, in ns; those that are not there have no time."""
    found = {}
    for folder in folders:
        with suppress(OSError):
            found[folder] = os.stat(f"{site}/{folder}").st_mtime_ns  # noqa: PTH116 - pathlib takes three times as long
    return found


def _paths(entries: Iterable[Entry]) -> Iterator[str]:
    return (path for entry in entries for path, _ in entry.digests())


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder with some of these files in it, and those above, up to the site's, which has no name."""
    found = {""}
    for below in {path.rpartition("/")[0] for path in paths}:
        folder = below
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def discard(tree: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that are empty then."""
    for path in paths:
        with suppress(OSError):
            os.unlink(f"{tree}/{path}")  # noqa: PTH108 - as above
            folder = dirname(path)
            while folder:
                os.rmdir(f"{tree}/{folder}")  # noqa: PTH106 - as above
                folder = dirname(folder)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError):
        return "-"
