"""When the files of an archive last changed, as git knows it: the one room that asks git.

Times come from commits alone, so the same commit gives the same times everywhere. In a shallow clone the oldest commit
seems to have made every file; what it alone touched is therefore not known.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

_COMMIT = "\x01"


def times(root: Path, folders: tuple[str, ...] = ("articles", "docs")) -> dict[str, str]:
    """When each file below some folders last changed, by path from the root (RFC 3339, UTC). Empty without git."""
    log = _git(
        root, "log", "--relative", "--no-renames", "--name-only", "-z", f"--format={_COMMIT}%H %ct", "--", *folders
    )
    edges = _edges(root)
    found: dict[str, str] = {}
    for commit, time, paths in _commits(log):
        for path in paths if commit not in edges else ():
            found.setdefault(path, time)
    return found


def _commits(log: str) -> Iterator[tuple[str, str, list[str]]]:
    for entry in log.split(_COMMIT)[1:]:
        head, *paths = entry.split("\0")
        commit, seconds = head.split()
        time = datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield commit, time, [path.strip("\n") for path in paths if path.strip("\n")]


def _edges(root: Path) -> set[str]:
    """The commits at which a shallow clone ends."""
    folder = _git(root, "rev-parse", "--git-common-dir").strip()
    try:
        return set((root / folder / "shallow").read_text("utf-8").split()) if folder else set()
    except OSError:
        return set()


def _git(root: Path, *words: str) -> str:
    """What git says, or nothing where there is no git or no repository."""
    command = ["git", "-c", "core.quotePath=off", "-c", "log.showSignature=false", *words]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape")
