"""The tables as they come: OpenCC's dictionaries, jieba's word counts, and our own readings.

OpenCC's are read from the installed opencc-python-reimplemented (Apache-2.0), the counts from ``data/words.xz``
(made from jieba's MIT list by ``data/words.mk``), our readings from ``data/readings.txt``. Nothing is decided here.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain

CORPUS = 17.9
"""Natural logarithm of the number of words jieba counted (60,101,967)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of ``data/readings.txt``: in these words this character is read so; ``everywhere``: by default."""

    char: str
    reading: str
    words: tuple[str, ...]
    everywhere: bool


def sources() -> Iterator[bytes]:
    """Everything that the lexicon is made from, its makers included: whoever keeps it asks whether they changed."""
    here = files(__package__)
    for name in ("words.xz", "readings.txt"):
        yield here.joinpath("data", name).read_bytes()
    for name in ("tables.py", "lexicon.py", "lattice.py"):
        yield here.joinpath(name).read_bytes()
    yield from map(source, ("STPhrases", "STCharacters", "TWVariants", "TSCharacters"))


def source(name: str) -> bytes:
    """One of OpenCC's dictionaries as it lies on disk."""
    return files("opencc").joinpath("dictionary", f"{name}.txt").read_bytes()


def opencc(name: str) -> Iterator[tuple[str, str]]:
    """The pairs of one of OpenCC's dictionaries: a key, and the first of its values."""
    text = files("opencc").joinpath("dictionary", f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        key, tab, values = line.partition("\t")
        if tab:
            yield key, values.partition(" ")[0]


@lru_cache(maxsize=64)
def characters(*names: str) -> dict[str, str]:
    """OpenCC's single-character dictionaries laid over one another, the last strongest."""
    return {key: value for key, value in chain(*map(opencc, names)) if len(key) == len(value) == 1}


def word_costs() -> dict[str, float]:
    """Minus the natural logarithm of each word's probability, by jieba's counts."""
    costs: dict[str, float] = {}
    packed = files(__package__).joinpath("data", "words.xz").read_bytes()
    for line in lzma.decompress(packed).decode("utf-8").splitlines():
        level, *words = line.split(" ")
        costs.update(dict.fromkeys(words, CORPUS - int(level) / 10))
    return costs


def readings(name: str = "readings") -> list[Reading]:
    """Our own words for each reading, in the order of the file (later lines win)."""
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].split() for line in text.splitlines())
    return [_reading(words) for words in lines if words]


def _reading(words: list[str]) -> Reading:
    char, _, reading = words[0].partition("=")
    assert len(char) == len(reading) == 1, words[0]
    listed = tuple(word for word in words[1:] if word != "*")
    assert all(char in word for word in listed), [word for word in listed if char not in word]
    return Reading(char, reading, listed, "*" in words)


@lru_cache(maxsize=1)
def own_forms() -> set[str]:
    """Characters that stand for themselves in Traditional as one of several readings (后, 里, 只)."""
    text = files("opencc").joinpath("dictionary", "STCharacters.txt").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines())
    return {key for key, _, values in rows if key in values.split(" ")}
