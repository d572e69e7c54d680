"""Authority files and the catalogue: how terms are found, what belongs where, and in what order."""

from __future__ import annotations

import pytest

from fangzhi.records.archive import read_archive
from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.edtf import parse
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.settings import read_settings
from tests import places
from tests.conftest import ROOT

DATES = ["2025-11", "2025-11-25", "202X-11-25", "2025", "XXXX", "2025-11-25?", "2009", "20XX", "2025-12~", "2024-21"]


@pytest.fixture
def small(archive: places.MakeArchive) -> Catalogue:
    """The catalogue of the invented place, with a few reports."""
    files = {
        "articles/2025/a.md": places.article(date="2025-01-01", related="[d, a]"),
        "articles/2025/b.md": places.article(date="2025-02-01", districts="[西河区, 东园区]", initiatives="[道路安全]"),
        "articles/2025/c.md": places.article(date="2025-02-01", initiatives="[社区书屋, 骑行头盔]"),
        "articles/2025/d.md": places.article(date="2025-03-01", initiatives="[社区书屋]", districts="[南山区]"),
        "articles/2025/e.md": places.article(date="2025-04-01", status="draft"),
        "articles/2025/f.md": places.article(
            date="2025-04-02", status="撤稿", withdrawn="{日期: 2025-05-01, 原因: 重复}"
        ),
    }
    return places.catalogue(archive(files))


def _ids(items: tuple[Item | None, ...]) -> str:
    return " ".join(item.article.id if item else "-" for item in items)


def _item(catalogue: Catalogue, identifier: str) -> Item:
    return catalogue.items[catalogue.positions[identifier]]


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("xihe", "xihe"), ("西河区", "xihe"), ("西河區", "xihe"), ("Xihe District", "xihe"), ("河西", "xihe"),
        ("990102", "xihe"), (" 西河区 ", "xihe"), ("东园", "dongyuan"), ("東園", "dongyuan"),
        ("东园县", "dongyuan-county"), ("東園縣", "dongyuan-county"), ("东圆区", None), ("", None),
    ],
)  # fmt: skip
def test_a_term_is_found_by_whatever_it_is_called(small: Catalogue, words: str, identifier: str | None) -> None:
    """By id, code, label in each language, short name, alias; former ones by their own name."""
    term = small.districts.find(words)
    assert (term.id if term else None) == identifier


def test_the_term_in_force_has_a_shared_name(archive: places.MakeArchive) -> None:
    """And an id is never taken by another term's alias."""
    shared = """\
terms:
  - {id: old, name: {zh-Hans: 甲区}, to: 2000}
  - {id: new, name: {zh-Hans: 甲区}, aliases: [old], from: 2000}
"""
    vocabulary = places.catalogue(archive({"articles/_vocabulary/districts.yml": shared})).districts
    assert [term.id for words in ("甲区", "old", "new") if (term := vocabulary.find(words))] == ["new", "old", "new"]


def test_relations_between_terms(small: Catalogue) -> None:
    """Broader and narrower, replaced and replacing, kinds and labels."""
    road, helmets = small.initiatives.by_id["roads"], small.initiatives.by_id["helmets"]
    assert small.initiatives.narrower(road) == (helmets,)
    assert small.initiatives.within(road) == (road, helmets)
    district = small.districts.by_id["dongyuan"]
    assert [term.id for term in small.districts.replaced(district)] == ["dongyuan-county"]
    assert small.districts.kinds["district"][LanguageTag.HANT] == "區"
    assert district.labels[LanguageTag.HANT] == "東園區"


@pytest.mark.parametrize(
    ("date", "county", "district"),
    [
        ("2009", True, False), ("2010", True, True), ("2010-04-30", True, False), ("2010-05-01", False, True),
        ("2010-05", False, True), ("XXXX", True, True), ("2009/2011", True, True), ("201X", True, True),
        ("../2010-04", True, False), ("2025", False, True),
    ],
)  # fmt: skip
def test_in_force(small: Catalogue, date: str, county: bool, district: bool) -> None:
    """A term counts as in force where it may have been, on any day that the date can mean."""
    terms = (small.districts.by_id["dongyuan-county"], small.districts.by_id["dongyuan"])
    assert [term.in_force(parse(date)) for term in terms] == [county, district]


def test_facets(small: Catalogue) -> None:
    """Newest first; an item is under all its terms once; a broader initiative holds what those below it hold."""
    assert _ids(small.items) == "d c b a"
    assert _ids(small.withdrawn) == "f"
    assert {key: _ids(items) for key, items in small.by_district.items()} == {
        "dongyuan": "c b a", "xihe": "b", "nanshan": "d",
    }  # fmt: skip
    assert {key: _ids(items) for key, items in small.by_initiative.items()} == {
        "roads": "c b a", "helmets": "c a", "libraries": "d c",
    }  # fmt: skip


def test_neighbours_and_related(small: Catalogue) -> None:
    """Neighbours in the first district; related ones as the editor named them, then the nearest that share a term."""
    assert {each.article.id: _ids(small.neighbours(each)) for each in small.items} == {
        "a": "- b", "b": "- -", "c": "b -", "d": "- -",
    }  # fmt: skip
    assert {each.article.id: _ids(small.related(each)) for each in small.items} == {
        "a": "d c", "b": "", "c": "d a", "d": "c",
    }  # fmt: skip


def test_one_item_twice_in_a_term_is_there_once(archive: places.MakeArchive) -> None:
    """Two names of one district are one district."""
    files = {"articles/2025/a.md": places.article(districts="[西河区, 河西]")}
    catalogue = places.catalogue(archive(files))
    assert [term.id for term in catalogue.items[0].districts] == ["xihe"]


def test_order_of_uncertain_dates(archive: places.MakeArchive) -> None:
    """By the first day that a date can mean, then by the last, then by id; years by what is known, then the rest."""
    files = {
        f"articles/2025/n{n}.md": places.article(date=f"'{date}'").replace("东园区", "西河区")
        for n, date in enumerate(DATES)
    }
    catalogue = places.catalogue(archive(files))
    assert [str(item.article.date) for item in catalogue.items] == [
        "2025-12~", "2025-11-25?", "2025-11-25", "2025-11", "2025", "2024-21", "202X-11-25", "2009", "20XX", "XXXX",
    ]  # fmt: skip
    assert list(catalogue.by_year) == ["2025", "2024", "2009", "202X", "20XX", "XXXX"]


def test_the_place_of_an_item_does_not_hang_on_the_order_of_files(archive: places.MakeArchive) -> None:
    """Two archives with the same reports are equal, whatever the disk says first."""
    files = {f"articles/2025/{name}.md": places.article() for name in "abc"}
    assert _ids(places.catalogue(archive(dict(reversed(files.items())))).items) == "c b a"


def test_the_sample_archive_is_sound() -> None:
    """No problem of any severity, in the repository's own archive: 37 present districts, and those of before."""
    _, in_settings = read_settings(ROOT)
    archive, problems = read_archive(ROOT)
    assert [found.line("en") for found in [*in_settings, *problems]] == []
    districts = archive.catalogue.districts
    assert sum(term.present for term in districts.terms) == 37
    for former in ("江北区", "渝北区", "荣昌县", "開縣"):
        term = districts.find(former)
        assert term
        assert not term.present
        assert term.replaced_by
    for vocabulary in (districts, archive.catalogue.initiatives):
        for term in vocabulary.terms:
            assert set(term.labels) == {LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN}, term.id
    assert len(archive.catalogue.items) == 5
    assert all(item.article.english and item.article.english.summary for item in archive.catalogue.items)
