"""Personal data made unrecognisable: 李某, 138****0000, 某栋某单元某室. As long as before, and never beginning with an asterisk,
which YAML would take for an alias."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable

from fangzhi.desk.privacy import traces
from fangzhi.desk.seen import seen
from fangzhi.desk.surnames import surname
from fangzhi.desk.traces import NUMBER, Trace, counted

_SIGN = re.compile(r"[^\W_]", re.ASCII)  # letters and digits; full-width ones are added below
_NUMBERS = re.compile(f"{NUMBER}(?:-{NUMBER})*")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_LONG = 10  # digits of a telephone number with its area


def mask(kind: str, text: str) -> str:
    """One piece of personal data, veiled."""
    return _MASKS[kind](counted(seen(text).text))


def veiled(text: str) -> str:
    """A text with all personal data in it veiled, for logs that anybody may read."""
    return masked(text, traces(text))


def masked(text: str, found: Iterable[Trace], *, markdown: bool = False) -> str:
    """A text with some traces veiled; in Markdown asterisks are escaped, or two masks would make what is between them bold."""
    code = [match.span() for match in _CODE.finditer(text)] if markdown and "`" in text else []
    pieces, at = [], 0
    for trace in sorted(found, key=lambda trace: trace.start):
        new = mask(trace.kind, text[trace.start : trace.end])
        within = bisect(code, trace.start, key=lambda span: span[0])
        escaped = markdown and not (within and trace.start < code[within - 1][1])
        pieces += [text[at : trace.start], new.replace("*", "\\*") if escaped else new]
        at = trace.end
    return "".join(pieces) + text[at:]


def _kept(text: str, first: int, last: int = 0) -> str:
    """All letters and digits as asterisks but the first and last few."""
    at = [n for n, sign in enumerate(text) if _is_sign(sign)]
    gone = set(at[first : len(at) - last])
    return "".join("*" if n in gone else sign for n, sign in enumerate(text))


def _is_sign(sign: str) -> bool:
    return bool(_SIGN.match(sign)) or "\uff10" <= sign <= "\uff5a"


def _identity(text: str) -> str:
    return _kept(text, 6 if text[0].isdigit() else 1)


def _phone(text: str) -> str:
    digits = sum(sign.isdigit() for sign in text)
    return _kept(text, 3, 4) if digits >= _LONG else _kept(text, 4)


def _card(text: str) -> str:
    return _kept(text, 4, 4)


def _plate(text: str) -> str:
    return _kept(text, 1 if not _is_sign(text[0]) else 2)


def _first(text: str) -> str:
    return _kept(text, 1)


def _email(text: str) -> str:
    name, at, host = text.partition("@" if "@" in text else "＠")
    return _kept(name, 1) + ("*" if len(name) == 1 else "") + at + host


def _address(text: str) -> str:
    return _NUMBERS.sub("某", text)


def _name(text: str) -> str:
    if text.isascii():
        return text.partition(" ")[0]
    size = surname(text) or 1
    return text[:size] + "某" * (len(text) - size)


_MASKS: dict[str, Callable[[str], str]] = {
    "identity": _identity, "phone": _phone, "card": _card, "plate": _plate, "passport": _first, "address": _address,
    "email": _email, "chat": _first, "name": _name,
}  # fmt: skip
