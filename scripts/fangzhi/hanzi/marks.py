"""Inline marks: what an editor writes into the text itself, the strongest say there is.

Ours is ``〔简=繁〕``: the Simplified form, an equals sign, the Traditional form (``一〔只=隻〕``, ``〔余=余〕某``). Read
raw it is an editor's bracket with both forms in it. MediaWiki's ``-{zh-hans:…;zh-hant:…}-`` and ``-{…}-`` (keep as
it is) are understood too. A mark that is not whole stays in the text as it stands, and is a problem with a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fangzhi.hanzi.decisions import Level, Pin
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, problem

_OURS = r"〔(?P<hans>[^〔〕\n=＝]{1,200})[=＝](?P<hant>[^〔〕\n=＝]{0,200})〕"
_WIKI = r"-\{(?P<wiki>[^{}\n]{0,400})\}-"
_MARK = re.compile(f"{_OURS}|{_WIKI}")
_TRACE = re.compile(r"-\{|\}-|〔[^〔〕\n]{0,200}[=＝]")
_WISHES = {
    LanguageTag.HANS: ("zh-hans", "zh-cn", "zh"),
    LanguageTag.HANT: ("zh-hant", "zh-tw", "zh-hk", "zh"),
    LanguageTag.HANT_TW: ("zh-tw", "zh-hant", "zh-hk", "zh"),
    LanguageTag.HANT_HK: ("zh-hk", "zh-hant", "zh-tw", "zh"),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text whose marks are replaced by their form in the source's script, and what they asked for, as pins.

    ``spans`` are the places of the marks in the text as it was, one for each pin.
    """

    text: str
    pins: tuple[Pin, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def some(text: str) -> bool:
    """Whether a text may hold marks."""
    return "〔" in text or "-{" in text


def read(text: str, source: LanguageTag, target: LanguageTag) -> Marked:
    """Take the marks out of a text."""
    if not some(text):
        return Marked(text)
    pieces: list[str] = []
    pins: list[Pin] = []
    spans: list[tuple[int, int]] = []
    end = size = 0
    for match in _MARK.finditer(text):
        plain, wanted = _forms(match, source, target)
        pieces += [text[end : match.start()], plain]
        size += match.start() - end
        pins.append(Pin(size, size + len(plain), wanted, Level.MARK))
        spans.append(match.span())
        size, end = size + len(plain), match.end()
    return Marked("".join([*pieces, text[end:]]), tuple(pins), tuple(spans))


def problems(text: str, path: str, line: int = 1) -> list[Problem]:
    """What is wrong with the marks of a text whose first line has this number."""
    found: list[Problem] = []
    for number, content in enumerate(text.split("\n"), line):
        blank = _MARK.sub(lambda match: "　" * len(match.group()), content)
        for match in _TRACE.finditer(blank):
            place = Place(path, number, match.start() + 1)
            found.append(problem(place, "hanzi-mark-broken", mark=match.group()[:20]))
        for match in _MARK.finditer(content):
            if match["wiki"] is not None and not _whole(match["wiki"]):
                place = Place(path, number, match.start() + 1)
                found.append(problem(place, "hanzi-mark-variant", mark=match.group()[:40]))
    return found


def _forms(match: re.Match[str], source: LanguageTag, target: LanguageTag) -> tuple[str, str]:
    if match["wiki"] is None:
        forms = {False: match["hans"], True: match["hant"]}
        return forms[source.is_traditional], forms[target.is_traditional]
    variants = _variants(match["wiki"])
    if not variants:
        return match["wiki"], match["wiki"]
    return _choose(variants, source), _choose(variants, target)


def _variants(content: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in content.split(";") if part.strip())
    return {key.strip().lower(): value.strip() for key, colon, value in pairs if colon}


def _choose(variants: dict[str, str], tag: LanguageTag) -> str:
    wishes = (variants[key] for key in _WISHES.get(tag, ()) if key in variants)
    return next(wishes, next(iter(variants.values())))


def _whole(content: str) -> bool:
    """Whether a mark with variants names one for each script."""
    known = set(_variants(content))
    scripts = (_WISHES[LanguageTag.HANS], _WISHES[LanguageTag.HANT])
    return not known & {"zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk"} or all(known & set(s) for s in scripts)
