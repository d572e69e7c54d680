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
    sizes: dict[int, list[str]] = {}
    for word in costs:
        sizes.setdefault(len(word), []).append(word[:2])
    reach: dict[str, int] = {}
    for size in sorted(sizes.keys() - {1}):
        reach.update(dict.fromkeys(sizes[size], size))
    return reach


def cut(text: str, words: Words, limit: int = 99) -> list[int]:
    """The places where words begin, and the text's length last; no word is longer than ``limit``."""
    return _search(text, words, limit)[0]


def costs_up_to(text: str, words: Words) -> list[float]:
    """What the cheapest cut of each beginning of a text costs, by its length."""
    return _search(text, words, 99)[1]


def costs_from(text: str, words: Words) -> list[float]:
    """What the cheapest cut of each rest of a text costs, by where it begins; the whole text's cost is first."""
    size = len(text)
    best = [0.0] * (size + 1)
    costs, reach = words.costs, words.reach
    for i in range(size - 1, -1, -1):
        cheapest = best[i + 1] + costs.get(text[i], UNSEEN)
        far = reach.get(text[i : i + 2])
        for end in range(i + 2, i + min(far, size - i) + 1) if far else ():
            price = costs.get(text[i:end])
            if price is not None and price + best[end] < cheapest:
                cheapest = price + best[end]
        best[i] = cheapest
    return best


def _search(text: str, words: Words, limit: int) -> tuple[list[int], list[float]]:
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
    return _walk(back, size), best


def _walk(back: list[int], size: int) -> list[int]:
    places = [size]
    while places[-1]:
        places.append(back[places[-1]])
    places.reverse()
    return places
