"""What a message is: one code in two languages; and in which of them it is said."""

from __future__ import annotations

import os
from typing import NamedTuple


class Message(NamedTuple):
    """How one code is said, and how much it matters (see `problems.Severity`)."""

    severity: str
    zh: str
    en: str


def language(asked: str | None = None) -> str:
    """``zh`` or ``en``: what was asked for, else what the user's locale says."""
    if asked:
        return asked
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next((name for name in names if name), "").startswith("zh") else "en"
