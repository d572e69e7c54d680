"""What each block of a page is: headline, paragraph, byline, caption, table, furniture; and sentences made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from fangzhi.desk.bylines import Byline, closing_byline, headline_byline, read_byline, writer_amid
from fangzhi.desk.captions import MARKERS, Caption, read_caption
from fangzhi.desk.datelines import split_dateline
from fangzhi.desk.furniture import begins_others, is_furniture, repeated
from fangzhi.desk.layout import Block, Layout, Shape, joined
from fangzhi.hanzi.script import HAN

_CLOSERS = "”’』」）)】》\"'"
_TERMINAL = "。！？；：…!?;:.—"
_OPENERS = re.compile(r"[、，。；：！？”’）》%,;:!?)]")
_MARKS = re.compile(rf"^[{MARKERS}]+$")
_SPEAKER = re.compile(rf"(?:[{HAN}]{{1,4}}|[A-Z])[：:].{{3,}}[？?！!]”?")
_ASIDE = re.compile(r"(?<=[。！？!?])[（(][^（）()]{2,12}[）)]$")
_SALUTATION = re.compile(r"(?:尊敬的|敬爱的)?(?:编辑|編輯|记者|編者|编者)(?:部|们)?(?:同志|朋友)?(?:们)?[：:]")
_SOURCE = re.compile(r"[（(]?(?:数据|资料|數據|資料)(?:来源|來源|出处|出處)[：:].{2,}|注[：:].{2,}")
_REMARK = re.compile(r"[（(][^（）()]{5,}[）)]")
_ENTRY = re.compile(rf"《[^《》]+》[ \u3000]+[{HAN}].*")  # of a list of works: the title, and whose it is
_HEADLINE = 60
_SHORT = 12
_MIDDLING = 25
_CLAUSE = 30


class Kind(Enum):
    """The part that a block plays on its page."""

    HEAD = auto()
    PROSE = auto()
    BYLINE = auto()
    CAPTION = auto()
    TABLE = auto()
    FURNITURE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with its part. ``byline`` and ``caption`` hold what was read from it; ``joints`` are the lines of the
    page at which its text was joined; ``guess`` that its part is doubtful."""

    kind: Kind
    block: Block
    byline: Byline | None = None
    caption: Caption | None = None
    joints: tuple[int, ...] = ()
    guess: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text


def pieces(layout: Layout) -> list[Piece]:
    """A page's blocks with their parts, cut sentences joined."""
    again = repeated(b.text for b in layout.blocks if read_byline(b.text) is None)
    found = [piece for block in layout.blocks for piece in _read(block, again)]
    return _mended(_without_others(found), indents=layout.indents)


def _without_others(found: list[Piece]) -> list[Piece]:
    """Headlines of other reports that a post lists at its end are none of this one."""
    start = next((n for n, piece in enumerate(found) if begins_others(piece.text)), len(found))
    if any(piece.kind is Kind.PROSE for piece in found[start:]):
        return found
    return found[:start] + [replace(piece, kind=Kind.FURNITURE) for piece in found[start:]]


def _read(block: Block, again: frozenset[str]) -> Iterable[Piece]:
    text = block.text
    if block.shape is Shape.TABLE:
        yield Piece(Kind.TABLE, block)
    elif block.shape is Shape.VERTICAL or _MARKS.fullmatch(text):
        yield Piece(Kind.FURNITURE, block)
    elif byline := read_byline(text):
        yield Piece(Kind.BYLINE, block, byline=byline)
    elif _SALUTATION.fullmatch(text) or _SOURCE.fullmatch(text):  # the one above each letter, the other below tables
        yield Piece(Kind.PROSE, block)
    elif is_furniture(text) and (labels := writer_amid(text)):
        yield Piece(Kind.FURNITURE, replace(block, text=labels[0]))
        yield Piece(Kind.BYLINE, replace(block, text=labels[1].printed), byline=labels[1])
        yield Piece(Kind.FURNITURE, replace(block, text=labels[2]))
    elif is_furniture(text) or text in again:
        yield Piece(Kind.FURNITURE, block)
    elif caption := read_caption(text):
        yield Piece(Kind.CAPTION, block, caption=caption)
    elif closing := closing_byline(text):
        yield Piece(Kind.PROSE, replace(block, text=closing[0]))
        yield Piece(Kind.BYLINE, replace(block, text=closing[1].printed), byline=closing[1])
    elif above := headline_byline(text):
        yield Piece(Kind.HEAD, replace(block, text=above[0]))
        yield Piece(Kind.BYLINE, replace(block, text=above[1].printed), byline=above[1])
    else:
        yield Piece(Kind.PROSE if _is_prose(block) else Kind.HEAD, block)


