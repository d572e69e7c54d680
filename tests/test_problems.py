"""What bad input gets: an exact line each, in two languages, all in one run, and the site of before untouched."""

from __future__ import annotations

import string
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from fangzhi.cli import main
from fangzhi.desk.inspection import inspect
from fangzhi.records.messages import MESSAGES
from fangzhi.records.problems import Severity
from tests import places
from tests.conftest import ROOT
from tests.golden_cases import Case, problem_cases
from tests.trees import tree

CASES = problem_cases()
SHARED = [case for case in CASES if not case.alone]
ELSEWHERE = {
    "not-a-site", "no-manifest", "bag-inside", "system-refused", "not-utf-8", "build-waits", "broken-template", "bag-exists", "file-changed", "file-extra", "file-missing",
    "no-place-for-digest", "cannot-listen", "editor-not-fetched", "changed-meanwhile", "needs-npm",
    "too-many-values", "vocabulary-too-large", "term-too-deep", "other-form-of-name", "unfit-settings", "personal-data-beside", "page-image-tells", "not-fetched", "wrong-digest", "not-a-bag", "missing-engine", "broken-theme", "no-counterpart", "not-made", "process-ended",
}  # fmt: skip
SCRIPTS = Path(sys.executable).parent


def _put(root: Path, case: Case) -> None:
    places.write(root, {path: content for path, content in case.files.items() if content is not None})
    for path in (path for path, content in case.files.items() if content is None):
        (root / path).unlink()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Case, archive: places.MakeArchive) -> None:
    """Every line: path, line, column, severity, code, sentence."""
    root = archive()
    _put(root, case)
    found = inspect(root, jobs=1).problems
    assert [each.line("en") for each in found] == list(case.en)
    assert [each.line("zh") for each in found] == list(case.zh)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the bad input of every case that can share one, and a site from before."""
    root = places.archive(tmp_path_factory.mktemp("bad") / "archive", {"articles/2025/good.md": places.article()})
    built = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "1"])
    assert built.exit_code == 0, built.output
    for case in SHARED:
        _put(root, case)
    return root


def _expected(lang: str) -> list[str]:
    lines = [line for case in SHARED for line in getattr(case, lang)]
    return sorted(lines)


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_in_one_run(everything: Path, command: str, lang: str) -> None:
    """Every case's lines together, in the order of their places; the site stays."""
    before = tree(everything / "site")
    result = CliRunner().invoke(main, [command, "--root", str(everything), "--lang", lang])
    said = (result.stdout if command == "check" else result.stderr).splitlines()
    assert result.exit_code == 1
    assert sorted(said) == _expected(lang)
    assert [_path(line) for line in said] == sorted(_path(line) for line in said)
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
    assert tree(everything / "site") == before


def _path(line: str) -> str:
    return line.partition(":")[0]


@pytest.mark.parametrize(
    "command", [["fangzhi", "build"], ["mkdocs", "build", "-q"], ["mkdocs", "build", "--strict"]], ids=" ".join
)
def test_programs(everything: Path, command: list[str]) -> None:
    """The same through real programs: status 1, Chinese by the locale, no traceback, the site untouched."""
    before = tree(everything / "site")
    run = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]],
        cwd=everything,
        env={"LC_ALL": "zh_CN.UTF-8", "NO_MKDOCS_2_WARNING": "1", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = [line for line in run.stderr.splitlines() if line.startswith(("articles/", "docs/", "mkdocs.yml"))]
    assert run.returncode == 1
    assert sorted(said) == _expected("zh")
    assert "Traceback" not in run.stdout + run.stderr
    assert tree(everything / "site") == before


def test_warnings_let_a_build_pass_unless_it_is_strict(archive: places.MakeArchive) -> None:
    """And the article that got the warning is there."""
    root = archive({"articles/2025/late.md": places.article(districts="[东园县]")})
    loose = CliRunner().invoke(main, ["build", "--root", str(root)])
    strict = CliRunner().invoke(main, ["build", "--root", str(root), "--strict"])
    assert (loose.exit_code, strict.exit_code) == (0, 1)
    assert "warning not-in-force" in loose.stderr
    assert (root / "site/articles/2025/late/index.html").is_file()


def test_every_code_has_a_case() -> None:
    """Each message is shown by a golden case; those of conversion and fixity have cases of their own."""
    shown = {line.split(": ")[1].split()[1] for case in CASES for line in case.en}
    names = (
        "check_command",
        "import_command",
        "new_command",
        "founding",
        "publish_command",
        "cluster",
        "examination",
        "filenames",
        "handwriting",
    )
    desk = "".join((ROOT / f"tests/test_{name}.py").read_text("utf-8") for name in names)
    shown |= {code for code in MESSAGES if f'"{code}"' in desk or f" error {code}" in desk}
    assert {code for code in MESSAGES if not code.startswith("hanzi-")} - shown == ELSEWHERE


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_say_the_same_facts(code: str) -> None:
    """In braces stand the same names."""
    said = MESSAGES[code]
    in_braces = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (said.zh, said.en)]
    assert Severity(said.severity)
    assert said.zh.endswith(("。", "{sentence}"))
    assert said.en.endswith((".", "{sentence}"))
    assert in_braces[0] == in_braces[1]
