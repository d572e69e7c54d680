"""Where reports begin and end on a page, and which lines inside them are section headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from fangzhi.desk.datelines import split_dateline
from fangzhi.desk.pieces import Kind, Piece
from fangzhi.desk.places import Gazetteer

_ASIDE = (Kind.CAPTION, Kind.FURNITURE)
_NUMBERED = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)、．.，]|第[一二三四五六七八九十]+[、章节部]|(?:案例|故事|镜头|片段|场景)[一二三四五六七八九十\d]|"
    r"(?:[特一二三四]等|优秀|優秀|优胜|入围|鼓励|组织)[奖獎]"
)
_SIDEBAR = re.compile(
    r"[【\[■◆●]?\s*(?:相关链接|新闻链接|链接|名词解释|延伸阅读|新闻背景|背景|小贴士|提示|[\u4e00-\u9fff]{2}(?:提示|提醒)|编后|编者按|短评|"
    r"记者手记|采访手记|相關連結|新聞連結|延伸閱讀|新聞背景)\s*[】\]：:]?"
)
_LEAD = re.compile(r"[【\[■◆●]?\s*(?:核心提示|内容提要|阅读提示|内容摘要|提要|导读)\s*[】\]：:]?")
_ALONE = re.compile(r"[【\[■◆●]?\s*(?:图片新闻|圖片新聞|图片故事|简讯|簡訊|短讯|快讯|来函|更正|更正启事)\s*[】\]]?")
_AMENDS = re.compile(r"(?:重要)?更正(?:启事)?[：:]|更正與致歉[：:]|更正与致歉[：:]")  # the paper's own, and no report's
_SHORT, _LONG, _ALIKE = 12, 16, 2
_SURELY, _PERHAPS = 2, 1


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that head what follows them inside a report."""

    lines: tuple[Piece, ...]


@dataclass
class Story:
    """One report as printed: the lines of its headline, its body in order, what was found beside it.

    ``doubts`` are the lines of the page at which something may be otherwise, each with the code of its doubt.
    """

    heads: list[Piece]
    body: list[Piece | Section] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)
    captions: list[Piece] = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)
    doubts: list[tuple[str, int]] = field(default_factory=list)
    closed: bool = False
    led: bool = False

    @property
    def line(self) -> int:
        """The line of the page on which it begins."""
        every = [*self.heads, *self.bylines, *self.captions, *self.furniture, *self.paragraphs]
        return min((piece.block.line for piece in every), default=1)

    @property
    def paragraphs(self) -> list[Piece]:
        """Its paragraphs and tables, without headings."""
        return [part for part in self.body if isinstance(part, Piece)]

    @property
    def sections(self) -> list[Section]:
        """Its section headings."""
        return [part for part in self.body if isinstance(part, Section)]


AskBoundary = Callable[[str, int, bool], bool]
"""Asks whether a line begins a new report: its text, its number, and the likelier answer."""


def tell_apart(found: list[Piece], gazetteer: Gazetteer, ask: AskBoundary) -> list[Story]:
    """Cut a page's pieces into reports, in the order of the page."""
    cutter = _Cutter(gazetteer, ask)
    for run, following in _runs(found):
        cutter.take(run, following)
    cutter.finish()
    return [_sections_split(story) for story in cutter.stories]


