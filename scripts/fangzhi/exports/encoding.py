"""Values as bytes that are the same everywhere: UTF-8, line feeds, sorted only where order means nothing."""

from __future__ import annotations

import json
import re
from html import escape

from fangzhi.records.edtf import Edtf

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile(rf"{_FORBIDDEN.pattern}|[&<>\"']")


def json_bytes(value: object, *, indent: int | None = None) -> bytes:
    """JSON in UTF-8 with a line feed at its end; without an indent, one line."""
    separators = (",", ":") if indent is None else (",", ": ")
    return (json.dumps(value, ensure_ascii=False, indent=indent, separators=separators) + "\n").encode()


def moment(date: Edtf) -> str:
    """The first moment that a date can mean, in RFC 3339. XML Schema knows no year 0, which stands for an open beginning."""
    year, month, day = date.earliest
    return f"{max(year, 1):04}-{month:02}-{day:02}T00:00:00Z"


def xml(text: str) -> str:
    """Text for XML 1.0, in an element or in an attribute; characters that XML has no place for are left out."""
    if not _SPECIAL.search(text):
        return text
    return escape(_FORBIDDEN.sub("", text)).replace("&#x27;", "&apos;")
