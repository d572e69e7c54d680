"""Programs of the system that publishing calls: their output, or a problem that says what they said."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from os import environ
from pathlib import Path

from fangzhi.records.problems import Place, Problem, problem


class Unpublished(Exception):
    """Nothing was published; ``problem`` says why."""

    def __init__(self, fault: Problem) -> None:
        super().__init__(fault.code)
        self.problem = fault


def run(
    words: Sequence[str], target: str, *, folder: Path | None = None, given: bytes = b"", env: Mapping[str, str] | None = None
) -> bytes:  # fmt: skip
    """What a program prints. Its messages are asked for in English, since parts of them are recognised.

    Raises `Unpublished` where the program is not there or ends badly; ``target`` is the place that the problem names.
    """
    setting = {**environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **(env or {})}
    try:
        done = subprocess.run(words, cwd=folder, input=given, env=setting, capture_output=True, check=False)  # noqa: S603 - a program and its options, never a shell
    except FileNotFoundError as error:
        raise Unpublished(problem(Place(target), "no-program", program=words[0])) from error
    if done.returncode:
        raise Unpublished(_fault(words[0], target, done.returncode, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _fault(program: str, target: str, status: int, said: str) -> Problem:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any("[rejected]" in line or "cannot lock ref" in line for line in lines):
        return problem(Place(target), "branch-moved")
    telling = [line for line in lines if not line.startswith(("hint:", "rsync error: ", "To "))] or lines
    return problem(Place(target), "program-failed", program=program, status=status, said=" / ".join(telling[:3]) or "?")
