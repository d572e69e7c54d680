"""How long sites take to build, ours and others': ``python -m tests.bench.building 500 1000``.

Every round runs each program once, one straight after another, so that what else the machine does meets all of them;
figures are medians over the rounds, ratios medians of each round's ratio.
"""

from __future__ import annotations

import argparse
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from tests.bench import ratios, report
from tests.bench.generators import Bare, Fangzhi, Generator, Hugo, HugoAndPagefind, MkDocs
from tests.bench.measuring import Usage, measure, ratio, writing

FOLDER = Path(".cache/bench/builds")
OURS, BARE, HUGO, PAGEFIND, MKDOCS = Fangzhi(), Bare(), Hugo(), HugoAndPagefind(), MkDocs()
FLOOR = "the same bytes written, and nothing else"
FULL, UNCHANGED, EDITED, ADDED, AGAIN = "full", "unchanged", "one edited", "one added", "another edited"
_ALONE = 20_000  # above this number ours runs without the others

Series = dict[tuple[str, str], list[Usage]]  # by program and case


@dataclass
class Measured:
    """The figures of one number of articles."""

    count: int
    series: Series = field(default_factory=lambda: defaultdict(list))

    def note(self, program: Generator, case: str, folder: Path) -> None:
        """Run a program, and keep what it cost."""
        usage = measure(program.command(folder), folder)
        self.series[program.name, case].append(usage)
        print(f"{self.count:>6} {program.name}, {case}: {usage.wall:.1f} s, {usage.cpu:.1f} s of CPU", flush=True)

    def compared(self) -> Iterator[tuple[str, float]]:
        """Every ratio by its name: ours by another's, in each figure."""
        for case, ours, theirs, other in _COMPARED:
            pair = self.series.get((ours, case), []), self.series.get((theirs, other), [])
            rounds = min(map(len, pair))
            for figure in ("wall", "cpu", "memory") if rounds else ():
                found = ratio(pair[0][:rounds], pair[1][:rounds], attrgetter(figure))
                yield f"{self.count} articles: {ours}, {case} / {theirs}, {other}: {figure}", found


_COMPARED = (
    (FULL, OURS.name, HUGO.name, FULL),
    (FULL, OURS.name, PAGEFIND.name, FULL),
    (FULL, BARE.name, HUGO.name, FULL),
    (UNCHANGED, OURS.name, HUGO.name, EDITED),
    (EDITED, OURS.name, HUGO.name, EDITED),
    (ADDED, OURS.name, HUGO.name, ADDED),
    (AGAIN, OURS.name, HUGO.name, EDITED),
)


def measured(count: int, rounds: int, slow: int) -> Measured:
    """Build sites of so many articles, again and again; above ``slow`` articles without MkDocs."""
    found = Measured(count)
    programs: list[Generator] = [OURS] if count > _ALONE else [OURS, BARE, HUGO, PAGEFIND]
    if count <= slow:
        programs.append(MKDOCS)
    folders = {program.name: FOLDER / f"{count}-{type(program).__name__.lower()}" for program in programs}
    for program in programs:
        program.write(folders[program.name], count)
    for number in range(rounds):
        for program in programs:
            if program is not MKDOCS or number == 0:  # it takes so much longer that once is enough
                program.forget(folders[program.name])
                found.note(program, FULL, folders[program.name])
        found.note(OURS, UNCHANGED, folders[OURS.name])
        for case in (EDITED, ADDED):
            for program in [p for p in programs if p in (OURS, HUGO)]:
                _change(program, case, folders[program.name], count + number)
                found.note(program, case, folders[program.name])
        _change(OURS, EDITED, folders[OURS.name], -number)
        found.note(OURS, AGAIN, folders[OURS.name])
    found.series[FLOOR, FULL].append(_floor(folders[OURS.name] / "site", FOLDER / "floor"))
    report.keep(count, found.series)
    for folder in folders.values():
        shutil.rmtree(folder)
    return found


def _change(program: Generator, case: str, folder: Path, number: int) -> None:
    (program.edit if case == EDITED else program.add)(folder, number)


def _floor(site: Path, folder: Path) -> Usage:
    files = [(folder / f.relative_to(site), f.read_bytes()) for f in sorted(site.rglob("*")) if f.is_file()]
    usage = writing(files)
    shutil.rmtree(folder)
    return usage


def growth(all_of_it: Sequence[Measured]) -> Iterator[tuple[str, float]]:
    """How much more an article costs among many than among few: 1 is a straight line."""
    first = all_of_it[0]
    for later in all_of_it[1:]:
        small, large = (min(u.cpu for u in m.series[OURS.name, FULL]) for m in (first, later))
        grown = large / small / (later.count / first.count)
        yield f"{later.count} by {first.count} articles: {OURS.name}, full, an article: cpu", grown


def main(counts: Sequence[int], rounds: int, slow: int = 1000) -> None:
    """Measure, print, keep what was found; fails where a ratio is a quarter worse than the kept one, twice."""
    worse: dict[str, float] = {}
    for _ in range(2):
        all_of_it = [measured(count, rounds, slow) for count in counts]
        found = {name: value for one in all_of_it for name, value in one.compared()} | dict(growth(all_of_it))
        worse = ratios.worse(found)
        if not worse:
            break
    ratios.note(found)
    print(report.table(counts))
    if worse:
        raise SystemExit(ratios.complaint(worse))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[500, 1000], help="numbers of articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow", type=int, default=1000, help="the most articles that MkDocs is given")
    asked = parser.parse_args()
    main(asked.counts, asked.rounds, asked.slow)
