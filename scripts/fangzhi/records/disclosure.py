"""How much of its history an article lets be shown: all, what was changed from a day on, or nothing."""

from __future__ import annotations

from fangzhi.records.fields import Fields

HIDE = "hide"
HIDDEN = (HIDE, "不显示")


def read_disclosure(fields: Fields) -> str:
    """``hide``, or the first day whose changes are shown as ISO 8601, or empty: all of them."""
    text = fields.text("history")
    if text in HIDDEN:
        return HIDE
    date = fields.date("history") if text else None
    return date.iso if date else ""
