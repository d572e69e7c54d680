"""Digests of files and trees, and the ledger of what the last build made from what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_VERSION = 2
MANIFEST = "manifest-sha256.txt"


class DamagedError(Exception):
    """A kept file is not what was kept: what it was made from must be asked again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One output of the last build: its recipe, and size in bytes, time in ns and SHA-256 of the file that came of it."""

    recipe: str
    size: int
    time: int
    digest: str

    def holds(self, file: Path) -> bool:
        """Whether the file is there still, as it was left; its content is read where a cache did not keep its time."""
        try:
            found = file.stat()
            return found.st_size == self.size and (found.st_mtime_ns == self.time or file_digest(file) == self.digest)
        except OSError:
            return False


def entry(recipe: str, file: Path) -> Entry:
    """The entry of a file that was just made."""
    found = file.stat()
    return Entry(recipe, found.st_size, found.st_mtime_ns, file_digest(file))


def read_ledger(file: Path) -> dict[str, Entry]:
    """The last build's entries by path; none where the ledger is missing, of another version or damaged."""
    try:
        seal, _, text = file.read_text("utf-8").partition("\n")
        if seal != _seal(text):
            return {}
        return {path: Entry(*values) for path, values in json.loads(text).items()}
    except (OSError, ValueError, TypeError):
        return {}


def write_ledger(file: Path, entries: dict[str, Entry]) -> None:
    """Write the ledger beside the old one, then put it in its place."""
    text = json.dumps(
        {p: [e.recipe, e.size, e.time, e.digest] for p, e in sorted(entries.items())}, separators=(",", ":")
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(f"{_seal(text)}\n{text}", "utf-8")
    fresh.replace(file)


def _seal(text: str) -> str:
    return f"{_VERSION} {hashlib.sha256(text.encode()).hexdigest()}"


def file_digest(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def folder_digests(folder: Path) -> dict[str, str]:
    """The digest of every file in a folder by its path there, the manifest excepted."""
    files = (file for file in folder.rglob("*") if file.is_file())
    named = ((file.relative_to(folder).as_posix(), file) for file in files)
    return {path: file_digest(file) for path, file in named if path != MANIFEST}


def write_manifest(folder: Path, digests: Mapping[str, str]) -> None:
    """Write what every file of a site should be, in the form that ``sha256sum -c`` reads."""
    text = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
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
