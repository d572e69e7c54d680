"""The figures of builds as a table: kept under ``.cache/bench`` from run to run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.bench.measuring import Usage, middle

_KEPT = Path(".cache/bench/builds.json")

Figures = dict[
    str, dict[str, dict[str, list[float]]]
]  # number of articles, program, case: wall, cpu, memory, number of rounds


def keep(count: int, series: Mapping[tuple[str, str], Sequence[Usage]]) -> None:
    """Put the medians of one number of articles with those of earlier runs."""
    programs: dict[str, dict[str, list[float]]] = {}
    for (program, case), usages in series.items():
        one = middle(usages)
        programs.setdefault(program, {})[case] = [one.wall, one.cpu, one.memory, len(usages)]
    _KEPT.write_text(json.dumps(figures() | {str(count): programs}, indent=1), "utf-8")


def figures() -> Figures:
    """All that was measured here."""
    return dict(json.loads(_KEPT.read_text("utf-8"))) if _KEPT.exists() else {}


def table(counts: Sequence[int] = ()) -> str:
    """A Markdown table of wall seconds, processor seconds and memory, for some numbers of articles or all."""
    known = {int(count): programs for count, programs in figures().items()}
    chosen = [count for count in sorted(known) if not counts or count in counts]
    rows = list(dict.fromkeys((p, case) for count in chosen for p, cases in known[count].items() for case in cases))
    head = ["", *(f"{count:,} articles" for count in chosen)]
    lines = [row(head), row(["---", *("---:" for _ in chosen)])]
    for program, case in sorted(rows, key=_place):
        cells = [_cell(known[count].get(program, {}).get(case)) for count in chosen]
        lines.append(row([f"{case}: {program}", *cells]))
    return "\n".join(lines)


def _place(line: tuple[str, str]) -> tuple[int, str]:
    program, case = line
    return _ORDER.index(case), program


_ORDER = ("full", "one edited", "another edited", "one added", "unchanged")


def _cell(found: Sequence[float] | None) -> str:
    if not found:
        return "–"
    wall, cpu, memory = found[:3]
    room = f", {memory / 2**20:,.0f} MiB" if memory else ""
    return f"{_seconds(wall)} s, {_seconds(cpu)} s CPU{room}"


def _seconds(number: float) -> str:
    return f"{number:.2f}" if number < 1 else f"{number:.1f}" if number < 100 else f"{number:.0f}"


def row(cells: Iterable[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"
