"""Digests of files and trees, and the ledger of what the last build made from what."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

_VERSION = 4
MANIFEST = "manifest-sha256.txt"
_DIGITS = 64  # of a digest
_CODES = {"%": "%25", "\t": "%09", "\n": "%0A"}


class DamagedError(Exception):
    """A kept file is not what was kept: what it was made from must be asked again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the last build made of one output: its recipe, and its files, a line each.

    A line holds path, size in bytes, time in ns and SHA-256. It stays text until it is asked for, since a large archive
    has a million of them. ``links`` says where its pages lead, as `examination` has it.
    """

    recipe: str
    files: str
    links: str = ""

    def found(self, site: str) -> Entry | None:
        """This entry, if every file is there still as it was left; with new times where only those are others.

        A file is read where its time is another: what brought it here may not have kept that.
        """
        lines = self.files.split("\n")
        try:
            now = [_found(site, line) for line in lines]
        except OSError:
            return None
        if "" in now:
            return None
        return self if now == lines else replace(self, files="\n".join(now))

    def digests(self) -> list[tuple[str, str]]:
        """Path and digest of each file."""
        return [(_named(line[: line.index("\t")]), line[-_DIGITS:]) for line in self.files.split("\n")]


def _found(site: str, told: str) -> str:
    """The line of a file as it is now; nothing where it is another."""
    path, size, time, digest = told.split("\t")
    file = f"{site}/{_named(path)}"
    found = os.stat(file)  # noqa: PTH116 - pathlib takes three times as long
    if str(found.st_size) != size:
        return ""
    if str(found.st_mtime_ns) == time:
        return told
    return line(_named(path), found, digest) if file_digest(Path(file)) == digest else ""


def line(path: str, found: os.stat_result, digest: str) -> str:
    """The line of one file that was just made."""
    return f"{_coded(path)}\t{found.st_size}\t{found.st_mtime_ns}\t{digest}"


def _coded(path: str) -> str:
    return "".join(_CODES.get(c, c) for c in path) if not _CODES.keys().isdisjoint(path) else path


def _named(coded: str) -> str:
    if "%" not in coded:
        return coded
    return coded.replace("%0A", "\n").replace("%09", "\t").replace("%25", "%")


def ledger_file(cache: Path, site: Path) -> Path:
    """Where the ledger of a site lies; an archive may be built into several."""
    return cache / f"site-{digest(str(site.resolve()).encode('utf-8', 'surrogatepass'))[:16]}"


def read_ledger(file: Path) -> dict[str, Entry]:
    """The last build's entries by first path; none where the ledger is missing, of another version or damaged."""
    try:
        seal, _, body = file.read_bytes().partition(b"\n")
        if seal.decode() != _seal(body):
            return {}
        blocks = (block.partition("\n") for block in body.decode().split("\n\n") if block)
        return {_named(files.partition("\t")[0]): _entry(head, files) for head, _, files in blocks}
    except (OSError, ValueError):
        return {}


def _entry(head: str, files: str) -> Entry:
    recipe, _, links = head.partition(" ")
    return Entry(recipe, files, links)


def write_ledger(file: Path, entries: Iterable[Entry]) -> None:
    """Write the ledger beside the old one, then put it in its place."""
    body = "\n\n".join(f"{entry.recipe} {entry.links}\n{entry.files}" for entry in entries).encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with fresh.open("wb") as stream:
        stream.write(f"{_seal(body)}\n".encode())
        stream.write(body)
    fresh.replace(file)


def _seal(body: bytes) -> str:
    return f"{_VERSION} {hashlib.sha256(body).hexdigest()}"


def seal_of(file: Path) -> str:
    """What tells one ledger from any other: its first line."""
    with file.open("rb") as stream:
        return stream.readline().decode()


def digest(data: bytes | memoryview) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def join(*parts: str) -> str:
    """One digest for several texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def file_digest(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def folder_digests(folder: Path) -> dict[str, str]:
    """The digest of every file in a folder by its path there, the manifest excepted."""
    files = (file for file in folder.rglob("*") if file.is_file())
    named = ((file.relative_to(folder).as_posix(), file) for file in files)
    return {path: file_digest(file) for path, file in named if path != MANIFEST}


def write_manifest(folder: Path, digests: Iterable[tuple[str, str]]) -> None:
    """Write what every file of a site should be, by path and digest, in the form that ``sha256sum -c`` reads."""
    text = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests))
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / MANIFEST).write_text(text, "utf-8", newline="\n")


def tree_digest(folders: Iterable[Path]) -> str:
    """The digest of all files in some folders or files, with their names."""
    digest = hashlib.sha256()
    for folder in folders:
        files = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                name = file.relative_to(folder).as_posix()
                digest.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()
