"""`fangzhi check` from the door: formats, places, advice, mends."""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.cli import main
from fangzhi.desk.doubts import recall
from fangzhi.desk.fixes import difference, mended
from fangzhi.desk.inspection import inspect
from fangzhi.desk.report import Findings, write_report
from fangzhi.desk.schema import schema
from fangzhi.records.frontmatter import Scalar, read
from fangzhi.records.problems import Place, problem
from tests import places
from tests.pages_golden import ARCHIVE

GOOD = """---
title: 石桥修好十里灯路
date: 2025-12-02
districts: [石桥县]
initiatives: [交通安全]
---

县里在乡道上装了灯。
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ARCHIVE, tmp_path / "archive")
    folder = tmp_path / "archive/articles/2025"
    folder.mkdir()
    (folder / "lamps.md").write_text(GOOD, "utf-8")
    return tmp_path / "archive"


def put(root: Path, text: str | bytes, name: str = "other.md") -> Path:
    path = root / "articles/2025" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def run(root: Path, *args: str, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--lang", lang, *args])


def codes(root: Path, *paths: Path, taste: bool = False) -> list[tuple[str, int, int]]:
    found = inspect(root, paths, jobs=1, taste=taste).problems
    return [(p.code, p.place.line, p.place.column) for p in found]


def test_a_sound_archive(root: Path) -> None:
    assert run(root).stderr == "Nothing wrong; articles checked: 1.\n"
    assert run(root, lang="zh").stderr == "没有发现问题，共1篇。\n"


def test_every_problem_in_one_run_with_its_place(root: Path) -> None:
    put(root, GOOD.replace("石桥县", "石侨县").replace("title", "titel").replace("2025-12-02", "2025-13-02"))
    assert codes(root) == [
        ("missing-field", 2, 1), ("unknown-key", 2, 1), ("not-a-date", 3, 7), ("unknown-term", 4, 13),
    ]  # fmt: skip
    put(root, GOOD.replace("石桥县", "石侨县"))
    result = run(root)
    assert result.exit_code == 1
    assert "articles/2025/other.md:4:13: error unknown-term" in result.output
    assert "Did you mean “石桥县”" in result.output


def test_some_files_against_the_whole(root: Path) -> None:
    path = put(root, GOOD.replace("---\n\n", "related: [lamps, lanps]\n---\n\n"))
    assert codes(root, path) == [("unknown-related", 6, 18)]
    put(root, "---\n---\n", "broken.md")
    assert codes(root, path) == [("unknown-related", 6, 18)]
    assert [c for c, _, _ in codes(root, root / "articles/2025")] == ["missing-field"] * 4 + ["unknown-related"]
    assert codes(root, root / "none.md")[0][0] == "no-such-file"
    assert codes(root, ARCHIVE / "mkdocs.yml")[0][0] == "not-in-archive"
    (root / "articles/2024").mkdir()
    shutil.copy(path, root / "articles/2024/lamps.md")
    assert ("duplicate-id", 0, 0) in codes(root, root / "articles/2025/lamps.md")


def test_several_processes_find_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangzhi.desk.readers._FEW", 3)
    monkeypatch.setattr("fangzhi.desk.readers.PORTION", 2)
    for n in range(7):
        put(root, GOOD.replace("。\n", f"{n},好。\n"), f"a{n}.md")
        put(root, "---\ntitel: x\n---\n\nText.\n", f"a{n}.en.md")
    alone, together = _alone_and_together(root)
    assert alone == together == inspect(root)
    assert sum(p.code == "unknown-key" for p in alone.problems) == 7
    assert sum(p.code == "copy-half-width" for p in alone.problems) == 7
    assert sum(p.code == "same-text" for p in alone.problems) == 0
    for n in range(7):
        put(
            root,
            GOOD.replace("。\n", "，灯下的人走得慢了些，夜里回家的孩子不再绕远路，乡道两边的铺子也开到了九点。\n"),
            f"a{n}.md",
        )
    alone, together = _alone_and_together(root)
    assert alone == together == inspect(root)
    assert sum(p.code == "same-text" for p in alone.problems) == 6


def _alone_and_together(root: Path) -> list[Findings]:
    """What one process finds and what two find, neither knowing anything from before."""
    found = []
    for jobs in (1, 2):
        shutil.rmtree(root / ".cache", ignore_errors=True)
        found.append(inspect(root, jobs=jobs))
    return found


def test_many_unread_conversions_are_left_for_later_and_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangzhi.desk.doubts.MANY", 1)
    put(root, GOOD.replace("装了灯", "了解了情况"))
    put(root, GOOD.replace("装了灯", "了解了情况，又看了看"), "third.md")
    left = inspect(root, jobs=1, doubts=recall(root, every=False))
    assert [(p.code, p.facts) for p in left.problems] == [("doubts-unread", (("count", "3"),))]
    assert {p.code for p in inspect(root, jobs=1, doubts=recall(root)).problems} == {"hanzi-doubt"}


def test_doubtful_conversions_are_remembered_and_forgotten_with_their_text(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fangzhi.desk.doubts.FEW", 0)
    put(root, GOOD.replace("装了灯", "了解了情况"))
    first = inspect(root, jobs=1, doubts=recall(root))
    assert [p.code for p in first.problems] == ["hanzi-doubt"]
    assert inspect(root, jobs=1, doubts=recall(root)) == first
    memory = root / ".cache/fangzhi/doubts"
    known = recall(root).known
    assert known
    whole = memory.read_bytes()
    for broken in (whole[:-1], whole.replace("了解".encode(), "了结".encode()), b"[", b""):
        memory.write_bytes(broken)
        assert recall(root).known == {}
        assert inspect(root, jobs=1, doubts=recall(root)) == first
    assert inspect(root, jobs=1).problems == ()
    put(root, GOOD)
    assert inspect(root, jobs=1, doubts=recall(root)).problems == ()
    assert {digest for digest, found in known.items() if found}.isdisjoint(recall(root).known)


def test_json_follows_its_schema(root: Path) -> None:
    put(root, GOOD.replace("石桥县", "石侨县"))
    data = json.loads(run(root, "--format", "json").stdout)
    jsonschema.validate(data, schema("check"))
    (one,) = data["problems"]
    assert (one["path"], one["line"], one["column"], one["suggestion"]) == ("articles/2025/other.md", 4, 13, "石桥县")


def test_annotations_for_github_and_gitlab(root: Path) -> None:
    put(root, GOOD.replace("石桥县", "石,侨:县%"))
    said = run(root, "--format", "github").stdout
    assert said.startswith("::error file=articles/2025/other.md,line=4,col=")
    assert "石,侨:县%25" in said or "%25" in said
    (entry, *_) = json.loads(run(root, "--format", "gitlab").stdout)
    assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert entry["location"] == {"path": "articles/2025/other.md", "lines": {"begin": 4}}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_the_line_and_marks_the_place(root: Path) -> None:
    put(root, GOOD)
    out = Terminal()
    found = problem(Place("articles/2025/other.md", 4, 13), "unknown-term", vocabulary="districts", found="x", near="")
    write_report(Findings(root, (found,), 1), out, "zh", "text")
    lines = out.getvalue().split("\n")
    assert "\033[31merror unknown-term\033[0m" in lines[0]
    assert lines[1] == "     4 | districts: [石桥县]"
    assert lines[2] == "       |             \033[1m^\033[0m"


SLIPS = {
    "他说,好的。": [("copy-half-width", 3)],
    "好的(见图)。": [("copy-half-width", 3), ("copy-half-width", 6)],
    "好的。。": [],
    "好的，，他说。": [("copy-doubled", 3)],
    "好，。": [("copy-doubled", 2)],
    "“好的。": [("copy-quotes", 1)],
    "好的”。": [("copy-quotes", 3)],
    "“一。\n\n“二。”": [],
    "平 安": [("copy-space", 2)],
    "共28只，8:30开门，占35%。": [],
    "见`a,好`与[链接](a,好.md)和https://a.b/c,d?e": [],
    "他读《平安》（第二版）。": [],
    "县里![装灯](a.jpg)装了灯。": [],
}


@pytest.mark.parametrize("text", SLIPS, ids=range(len(SLIPS)))
def test_advice_on_copy(root: Path, text: str) -> None:
    path = put(root, GOOD.replace("县里在乡道上装了灯。", text))
    found = [(code, column) for code, _, column in codes(root, path) if code.startswith("copy")]
    assert found == SLIPS[text]


def test_taste_is_off_by_default(root: Path) -> None:
    path = put(root, GOOD.replace("县里在", '县里 28 天后……“好”。。。他说"好"'))
    assert codes(root, path) == []
    assert [c for c, _, _ in codes(root, path, taste=True)] == [
        "copy-latin-space",
        "copy-latin-space",
        "copy-ellipsis",
        *["copy-straight-quotes"] * 2,
    ]


MESSY = '\ufeff---\r\n标题：石桥修好灯  \r\n日期: 2025年12月2日\r\n区县: [石桥县]\r\n专题:\t[护河]\r\n来源:\r\n　报名： 石桥报\r\n　出版日期: "2025年12月3日"\r\n数据:\r\n  - {名称: 灯, 数值: 12, 界限: 至少}\r\n状态: 草稿\r\n---\r\n\r\n一行  \r\n二行 \r\n三:行\r\n'
MENDED = """---
title: 石桥修好灯
date: 2025-12-02
districts: [石桥县]
initiatives: [护河]
source:
  title: 石桥报
  issued: "2025-12-03"
