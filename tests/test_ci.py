"""What hosts run on a push: their files are valid and careful, and each of their steps is carried out in a fresh clone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import places
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
NOWHERE = "http://127.0.0.1:9"  # discard (RFC 863): no outside link is asked for from here
ELSEWHERE = {"make test", "make audit", "make dist"}  # the first is what runs now; the others are tried in test_supply
KEYWORDS = {"default", "variables", "workflow", "cache", "stages"}
PINNED = re.compile(r"^ *(?:- )?uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
ANNOTATION = "::error file=articles/2025/x.md,line=3,col=7,title=not-a-date::“昨天”不是日期"


def read(file: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return found


def steps(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The commands of a workflow in order, with what its ``env`` says that needs no host."""
    work = read(file)
    env = {key: text for key, text in work.get("env", {}).items() if "${{" not in text}
    for job in work["jobs"].values():
        yield from ((step["run"], env) for step in job["steps"] if "run" in step)


def gitlab_steps() -> Iterator[tuple[str, dict[str, str]]]:
    """The same of GitLab's file, job by job."""
    work = read(GITLAB)
    env = {"LC_MESSAGES": work["variables"]["LC_MESSAGES"]}
    for name, job in work.items():
        if name not in KEYWORDS:
            yield from ((line, env) for line in job["script"])


@pytest.mark.parametrize(
    ("kind", "files"), [("vendor.github-workflows", WORKFLOWS), ("vendor.gitlab-ci", [GITLAB])], ids=str
)
def test_files_are_what_hosts_accept(kind: str, files: list[Path], tmp_path: Path) -> None:
    """By the schemas that hosts publish; a key that none of them knows is found."""
    words: list[str | Path] = [BIN / "check-jsonschema", "--builtin-schema", kind]
    subprocess.run([*words, *files], check=True, capture_output=True)
    broken = tmp_path / "broken.yml"
    broken.write_text(
        files[0].read_text("utf-8").replace("\n    runs-on:", "\n    runs-om:").replace("script:", "skript:"), "utf-8"
    )
    assert subprocess.run([*words, broken], check=False, capture_output=True).returncode == 1


