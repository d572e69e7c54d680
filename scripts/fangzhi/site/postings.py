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

Here the lists are *postings*: sorted numbers without repetition, each of them one article in one list, with the
shard in the highest bits, then the name, then the article's place. An archive of 20,000 articles has some thirty
million, so they are arrays of NumPy's, and no loop runs over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fangzhi.site.bitcodes import Codes, Numbers, bit_length, unwritten

FIELDS = 6
_NAME_BITS, _FIELD_BITS, PLACE_BITS = 16, 3, 20
_COUNT, _PARAMETER = 24, 5
_SPACE = 0x20
_STEP = 1 << 18
_POLYNOMIAL = 0xEDB88320  # CRC-32 of ISO 3309, bits reversed

Postings = NDArray[np.uint64]
"""Postings in order, each once."""
Text = tuple[int, int, str]
"""Folded text of one field of one article: its place, the field's number, and the text."""


def shard_bits(articles: int) -> int:
    """How many leading bits of a key name the shard: one to two articles a shard, from 0 to 15 bits."""
    return min(15, (articles // 2).bit_length())


def gathered(texts: Iterable[Text], bits: int) -> Postings:
    """The postings of some texts."""
    held = [(place, field, folded) for place, field, folded in texts if folded]
    if not held:
        return np.empty(0, np.uint64)
    characters = _characters(" ".join(folded for _, _, folded in held))
    lengths = np.array([len(folded) + 1 for _, _, folded in held])
    lengths[-1] -= 1
    owners = np.array([field << PLACE_BITS | place for place, field, _ in held], np.uint64)
    owner = np.repeat(owners, lengths)
    parts = [_postings(keys, owner[at], bits) for keys, at in _keys(characters)]
    return united(parts)


def united(parts: Sequence[Postings]) -> Postings:
    """All postings of some arrays."""
    every = np.concatenate([np.empty(0, np.uint64), *parts])
    every.sort()  # where they are: `np.sort` makes a copy
    first = np.concatenate([[True], every[1:] != every[:-1]])[: len(every)]  # np.unique takes seven times as long
    return np.asarray(every[first])


def _characters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _postings(keys: NDArray[np.uint32], owner: Postings, bits: int) -> Postings:
    """``owner`` holds field and place."""
    wide = keys.astype(np.uint64)
    name = (wide & np.uint64((1 << _NAME_BITS) - 1)) << np.uint64(_FIELD_BITS + PLACE_BITS)
    shard = wide >> np.uint64(32 - bits) << np.uint64(_NAME_BITS + _FIELD_BITS + PLACE_BITS)
    found: Postings = shard | name | owner
    return found


def _keys(characters: NDArray[np.uint32]) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.intp]]]:
    """The keys of all grams of a folded text, and where each gram begins: of one character, of two, of three."""
    width, octets = _utf8(characters)
    told = characters != _SPACE
    state = np.full(len(characters), 0xFFFFFFFF, np.uint32)
    [first] = np.nonzero(told)
    one = _crc(state[first], width[first], octets[:, first])
    yield ~one, first
    state[first] = one
    [second] = np.nonzero(told[:-1] & told[1:])
    two = _crc(state[second], width[second + 1], octets[:, second + 1])
    yield ~two, second
    state[second] = two
    latin = _latin(characters)
    [third] = np.nonzero(latin[:-2] & latin[1:-1] & latin[2:])
    yield ~_crc(state[third], width[third + 2], octets[:, third + 2]), third


def _latin(characters: NDArray[np.uint32]) -> NDArray[np.bool_]:
    digit = (characters >= ord("0")) & (characters <= ord("9"))
    return digit | (characters >= ord("a")) & (characters <= ord("z"))


