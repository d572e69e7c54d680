"""Which articles hold which gram: the index's lists, in compressed shards.

A *gram* is a piece of folded text: one character, two that stand side by side, or three where all are Latin letters
or digits. A text that holds a phrase holds all of its grams, so that an index of grams misses nothing. A gram's
*key* is its CRC-32 (of UTF-8): the leading bits say in which shard its list stands, the lowest sixteen with the
field's number are its name there. Two grams of one name share a list; so a list never misses an article either, and
the rare one too many is found when the hit is compared with its text.

A shard is a string of bits: three numbers (entries: 24 bits; ``r``: 5; ``w``: 5), then the entries in the order of
their names. An entry is the distance of its name from the last less one (Golomb–Rice code with parameter ``r``), its
count (Elias gamma), and its articles' numbers: a single one in ``w`` bits, more as the parameter (5 bits) and the
distances less one in Golomb–Rice code. (S. W. Golomb, 1966; R. F. Rice, 1979; P. Elias, 1975.)
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

FIELDS = 6
_NAME_BITS, _FIELD_BITS = 16, 3
_LATIN_THREE = re.compile(r"(?=([0-9a-z]{3}))")
_COUNT, _PARAMETER = 24, 5

Lists = Mapping[int, Sequence[int]]
"""Ascending numbers of articles by name."""


def grams(folded: str) -> set[str]:
    """All grams of a folded text."""
    found = set(map("".join, zip(folded, folded[1:], strict=False)))
    found.update(folded, _LATIN_THREE.findall(folded))
    return {gram for gram in found if " " not in gram}


@lru_cache(maxsize=1 << 18)
def key(gram: str) -> int:
    """The key of a gram, from 0 to 2**32 - 1."""
    return zlib.crc32(gram.encode())


def shard_bits(articles: int) -> int:
    """How many leading bits of a key name the shard: two to four articles a shard, from 0 to 14 bits."""
    return min(14, (articles // 4).bit_length())


def shard(of: int, bits: int) -> int:
    """The shard of a key."""
    return of >> (32 - bits)


def name(of: int, field: int) -> int:
    """The name of a key's list for one field within its shard."""
    return (of & (1 << _NAME_BITS) - 1) << _FIELD_BITS | field


def encode(lists: Lists) -> bytes:
    """A shard's bytes. Lists must not be empty."""
    names = sorted(lists)
    width = max((lists[n][-1] for n in names), default=0).bit_length()
    gaps = list(_gaps(names))
    rice = _parameter(len(gaps), (names[-1] + 1) if names else 1)
    parts = [f"{len(names):0{_COUNT}b}{rice:0{_PARAMETER}b}{width:0{_PARAMETER}b}"]
    for gap, one in zip(gaps, names, strict=True):
        parts += _golomb(gap, rice), _entry(lists[one], width)
    bits = "".join(parts)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8)


def decode(data: bytes) -> dict[int, list[int]]:
    """The lists of a shard's bytes."""
    return dict(_Reader(data).entries())


def merged(shards: Iterable[bytes]) -> bytes:
    """One shard of several that were made from different articles."""
    union: dict[int, set[int]] = {}
    for lists in map(decode, shards):
        for one, numbers in lists.items():
            union.setdefault(one, set()).update(numbers)
    return encode({one: sorted(numbers) for one, numbers in union.items()})


def revised(shard: bytes, gone: Lists, come: Lists) -> bytes:
    """A shard after some articles went from some of its lists, and then others came to some."""
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

    def __init__(self, data: bytes) -> None:
        self.bits = f"{int.from_bytes(data):0{8 * len(data)}b}"
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
