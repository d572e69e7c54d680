"""The house drawn from the code: wings from the first to the doors, their rooms, and who imports whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import escape
from pathlib import Path

from tests.test_layering import PACKAGE
from tests.test_layering import WINGS as LAYERS

WINGS = tuple(name for name in LAYERS if (PACKAGE / name).is_dir())
_WIDE, _LEFT, _ROOM, _LINE, _GAP = 960, 130, 16, 22, 26
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#211d18}.n{font-weight:600;fill:#a3301f}"
    "rect{fill:none;stroke:#e3dccf}path{fill:none;stroke:#1f4e72;opacity:.55}"
    "@media(prefers-color-scheme:dark){text{fill:#ece6db}.n{fill:#f08a72}rect{stroke:#37322b}path{stroke:#8fbfe3}}"
)


def rooms() -> dict[str, list[str]]:
    """The rooms of each wing, and the doors."""
    found = {wing: sorted(f.stem for f in (PACKAGE / wing).glob("*.py") if f.stem != "__init__") for wing in WINGS}
    return found | {"doors": sorted(f.stem for f in PACKAGE.glob("*.py") if f.stem != "__init__")}


def arrows() -> dict[tuple[str, str], int]:
    """How many rooms of one wing import from another."""
    counted: dict[tuple[str, str], int] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        wing = _wing(".".join(file.relative_to(PACKAGE).with_suffix("").parts))
        for other in sorted({_wing(name) for name in _imports(file)} - {wing}):
            counted[wing, other] = counted.get((wing, other), 0) + 1
    return counted


def _wing(module: str) -> str:
    first = module.partition(".")[0]
    return first if first in WINGS else "doors"


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fangzhi."):
            yield (node.module or "").removeprefix("fangzhi.")


def drawing() -> str:
    """The drawing as SVG, legible on paper and in the dark; the wings from top to bottom, importers below."""
    boxes, top, parts = {}, 12, []
    for wing, names in rooms().items():
        lines = list(_wrapped(names))
        height = _LINE * len(lines) + 16
        boxes[wing] = (top, height)
        parts.append(f'<rect x="{_LEFT}" y="{top}" width="{_WIDE - _LEFT - 120}" height="{height}"/>')
        parts.append(f'<text class="n" x="12" y="{top + 22}">{wing}</text>')
        parts += [
            f'<text x="{_LEFT + 12}" y="{top + 22 + _LINE * n}">{escape(line)}</text>' for n, line in enumerate(lines)
        ]
        top += height + _GAP
    parts += _curves(boxes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {top}" role="img" aria-label="Wings and rooms">\n'
        f"<style>{_STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _wrapped(names: list[str], width: int = 88) -> Iterator[str]:
    line = ""
    for name in names:
        if line and len(line) + len(name) + 3 > width:
            yield line
            line = ""
        line = f"{line} · {name}" if line else name
    yield line


def _curves(boxes: dict[str, tuple[int, int]]) -> Iterator[str]:
    """Arcs on the right, from importer to imported, as thick as there are rooms that import."""
    right = _WIDE - 120
    for at, ((wing, other), count) in enumerate(sorted(arrows().items())):
        (top, _), (above, tall) = boxes[wing], boxes[other]
        start, end = top + 6 + at % 5 * 4, above + tall - 6 - at % 5 * 4
        bend = right + 18 + min(100, abs(start - end) // 6)
        yield f'<path d="M{right} {start}C{bend} {start} {bend} {end} {right} {end}" stroke-width="{1 + count // 4}"/>'
