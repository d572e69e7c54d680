"""What commands say of their use, in the language of whoever calls them."""

from __future__ import annotations

import errno
import os
import re
import sys
import unicodedata
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result

from fangzhi.__main__ import main as enter
from fangzhi.cli import main
from fangzhi.usage_words import COMMANDS
from tests import places

CHINESE = {"LC_ALL": "zh_CN.UTF-8", "COLUMNS": "80"}
ENGLISH = {"LC_ALL": "en_GB.UTF-8", "COLUMNS": "80"}


def said(*words: str, env: dict[str, str] = CHINESE) -> Result:
    return CliRunner().invoke(main, [*words], env=env, prog_name="fangzhi")


@pytest.mark.parametrize("name", [*sorted(main.commands), ""])
def test_help_in_chinese(name: str) -> None:
    """Every command and option, in lines that a terminal shows whole; nothing is left of the English."""
    result = said(*([name] if name else []), "--help")
    command = main.commands[name] if name else main
    whole = re.sub(r"\n\s*", "", result.stdout)
    assert result.exit_code == 0
    assert COMMANDS[name or "fangzhi"][""].replace(" ", "") in whole.replace(" ", "")
    for option in (p for p in command.params if isinstance(p, click.Option) and p.help):
        assert str(option.help) not in result.stdout
    for line in result.stdout.splitlines():
        assert sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) <= 80 or "[zh-Hant|" in line


def test_help_in_english_is_as_it_was() -> None:
    """The copy that speaks Chinese leaves the commands alone."""
    said("import", "--help")
    assert "Turn a page's text" in said("import", "--help", env=ENGLISH).stdout


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["checkk"], "没有checkk这个命令。是不是check？"),
        (["check", "--fromat", "x"], "没有--fromat这个选项。"),
        (["check", "--format", "x"], "--format写得不对：“x”不在可选之列：text、json、github、gitlab。"),
        (["verify", "nowhere"], "文件夹写得不对：没有“nowhere”。"),
        (["import"], "还要写上版面文件。"),
        (["build", "--jobs", "0"], "--jobs写得不对：0不在范围之内：x>=1。"),
        (["schema"], "还要写上哪一种。"),
        (["verify", ""], "文件夹写得不对：没有“”。"),
        (["publish", "a", "b"], "多写了b。"),
        (["serve", "--port", "x"], "--port写得不对：“x”不是数。"),
        (["convert", "--from", "zh-Hans"], "还要写上--to。"),
    ],
    ids=" ".join,
)
def test_wrong_use_in_chinese(words: list[str], wanted: str) -> None:
    """With what would be right, and status 2."""
    result = said(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert wanted in result.stderr
    assert result.stderr.startswith("用法：fangzhi")


@pytest.mark.parametrize(
    "words", [["published"], ["review"], ["review", "--approve"], ["links"], ["changes"], ["editor"], ["migrate"]]
)
def test_a_folder_that_is_no_archive(words: list[str], tmp_path: Path) -> None:
    """Is said to be none, and nothing is written there."""
    result = said(*words, "--root", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr
        == "mkdocs.yml: error missing-settings: 找不到mkdocs.yml。请在档案的文件夹里运行，或用--root指明。\n"
    )
    assert not list(tmp_path.iterdir())


def test_what_the_system_refuses_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said with its place, in the reader's language, and status 1."""

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "a.txt")

    monkeypatch.setattr("fangzhi.hanzi.conversion.Converter.convert", refused)
    for env, line in (
        (CHINESE, "a.txt: error system-refused: 做不下去：没有权限。\n"),
        (ENGLISH, "a.txt: error system-refused: Cannot go on: Permission denied.\n"),
    ):
        words = ["convert", "--from", "zh-Hans", "--to", "zh-Hant"]
        result = CliRunner().invoke(main, words, env=env, input="甲\n")
        assert (result.exit_code, result.stderr) == (1, line)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_whoever_stops_it_is_answered_in_chinese(stop: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise stop

    monkeypatch.setattr("fangzhi.hanzi.conversion.Converter.convert", interrupted)
    result = CliRunner().invoke(main, ["convert", "--from", "zh-Hans", "--to", "zh-Hant"], env=CHINESE, input="甲\n")
    assert (result.exit_code, result.stderr) == (1, "\n停下了。\n")


def test_what_is_typed_in_another_encoding_is_no_traceback(tmp_path: Path) -> None:
    """A terminal that is set to GBK gives bytes that are no text."""
    result = said("init", str(tmp_path / "a"), "--yes", "--name", "\udcbc\udcd7")
    assert (result.exit_code, "error not-utf-8: 输入的文字不是UTF-8编码。" in result.stderr) == (1, True)
    assert not (tmp_path / "a").exists()


def test_whoever_stops_it_while_it_loads(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Sees no traceback either."""

    class Loading(ModuleType):
        @property
        def main(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "fangzhi.cli", Loading("fangzhi.cli"))
    with pytest.raises(SystemExit) as stop:
        enter()
    assert (stop.value.code, stop.value.__suppress_context__, capsys.readouterr().err) == (1, True, "\n")


def test_settings_that_mkdocs_does_not_take(archive: places.MakeArchive) -> None:
    """Are a problem with what it says of them, not its log."""
    root = archive({"mkdocs.yml": places.SETTINGS + "use_directory_urls: maybe\n"})
    result = said("build", "--root", str(root))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1), result.output
    assert "error unfit-settings: MkDocs不接受这里的设置，它说：“Config value 'use_directory_urls': " in result.stderr
