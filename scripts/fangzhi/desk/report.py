"""The one place that prints problems: sorted, in the reader's language, all in one run."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from fangzhi.records.problems import Problem, Severity


def language(asked: str | None = None) -> str:
    """``zh`` or ``en``: what was asked for, else what the user's locale says."""
    if asked:
        return asked
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next((name for name in names if name), "").startswith("zh") else "en"


def print_problems(problems: Iterable[Problem], out: TextIO, lang: str, *, strict: bool = False) -> bool:
    """Print every problem on a line of its own; return whether they stop a build."""
    stopped = False
    for found in sorted(set(problems)):
        out.write(found.line(lang) + "\n")
        stopped |= found.severity is Severity.ERROR or (strict and found.severity is Severity.WARNING)
    return stopped
