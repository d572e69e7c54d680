from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.hanzi import compiled, glossary, marks, quotes, review, rules, tables
from fangzhi.hanzi.conversion import Converter, Hints
from fangzhi.hanzi.lexicon import to_traditional
from fangzhi.hanzi.markup import convert_html
from fangzhi.hanzi.reader import CLAUSE, ClauseReader
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.messages import MESSAGES
from tests.conftest import ROOT

HANS, HANT = LanguageTag.HANS, LanguageTag.HANT


@pytest.mark.parametrize(
    ("curly", "corner"),
    [
        ("“甲‘乙’丙”", "「甲『乙』丙」"),
        ("“甲“乙”丙”", "「甲『乙』丙」"),
        ("‘甲“乙”丙’", "『甲「乙」丙』"),
        ("“I’m fine”", "「I’m fine」"),
        ("the boys’ room", "the boys’ room"),
        ("’90s rock ’n’ roll", "’90s rock ’n’ roll"),
        ("“未完\n“又一段”", "「未完\n「又一段」"),
        ("”", "」"),
        ("他说‘好’。", "他说『好』。"),
        ("‘OK’", "『OK』"),
        ("“他说：‘我只要A’。”", "「他说：『我只要A』。」"),
    ],
)
def test_quotes(curly: str, corner: str) -> None:
    assert quotes.to_corner(curly) == corner
    if curly.count("“") < 2:
        assert quotes.to_curly(corner) == curly


@pytest.mark.parametrize(
    ("html", "done"),
    [
        ("<p>街头<b>发</b>放</p>", "<p>街頭<b>發</b>放</p>"),
        ("<p>头<strong>发</strong></p>", "<p>頭<strong>髮</strong></p>"),
        ("<p>头</p><p>发</p>", "<p>頭</p><p>發</p>"),
        ('<img alt="头发" src="/头发.jpg">', '<img alt="頭髮" src="/头发.jpg">'),
        ('<a href="/里/" id="里" title="里面">里面</a>', '<a href="/里/" id="里" title="裡面">裡面</a>'),
        ("<p>后<code>头发</code>面</p>", "<p>後<code>头发</code>面</p>"),
        ("<pre>头发</pre><kbd>后</kbd><samp>后</samp>", "<pre>头发</pre><kbd>后</kbd><samp>后</samp>"),
        ('<script>var 头="<p>发";</script>里面', '<script>var 头="<p>发";</script>裡面'),
        ('<style>p::before{content:"头发"}</style>', '<style>p::before{content:"头发"}</style>'),
        ('<span lang="ja">国</span>国', '<span lang="ja">国</span>國'),
        (
            '<div lang="en">里<p lang="zh-Hans">里面</p>里</div>里',
            '<div lang="en">里<p lang="zh-Hans">裡面</p>里</div>裡',
        ),
        ('<b translate="no">头发</b>头发', '<b translate="no">头发</b>頭髮'),
        (
            '<meta name="description" content="头发"><meta name="robots" content="头发">',
            '<meta name="description" content="頭髮"><meta name="robots" content="头发">',
        ),
        ("<!-- 头发 --><!doctype html>头发", "<!-- 头发 --><!doctype html>頭髮"),
        ("<p title='头>发'>a < b 里面 & c</p>", "<p title='頭>發'>a < b 裡面 & c</p>"),
        ("“头<em>发</em>”", "「頭<em>髮</em>」"),
        ("<p>〔只=<b>隻</b>〕</p>", "<p><b>隻</b></p>"),
        ("<p>里面<br/>发<wbr>放<", "<p>裡面<br/>發<wbr>放<"),
    ],
)
def test_html(widen: Converter, html: str, done: str) -> None:
    if "〔" in html:
        assert "隻" in convert_html(html, widen)
    else:
        assert convert_html(html, widen) == done


@given(st.text(st.sampled_from("<>/=\"' bpcode后发只〔〕“”&;-!"), max_size=40))
def test_html_never_breaks(html: str) -> None:
    converter = Converter(HANS, HANT)
    if "〔" not in html:
        assert len(convert_html(html, converter)) == len(html)
    else:
        convert_html(html, converter)


