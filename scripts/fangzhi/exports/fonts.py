"""The Song faces of this machine: where they lie, and which of a collection's faces has the forms of a script.

One file often holds several faces that differ in the forms of characters alone (骨, 直, 角), so a face is chosen by its
family's name. A machine without any is no error: pictures are then drawn without words.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from fangzhi.records.langtag import LanguageTag

_FILES = (
    "*Serif*CJK*-Bold.*",
    "SourceHanSerif*-Bold.*",
    "Songti.ttc",
    "simsun.ttc",
    "mingliu.ttc",
    "*Sans*CJK*-Bold.*",
)
_FAMILIES = {
    LanguageTag.HANS: ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC"),
    LanguageTag.HANT: ("Noto Serif CJK TC", "Source Han Serif TC", "Songti TC", "PMingLiU", "Noto Sans CJK TC"),
    LanguageTag.HANT_HK: ("Noto Serif CJK HK", "Source Han Serif HC", "Noto Sans CJK HK"),
}
_NEXT_BEST = {
    LanguageTag.HANT_HK: LanguageTag.HANT,
    LanguageTag.HANT_TW: LanguageTag.HANT,
    LanguageTag.EN: LanguageTag.HANS,
}
_MOST_FACES = 12


@dataclass(frozen=True, slots=True)
class Face:
    """One face: its file, and its number there."""

    file: Path
    index: int

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The face in a size in pixels; set plainly, one character after the other, on every machine alike."""
        return ImageFont.truetype(str(self.file), size, self.index, layout_engine=ImageFont.Layout.BASIC)


def find(tag: LanguageTag) -> Face | None:
    """The face for a language tag, or none where this machine has no font for it."""
    known = _faces()
    found = next((known[name] for name in _FAMILIES.get(tag, ()) if name in known), None)
    return found or (find(_NEXT_BEST[tag]) if tag in _NEXT_BEST else None)


@lru_cache(maxsize=8)
def digest(face: Face | None) -> str:
    """The SHA-256 of a face's file with its number: another font gives another picture."""
    if face is None:
        return ""
    with face.file.open("rb") as stream:
        return f"{hashlib.file_digest(stream, 'sha256').hexdigest()} {face.index}"


@lru_cache(maxsize=1)
def _faces() -> dict[str, Face]:
    """One face of every family, the bold one where there is one."""
    found = sorted(_every(), key=lambda face: face[1] == "Bold")
    return {family: face for family, _, face in found}


def _every() -> Iterator[tuple[str, str, Face]]:
    """Family, style and place of every face in the files that are known."""
    for file in _files():
        for index in range(_MOST_FACES):
            try:
                family, style = ImageFont.truetype(str(file), 16, index).getname()
            except OSError:
                break
            yield family or "", style or "", Face(file, index)


def _files() -> Iterator[Path]:
    return (file for folder in _folders() for pattern in _FILES for file in sorted(folder.rglob(pattern)))


def _folders() -> list[Path]:
    """Where systems keep their fonts: Linux, macOS, Windows."""
    home = Path.home()
    named = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts")
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    found = [*map(Path, named), windows, home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts"]
    return [folder for folder in found if folder.is_dir()]
