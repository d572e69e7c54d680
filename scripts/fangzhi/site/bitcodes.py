"""Strings of bits put together from many codes at once, and written in signs that need no escape in JavaScript.

A *code* is a run of ones and then a number in some bits: a Golomb–Rice code is that (its zero is the number's first
bit), an Elias gamma code is (without ones), a plain number is. So thousands of strings are made by a few steps over
arrays. Thirteen bits are written as two of 91 printable ASCII signs.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_GROUP = 13
_SIGNS = "".join(chr(n) for n in range(0x23, 0x7F) if chr(n) != "\\")
_WRITTEN = np.array([(ord(_SIGNS[n // 91]), ord(_SIGNS[n % 91])) for n in range(1 << _GROUP)], np.uint8)
_POWERS = 1 << np.arange(62, dtype=np.int64)


def bit_length(numbers: Numbers) -> Numbers:
    """How many bits each number takes, as ``int.bit_length``."""
    return np.searchsorted(_POWERS, numbers, side="right")


class Codes:
    """The codes of several strings, in order; ``starts`` are the first codes of each."""

    def __init__(self, count: int, starts: Numbers) -> None:
        self.starts = starts
        self._ones, self._value, self._bits = (np.zeros(count, np.int64) for _ in range(3))

    def put(self, at: Numbers, numbers: Numbers, bits: Numbers | int) -> None:
        """Plain numbers, the highest bit first."""
        self._value[at], self._bits[at] = numbers, bits

    def golomb(self, at: Numbers, numbers: Numbers, parameter: Numbers) -> None:
        """Numbers in Golomb–Rice code."""
        self._ones[at] = numbers >> parameter
        self.put(at, numbers & (1 << parameter) - 1, parameter + 1)

    def written(self) -> list[str]:
        """Each string, filled up with zeros and written out."""
        if not len(self.starts):
            return []
        sizes = np.add.reduceat(self._ones + self._bits, self.starts)
        whole = -(-sizes // _GROUP) * _GROUP
        ends = np.cumsum(whole)
        bits = self._placed(ends - whole, sizes, int(ends[-1]))
        groups = bits.reshape(-1, _GROUP) @ (1 << np.arange(_GROUP - 1, -1, -1))
        text = _WRITTEN[groups].tobytes().decode("ascii")
        marks = [0, *(ends // _GROUP * 2).tolist()]
        return [text[start:end] for start, end in pairwise(marks)]

    def _placed(self, begin: Numbers, sizes: Numbers, total: int) -> NDArray[np.int8]:
        """Every bit in its place, as one number each."""
        lengths = self._ones + self._bits
        string = np.repeat(np.arange(len(begin)), np.diff(np.concatenate([self.starts, [len(lengths)]])))
        before = np.cumsum(lengths) - lengths
        at = before + (begin - (np.cumsum(sizes) - sizes))[string]
        edges = np.zeros(total + 1, np.int8)
        runs = self._ones > 0
        edges[at[runs]] += 1
        edges[(at + self._ones)[runs]] -= 1
        bits = np.cumsum(edges, dtype=np.int8)[:total]
        end = at + lengths
        for n in range(int(self._bits.max(initial=0))):
            there = self._bits > n
            bits[end[there] - 1 - n] = self._value[there] >> n & 1
        return bits


def unwritten(text: str) -> str:
    """The bits of a written string, as zeros and ones."""
    pairs = zip(text[::2], text[1::2], strict=True)
    return "".join(f"{_SIGNS.index(high) * 91 + _SIGNS.index(low):0{_GROUP}b}" for high, low in pairs)
