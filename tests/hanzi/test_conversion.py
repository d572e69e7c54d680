from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangzhi.hanzi.conversion import Converter, Hints
from fangzhi.hanzi.decisions import Level
from fangzhi.hanzi.glossary import Entry, Glossary, Kind
from fangzhi.records.langtag import LanguageTag
from tests.bench.conversion import Sentence, sentences, wrong_words

HANS, HANT = LanguageTag.HANS, LanguageTag.HANT

# What the benchmark may at most count: a change that lets these rise has broken something.
MOST_WRONG = {"tune": 0, "test": 10}

# Facts of Taiwan's standard forms, as OpenCC's s2tw writes them.
STANDARD = {
    "里面": "裡面",
    "为了": "為了",
    "看着": "看著",
    "著名": "著名",
    "群众": "群眾",
    "线索": "線索",
    "刚才": "剛才",
    "台湾": "臺灣",
    "嘴唇": "嘴唇",
    "山峰": "山峰",
    "起床": "起床",
    "面粉": "麵粉",
    "卫生": "衛生",
    "启动": "啟動",
    "污染": "汙染",
    "秘密": "秘密",
    "吃饭": "吃飯",
    "粽子": "粽子",
    "灶台": "灶臺",
    "泄露": "洩露",
    "抬头": "抬頭",
    "屋檐": "屋簷",
    "麻痹": "麻痺",
    "缰绳": "韁繩",
    "踊跃": "踴躍",
    "伪造": "偽造",
    "社区": "社區",
    "信息": "信息",
}


@pytest.mark.parametrize("half", ["tune", "test"])
def test_benchmark(widen: Converter, half: str) -> None:
    known = [sentence for sentence in sentences() if sentence.half == half]
    assert len(known) > 200
    wrong = sum(wrong_words(widen.convert(s.simplified), s.traditional) for s in known)
    assert wrong <= MOST_WRONG[half]


def test_every_seam_named_at_the_start(widen: Converter) -> None:
    golden = {
        "诱导出票": "誘導出票",
        "街头发放": "街頭發放",
        "小王后来": "小王後來",
        "切实干预": "切實干預",
        "关联系统": "關聯系統",
        "一出门": "一出門",
        "走访并入户": "走訪並入戶",
        "28只犬": "28隻犬",
        "只能": "只能",
        "仅5只占": "仅5只占",
        "一出戏": "一齣戲",
        "余某": "余某",
        "其余某些": "其餘某些",
        "于某日": "於某日",
        "小于说": "小于說",
        "老范": "老范",
    }
    golden["仅5只占"] = "僅5只佔"
    assert {text: widen.convert(text) for text in golden} == golden


def test_standard_forms(widen: Converter) -> None:
    assert {text: widen.convert(text) for text in STANDARD} == STANDARD


def test_back_to_simplified(narrow: Converter) -> None:
    golden = {
        "他說：「著名的乾隆皇帝看著瞭望塔。」": "他说：“著名的乾隆皇帝看着瞭望塔。”",
        "余某藉口離開，於是余家與岳陽的鍾某聯繫。": "余某借口离开，于是余家与岳阳的钟某联系。",
        "「甲說『乙』」": "“甲说‘乙’”",
        "計畫與答覆": "计划与答复",
        "沈沒的船隻": "沉没的船只",
        "什麼": "什么",
        "彷彿看見祇園": "仿佛看见祇园",
        "么妹和老么": "幺妹和老幺",
        "姪子拚命追趕": "侄子拼命追赶",
        "薰陶": "熏陶",
        "賸欵不多，幹麼蹧蹋": "剩款不多，干吗糟蹋",
    }
    assert {text: narrow.convert(text) for text in golden} == golden


@pytest.mark.parametrize("sentence", sentences(), ids=lambda s: s.simplified[:12])
def test_there_and_back(narrow: Converter, sentence: Sentence) -> None:
    assert narrow.convert(sentence.traditional) == sentence.simplified


def test_regions() -> None:
    hongkong = Converter(HANS, LanguageTag.HANT_HK)
    assert hongkong.convert("卫生厅说里面着火，台湾著名的线") == "衞生廳説裏面着火，台灣著名的線"
    assert hongkong.convert("参加者参差不齐，下颚") == "參加者參差不齊，下顎"
    plain = Converter(HANS, LanguageTag.HANT_TW)
    assert plain.convert("网络软件") == "網絡軟件"
    locked = Entry("个人信息保护法", "個人信息保護法", Kind.STATUTE, "law", locked=True)
    words = Converter(HANS, LanguageTag.HANT_TW, Glossary((locked,)), words=True)
    assert words.convert("个人信息保护法说信息，诱导出票，软件") == "個人信息保護法說資訊，誘導出票，軟體"


