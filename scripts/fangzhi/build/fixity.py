"""Digests of files and trees, and the ledger of what the last build made from what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One output of the last build: its recipe, and size in bytes and time in ns of the file that came of it."""

    recipe: str
    size: int
    time: int

    def holds(self, file: Path) -> bool:
        """Whether the file is there still, as it was left."""
        try:
            found = file.stat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (self.size, self.time)


def entry(recipe: str, file: Path) -> Entry:
    """The entry of a file that was just made."""
    found = file.stat()
    return Entry(recipe, found.st_size, found.st_mtime_ns)


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
    text = json.dumps({p: [e.recipe, e.size, e.time] for p, e in sorted(entries.items())}, separators=(",", ":"))
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(f"{_seal(text)}\n{text}", "utf-8")
    fresh.replace(file)


def _seal(text: str) -> str:
    return f"{_VERSION} {hashlib.sha256(text.encode()).hexdigest()}"


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
