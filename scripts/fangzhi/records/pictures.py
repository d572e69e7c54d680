"""A picture's file: how large it is, and what its camera wrote into it. Only headers are read, never pixels.

Widths and heights are what a browser shows: a picture that lies on its side by its Exif orientation counts as turned.
Pillow is imported where a picture is read: an editor who checks a file without pictures need not wait for it.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")  # what browsers show, beside SVG
SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".heif", ".tif", ".tiff", ".bmp"}
)

_SVG = re.compile(rb"<svg(?=[\s/>])[^>]*>")
_NUMBER = r"\s*([\d.]+)(?:px)?\s*"
_SVG_HEAD = 1 << 16
_SIDEWAYS = 5  # orientations from here on swap width and height (Exif 2.32, tag 274)
_SERIALS = (0xA431, 0xA435, 0xC62F)  # of the body, of the lens, and of the camera (DNG)
_NAMES = (0x013B, 0xA430, 0x9C9D)  # the artist, the camera's owner, and the author as Windows writes it
_XMP = {"image-location": b"GPSLatitude", "image-serial": b"SerialNumber", "image-name": b"OwnerName"}


class NotAPictureError(Exception):
    """The file is in no format that browsers show, is damaged, or has more pixels than a phone can hold."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside an article: ``path`` from the root, width and height in pixels (0: not known), size in bytes.

    ``orientation`` is Exif's, 1 to 8; ``traces`` are the codes of the problems that say what its camera left in it.
    """

    path: str
    width: int
    height: int
    size: int
    orientation: int = 1
    traces: tuple[str, ...] = ()


def read_picture(root: Path, path: str) -> Picture:
    """Read a picture's header. Raises `NotAPictureError`."""
    file = root / path
    size = file.stat().st_size
    if file.suffix.lower() == ".svg":
        return Picture(path, *_svg_size(file), size)
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _read(file, path, size)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPictureError(str(error)) from error


def _read(file: Path, path: str, size: int) -> Picture:
    from PIL import ExifTags, Image

    with Image.open(file, formats=FORMATS) as image:
        width, height = image.size
        if not {"exif", "xmp"} & set(image.info):
            return Picture(path, width, height, size)
        exif = _exif(image)
        orientation = exif.get(ExifTags.Base.Orientation, 1)
        turned = orientation if orientation in range(1, 9) and image.format != "AVIF" else 1
        traces = tuple(sorted(set(_traces(exif, image.info.get("xmp", b"")))))
    if turned >= _SIDEWAYS:
        width, height = height, width
    return Picture(path, width, height, size, turned, traces)


def _exif(image: Image.Image) -> dict[int, Any]:
    """Every tag of the main directory and of those below it; none where they are damaged. AVIF holds it unparsed."""
    from PIL import ExifTags, Image

    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif", b""))
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        location = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, struct.error):
        return {}
    return {**exif, **inner, ExifTags.IFD.GPSInfo: location}


def _traces(exif: dict[int, Any], xmp: bytes) -> Iterator[str]:
    """The codes of what can tell where a picture was taken, with which camera, and whose it is."""
    from PIL import ExifTags

    found = {"image-location": (ExifTags.IFD.GPSInfo,), "image-serial": _SERIALS, "image-name": _NAMES}
    for code, tags in found.items():
        if any(exif.get(tag) for tag in tags) or _XMP[code] in xmp:
            yield code


def _svg_size(file: Path) -> tuple[int, int]:
    """Width and height as the outermost element gives them, or as its view box does; 0 where neither does."""
    with file.open("rb") as stream:
        match = _SVG.search(stream.read(_SVG_HEAD))
    if not match:
        raise NotAPictureError("no <svg>")
    tag = match[0].decode("utf-8", "replace")
    sides = [re.search(rf"""\s{name}\s*=\s*["']{_NUMBER}["']""", tag) for name in ("width", "height")]
    numbers = [side[1] for side in sides if side]
    if len(numbers) < len(sides):
        box = re.search(r"""\sviewBox\s*=\s*["']([^"']*)["']""", tag)
        numbers = re.split(r"[\s,]+", box[1].strip())[2:4] if box else []
    try:
        width, height = (round(float(number)) for number in numbers)
    except ValueError:
        return 0, 0
    return width, height
