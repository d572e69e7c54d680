"""The editors' guide, run: every front matter is checked, every command carried out, in the order of the page."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fangzhi.desk.inspection import inspect
from tests.conftest import ROOT
from tests.pages_golden import read_back

GUIDES = ("docs/editors.md", "docs/editors.en.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NOT_HERE = ("make ", "source ", "pip ")  # they set up what this test runs in
BARE = {"title": "标题", "date": "2025", "districts": "[开州区]", "initiatives": "[枫桥经验]"}
EVERY = pytest.mark.parametrize("guide", GUIDES)


def blocks(guide: str, kind: str) -> list[str]:
    return [text for found, text in BLOCK.findall((ROOT / guide).read_text("utf-8")) if found == kind]


def archive(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("articles", "docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def found(root: Path) -> list[str]:
    return [p.line("en") for p in inspect(root, jobs=1).problems]


@EVERY
def test_articles_of_the_guide_are_right(guide: str, tmp_path: Path) -> None:
    root = archive(tmp_path / "a")
    for number, text in enumerate(blocks(guide, "markdown")):
        (root / "articles/2025").mkdir(exist_ok=True)
        (root / f"articles/2025/example-{number}.md").write_text(text, "utf-8")
    assert number == 2
    assert found(root) == []


@EVERY
def test_entries_of_the_guide_are_right(guide: str, tmp_path: Path) -> None:
    root = archive(tmp_path / "a")
    (root / "articles/XXXX").mkdir()
    for number, text in enumerate(blocks(guide, "yaml")):
        given = re.findall(r"^(\w+):", text, re.MULTILINE)
        bare = "".join(f"{key}: {value}\n" for key, value in BARE.items() if key not in given)
        (root / f"articles/XXXX/e{number}.md").write_text(f"---\n{bare}{text}---\n\n正文{number}。\n", "utf-8")
    assert number > 6
    assert found(root) == []


@EVERY
def test_commands_of_the_guide_lead_to_a_pushed_branch(guide: str, tmp_path: Path) -> None:
    remote, env = _remote(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    page = blocks(guide, "text")[0]
    for line in "".join(blocks(guide, "sh")).splitlines():
        work = _carry_out(line, work, page, env)
    pushed = _git(remote, env, "log", "-1", "--format=%s", "page-1126")
    assert pushed == "11月26日第3版\n"
    names = _git(remote, env, "diff", "--name-only", "main", "page-1126").split()
    assert sorted(n.split("/")[2].split("-")[0] for n in names) == ["fuling", "kaizhou", "wulong"]
    _look_at(work)


def _look_at(work: Path) -> None:
    drafts = {p.stem.split("-")[0]: read_back(p.read_text("utf-8")) for p in sorted(work.glob("articles/2025/*.md"))}
    kaizhou, wulong = drafts["kaizhou"], drafts["wulong"]
    assert "归还失物130余件，没有一起闹到派出所。" in kaizhou["blocks"][0]
    assert kaizhou["date"] == "2025-11-25"
    assert kaizhou["images"][0]["credit"] == "林小满 摄"
    assert kaizhou["source"] == {"title": "平安晚报", "issued": "2025-11-26", "edition": "3"}
    assert wulong["bylines"] == {"通讯员": ["石小川"], "记者": ["林小满"]}
    assert [(f["value"], f["bound"]) for f in wulong["figures"]] == [
        ("5", "exact"),
        ("60", "at-least"),
        ("30", "about"),
    ]


def _remote(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A host of the repository on this machine, and the settings by which its address leads here."""
    seed = archive(tmp_path / "seed")
    (seed / ".gitignore").write_text(".cache/\n", "utf-8")
    config = tmp_path / "gitconfig"
    remote = tmp_path / "remote/chongqing/archive.git"
    config.write_text(
        f'[url "{tmp_path.as_posix()}/remote/"]\n\tinsteadOf = https://git.example.org/\n'
        "[user]\n\tname = Editor\n\temail = editor@example.org\n[init]\n\tdefaultBranch = main\n",
        "utf-8",
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PATH": path,
        "LC_ALL": "C.UTF-8",
    }
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "Begin"],
        ["clone", "-q", "--bare", ".", str(remote)],
    ):
        _git(seed, env, *command)
    return remote, env


def _git(folder: Path, env: dict[str, str], *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def _carry_out(line: str, work: Path, page: str, env: dict[str, str]) -> Path:
    if line.startswith(NOT_HERE):
        return work
    if line.startswith("cd "):
        return work / line.removeprefix("cd ")
    if line.startswith("fangzhi import"):
        (work / "page.txt").write_text(page, "utf-8")
    done = subprocess.run(shlex.split(line), cwd=work, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return work


def test_both_guides_say_the_same() -> None:
    texts = [(ROOT / guide).read_text("utf-8") for guide in GUIDES]
    assert BLOCK.findall(texts[0]) == BLOCK.findall(texts[1])
    ids = [re.findall(r"^(#+) .*\{(#\w+)\}$", text, re.MULTILINE) for text in texts]
    assert ids[0] == ids[1]
    for text in texts:
        assert set(re.findall(r"\]\((#\w+)\)", text)) <= {anchor for _, anchor in ids[0]}
