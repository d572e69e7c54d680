"""From the bytes of a file to its text: of what size and in what encoding a file of the archive is read.

Chinese input habits are met half-way: a BOM and CRLF are accepted, and a file in another encoding is told which one it is in.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from fangzhi.records.problems import Place, Problem, problem

LARGEST = 5_000_000  # bytes of one file
_CONTROLS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
_PLANE_ENDS = "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
CONTROL = re.compile(f"[{_CONTROLS}\U00010000-\U0010ffff](?<=[{_CONTROLS}{_PLANE_ENDS}])")  # one long class is dear
"""What neither HTML nor XML may hold, control characters, lone surrogates and noncharacters; and what turns the direction of
all text after it, so that readers see another text than editors and programs do."""
MOJIBAKE = re.compile(r"[\x80-\x9f\ufffd\ue000-\uf8ff]")
"""What a text holds that was read in another encoding than it was written in."""
_BIG5 = "Big5"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """Bytes to text with ``\\n`` ends and no BOM; a file in another encoding is named, with how to convert it."""
    place = Place(path, 1, 1)
    if len(data) > LARGEST:
        return None, [too_large(path, len(data))]
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        return None, [problem(place, "empty-file")]
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        return None, [_encoding(path, error.object[: error.start].decode(), data)]
    if "\0" in text:
        return None, [_encoding(path, text.partition("\0")[0], data)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(text):
        before = text[: control.start()]
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [problem(place, "control-character", found=f"U+{ord(control[0]):04X}")]
    return text, []


def take(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file of the archive, as `decode` gives it; one that is too large is not read. Raises `OSError`."""
    size = (root / path).stat().st_size
    return (None, [too_large(path, size)]) if size > LARGEST else decode(path, (root / path).read_bytes())


def too_large(path: str, size: int) -> Problem:
    """A file of more bytes than any text has; it need not be read to know that."""
    return problem(Place(path, 1, 1), "file-too-large", size=size, limit=LARGEST)


def _encoding(path: str, before: str, data: bytes) -> Problem:
    """``before`` is the text up to the first byte that is wrong."""
    guess = _guess(data)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    place = Place(path, 1, 1) if guess == "UTF-16" else Place(path, line, column)
    code = "unknown-encoding" if not guess else "other-encoding" if guess == _BIG5 else "encoding"
    return problem(place, code, guess=guess)


def _guess(data: bytes) -> str:
    if data[:2] in _UTF16 or b"\0" in data[:200]:
        return "UTF-16"
    for name, codec in (("GB18030", "gb18030"), (_BIG5, "cp950")):
        try:
            if not MOJIBAKE.search(data.decode(codec)):
                return name
        except UnicodeDecodeError:
            continue
    return ""
