"""`fangzhi import` from the door: what it reads, writes, refuses, and leaves alone."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from fangzhi import drafts_cli
from fangzhi.cli import main
from fangzhi.desk.inspection import inspect
from tests.disks import on_a_disk
from tests.pages_golden import ARCHIVE, PAGES, read_back

NOBYLINE = (PAGES / "nobyline.txt").read_text("utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ARCHIVE, tmp_path / "archive")
    return tmp_path / "archive"


def run(root: Path, *args: str, page: str | bytes = "", lang: str = "zh") -> Result:
    return CliRunner().invoke(main, ["import", "--root", str(root), "--lang", lang, *args], input=page)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_drafts_lie_in_the_year_of_the_issue_and_pass_check(root: Path) -> None:
    result = run(root, str(PAGES / "nobyline.txt"), "--date", "2025-11-21", "--source", "枫林日报", "--edition", "3")
    assert result.exit_code == 0, result.output
    drafts = sorted((root / "articles/2025").glob("*.md"))
    assert len(drafts) == 3
    assert all(p.stem.isascii() and p.stem.split("-")[0] in ("fenglin", "bailu", "shiqiao") for p in drafts)
    found = inspect(root, jobs=1)
    assert [p for p in found.problems if p.severity != "advice"] == []
    first = read_back(drafts[0].read_text("utf-8"))
    assert first["source"] == {"title": "枫林日报", "issued": "2025-11-21", "edition": "3"}
    assert result.output.count("待核对") == 3


def test_every_golden_page_makes_drafts_without_errors(root: Path) -> None:
    for page in sorted(PAGES.glob("*.txt")):
        assert run(root, str(page), "--date", "2025-12-03").exit_code == 0
    found = [p for p in inspect(root, jobs=1).problems if p.severity != "advice"]
    assert [p.line("en") for p in found if p.code != "draft-personal-data"] == []


def test_the_page_head_names_paper_and_day(root: Path) -> None:
    assert run(root, str(PAGES / "columns.txt")).exit_code == 0
    meta = [read_back(p.read_text("utf-8")) for p in sorted((root / "articles/2025").glob("*.md"))]
    assert [m["source"] for m in meta] == [{"title": "澜江晨报", "issued": "2025-12-03", "edition": "5"}] * 2


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_other_encodings_are_converted_and_said_so(root: Path, tmp_path: Path, encoding: str) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(NOBYLINE.replace("\n", "\r\n").encode(encoding))
    result = run(root, str(page), "--date", "2025-11-21")
    assert result.exit_code == 0
    assert ("已转为UTF-8" in result.output) == (encoding != "utf-8-sig")
    made = tree(root / "articles/2025")
    shutil.rmtree(root / "articles/2025")
    assert run(root, str(PAGES / "nobyline.txt"), "--date", "2025-11-21").exit_code == 0
    assert tree(root / "articles/2025") == made


def word_file(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        if "\t" not in line:
            document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for n, text in enumerate(["类别", "次数", "求助", "905"]):
        table.cell(n // 2, n % 2).text = text
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_word_files_with_their_tables(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.docx"
    page.write_bytes(word_file(NOBYLINE.split("\n")))
    assert run(root, str(page), "--date", "2025-11-21").exit_code == 0
    drafts = [p.read_text("utf-8") for p in sorted((root / "articles/2025").glob("*.md"))]
    assert len(drafts) == 3
    assert any("| 求助 | 905 |" in d for d in drafts)


def test_web_pages_without_their_scripts(root: Path) -> None:
    blocks = "".join(f"<p>{line}</p>\n" for line in NOBYLINE.split("\n") if line)
    html = f"<!doctype html><html><head><title>x</title><script>var 版=1</script></head><body>{blocks}</body></html>"
    for n, data in enumerate((html.encode(), html.encode("gb18030"))):
        result = run(root, "-", "--date", "2025-11-21", "--out", str(root / f"out{n}"), page=data)
        assert result.exit_code == 0, result.output
    assert tree(root / "out0") == tree(root / "out1")
    titles = [read_back(text.decode())["title"] for text in tree(root / "out0").values()]
    assert sorted(titles) == sorted(
        ["枫林区：一条河边的三本账", "白鹭区公安分局民警夜里守着一座断桥", "石桥县为独居老人装上一键呼叫器"]
    )


def test_files_that_are_there_are_left_alone_until_told(root: Path) -> None:
    args = (str(PAGES / "nobyline.txt"), "--date", "2025-11-21")
    assert run(root, *args).exit_code == 0
    some = sorted((root / "articles/2025").glob("*.md"))
    some[0].write_text(some[0].read_text("utf-8").replace("---\n\n", "---\n\n编者改过。\n\n"), "utf-8")
    for kept in some[1:]:
        kept.unlink()
    before = tree(root)
    result = run(root, *args)
    assert result.exit_code == 1
    assert "would-overwrite" in result.output
    assert some[0].name in result.output
    assert tree(root) == before
    assert run(root, *args, "--force").exit_code == 0
    assert len(tree(root / "articles/2025")) == 3
    assert "编者改过" not in some[0].read_text("utf-8")


def test_a_report_that_is_there_already_is_refused_with_both_places(root: Path) -> None:
    assert run(root, "-", "--date", "2025-11-21", page=NOBYLINE).exit_code == 0
    result = run(root, "-", "--date", "2025-11-21", "--out", str(root / "articles/2026"), page=NOBYLINE)
    assert result.exit_code == 1
    assert result.output.count("same-text") == 3
    assert "articles/2025/" in result.output
    twice = run(root, "-", "--out", str(root / "other"), page=(PAGES / "single.txt").read_text("utf-8") * 2)
    assert "same-text" in twice.output
    assert not (root / "other").exists()


def test_an_id_borne_elsewhere_is_refused(root: Path) -> None:
    assert run(root, "-", "--date", "2025-11-21", page=NOBYLINE).exit_code == 0
    changed = NOBYLINE.replace("。", "了。")
    result = run(root, "-", "--date", "2026-01-02", page=changed)
    assert result.exit_code == 1
    assert "duplicate-id" in result.output


def test_a_disk_that_is_truly_full(tmp_path: Path) -> None:
    """On a file system of 1 MB of its own: `import`, `new` and `check --fix` say so, and all is as it was."""
    on_a_disk(tmp_path, "tests.small_desk", "1m")


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_a_full_disk_leaves_nothing_behind(root: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    replace, done = Path.replace, list[Path]()

    def full(self: Path, target: Path) -> Path:
        if len(done) == fails_at and self.suffix == ".new":
            raise OSError(28, "No space left on device", str(target))
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    before = tree(root)
    result = run(root, "-", "--date", "2025-11-21", page=NOBYLINE)
    assert result.exit_code == 1
    assert "cannot-write" in result.output
    assert "什么都没有写" in result.output
    assert tree(root) == before
    assert not (root / "articles/2025").exists()


def test_a_full_disk_while_overwriting_keeps_the_old(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(root, "-", "--date", "2025-11-21", page=NOBYLINE).exit_code == 0
    before = tree(root)
    replace, done = Path.replace, list[Path]()

    def full(self: Path, target: Path) -> Path:
        if len(done) == 1 and self.suffix == ".new":
            raise OSError(28, "No space left on device", str(target))
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    result = run(root, "-", "--date", "2025-11-22", "--force", "--out", str(root / "articles/2025"), page=NOBYLINE)
    assert result.exit_code == 1
    assert tree(root) == before


def test_what_cannot_be_read_is_said(root: Path, tmp_path: Path) -> None:
    assert run(root, str(tmp_path / "none.txt")).exit_code == 1
    assert "empty-file" in run(root, "-", page=" \n").output
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    assert "unreadable-file" in run(root, str(broken)).output
    assert run(root, "-", "--date", "soon", page="x").exit_code == 2
    assert "2025-11-26" in run(root, "-", "--date", "2025/11/26", page="x").output
    assert "不是完好的Word文件（.docx）" in run(root, str(broken), lang="zh").output


@pytest.mark.parametrize(
    "sign", [b"%PDF-1.7 \xe2", b"{\\rtf1 a}", b"\xd0\xcf\x11\xe0 a", b"\xff\xd8\xff a", b"\x89PNG a"]
)
def test_a_file_without_a_text_makes_no_draft(root: Path, tmp_path: Path, sign: bytes) -> None:
    """A scan, a PDF, an old Word file: what to do with it is said, and its bytes are no report."""
    (tmp_path / "page").write_bytes(sign)
    before = tree(root)
    assert ": error no-text-here: " in run(root, str(tmp_path / "page")).output
    assert tree(root) == before


def test_by_force_a_page_takes_the_place_of_its_own_drafts(root: Path) -> None:
    """And of no other's: the same report elsewhere is still refused."""
    args = ("-", "--date", "2025-11-21")
    assert run(root, *args, page=NOBYLINE).exit_code == 0
    drafts = tree(root / "articles/2025")
    again = run(root, *args, "--source", "青石晚报", "--force", page=NOBYLINE)
    assert again.exit_code == 0, again.output
    assert tree(root / "articles/2025").keys() == drafts.keys()
    assert all("青石晚报" in file.read_text("utf-8") for file in (root / "articles/2025").glob("*.md"))
    assert "same-text" in run(root, *args, "--force", "--out", str(root / "articles/2026"), page=NOBYLINE).output