def test_marks() -> None:
    read = marks.read("一〔只=隻〕-{zh-hans:计算机;zh-tw:電腦;zh-hk:電腦}-、-{后}-", HANS, HANT)
    assert read.text == "一只计算机、后"
    assert [pin.output for pin in read.pins] == ["隻", "電腦", "后"]
    assert marks.read("〔只＝隻〕", HANS, HANS).text == "只"
    assert marks.read("国发〔2025〕3号", HANS, HANT).text == "国发〔2025〕3号"


@pytest.mark.parametrize(
    ("text", "codes", "column"),
    [
        ("好〔只=隻", ["hanzi-mark-broken"], 2),
        ("-{后", ["hanzi-mark-broken"], 1),
        ("后}-", ["hanzi-mark-broken"], 2),
        ("〔只=〔只=隻〕", ["hanzi-mark-broken"], 1),
        ("-{zh-hans:后}-", ["hanzi-mark-variant"], 1),
        ("〔2025〕〔只=隻〕-{后}-", [], 0),
    ],
)
def test_broken_marks(text: str, codes: list[str], column: int) -> None:
    found = marks.problems("上一行\n" + text, "a.md", 7)
    assert [problem.code for problem in found] == codes
    assert all((p.place.line, p.place.column) == (8, column) and p.message("zh") and p.message("en") for p in found)


GLOSSARY = """\
- simplified: 头发
  traditional: 頭髮
  kind: term
  locked: yes
  reason: 例
- {simplified: 甲, traditional: 甲, kind: planet, reason: 例}
- {simplified: 乙, kind: term, reason: 例, simplfied: 乙}
- simplified: 丙
  traditional: 丙
  kind: term
  regions: {zh-Hant-TW: 丁, fr: 戊}
  reason: 例
"""


def test_glossary_problems_have_places() -> None:
    known, found = glossary.read(GLOSSARY, "g.yml")
    places = {(p.code, p.place.line, p.place.column) for p in found}
    assert places == {
        ("not-a-choice", 4, 11),
        ("not-a-choice", 6, 41),
        ("missing-field", 7, 3),
        ("unknown-key", 7, 42),
        ("hanzi-glossary-region", 11, 28),
    }
    assert all(p.message("zh") and p.message("en") for p in found)
    assert known.entries == ()


def test_word_lists_are_read_like_every_other_file() -> None:
    """Full-width colons, near guesses, tabs, and the second of two equal keys."""
    entry = "- simplified： 头发\n  traditional： 頭髮\n  kind： trem\n  reason： 例\n  reason: 又\n"
    _, found = glossary.read(entry, "g.yml")
    assert [(p.code, p.place.line, p.place.column) for p in found] == [("duplicate-key", 5, 3), ("not-a-choice", 3, 9)]
    assert "term" in dict(found[1].facts)["near"]
    approved, found = review.read("0a: 一\n0b： 二\n0a: 三\n", "r.yml")
    assert approved == {"0a", "0b"}
    assert [p.line("en") for p in found] == ["r.yml:3:1: error duplicate-key: The key “0a” is already given in line 1."]
    assert [(p.code, p.place.line, p.place.column) for p in review.read("0a: 一\n0b:\t二\n")[1]] == [("tab", 2, 4)]


@pytest.mark.parametrize("text", ["a: [", "x", "- 1", "{a: 1}", "", "- simplified: [a]", "\x00"])
def test_glossary_never_breaks(text: str) -> None:
    _, found = glossary.read(text)
    assert bool(found) == bool(text)


def test_the_archive_glossary() -> None:
    known, found = glossary.read_glossary(ROOT)
    assert not found
    assert len(known.entries) > 100
    assert {entry.kind for entry in known.entries if entry.locked} >= {"statute", "offence", "office"}


