"""Doubtful places, and the editor's approvals of them.

An approval is a line in ``articles/_vocabulary/review.yml``: a key, then the place as a reader sees it. The key is a
digest of the character, what was chosen, and the characters near it, so it outlives edits elsewhere.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fangzhi.hanzi.conversion import Converter, Hints
from fangzhi.hanzi.decisions import Decision, Level
from fangzhi.records.frontmatter import Mapping, compose
from fangzhi.records.problems import Place, Problem, problem

PATH = "articles/_vocabulary/review.yml"
_NEAR = 6
_SENTENCE = re.compile("[^。！？\n]*[。！？]?[”’」』）]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be reviewed: its name (a path), the line it begins on, and its article's hints."""

    path: str
    text: str
    line: int = 1
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class Finding:
    """One decision with its place, its sentence, and the key of an approval."""

    place: Place
    sentence: str
    decision: Decision
    key: str

    def line(self) -> str:
        """The finding as one line for a terminal."""
        decision = self.decision
        others = "".join(decision.alternatives) or "-"
        chosen = f"{decision.source} -> {decision.choice}"
        return f"{self.place}: {chosen} ({decision.level}; {others}): {self.sentence}"


def findings(passages: Iterable[Passage], converter: Converter, every: bool = False) -> list[Finding]:
    """The doubtful places of some texts in order, or with ``every`` all that was decided above the usual."""
    found = [finding for passage in passages for finding in _of_passage(passage, converter)]
    return [finding for finding in found if every or finding.decision.doubtful]


def unapproved(found: Iterable[Finding], approved: frozenset[str]) -> list[Problem]:
    """A warning for each doubtful place that nobody has approved."""
    return [
        problem(
            finding.place,
            "hanzi-doubt",
            found=finding.decision.source,
            choice=finding.decision.choice,
            others="、".join(finding.decision.alternatives) or "—",
            sentence=finding.sentence,
        )
        for finding in found
        if finding.decision.doubtful and finding.key not in approved
    ]


def read(text: str, path: str = PATH) -> tuple[frozenset[str], list[Problem]]:
    """The approved keys in a review file, and what is wrong with it."""
    root, problems = compose(path, text)
    if root is None:
        return frozenset(), problems
    if not isinstance(root, Mapping):
        return frozenset(), [problem(root.place, "not-a-mapping", example="…: …")]
    first: dict[str, int] = {}
    for key, _ in root.entries:
        if key.text in first:
            problems.append(problem(key.place, "duplicate-key", found=key.text, line=first[key.text]))
        first.setdefault(key.text, key.place.line)
    return frozenset(first), problems


def write(found: Iterable[Finding]) -> str:
    """A review file that approves these findings, sorted by key."""
    lines = {finding.key: f'{finding.key}: "{_shown(finding)}"\n' for finding in found}
    return "".join(lines[key] for key in sorted(lines))


def _shown(finding: Finding) -> str:
    decision = finding.decision
    shown = f"{decision.source}→{decision.choice} {finding.sentence}"
    return shown.replace("\\", "\\\\").replace('"', '\\"')


def _of_passage(passage: Passage, converter: Converter) -> Iterator[Finding]:
    plain = converter.plain(passage.text)
    for decision in converter.explain(passage.text, passage.hints):
        if decision.level is Level.DICTIONARY and not (decision.doubtful or decision.source != decision.choice):
            continue
        line = plain.count("\n", 0, decision.start)
        column = decision.start - plain.rfind("\n", 0, decision.start)
        place = Place(passage.path, passage.line + line, column)
        yield Finding(place, _sentence(plain, decision.start), decision, _key(plain, decision))


def _sentence(text: str, place: int) -> str:
    start = max(text.rfind(mark, 0, place) for mark in "。！？\n") + 1
    match = _SENTENCE.match(text, start)
    return (match.group() if match else text[start:place]).strip()


def _key(text: str, decision: Decision) -> str:
    start = max(0, text.rfind("\n", 0, decision.start) + 1, decision.start - _NEAR)
    stop = text.find("\n", decision.end)
    end = min(decision.end + _NEAR, stop if stop >= 0 else len(text))
    near = f"{text[start : decision.start]}\0{decision.choice}\0{text[decision.start : end]}"
    return hashlib.sha256(near.encode("utf-8", "surrogatepass")).hexdigest()[:16]
