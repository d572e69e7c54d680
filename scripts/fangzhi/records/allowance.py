"""What an editor allows to be published although it points to a person: a hotline, a spokesperson's name."""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.records.fields import Fields
from fangzhi.records.problems import Place

NAMES = {"allow": "allow", "允许": "allow", "reason": "reason", "原因": "reason"}


@dataclass(frozen=True, slots=True)
class Allowance:
    """A text as the article has it, why it may stand there, and where that is said."""

    text: str
    reason: str
    place: Place


def read_allowance(fields: Fields) -> Allowance | None:
    """One entry of ``privacy``; None where it says nothing (a problem says so)."""
    text, reason = fields.text("allow", required=True), fields.text("reason", required=True)
    return Allowance(text, reason, fields.place("allow")) if text and reason else None
