"""Which articles hold which gram: the index's lists, in compressed shards.

A *gram* is a piece of folded text: one character, two that stand side by side, or three where all are Latin letters
or digits. A text that holds a phrase holds all of its grams, so that an index of grams misses nothing. A gram's
*key* is its CRC-32 (of UTF-8): the leading bits say in which shard its list stands, the lowest sixteen with the
field's number are its name there. Two grams of one name share a list; so a list never misses an article either, and
the rare one too many is found when the hit is compared with its text.

A shard is a string of bits: three numbers (entries: 24 bits; ``r``: 5; ``w``: 5), then the entries in the order of
their names. An entry is the distance of its name from the last less one (Golomb–Rice code with parameter ``r``), its
count (Elias gamma), and its articles' numbers: a single one in ``w`` bits, more as the parameter (5 bits) and the
distances less one in Golomb–Rice code. (S. W. Golomb, 1966; R. F. Rice, 1979; P. Elias, 1975.) Thirteen bits are
written as two of the 91 printable ASCII signs that need no escape in a string of JavaScript; what is left over is
filled up with zeros.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import add

FIELDS = 6
_NAME_BITS, _FIELD_BITS = 16, 3
_LATIN_THREE = re.compile(r"(?=([0-9a-z]{3}))")
_COUNT, _PARAMETER = 24, 5
_SIGNS = "".join(chr(n) for n in range(0x23, 0x7F) if chr(n) != "\\")
_WRITTEN = {f"{n:013b}": _SIGNS[n // 91] + _SIGNS[n % 91] for n in range(1 << 13)}
_READ = {pair: bits for bits, pair in _WRITTEN.items()}

Lists = Mapping[int, Sequence[int]]
"""Ascending numbers of articles by name."""


def grams(folded: str) -> set[str]:
    """All grams of a folded text."""
    found: set[str] = set()
    for run in folded.split(" "):
        found.update(run, map(add, run, run[1:]), _LATIN_THREE.findall(run))
    return found


@lru_cache(maxsize=1 << 18)
def key(gram: str) -> int:
    """The key of a gram, from 0 to 2**32 - 1."""
    return zlib.crc32(gram.encode())


def shard_bits(articles: int) -> int:
    """How many leading bits of a key name the shard: one to two articles a shard, from 0 to 15 bits."""
    return min(15, (articles // 2).bit_length())


def shard(of: int, bits: int) -> int:
    """The shard of a key."""
    return of >> (32 - bits)


def name(of: int, field: int) -> int:
    """The name of a key's list for one field within its shard."""
    return (of & (1 << _NAME_BITS) - 1) << _FIELD_BITS | field


def encode(lists: Lists) -> str:
    """A shard, written out. Lists must not be empty."""
    names = sorted(lists)
    width = max((lists[n][-1] for n in names), default=0).bit_length()
    gaps = list(_gaps(names))
    rice = _parameter(len(gaps), (names[-1] + 1) if names else 1)
    parts = [f"{len(names):0{_COUNT}b}{rice:0{_PARAMETER}b}{width:0{_PARAMETER}b}"]
    for gap, one in zip(gaps, names, strict=True):
        parts += _golomb(gap, rice), _entry(lists[one], width)
    bits = "".join(parts)
    bits += "0" * (-len(bits) % 13)
    return "".join([_WRITTEN[bits[n : n + 13]] for n in range(0, len(bits), 13)])


def decode(shard: str) -> dict[int, list[int]]:
    """The lists of a shard."""
    return dict(_Reader(shard).entries())


def revised(shard: str, gone: Lists, come: Lists) -> str:
    """A shard after some articles went from all of their lists, and then some came to theirs.

    An article that changed goes and comes: only so a list that two grams share is right afterwards.
    """
    lists = {one: set(numbers) for one, numbers in decode(shard).items()}
    for one, numbers in gone.items():
        lists[one].difference_update(numbers)
    for one, numbers in come.items():
        lists.setdefault(one, set()).update(numbers)
    return encode({one: sorted(numbers) for one, numbers in lists.items() if numbers})


def _gaps(numbers: Iterable[int]) -> Iterator[int]:
    last = -1
    for number in numbers:
        yield number - last - 1
        last = number


def _parameter(count: int, span: int) -> int:
    """The Rice parameter that suits this many numbers below a bound: about the logarithm of 0.69 mean distances."""
    return max(0, (span * 9 // (max(count, 1) * 13)).bit_length() - 1)


@lru_cache(maxsize=1 << 14)
def _golomb(number: int, parameter: int) -> str:
    low = f"{number & (1 << parameter) - 1:0{parameter}b}" if parameter else ""
    return "1" * (number >> parameter) + "0" + low


def _gamma(number: int) -> str:
    return "0" * (number.bit_length() - 1) + f"{number:b}"


def _entry(numbers: Sequence[int], width: int) -> str:
    if len(numbers) == 1:
        return "1" + (f"{numbers[0]:0{width}b}" if width else "")
    parameter = _parameter(len(numbers), numbers[-1] + 1)
    head = f"{_gamma(len(numbers))}{parameter:0{_PARAMETER}b}"
    return head + "".join([_golomb(gap, parameter) for gap in _gaps(numbers)])


class _Reader:
    """Reads a string of bits from its beginning."""

    def __init__(self, shard: str) -> None:
        self.bits = "".join([_READ[shard[n : n + 2]] for n in range(0, len(shard), 2)])
        self.at = 0

    def entries(self) -> Iterator[tuple[int, list[int]]]:
        count, rice, width = self.number(_COUNT), self.number(_PARAMETER), self.number(_PARAMETER)
        last = -1
        for _ in range(count):
            last += self.golomb(rice) + 1
            size = self.gamma()
            yield last, [self.number(width)] if size == 1 else self.numbers(size)

    def number(self, width: int) -> int:
        self.at += width
        return int(self.bits[self.at - width : self.at] or "0", 2)

    def golomb(self, parameter: int) -> int:
        end = self.bits.index("0", self.at)
        ones, self.at = end - self.at, end + 1
        return ones << parameter | self.number(parameter)

    def gamma(self) -> int:
        zeros = self.bits.index("1", self.at) - self.at
        self.at += zeros
        return self.number(zeros + 1)

    def numbers(self, count: int) -> list[int]:
        parameter, last, found = self.number(_PARAMETER), -1, []
        for _ in range(count):
            last += self.golomb(parameter) + 1
            found.append(last)
        return found
