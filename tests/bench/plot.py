"""Lines over logarithmic axes as an SVG: readable in light and in dark, and, by dashes, marks and labels, without colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

Line = Sequence[tuple[float, float]]

_WIDE, _HIGH, _LEFT, _NAMES, _TOP, _BOTTOM = 540, 280, 46, 190, 34, 46
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #211d18 } .title { font-weight: 600 }
.name { paint-order: stroke; stroke: #fbf9f4; stroke-width: 5px } .soft { fill: #5e564b }
.grid { stroke: #e3dccf } .line { fill: none; stroke-width: 2 } .mark { stroke: none }
.c0 { stroke: #a3301f; fill: #a3301f } .c1 { stroke: #1f4e72; fill: #1f4e72 } .c2 { stroke: #5b6b2f; fill: #5b6b2f }
.c3 { stroke: #7a4a86; fill: #7a4a86 } .c4 { stroke: #6b5d4d; fill: #6b5d4d } .paper { fill: #fbf9f4 }
@media (prefers-color-scheme: dark) {
  text { fill: #ece6db } .name { stroke: #161412 } .soft { fill: #ada497 } .grid { stroke: #37322b } .paper { fill: #161412 }
  .c0 { stroke: #f08a72; fill: #f08a72 } .c1 { stroke: #8fbfe3; fill: #8fbfe3 } .c2 { stroke: #b5c98a; fill: #b5c98a }
  .c3 { stroke: #cfa5da; fill: #cfa5da } .c4 { stroke: #c4b6a4; fill: #c4b6a4 }
}
.line { fill: none }
"""
_DASHES = ("none", "7 3", "2 3", "9 3 2 3", "4 4")
_MARKS = ("M-4 -4h8v8h-8z", "M0 -5l5 9h-10z", "M0 -5l5 5-5 5-5-5z", "M-5 -4h10l-5 9z", "M-2 -5h4v10h-4z")


@dataclass(frozen=True)
class Panel:
    """One diagram: its title, and a line of (x, y) for each name. All numbers are above 0."""

    title: str
    lines: Mapping[str, Line]


def drawn(panels: Sequence[Panel], across: str, description: str) -> str:
    """The panels one below the other; ``across`` names the horizontal axis, ``description`` says all of it to those who hear it."""
    names = list(dict.fromkeys(name for panel in panels for name in panel.lines))
    width, high = _LEFT + _WIDE, _TOP + _HIGH + _BOTTOM
    height = len(panels) * high
    body = "\n".join(
        f'<g transform="translate(0 {n * high})">\n{"".join(_panel(panel, names, across))}</g>'
        for n, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
        f"<title>{escape(description)}</title>\n<style>{_STYLE}</style>\n"
        f'<rect class="paper" width="{width}" height="{height}"/>\n{body}\n</svg>\n'
    )


class _Scale:
    """Numbers to places on a logarithmic axis that ends at powers of ten."""

    def __init__(self, numbers: Sequence[float], start: float, end: float) -> None:
        self.low, self.high = floor(log10(min(numbers))), max(ceil(log10(max(numbers))), floor(log10(min(numbers))) + 1)
        self._start, self._end = start, end

    def __call__(self, number: float) -> float:
        return self._start + (log10(number) - self.low) / (self.high - self.low) * (self._end - self._start)

    def ticks(self) -> list[float]:
        """The powers of ten."""
        return [10.0**n for n in range(self.low, self.high + 1)]


def _panel(panel: Panel, names: Sequence[str], across: str) -> Iterator[str]:
    points = [point for line in panel.lines.values() for point in line]
    right = _LEFT + _WIDE - _NAMES
    x = _Scale([p[0] for p in points], _LEFT, right)
    y = _Scale([p[1] for p in points], _TOP + _HIGH, _TOP)
    yield f'<text class="title" x="{_LEFT}" y="18">{escape(panel.title)}</text>\n'
    for tick in y.ticks():
        yield f'<path class="grid" d="M{_LEFT} {y(tick):.1f}H{right}"/>'
        yield f'<text class="soft" x="{_LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:,g}</text>\n'
    for tick in x.ticks():
        yield f'<path class="grid" d="M{x(tick):.1f} {_TOP}V{_TOP + _HIGH}"/>'
        yield f'<text class="soft" x="{x(tick):.1f}" y="{_TOP + _HIGH + 18}" text-anchor="middle">{tick:,.0f}</text>\n'
    yield f'<text class="soft" x="{(_LEFT + right) / 2}" y="{_TOP + _HIGH + 36}" text-anchor="middle">{escape(across)}</text>\n'
    heights = _apart({name: y(line[-1][1]) for name, line in panel.lines.items() if line})
    for name, line in panel.lines.items():
        look = names.index(name) % len(_MARKS)
        path = "L".join(f"{x(a):.1f} {y(b):.1f}" for a, b in line)
        yield f'<path class="line c{look}" stroke-dasharray="{_DASHES[look]}" d="M{path}"/>'
        for a, b in line:
            yield f'<path class="mark c{look}" transform="translate({x(a):.1f} {y(b):.1f})" d="{_MARKS[look]}"/>'
        yield _label(name, x(line[-1][0]), heights[name], early=line[-1][0] < max(a for a, _ in points))


def _label(name: str, x: float, y: float, *, early: bool) -> str:
    """Beside the end of its line; above it where other lines go on."""
    place = f'x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle"' if early else f'x="{x + 10:.1f}" y="{y + 4:.1f}"'
    return f'<text class="name" {place}>{escape(name)}</text>\n'


def _apart(heights: Mapping[str, float], least: float = 15) -> dict[str, float]:
    """Heights of labels, moved so that none stands on another."""
    placed: dict[str, float] = {}
    for name, height in sorted(heights.items(), key=lambda entry: -entry[1]):
        placed[name] = min([height, *(other - least for other in placed.values())])
    return placed