def test_a_folder_is_no_page(root: Path) -> None:
    result = run(root, str(PAGES), "--date", "2025-12-03", lang="en")
    assert result.exit_code == 1
    assert f"{PAGES}: error a-folder: " in result.output


def test_at_a_terminal_what_is_unsure_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(question: str, default: str, _choices: object) -> str:
        asked.append(question)
        return "石桥县" if "区县" in question else "护河" if "专题" in question else default

    monkeypatch.setattr("fangzhi.desk.questions.at_terminal", answer)
    monkeypatch.setattr("sys.stdin", _Terminal())
    issue = drafts_cli._issue(root, None, ("", ""), "zh", asking=True)
    page = root / "page.txt"
    page.write_text("一张旧地图\n\n有人在旧货摊上找到一张旧地图，上面画着三座桥。\n", "utf-8")
    (draft,), _ = drafts_cli._drafts(root, page, issue, None, force=False)
    assert (draft.districts, draft.initiatives) == (["石桥县"], ["护河"])
    assert any("出版日期" in q for q in asked)
    assert any("报名" in q for q in asked)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_the_extra_a_word_and_not_a_traceback(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.startswith(("fangzhi.desk.importer", "fangzhi.desk.naming"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    result = run(root, "-", page=NOBYLINE)
    assert result.exit_code == 1
    assert "needs-extra" in result.output
    assert "fangzhi[import]" in result.output


def test_a_count_that_fails_stops_the_import(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangzhi.desk.importer.lost", lambda *_: ("的", ""))
    result = run(root, "-", "--date", "2025-11-21", page=NOBYLINE)
    assert result.exit_code == 1
    assert "lost-text" in result.output
    assert not (root / "articles/2025").exists()


@pytest.mark.parametrize(
    ("page", "date", "said"),
    [
        ("nowhere.txt", "2025", "没有这个文件。"),
        (".", "2025", "这是文件夹。"),
        ("noise.bin", "2025", "也认不出是哪一种"),
        (str(PAGES / "nobyline.txt"), "昨天", "“昨天”不是日期"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_editors_language(root: Path, page: str, date: str, said: str) -> None:
    """And not as the system says it."""
    (root / "noise.bin").write_bytes(bytes(range(128, 256)) * 3)
    result = run(root, page if page.startswith("/") else str(root / page), "--date", date, "--lang", "zh")
    assert result.exit_code == (2 if date == "昨天" else 1)
    assert said in result.stderr
