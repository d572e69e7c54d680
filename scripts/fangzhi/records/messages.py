"""The sentence of every problem code, in Chinese and English. Data only: `problems` gives it life.

In braces stand the names of the facts. Each sentence says what was found, then what would be right.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """How one code is said, and how much it matters (see `problems.Severity`)."""

    severity: str
    zh: str
    en: str


MESSAGES: dict[str, Message] = {}