def _runs(found: list[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Headline lines together (what stands aside between them goes first), every other piece alone; and what follows."""
    at = 0
    while at < len(found):
        end = at + 1
        while found[at].kind is Kind.HEAD and end < len(found) and found[end].kind is Kind.HEAD:
            end += 1
        yield found[at:end], found[end:]
        at = end


class _Cutter:
    """Takes runs one by one and keeps the reports begun so far."""

    def __init__(self, gazetteer: Gazetteer, ask: AskBoundary) -> None:
        self.gazetteer, self.ask = gazetteer, ask
        self.stories: list[Story] = []
        self.waiting: list[Piece] = []

    def take(self, run: list[Piece], following: list[Piece]) -> None:
        piece = run[0]
        if piece.kind is Kind.HEAD:
            self._heads(run, following)
        elif not self.stories and piece.kind in _ASIDE:
            self.waiting.append(piece)
        else:
            self._other(piece)

    def finish(self) -> None:
        """Keep what stood aside on a page without any report."""
        if self.waiting:
            self._begin([])

    def _heads(self, run: list[Piece], following: list[Piece]) -> None:
        story = self.stories[-1] if self.stories else None
        if story and not story.closed and not story.body and not story.bylines:
            self._head(story, run)
        elif story is None or self._begins(story, run, following):
            self._begin(run)
        else:
            story.body.append(Section(tuple(run)))

    def _begin(self, heads: list[Piece]) -> Story:
        story = Story([])
        self._head(story, heads)
        for piece in self.waiting:
            (story.captions if piece.kind is Kind.CAPTION else story.furniture).append(piece)
        self.waiting = []
        self.stories.append(story)
        return story

    def _head(self, story: Story, heads: list[Piece]) -> None:
        """Lines of a headline; a label such as 核心提示 says that a lead stands before the report's first words."""
        labels = [piece for piece in heads if _LEAD.fullmatch(piece.text)]
        story.heads += [piece for piece in heads if piece not in labels]
        story.furniture += labels
        story.led = story.led or bool(labels)

    def _begins(self, story: Story, run: list[Piece], following: list[Piece]) -> bool:
        """Whether headline lines after a paragraph open a new report; asked where the signs are even."""
        if story.body and len(run) == 1 and _SIDEBAR.fullmatch(run[0].text):
            return False
        again = [piece.text for piece in run] == [piece.text for piece in story.heads]
        if story.closed or again or _ALONE.fullmatch("".join(run[0].text.split())) or _opens(following):
            return True
        score = _PERHAPS if _even(story, run) else self._score(story, run, following)
        if score != _PERHAPS:
            return score >= _SURELY
        new = self.ask(run[0].text, run[0].block.line, False)
        story.doubts.append(("boundary", run[0].block.line))
        return new

    def _score(self, story: Story, run: list[Piece], following: list[Piece]) -> int:
        text = "\u3000".join(p.text for p in run)
        here = self.gazetteer.ids("".join(p.text for p in [*story.heads, *story.paragraphs]))
        there = self.gazetteer.ids(text)
        lead = next((p.text[:60] for p in following if p.kind is Kind.PROSE), "")
        score = 2 * bool(there - here) + bool(there) + (len(text) >= _LONG)
        score += 2 * bool(self.gazetteer.ids(lead) - here) - 3 * bool(_NUMBERED.match(text))
        score += any(
            isinstance(part, Piece) and part.kind is Kind.TABLE for part in story.body[-2:]
        )  # and what is said of it
        score += bool(re.search(r"\S[ \u3000]+\S", run[0].text)) - 2 * (max(len(p.text) for p in run) <= _SHORT)
        return score - any(len(s.lines) == len(run) for s in _over_text(story))

    def _other(self, piece: Piece) -> None:
        story = self.stories[-1] if self.stories else self._begin([])
        if piece.kind is Kind.BYLINE:
            story.closed = story.closed or bool(story.body)
            story.bylines.append(piece)
        elif piece.kind in _ASIDE:
            (story.captions if piece.kind is Kind.CAPTION else story.furniture).append(piece)
        else:
            self._paragraph(story, piece)

    def _paragraph(self, story: Story, piece: Piece) -> None:
        dateline = split_dateline(piece.text)[0]
        if _AMENDS.match(piece.text) or (dateline and len(story.body) > story.led):
            story = self._begin([])
        elif story.closed and not isinstance(story.body[-1], Section):
            story.doubts.append(("after-byline", piece.block.line))
        story.body.append(piece)


def _over_text(story: Story) -> Iterator[Section]:
    """The headings so far that show how this report's sections are headed: what names a table does not."""
    for part, following in pairwise([*story.body, None]):
        if isinstance(part, Section) and not (isinstance(following, Piece) and following.kind is Kind.TABLE):
            yield part


def _even(story: Story, run: list[Piece]) -> bool:
    """Whether a line looks just like the report's own headline: a heading, or the headline of another short piece."""
    if len(run) != 1 or len(story.heads) != 1 or _NUMBERED.match(run[0].text):
        return False
    return len(run[0].text) <= _SHORT and abs(len(run[0].text) - len(story.heads[0].text)) <= _ALIKE


def _opens(following: list[Piece]) -> bool:
    """Whether what comes next is how a report begins: a byline, or a paragraph with a dateline."""
    coming = next((p for p in following if p.kind not in _ASIDE), None)
    if coming is None:
        return False
    return coming.kind is Kind.BYLINE or (coming.kind is Kind.PROSE and split_dateline(coming.text)[0] is not None)


def _sections_split(story: Story) -> Story:
    """What heads nothing is text. A headline run straight into the first section's heading is cut where the later sections show its length."""
    while story.body and isinstance(last := story.body[-1], Section) and not _SIDEBAR.fullmatch(last.lines[0].text):
        story.body[-1:] = last.lines  # a heading heads something: at the end it is a signature or an address
    _signature_aside(story)
    lengths = {len(s.lines) for s in story.sections if not _SIDEBAR.fullmatch(s.lines[0].text)}
    size = lengths.pop() if len(lengths) == 1 and not _signed_above(story) else 0
    tail = story.heads[-size:] if size else []
    if len(story.heads) > size + (size > 1) and tail and all(len(p.text) <= _SHORT for p in tail):
        story.heads, story.body = story.heads[:-size], [Section(tuple(tail)), *story.body]
    return story


def _signature_aside(story: Story) -> None:
    """A notice is signed by the office that its headline names: a signature is none of its text."""
    headline = "".join(piece.text for piece in story.heads)
    while len(story.body) > 1 and isinstance(last := story.body[-1], Piece) and last.text and last.text in headline:
        story.furniture.append(last)
        story.body.pop()


def _signed_above(story: Story) -> bool:
    """Whether a byline stands between a report's headline and its text: then all above it is headline."""
    first = next((piece.block.line for piece in story.paragraphs), 0)
    return any(head.block.line < byline.block.line < first for head in story.heads[-1:] for byline in story.bylines)
