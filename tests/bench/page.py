"""The page of benchmarks: ``python -m tests.bench.page`` writes ``docs/dev/benchmarks.md`` and its plot.

Both are made from what was measured on this machine and the ratios that are kept.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path

from tests.bench.environment import WANTED
from tests.bench.plot import Panel, drawn
from tests.bench.ratios import KEPT
from tests.bench.report import figures, row, table

_DOCS = Path(__file__).resolve().parents[2] / "docs/dev"
_TEXT = """\
---
title: Benchmarks
lang: en
---

What it costs to build sites of generated articles, about 1,250 characters each. `make bench` measures the small sizes,
`make bench-full` all of them, and `python -m tests.bench.page` writes this page. Here: {machine}.

- **fangzhi** makes everything: three variants, their conversion, search, feeds, exports, checks. **fangzhi, pages of two
  variants** makes what the others make. **Hugo** ({hugo}) makes two variants, with taxonomies, list pages, feeds and
  templates of like weight (`tests/bench/hugo`), from Traditional text that was converted beforehand.
- CPU is user and system time of all processes; memory is the peak of all of them together, shared pages counted once.
  Figures are medians over rounds in which each program ran straight after the other; {rounds}.
- **Wall times come from a machine that had other work to do, and wander by half and more. CPU time is what to compare.**
- An edit changes the text of one article; what was added is one article. Hugo then builds all of it again, as does MkDocs.
  The first edit after a full build also links the second tree in which sites are made from then on; another does not.

![Processor seconds of a full build and of a build after one edit, by number of articles](benchmarks.svg)

{table}

## Ours by others'

For each figure the median over rounds of ours divided by the other program's in the same round: less is better. These
are kept in `tests/bench/ratios.json`; `make bench` fails where one of CPU time is worse by a quarter, twice.

{ratios}
"""
_FIGURES = ("wall", "cpu", "memory")
_PLOTTED = ("fangzhi", "Hugo", "Hugo + Pagefind", "MkDocs + Material + static-i18n", "fangzhi, pages of two variants")


def machine() -> str:
    """What was measured on, without its name."""
    python = platform.python_version()
    return f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}, Python {python}"


def ratio_table(kept: Mapping[str, float]) -> str:
    """A Markdown table of ratios: a row for what is compared and how many articles, a column for each figure."""
    rows: dict[str, dict[str, float]] = {}
    for name, value in kept.items():
        what, _, figure = name.rpartition(": ")
        rows.setdefault(what, {})[figure] = value
    lines = [row(["", *_FIGURES]), row(["---", *("---:" for _ in _FIGURES)])]
    for what, found in sorted(rows.items(), key=_by_number):
        lines.append(row([what, *(f"{found[figure]:.2f}" if figure in found else "–" for figure in _FIGURES)]))
    return "\n".join(lines)


def _by_number(entry: tuple[str, object]) -> tuple[int, str]:
    return int(entry[0].split()[0]), entry[0]


def plot() -> str:
    """The plot of processor time."""
    known = sorted((int(count), programs) for count, programs in figures().items())
    panels = []
    for title, case in (("Full build, s of CPU", "full"), ("After one edit, s of CPU", "one edited")):
        lines: dict[str, list[tuple[float, float]]] = {}
        for count, programs in known:
            for program in (p for p in _PLOTTED if case in programs.get(p, {})):
                lines.setdefault(program, []).append((count, programs[program][case][1]))
        panels.append(Panel(title, lines))
    return drawn(panels, "articles", "Processor seconds of builds by number of articles; the table has the numbers")


def _rounds() -> str:
    most = {count: max(int(case["full"][3]) for case in programs.values()) for count, programs in figures().items()}
    return "rounds here: " + ", ".join(f"{n} of {int(c):,} articles" for c, n in sorted(most.items(), key=_by_number))


def main() -> None:
    """Write both."""
    hugo = next(name.partition("==")[2] for name in WANTED if name.startswith("hugo=="))
    ratios = ratio_table(json.loads(KEPT.read_text("utf-8")))
    text = _TEXT.format(machine=machine(), hugo=hugo, table=table(), ratios=ratios, rounds=_rounds())
    (_DOCS / "benchmarks.md").write_text(text, "utf-8", newline="\n")
    (_DOCS / "benchmarks.svg").write_text(plot(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
