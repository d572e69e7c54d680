"""Full names of people whom a role makes vulnerable: suspects, victims, minors, patients and others.

Chinese names stand without spaces in their sentence, so a name must end where one may end: before a mark, or before a word
that tells what the person did (``data/after_names.txt``). What is veiled already (李某, 王女士, 小明) is none, nor is a name
that the text says is made up (化名).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fangzhi.desk.lists import any_of, listed
from fangzhi.desk.surnames import beginnings, is_common, is_name, is_titled, may_be_given, surname
from fangzhi.desk.traces import Trace
from fangzhi.hanzi import tables
from fangzhi.hanzi.recognition import some_traditional

_LINK = '(?:[:： ]|姓名|名字|（|\\(|“|「|"|名叫|名为|叫|(?:就?是|系|为)(?:[^，。；：\n]{0,6}?(?:员|生|工|者|民|师|人|机|客))?|\\[|\\||[-—]{1,2}){0,4}'
_ROLE = re.compile(f"{any_of(listed('roles'))}(?!(?<=少年)宫){_LINK}")
_SOUGHT = re.compile(
    f"(?:(?:逮捕|传唤|通缉|缉拿|抓捕|拘传|刑拘|批捕)了?|涉嫌[^，。；：\n]{{1,8}}?的)(?=[{beginnings()}])"
)
_MARKS = "，。、；：！？,.;:!?（）()《》“”\"'「」『』\\[\\]{}】 \n…—|0-9-"
_AFTER = re.compile(f"[{_MARKS}]|$|{'|'.join(listed('after_names'))}")
_IDENTIFIED = re.compile("[，,（( ]{1,2}(?:男|女)(?![友士儿孩生子])|[，,（( ]{1,2}[0-9一二三四五六七八九十]{1,3}岁")
_ALIAS = re.compile('[（(“"]*[均全]?(?:部)?[为系]?化名|[^，。；\n]{0,16}?[（(](?:以上)?均?[为系]?化名')
_NEXT = re.compile("[、和及与跟]")
_CAUGHT = re.compile(f"(?:将|把|对(?!于)|判处|抓获了?|逮捕了?|处罚了?)(?=[{beginnings()}])")
_DEALT = re.compile(
    f"(?:等[^，。；\n]{{0,5}})?(?:{'|'.join(listed('measures'))})|等[^，。；\n]{{1,5}}?{any_of(listed('roles'))}"
)
_DEED = re.compile(
    f"涉嫌|被(?=[^，。；\n]{{0,8}}?(?:{'|'.join(listed('outcomes'))}))|因(?=[^，。；\n]{{1,10}}，?被)"
    f"|[系是为](?=(?:本案|该案)?的?主?要?{any_of(listed('roles'))})|男(?=[，,）)、])|女(?=[，,）)、])"
)
_TOLD = re.compile(f"[（(](?=(?:{'|'.join(listed('roles'))})[）)])")
_CONFESSED = re.compile("对(?=[^，。；\n]{0,20}供认不讳)")
_CALLED = tuple(
    re.compile(f"{called}(?=[{beginnings()}])") for called in ("叫做?", "名为")
)  # each has a sign to leap to
_LATER = re.compile(f"[^。；！？\n]{{0,12}}?(?:涉嫌|被(?=[^，。；\n]{{0,8}}?(?:{'|'.join(listed('outcomes'))})))")
_SOMEBODY = re.compile("(?:男子|女子|村民|居民|市民|司机|驾驶员|驾驶人|群众|员工|店主|业主|租客|网民|网友|青年|老人)$")
_PARTED = re.compile(f"[{beginnings()}]([ \u3000]{{1,2}})[\u3400-\u9fff]")
_BEFORE_DEED = re.compile("(?:因|由于|[，,（(]{1,2})$")
_GRAVE = re.compile(f"[^。；！？\n]{{0,120}}?(?:{'|'.join(listed('grave'))})")
_CLAUSE_ENDS = frozenset('，。、；：！？（(“"「 \n')
_SIZES = (4, 3, 2)

Span = tuple[int, int]


@lru_cache(maxsize=1)
def _to_simplified() -> dict[int, str]:
    return {ord(char): form for char, form in tables.characters("TSCharacters").items()}


def persons(text: str) -> Iterator[Trace]:
    """Names in Chinese text of either script, as traces of the kind ``name``."""
    text = text.translate(_to_simplified()) if some_traditional(text) else text
    ways = (_by_role, _by_deed, _by_treatment, _by_calling)
    found = {start: end for way in ways for start, end in way(text)}
    yield from (Trace("name", start, end) for start, end in sorted(found.items()) if not _ALIAS.match(text, end))


def _by_role(text: str) -> Iterator[Span]:
    """After a role, or what is done to a suspect: 犯罪嫌疑人李明、王芳; 批准逮捕李明."""
    for match in (*_ROLE.finditer(text), *_SOUGHT.finditer(text)):
        at = match.end()
        end = _name(text, at) or _familiar(text, at) or _parted(text, at)
        while end:
            yield at, end
            more = _NEXT.match(text, end)
            at = more.end() if more else end
            end = (_name(text, at) or _parted(text, at)) if more else 0


def _by_calling(text: str) -> Iterator[Span]:
    """After a word for being called so, where a deed is told of: 一名叫李明的男子涉嫌盗窃."""
    for match in (match for called in _CALLED for match in called.finditer(text)):
        end = _name(text, match.end())
        if end and _LATER.match(text, end):
            yield match.end(), end


def _by_treatment(text: str) -> Iterator[Span]:
    """As the object of what is done to suspects: 将李明抓获, 抓获李明、王芳等两名嫌疑人."""
    for match in _CAUGHT.finditer(text):
        yield from _dealt_with(text, match.end())


def _dealt_with(text: str, at: int) -> list[Span]:
    """Names side by side from a place on, if something is done to the last; else none."""
    names: list[Span] = []
    while at < len(text):
        ends = [at + size for size in _SIZES]
        if last := next((end for end in ends if _DEALT.match(text, end) and is_name(text[at:end])), 0):
            return [*names, (at, last)]
        end = next((end for end in ends if _NEXT.match(text, end) and is_name(text[at:end])), 0)
        if not end:
            break
        names.append((at, end))
        at = end + 1
    return []


def _by_deed(text: str) -> Iterator[Span]:
    """At the head of a clause, before what was done: 李明因涉嫌盗窃; 李明，男，30岁."""
    told = _TOLD.finditer(text) if "（" in text or "(" in text else ()
    confessed = _CONFESSED.finditer(text) if "供认不讳" in text else ()
    for match in (*_DEED.finditer(text), *told, *confessed):
        link = _BEFORE_DEED.search(text, max(0, match.start() - 2), match.start())
        end = link.start() if link else match.start()
        if match[0] not in "男女" or (link and _GRAVE.match(text, end)):
            starts = (end - size for size in _SIZES if end >= size)
            heads = (start for start in starts if _is_head(text, start))
            yield from [(start, end) for start in heads if is_name(text[start:end])][:1]


def _is_head(text: str, start: int) -> bool:
    """Whether a clause begins here, or what is told of somebody."""
    return start == 0 or text[start - 1] in _CLAUSE_ENDS or bool(_SOMEBODY.search(text, max(0, start - 3), start))


def _parted(text: str, start: int) -> int:
    """The end of a name whose surname stands apart from the rest, as in lists that are set in columns: 李 小明."""
    parted = _PARTED.match(text, start)
    if not parted:
        return 0
    joined = text[start] + text[parted.end(1) : parted.end(1) + 8]
    end = _name(joined, 0) or _familiar(joined, 0)
    return start + end + len(parted[1]) if end else 0


def _name(text: str, start: int) -> int:
    """The end of a name that begins here and ends where a name may end; 0 where there is none."""
    given = start + surname(text, start)
    if is_titled(text, given):
        return 0
    ends = [end for end in (given + 2, given + 1) if given > start and end <= len(text) and _AFTER.match(text, end)]
    fit = [end for end in ends if is_name(text[start:end]) or _is_told(text, given, end)]
    if len(fit) > 1 and not is_common(text[fit[0] - 1]):
        return fit[1]
    return fit[0] if fit else 0


def _is_told(text: str, given: int, end: int) -> bool:
    """A word that is told to be a name all the same: 高峰，男."""
    return bool(_IDENTIFIED.match(text, end)) and may_be_given(text[given:end])


def _familiar(text: str, start: int) -> int:
    """The same by what given names are usually made of, whatever follows."""
    given = start + surname(text, start)
    ends = (end for end in (given + 2, given + 1) if start < given and end <= len(text) and not is_titled(text, given))
    return next((end for end in ends if is_common(text[given:end]) and is_name(text[start:end])), 0)
