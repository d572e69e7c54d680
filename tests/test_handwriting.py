"""Front matter as it comes from Chinese keyboards, Notepad and habit: what check says of it, and that --fix puts it right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.cli import main
from fangzhi.desk.fixes import mended
from fangzhi.records.edtf import meant
from fangzhi.records.frontmatter import compose
from fangzhi.records.handwriting import slip
from tests.pages_golden import ARCHIVE

GOOD = """---
title: 石桥修好十里灯路
date: 2025-12-02
source: {title: 平安晚报, issued: 2025-12-03}
districts: [石桥县, 澜江区]
initiatives: [交通安全]
status: draft
---

县里在乡道上装了灯。
"""

# what is written instead of what, the code and the place that check names, and what its message must hold
CASES = {
    "no space": ("title: 石", "title:石", "2:6", "no-space-after-colon", "title: 石桥修好十里灯路"),
    "wide space": ("title: 石", "title:　石", "2:6", "no-space-after-colon", "title: 石桥修好十里灯路"),
    "no-break space": ("title: 石", "title:\xa0石", "2:6", "no-space-after-colon", "title: 石桥修好十里灯路"),
    "equals": ("title: 石", "title＝石", "2:6", "no-space-after-colon", "title: 石桥修好十里灯路"),
    "colon in value": ("石桥修好", "石桥: 修好", "2:8", "quote-value", 'title: "石桥: 修好十里灯路"'),
    "quotation in value": ("石桥修好", '"石桥"修好', "2:8", "quote-value", "title: '\"石桥\"修好十里灯路'"),
    "brackets before": ("石桥修好", "[图文] 石桥修好", "2:8", "quote-value", 'title: "[图文] 石桥修好十里灯路"'),
    "braces before": ("石桥修好", "{图}石桥修好", "2:8", "quote-value", 'title: "{图}石桥修好十里灯路"'),
    "hyphen before": ("石桥修好", "- 石桥修好", "2:8", "quote-value", 'title: "- 石桥修好十里灯路"'),
    "angle before": ("石桥修好", ">>石桥修好", "2:8", "quote-value", 'title: ">>石桥修好十里灯路"'),
    "set in": ("title: 石", " title: 石", "2:1", "key-set-in", "title: 石桥修好十里灯路"),
    "wide dash": ("districts: [石桥县, 澜江区]", "districts:\n- 石桥县\n－ 澜江区", "7:1", "wide-dash", "- 澜江区"),
    "set in by a wide space": ("title: 石", "　title: 石", "2:1", "unknown-key", "title"),
    "unseen": ("title: 石", "\u200btitle: 石", "2:1", "unknown-key", "title"),
    "wide colon in braces": ("{title: 平安晚报, i", "{title：平安晚报，i", "4:10", "unknown-key", "title"),
    "wide commas": ("石桥县, 澜江区", "石桥县，澜江区", "5:13", "unknown-term", "石桥县, 澜江区"),
    "enumeration": ("[石桥县, 澜江区]", "石桥县、澜江区", "5:12", "unknown-term", "石桥县, 澜江区"),
    "wide brackets": ("[交通安全]", "【交通安全】", "6:14", "unknown-term", "交通安全"),
    "slashes": ("2025-12-02", "2025/12/2", "3:7", "not-a-date", "2025-12-02"),
    "points": ("2025-12-02", "2025.12.02", "3:7", "not-a-date", "2025-12-02"),
    "wide digits": ("2025-12-02", "２０２５年１２月２日", "3:7", "not-a-date", "2025-12-02"),
    "quoted date": ("2025-12-02", "“2025-12-02”", "3:7", "not-a-date", "2025-12-02"),
    "em dashes": ("---\n", "———\n", "1:1", "no-front-matter", "---"),
    "wide hyphens": ("---\n", "－－－\n", "1:1", "no-front-matter", "---"),
    "blank line": ("---\ntitle", "\n---\ntitle", "1:1", "no-front-matter", "---"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of invented places without articles."""
    shutil.copytree(ARCHIVE, tmp_path / "archive")
    (tmp_path / "archive/articles/2025").mkdir()
    return tmp_path / "archive"


def run(root: Path, *args: str) -> str:
    """What `fangzhi check` prints, in Chinese."""
    return CliRunner().invoke(main, ["check", "--root", str(root), "--lang", "zh", *args]).output


