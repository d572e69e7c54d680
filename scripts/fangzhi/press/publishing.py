"""One word for a place to publish to, and the way there: the site is proved whole, then it is compared, then sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fangzhi.build.verification import verify
from fangzhi.press.branch import Branch
from fangzhi.press.differences import Difference, is_built
from fangzhi.press.folder import ReleaseFolder
from fangzhi.press.programs import Unpublished
from fangzhi.press.rsync import RsyncPlace
from fangzhi.records.bounds import SOURCES, holder
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.progress import Tell, silent

_REMOTE = re.compile(r"[^/\\:]{2,}:.+")  # host:path, user@host:path, host::module; one letter is a disk of Windows


class Target(Protocol):
    """A place to publish to. Both methods raise `Unpublished` where that cannot be."""

    def difference(self, site: Path) -> Difference:
        """What sending a site would change there."""

    def send(self, site: Path) -> str:
        """Send a site; returns the name of what readers get now."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What was changed at a target, or would be; ``name`` is what it is called there, empty where nothing was sent."""

    difference: Difference
    name: str = ""


def read_target(text: str, root: Path, site: Path, keep: int) -> Target:
    """A target of an archive's site from what a person writes: ``git:remote#branch``, ``rsync:…``, ``rsync://…``, ``host:path``, or a folder.

    Raises `Unpublished` where the place is left out, or is a folder of the site or of the archive's sources.
    """
    scheme, _, rest = text.partition(":")
    if text in ("", "git:", "rsync:"):
        raise Unpublished(problem(Place("TARGET"), "no-target", found=text))
    if scheme == "git":
        remote, _, branch = rest.partition("#")
        return Branch(root, remote, branch or Branch.name)
    if scheme == "rsync" and not rest.startswith("//"):
        return RsyncPlace(rest if _REMOTE.fullmatch(rest) else str(_apart(rest, root, site)))
    return RsyncPlace(text) if _REMOTE.fullmatch(text) else ReleaseFolder(_apart(text, root, site), keep)


def _apart(folder: str, root: Path, site: Path) -> Path:
    if around := holder(Path(folder), [site, *(root / name for name in SOURCES)]):
        raise Unpublished(problem(Place(folder), "site-inside", folder=around))
    return Path(folder).absolute()


def publish(
    site: Path, target: Target, *, dry_run: bool, tell: Tell = silent
) -> tuple[Publication | None, Sequence[Problem]]:
    """Send a site that is whole, where it differs from what is there; with ``dry_run`` only say what that would do."""
    if not is_built(site):
        return None, [problem(Place(str(site)), "not-built")]
    problems = verify(site, tell)
    if problems:
        return None, [*problems, problem(Place(str(site)), "site-not-whole")]
    try:
        tell("compare")
        found = target.difference(site)
        if not found or dry_run:
            return Publication(found), []
        tell("send")
        return Publication(found, target.send(site)), []
    except Unpublished as error:
        return None, [error.problem]


def rollback(target: Target, number: int | None, *, dry_run: bool) -> tuple[str, Sequence[Problem]]:
    """Show an earlier release again, or with ``dry_run`` only say which; returns its name. Only a folder has releases."""
    if not isinstance(target, ReleaseFolder):
        return "", [problem(Place("--rollback"), "no-rollback")]
    try:
        return target.rollback(number, dry_run=dry_run), []
    except Unpublished as error:
        return "", [error.problem]
