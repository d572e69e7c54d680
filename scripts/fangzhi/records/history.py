"""What git knows of an archive's files: when each last changed, and what each was before. The one room that asks git.

Times and texts come from commits alone, so the same commit gives the same everywhere. Nobody's name is read. In a shallow
clone the oldest commit seems to have made every file; what it alone touched is therefore not known.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_COMMIT = "\x01"
_FOLDERS = ("articles", "docs")
_RAW_STATUS = 4  # ``:mode mode blob blob status``
_MOVED = ("R", "C")


@dataclass(frozen=True, slots=True)
class Change:
    """One commit's change of one file: when (RFC 3339, UTC), why, and the ids of its content before and after.

    ``before`` is empty where the file was new; ``known`` is false where a shallow clone cannot tell what was before.
    """

    path: str
    time: str
    subject: str
    before: str
    after: str
    known: bool = True


@dataclass(frozen=True)
class Log:
    """Every file's changes, newest first, by the path that it has now."""

    changes: dict[str, tuple[Change, ...]]

    @property
    def times(self) -> dict[str, str]:
        """When each file last changed, as far as that is known."""
        known = {path: next((c.time for c in changes if c.known), "") for path, changes in self.changes.items()}
        return {path: time for path, time in known.items() if time}


def read_log(root: Path, folders: tuple[str, ...] = _FOLDERS) -> Log:
    """The changes of all files below some folders, over renames. Empty without git."""
    form = f"--format={_COMMIT}%H%x00%ct%x00%s%x00"
    words = ("log", "--relative", "-M", "--raw", "--no-abbrev", "-z", "--date-order", form, "--", *folders)
    edges = _edges(root)
    found: dict[str, list[Change]] = {}
    names: dict[str, str] = {}  # what a file was called at this point of the walk, and what it is called now
    ended: set[str] = set()
    for commit, change, origin in _changes(_git(root, *words).decode("utf-8", "surrogateescape")):
        now = names.pop(change.path, change.path)
        if now in ended:
            continue
        known = commit not in edges
        found.setdefault(now, []).append(change if known else _unknown(change))
        if change.before and known:
            names[origin] = now
        else:
            ended.add(now)
    return Log({path: tuple(changes) for path, changes in found.items() if changes[0].after})


def _unknown(change: Change) -> Change:
    return Change(change.path, change.time, change.subject, "", change.after, known=False)


def _changes(log: str) -> Iterator[tuple[str, Change, str]]:
    """Each change with its commit, and the path that the file had before; newest first."""
    for entry in log.split(_COMMIT)[1:]:
        commit, seconds, subject, *raw = entry.split("\0")
        time = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields = iter(raw)
        for field in fields:
            if not (line := field.strip("\n")).startswith(":"):
                continue
            parts = line.split(" ")
            origin = next(fields)
            path = next(fields) if parts[_RAW_STATUS].startswith(_MOVED) else origin
            before, after = (blob if blob.strip("0") else "" for blob in parts[2:4])
            yield commit, Change(path, time, subject, before, after), origin


def contents(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of some versions of files by their ids, asked for at once."""
    wanted = sorted(set(blobs))
    answer = _git(root, "cat-file", "--batch", said="".join(f"{blob}\n" for blob in wanted)) if wanted else b""
    found: dict[str, bytes] = {}
    at = 0
    while (end := answer.find(b"\n", at)) >= 0:
        name, kind, *size = answer[at:end].decode("ascii").split(" ")
        at = end + 1
        if kind == "blob":
            found[name] = answer[at : at + int(size[0])]
            at += int(size[0]) + 1
    return found


def _edges(root: Path) -> set[str]:
    """The commits at which a shallow clone ends."""
    folder = _git(root, "rev-parse", "--git-common-dir").decode().strip()
    try:
        return set((root / folder / "shallow").read_text("utf-8").split()) if folder else set()
    except OSError:
        return set()


def _git(root: Path, *words: str, said: str = "") -> bytes:
    """What git answers, or nothing where there is no git or no repository."""
    command = ["git", "-c", "core.quotePath=off", "-c", "log.showSignature=false", *words]
    try:
        done = subprocess.run(command, cwd=root, input=said.encode(), capture_output=True, check=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError):
        return b""
    return done.stdout