def test_workflows_by_actionlint(tmp_path: Path) -> None:
    """Expressions, contexts and permissions too; without the program (it has none for this machine) this is skipped."""
    program = shutil.which("actionlint", path=str(BIN))
    if program is None:
        pytest.skip("no actionlint for this kind of machine")
    subprocess.run([program, "-shellcheck=", "-pyflakes=", *WORKFLOWS], check=True, capture_output=True)
    broken = tmp_path / "broken.yml"
    broken.write_text(WORKFLOWS[-2].read_text("utf-8").replace("github.event_name", "github.event_nom"), "utf-8")
    assert subprocess.run([program, broken], check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflows_are_careful(file: Path) -> None:
    """Actions by digest with their version beside it; no permission but a job's own; nothing of a stranger's in a shell."""
    text, work = file.read_text("utf-8"), read(file)
    uses = [line for line in text.splitlines() if "uses:" in line]
    assert all(PINNED.match(line) for line in uses), uses
    assert work["permissions"] == {}
    for job in work["jobs"].values():
        granted = {key for key, level in job["permissions"].items() if level == "write"}
        assert granted in (set(), {"pages", "id-token"})
        assert not granted or not any("run" in step for step in job["steps"])
        assert job["timeout-minutes"]
    assert not any("${{" in run for run, _ in steps(file))
    assert "pull_request_target" not in text
    assert "persist-credentials: false" in text
    cached = [step["with"]["cache-dependency-path"] for job in work["jobs"].values() for step in job["steps"]
              if "cache-dependency-path" in step.get("with", {})]  # fmt: skip
    assert all((ROOT / path).is_file() for path in cached)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone, whose environment is links to this one's programs; the code is the clone's own."""
    folder = tmp_path_factory.mktemp("ci") / "clone"
    subprocess.run(["git", "clone", "-q", ROOT, folder], check=True, capture_output=True)
    (folder / ".venv/bin").mkdir(parents=True)
    for program in BIN.iterdir():
        (folder / ".venv/bin" / program.name).symlink_to(program)
    for name in ("pyvenv.cfg", "site.stamp"):  # as new as the clone: make has nothing to install
        (folder / ".venv" / name).touch()
    return folder


def attempt(line: str, env: dict[str, str], clone: Path, summary: Path) -> subprocess.CompletedProcess[str]:
    """Run a step's line as a host does."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy"), NOWHERE)
    hosts = {
        "SITE_URL": "https://owner.example/project/",
        "GITHUB_STEP_SUMMARY": str(summary),
        "CI": "true",
        "PAUSE": "0",
    }
    setting = {
        **os.environ,
        **env,
        **proxies,
        **hosts,
        "LC_ALL": "",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(clone / "scripts"),
    }
    words = ["bash", "-eo", "pipefail", "-c", line]
    return subprocess.run(words, cwd=clone, env=setting, capture_output=True, encoding="utf-8", check=False)


def carry_out(line: str, env: dict[str, str], clone: Path, summary: Path) -> None:
    done = attempt(line, env, clone, summary)
    assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_every_step_in_a_fresh_clone(clone: Path, tmp_path: Path) -> None:
    """GitHub's, then GitLab's, in their order; each leaves what the next one or the host takes."""
    lines = [step for file in WORKFLOWS for step in steps(file)] + list(gitlab_steps())
    words = [line for line, _ in lines]
    assert {"make test", "make audit", "make dist"} <= set(words)
    assert {"make -s check FORMAT=github", "make site", "make -s links > links.md"} <= set(words)
    summary = tmp_path / "summary.md"
    for line, env in {line: env for line, env in lines if line not in ELSEWHERE}.items():
        carry_out(line, env, clone, summary)
    said = summary.read_text("utf-8")
    assert "## 读者会看到的变化\n\n### 新的页面" in said
    assert "- `/articles/202X/yunyang-dog-licensing/` 云阳在广场为犬只办证、义诊" in said
    assert "## 没有待看的转换" in said
    assert "## 打不开的站外链接" in said
    assert (clone / "gl-code-quality-report.json").read_text("utf-8") == "[]\n"
    assert (clone / "public/index.html").is_file()
    assert 'href="/project/assets/fangzhi.css' in (clone / "public/404.html").read_text("utf-8")
    assert not re.search('(?:href|src)="/(?!/)', (clone / "public/index.html").read_text("utf-8"))


def test_annotations_stand_at_the_line(clone: Path) -> None:
    """In the editor's language, and the step fails."""
    article = clone / "articles/2025/x.md"
    article.parent.mkdir(exist_ok=True)
    article.write_text("---\ntitle: 甲\ndate: 昨天\n---\n\n正文。\n", "utf-8")
    done = attempt("make -s check FORMAT=github", {"LC_MESSAGES": "zh_CN.UTF-8"}, clone, clone / "none")
    article.unlink()
    assert done.returncode != 0
    assert ANNOTATION in done.stdout


def test_the_caches_make_a_push_cheap(clone: Path) -> None:
    """With yesterday's cache and site, times lost as archivers lose them, one new article makes no other article's page."""
    env = {"LC_MESSAGES": "en"}
    carry_out("make site", env, clone, clone / "none")
    for file in (clone / "site").rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    before = {f: f.stat().st_mtime_ns for f in (clone / "site").rglob("index.html")}
    text = places.article(title="新篇", districts="[荣昌区]", initiatives="[文明养犬]")
    (clone / "articles/202X/new.md").write_text(text, "utf-8")
    carry_out("make site", env, clone, clone / "none")
    (clone / "articles/202X/new.md").unlink()
    made = {
        f.parent.name
        for f in (clone / "site").glob("articles/202X/*/index.html")
        if f.stat().st_mtime_ns != before.get(f)
    }
    assert "new" in made
    assert not made & {"chengkou-custody-safety", "dianjiang-canopy-removal", "yongchuan-joint-governance"}
