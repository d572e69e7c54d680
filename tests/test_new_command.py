"""`fangzhi new` from the door, and the schemas held to the code."""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import pty
import select
import shutil
import struct
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from fangzhi.cli import main
from fangzhi.desk import skeleton
from fangzhi.desk.inspection import inspect
from fangzhi.desk.schema import SCHEMAS, schema
from fangzhi.records import article, vocabulary
from fangzhi.records.archive import read_authority
from tests.pages_golden import ARCHIVE, PAGES, read_back

ROOT = Path(__file__).parents[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ARCHIVE, tmp_path / "archive")
    return tmp_path / "archive"


def new(root: Path, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["new", "--root", str(root), "--lang", "zh", "--yes", *args])
    return result.exit_code, result.output


FULL = ("--title", "夜市开了说事角", "--date", "2025年12月2日", "--district", "石桥县", "--initiative", "说事堂")


def test_a_skeleton_passes_check(root: Path) -> None:
    code, said = new(root, *FULL, "--source", "石桥报", "--issued", "2025-12-03", "--script", "zh-Hant")
    assert code == 0
    path = Path(said.strip())
    assert path.parent == root / "articles/2025"
    assert path.stem.startswith("shiqiao-")
    assert inspect(root, jobs=1).problems == ()
    made = read_back(path.read_text("utf-8"))
    assert (made["date"], made["districts"], made["status"], made["lang"]) == (
        "2025-12-02",
        ["石桥县"],
        "draft",
        "zh-Hant",
    )


def test_a_new_article_is_in_the_script_of_the_archive(root: Path, tmp_path: Path) -> None:
    """Of its articles; of its first words where there are none yet; of the option before all."""
    here = Path(new(root, *FULL, "--id", "here")[1].strip())
    assert "lang" not in read_back(here.read_text("utf-8"))
    founded = tmp_path / "founded"
    main(["init", str(founded), "--name", "橋鄉檔案", "--script", "zh-Hant", "--yes"], standalone_mode=False)
    first = Path(new(founded, "--title", "夜市", "--date", "2025-12-02", "--id", "first")[1].strip())
    assert read_back(first.read_text("utf-8"))["lang"] == "zh-Hant"
    second = Path(new(founded, "--title", "夜市", "--date", "2025-12-02", "--id", "second")[1].strip())
    assert read_back(second.read_text("utf-8"))["lang"] == "zh-Hant"
    other = new(founded, "--title", "夜市", "--date", "2025-12-02", "--id", "other", "--script", "zh-Hans")[1].strip()
    assert "lang" not in read_back(Path(other).read_text("utf-8"))


def test_little_is_enough_for_a_draft(root: Path) -> None:
    code, _ = new(root, "--title", "夜市", "--date", "202X", "--id", "night-market")
    assert code == 0
    assert (root / "articles/202X/night-market.md").is_file()
    assert {p.code for p in inspect(root, jobs=1).problems} == {"draft-lacks"}


def test_a_draft_may_wait_for_its_pictures(root: Path) -> None:
    new(root, *FULL, "--id", "night")
    path = root / "articles/2025/night.md"
    text = path.read_text("utf-8").replace("status:", "images: [{src: night-1.jpg}]\nstatus:")
    path.write_text(text, "utf-8")
    assert [p.code for p in inspect(root, jobs=1).problems] == ["awaited-image"]
    path.write_text(text.replace("draft", "published"), "utf-8")
    assert [p.code for p in inspect(root, jobs=1).problems] == ["missing-image"]


def test_what_is_wrong_is_said_and_nothing_written(root: Path) -> None:
    code, said = new(root, "--title", "夜市", "--date", "昨天", "--district", "石侨县", "--id", "Night")
    assert code == 1
    for expected in ("not-a-date", "unknown-term", "石桥县", "bad-id"):
        assert expected in said
    assert not list((root / "articles").glob("2*"))
    assert "missing-field" in new(root)[1]
    assert "missing-field" in new(root, "--title", " ", "--date", "2025")[1]
    assert "reserved-name" in new(root, *FULL, "--id", "con")[1]
    assert "是不是“2025-01-02”？" in new(root, "--title", "夜市", "--date", "2025/1/2")[1]
    code, said = new(root, *FULL, "--id", "n" * 300)
    assert (code, "cannot-write: 写不了：文件名太长。" in said) == (1, True)
    assert not list((root / "articles").glob("2*"))
    (root / "articles/2025").write_text("", "utf-8")
    assert (
        "articles/2025: error cannot-write: 写不了：路径当中有一段是文件，不是文件夹。"
        in new(root, *FULL, "--id", "a")[1]
    )


def test_an_id_is_given_once(root: Path) -> None:
    assert new(root, *FULL, "--id", "night")[0] == 0
    before = (root / "articles/2025/night.md").read_bytes()
    assert "duplicate-id" in new(root, *FULL, "--id", "night")[1]
    assert "duplicate-id" in new(root, *FULL[:2], "--date", "2024", "--id", "night")[1]
    assert (root / "articles/2025/night.md").read_bytes() == before


