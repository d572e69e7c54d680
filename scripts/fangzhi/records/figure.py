"""A number that a report states: what it counts, in what unit, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from fangzhi.records.choice import Choice
from fangzhi.records.fields import Fields
from fangzhi.records.problems import problem
from fangzhi.records.sealed import swift

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
WORD_NAMES = {
    "label": "label", "名称": "label", "unit": "unit", "单位": "unit",
    "counts": "counts", "对象": "counts", "period": "period", "时段": "period",
}  # fmt: skip
NAMES = WORD_NAMES | {"value": "value", "数值": "value", "bound": "bound", "界限": "bound", "en": "en", "英文": "en"}


class Bound(Choice):
    """How the number stands to the truth: ``1900余`` is at least 1900, ``35%左右`` about 35."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    ABOUT = "about"


BOUNDS = {b.value: b for b in Bound} | {"准确": Bound.EXACT, "至少": Bound.AT_LEAST, "约": Bound.ABOUT}


@swift
@dataclass(frozen=True, slots=True)
class FigureWords:
    """The words around a number in one language."""

    label: str
    unit: str = ""
    counts: str = ""
    period: str = ""


@swift
@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its words in the article's language, and in English where they are given."""

    value: Decimal
    bound: Bound
    words: FigureWords
    english: FigureWords | None = None


def read_figure(fields: Fields) -> Figure | None:
    """One entry of ``figures``; None where its value is no number (a problem says so)."""
    value = fields.text("value", required=True).replace(",", "")
    if value and not _NUMBER.fullmatch(value):
        fields.problems.append(problem(fields.place("value"), "not-a-number", found=value))
    bound, words = fields.choice("bound", BOUNDS, Bound.EXACT), _words(fields, required=True)
    inner = fields.inner("en", WORD_NAMES)
    if not _NUMBER.fullmatch(value):
        return None
    return Figure(Decimal(value), bound, words, _words(inner, required=False) if inner else None)


def _words(fields: Fields, *, required: bool) -> FigureWords:
    label = fields.text("label", required=required)
    return FigureWords(label, fields.text("unit"), fields.text("counts"), fields.text("period"))
