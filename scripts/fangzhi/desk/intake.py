"""A page as it is handed in (text in some encoding, a Word file, a web page) to the lines of its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from fangzhi.records.decoding import LARGEST
from fangzhi.records.extent import LONGEST
from fangzhi.records.problems import Place, Problem, problem

_UNICODE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029\x0b\x0c]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_PLANE_ENDS = re.compile("[" + "".join(chr(p * 0x10000 + e) for p in range(1, 17) for e in (0xFFFE, 0xFFFF)) + "]")
_NARROW = {wide: chr(wide - 0xFEE0) for a, z in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(a), ord(z) + 1)}
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[．％](?=[0-9])|(?<=[0-9])％")
_WIDE_GAP = re.compile(r"([^\S\n]{99})[^\S\n]+")  # says no more than a narrower one, which every later rule looks at
_SYMBOL_FONTS = re.compile("[\uf020-\uf0ff]")  # how Word and PDF files write the bullets of Wingdings and Symbol
_ZIP = b"PK\x03\x04"
_MARKUP = re.compile(rb"\s*+(?:\xef\xbb\xbf)?+\s*+<(?:!doctype\s+html|html|\?xml[^>]*>\s*<html)", re.IGNORECASE)
_UNREAD = {
    b"%PDF-": "PDF", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "Word 97-2003 (.doc)", b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG",
}  # fmt: skip
"""What editors hand in that holds no text that could be read here, by its first bytes. A .docx with a password is one too."""
_READERS = {"docx": "fangzhi.desk.word_files", "html": "fangzhi.desk.web_pages"}
EXTRA = "fangzhi[import]"
_LONGEST = LONGEST // 2  # bytes: a page is one draft at worst, in which every sign is escaped


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text with ``\\n`` ends; the encoding it had; how many invisible control characters were taken out."""

    text: str
    encoding: str = "utf-8"
    stripped: int = 0


def take_in(path: str, data: bytes) -> tuple[Page | None, list[Problem]]:
    """Read a page. A file in GB18030 or UTF-16 is converted; ``Page.encoding`` says from what."""
    place = Place(path, 1, 1)
    if len(data) > LARGEST:
        return None, [problem(place, "file-too-large", size=len(data), limit=LARGEST)]
    if foreign := next((name for sign, name in _UNREAD.items() if data.startswith(sign)), ""):
        return None, [problem(place, "no-text-here", kind=foreign)]
    kind = "docx" if data.startswith(_ZIP) else "html" if _MARKUP.match(data) else ""
    if kind:
        return _foreign(place, data, kind)
    text, encoding = decoded(data)
    if text is None:
        return None, [problem(place, "unknown-encoding")]
    return _fit(place, _cleaned(text, encoding))


def _fit(place: Place, page: Page) -> tuple[Page | None, list[Problem]]:
    """A page with text on it, and no more than a draft may hold."""
    if not page.text.strip():
        return None, [problem(place, "empty-file")]
    size = len(page.text.encode())
    return (page, []) if size <= _LONGEST else (None, [problem(place, "text-too-long", size=size, limit=_LONGEST)])


def decoded(data: bytes) -> tuple[str | None, str]:
    """Bytes as text, with the encoding that fits: UTF-8, UTF-16 by its mark, else GB18030 (GB 18030-2022)."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "gb18030")):
        if not data.startswith(mark):
            continue
        try:
            return data.decode(name), name.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    return None, "?"


def _cleaned(text: str, encoding: str) -> Page:
    lines = _UNICODE_ENDS.sub("\n", text)
    bare = _PLANE_ENDS.sub("", _INVISIBLE.sub("", lines))
    return Page(_narrowed(bare), encoding, len(lines) - len(bare) - lines.startswith("\ufeff"))


def _narrowed(text: str) -> str:
    """Digits and Latin letters in half width, as Chinese text writes them (CLREQ, 3.2): scans and old files have them wide."""
    narrow = _SYMBOL_FONTS.sub("●", _WIDE_GAP.sub(r"\1", text)).translate(_NARROW)
    return _BETWEEN_DIGITS.sub(lambda m: ".%"[m[0] == "％"], narrow)


def _foreign(place: Place, data: bytes, kind: str) -> tuple[Page | None, list[Problem]]:
    """A format that a library of the optional extra reads."""
    try:
        reader: Callable[[bytes], str] = import_module(_READERS[kind]).read_text
    except ImportError as error:
        return None, [problem(place, "needs-extra", name=error.name or kind, extra=EXTRA)]
    try:
        text = reader(data)
    except ValueError as error:
        return None, [problem(place, "unreadable-file", reason=error)]
    return _fit(place, _cleaned(text, "utf-8"))
