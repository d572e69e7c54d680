"""Where words meet: the likeliest cut of a text into words, found by Viterbi's algorithm over word frequencies.

A word costs minus the logarithm of its probability; the cheapest path from the text's start to its end is the
cut. A character that no word covers is a word of its own, at the cost of an unseen one unless it was counted.
"""

from __future__ import annotations

from dataclasses import dataclass

UNSEEN = 16.0
"""Cost of a character that the word list does not know."""


@dataclass(frozen=True, slots=True)
class Words:
    """Costs of words, and for each pair of first characters the length of the longest word that begins so."""

    costs: dict[str, float]
    reach: dict[str, int]


def longest(costs: dict[str, float]) -> dict[str, int]:
    """`Words.reach` of a table of costs."""
    reach: dict[str, int] = {}
    for word in costs:
        pair = word[:2]
        if len(word) > reach.get(pair, 1):
            reach[pair] = len(word)
    return reach


def cut(text: str, words: Words, limit: int = 99) -> list[int]:
    """The places where words begin, and the text's length last; no word is longer than ``limit``."""
    return _search(text, words, limit)[0]


def cost(text: str, words: Words) -> float:
    """What the cheapest cut of a text costs."""
    return _search(text, words, 99)[1]


def _search(text: str, words: Words, limit: int) -> tuple[list[int], float]:
    size = len(text)
    best, back = [1e9] * (size + 1), [0] * (size + 1)
    best[0] = 0.0
    costs, reach = words.costs, words.reach
    for i, char in enumerate(text):
        base = best[i]
        price = base + costs.get(char, UNSEEN)
        if price < best[i + 1]:
            best[i + 1], back[i + 1] = price, i
        far = reach.get(text[i : i + 2])
        if far is None:
            continue
        for end in range(i + 2, i + min(far, limit, size - i) + 1):
            price = base + costs.get(text[i:end], 1e6)
            if price < best[end]:
                best[end], back[end] = price, i
    return _walk(back, size), best[size]


def _walk(back: list[int], size: int) -> list[int]:
    places = [size]
    while places[-1]:
        places.append(back[places[-1]])
    places.reverse()
    return places
