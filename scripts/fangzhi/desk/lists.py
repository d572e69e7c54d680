"""The lists in ``data/`` by which the gate knows names and homes: words of the language, and of no place or office of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files


def listed(name: str) -> list[str]:
    """The entries of one list."""
    return files(__package__).joinpath("data", f"{name}.txt").read_text("utf-8").split()


def any_of(words: Sequence[str]) -> str:
    """The longest of some words of two characters or more, for ``re``, which leaps to their first two and tries few."""
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        ends[re.escape(word[1])].append(f"(?<={re.escape(word[:2])}){re.escape(word[2:])}")
    firsts = "".join(sorted({re.escape(word[0]) for word in words}))
    branches = "|".join(f"{second}(?:{'|'.join(some)})" for second, some in ends.items())
    return f"[{firsts}](?=[{''.join(ends)}])(?:{branches})"
