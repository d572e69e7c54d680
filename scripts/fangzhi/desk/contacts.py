"""Ways to reach a person: telephone numbers, e-mail addresses, names in chats.

Short numbers (110, 96110, 12345), 400 and 800 are services, not persons, and have too few digits in the wrong groups to
be met here. Amounts, order numbers and the like are told by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fangzhi.desk.traces import Trace, before

_S = "(?: - |[ \\-\n\u00ad\u200b-\u200d\u2060]?)"
_FREE = r"(?<![0-9_/=.].)(?<![0-9A-Za-z]-.)"  # after the first character, so that a search can leap to it
_END = f"(?!{_S}[0-9])"
_PHONES = (
    re.compile(
        rf"[+01-9]{_FREE}(?:(?<=\+)86[- ]{{0,2}}1|(?<=0)086[- ]{{0,2}}1|(?<=8)6[- ]{{0,2}}1|(?<=1))[3-9][0-9]{_S}[0-9]{{4}}{_S}[0-9]{{4}}{_END}"
    ),
    re.compile(
        rf"[(（0]{_FREE}(?:(?<=0)[0-9]{{2,3}}[- ]|(?<!0)0[0-9]{{2,3}}[)）]){_S}[1-9][0-9]{{2,3}}{_S}[0-9]{{4}}{_END}"
    ),
    re.compile(rf"[(（0]{_FREE}(?:(?<=0)[0-9]-|(?<!0)0[0-9][)）]){_S}[2-9][0-9]{{2,3}}-[0-9]{{4}}{_END}"),
    re.compile(rf"1{_FREE}[3-9][0-9](?P<by>[.·~/_])[0-9]{{4}}(?P=by)[0-9]{{4}}{_END}"),
    re.compile(rf"1{_FREE}[3-9][0-9]{{2}}(?P<by>[- ])[0-9]{{3}}(?P=by)[0-9]{{4}}{_END}"),
    re.compile(rf"1{_FREE}(?P<by>[- ])[3-9](?:(?P=by)[0-9]){{9}}{_END}"),
    re.compile(rf"[(（]1[3-9][0-9][)）]{_S}[0-9]{{4}}{_S}[0-9]{{4}}{_END}"),
    re.compile(rf"0{_FREE}9[0-9]{{2}}-[0-9]{{3}}-?[0-9]{{3}}{_END}"),
    re.compile(rf"\+{_FREE}[1-9][0-9]{{0,2}}[- ]?(?:[0-9][- ]?){{6,13}}[0-9](?![0-9])"),
)
_LABELLED = re.compile(
    "(?:电话|電話|座机|座機|传真|傳真|致电|致電|拨打|撥打|来电|來電|手机|手機|[Tt][Ee][Ll]|[Pp]hone|[Cc]all|[Ff]ax)[^0-9，。；\n+]{0,8}?"
    rf"(?<![0-9-])((?:0[0-9]{{9,11}}|1[3-9](?:[- ]?[0-9]){{9}}|[2-9][0-9]{{2,3}}[- ]?[0-9]{{4}}){_END})"
)
_NO_PHONE = re.compile(
    "(?:单号|單號|订单|訂單|运单|運單|编号|編號|案号|案號|文号|文號|批号|许可证号?|备案号?|合同号?|流水号?|序列号|条码|代码|"
    "编码|书号|工号|学号|坐标|value|数值|of|ISBN|No)(?:码|碼)?[:：.为是 \"']*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r" ?(?:[元万亿余多人次件条吨个份册辆千百米度年月]|美元|公里|平方|立方|\.[0-9A-Za-z])|,? (?:yuan|people)"
)
_LETTERED = re.compile("(?:tel|phone|mobile|call|no)[.:]?$", re.IGNORECASE)
_EMAIL = re.compile(
    r"[A-Za-z0-9._%+\-]{0,63}[A-Za-z0-9_+\-]@(?:[A-Za-z0-9\-]{1,63}\.){1,8}([A-Za-z]{2,12})(?![A-Za-z0-9])"
)
_SAID_EMAIL = re.compile(
    r"[A-Za-z0-9._%+\-]{0,63}[A-Za-z0-9](?: ?[(（\[{【] ?[Aa][Tt] ?[)）\]}】] ?|艾特|#(?=(?:163|126|139|189|qq|sina|sohu|foxmail|gmail|outlook|hotmail)\.))"
    r"[A-Za-z0-9\-]{1,63}(?:\.|点| ?[(（\[{【] ?dot ?[)）\]}】] ?)[A-Za-z]{2,12}(?![A-Za-z0-9])"
)
_SAID_AT = re.compile(r"[#(（\[{【艾](?:(?<=艾)特|(?<=#)[1qsfgoh]| ?[Aa][Tt] ?[)）\]}】])")
_FILES = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "pdf", "md", "css", "js"})
_SAYS = "(?:账号|帳號|帐号|賬號|号码|號碼|昵称|ID|号|號)?(?:[:：为為是(（ ]|ID)*"
_CHATS = (
    re.compile(rf"(?:微信|薇信|[Vv]信|加[Vv微](?:信)?|WeChat|Wechat|wechat|WECHAT|VX|vx|WX|wx号|wx(?=[:：])){_SAYS}([A-Za-z][A-Za-z0-9_\-]{{5,19}})(?![A-Za-z0-9_])"),
    re.compile(r"(?:微信号|微信號)[:：为為是 ]*([1-9][0-9]{4,10})(?![0-9])"),
    re.compile(rf"(?:QQ|qq|扣扣|企鹅)(?:群|号|號){{0,2}}{_SAYS}([1-9][0-9]{{4,10}})(?![0-9])(?!{_AMOUNT.pattern})"),
    re.compile(r"(?:LINE|Telegram|WhatsApp|Signal|(?:电报|飞机|紙飛機)(?=.?[账帐帳號号群]))[^A-Za-z0-9@，。；\n]{0,6}(?:ID)?[:：为為是 ]*"
               r"(@?[A-Za-z][A-Za-z0-9_.\-]{4,31})"),
    re.compile(r"(?:抖音|快手|小红书|小紅書|陌陌|探探|闲鱼|支付宝|支付寶|淘宝|钉钉|(?<!官方)微博)(?:[账帐帳賬][号號]|[账帐帳賬][户戶]|号|號|ID)[:：为為是 ]*([A-Za-z0-9_\-]{5,24})(?![A-Za-z0-9_])"),
)  # fmt: skip


def phones(text: str) -> Iterator[Trace]:
    """Mobile and landline numbers of the mainland, Hong Kong and Taiwan, and whatever begins with a country's code."""
    for pattern in _PHONES:
        for match in pattern.finditer(text):
            if not _other(text, *match.span()):
                yield Trace("phone", *match.span())
    for match in _LABELLED.finditer(text):
        if not _AMOUNT.match(text, match.end(1)):
            yield Trace("phone", *match.span(1))


def _other(text: str, start: int, end: int) -> bool:
    """Whether the words around a number say that it is none of a telephone."""
    said = before(text, start, 14)
    if said[-1:].isascii() and said[-1:].isalpha() and not _LETTERED.search(said):
        return True
    return bool(_AMOUNT.match(text, end) or _NO_PHONE.search(said))


def emails(text: str) -> Iterator[Trace]:
    """E-mail addresses; a picture's ``name@2x.png`` is none."""
    for match in _EMAIL.finditer(text) if "@" in text else ():
        if match[1].lower() not in _FILES:
            yield Trace("email", *match.span())
    said = _SAID_EMAIL.finditer(text) if _SAID_AT.search(text) else ()
    yield from (Trace("email", *match.span()) for match in said)


def chats(text: str) -> Iterator[Trace]:
    """Accounts of chat programs, where the text names the program. Public accounts are not met: 微信公众号, 官方微博."""
    for pattern in _CHATS:
        yield from (Trace("chat", *match.span(1)) for match in pattern.finditer(text))