def _utf8(characters: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """How many octets each character takes in UTF-8, and its octets in four rows; what is beyond them is others'."""
    text = characters.tobytes().decode("utf-32-le", "surrogatepass")
    octets = np.frombuffer(text.encode("utf-8", "surrogatepass") + bytes(3), np.uint8)
    first = np.flatnonzero(octets[:-3] & 0xC0 != 0x80)  # noqa: PLR2004 - what begins with 10 goes on
    width = np.diff(first, append=len(octets) - 3).astype(np.uint8)
    return width, np.array([octets.take(first + n) for n in range(4)], np.uint32)


def _crc(state: NDArray[np.uint32], width: NDArray[np.uint8], octets: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """CRC-32 carried on by one character."""
    for n in range(width.max(initial=0)):
        step = _TABLE.take((state ^ octets[n]) & 0xFF) ^ state >> 8
        state = np.where(width > n, step, state)
    return state


def _table() -> NDArray[np.uint32]:
    row = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        row = np.where(row & 1, row >> 1 ^ np.uint32(_POLYNOMIAL), row >> 1)
    return row


_TABLE = _table()


def places(postings: Postings) -> NDArray[np.intp]:
    """The place of each posting's article."""
    return (postings & np.uint64((1 << PLACE_BITS) - 1)).astype(np.intp)


def of(postings: Postings, wanted: NDArray[np.bool_]) -> Postings:
    """Those whose articles' places are ``wanted``; looked at in steps, since all at once would take their memory thrice."""
    steps = (postings[at : at + _STEP] for at in range(0, len(postings), _STEP))
    return np.concatenate([np.empty(0, np.uint64), *(step[wanted[places(step)]] for step in steps)])


def shards(postings: Postings) -> NDArray[np.intp]:
    """The shard of each posting."""
    return (postings >> np.uint64(_NAME_BITS + _FIELD_BITS + PLACE_BITS)).astype(np.intp)


def bounds(postings: Postings, numbers: Sequence[int]) -> NDArray[np.intp]:
    """Where each shard's postings begin."""
    first = np.asarray(numbers, np.uint64) << np.uint64(_NAME_BITS + _FIELD_BITS + PLACE_BITS)
    return np.searchsorted(postings, first)


def cut(postings: Postings, numbers: Sequence[int]) -> Postings:
    """The postings of some shards, in ascending order."""
    edges = zip(bounds(postings, numbers), bounds(postings, [number + 1 for number in numbers]), strict=True)
    return np.concatenate([np.empty(0, np.uint64), *(postings[start:stop] for start, stop in edges)])


def without(postings: Postings, others: Postings) -> Postings:
    """Postings that are not among others."""
    if not len(others):
        return postings
    at = np.searchsorted(others, postings)
    return np.asarray(postings[others[np.minimum(at, len(others) - 1)] != postings])


def encoded(postings: Postings, numbers: Sequence[int]) -> list[str]:
    """Some shards, in ascending order, written out; ``postings`` are theirs and no others."""
    name = (postings >> np.uint64(PLACE_BITS)).astype(np.int64)
    place = places(postings).astype(np.int64)
    fresh = np.concatenate([[True], name[1:] != name[:-1]])[: len(name)]
    starts = np.flatnonzero(fresh)
    entries = _Entries(
        shard=np.searchsorted(np.asarray(numbers, np.int64), name[starts] >> _NAME_BITS + _FIELD_BITS),
        name=name[starts] & (1 << _NAME_BITS + _FIELD_BITS) - 1,
        start=starts,
        size=np.diff(np.concatenate([starts, [len(name)]])),
    )
    return _codes(entries, place, len(numbers)).written()


class _Entries(NamedTuple):
    """The entries of some shards: each one's shard (by its order), name, first place (by its order), count of places."""

    shard: Numbers
    name: Numbers
    start: Numbers
    size: Numbers


def _codes(entries: _Entries, place: Numbers, many: int) -> Codes:
    """For each shard its head; for each entry its distance, its count or only place, and its places if they are several."""
    shard, count = entries.shard, entries.size
    several = count > 1
    size = 2 + np.where(several, count, 0)
    in_shard = np.bincount(shard, weights=size, minlength=many).astype(np.int64) + 1
    codes = Codes(int(in_shard.sum()), np.cumsum(in_shard) - in_shard)
    last = place[entries.start + count - 1]
    span, most = np.ones(many, np.int64), np.zeros(many, np.int64)
    np.maximum.at(span, shard, entries.name + 1)
    np.maximum.at(most, shard, last)
    number = np.bincount(shard, minlength=many)
    rice, width = _parameter(number, span), bit_length(most)
    codes.put(codes.starts, number << 2 * _PARAMETER | rice << _PARAMETER | width, _COUNT + 2 * _PARAMETER)
    at = np.cumsum(size) - size + shard + 1
    codes.golomb(at, _gaps(entries.name, shard), rice[shard])
    parameter = _parameter(count, last + 1)
    many_head, one_head = count << _PARAMETER | parameter, 1 << width[shard] | place[entries.start]
    bits = np.where(several, 2 * bit_length(count) - 1 + _PARAMETER, width[shard] + 1)
    codes.put(at + 1, np.where(several, many_head, one_head), bits)
    entry = np.repeat(np.arange(len(count)), count)
    inner = several[entry]
    order = np.arange(len(place)) - entries.start[entry]
    codes.golomb((at[entry] + 2 + order)[inner], _gaps(place, entry)[inner], parameter[entry][inner])
    return codes


def _gaps(numbers: Numbers, group: Numbers) -> Numbers:
    """Each number's distance from the last of its group, less one; the first of a group is its own."""
    last = np.concatenate([[-1], numbers[:-1]])
    first = np.concatenate([[True], group[1:] != group[:-1]])[: len(group)]
    return numbers - np.where(first, -1, last[: len(numbers)]) - 1


def _parameter(count: Numbers, span: Numbers) -> Numbers:
    """The Rice parameter that suits this many numbers below a bound: about the logarithm of 0.69 mean distances."""
    return np.maximum(0, bit_length(span * 9 // (np.maximum(count, 1) * 13)) - 1)


def decode(shard: str) -> dict[int, list[int]]:
    """The lists of a shard: ascending places of articles by name."""
    return dict(_Reader(shard).entries())


class _Reader:
    """Reads a string of bits from its beginning."""

    def __init__(self, shard: str) -> None:
        self.bits, self.at = unwritten(shard), 0

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
