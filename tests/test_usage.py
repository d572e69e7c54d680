"""What commands say of their use, in the language of whoever calls them."""

from __future__ import annotations

import re
import unicodedata

import click
import pytest
from click.testing import CliRunner, Result

from fangzhi.cli import main
from fangzhi.usage_words import COMMANDS

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
