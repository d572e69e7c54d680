"""Pictures without what cameras and programs wrote into them: place, serial numbers, names, thumbnails, edits.

Nothing is decoded or compressed anew: the parts of a file that hold pixels, colours and animation are copied, and all
others are left out, known or not. A picture that lies on its side keeps its orientation, as the one tag of a fresh
Exif block. What cannot be walked to its end is cut where the walk ends. Formats: JPEG (ITU-T T.81), PNG (W3C, third
edition), WebP (RFC 9649), GIF89a, AVIF (see `avif`), SVG (see `_svg`).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator

from fangzhi.build.avif import scrub

_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")  # in compressed data: FF00 is a byte, FFD0 to D7 restart
_EOI, _SOS, _APP0, _APP2, _APP14, _APP15, _COM = 0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_JFIF, _ICC, _ADOBE = b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_LENGTH = 14  # without its thumbnail
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD cICP mDCV cLLI acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
_WEBP_FLAGS, _WEBP_EXIF = 0b00110010, 0b00001000  # of VP8X: profile, alpha and animation; and Exif
_GIF_IMAGE, _GIF_EXTENSION, _GIF_APPLICATION = 0x2C, 0x21, 0xFF
_GIF_SHOWN = (0xF9, 0x01)  # how the next picture is shown, and text
_GIF_KEPT = frozenset([b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"])


def clean(data: bytes, orientation: int = 1) -> bytes:
    """A picture's bytes without its metadata; bytes that are no picture of a known kind as they are.

    ``orientation`` is Exif's: it is kept, since without it the picture would be turned.
    """
    exif = _exif(orientation) if orientation != 1 else b""
    kind = next((walk for start, walk in _WALKS if start.match(data)), None)
    return kind(data, exif) if kind else data


def _exif(orientation: int) -> bytes:
    """A TIFF header with a directory of one tag, the orientation."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _jpeg(data: bytes, exif: bytes) -> bytes:
    kept = b"".join(_jpeg_segments(data))
    oriented = b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif if exif else b""
    return b"\xff\xd8" + oriented + kept + b"\xff\xd9"


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments that are kept, each scan with its data; other pictures behind the end are not looked at."""
    at = 2
    while match := _MARKER.match(data, at) or _MARKER.search(data, at):
        kind, at = match[1][0], match.start()
        if kind == _EOI or at + 4 > len(data):
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _SOS:
            after = _MARKER.search(data, end)
            end = after.start() if after else len(data)
        yield _jpeg_kept(kind, data[at:end])
        at = end


def _jpeg_kept(kind: int, segment: bytes) -> bytes:
    """A segment as it stays: tables and scans whole, and what says how colours are meant."""
    payload = segment[4:]
    if kind == _APP0 and payload.startswith(_JFIF):
        head = payload[: _JFIF_LENGTH - 2] + b"\0\0"
        return b"\xff\xe0" + struct.pack(">H", _JFIF_LENGTH + 2) + head
    if (kind == _APP2 and payload.startswith(_ICC)) or (kind == _APP14 and payload.startswith(_ADOBE)):
        return segment
    return b"" if _APP0 <= kind <= _APP15 or kind == _COM else segment


def _png(data: bytes, exif: bytes) -> bytes:
    chunks = [chunk for chunk in _png_chunks(data) if chunk[4:8] in _PNG_KEPT]
    if exif:
        sealed = struct.pack(">I", zlib.crc32(b"eXIf" + exif))
        chunks.insert(1, struct.pack(">I", len(exif)) + b"eXIf" + exif + sealed)
    return _PNG + b"".join(chunks)


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks up to the end of the picture."""
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield data[at:end]
        at = end if data[at + 4 : at + 8] != b"IEND" else len(data)


def _webp(data: bytes, exif: bytes) -> bytes:
    chunks = [_webp_kept(chunk, exif) for chunk in _webp_chunks(data) if chunk[:4] in _WEBP_KEPT]
    if exif and chunks and chunks[0].startswith(b"VP8X"):
        chunks.append(b"EXIF" + struct.pack("<I", len(exif)) + exif)
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks within the length that the file names, each with its padding."""
    at, whole = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= whole:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 8 + size + size % 2]
        at += 8 + size + size % 2


def _webp_kept(chunk: bytes, exif: bytes) -> bytes:
    if not chunk.startswith(b"VP8X"):
        return chunk
    return chunk[:8] + bytes([chunk[8] & _WEBP_FLAGS | (_WEBP_EXIF if exif else 0)]) + chunk[9:]


def _gif(data: bytes, _exif: bytes) -> bytes:
    end = 13 + _gif_colours(data[10])
    return data[:end] + b"".join(_gif_blocks(data, end)) + b";"


def _gif_colours(flags: int) -> int:
    """The bytes of a colour table."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> Iterator[bytes]:
    """The blocks that are kept: pictures, their controls, loops and profiles; no comments and no XMP."""
    while at + 2 < len(data) and data[at] in (_GIF_IMAGE, _GIF_EXTENSION):
        image = data[at] == _GIF_IMAGE
        body = at + (11 + _gif_colours(data[at + 9]) if image and at + 10 < len(data) else 2)
        end = _gif_end(data, body)
        label = data[at + 1]
        if image or label in _GIF_SHOWN or (label == _GIF_APPLICATION and data[at + 3 : at + 14] in _GIF_KEPT):
            yield data[at:end]
        at = end


def _gif_end(data: bytes, at: int) -> int:
    """Where a chain of sub-blocks ends."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


_SVG = re.compile(
    rb"<!--.*?-->|<(?P<space>[\w-]+:)?metadata\b(?:[^>]*/>|.*?</(?P=space)metadata\s*>)|<metadata\b(?:[^>]*/>|.*?</metadata\s*>)"
    rb"|<!\[CDATA\[.*?\]\]>|(?P<tag><[A-Za-z_](?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>)",
    re.DOTALL,
)
_FOREIGN = re.compile(rb"\s+(?!xml:|xlink:|xmlns[:=])[\w-]+:[\w.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def _svg(data: bytes, _exif: bytes) -> bytes:
    """A drawing without comments, metadata and what drawing programs note in names of their own, such as whose folder it
    was saved in. What may stand in it at all was seen to before, so it is well-formed."""
    return _SVG.sub(_svg_kept, data)


def _svg_kept(part: re.Match[bytes]) -> bytes:
    if part["tag"]:
        return _FOREIGN.sub(b"", part[0])
    return part[0] if part[0].startswith(b"<![CDATA[") else b""


_WALKS: tuple[tuple[re.Pattern[bytes], Callable[[bytes, bytes], bytes]], ...] = (
    (re.compile(rb"\xff\xd8\xff"), _jpeg),
    (re.compile(re.escape(_PNG)), _png),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), _webp),
    (re.compile(rb"GIF8[79]a.{7}", re.DOTALL), _gif),
    (re.compile(rb"....ftyp", re.DOTALL), lambda data, _: scrub(data)),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|svg|[\w-]+:svg)"), _svg),
)
