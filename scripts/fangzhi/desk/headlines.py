"""What stands above a report: kicker, title, subtitle, told apart by their form and order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fangzhi.desk.offices import any_of
from fangzhi.desk.punctuation import closed_up
from fangzhi.hanzi.script import HAN

_SUBTITLE = re.compile(r"\s*[—–─-]{1,}\s*")
_LABEL = re.compile(r"[【\[〔『].{2,14}[】\]〕』]|[■◆●★▶]\s*\S{2,14}")
_MARK = re.compile(r"^[■◆●★▶]\s*")
_BULLET = re.compile(r"^[■□◆◇●○★☆▶▎▍]\s*")
_FRAMED = re.compile(r"【\s*([^【】]+?)\s*】")
_QUESTION = ("?", "？")
_REPORTAGE = re.compile(r"(?:纪实|侧记|综述|掠影|观察|速写|走笔|小记|见闻|紀實|側記)$")
_BAR = re.compile(r"^(.{2,8}?)\s*[|｜丨]\s*(.{2,})$")  # a column's name, and the headline
_UNDONE = re.compile(rf"把[{HAN}“”]{{2,8}}$")  # what 把 names wants its verb, and that stands on the next line
_VERB = re.compile(rf"[{HAN}]{{1,2}}(?:到|在|成|进|進|给|給|上|出|向|回|起|入|下|了)")
_GAP = re.compile(r"[ \u3000\t]+")
_ALIKE = 2
_BODIES = ("分局", "支队", "大队", "法院", "检察院", "司法局", "街道")
_COLUMN = 4  # characters: a line this short names a column of the paper
_MOST = 20  # lines of a headline that are told apart one by one
_BETWEEN = "\u3000"


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline; what there is none of is empty. ``doubtful`` where another reading is as likely."""

    title: str
    kicker: str = ""
    subtitle: str = ""
    doubtful: bool = False


def read_headline(lines: list[str], agencies: Iterable[str] = ()) -> Headline:
    """The lines between the last report's end and this one's first paragraph, as a headline.

    A first line that names one of ``agencies`` or another public body is a kicker.
    """
    body = re.compile(rf"[{HAN}]{{2,12}}{any_of([*_BODIES, *agencies])}")
    barred = [match for s in lines if (match := _BAR.fullmatch(s.strip()))]
    labels = [_MARK.sub("", s) for s in lines if _LABEL.fullmatch(s.strip())] + [match[1] for match in barred]
    others = [_BAR.sub(r"\2", unmarked(s.strip())) for s in lines if not _LABEL.fullmatch(s.strip())]
    if not others and len(lines) > 1:  # a column's name in brackets, and a headline that a bullet marks
        others = [_MARK.sub("", s.strip()) for s in lines if _MARK.match(s.strip())]
        labels = [s for s in labels if s not in others]
    below = [s for s in others if _SUBTITLE.match(s)]
    main = _broken([one_line(s) for s in others if s not in below])
    if not main:
        main, labels, below = ([one_line(s) for s in (below or labels)], labels if below else [], [])
    found = _parts(main, body)
    kicker = two_parts([*labels, found.kicker])
    subtitle = two_parts([found.subtitle, *(_SUBTITLE.sub("", s, count=1) if len(s) > _ALIKE else s for s in below)])
    return Headline(found.title, kicker, subtitle, found.doubtful)


def unmarked(text: str) -> str:
    """A section's heading or an item of a list without the bullet that pages set before it, or the brackets round it."""
    framed = _FRAMED.fullmatch(text.strip())
    return framed[1] if framed else _BULLET.sub("", text)


def one_line(text: str) -> str:
    """A headline's line as it is set: punctuation in full width, its parts a full-width space apart, spaced-out letters closed up."""
    words = _GAP.split(text.strip())
    spaced = len(words) > 1 and all(len(word) == 1 for word in words)
    return "".join(words) if spaced else _GAP.sub(_BETWEEN, closed_up(text.strip()))


def two_parts(parts: list[str]) -> str:
    """The parts of one headline in one line."""
    return _BETWEEN.join(one_line(part) for part in parts if part)


def _broken(lines: list[str]) -> list[str]:
    """Lines of which one is the sentence of the one above, as one."""
    whole: list[str] = []
    for line in lines:
        goes_on = whole and _UNDONE.search(whole[-1]) and _VERB.match(line)
        whole[-1:] = [whole[-1] + line] if goes_on else [*whole[-1:], line]
    return whole


def _parts(main: list[str], body: re.Pattern[str]) -> Headline:
    if len(main) <= 1:
        return Headline(main[0] if main else "")
    if len(main) > _MOST:
        return Headline(main[0], subtitle=two_parts(main[1:]), doubtful=True)
    if main[0].endswith("："):
        return _parts([main[0] + main[1], *main[2:]], body)
    if len(main[0]) <= _COLUMN or body.fullmatch(main[0]):
        rest = _parts(main[1:], body)
        return Headline(rest.title, two_parts([main[0], rest.kicker]), rest.subtitle, rest.doubtful)
    if len(main) == 2:  # noqa: PLR2004 - the common case
        return _pair(*main)
    rest = _parts(main[1:], body) if main[0].endswith(_QUESTION) else Headline(main[1], "", two_parts(main[2:]))
    return Headline(rest.title, two_parts([main[0], rest.kicker]), rest.subtitle, doubtful=True)


def _pair(first: str, second: str) -> Headline:
    """Of two lines a question leads in and reportage explains below; of two that are parted in themselves, the second one
    explains; two alike are one title, else the shorter is it."""
    if first.endswith(_QUESTION):
        return Headline(second, kicker=first)
    if _REPORTAGE.search(second):
        return Headline(first, subtitle=second)
    if _BETWEEN in first and _BETWEEN in second:
        return Headline(first, subtitle=second, doubtful=True)
    if abs(len(first) - len(second)) <= _ALIKE:
        return Headline(two_parts([first, second]), doubtful=True)
    if len(first) < len(second):
        return Headline(first, subtitle=second, doubtful=True)
    return Headline(second, kicker=first, doubtful=True)
