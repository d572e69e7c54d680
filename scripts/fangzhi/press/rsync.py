"""A place that rsync reaches: ``host:path`` over ssh, ``rsync://host/module/path``, or a folder of this machine.

Files are compared by their content and times are not sent, so that a file which has not changed keeps its time there,
and browsers need not fetch it again. New files are moved into place together, and what is gone is removed last.
Hidden files at the top, such as ``.well-known``, are the server's and stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fangzhi.build.fixity import MANIFEST
from fangzhi.press.differences import Difference
from fangzhi.press.programs import Unpublished, run
from fangzhi.records.problems import Place, problem

_OPTIONS = (
    "-r", "-p", "--chmod=D755,F644", "--checksum", "--delete-after", "--delay-updates", "--filter=P /.*", "-8",
    "--out-format=%i %n",
)  # fmt: skip


@dataclass(frozen=True)
class RsyncPlace:
    """A place to publish to, as rsync writes it."""

    address: str

    def difference(self, site: Path) -> Difference:
        """What rsync would do, by its own dry run. A place that holds anything but a site is left alone."""
        found = _read(self._rsync(site, "--dry-run"))
        if (found.removed or found.changed) and MANIFEST in found.added:
            raise Unpublished(problem(Place(self.address), "not-published-here"))
        return found

    def send(self, site: Path) -> str:
        """Bring the place up to date; returns its address."""
        self._rsync(site)
        return self.address

    def _rsync(self, site: Path, *more: str) -> str:
        words = ["rsync", *_OPTIONS, *more, "--", f"{site}/", f"{self.address.rstrip('/')}/"]
        return run(words, self.address).decode("utf-8", "surrogateescape")


def _read(listed: str) -> Difference:
    """Itemised changes (rsync(1), ``--itemize-changes``) as a difference; folders count for nothing."""
    found: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
    for line in listed.splitlines():
        signs, _, path = line.partition(" ")
        path = path.strip()
        if signs == "*deleting" and not path.endswith("/"):
            found["removed"].append(path)
        elif signs[1:2] == "f" and signs[0] in "<>c":
            found["added" if signs[2:3] == "+" else "changed"].append(path)
    return Difference(**{kind: tuple(sorted(paths)) for kind, paths in found.items()})
