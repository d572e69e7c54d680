"""Who wrote a report: the many forms in which newspapers print it.

Read are bylines on a line of their own (``记者 某某``, ``通讯员 某某 记者 某某``, ``本报记者 某某 文/图``, ``（记者 某某）``),
at the end of a paragraph, and within a dateline (``本报讯（记者 某某）``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.desk.furniture import DUTY
from fangzhi.desk.surnames import may_be_given, surname
from fangzhi.hanzi.script import HAN

_ROLE = (
    r"(?:(?:首席|特约|见习|实习|全媒体|融媒体|驻[^\s，。]{1,3}){0,2}(?:记者|記者|通讯员|通訊員|撰稿人)|实习生|實習生|特约评论员|"
    r"统筹|总?策划|执行|本报评论员|评论员|作者|读者|讀者|撰文|撰稿|供稿|综合整理|文字整理|摄影|攝影|采写|採寫)"
)
_PAPER = (
    r"(?:本报|本報|本刊|本网|(?!记者)[^\s，。：:]{2,8}?[报報网網台](?=记者|記者|首席|全媒体|融媒体|特约|见习|实习))?"
)
_TOLD = r"(?:报道|報道|报导|報導)"
_TAIL = rf"(?:文[/／、]?[图圖]|[图圖][/／、]?文|摄影报道|攝影報道|采访整理|采写|整理|[文图圖摄攝]|{_TOLD})"
_NAME = rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{2,6}})?"
_ONE = re.compile(rf"(?<![{HAN}])([{HAN}])[ \u3000]+([{HAN}])(?![{HAN}])")
_PART = re.compile(
    rf"(?P<tail>{_TAIL})(?=[\s/／丨｜|：:]|$)|(?P<place>[{HAN}]{{2,6}}?(?:即时|即時|综合|綜合)?{_TOLD})(?=\s|$)|"
    rf"{_PAPER}(?P<role>{_ROLE})[：:/／丨｜|]?|(?P<name>{_NAME}?)(?=[\s、，,/／]|$|{_PAPER}{_ROLE})"
)
_GLUE = re.compile(r"[\s、，,/／丨｜|：:]+")
_DUTIES = ("统筹", "策划", "总策划", "执行")
_BRACKETS = re.compile(r"[（(【\[]\s*(.+?)\s*[）)】\]]")
_CLOSING = re.compile(r"(?P<text>.*[。！？…”!?])\s*(?P<byline>[^。！？!?]{4,60})", re.DOTALL)
_IN_HEADLINE = re.compile(r"(?P<text>[^（(]{4,}?)\s*(?P<byline>[（(][^（）()]+[）)])")
_NO_NAMES = re.compile(
    r"来信|來信|手记|调查|观察|札记|连线|探访|获悉|了解到?|看到|发现|采访|走访|来到|注意到|从.|在.|日前|近日|就.|眼中|笔下|节|证|们|之.|的.*"
)
_OWN = re.compile(rf"{_PAPER}{_ROLE}|{_TAIL}[/／：:丨｜|\s]|.*\s{_TAIL}$|[（(]\s*{_PAPER}{_ROLE}")
_FROM = re.compile(rf"^[{HAN}]{{2,10}}[区县市镇乡村街區縣鎮鄉][ \u3000]+(?=读者|讀者)")
_OFFICE = rf"[{HAN}]{{2,16}}(?:局|所|队|院|委|办|中心|街道|社区|学校)"
_OF_OFFICE = re.compile(
    rf"[（(]\s*{_OFFICE}[ \u3000]+(?P<names>{_NAME}(?:[ \u3000、]+{_NAME})*?)(?:[ \u3000]+(?P<told>供稿|撰稿|[文摄攝]|摄影|攝影))?\s*[）)]"
)
_WORKS_AT = re.compile(rf"^(?:作者)?单位[：:]\s*{_OFFICE}[ \u3000]+(?=作者)")
_BULLET = re.compile(r"^[□■◎●○◆☐⊙]\s*")
_PHOTO = re.compile(r"供图|供圖|提供|摄|攝")
_LONGEST = 60
_EDITED = re.compile(  # who edits and signs writes none of it: kept as printed, and no names of the report
    rf"(?:\s+{DUTY}\s*[：:/／丨｜|]\s*{_NAME}(?:[ \u3000、]{_NAME})*)+$"
)
_WRITER = re.compile(rf"(?<=\s)作者\s*[：:]\s*{_NAME}(?=\s|$)")
_BARE = re.compile(rf"[（(]\s*(?P<names>{_NAME}(?:[ \u3000、]+{_NAME})*)\s*[）)]")


@dataclass(frozen=True, slots=True)
class Byline:
    """Roles with their names in printed order; ``printed`` is the whole of it; ``photo`` that they also took pictures."""

    people: tuple[tuple[str, tuple[str, ...]], ...]
    printed: str
    photo: bool = False

    @property
    def plain(self) -> bool:
        """Whether roles and names are all that was printed."""
        said = "".join(role + "".join(names) for role, names in self.people)
        return said == re.sub(r"[\s()（）]", "", self.printed)


def read_byline(text: str) -> Byline | None:
    """A whole line as a byline, or None where it is none."""
    printed = text.strip()
    bare = _WORKS_AT.sub("", _FROM.sub("", _BULLET.sub("", printed)))
    if office := _OF_OFFICE.fullmatch(_paired(bare)):
        names = tuple(re.split(r"[\s、]+", office["names"]))
        return (
            None if any(_PHOTO.search(name) for name in names) else Byline(((office["told"] or "文", names),), printed)
        )
    if len(printed) > _LONGEST:
        return None
    bare = _EDITED.sub("", bare)
    if not _OWN.match(bare):
        return _bare(bare)
    inner = _BRACKETS.fullmatch(bare)
    parts = list(_parts(inner[1] if inner else bare))
    people = _people(parts)
    if not people or None in (kind for kind, _ in parts):
        return None
    photo = any(kind == "tail" and re.search("[图圖摄攝]", text) for kind, text in parts)
    return Byline(people, printed, photo)


def closing_byline(text: str) -> tuple[str, Byline] | None:
    """The last paragraph and the byline printed at its end, or None; there, names in brackets need no role."""
    match = _CLOSING.fullmatch(text)
    found = (read_byline(match["byline"]) or _bare(match["byline"])) if match else None
    return (match["text"], found) if match and found else None


def _bare(printed: str) -> Byline | None:
    match = _BARE.fullmatch(_paired(printed))
    names = tuple(re.split(r"[\s、]+", match["names"])) if match else ()
    return Byline((("文", names),), printed) if names and all(map(_may_be_name, names)) else None


def _may_be_name(text: str) -> bool:
    """A surname and one or two characters, a word such as 田野 too: nothing else stands alone in such brackets."""
    return bool(size := surname(text)) and may_be_given(text[size:])


def writer_amid(text: str) -> tuple[str, Byline, str] | None:
    """The writer in the line of labels above a report on a website, with what stands before and after; or None."""
    match = _WRITER.search(text)
    found = read_byline(match[0]) if match else None
    return (text[: match.start()].strip(), found, text[match.end() :].strip()) if match and found else None


def headline_byline(text: str) -> tuple[str, Byline] | None:
    """A headline and the byline that stands in brackets at its end, or None."""
    match = _IN_HEADLINE.fullmatch(text)
    found = read_byline(match["byline"]) if match else None
    return (match["text"], found) if match and found else None


def _parts(text: str) -> Iterator[tuple[str | None, str]]:
    """The words of a byline with their kinds; the kind is None where a word fits none."""
    text, at = _paired(text), 0
    while at < len(text):
        if glue := _GLUE.match(text, at):
            at = glue.end()
            continue
        match = _PART.match(text, at)
        if not match or not match[0] or (match["name"] and _NO_NAMES.fullmatch(match["name"])):
            yield None, text[at:]
            return
        kind = match.lastgroup
        yield kind, match[kind or 0]
        at = match.end()


def _paired(text: str) -> str:
    """Names of two characters that were spaced out to the width of three: ``杨 雪``."""
    return _ONE.sub(r"\1\2", text)


def _people(parts: list[tuple[str | None, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names by role; words such as 文 and 图 before a name are its role, after it they say what else it did."""
    roles: dict[str, list[str]] = {}
    role = ""
    for (kind, word), following in zip(parts, [*parts[1:], (None, "")], strict=True):
        if kind == "role" and role in _DUTIES and role not in roles:
            continue  # 统筹：记者 某某
        if kind == "role" or (kind == "tail" and (not roles or following[0] == "name")):
            role = word
        elif kind == "name":
            roles.setdefault(role or "文", []).append(word)
    return tuple((role, tuple(names)) for role, names in roles.items())
