"""What a message is: one code in two languages."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """How one code is said, and how much it matters (see `problems.Severity`)."""

    severity: str
    zh: str
    en: str
