"""A report as a draft: a Markdown file with complete front matter, and a comment at each guess."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fangzhi.desk.numbers import Found
from fangzhi.hanzi.script import HAN

_PLAIN = re.compile(rf"[{HAN}A-Za-z0-9“‘《（【][{HAN}\w“”‘’《》（）【】、，。！？；：·.…—+%/\u3000-]*")
_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|{}])")
_STARTS = re.compile(r"^([#+=-])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a draft: the file it waits for, caption and credit."""

    src: str
    caption: str
    credit: str


@dataclass
class Draft:
    """The fields of an article still to be written, all as text; ``notes`` holds comments by the field they precede."""

    title: str
    line: int
    id: str = ""
    kicker: str = ""
    subtitle: str = ""
    summary: str = ""
    date: str = ""
    source: dict[str, str] = field(default_factory=dict)
    districts: list[str] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    bylines: dict[str, list[str]] = field(default_factory=dict)
    images: list[Picture] = field(default_factory=list)
    figures: list[Found] = field(default_factory=list)
    lang: str = ""
    body: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, at: str, text: str) -> None:
        """Put a comment before a field (``top`` and ``end`` stand for both ends)."""
        self.notes.setdefault(at, []).append(" ".join(text.split()))

    @property
    def guesses(self) -> int:
        """How many comments ask the editor something."""
        return sum(note.endswith(("？", "?")) for notes in self.notes.values() for note in notes)


def markdown(draft: Draft) -> str:
    """The file of a draft, with ``\\n`` ends."""
    return "\n".join(["---", *_front_matter(draft), "---", "", draft.body.rstrip("\n"), ""])


def _front_matter(draft: Draft) -> Iterator[str]:
    yield from _comments(draft, "top")
    for name in ("title", "kicker", "subtitle", "summary", "date"):
        yield from _comments(draft, name)
        if value := getattr(draft, name):
            yield f"{name}: {scalar(value)}"
    yield from _comments(draft, "source")
    if draft.source:
        yield f"source: {_flow(draft.source)}"
    for name in ("districts", "initiatives"):
        yield from _comments(draft, name)
        yield f"{name}: [{', '.join(scalar(v) for v in getattr(draft, name))}]"
    yield from _lists(draft)
    if draft.lang:
        yield f"lang: {draft.lang}"
    yield "status: draft"
    yield from _comments(draft, "end")


def _lists(draft: Draft) -> Iterator[str]:
    yield from _comments(draft, "bylines")
    if draft.bylines:
        people = (f"{scalar(role)}: [{', '.join(scalar(n) for n in names)}]" for role, names in draft.bylines.items())
        yield f"bylines: {{{', '.join(people)}}}"
    yield from _comments(draft, "images")
    if draft.images:
        yield "images:"
    for image in draft.images:
        yield f"  - {_flow({'src': image.src, 'caption': image.caption, 'credit': image.credit})}"
    yield from _comments(draft, "figures")
    if draft.figures:
        yield "figures:"
    for figure in draft.figures:
        yield f"  - {_flow(_figure(figure))}  # {figure.words}"


def _figure(figure: Found) -> dict[str, str]:
    value = f"{figure.value:f}"
    return {
        "label": figure.label, "value": value, "unit": figure.unit, "bound": figure.bound.value, "period": figure.period,
    }  # fmt: skip


def _comments(draft: Draft, name: str) -> Iterator[str]:
    for text in draft.notes.get(name, ()):
        yield f"# {text}"


def _flow(values: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in values.items() if value) + "}"


def scalar(text: str) -> str:
    """A text as a YAML value: plain where nothing in it can be misread, else in double quotes (YAML 1.2.2, 7.3.1)."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def escaped(text: str) -> str:
    """A paragraph's text as Markdown that shows just these characters (CommonMark 0.31, 2.4)."""
    return _NUMBERED.sub(r"\1\\\2", _STARTS.sub(r"\\\1", _SPECIAL.sub(r"\\\1", text)))


def unescaped(text: str) -> str:
    """The characters that a paragraph's Markdown shows."""
    return _ESCAPED.sub(r"\1", text)
