"""Rules with guards: what a character reads as among its neighbours, where no dictionary word says so.

They stand in ``data/rules.txt``, whose head says how they are written. A rule looks at what stands left and right
of one character, and at how the lattice's cut covers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from fangzhi.hanzi.names import FORMS

Test = Callable[[str, int], bool]

_PLAIN = re.compile(r"[^\\^$.|?*+()\[\]{}]+|\[[^\\^\[\]]+\]")
_RANGE = re.compile("(.)-(.)")
_NAMED = re.compile("<([A-Z]+)>")
_DEFINED = re.compile(r"([A-Z]+) := (\S+)")
_COVERS = {"head", "tail", "any"}
_FEW = 1000  # literals that are worth a set: all of Han is sooner asked for by a pattern
_REACH = 14
"""How many characters to the left a rule may look at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One reading of one character in one surrounding: every test of ``tests`` must give its wish.

    ``before`` and ``after`` are the characters that may stand beside it, where they are few enough to be told.
    """

    char: str
    reading: str
    cover: str
    doubtful: bool
    tests: tuple[tuple[Test, bool], ...]
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()

    def near(self, before: str, after: str) -> bool:
        """Whether it may fit between two characters; where ``before`` or ``after`` is empty, any may stand there."""
        return (not self.before or before in self.before) and (not self.after or after in self.after)

    def fits(self, text: str, place: int) -> bool:
        """Whether the surroundings of the character at a place are the rule's."""
        for test, wish in self.tests:  # noqa: SIM110 - all() with a generator takes twice the time
            if test(text, place) != wish:
                return False
        return True

    def covers(self, place: int, start: int, end: int) -> bool:
        """Whether the word of the cut that holds the character lets the rule speak."""
        if self.cover == "any":
            return True
        return (start == place or self.cover == "tail") and (end == place + 1 or self.cover == "head")


@lru_cache(maxsize=1)
def by_character() -> dict[str, tuple[Rule, ...]]:
    """The rules of each character, in the order of the file."""
    text = files(__package__).joinpath("data", "rules.txt").read_text(encoding="utf-8")
    found: dict[str, list[Rule]] = {}
    for rule in _rules(text):
        found.setdefault(rule.char, []).append(rule)
    return {char: tuple(rules) for char, rules in found.items()}


def _rules(text: str) -> Iterator[Rule]:
    names: dict[str, str] = {}
    for line in text.splitlines():
        defined = _DEFINED.fullmatch(line)
        if defined:
            names[defined[1]] = _fill(defined[2], names)
        elif line and not line.startswith("#"):
            yield from _line(_fill(line, names).split(" "))


def _fill(text: str, names: dict[str, str]) -> str:
    return _NAMED.sub(lambda match: names[match[1]], text)


def _line(words: list[str]) -> Iterator[Rule]:
    chars, _, reading = words[0].partition("=")
    cover = next((word for word in words if word in _COVERS), "alone")
    parts = dict(word.split(":", 1) for word in words[1:] if ":" in word[:13])
    made = (
        (parts.get("right"), _right, True),
        (parts.get("left"), _left, True),
        (parts.get("unless_right"), _right, False),
        (parts.get("unless_left"), _left, False),
    )  # the right side first: it is the cheaper test
    tests = tuple((make(source), wish) for source, make, wish in made if source)
    before, after = _beside(parts.get("left", ""), -1), _beside(parts.get("right", ""), 0)
    for char in chars:
        said = FORMS[char] if reading == "@" else reading
        yield Rule(char, said, cover, "doubtful" in words, tests, before, after)


_compiled = lru_cache(maxsize=1024)(re.compile)
"""Patterns are compiled when first asked for: most texts need few of them, and all together take a tenth of a second."""


@lru_cache(maxsize=1024)
def _literals(source: str) -> tuple[str, ...]:
    """What a pattern of plain alternatives and sets of few characters matches, or nothing if it is more than that."""
    parts = source.split("|")
    if not all(_PLAIN.fullmatch(part) for part in parts):
        return ()
    found = tuple(text for part in parts for text in (_members(part[1:-1]) if part[0] == "[" else [part]))
    return found if len(found) <= _FEW else ()


@lru_cache(maxsize=1024)
def _beside(source: str, place: int) -> frozenset[str]:
    """The characters that what a pattern matches has at a place: its first or its last."""
    return frozenset(text[place] for text in _literals(source))


def _members(inside: str) -> str:
    return _RANGE.sub(lambda match: "".join(map(chr, range(ord(match[1]), ord(match[2]) + 1))), inside)


@lru_cache(maxsize=512)
def _left(source: str) -> Test:
    ends = _literals(source)
    if ends:
        last = _beside(source, -1)
        return lambda text, place: text[place - 1 : place] in last and text.endswith(ends, 0, place)
    pattern = f"(?:{source})\\Z"
    return lambda text, place: _compiled(pattern).search(text, max(0, place - _REACH), place) is not None


@lru_cache(maxsize=512)
def _right(source: str) -> Test:
    starts = _literals(source)
    if starts:
        first = _beside(source, 0)
        return lambda text, place: text[place + 1 : place + 2] in first and text.startswith(starts, place + 1)
    return lambda text, place: _compiled(source).match(text, place + 1) is not None
