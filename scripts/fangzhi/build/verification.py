"""Proof that a site or a bag is whole: every file that changed, is missing, or is extra."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from fangzhi.build.fixity import MANIFEST, file_digest
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.progress import Tell, silent

_BAG, _TAGS, _INFO = "bagit.txt", "tagmanifest-sha256.txt", "bag-info.txt"
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *]?(.+)")
_OXUM = re.compile(r"^Payload-Oxum: *(\d+)\.(\d+) *$", re.MULTILINE)


def verify(folder: Path, tell: Tell = silent) -> list[Problem]:
    """What is wrong with a site (by its manifest) or with a bag (RFC 8493), sorted; nothing where it is whole."""
    try:
        manifest = _read(folder / MANIFEST)
    except (OSError, ValueError):
        return [problem(Place(str(folder)), "no-manifest")]
    if not (folder / _BAG).is_file():
        return sorted(_compare(folder, folder, manifest, {MANIFEST}, tell))
    return sorted({*_compare(folder, folder / "data", manifest, set(), tell), *_tags(folder), *_info(folder)})


def _read(manifest: Path) -> dict[str, str]:
    """Digests by path; a bag's manifest writes line ends and ``%`` in a path as percent codes."""
    found = {}
    for line in manifest.read_text("utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if not match:
            raise ValueError(line)
        found[unquote(match[2])] = match[1].lower()
    return found


def _compare(folder: Path, within: Path, manifest: Mapping[str, str], but: set[str], tell: Tell) -> Iterator[Problem]:
    there = {f.relative_to(folder).as_posix() for f in within.rglob("*") if f.is_file()} - but
    yield from (problem(Place(path), "file-missing") for path in manifest.keys() - there)
    yield from (problem(Place(path), "file-extra") for path in there - manifest.keys())
    both = sorted(there & manifest.keys())
    for number, path in enumerate(both):
        tell("verify", number, len(both))
        if file_digest(folder / path) != manifest[path]:
            yield problem(Place(path), "file-changed")


def _tags(folder: Path) -> Iterator[Problem]:
    """The files that describe the bag."""
    try:
        tags = _read(folder / _TAGS)
    except (OSError, ValueError):
        yield problem(Place(_TAGS), "not-a-bag", detail=_TAGS)
        return
    for path, digest in tags.items():
        if not (folder / path).is_file():
            yield problem(Place(path), "file-missing")
        elif file_digest(folder / path) != digest:
            yield problem(Place(path), "file-changed")


def _info(folder: Path) -> Iterator[Problem]:
    """The count of files and bytes that the bag says it has."""
    try:
        said = _OXUM.search((folder / _INFO).read_text("utf-8"))
    except (OSError, ValueError):
        said = None
    sizes = [f.stat().st_size for f in (folder / "data").rglob("*") if f.is_file()]
    if said is None or (int(said[1]), int(said[2])) != (sum(sizes), len(sizes)):
        yield problem(Place(_INFO), "not-a-bag", detail="Payload-Oxum")
