"""Rules with guards: what a character reads as among its neighbours, where no dictionary word says so.

A rule looks at what stands left and right of one character, and at how the lattice's cut covers it: ``alone`` (a
word of its own), ``head`` (alone or first in a word), ``tail`` (alone or last) or ``any``. The first that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

Test = Callable[[str, int], bool]
_PLAIN = re.compile(r"[^\\^$.|?*+()\[\]{}]+(?:\|[^\\^$.|?*+()\[\]{}]+)*")
_REACH = 14


@dataclass(frozen=True, slots=True)
class Rule:
    """One reading of one character in one surrounding.

    ``left`` must end where the character begins and ``right`` begin where it ends (regular expressions; empty:
    anything); ``unless_left`` and ``unless_right`` must not. ``doubtful`` asks for an editor's eye each time.
    """

    chars: str
    reading: str
    left: str = ""
    right: str = ""
    unless_left: str = ""
    unless_right: str = ""
    cover: str = "alone"
    doubtful: bool = False
    tests: tuple[tuple[Test, bool], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        wanted = ((self.right, _right, True), (self.left, _left, True))
        barred = ((self.unless_right, _right, False), (self.unless_left, _left, False))
        made = tuple((make(source), wish) for source, make, wish in (*wanted, *barred) if source)
        object.__setattr__(self, "tests", made)

    def fits(self, text: str, place: int) -> bool:
        """Whether the surroundings of the character at a place are the rule's."""
        return all(test(text, place) == wish for test, wish in self.tests)

    def covers(self, place: int, start: int, end: int) -> bool:
        """Whether the word of the cut that holds the character lets the rule speak."""
        alone_before, alone_after = start == place, end == place + 1
        return {
            "alone": alone_before and alone_after, "head": alone_before, "tail": alone_after, "any": True,
        }[self.cover]


def _left(source: str) -> Test:
    if _PLAIN.fullmatch(source):
        ends = tuple(source.split("|"))
        return lambda text, place: text.endswith(ends, max(0, place - _REACH), place)
    search = re.compile(f"(?:{source})\\Z").search
    return lambda text, place: search(text, max(0, place - _REACH), place) is not None


def _right(source: str) -> Test:
    if _PLAIN.fullmatch(source):
        starts = tuple(source.split("|"))
        return lambda text, place: text.startswith(starts, place + 1)
    match = re.compile(source).match
    return lambda text, place: match(text, place + 1) is not None


def by_character(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    """The rules of each character, in order."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for char in rule.chars:
            found[char] = (*found.get(char, ()), rule)
    return found
