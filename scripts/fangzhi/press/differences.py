"""What differs between two sites, told by their manifests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fangzhi.build.fixity import MANIFEST


@dataclass(frozen=True, slots=True)
class Difference:
    """The paths that one site has more than another, that are not the same in it, and that it has no longer; sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.added or self.changed or self.removed)


def read_digests(text: str) -> dict[str, str]:
    """Digests by path, from a site's manifest. Lines that are none are left out."""
    lines = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, sign, path in lines if sign}


def is_built(site: Path) -> bool:
    """Whether there is a site that can be compared at all."""
    return (site / MANIFEST).is_file()


def site_digests(site: Path) -> dict[str, str]:
    """The same of a site's folder, its manifest included; nothing where there is no site."""
    try:
        text = (site / MANIFEST).read_text("utf-8")
    except OSError:
        return {}
    return read_digests(text) | {MANIFEST: text}


def difference(old: Mapping[str, str], new: Mapping[str, str]) -> Difference:
    """What is new, changed and gone between two sets of digests."""
    return Difference(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        tuple(sorted(old.keys() - new.keys())),
    )
