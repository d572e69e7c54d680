"""How well personal data is found: ``python -m tests.bench.privacy`` prints recall and precision for each kind.

``privacy.tsv`` holds sentences of our own, half of them traps without personal data. What is to be found is marked
⟦kind:text⟧. All persons and numbers are made up: identity numbers of divisions or days that are not, telephone numbers
nobody has. The half ``tune`` is what the rules were written by; the half ``test`` was left alone, and most of it is older than they.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from fangzhi.desk.privacy import traces
from fangzhi.desk.traces import Trace

FILE = Path(__file__).with_suffix(".tsv")
FLOOR = 0.95
"""Of recall and of precision, in each half."""
_MARK = re.compile("⟦(?P<kind>[a-z]+):(?P<text>[^⟧]*)⟧")


@dataclass(frozen=True)
class Sentence:
    """A sentence of one half, and what is to be found in it."""

    half: str
    text: str
    marked: tuple[Trace, ...]


@dataclass
class Score:
    """What was to be found, what was found of it, and what was found besides; each by kind."""

    wanted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def recall(self, *kinds: str) -> float:
        """The share of what was to be found."""
        return _sum(self.right, kinds) / max(1, _sum(self.wanted, kinds))

    def precision(self, *kinds: str) -> float:
        """The share of what was found that is right."""
        right = _sum(self.right, kinds)
        return right / max(1, right + _sum(self.wrong, kinds))


def _sum(counts: Counter[str], kinds: tuple[str, ...]) -> int:
    return sum(n for kind, n in counts.items() if not kinds or kind in kinds)


def sentences() -> list[Sentence]:
    """All sentences, in the order of the file."""
    rows = (line.split("\t") for line in FILE.read_text("utf-8").splitlines())
    return [_sentence(half, text) for half, text in rows]


def _sentence(half: str, marked: str) -> Sentence:
    text, found, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        found.append(Trace(match["kind"], len(text), len(text) + len(match["text"])))
        text += match["text"]
        at = match.end()
    return Sentence(half, text + marked[at:], tuple(found))


def overlap(one: Trace, other: Trace) -> bool:
    """Whether two are of one kind and share a character."""
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def score(known: Iterable[Sentence]) -> Score:
    """Count what is found in some sentences."""
    counted = Score()
    for sentence in known:
        found = traces(sentence.text)
        counted.wanted.update(trace.kind for trace in sentence.marked)
        counted.right.update(m.kind for m in sentence.marked if any(overlap(m, f) for f in found))
        counted.wrong.update(f.kind for f in found if not any(overlap(m, f) for m in sentence.marked))
    return counted


def table(known: list[Sentence]) -> str:
    """Recall and precision by half and kind."""
    lines = [f"{'personal data':<24}{'to find':>10}{'recall':>10}{'precision':>12}"]
    kinds = sorted({trace.kind for sentence in known for trace in sentence.marked})
    for half in ("tune", "test"):
        mine = [sentence for sentence in known if sentence.half == half]
        counted = score(mine)
        for name, of in [*((kind, (kind,)) for kind in kinds), ("all", ())]:
            size = _sum(counted.wanted, of)
            figures = f"{counted.recall(*of):>10.3f}{counted.precision(*of):>12.3f}"
            lines.append(f"{half + ' ' + name:<24}{size:>10}{figures}")
        traps = sum(not sentence.marked for sentence in mine)
        lines.append(f"{half}: {len(mine)} sentences, {traps} of them traps")
    return "\n".join(lines)


def main() -> None:
    """Print the table; with ``--show``, also what went wrong in the half that rules are written by.

    Fails where recall or precision of either half is below what `tests/test_privacy.py` asks as well.
    """
    known = sentences()
    print(table(known))
    halves = [score(s for s in known if s.half == half) for half in ("tune", "test")]
    if min(figure for half in halves for figure in (half.recall(), half.precision())) < FLOOR:
        raise SystemExit(f"recall or precision is below {FLOOR}")
    if "--show" in sys.argv:
        for sentence in known:
            found = traces(sentence.text)
            missed = [m for m in sentence.marked if not any(overlap(m, f) for f in found)]
            extra = [f for f in found if not any(overlap(m, f) for m in sentence.marked)]
            if sentence.half == "tune" and (missed or extra):
                print(sentence.text, *[f"-{sentence.text[t.start : t.end]}" for t in missed], *[
                    f"+{t.kind}:{sentence.text[t.start : t.end]}" for t in extra
                ])  # fmt: skip


if __name__ == "__main__":
    main()