def test_questions_are_asked_again_until_they_are_answered(root: Path) -> None:
    where, what = read_authority(root, "districts")[0], read_authority(root, "initiatives")[0]
    replies = iter(["夜市", "昨天", "2025-12-02", "石侨县", "石桥县 澜江区", "护河", ""])
    offered: list[str] = []

    def ask(_question: str, default: str, choices: Sequence[str]) -> str:
        offered.extend(choices)
        return next(replies) or default

    answers = skeleton.Answers()
    skeleton.ask_for(answers, where, what, ask, "zh")
    assert (answers.title, answers.date) == ("夜市", "2025-12-02")
    assert (answers.districts, answers.initiatives) == (["石桥县", "澜江区"], ["护河"])
    assert answers.id.startswith("shiqiao-")
    assert {"石桥县", "shiqiao", "护河", "river"} <= set(offered)
    assert "枫林县" not in offered


def front_matter(path: Path) -> object:
    return yaml.load(path.read_text("utf-8").split("---\n", 2)[1], Loader=yaml.BaseLoader)


class Terminal:
    """A terminal with somebody at it, who waits for each question."""

    def __init__(self, *command: str) -> None:
        self.shown = b""
        self.pid, self.tty = pty.fork()
        if self.pid == 0:
            os.execv(command[0], command)
        fcntl.ioctl(self.tty, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))

    def until(self, words: str) -> None:
        """Read until some words are shown, or the program has ended."""
        while words.encode() not in self.shown:
            self.shown += self._more()

    def _more(self) -> bytes:
        ready, _, _ = select.select([self.tty], [], [], 60)
        assert ready, self.shown.decode("utf-8", "replace")
        try:
            data = os.read(self.tty, 4096)
        except OSError:
            data = b""
        assert data, self.shown
        return data

    def answer(self, words: str) -> None:
        """Type an answer; what was shown before is behind us."""
        self.shown = b""
        os.write(self.tty, words.encode())

    def end(self) -> int:
        """Wait for the program's end; its exit status."""
        try:
            while self._more():
                pass
        except AssertionError:
            pass
        os.close(self.tty)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.mark.skipif(importlib.util.find_spec("readline") is None, reason="this Python has no readline")
def test_at_a_terminal_tab_completes_districts_and_initiatives(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a real one: the first character and Tab are enough, and a wrong name is asked for again."""
    for name, value in {"TERM": "dumb", "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null"}.items():
        monkeypatch.setenv(name, value)
    program = str(Path(sys.executable).parent / "fangzhi")
    at = Terminal(program, "new", "--root", str(root), "--lang", "zh")
    at.until("标题")
    at.answer("夜市开了说事角\n")
    at.until("日期")
    at.answer("2025-12-02\n")
    at.until("区县")
    at.answer("石侨\n")
    at.until("区县")
    at.answer("石\t\n")
    at.until("专题")
    at.answer("说\t\n")
    at.until("文件名")
    at.answer("\n")
    assert at.end() == 0
    (file,) = (root / "articles/2025").glob("*.md")
    made = read_back(file.read_text("utf-8"))
    assert (made["title"], made["districts"], made["initiatives"]) == ("夜市开了说事角", ["石桥县"], ["说事堂"])


def test_the_archive_itself_follows_the_schemas() -> None:
    for path in sorted((ROOT / "articles").glob("[0-9]*/*.md")):
        name = "translation" if path.name.endswith(".en.md") else "article"
        jsonschema.validate(front_matter(path), schema(name))
    for folder in (ROOT, PAGES / "archive"):
        for name in ("districts", "initiatives"):
            path = folder / f"articles/_vocabulary/{name}.yml"
            jsonschema.validate(
                yaml.safe_load(json.dumps(yaml.load(path.read_text("utf-8"), Loader=_Dates))), schema("vocabulary")
            )


class _Dates(yaml.SafeLoader):
    """Dates as text, as an editor's program reads them (YAML 1.2)."""


_Dates.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_schemas_know_the_keys_that_the_code_knows() -> None:
    assert set(schema("article")["properties"]) == set(article.NAMES)
    assert set(schema("vocabulary")["properties"]["terms"]["items"]["properties"]) == set(vocabulary.NAMES)
    for wrong in (
        {"titel": "x"},
        {"title": "x", "date": "2025", "status": "done"},
        {"title": "x"},
        {"标题": "x", "日期": ["2025"]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema("article"))
    jsonschema.validate({"标题": "x", "日期": "2025年1月2日"}, schema("article"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_published_schemas_are_what_the_command_prints(name: str) -> None:
    made = CliRunner().invoke(main, ["schema", name]).output
    jsonschema.Draft202012Validator.check_schema(json.loads(made))
    assert (ROOT / f"docs/schemas/{name}.schema.json").read_text("utf-8") == made, f"fangzhi schema {name}"


def test_settings_for_editors_name_what_is_there() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    for path in settings["yaml.schemas"]:
        assert (ROOT / path).is_file()
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))
    assert all(task["command"].split()[0] == "fangzhi" for task in tasks["tasks"])
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"].split()[:2] == ["fangzhi", "check"]
