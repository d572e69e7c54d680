"""What can be wrong, where, and how it is said in two languages.

Problems are values: every stage returns them, one place prints them, sorted, all in one run. What a code means
stands in `messages`; a problem carries only the facts that fill the sentence.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from fangzhi.records.choice import Choice
from fangzhi.records.messages import MESSAGES
from fangzhi.records.reasons import in_chinese


class Severity(Choice):
    """``error`` stops a build; ``warning`` stops a strict one; ``advice`` never does."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Place(NamedTuple):
    """Where something stands: a path relative to the archive's root, line and column from 1 (0: the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that somebody should mend: its place, its code, and the facts of the case."""

    place: Place
    code: str
    facts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def severity(self) -> Severity:
        """How much it matters, which its code decides."""
        return Severity(MESSAGES[self.code].severity)

    def message(self, language: str) -> str:
        """What was found and what would be right, in ``zh`` or ``en``."""
        said = MESSAGES[self.code]
        facts = dict(self.facts)
        if language == "zh" and "reason" in facts:
            facts["reason"] = in_chinese(facts["reason"])
        text = (said.zh if language == "zh" else said.en).format_map(facts)
        return text + _near(facts.get("near", ""), language)

    def line(self, language: str) -> str:
        """The problem as one line for a terminal: ``path:line:column: error code: …``."""
        return f"{self.place}: {self.severity} {self.code}: {self.message(language)}"


def problem(place: Place, code: str, **facts: object) -> Problem:
    """Make a `Problem` from loose facts; the code must stand in `messages`."""
    assert code in MESSAGES, code
    return Problem(place, code, tuple(sorted((key, str(value)) for key, value in facts.items())))


def nearest(found: str, candidates: Iterable[str]) -> str:
    """The candidate most like what was found, capitals aside, or an empty string where none is close."""
    pool = {candidate.casefold(): candidate for candidate in sorted(set(candidates), reverse=True)}
    return next((pool[near] for near in difflib.get_close_matches(found.casefold(), sorted(pool), n=1, cutoff=0.5)), "")


def _near(guess: str, language: str) -> str:
    if not guess:
        return ""
    return f"是不是“{guess}”？" if language == "zh" else f" Did you mean “{guess}”?"
