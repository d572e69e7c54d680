"""Folding: a text and what it is converted to are one."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.hanzi.folding import fold, packed, representatives

_CHARACTERS = ("STCharacters", "TSCharacters", "TWVariants", "HKVariants", "TWVariantsRev", "HKVariantsRev")
_PHRASES = ("STPhrases", "TSPhrases", "TWVariantsRevPhrases", "HKVariantsPhrases", "HKVariantsRevPhrases")


@pytest.mark.parametrize("name", _CHARACTERS + _PHRASES)
def test_what_the_dictionaries_exchange_is_folded_alike(name: str) -> None:
    lines = (files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [(key, form) for key, _, forms in (line.partition("\t") for line in lines) for form in forms.split()]
    assert pairs
    assert [(key, form) for key, form in pairs if fold(key) != fold(form)] == []


@pytest.mark.parametrize(
    "forms",
    [
        "著着",
        "里裡裏",
        "台臺",
        "群羣",
        "线線綫",
        "后後",
        "余餘",
        "只隻",
        "发發髮",
        "云雲",
        "养養",
        "峰峯",
        "册冊",
        "户戶",
        "奖獎",
    ],
)
def test_variant_forms_are_one(forms: str) -> None:
    assert len({fold(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＰＰ下載", "app下载"),
        ("共 10 所\n學校", "共10所学校"),
        ("police–grid  work", "police grid work"),
        ("“警網融合”、反詐！", "警网融合 反诈"),
        ("㎡ ½ Café İ ß Σ", "m2 1 2 cafe i ß σ"),
        ("安\u200b全\ufeff", "安全"),
        ("\ud800😀<script>.*", "script"),
        ("……", ""),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == "".join(representatives().get(character, character) for character in folded)


@given(st.text(), st.text())
def test_a_part_is_found_in_the_whole(before: str, after: str) -> None:
    assert fold("警网融合") in fold(f"{before}。警網融合。{after}")


def test_packed_holds_every_character() -> None:
    keys, values = packed().split(" ")
    counts = [sum("0" <= sign < "P" for sign in run) for run in (keys, values)]
    assert counts == [len(representatives())] * 2
    assert set(keys + values) <= set(map(chr, range(48, 112)))


@given(st.text(max_size=20))
def test_long_texts_fold_as_short_ones_do(text: str) -> None:
    for part in (text, f"{text}½"):
        assert fold("。".join([part] * 100)).split(" ") == fold(part).split(" ") * (100 if fold(part) else 1)
