"""A folder with releases: ``releases/3/`` and so on, and ``current``, a symbolic link to the one that readers see.

A web server is pointed at ``current``. A new release is put together beside the others, files that have not changed as
hard links, and ``current`` is replaced by one rename: at no moment do readers see half a site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fangzhi.build.exchange import alone
from fangzhi.build.fixity import MANIFEST, file_digest
from fangzhi.press.differences import Difference, difference, site_digests
from fangzhi.press.programs import Unpublished
from fangzhi.records.problems import Place, problem

_RELEASES, _CURRENT, _NEW = "releases", "current", ".new"


@dataclass(frozen=True)
class ReleaseFolder:
    """A place to publish to. The last ``keep`` releases stay, and the one that readers see."""

    folder: Path
    keep: int = 5

    def difference(self, site: Path) -> Difference:
        """What readers would get that they do not have now."""
        if self.folder.exists() and not (self.folder / _RELEASES).is_dir() and _holds_anything(self.folder):
            raise Unpublished(problem(Place(str(self.folder)), "not-published-here"))
        return difference(_whole(self.folder / _CURRENT), site_digests(site))

    def send(self, site: Path) -> str:
        """Make a release of a site and show it; returns its name."""
        with self._writing():
            number = max(self.numbers(), default=0) + 1
            fresh = self.folder / _RELEASES / _NEW
            shutil.rmtree(fresh, ignore_errors=True)  # of a publication that was killed
            self._assemble(site, fresh)
            fresh.rename(fresh.with_name(str(number)))
            self._show(number)
            self._prune()
        return f"{_RELEASES}/{number}"

    def rollback(self, number: int | None, *, dry_run: bool) -> str:
        """Show an earlier release again, or with ``dry_run`` only find it: the one before today's, or that of a number."""
        numbers, shown = self.numbers(), self.shown()
        wanted = number if number is not None else max((n for n in numbers if n < shown), default=0)
        if wanted not in numbers:
            there = ", ".join(str(n) for n in numbers) or "-"
            code = "no-earlier-release" if number is None else "no-release"
            raise Unpublished(problem(Place(str(self.folder)), code, found=wanted, there=there))
        if not dry_run:
            with self._writing():
                self._show(wanted)
        return f"{_RELEASES}/{wanted}"

    def numbers(self) -> list[int]:
        """The numbers of the releases that are there, oldest first."""
        releases = self.folder / _RELEASES
        return sorted(int(f.name) for f in releases.iterdir() if f.name.isdecimal()) if releases.is_dir() else []

    def shown(self) -> int:
        """The number of the release that readers see, 0 where there is none."""
        try:
            name = (self.folder / _CURRENT).readlink().name
        except OSError:
            return 0
        return int(name) if name.isdecimal() else 0

    def _assemble(self, site: Path, fresh: Path) -> None:
        now = (self.folder / _CURRENT).resolve()
        kept = _whole(now)
        for path, digest in site_digests(site).items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            if kept.get(path) != digest or not _link(now / path, fresh / path):
                shutil.copyfile(site / path, fresh / path)

    def _show(self, number: int) -> None:
        waiting = self.folder / f".{_CURRENT}-{number}"
        waiting.unlink(missing_ok=True)
        waiting.symlink_to(f"{_RELEASES}/{number}", target_is_directory=True)
        waiting.replace(self.folder / _CURRENT)

    def _prune(self) -> None:
        for number in self.numbers()[: -self.keep]:
            if number != self.shown():
                shutil.rmtree(self.folder / _RELEASES / str(number))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One publisher at a time: another waits."""
        try:
            with alone(self.folder / _RELEASES, lambda: None):
                yield
        except OSError as error:
            shutil.rmtree(self.folder / _RELEASES / _NEW, ignore_errors=True)  # the disk may be full
            place = Place(str(error.filename2 or error.filename or self.folder))
            raise Unpublished(problem(place, "cannot-publish", reason=error.strerror or error)) from error


def _holds_anything(place: Path) -> bool:
    return not place.is_dir() or any(place.iterdir())


def _whole(release: Path) -> dict[str, str]:
    """The digests of a release's files that are still what its manifest says; a damaged one is published anew."""
    return {path: digest for path, digest in site_digests(release).items() if _holds(release / path, digest)}


def _holds(file: Path, digest: str) -> bool:
    try:
        return file.name == MANIFEST or file_digest(file) == digest
    except OSError:
        return False


def _link(old: Path, new: Path) -> bool:
    """Share a file between releases, where the disk can."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True
