"""Full names in English text, where a role makes them sensitive: ``suspect Zhang San``, but not ``a suspect surnamed Zhang``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fangzhi.desk.traces import Trace

_SURNAMES = frozenset(
    [
        "Wang",
        "Li",
        "Zhang",
        "Liu",
        "Chen",
        "Yang",
        "Huang",
        "Zhao",
        "Wu",
        "Zhou",
        "Xu",
        "Sun",
        "Ma",
        "Zhu",
        "Hu",
        "Guo",
        "He",
        "Lin",
        "Luo",
        "Gao",
        "Zheng",
        "Liang",
        "Xie",
        "Song",
        "Tang",
        "Han",
        "Deng",
        "Feng",
        "Cao",
        "Peng",
        "Zeng",
        "Xiao",
        "Tian",
        "Dong",
        "Pan",
        "Yuan",
        "Cai",
        "Jiang",
        "Yu",
        "Du",
        "Ye",
        "Cheng",
        "Wei",
        "Su",
        "Lv",
        "Lu",
        "Ding",
        "Ren",
        "Yao",
        "Shen",
        "Zhong",
        "Cui",
        "Tan",
        "Fan",
        "Liao",
        "Shi",
        "Jin",
        "Jia",
        "Xia",
        "Fu",
        "Fang",
        "Bai",
        "Zou",
        "Meng",
        "Xiong",
        "Qin",
        "Qiu",
        "Yin",
        "Xue",
        "Yan",
        "Duan",
        "Lei",
        "Hou",
        "Long",
        "Tao",
        "Gu",
        "Mao",
        "Hao",
        "Gong",
        "Shao",
        "Wan",
        "Qian",
        "Dai",
        "Mo",
        "Kong",
        "Chang",
        "Wen",
        "Kang",
        "Niu",
        "Ge",
        "Xing",
        "An",
        "Qi",
        "Yi",
        "Qiao",
        "Pang",
        "Ni",
        "Zhuang",
        "Nie",
        "Yue",
        "Ou",
        "Ouyang",
        "Sima",
        "Shangguan",
        "Zhuge",
        "Geng",
        "Guan",
        "Lan",
        "Jiao",
        "Zuo",
        "Gan",
        "Bao",
        "Ning",
        "Shang",
        "Shu",
        "Ruan",
        "Ke",
        "Ji",
        "Mei",
        "Tong",
        "Ling",
        "Bi",
        "Shan",
        "Pei",
        "Huo",
        "Tu",
        "Miao",
        "Sheng",
        "Qu",
        "Weng",
        "Ran",
        "You",
    ]
)
_ROLES = (
    "suspects?|victims?|detainees?|offenders?|patients?|students?|pupils?|minors?|defendants?|deceased|juveniles?|schoolgirls?|"
    "schoolboys?|complainants?|witness(?:es)?|fugitives?|convicts?|addicts?|orphans?"
)
_FIRSTS = (
    "".join(sorted({letter for role in _ROLES.split("|") for letter in (role[0], role[0].upper())})) + "\u017f"
)  # ſ
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un|ue|er|a|o|e|i|u|v)"
)
_SYLLABLE = f"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?{_FINAL}"
_NAME = re.compile(f"([A-Z](?:[a-z]+|[A-Z]+)),? ((?!Mou\\b)(?i:{_SYLLABLE}(?:[-']?{_SYLLABLE})?))(?![A-Za-z])")
_ROLE = re.compile(  # after its first letter, so that a search can leap to it
    f"[{_FIRSTS}](?<!\\w.)(?i:(?:{'|'.join(f'(?<={role[0]}){role[1:]}' for role in _ROLES.split('|'))})\\b"
    "(?:,|:| [0-9]{1,3}-year-old| was| is| are| were| named| called| identified as| an?| \\(){0,3} ?)"
)
_CAUGHT = "arrested|detained|sentenced|jailed|convicted|prosecuted|indicted|charged|fined|apprehended"
_CATCHING = re.compile(f"(?:{_CAUGHT}) (?=[A-Z])")
_CHILD = re.compile(
    "(?:[bB]oy|[gG]irl|[cC]hild|[tT]eenager|[yY]outh|[bB]aby|[tT]oddler),? (?:named|called|identified as) "
)
_ANYONE = re.compile("[A-Z](?<![A-Za-z].)[A-Za-z]{1,9},? [A-Z][A-Za-z'-]{1,13}(?![A-Za-z])")
_TOLD = re.compile(
    "(?:,? (?:aged )?[0-9]{1,3},?)?(?:"
    f" (?:was|were|has been|had been|is) (?:[a-z]{{1,16}} )?(?:{_CAUGHT})\\b"
    f"|,? (?:an?|the) (?:[a-z0-9-]{{1,16}} ){{0,3}}(?:{_ROLES})\\b)"
)
_NEXT = re.compile(r",? and |, ")


def romanized(text: str) -> Iterator[Trace]:
    """Names after a role or what is done to a suspect, those that are listed with them, and those it is told of."""
    found = set()
    for sign in (match for before in (_ROLE, _CATCHING, _CHILD) for match in before.finditer(text)):
        name = _name(text, sign.end())
        while name and name.span() not in found:
            found.add(name.span())
            more = _NEXT.match(text, name.end())
            name = _name(text, more.end()) if more else None
    names = (_name(text, match.start()) for match in _ANYONE.finditer(text))
    found |= {name.span() for name in names if name and _TOLD.match(text, name.end())}
    yield from (Trace("name", *span) for span in sorted(found))


def _name(text: str, start: int) -> re.Match[str] | None:
    name = _NAME.match(text, start)
    return name if name and name[1].capitalize() in _SURNAMES and name[2][0].isupper() else None