@pytest.mark.parametrize(("right", "written", "place", "code", "said"), CASES.values(), ids=CASES)
def test_it_is_explained_and_mended(  # noqa: PLR0913, PLR0917 - a case's parts
    right: str, written: str, place: str, code: str, said: str, root: Path
) -> None:
    """With the line as it should be, and none of YAML's own words."""
    file = root / "articles/2025/lamps.md"
    assert right in GOOD
    file.write_text(GOOD.replace(right, written), "utf-8", newline="\n")
    told = [line for line in run(root, str(file)).splitlines() if f":{place}: error {code}: " in line]
    assert len(told) == 1, run(root)
    assert said in told[0].partition(code)[2]
    assert "context" not in told[0]
    run(root, "--fix", "--yes")
    assert run(root).splitlines()[-1] == "没有发现问题，共1篇。"
    expected = (
        GOOD if code != "wide-dash" else GOOD.replace("[石桥县, 澜江区]", "\n- 石桥县\n- 澜江区").replace(": \n", ":\n")
    )
    if code != "quote-value":
        assert file.read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("right", "written", "place", "code", "said"),
    [
        ("澜江区]", "澜江区", "5:12", "unclosed-list", "districts: [石桥县, 澜江区]"),
        ("澜江区]", "澜江区】", "5:12", "unclosed-list", "districts: [石桥县, 澜江区]"),
        ("date: 2025-12-02\n", "date: 2025-12-02\n日期待核\n", "4:1", "no-colon", "日期待核"),
    ],
)
def test_it_is_explained_and_left_to_the_editor(  # noqa: PLR0913, PLR0917 - a case's parts
    right: str, written: str, place: str, code: str, said: str, root: Path
) -> None:
    """Where no program can know what was meant."""
    file = root / "articles/2025/lamps.md"
    file.write_text(text := GOOD.replace(right, written), "utf-8")
    assert [said in line for line in run(root).splitlines() if f":{place}: error {code}: " in line] == [True], run(root)
    run(root, "--fix", "--yes")
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
def test_what_a_message_quotes_is_veiled(form: str, root: Path) -> None:
    """Logs of public repositories are public, and a line that cannot be read was not looked through."""
    file = root / "articles/2025/lamps.md"
    file.write_text(GOOD.replace("title: 石桥修好十里灯路", "title:打13800138000找犯罪嫌疑人李小明"), "utf-8")
    said = run(root, "--format", form)
    assert "title: 打138" in said
    assert "13800138000" not in said
    assert "李小明" not in said


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_notepads_encodings_and_ends(encoding: str, end: str, root: Path) -> None:
    """Come out as UTF-8 with plain line ends; of another encoding check says what to do."""
    file = root / "articles/2025/lamps.md"
    file.write_bytes(GOOD.replace("\n", end).encode(encoding))
    assert ("fangzhi check --fix" in run(root)) is (encoding != "utf-8-sig")
    run(root, "--fix", "--yes")
    assert file.read_bytes() == GOOD.encode()


@pytest.mark.parametrize("name", ["lamps.md.txt", "lamps.MD", "lamps.txt", "lamps.markdown"])
def test_an_article_that_its_name_hides_is_found(name: str, root: Path) -> None:
    """Whether the whole archive is checked or the file itself; another text beside an article is none."""
    file = root / "articles/2025" / name
    file.write_text(GOOD, "utf-8")
    for args in ((), (str(file),)):
        assert f"articles/2025/{name}: error no-article: “{name}”不会成为文章" in run(root, *args)
    file.unlink()
    (root / "articles/2025/notes.txt").write_text("随手记\n", "utf-8")
    assert run(root).splitlines()[-1] == "没有发现问题，共0篇。"


def test_a_guess_that_is_left_in_what_is_published_is_named(root: Path) -> None:
    """In a draft it waits; other comments say what they say."""
    file = root / "articles/2025/lamps.md"
    asking = GOOD.replace("date:", "# 由正文推出，请核对名称和范围？\n# 报头没有印版次\ndate:")
    file.write_text(asking, "utf-8")
    assert run(root).splitlines()[-1] == "没有发现问题，共1篇。"
    file.write_text(asking.replace("draft", "published"), "utf-8")
    assert "articles/2025/lamps.md:3:1: warning guess-left: 文章已发布，这条推测还没有核对：“由正文推出，" in run(root)
    assert "0处错误，1处警告，0条建议。" in run(root)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025/11/25", "2025-11-25"), ("2025.11", "2025-11"), ("２０２５-１１-５", "2025-11-05"), ("「2025年3月」", "2025-03"),
        ("2025/13/1", ""), ("去年", ""), ("11/25", ""), ("25/11/2025", ""),
    ],
)  # fmt: skip
def test_which_date_is_meant(text: str, date: str) -> None:
    """Year first, or nothing: nobody can tell 11/12 from 12/11."""
    assert meant(text) == date


@given(st.text("ab标题:： \"'[]{}-－＝#\n，", max_size=60))
def test_a_slip_is_only_seen_where_yaml_gives_up(text: str) -> None:
    """What can be read is left as it was written; what is said to be right differs from what was written."""
    node, problems = compose("a.md", text)
    if node is None and (found := slip(text, problems[0].place.line - 1)):
        assert found.right != text.split("\n")[found.line]
    head = f"---\n{text}\n---\n\n好。\n"
    once = mended("a.md", head.encode())
    assert mended("a.md", once) == once
