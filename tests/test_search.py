"""The search's index: its numbering, its lists, its files."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.hanzi.folding import fold
from fangzhi.site import postings
from fangzhi.site.search import Entry, Reading, collected, index, readings, shelved
from fangzhi.site.shelving import mark, shelve
from tests.bench.corpus import corpus

_LISTS = st.dictionaries(
    st.integers(0, (1 << 19) - 1), st.sets(st.integers(0, 100_000), min_size=1, max_size=60).map(sorted), max_size=20
)


def _encoded(lists: dict[int, list[int]]) -> str:
    found = sorted(name << postings.PLACE_BITS | place for name, places in lists.items() for place in places)
    [shard] = postings.encoded(np.array(found, np.uint64), [0])
    return shard


@given(_LISTS)
def test_a_shard_reads_back(lists: dict[int, list[int]]) -> None:
    assert postings.decode(_encoded(lists)) == lists


@given(st.lists(_LISTS, max_size=4))
def test_shards_are_written_together_as_apart(every: list[dict[int, list[int]]]) -> None:
    shard = 19 + postings.PLACE_BITS
    found = [
        2 * n << shard | name << postings.PLACE_BITS | place
        for n, lists in enumerate(every)
        for name, places in lists.items()
        for place in places
    ]
    together = postings.encoded(np.array(sorted(found), np.uint64), [2 * n for n in range(len(every))])
    assert together == [_encoded(lists) for lists in every]


def test_a_list_of_nearly_all_costs_about_a_bit_each() -> None:
    everything = {0: [n for n in range(8000) if n % 9]}
    assert len(_encoded(everything)) < 8000 / 13 * 2 + 20


def _grams(folded: str) -> set[str]:
    """By the letter of the room's own description."""
    runs = folded.split(" ")
    pieces = {run[at : at + size] for run in runs for size in (1, 2) for at in range(len(run) - size + 1)}
    threes = {run[at : at + 3] for run in runs for at in range(len(run) - 2)}
    return pieces | {three for three in threes if three.isascii() and three.isalnum() and three == three.lower()}


def test_grams() -> None:
    assert _grams("第141号 ai") == {*"第141号ai", "第1", "14", "41", "1号", "141", "ai"}


_FOLDED = st.text("云雲é😀ab12 ", max_size=30).map(fold)


@given(st.lists(_FOLDED, max_size=5), st.integers(0, 15))
def test_a_text_gives_the_postings_of_its_grams(texts: list[str], bits: int) -> None:
    """One posting for each gram, of the place and field that the text has."""
    expected = set()
    for place, folded in enumerate(texts):
        for key in (zlib.crc32(gram.encode()) for gram in _grams(folded)):
            name = (key & 0xFFFF) << 3 | place % postings.FIELDS
            expected.add((key >> 32 - bits) << 39 | name << postings.PLACE_BITS | place)
    found = postings.gathered(((place, place % postings.FIELDS, text) for place, text in enumerate(texts)), bits)
    assert found.tolist() == sorted(expected)


@given(st.sets(st.integers(0, 99)), st.sets(st.integers(0, 99)))
def test_postings_are_sets(one: set[int], other: set[int]) -> None:
    first, second = (np.array(sorted(numbers), np.uint64) for numbers in (one, other))
    assert postings.without(first, second).tolist() == sorted(one - other)
    assert postings.united([first, second]).tolist() == sorted(one | other)


_DAYS = st.dates().map(str) | st.sampled_from(["0000-01-01", "2025-11-25"])
_MARKS = st.lists(st.tuples(st.text("abc", min_size=1), _DAYS), unique_by=lambda m: m[0], max_size=60)


@given(_MARKS)
def test_numbers_follow_the_days(marks: list[tuple[str, str]]) -> None:
    shelving = shelve(mark(path, day[:4], day) for path, day in marks)
    assert shelving == shelve(mark(path, day[:4], day) for path, day in reversed(marks))
    days = dict(marks)
    in_order = sorted(days, key=lambda path: shelving.places[path])
    assert [days[path] for path in in_order] == sorted(days.values())
    assert len(set(shelving.places.values())) == len(days)
    assert all(place < shelving.size for place in shelving.places.values())
    years = {path: [year for first, year in shelving.years if first <= shelving.places[path]][-1] for path in days}
    assert years == {path: day[:4] for path, day in days.items()}


def test_one_more_article_moves_few() -> None:
    entries = [text.entry for text in corpus(600, 7)]
    before, moved = shelved(entries[:500]).places, []
    for more in entries[500:]:
        after = shelved([*entries[:500], more]).places
        moved.append(sum(after[path] != place for path, place in before.items()))
    assert sorted(moved)[75] <= 8, "all but a quarter, by which the row of a month has to grow, move none or a few"


def test_the_newest_articles_move_no_earlier_ones() -> None:
    entries = sorted((text.entry for text in corpus(200, 7)), key=lambda entry: entry.order)
    months = {entry.path: entry.order[:7] for entry in entries}
    for count in range(100, 200):
        before, after = (shelved(entries[:n]).places for n in (count, count + 1))
        moved = {months[path] for path in before if after[path] != before[path]}
        assert moved <= {entries[count].order[:7]}


def test_one_more_article_writes_only_what_it_touches() -> None:
    *entries, last = (text.entry for text in corpus(301, 7))
    last = replace(last, order="2031-01-31", year="2031")
    before, after = dict(index(entries)), dict(index([*entries, last]))
    written = {name for name, data in after.items() if before.get(name) != data}
    shelving = shelved([*entries, last])
    touched = {f"grams/{number}.js" for number in postings.shards(collected([last], shelving.places)).tolist()}
    assert len(touched) < len(after)
    assert set(after) == set(before)
    assert written == touched | {"shape.js", "facets/0.js"}


def test_the_index_does_not_mind_the_order_of_articles() -> None:
    entries = [text.entry for text in corpus(30, 5)]
    assert list(index(entries)) == list(index(reversed(entries)))


@pytest.mark.parametrize("entries", [[], [Entry("a/", "", "", "")], [Entry("a/", "云\ud800", "</script>", "\x00")]])
def test_strange_articles_are_indexed(entries: list[Entry]) -> None:
    assert {"fold.js", "shape.js"} <= dict(index(entries)).keys()


def test_a_reading_is_data_and_nothing_else() -> None:
    text = "</script><script>alert(1)</script>\u2028\u2029\\\"'`${x}"
    files = dict(readings("zh-Hans", [Reading("a/", text, text, "2025", text)], {"a/": 258}))
    [(name, data)] = files.items()
    assert name == "read/zh-Hans/1/2.js"
    head, _, body = data.decode().partition(",")
    assert head == 'fangzhi("read/zh-Hans/1/2"'
    assert json.loads(body.removesuffix(");\n"))["text"] == text