def test_approvals_outlive_edits_elsewhere(widen: Converter) -> None:
    def doubts(text: str, line: int = 1) -> list[review.Finding]:
        return [f for f in review.findings([review.Passage("a.md", text, line)], widen) if f.decision.doubtful]

    first = doubts("前文。\n事故发生后，起火点系厨房插座。")
    assert first
    assert first[0].place.line == 2
    approved, found = review.read(review.write(first))
    assert not found
    assert review.unapproved(first, frozenset())
    assert not review.unapproved(first, approved)
    moved = doubts("新加的一段。\n\n前文改了。\n事故发生后，起火点系厨房插座。", 9)
    assert not review.unapproved(moved, approved)
    changed = doubts("事故发生后，着火处系厨房插座。")
    assert review.unapproved(changed, approved)
    assert MESSAGES["hanzi-doubt"].severity == "warning"


@pytest.mark.parametrize("text", ["a: [", "- a", "x"])
def test_review_file_never_breaks(text: str) -> None:
    approved, found = review.read(text)
    assert not approved
    assert found


def test_kept_tables_are_not_believed_when_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compiled.table("t", [b"1"], lambda: {"a": 1.5}) == {"a": 1.5}
    assert compiled.table("t", [b"1"], dict) == {"a": 1.5}
    assert compiled.table("t", [b"2"], lambda: {"b": 2}) == {"b": 2}
    for path in compiled.folder().iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert compiled.table("t", [b"1"], lambda: {"c": 3}) == {"c": 3}
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/nowhere")
    assert compiled.table("t", [b"1"], lambda: {"d": 4}) == {"d": 4}


def test_every_rule_can_be_asked() -> None:
    for char, known in rules.by_character().items():
        for rule in known:
            assert rule.fits(f"前{char}后", 1) in {True, False}


def test_no_word_has_two_readings() -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in tables.readings():
        for word in entry.words:
            assert seen.setdefault((entry.char, word), entry.reading) == entry.reading, word


def test_hints_with_nothing_are_nothing(widen: Converter) -> None:
    assert widen.convert("头发", Hints(keep=("",), names=("",))) == "頭髮"


def test_what_is_not_converted_stands_between_words() -> None:
    """的 before code and 里 after it are not the 的里 of a name; quotation marks pair across it all the same."""
    html = "<p>在<code>mkdocs.yml</code>的<code>site_url</code>里，也可用“<code>SITE_URL</code>”。</p>"
    wanted = "<p>在<code>mkdocs.yml</code>的<code>site_url</code>裡，也可用「<code>SITE_URL</code>」。</p>"
    assert convert_html(html, Converter(LanguageTag.HANS, LanguageTag.HANT)) == wanted


def test_clauses_that_are_not_read_have_nothing_to_read() -> None:
    """Characters and their neighbours are looked at first: what that passes over reads as usual."""
    lexicon = to_traditional()
    reader, usual = ClauseReader(lexicon), lexicon.default
    chars = [*sorted(reader.many), *"一二三人家了的〇1"]
    threes = (f"{a}{b}{c}" for a, b, c in zip(chars, chars[7:], chars[19:], strict=False))
    text = "，".join([*chars, *threes, *sorted(lexicon.odd)[::9], *_ruled()])
    every = [
        (clause.start() + found.start, found.choice)
        for clause in CLAUSE.finditer(text)
        for found in reader.explain(clause.group())
        if usual.get(ord(found.source), found.source) != found.choice
    ]
    assert len(every) > len(chars)
    assert list(reader.changes(text)) == every


def _ruled() -> Iterator[str]:
    """Each rule's character among what the rule asks for, as far as that is plain words."""
    for line in files("fangzhi.hanzi").joinpath("data", "rules.txt").read_text("utf-8").splitlines():
        head, *parts = line.split(" ")
        left, right = (
            re.findall("(?:^|[|])([\u4e00-\u9fff]+)(?=[|]|$)", part.partition(":")[2])
            for part in (next((p for p in parts if p.startswith(f"{side}:")), "") for side in ("left", "right"))
        )
        for char in head.partition("=")[0] if "=" in head[1:] and head[0] != "#" else ():
            yield from (f"{before}{char}{after}" for before in left or [""] for after in right or [""])
