"""The guide to taking back, run: what its commands clean is in no commit of any branch any more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fangzhi.desk.inspection import inspect
from fangzhi.records.withdrawal import REASONS
from tests import places
from tests.conftest import ROOT

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAME, TITLE = "李小明", "夜市里的一场争执"


def _run(folder: Path, env: dict[str, str], *command: str) -> str:
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def _archive(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A host with an archive whose history holds an article, its translation, and a name in a file and in a message."""
    work = places.archive(tmp_path / "work", {"articles/2025/other.md": places.article(body=f"另一篇写到{NAME}。")})
    config = tmp_path / "gitconfig"
    config.write_text(
        f'[url "{tmp_path.as_posix()}/host/"]\n\tinsteadOf = https://git.example.org/\n'
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
    night = work / "articles/2025/kaizhou-night-market.md"
    night.write_text(places.article(title=TITLE), "utf-8")
    night.with_suffix(".en.md").write_text("---\ntitle: A quarrel at the night market\n---\n", "utf-8")
    _run(work, env, "git", "init", "-q")
    for message in ("Begin", f"{NAME}一案"):
        _run(work, env, "git", "add", ".")
        _run(work, env, "git", "commit", "-qm", message)
        (work / "articles/2025/other.md").write_text(places.article(body="另一篇改过了。"), "utf-8")
    night.write_text("---\nstatus: withdrawn\nwithdrawn: {date: 2025-12-01, reason: safety}\n---\n", "utf-8")
    night.with_suffix(".en.md").unlink()
    _run(work, env, "git", "add", ".")
    _run(work, env, "git", "commit", "-qm", "撤下")
    (tmp_path / "host/chongqing").mkdir(parents=True)
    _run(work, env, "git", "clone", "-q", "--bare", ".", str(tmp_path / "host/chongqing/archive.git"))
    return tmp_path / "host/chongqing/archive.git", env


GUIDES = pytest.mark.parametrize("guide", ["docs/takedown.md", "docs/takedown.en.md"])


@GUIDES
def test_its_example_is_right_and_its_reasons_are_all(guide: str, archive: places.MakeArchive) -> None:
    """Nothing is wrong with the example, and the table has every class of reason by both its names, and no other."""
    text = (ROOT / guide).read_text("utf-8")
    (example,) = re.findall(r"^```markdown\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert inspect(archive({"articles/2025/gone.md": example}), jobs=1).problems == ()
    rows = re.findall(r"^\| `([a-z-]+)` \| `([^`]+)` \|", text, re.MULTILINE)
    assert [name for row in zip(*rows, strict=True) for name in row] == list(REASONS)


@GUIDES
def test_its_commands_clean_the_history(guide: str, tmp_path: Path) -> None:
    """In the order of the page, from a clone of a host to a push to it; both pages have the same commands."""
    host, env = _archive(tmp_path)
    before = _run(host, env, "git", "log", "--all", "-p", "--format=%s%n%b")
    assert NAME in before
    assert TITLE in before
    folder = tmp_path
    for line in "".join(BLOCK.findall((ROOT / guide).read_text("utf-8"))).splitlines():
        if line.startswith("cd "):
            folder = folder / line.removeprefix("cd ")
        elif not line.startswith("pip "):
            said = _run(folder, env, "sh", "-c", line)
            assert not line.startswith("git log") or said == ""
    after = _run(host, env, "git", "log", "--all", "-p", "--format=%s%n%b")
    assert [word for word in (NAME, TITLE, "A quarrel at") if word in after] == []
    assert "status: withdrawn" in _run(host, env, "git", "show", "main:articles/2025/kaizhou-night-market.md")
