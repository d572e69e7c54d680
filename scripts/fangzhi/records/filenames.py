"""The names of an archive's files and its symbolic links: what some other machine could not hold, or would follow for ever.

An archive is cloned to Windows and macOS, where some characters cannot stand in names and letters count the same in either
case, and its site is unpacked there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from fangzhi.records.bounds import RESERVED, inside, is_file
from fangzhi.records.problems import Place, Problem, problem

_FOLDERS = ("articles", "docs", "overrides")
_FOLLOWED = ("docs", "overrides", "articles/_vocabulary")  # what an engine reads, links and all
_UNFIT = re.compile(r"[<>:\"|?*\\\x00-\x1f]|[. ]$")


def filename_problems(root: Path) -> Iterator[Problem]:
    """What is wrong with names and links under an archive's folders."""
    for name in _FOLDERS:
        for folder, below, files in os.walk(root / name):
            base = Path(folder).relative_to(root).as_posix()
            entries = sorted([*below, *files])
            yield from _names(base, entries)
            if name == "articles" and base != "articles" and not base.startswith(_FOLLOWED):
                yield from (
                    problem(Place(f"{base}/{f}"), "no-article", found=f) for f in entries if _meant(root, base, f)
                )
            if name != "articles" or base.startswith(_FOLLOWED):
                yield from _links(root, base, entries)


def _meant(root: Path, folder: str, name: str) -> bool:
    """Whether a file looks like an article, and is none by its name: Windows hides what it adds, as in ``x.md.txt``."""
    low = name.casefold()
    if low.endswith((".md", ".markdown", ".md.txt", ".md.docx", ".md.doc")):
        return not name.endswith(".md") and is_file(root, f"{folder}/{name}")
    if not low.endswith(".txt") or not is_file(root, f"{folder}/{name}"):
        return False
    with (root / folder / name).open("rb") as file:
        return file.read(6).removeprefix(b"\xef\xbb\xbf").startswith(b"---")


def _names(folder: str, entries: list[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in entries:
        place, folded = Place(f"{folder}/{name}"), name.casefold()
        article = folder.startswith("articles") and name.endswith(".md")  # whose ids are judged with the articles
        if _UNFIT.search(name) or (folded.partition(".")[0] in RESERVED and not article):
            yield problem(place, "reserved-name", found=name)
        if not name.isascii() and name != name.encode("utf-8", "replace").decode():
            yield problem(place, "unfit-name")
        if folded in seen:
            yield problem(place, "same-but-for-case", found=name, other=seen[folded])
        seen[folded] = name


def _links(root: Path, folder: str, entries: list[str]) -> Iterator[Problem]:
    """Links that lead out of the archive, or into a folder that they stand in themselves."""
    for name in entries:
        path = f"{folder}/{name}"
        file = root / path
        if not file.is_symlink():
            continue
        if _winds(file):
            yield problem(Place(path), "link-loop")
        elif not inside(root, path, ""):
            yield problem(Place(path), "outside-root")


def _winds(link: Path) -> bool:
    """Whether a symbolic link leads to itself, or to a folder above it."""
    try:
        return link.parent.resolve().is_relative_to(link.resolve())
    except (OSError, RuntimeError):  # RuntimeError: what pathlib makes of a loop before Python 3.13
        return True
