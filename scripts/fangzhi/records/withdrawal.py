"""Taking an article back: when, and for which class of reason. What is told to readers is the class, never free text.

The classes are those by which newspapers, journals (COPE, Retraction guidelines, 2019) and archives take things back;
``overturned`` is the case of article 48 of China's Law on Administrative Penalties (2021): a decision that was published and
then changed or annulled must be taken down. A reason that must not be known is ``undisclosed``.
"""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.records.choice import Choice
from fangzhi.records.edtf import Edtf
from fangzhi.records.fields import Fields

NAMES = {"date": "date", "日期": "date", "reason": "reason", "原因": "reason"}


class Reason(Choice):
    """Why an article was taken back."""

    ERROR = "error"
    OVERTURNED = "overturned"
    SOURCE_WITHDREW = "source-withdrew"
    PERSONAL_DATA = "personal-data"
    SAFETY = "safety"
    LEGAL_ORDER = "legal-order"
    RIGHTS = "rights"
    DUPLICATE = "duplicate"
    UNDISCLOSED = "undisclosed"


REASONS = {reason.value: reason for reason in Reason} | {
    "内容有误": Reason.ERROR, "决定变更": Reason.OVERTURNED, "来源撤回": Reason.SOURCE_WITHDREW,
    "个人信息": Reason.PERSONAL_DATA, "人身安全": Reason.SAFETY, "依法要求": Reason.LEGAL_ORDER, "权利": Reason.RIGHTS,
    "重复": Reason.DUPLICATE, "不予说明": Reason.UNDISCLOSED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When and why an article was taken back."""

    date: Edtf | None
    reason: Reason


def read_withdrawal(fields: Fields | None) -> Withdrawal | None:
    """What stands under ``withdrawn``; None where nothing does."""
    if fields is None:
        return None
    date = fields.date("date", required=True)
    fields.text("reason", required=True)
    return Withdrawal(date, fields.choice("reason", REASONS, Reason.UNDISCLOSED))
