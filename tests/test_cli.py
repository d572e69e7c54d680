"""The door for people: statuses, languages, filters."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fangzhi import __version__
from fangzhi.cli import main
from tests import places

PROGRAM = str(Path(sys.executable).parent / "fangzhi")
COMMANDS = sorted(main.commands)


def _run(*words: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8", **(env or {})}).invoke(main, list(words))


def _convert(data: bytes, source: str = "zh-Hans", target: str = "zh-Hant") -> bytes:
    words = [PROGRAM, "convert", "--from", source, "--to", target]
    run = subprocess.run(words, input=data, capture_output=True, check=False, env={"LC_ALL": "C"})
    assert run.returncode == 0, run.stderr
    assert run.stderr == b""
    return run.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    """``--help`` and ``-h``, with a sentence, and every option with its meaning or its name."""
    result = _run(command, "--help")
    assert result.exit_code == 0
    assert (main.commands[command].help or "").rstrip().endswith(".")
    assert _run(command, "-h").output == result.output


def test_the_commands_that_must_be_there() -> None:
    """And ``--version`` says which program it is."""
    assert {"build", "serve", "check", "convert"} <= set(COMMANDS)
    result = _run("--version")
    assert (result.exit_code, result.output) == (0, f"fangzhi, version {__version__}\n")


@pytest.mark.parametrize(
    "words",
    [
        ["bake"], ["build", "--jobs", "0"], ["build", "--root", "/no/such/folder"], ["build", "--engine", "jekyll"],
        ["check", "--lang", "fr"], ["convert"], ["convert", "--from", "zh-Hans", "--to", "en"], ["serve", "--port", "x"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_status_2(words: Sequence[str]) -> None:
    """Said in a sentence, with the way to help."""
    result = _run(*words)
    assert result.exit_code == 2
    assert "Usage: " in result.output


def test_a_sound_archive_is_status_0(archive: places.MakeArchive) -> None:
    """``check`` builds nothing; ``build`` says what it did."""
    root = archive({"articles/2025/a.md": places.article()})
    checked = _run("check", "--root", str(root))
    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "Nothing wrong; articles checked: 1.\n")
    assert not (root / "site").exists()
    built = _run("build", "--root", str(root))
    assert built.exit_code == 0
    assert built.stdout.startswith("1 articles, ")
    assert re.search(rf" 0 kept, 0 removed, [0-9.]+ s: {re.escape(str(root / 'site'))}\n$", built.stdout)
    assert "0 made, " in _run("build", "--root", str(root)).stdout


def test_a_build_prints_nothing_else(archive: places.MakeArchive) -> None:
    """Through the real program: one line, and no word of MkDocs or of Material's."""
    root = archive({"articles/2025/a.md": places.article()})
    run = subprocess.run([PROGRAM, "build"], cwd=root, capture_output=True, encoding="utf-8", check=False, env={})
    assert run.returncode == 0
    assert run.stdout.count("\n") == 1
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("variables", "options", "said"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, [], "缺少"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, [], "缺少"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_HK"}, [], "缺少"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, [], "missing"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, [], "missing"),
        ({"LC_ALL": "zh_CN.UTF-8"}, ["--lang", "en"], "missing"),
        ({"LC_ALL": "C"}, ["--lang", "zh"], "缺少"),
    ],
)
def test_messages_follow_the_locale(
    archive: places.MakeArchive, variables: dict[str, str], options: list[str], said: str
) -> None:
    """LC_ALL, then LC_MESSAGES, then LANG; ``--lang`` above all."""
    root = archive({"articles/2025/a.md": places.article(title="")})
    for command in ("check", "build"):
        result = _run(command, "--root", str(root), *options, env=variables)
        assert result.exit_code == 1
        assert said in result.output


def test_the_folder_one_is_in(archive: places.MakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is the archive by default; without mkdocs.yml there is none."""
    monkeypatch.chdir(archive())
    assert _run("check").exit_code == 0
    monkeypatch.chdir("articles")
    lost = _run("check")
    assert lost.exit_code == 1
    assert "mkdocs.yml: error missing-settings: " in lost.output


def test_a_folder_that_is_no_site(archive: places.MakeArchive, tmp_path: Path) -> None:
    """Is named, left alone, and status 1."""
    root = archive()
    for name in ("letter.txt", "404.html", "manifest-sha256.txt"):
        home = places.write(tmp_path / name.partition(".")[0], {name: "x"})
        result = _run("build", "--root", str(root), "--site", str(home))
        assert result.exit_code == 1
        assert result.stderr.startswith(f"{home}: error not-a-site: ")
        assert [file.name for file in home.iterdir()] == [name]


@pytest.mark.parametrize("lost", ["404.html", "made-from.json", "index.html"])
def test_a_site_that_lost_a_file_is_built_again(archive: places.MakeArchive, lost: str) -> None:
    """Whoever deletes one page by hand need not delete the rest."""
    root = archive()
    assert _run("build", "--root", str(root)).exit_code == 0
    (root / "site" / lost).unlink()
    assert _run("build", "--root", str(root)).exit_code == 0
    assert (root / "site" / lost).is_file()


def test_convert_both_ways() -> None:
    """Characters and quotation marks."""
    simplified, traditional = "云阳县的“区县”简报\n", "雲陽縣的「區縣」簡報\n"
    assert _convert(simplified.encode()).decode() == traditional
    assert _convert(traditional.encode(), "zh-Hant", "zh-Hans").decode() == simplified


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n\n", "无换行".encode(), "甲\r\n乙\r\n".encode(), "甲\r乙\n".encode(), "甲\u2028乙\x0b丙\x85丁\n".encode(),
        b"\xff\xfe\x00\n\x80abc\n", "国".encode("gb18030") + b"\n", "\ufeff国\n".encode(), b"\xe5\x9b", b"a\x00b\n",
    ],
)  # fmt: skip
def test_convert_keeps_lines_and_bytes(data: bytes) -> None:
    """As many lines out as in, and what is no UTF-8 passes as it is."""
    out = _convert(data)
    assert out.count(b"\n") == data.count(b"\n")
    assert out.count(b"\r") == data.count(b"\r")
    if "国".encode() not in data and "无".encode() not in data and "乙".encode() not in data:
        assert out == data