def test_levels_in_order() -> None:
    glossary = Glossary((Entry("头发", "頭发", Kind.TERM, "test"),))
    converter = Converter(HANS, HANT, glossary)
    hints = Hints(pairs=(("头发", "頭發"),))
    assert converter.convert("头发") == "頭发"
    assert converter.convert("头发", hints) == "頭發"
    assert converter.convert("〔头发=頭X〕", hints) == "頭X"
    levels = [d.level for d in converter.explain("〔头=頭〕余某头发，理发", Hints())]
    assert levels == [Level.MARK, Level.RULE, Level.GLOSSARY, Level.DICTIONARY]


def test_names_of_the_article_are_names(widen: Converter) -> None:
    hints = Hints(names=("余松",), keep=("台后",))
    assert widen.convert("余松发言，台后", hints) == "余松發言，台后"


def test_english_and_equal_scripts_change_nothing() -> None:
    text = "“里面” I’m 〔只=隻〕"
    assert Converter(LanguageTag.EN, HANT).convert(text) == text
    assert Converter(HANS, HANS).convert("“里面”〔只=隻〕") == "“里面”只"


def test_pickled_converters_convert_alike(widen: Converter) -> None:
    again = pickle.loads(pickle.dumps(widen))
    assert again.convert("余某在街头发传单") == widen.convert("余某在街头发传单")


def test_doubt_is_told(widen: Converter) -> None:
    doubtful = [d for d in widen.explain("起火原因系用火不慎") if d.doubtful]
    assert all(d.source == "系" and d.alternatives for d in doubtful)
    assert any(d.alternatives for d in widen.explain("他在街头发呆"))


HAN = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.sampled_from("后发里干只余于某系“”‘’，。\n只一二3A〔〕=-{};:"),
    max_size=60,
)
ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY | HAN)
def test_never_a_lost_character(text: str) -> None:
    for source, target in ((HANS, HANT), (HANT, HANS), (HANS, LanguageTag.HANT_HK)):
        converter = Converter(source, target)
        if converter.plain(text) == text:
            done = converter.convert(text)
            assert len(done) == len(text)
            kept = [(a, b) for a, b in zip(text, done, strict=True) if a != b]
            assert all(ord(a) > 0x2E7F or a in "“”‘’" for a, _ in kept)
        converter.explain(text)


@given(HAN)
def test_traditional_text_stays(text: str) -> None:
    converter = Converter(HANS, HANT)
    if converter.plain(text) == text:
        for line in converter.convert(text).split("\n"):
            if converter.convert(line) != line:
                assert not any(char in line for char in "發後裡幹隻餘於係"), line


@given(st.lists(HAN, max_size=4))
def test_paragraphs_do_not_touch(paragraphs: list[str]) -> None:
    converter = Converter(HANS, HANT)
    parts = [part for text in paragraphs for part in text.split("\n")]
    assert converter.convert("\n".join(parts)) == "\n".join(map(converter.convert, parts))


@given(st.lists(HAN, max_size=6))
def test_pieces_join_to_the_whole(pieces: list[str]) -> None:
    converter = Converter(HANS, HANT)
    assert "".join(converter.convert_pieces(pieces)) == converter.convert("".join(pieces))


def test_traditional_benchmark_stays(widen: Converter) -> None:
    for sentence in sentences():
        if any(char in sentence.traditional for char in "發後們說這個"):
            assert widen.convert(sentence.traditional) == sentence.traditional


@pytest.mark.parametrize("unit", ["余某在街头发", "〔只", "-{", "a", "“", "里"])
def test_a_megabyte_on_one_line_in_linear_time(widen: Converter, unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        widen.convert(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(800_000) < 20 * max(seconds(100_000), 0.05)


def test_sample_page(widen: Converter) -> None:
    path = os.environ.get("FANGZHI_SAMPLE_PAGE")
    if not path:
        pytest.skip("FANGZHI_SAMPLE_PAGE is not set")
    text = Path(path).read_text(encoding="utf-8")
    done = widen.convert(text)
    assert len(done) == len(text)
    assert not set("“”‘’国们这说发") & set(done)
    assert widen.convert(done) == done


settings.register_profile("hanzi", deadline=None)
settings.load_profile("hanzi")
