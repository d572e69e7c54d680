"""The publishers' guide, run: every command is carried out in the order of the page, to places on this machine."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fangzhi.desk.inspection import inspect
from fangzhi.desk.term_table import COLUMNS
from fangzhi.records.problems import Severity
from tests.conftest import ROOT
from tests.test_publish_command import GIT, git

GUIDES = ("docs/publish.md", "docs/publish.en.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NOT_HERE = ("python3 ", "source ", "pip ")  # they set up what this test runs in
BY_RSYNC = ("www.example.org:", "rsync://")


def blocks(guide: str) -> list[tuple[str, str]]:
    return BLOCK.findall((ROOT / guide).read_text("utf-8"))


def lines(guide: str) -> Iterator[str]:
    commands = (line for kind, text in blocks(guide) if kind == "sh" for line in text.splitlines())
    for line in commands:
        if not line.startswith(NOT_HERE) and (shutil.which("rsync") or not any(place in line for place in BY_RSYNC)):
            yield line


def here(folder: Path) -> dict[str, str]:
    """Settings by which the guide's server and remote are folders of this machine."""
    (folder / "ssh").write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n', "utf-8")
    (folder / "ssh").chmod(0o755)
    module = folder / "module"
    module.mkdir()
    config = folder / "rsyncd.conf"
    config.write_text(
        f"use chroot = no\nuid = {os.getuid()}\ngid = {os.getgid()}\nlog file = {folder / 'log'}\n"
        f"[library]\npath = {module}\nread only = no\n", "utf-8"
    )  # fmt: skip
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    rsync = {"RSYNC_RSH": str(folder / "ssh"), "RSYNC_CONNECT_PROG": f"rsync --config={config} --daemon"}
    return {**os.environ, **GIT, **rsync, "PATH": path, "LC_ALL": "C.UTF-8"}


def begin(folder: Path) -> None:
    """What the guide takes for granted: a repository with a remote, and a copy of this one beside it."""
    git(folder, "init", "-q", "--bare", str(folder / "remote.git"))
    (folder / "copy/docs").mkdir(parents=True)
    shutil.copytree(ROOT / "articles", folder / "copy/articles")
    (folder / "srv/www").mkdir(parents=True)


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_lead_to_published_sites(guide: str, tmp_path: Path) -> None:
    begin(tmp_path)
    env, work = here(tmp_path), tmp_path
    (tmp_path / "places.csv").write_text(next(text for kind, text in blocks(guide) if kind == "csv"), "utf-8")
    for line in lines(guide):
        if line.startswith("cd "):
            work /= line.removeprefix("cd ")
            git(work, "init", "-q", "-b", "main")
            git(work, "remote", "add", "origin", str(tmp_path / "remote.git"))
            continue
        words = shlex.split(line.replace("/srv/", f"{tmp_path}/srv/"))
        if "--rollback" in words:  # something to go back from
            (work / "docs/about.md").write_text(f"# {line}\n", "utf-8")
            subprocess.run(["fangzhi", "build"], cwd=work, env=env, check=True, capture_output=True)
            subprocess.run(words[:3], cwd=work, env=env, check=True, capture_output=True)
        done = subprocess.run(words, cwd=work, env=env, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    look(tmp_path)


def look(folder: Path) -> None:
    """The same archive everywhere, with its first article as a draft."""
    assert (folder / "srv/www/library/current").readlink() == Path("releases/1")
    page = (folder / "srv/www/library/current/districts/shiqiao/index.html").read_text("utf-8")
    assert "石桥镇" in page
    branches = git(folder / "remote.git", "branch", "--format=%(refname:short)").split()
    assert branches == ["gh-pages", "pages"]
    assert "districts/bailu/index.html" in git(folder / "remote.git", "ls-tree", "-r", "--name-only", "gh-pages")
    if shutil.which("rsync"):
        assert (folder / "srv/www/html/index.html").is_file()
        assert (folder / "module/zh-Hant/index.html").is_file()
    problems = inspect(folder / "copy", jobs=1).problems
    assert not [found for found in problems if found.severity is Severity.ERROR]


def test_both_guides_say_the_same() -> None:
    """The same commands and tables, the same parts, and every column that a table may have."""
    texts = [(ROOT / guide).read_text("utf-8") for guide in GUIDES]
    assert BLOCK.findall(texts[0]) == BLOCK.findall(texts[1])
    ids = [re.findall(r"^(#+) .*\{(#\w+)\}$", text, re.MULTILINE) for text in texts]
    assert ids[0] == ids[1]
    for text in texts:
        assert {f"`{column}`" for column in COLUMNS.values()} <= set(re.findall(r"`\w+`", text))
