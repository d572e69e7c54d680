"""Numbers that a state or a bank gives to a person: identity, passport, bank card, number plate.

Sources: GB 11643-1999 (identity numbers, its check digit by ISO 7064 MOD 11-2), ISO/IEC 7812 (cards, Luhn), GA 36-2018
(plates); the check digits of Hong Kong's and Taiwan's identity numbers as their governments describe them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fangzhi.desk.traces import SPACER, Trace, before, numbers

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(map(str, [*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55)]))
_PROVINCES |= frozenset(map(str, [*range(61, 66), 71, 81, 82, 83]))
_LAST = re.compile(f"{SPACER}[Xx]")
_OLD_LABEL = re.compile("身份[证證]|身分[证證]|[证證]件号|公民|一代[证證]|ID", re.IGNORECASE)
_HONG_KONG = re.compile(r"([A-Z](?<![A-Za-z0-9].)[A-Z]?)([0-9]{6})[(（]([0-9A])[)）]")
_MACAU = re.compile(r"[157](?<![A-Za-z0-9].)[0-9]{6}[(（][0-9][)）]")
_MACAU_LABEL = re.compile("澳[门門].{0,8}[证證]")
_TAIWAN = re.compile(r"([A-Z])(?<![A-Za-z0-9].)([1289][0-9]{8})(?![A-Za-z0-9])")
_TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_PASSPORT = re.compile(
    r"[A-Z0-9](?<![A-Za-z0-9].)(?:[A-Z][0-9]{7}|[0-9]{7,8}(?:[0-9]{2})?|[A-Z]{2}[0-9]{12}| [0-9]{4} ?[0-9]{4})(?![A-Za-z0-9])"
)
_PASSPORT_BEFORE = re.compile("护照|護照|通行[证證]|回[乡鄉][证證]|居留[证證]|passport", re.IGNORECASE)
_PASSPORT_AFTER = re.compile("(?:号|號)?的?(?:普通|因私|公务)?(?:护照|護照|passport)", re.IGNORECASE)
_COMPATRIOT = re.compile("[台臺]胞[证證]|[台臺][湾灣]居民")
_CARD_LABEL = re.compile("卡|账|帐|帳|賬|户|戶|存折|存摺|汇|匯|转入|轉入|visa|master|account", re.IGNORECASE)
_NO_CARD = re.compile("(?:单|單|编|編|订|訂|案|文|批|项目|代码|许可证|流水|条码|书)(?:号|號)?(?:码|碼)?[:：为是 ]*$")
_LENGTHS = {
    "62": (16, 19),
    "4": (16, 19),
    "5": (16,),
    "35": (16,),
    "60": (16,),
    "9558": (19,),
    "37": (15,),
    "34": (15,),
}
_GLUE_BEFORE, _GLUE_AFTER = re.compile(r"[A-Za-z_/=.]"), re.compile(r"[A-Za-z_]|\.[0-9]")
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼魯蘇贛陝閩貴粵寧瓊雲"
_SERIAL = "[A-HJ-NP-Z0-9]"
_PLATE = re.compile(
    f"[{_PROVINCE}W](?:(?<!W) ?[A-HJ-NP-Za-hj-np-z](?: ?[·. \n\\-] ?)?(?:{_SERIAL}{{4}}[\u8b66学學挂掛港澳领領试試超]|{_SERIAL}{{5,6}})(?![A-Za-z0-9])"
    f"|(?<=W)(?<![A-Za-z0-9]W)J[·. ]?[{_PROVINCE}]?[·. ]?[0-9]{{4}}{_SERIAL}(?![A-Za-z0-9]))"
)
_LABELLED_PLATE = re.compile(
    "(?:车牌|車牌|号牌|號牌|牌照|牌号|牌號)(?:号码|號碼|号|號)?[:：为為是 ]{0,2}"
    "([A-Z]{1,3}[- ]?[0-9]{3,4}|[A-Z][0-9A-Z]{4}[0-9])(?![A-Za-z0-9])"
)
_FEWEST = 2  # digits in a plate


def identities(text: str) -> Iterator[Trace]:
    """Identity numbers of the mainland, Hong Kong and Taiwan, each by its check digit; Macau's and old ones of 15 where named so."""
    for start, end, groups in numbers(text):
        digits = "".join(groups)
        last = _LAST.match(text, end) if len(digits) == 17 else None  # noqa: PLR2004
        if last and is_identity(digits + "X"):
            yield Trace("identity", start, last.end())
        elif is_identity(digits) or (
            len(groups) == 1 and _is_old(digits) and _OLD_LABEL.search(before(text, start, 14))
        ):
            yield Trace("identity", start, end)
    yield from (Trace("identity", *m.span()) for m in _HONG_KONG.finditer(text) if _hong_kong(m))
    for match in _MACAU.finditer(text):
        if _MACAU_LABEL.search(before(text, match.start(), 16)):
            yield Trace("identity", *match.span())
    yield from (Trace("identity", *m.span()) for m in _TAIWAN.finditer(text) if _taiwan(m))


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: a province, a day that there is, and the right check digit."""
    place = number[1:3] if number[:1] == "9" else number[:2]  # 9 leads in a foreigner's card of permanent residence
    if len(number) != 18 or place not in _PROVINCES or not _is_day(number[6:14]):  # noqa: PLR2004
        return False
    return check_digit(number[:17]) == number[17]


def check_digit(digits: str) -> str:
    """The eighteenth character of an identity number for its first seventeen."""
    return _CHECKS[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]


def _is_old(digits: str) -> bool:
    return len(digits) == 15 and digits[:2] in _PROVINCES and _is_day("19" + digits[6:12])  # noqa: PLR2004


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1800  # noqa: PLR2004
    except ValueError:
        return False


def _hong_kong(match: re.Match[str]) -> bool:
    values = [36] * (2 - len(match[1])) + [ord(letter) - 55 for letter in match[1]] + [int(d) for d in match[2]]
    total = sum(value * weight for value, weight in zip(values, range(9, 1, -1), strict=True))
    return "0123456789A"[-total % 11] == match[3]


def _taiwan(match: re.Match[str]) -> bool:
    letter = _TAIWAN_LETTERS.index(match[1]) + 10
    values = [letter // 10, letter % 10, *(int(d) for d in match[2])]
    return sum(v * w for v, w in zip(values, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


def passports(text: str) -> Iterator[Trace]:
    """Numbers of passports and travel permits, where the text says that they are."""
    for match in _PASSPORT.finditer(text):
        said = before(text, match.start(), 16)
        named = _PASSPORT_BEFORE.search(said) or _PASSPORT_AFTER.match(text, match.end())
        if (match[0].isdigit() and _COMPATRIOT.search(said)) or (named and match[0][0].isalpha()):
            yield Trace("passport", *match.span())


def cards(text: str) -> Iterator[Trace]:
    """Bank cards: an issuer's first digits with its length, and Luhn's check. Beyond UnionPay's only where named."""
    for start, end, groups in numbers(text):
        digits = "".join(groups)
        if not _is_grouped(groups) or not _is_card(digits) or _glued(text, start, end):
            continue
        said = before(text, start, 24)
        if not _NO_CARD.search(said) and (digits.startswith("62") or _CARD_LABEL.search(said)):
            yield Trace("card", start, end)


