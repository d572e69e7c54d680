"""The figures of builds as a table: kept under ``.cache/bench`` from run to run, and written into the documentation.

``python -m tests.bench.report`` writes ``docs/dev/benchmarks.md`` and its plot from all that was measured here.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.bench.measuring import Usage, middle

_KEPT = Path(".cache/bench/builds.json")

Figures = dict[str, dict[str, dict[str, list[float]]]]  # number of articles, program, case: wall, cpu, memory


def keep(found: Iterable[tuple[int, Mapping[tuple[str, str], Sequence[Usage]]]]) -> None:
    """Put medians with those of earlier runs."""
    figures = _figures()
    for count, series in found:
        programs: dict[str, dict[str, list[float]]] = {}
        for (program, case), usages in series.items():
            one = middle(usages)
            programs.setdefault(program, {})[case] = [one.wall, one.cpu, one.memory]
        figures[str(count)] = programs
    _KEPT.write_text(json.dumps(figures, indent=1), "utf-8")


def _figures() -> Figures:
    return dict(json.loads(_KEPT.read_text("utf-8"))) if _KEPT.exists() else {}


def table(counts: Sequence[int] = ()) -> str:
    """A Markdown table of wall seconds, processor seconds and memory, for some numbers of articles or all."""
    figures = {int(count): programs for count, programs in _figures().items()}
    chosen = [count for count in sorted(figures) if not counts or count in counts]
    rows = list(dict.fromkeys((p, case) for count in chosen for p, cases in figures[count].items() for case in cases))
    head = ["", *(f"{count:,} articles" for count in chosen)]
    lines = [_row(head), _row(["---", *("---:" for _ in chosen)])]
    for program, case in sorted(rows, key=lambda row: (_ORDER.index(row[1]) if row[1] in _ORDER else 9, row[0])):
        cells = [_cell(figures[count].get(program, {}).get(case)) for count in chosen]
        lines.append(_row([f"{case}: {program}", *cells]))
    return "\n".join(lines)


_ORDER = ("full", "one edited", "one added", "unchanged")


def _cell(found: Sequence[float] | None) -> str:
    if not found:
        return "–"
    wall, cpu, memory = found
    room = f", {memory / 2**20:,.0f} MiB" if memory else ""
    return f"{_seconds(wall)} s, {_seconds(cpu)} s CPU{room}"


def _seconds(number: float) -> str:
    return f"{number:.2f}" if number < 1 else f"{number:.1f}" if number < 100 else f"{number:.0f}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """What was measured on, without its name."""
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"
    )
