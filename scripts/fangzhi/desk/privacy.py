"""Personal data in a text: identity and card numbers, telephones, plates, passports, homes, accounts, and names of the vulnerable.

Detectors are imported when their signs are met: their expressions take a twentieth of a second to be made, and an editor
waits for one file.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator

from fangzhi.desk.persons import persons
from fangzhi.desk.seen import seen
from fangzhi.desk.traces import Trace, narrow

_URL = re.compile(r"https?://[^\s\u3000-\u9fff\uff00-\uffef)>\"']+")
# After the first sign of each, so that all of them can be looked for at once.
_AFTER_DIGIT = "(?:[0-9]{2}(?:[0-9]{3}[0-9(（]|[ \\-.·~/_\n\u00ad\u200b-\u200d\u2060]{1,3}[0-9]{3})|[)）] ?[0-9]{4}|[ -][0-9](?:[ -][0-9]){5})"
_AFTER_BRACKET = "(?<=[(（\\[{【]) ?[Aa][Tt] ?[)）\\]}】]"
_AFTER_HASH = "(?<=#)(?:163|126|139|189|qq|sina|sohu|foxmail|gmail|outlook|hotmail)\\."
_DIGITS = re.compile(f"[0-9]{_AFTER_DIGIT}")
_AT = re.compile(f"[@#(（\\[{{【艾](?:(?<=@)|(?<=艾)特|{_AFTER_HASH}|{_AFTER_BRACKET})")
_SIGNS = re.compile("[A-Za-z] ?[·. \n\\-]? ?[A-Z0-9]{4}")
_CAPITALS = re.compile("[A-Za-z](?<![A-Za-z].)(?:(?<=[A-Z])|[a-z]*+[A-Z])[A-Za-z]++ [A-Z][a-z]")
_ANY = re.compile(  # all of the above in one look, where most texts have none; the last two by their ends
    f"[A-Z0-9@#(（\\[{{【艾](?:(?<=[0-9]){_AFTER_DIGIT}|(?<=@)|(?<=艾)特|{_AFTER_HASH}|{_AFTER_BRACKET}|(?<=[A-Za-z] [A-Z])[a-z]"
    "|(?<=[A-Z0-9])(?<=[A-Za-z·. \n-].)[A-Z0-9]{3}"
    "(?:(?<=[A-Za-z].{4})|(?<=[A-Za-z][·. \n-].{4})|(?<=[A-Za-z][·. \n-][·. \n-].{4})|(?<=[A-Za-z] [·. \n-] .{4})))"
)
_PROGRAMS = re.compile(  # each with an account behind it, or what may stand between
    "(?:微信|薇信|V信|v信|加V|加v|加微|QQ|qq|扣扣|企鹅|WeChat|wechat|Wechat|WECHAT|VX|vx|WX|wx|LINE|Telegram|WhatsApp|Signal|"
    "电报|飞机|紙飛機|抖音|快手|小红书|小紅書|陌陌|探探|闲鱼|支付宝|支付寶|淘宝|钉钉|微博)(?:(?<=[Emplr报机機])|[账帐帳賬户戶号號码碼昵称群ID:：为為是(（ ]*[A-Za-z0-9_-])"
)
_HOUSES = re.compile(
    "栋|幢|棟|单元|單元|号楼|號樓|座[0-9A-Z一二三四五六七八九]|#[0-9]|家住|住址|住所|住处|住處|现住|現住|现居|現居|暂住|暫住|居住|租住|户籍|戶籍|住在|家在|"
    + "|".join(f"{unit}附?[0-9一二三四五六七八九十]+[号號]" for unit in "组組社队隊屯")
    + "|"
    + "|".join(f"{home}[0-9]+[-室房号]" for home in "区區园園寓苑村庭")
)


def traces(text: str) -> list[Trace]:
    """Everything in a text that points to a person, in order; of two that overlap the surer one.

    Addresses on the web hold numbers of all kinds, so in them only identity numbers are looked for, which prove themselves.
    """
    shown = seen(text)
    plain = narrow(shown.text)
    bare = _URL.sub(lambda m: "\ue000" * len(m[0]), plain)
    found: list[Trace] = []
    for trace in _found(plain, bare):
        at = bisect(found, trace.start, key=lambda other: other.start)
        clear = (at == 0 or found[at - 1].end <= trace.start) and (at == len(found) or trace.end <= found[at].start)
        if clear:
            found.insert(at, trace)
    return [Trace(trace.kind, *shown.span(trace.start, trace.end)) for trace in found]


def _found(plain: str, bare: str) -> Iterator[Trace]:
    """Traces of all kinds, the surest first."""
    some = bool(_ANY.search(plain))
    if some and _DIGITS.search(plain):
        from fangzhi.desk.identifiers import identities

        yield from identities(plain)
    for sign, detect in _DETECTORS if some else _OF_WORDS:
        if sign.search(bare):
            yield from detect(bare)
    yield from persons(bare)


def _numbers(text: str) -> Iterator[Trace]:
    from fangzhi.desk.contacts import phones
    from fangzhi.desk.identifiers import cards, passports

    for detect in (cards, phones, passports):
        yield from detect(text)


def _emails(text: str) -> Iterator[Trace]:
    from fangzhi.desk.contacts import emails

    return emails(text)


def _plates(text: str) -> Iterator[Trace]:
    from fangzhi.desk.identifiers import plates

    return plates(text)


def _chats(text: str) -> Iterator[Trace]:
    from fangzhi.desk.contacts import chats

    return chats(text)


def _dwellings(text: str) -> Iterator[Trace]:
    from fangzhi.desk.dwellings import dwellings

    return dwellings(text)


def _romanized(text: str) -> Iterator[Trace]:
    from fangzhi.desk.romanized import romanized

    return romanized(text)


_OF_WORDS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Trace]]], ...] = (
    (_PROGRAMS, _chats),
    (_HOUSES, _dwellings),
)
_DETECTORS = ((_DIGITS, _numbers), (_AT, _emails), (_SIGNS, _plates), *_OF_WORDS, (_CAPITALS, _romanized))
"""Each with what must be in a text at all: most texts hold nothing of the kind, and a glance is cheaper than a look."""