def _is_grouped(groups: tuple[str, ...]) -> bool:
    """As cards are printed: at one go, in fours, or six and the rest."""
    sizes = [len(group) for group in groups]
    return len(sizes) == 1 or set(sizes[:-1]) == {4} or (len(sizes) == 2 and sizes[0] == 6)  # noqa: PLR2004


def _is_card(digits: str) -> bool:
    lengths = next((_LENGTHS[digits[:n]] for n in (4, 2, 1) if digits[:n] in _LENGTHS), ())
    return len(digits) in lengths and luhn(digits)


def luhn(digits: str) -> bool:
    """Whether the last digit is right by Luhn's formula (ISO/IEC 7812-1)."""
    doubled = (int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0  # noqa: PLR2004


def _glued(text: str, start: int, end: int) -> bool:
    """Whether letters or a point make it part of something longer."""
    return bool(_GLUE_BEFORE.match(text, max(0, start - 1), start) or _GLUE_AFTER.match(text, end))


def plates(text: str) -> Iterator[Trace]:
    """Number plates of the mainland, and others where the text says that they are."""
    for match in _PLATE.finditer(text):
        if sum(sign.isdigit() for sign in match[0]) >= _FEWEST:
            yield Trace("plate", *match.span())
    yield from (Trace("plate", *match.span(1)) for match in _LABELLED_PLATE.finditer(text))
