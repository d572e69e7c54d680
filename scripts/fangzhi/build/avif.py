"""AVIF pictures without Exif and XMP: their items are overwritten where they lie, so that no offset changes.

AVIF is the ISO base media file format (ISO/IEC 14496-12) with items (23008-12): ``iinf`` says what each item is, ``iloc``
where its bytes lie. Orientation is a property of the picture there, and Exif's is not looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_EMPTY = {  # what stands for nothing: a TIFF header with an empty directory, and white space
    b"Exif": b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0",
    b"mime": b"",
}
_FILL = {b"Exif": b"\0", b"mime": b" "}
_IN_FILE, _IN_IDAT = 0, 1
_LONG_IDS = {"iinf": 3, "iloc": 2}  # the versions from which item numbers have four bytes


def scrub(data: bytes) -> bytes:
    """The same picture with empty metadata. One whose boxes make no sense comes back as it is: no browser shows it."""
    clean = bytearray(data)
    try:
        for start, length, kind in _metadata(data):
            empty = _EMPTY[kind][:length]
            clean[start : start + length] = empty + _FILL[kind] * (length - len(empty))
    except (struct.error, IndexError):
        return data
    return bytes(clean)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start of contents and end of each box in a stretch."""
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        stop = at + size if size else end
        if stop <= at or stop > end:
            return
        yield name, at + head, stop
        at = stop


def _metadata(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Start and length of each stretch of bytes that holds Exif or XMP, with the kind of item."""
    for name, start, end in _boxes(data, 0, len(data)):
        if name == b"meta":
            inner = {box: (a, b) for box, a, b in _boxes(data, start + 4, end)}
            if b"iinf" in inner and b"iloc" in inner:
                kinds = dict(_kinds(data, *inner[b"iinf"]))
                idat = inner.get(b"idat", (0, 0))[0]
                for item, at, length in _places(data, inner[b"iloc"][0], idat):
                    if kinds.get(item) in _EMPTY and at + length <= len(data):
                        yield at, length, kinds[item]


def _kinds(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """From ``iinf``: the kind of each item."""
    after = at + (8 if data[at] else 6)
    for name, start, _ in _boxes(data, after, end):
        if name == b"infe" and data[start] >= 2:  # noqa: PLR2004 - older ones name no kind
            number, size = (">I", 4) if data[start] >= _LONG_IDS["iinf"] else (">H", 2)
            yield struct.unpack_from(number, data, start + 4)[0], data[start + 6 + size : start + 10 + size]


def _places(data: bytes, at: int, idat: int) -> Iterator[tuple[int, int, int]]:
    """From ``iloc``: number, start and length of each stretch of each item; ``idat`` is where that box's bytes start."""
    version = data[at]
    sizes = (data[at + 4] >> 4, data[at + 4] & 15, data[at + 5] >> 4, data[at + 5] & 15 if version else 0)
    reader = _Reader(data, at + 6)
    wide = 4 if version >= _LONG_IDS["iloc"] else 2
    for _ in range(reader.number(wide)):
        item = reader.number(wide)
        method = reader.number(2) & 15 if version else _IN_FILE
        reader.number(2)
        base = reader.number(sizes[2]) + (idat if method == _IN_IDAT else 0)
        for _ in range(reader.number(2)):
            reader.number(sizes[3])
            offset, length = reader.number(sizes[0]), reader.number(sizes[1])
            if method in (_IN_FILE, _IN_IDAT):
                yield item, base + offset, length


class _Reader:
    """Numbers of some bytes each, one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def number(self, size: int) -> int:
        """The next number, big end first."""
        self.at += size
        if self.at > len(self.data):
            raise IndexError(self.at)
        return int.from_bytes(self.data[self.at - size : self.at], "big")