figures:
  - {label: 灯, value: 12, bound: at-least}
status: draft
---

一行  
二行
三:行
"""  # noqa: W291 - two spaces break a line in Markdown


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_mends_are_shown_and_made(root: Path, encoding: str) -> None:
    path = put(root, (MESSY if encoding == "utf-8" else MESSY.lstrip("\ufeff")).encode(encoding))
    result = run(root, "--fix", "--yes", str(path))
    assert path.read_text("utf-8") == MENDED
    assert path.read_bytes() == MENDED.encode()
    assert "+title: 石桥修好灯" in result.output
    assert result.exit_code == 0
    assert "nothing to mend" in run(root, "--fix").output


def test_what_a_mend_must_leave_alone(root: Path) -> None:
    block = GOOD.replace("date:", "summary: >-\n  他说：好。\ndate:").replace(
        "灯。\n", "灯。\n\n代码：\n\n\ta: 标题：b\n"
    )
    for text in (block, "no front matter：标题\n", GOOD.replace("[石桥县]", "[石桥县")):
        assert mended("a.md", text.encode()) == text.encode()
    assert mended("a.md", b"\xff\x00\x80") == b"\xff\x00\x80"


@pytest.mark.parametrize("value", ["读书会开到<夜里>", ">-\n  他说：好。", "|\n  一\n\n  他说：好。"])
def test_colons_are_mended_beside_a_value_of_several_lines(value: str) -> None:
    text = GOOD.replace("date:", f"summary：{value}\n日期：")
    assert mended("a.md", text.encode()).decode() == GOOD.replace("date:", f"summary: {value}\ndate:")


@given(st.text())
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = mended("a.md", f"---\n{text}\n---\n{text}".encode("utf-8", "replace"))
    assert mended("a.md", once) == once
    assert difference("a.md", once, once) == "" or b"\r" in once


@given(st.sampled_from(["title", "标题", "引题"]), st.text("：: 好a,", min_size=1, max_size=8).filter(str.strip))
def test_mending_keeps_every_value(key: str, value: str) -> None:
    data = f"---\n{key}: “{value.strip()}”\n日期: 2025年1月2日\n---\n\n好\n".encode()
    before, _ = read("a.md", data)
    after, _ = read("a.md", mended("a.md", data))
    if before is not None:
        assert after is not None
        old, new = before.meta.entries[0][1], after.meta.entries[0][1]
        assert isinstance(old, Scalar)
        assert isinstance(new, Scalar)
        assert new.text == old.text


def test_mending_passes_over_what_cannot_be_read(root: Path, tmp_path: Path) -> None:
    """Links to nothing and out of the archive, and pipes: check says what is wrong with them."""
    outside = places.write(tmp_path / "outside", {"a.md": "---\ntitle：甲\n---\n"})
    shelf = root / "articles/2025"
    (shelf / "nothing.md").symlink_to("nowhere.md")
    (shelf / "outside.md").symlink_to(outside / "a.md")
    os.mkfifo(shelf / "pipe.md")
    result = CliRunner().invoke(main, ["check", "--fix", "--yes", "--root", str(root), "--lang", "zh"])
    assert "nothing.md: error unreadable-file: 读不了这个文件：没有这个文件或文件夹。" in result.stdout
    assert "pipe.md: error unreadable-file: 读不了这个文件：不是普通的文件。" in result.stdout
    assert "outside.md: error outside-root" in result.stdout
    assert (outside / "a.md").read_text("utf-8") == "---\ntitle：甲\n---\n"
    assert (shelf / "outside.md").is_symlink()


@pytest.mark.parametrize(
    ("answer", "mended"), [("y", True), ("是", True), ("Yes", True), ("n", False), ("", False), ("好的", False)]
)
def test_whoever_is_asked_may_answer_in_chinese(
    root: Path, answer: str, mended: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(root, GOOD.replace("title: ", "title："))
    monkeypatch.setattr("fangzhi.desk_cli._may_ask", lambda: True)
    result = CliRunner().invoke(
        main,
        ["check", "--fix", "--root", str(root), "--lang", "zh"],
        input=f"{answer}\n",
        env={"LC_ALL": "zh_CN.UTF-8"},
    )
    assert "照此修改吗 [y/N]" in result.stderr
    assert (path.read_text("utf-8") == GOOD) is mended
