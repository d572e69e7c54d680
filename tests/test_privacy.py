"""Personal data is found, told without being told on, veiled, and never published."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.cli import main
from fangzhi.desk.gate import masked_files
from fangzhi.desk.identifiers import check_digit, is_identity, luhn
from fangzhi.desk.inspection import inspect
from fangzhi.desk.leaflets import leaflets
from fangzhi.desk.masking import mask, veiled
from fangzhi.desk.privacy import traces
from fangzhi.desk.traces import Trace, narrow
from fangzhi.hanzi.conversion import Converter
from fangzhi.records.frontmatter import read
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place
from tests import places
from tests.bench.privacy import FLOOR, Sentence, overlap, score, sentences
from tests.golden_cases import load
from tests.test_history import commit, git
from tests.trust import record

KNOWN = sentences()
CASE = load("problems/personal-data.yml")["files"]
DATA = (
    "500199209901011237", "39　００００　０００１", "6200 0000 0000 0013", "E00000000", "3栋2单元501", "li.ming@example.com",
    "limings_01", "渝A·00000", "李小明", "王小红", "Xiaoming", "139 0000 0001", "13900000001",
)  # fmt: skip


@pytest.mark.parametrize("half", ["tune", "test"])
def test_benchmark(half: str) -> None:
    """At least 300 sentences, about half of them traps."""
    mine = [sentence for sentence in KNOWN if sentence.half == half]
    found = score(mine)
    assert len(mine) >= 200
    assert 0.4 < sum(not s.marked for s in mine) / len(mine) < 0.6
    wanted, right, wrong = (sum(counts.values()) for counts in (found.wanted, found.right, found.wrong))
    record(f"personal-{half}", wanted, wanted - right)
    record(f"alarms-{half}", right + wrong, wrong)
    assert found.recall() >= FLOOR
    assert found.precision() >= FLOOR


def test_in_traditional() -> None:
    """The same sentences in the other script."""
    convert = Converter(LanguageTag.HANS, LanguageTag.HANT).convert
    turned = [Sentence(s.half, convert(s.text), s.marked) for s in KNOWN]
    found = score(s for s, known in zip(turned, KNOWN, strict=True) if len(s.text) == len(known.text))
    assert found.recall() >= FLOOR
    assert found.precision() >= FLOOR


NUMBERS = st.builds(
    lambda place, day, order: f"{place}{day:%Y%m%d}{order:03}",
    st.sampled_from(["110101", "310115", "500112", "650102", "820000"]),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
).map(lambda digits: digits + check_digit(digits))
WRITTEN = st.sampled_from([
    str,
    str.lower,
    lambda n: "".join(chr(ord(c) + 0xFEE0) for c in n),
    lambda n: f"{n[:6]} {n[6:14]} {n[14:]}",
    lambda n: f"{n[:6]}-{n[6:14]}-{n[14:]}",
    lambda n: f"{n[:6]}\u200b{n[6:]}",
])  # fmt: skip


@given(st.text(max_size=30), NUMBERS, WRITTEN, st.text(max_size=30))
def test_an_identity_number_is_found_in_any_text(before: str, number: str, write: object, after: str) -> None:
    """As long as no other digit touches it."""
    assert callable(write)
    written = write(number)
    around = (narrow(before[-1:]), narrow(after[:1]))
    if not any(sign.isdigit() for sign in around):
        text = before + written + after
        assert any(t.kind == "identity" and t.start <= len(before) < t.end for t in traces(text))


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789"))
def test_a_wrong_digit_is_no_identity_number(number: str, at: int, digit: str) -> None:
    """Any one other digit breaks the check, which is what it is for."""
    wrong = number[:at] + digit + number[at + 1 :]
    assert is_identity(wrong) == (wrong == number)


@given(st.integers(10**14, 10**18))
def test_luhn_finds_every_wrong_digit(number: int) -> None:
    """Just one last digit is right."""
    assert sum(luhn(f"{number}{last}") for last in range(10)) == 1


@pytest.mark.parametrize(
    "mark", ["-{", "}-", "**", "~~", "\n", "\u200b", "\u0301", "&#8203;", "&shy;", "\\u200b", "[^1]"]
)
def test_no_mark_hides_a_name(mark: str) -> None:
    """Alone in its text, without anything else that is to be looked through."""
    text = f"犯罪嫌疑人李{mark}小明，男，被抓获。"
    assert [text[t.start : t.end] for t in traces(text) if t.kind == "name"] == [f"李{mark}小明"]


MIXED = st.lists(st.one_of(st.sampled_from([s.text for s in KNOWN]), st.text(max_size=12)), max_size=5).map("\n".join)


@given(MIXED)
def test_what_is_veiled_passes(text: str) -> None:
    """And veiling twice changes nothing more."""
    once = veiled(text)
    assert traces(once) == []
    assert veiled(once) == once


@pytest.mark.parametrize(
    ("kind", "found", "shown"),
    [
        ("name", "李明", "李某"), ("name", "欧阳小明", "欧阳某某"), ("name", "張志明", "張某某"), ("name", "Zhang San", "Zhang"),
        ("phone", "13800000000", "138****0000"), ("phone", "023-80000000", "023-****0000"), ("phone", "80000003", "8000****"),
        ("identity", "50019920880412004X", "500199************"), ("card", "6200 0000 0000 0013", "6200 **** **** 0013"),
        ("plate", "渝A·D0000", "渝A·*****"), ("plate", "渝A0001警", "渝A****警"), ("passport", "E00000000", "E********"),
        ("address", "3栋2单元501", "某栋某单元某"), ("email", "ab@example.com", "a*@example.com"), ("chat", "@abc_1", "@a**_*"),
    ],
)  # fmt: skip
def test_masks(kind: str, found: str, shown: str) -> None:
    """As long as before, with what an editor needs to know it by."""
    assert mask(kind, found) == shown


def _run(command: str, root: Path, *args: str) -> str:
    done = CliRunner().invoke(main, [command, "--root", str(root), *args])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_log_tells_nothing(archive: places.MakeArchive, form: str, lang: str) -> None:
    """The checks of a public repository are public, so what is found stands there veiled, doubtful conversions included."""
    doubtful = {"articles/2025/doubt.md": places.article(body="嫌疑人李小明（电话13900000001）了解了情况。")}
    said = _run("check", archive(CASE | doubtful), "--format", form, "--lang", lang)
    assert "hanzi-doubt" in said
    assert "privacy-phone" in said
    assert [datum for datum in DATA if datum in said] == []


def test_a_build_tells_nothing_either(archive: places.MakeArchive) -> None:
    """And makes nothing."""
    root = archive(CASE)
    said = _run("build", root)
    assert "privacy-name" in said
    assert [datum for datum in DATA if datum in said] == []
    assert not (root / "site").exists()


def test_the_message_of_a_commit_is_veiled(tmp_path: Path) -> None:
    """Readers see it as the reason of a change, and no editor can mend it."""
    root = places.archive(tmp_path / "archive", {"articles/2025/a.md": places.article(body="装了26盏灯。")})
    git(root, "init", "-q", ".")
    commit(root, "2025-01-01", "发布")
    (root / "articles/2025/a.md").write_text(places.article(body="装了28盏灯。"), "utf-8")
    commit(root, "2025-01-02", "更正数目，来电13900000001指出")
    assert "Traceback" not in _run("build", root)
    said = "".join(file.read_text("utf-8") for file in (root / "site").rglob("*.html"))
    assert "来电139****0001指出" in said
    assert "13900000001" not in said


def test_what_fix_veils(archive: places.MakeArchive) -> None:
    """The difference is shown, then nothing is left to find; allowed stays, and the page shows asterisks as they are."""
    root = archive(CASE)
    (root / "articles/2025/personal-allowed.md").write_text(
        CASE["articles/2025/personal-allowed.md"].replace("{allow: 赵小花}", "{allow: 赵小花, reason: 发言人}"), "utf-8"
    )
    said = _run("check", root, "--fix", "--yes")
    text = (root / "articles/2025/personal-data.md").read_text("utf-8")
    assert "-summary: 嫌疑人李小明已到案。\n" in said
    assert "+summary: 嫌疑人李某某已到案。\n" in said
    assert r"电话１３９　\*\*\*\*　０００１，卡号6200 \*\*\*\* \*\*\*\* 0013。" in text
    assert "caption: 车牌渝A·*****的货车" in text
    assert "咨询电话（023）8000 0000。" in (root / "articles/2025/personal-allowed.md").read_text("utf-8")
    assert {p.code for p in inspect(root, jobs=1).problems} == {"privacy-unused"}


BODIES = st.lists(st.sampled_from([s.text for s in KNOWN]), min_size=1, max_size=4).map("\n\n".join)


@given(st.sampled_from([s.text for s in KNOWN]), BODIES)
def test_fixing_keeps_a_file_readable(summary: str, body: str) -> None:
    """The same keys, the same lines, and nothing more to veil."""
    quoted = json.dumps(summary, ensure_ascii=False)
    data = f"---\ntitle: 试\ndate: 2025\nsummary: {quoted}\n---\n\n{body}\n".encode()
    once = masked_files({"articles/2025/a.md": data})["articles/2025/a.md"]
    before, after = read("a.md", data)[0], read("a.md", once)[0]
    assert before is not None
    assert after is not None
    assert [key.text for key, _ in before.meta.entries] == [key.text for key, _ in after.meta.entries]
    assert before.line == after.line
    assert masked_files({"articles/2025/a.md": once}) == {"articles/2025/a.md": once}


def test_the_benchmark_counts() -> None:
    """A wrong kind is no hit."""
    assert overlap(Trace("phone", 0, 3), Trace("phone", 2, 5))
    assert not overlap(Trace("phone", 0, 3), Trace("phone", 3, 5))
    assert not overlap(Trace("phone", 0, 3), Trace("card", 0, 3))


def test_hand_written_pages_pass_the_same_gate(archive: places.MakeArchive) -> None:
    """With and without front matter, in either language, in code and in folders; a page allows what may stand on it."""
    root = archive({
        "docs/contact.md": "# 联系\n\n请打13800138000。\n",
        "docs/dev/contact.en.md": "---\ntitle: x\nhide: [toc]\n---\n\n```\nmail: anna@example.org\n```\n",
        "docs/hotline.md": "---\nprivacy: [{allow: 023-80000000, reason: 对外公布}]\n---\n\n请打023-80000000。\n",
        "docs/unused.md": "---\n隐私:\n  - {允许: 023-80000001, 原因: 对外公布}\n---\n\n请来。\n",
        "docs/broken.md": "---\na: [\n---\n\n请打13800138001。\n",
        "docs/fine.md": "请打110，案号渝0101刑初123号。\n",
    })  # fmt: skip
    found = [(f.place, f.code) for f in inspect(root).problems if f.place.path.startswith("docs")]
    assert found == [
        (Place("docs/broken.md", 5, 3), "privacy-phone"),
        (Place("docs/contact.md", 3, 3), "privacy-phone"),
        (Place("docs/dev/contact.en.md", 7, 7), "privacy-email"),
        (Place("docs/unused.md", 3, 10), "privacy-unused"),
    ]
    one = inspect(root, [root / "docs/contact.md"]).problems
    assert [(f.place.path, f.code) for f in one] == [("docs/contact.md", "privacy-phone")]
    for command in ("check", "build"):
        run = CliRunner().invoke(main, [command, "--root", str(root), "--lang", "zh"])
        assert run.exit_code == 1
        assert "docs/contact.md:3:3: error privacy-phone" in run.output
        assert "13800138000" not in run.output
    assert not (root / "site").exists()


def test_what_lies_beside_the_articles_is_read_too(archive: places.MakeArchive) -> None:
    """Vocabularies, settings, files of text, and the texts of drawings but not their lines: pointed out, and veiled."""
    term = "  - {id: zz, name: {zh-Hans: 甲乙, en: X}, definition: {zh-Hans: 请打13800138000, en: Call us}}\n"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M138 0013 8000"/><text>13800138000</text></svg>'
    root = archive({
        "articles/_vocabulary/initiatives.yml": places.INITIATIVES + term,
        "articles/2025/x.md": places.article(images="[{src: lamp.svg, alt: 一盏灯}]", body="见[附件](a.txt)。"),
        "articles/2025/lamp.svg": drawing,
        "articles/2025/a.txt": "犯罪嫌疑人李小明\n",
        "mkdocs.yml": places.SETTINGS + "copyright: 请打13800138000\n",
    })  # fmt: skip
    found = inspect(root).problems
    assert {(f.place.path, f.code) for f in found} == {
        (path, "personal-data-beside")
        for path in (
            "articles/2025/a.txt",
            "articles/2025/lamp.svg",
            "articles/_vocabulary/initiatives.yml",
            "mkdocs.yml",
        )
    }
    assert len(found) == 4
    assert not [f for f in found if "13800138000" in f.line("zh") or "李小明" in f.line("zh")]
    assert found[1].place.column == drawing.index("1380") + 1


def test_a_page_from_elsewhere_is_not_read(archive: places.MakeArchive, tmp_path: Path) -> None:
    """A symbolic link in docs/ that leads out of the archive."""
    root = archive()
    (tmp_path / "other.md").write_text("13800138000\n", "utf-8")
    (root / "docs/other.md").symlink_to(tmp_path / "other.md")
    assert leaflets(root) == ["docs/about.md"]


@pytest.mark.parametrize("name", ["谢小龙", "冯大勇", "欧阳小明", "李明"])
def test_a_name_is_found_by_what_was_done(name: str) -> None:
    """Whatever surname it begins with, and no role before it."""
    assert [(t.kind, t.start, t.end) for t in traces(f"警方将{name}抓获。")] == [("name", 3, 3 + len(name))]


@pytest.mark.parametrize(
    ("text", "kind", "found", "shown"),
    [
        ("嫌疑人**李小明**到案", "name", "李小明", "李某某"),
        ("嫌疑人李**小明**到案", "name", "李**小明", "李某某"),
        ("嫌疑人李\u200b小\u202e明到案", "name", "李\u200b小\u202e明", "李某某"),
        ("嫌疑人李&#23567;明到案", "name", "李&#23567;明", "李某某"),
        ("嫌疑人李\\u5c0f明到案", "name", "李\\u5c0f明", "李某某"),
        ("嫌疑人\uf9e1小明到案", "name", "\uf9e1小明", "\uf9e1某某"),
        ("嫌疑人李\n小明到案", "name", "李\n小明", "李某某"),
        ("嫌疑人李[^1]小明到案", "name", "李[^1]小明", "李某某"),
        ("嫌疑人〔李小明=李小明〕到案", "name", "李小明", "李某某"),
        ("电话138\\-0013\\-8000。", "phone", "138\\-0013\\-8000", "138-****-8000"),
        ("电话一三八〇〇一三八〇〇〇。", "phone", "一三八〇〇一三八〇〇〇", "138****8000"),
    ],
)
def test_what_hides_nothing(text: str, kind: str, found: str, shown: str) -> None:
    """The place in the file is that of all that was written, and the mask is of what is seen."""
    assert [(t.kind, text[t.start : t.end]) for t in traces(text)] == [(kind, found)]
    assert mask(kind, found) == shown