def _is_prose(block: Block) -> bool:
    """Whether a text is of sentences: by its stops, else by its length and where it breaks off."""
    text = block.text
    if (
        block.aside
        or len(text) > _HEADLINE
        or re.search("[。；]", text)
        or split_dateline(text)[0]
        or any(form.fullmatch(text) for form in (_SPEAKER, _REMARK, _ENTRY))
    ):
        return True
    if text.endswith(("，", "、", ",")):
        return len(text) > _SHORT
    if text.endswith(("：", ":")):
        return len(text) > _MIDDLING
    return len(text) > _CLAUSE and bool(re.search("[，,]", text))


def is_open(text: str) -> bool:
    """Whether a paragraph breaks off before its sentence ends."""
    return not _ASIDE.sub("", text).rstrip(_CLOSERS).endswith(tuple(_TERMINAL))


def breaks_off(piece: Piece) -> bool:
    """`is_open`, but for signatures, sources, remarks and entries, which are no sentences."""
    whole = any(form.fullmatch(piece.text) for form in (_SOURCE, _REMARK, _ENTRY))
    return is_open(piece.text) and not piece.block.aside and not whole


def _mended(found: list[Piece], *, indents: bool) -> list[Piece]:
    """Join what a column's end, a caption or a running head cut in two; what stood between follows the sentence."""
    done: list[Piece] = []
    rest = found[:]
    while rest:
        piece = rest.pop(0)
        while piece.kind is Kind.PROSE and breaks_off(piece) and (taken := _continuation(rest, indents=indents)):
            piece, between = (
                _join(piece, [rest[n] for n in taken]),
                [rest[n] for n in range(taken[-1]) if n not in taken],
            )
            rest[: taken[-1] + 1] = [_as_caption(p) for p in between]
        done.append(piece)
    return done


def _continuation(rest: list[Piece], *, indents: bool) -> list[int]:
    """Where among the coming pieces an open sentence goes on: one place, or a cut-off scrap and the place after it."""
    text = [n for n, p in enumerate(rest) if p.kind in (Kind.PROSE, Kind.HEAD, Kind.BYLINE, Kind.TABLE)][:2]
    if text and _goes_on(rest[text[0]], indents=indents):
        return text[:1]
    if len(text) < 2 or rest[text[0]].kind is not Kind.HEAD or not _goes_on(rest[text[1]], indents=indents):  # noqa: PLR2004
        return []
    return text if _OPENERS.match(rest[text[1]].text) else text[1:]


def _goes_on(piece: Piece, *, indents: bool) -> bool:
    new = piece.block.aside or (indents and piece.block.indented) or split_dateline(piece.text)[0]
    return piece.kind is Kind.PROSE and not new


def _join(piece: Piece, others: list[Piece]) -> Piece:
    text = joined([piece.text, *(other.text for other in others)])
    lines = tuple(line for other in others for line in (other.block.line, *other.joints))
    return replace(piece, block=replace(piece.block, text=text), joints=piece.joints + lines)


def _as_caption(piece: Piece) -> Piece:
    """A line amid a sentence is no headline, so it must be what a picture shows."""
    if piece.kind is not Kind.HEAD:
        return piece
    return replace(piece, kind=Kind.CAPTION, caption=Caption(piece.text, ""), guess=True)
