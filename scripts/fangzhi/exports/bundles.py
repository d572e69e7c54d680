"""ZIP files joined from ZIP files, whose compressed members are copied as they are (APPNOTE.TXT 6.3, 4.3.6)."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP file can say
_END = struct.Struct("<4s4H2LH")  # end of central directory
_ENTRY, _OFFSET = (
    struct.Struct("<28x3H8xL"),
    42,
)  # of the directory: lengths of its name, extra and comment; where it lies
_FIXED = 46  # bytes of an entry before its name
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_MANY, _FAR = 0xFFFF, 0xFFFFFFFF  # what stands in the short record where only the long one can say it


def bundle(texts: Mapping[str, str]) -> bytes:
    """A ZIP file of some texts by their names; the time of each is the format's first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in texts.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            member.create_system = 3
            made.writestr(member, text)
    return out.getvalue()


def join(file: Path, bundles: Iterable[bytes]) -> None:
    """Write one ZIP file with the members of several, up to 4 GiB of them."""
    directory = bytearray()
    count = 0
    with file.open("wb") as out:
        for data in bundles:
            _, _, _, _, members, _, start, _ = _END.unpack(data[-_END.size :])
            for at, length in _entries(data, start, members):
                entry = bytearray(data[at : at + length])
                entry[_OFFSET : _OFFSET + 4] = struct.pack(
                    "<L", struct.unpack_from("<L", entry, _OFFSET)[0] + out.tell()
                )
                directory += entry
            count += members
            out.write(memoryview(data)[:start])
        _end(out, directory, count)


def _entries(data: bytes, start: int, members: int) -> Iterator[tuple[int, int]]:
    """Where each entry of a directory begins, and its length."""
    for _ in range(members):
        name, extra, comment, _ = _ENTRY.unpack_from(data, start)
        length = _FIXED + name + extra + comment
        yield start, length
        start += length


def _end(out: BinaryIO, directory: bytearray, count: int) -> None:
    start, size = out.tell(), len(directory)
    out.write(directory)
    if count >= _MANY:
        out.write(_END_64.pack(b"PK\6\6", _END_64.size - 12, 45, 45, 0, 0, count, count, size, start))
        out.write(_LOCATOR_64.pack(b"PK\6\7", 0, start + size, 1))
    short = min(count, _MANY)
    out.write(_END.pack(b"PK\5\6", 0, 0, short, short, min(size, _FAR), min(start, _FAR), 0))
