"""From the lines of a page's text to blocks: paragraphs, headlines, tables, and what is left of vertical text.

Pages come with one paragraph a line, or wrapped at the width of a column; with blank lines between paragraphs, or
with indents only. Which habit a page has is told from its lengths of lines and its indents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from fangzhi.desk.furniture import is_running, repeated
from fangzhi.hanzi.script import HAN

_ONE_HAN = re.compile(rf"[{HAN}]")
_INDENT = re.compile(r"(?:\u3000|\t| {2,})+")
_CELLS = re.compile(r"\t+|\s*[|｜]\s*")
_GAPS = re.compile(r"[ \u3000]{2,}")
_DIGITS = re.compile(r"\d")
_NUMBER = re.compile(r"(?=.*\d)[\d\s,.，+%％—–-]+")
_NEW = re.compile(r"[▲△▼▽■□◆◇●○★☆▎▍]|[（(](?:本报|记者|通讯员|文/|图/)")
_WIDEST_COLUMN = 60
_SHORTEST_LINE = 8
_FEWEST_LINES = 6
_SLACK = 2
_RAGGED = 0.7
_FAR = 12  # columns: an indent of paragraphs is four, that of verse and quotations eight at most
_CREDITED = ("摄", "攝", "图", "圖", "影")
_ENDS = tuple("。！？；!?;”」』）)…")
_STOP = re.compile("[，。、；：？！,]")


class Shape(Enum):
    """What the lines of a block look like, before anything is known of their words."""

    TEXT = auto()
    TABLE = auto()
    VERTICAL = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines that belong together. ``line`` is the first one's number; ``rows`` are a table's cells.

    ``wrapped`` says that several lines were joined, ``indented`` that the first one was set in, ``aside`` that it was
    set in so far that it stands at the right, as signatures do.
    """

    text: str
    line: int
    indented: bool = False
    wrapped: bool = False
    aside: bool = False
    shape: Shape = Shape.TEXT
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as blocks; ``indents`` says that its paragraphs begin with an indent."""

    blocks: tuple[Block, ...]
    indents: bool


def lay_out(text: str) -> Layout:
    """Cut a text into blocks. No character but white space is lost: the blocks' texts and rows hold them all."""
    lines = text.split("\n")
    width = _column(lines)
    heads = repeated(line.strip() for line in lines)
    blocks = list(_blocks(lines, width, heads))
    long = [b for b in blocks if b.shape is Shape.TEXT and len(b.text) > 2 * _SHORTEST_LINE]
    return Layout(tuple(blocks), indents=sum(b.indented for b in long) > len(long) * 0.4)


def _column(lines: list[str]) -> int:
    """The width in characters at which the page's lines are wrapped, or 0 where they are not."""
    lengths = [len(line.strip()) for line in lines if len(line.strip()) >= _SHORTEST_LINE]
    short = Counter(n for n in lengths if n <= _WIDEST_COLUMN)
    if len(lengths) < _FEWEST_LINES or not short:
        return 0
    near = {n: sum(short[n - d] for d in range(_SLACK + 1)) for n in short}
    width = max(near, key=lambda n: (near[n], n))
    full = [s for line in lines if 0 <= width - len(s := line.strip()) <= _SLACK]
    cut = sum(not s.endswith(_ENDS) for s in full)
    longer = sum(n > width + 1 for n in lengths)
    return width if near[width] >= len(lengths) * 0.4 and cut * 2 > len(full) and longer * 8 < len(lengths) else 0


def _blocks(lines: list[str], width: int, heads: frozenset[str]) -> Iterator[Block]:
    """``heads`` are lines that the page repeats: they stand amid a wrapped text and are none of it."""
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block, at = _vertical(lines, at) or _table(lines, at) or _text(lines, at, width, heads)
        yield block


def _vertical(lines: list[str], at: int) -> tuple[Block, int] | None:
    """Three or more lines of one Han character each: a headline that was set from top to bottom."""
    end, found = at, ""
    while end < len(lines) and (not lines[end].strip() or _ONE_HAN.fullmatch(lines[end].strip())):
        found += lines[end].strip()
        end += 1
    return (Block(found, at + 1, shape=Shape.VERTICAL), end) if len(found) > _SLACK else None


_ROWS = 200  # that are looked at to tell whether a table begins here; a longer one goes on as another


def _table(lines: list[str], at: int) -> tuple[Block, int] | None:
    for cut, fewest in ((_CELLS, 2), (_GAPS, 3), (_GAPS, 2)):
        rows = [_cells(cut, lines[at])]
        while (
            at + len(rows) < min(len(lines), at + _ROWS)
            and len(_cells(cut, lines[at + len(rows)])) == len(rows[0]) >= fewest
        ):
            rows.append(_cells(cut, lines[at + len(rows)]))
        listed = fewest == 2 and cut is _GAPS  # noqa: PLR2004 - two cells may be a headline's parts: unless each row ends in a number
        if len(rows) > 1 and (
            all(_NUMBER.fullmatch(row[-1]) for row in rows)
            if listed
            else any(_DIGITS.search(cell) for row in rows for cell in row)
        ):
            return Block("", at + 1, shape=Shape.TABLE, rows=tuple(rows)), at + len(rows)
    return None


def _cells(cut: re.Pattern[str], line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in cut.split(line.strip().strip("|｜")))


def _text(lines: list[str], at: int, width: int, heads: frozenset[str]) -> tuple[Block, int]:
    parts = [lines[at].strip()]
    while (
        width
        and at + len(parts) < len(lines)
        and not any(
            line.strip() in heads or is_running(line) for line in lines[at + len(parts) - 1 : at + len(parts) + 1]
        )
        and _goes_on(lines[at + len(parts) - 1], lines[at + len(parts)], width)
    ):
        parts.append(lines[at + len(parts)].strip())
    indent = _INDENT.match(lines[at])
    aside = len(parts) == 1 and indent is not None and _width(indent[0]) >= _FAR
    return Block(joined(parts), at + 1, bool(indent), len(parts) > 1, aside), at + len(parts)


def _width(indent: str) -> int:
    """In half-width columns, a tab as two full-width characters."""
    return sum(4 if c == "\t" else 1 + (c == "\u3000") for c in indent)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a wrapped line is full, or nearly so in mid-sentence, and the next one neither blank nor set in nor a
    mark of something new."""
    length = len(line.rstrip())
    ragged = length >= width * _RAGGED and not line.rstrip().endswith(_ENDS) and bool(_STOP.search(line + following))
    if _NEW.match(line.strip()) and (length < width - _SLACK or line.rstrip().endswith(_CREDITED)):
        return False
    return (
        (ragged or length >= width - _SLACK)
        and bool(following.strip())
        and not (_INDENT.match(following) or _NEW.match(following))
    )


def joined(parts: list[str]) -> str:
    """Pieces of one text: a space stands between them only where Latin letters or digits meet Latin letters."""
    text = ""
    for part in parts:
        latin = text[-1:].isascii() and text[-1:].isalnum() and part[:1].isascii() and part[:1].isalpha()
        text += (" " if latin else "") + part
    return text
