"""A site is published whole or not at all, whatever happens to a build; and what it keeps is never believed blindly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fangzhi.cli import main
from tests import places
from tests.conftest import ROOT
from tests.disks import on_a_disk
from tests.trust import record

FEW = {"articles/2025/east.md": places.article(title="甲"), "articles/2025/west.md": places.article(title="丙")}


def _harmed(root: Path, harm: str, points: int, way: str) -> list[dict[str, Any]]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.crashes", str(root), harm, str(points), way],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    outcomes: list[dict[str, Any]] = json.loads(run.stdout)["outcomes"]
    return outcomes


def _failures(outcomes: list[dict[str, Any]], *whole: str) -> int:
    """How many builds left no whole site, or one that the next build did not put right. There should be none."""
    good = {"mended": 0, "right": True, "left": []}
    bad = [o for o in outcomes if o["whole"] not in whole or {key: o[key] for key in good} != good]
    assert not bad
    return len(bad)


@pytest.mark.parametrize(
    ("harm", "ended", "points", "way"),
    [
        ("killed", -9, 140, "text"),
        ("killed", -9, 40, "spare"),
        ("killed", -9, 20, "theme"),
        ("full", 1, 15, "text"),
        ("read-only", 1, 15, "text"),
    ],
)
def test_a_build_that_ends_early_costs_nothing(
    harm: str, ended: int, points: int, way: str, archive: places.MakeArchive
) -> None:
    """At that moment the old site is whole, or the new one; the next build is right, and clears up."""
    outcomes = _harmed(archive(FEW), harm, points, way)
    assert len(outcomes) == points
    assert {o["ended"] for o in outcomes if o["whole"] != o["wanted"]} == {ended}
    record(harm if way == "text" else f"{harm}-{way}", points, _failures(outcomes, "甲", "乙"))


def test_between_two_renames_the_old_site_waits(archive: places.MakeArchive) -> None:
    """Where no call exchanges two folders there is a moment with no site, and the next build puts it right."""
    outcomes = _harmed(archive(FEW), "killed", 0, "renames")
    assert _failures(outcomes, "甲", "乙", "gone") == 0
    assert "gone" in {o["whole"] for o in outcomes}


def test_a_disk_that_is_truly_full(tmp_path: Path) -> None:
    """On a file system of 4 MB of its own: full, then read-only, then neither."""
    on_a_disk(tmp_path, "tests.small_disk", "4m")


def test_two_builds_at_once(archive: places.MakeArchive) -> None:
    """One waits, and says so; both end well."""
    root = archive(FEW)
    (root / ".cache/fangzhi").mkdir(parents=True)
    with (root / ".cache/fangzhi/lock").open("wb") as lock:
        if sys.platform == "win32":
            pytest.skip("locks of Windows are tried there")
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.lockf(lock, fcntl.LOCK_EX)
        second = subprocess.Popen(
            [Path(sys.executable).parent / "fangzhi", "build", "--root", str(root), "--lang", "en", "--jobs", "1"],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert second.stderr
        assert "build-waits" in second.stderr.readline()
        assert second.poll() is None
        assert not (root / "site").exists()
    assert second.wait() == 0
    second.communicate()
    assert (root / "site/index.html").is_file()


def test_what_cannot_be_written_is_a_problem(archive: places.MakeArchive) -> None:
    """A file where a folder must be: a sentence with the place, and no traceback."""
    root = archive(FEW)
    (root / "taken").write_text("x", "utf-8")
    said = CliRunner().invoke(main, ["build", "--root", str(root), "--site", str(root / "taken/site"), "--lang", "en"])
    assert isinstance(said.exception, SystemExit)
    assert said.exit_code == 1
    assert f"{root / 'taken'}" in said.stderr
    assert "cannot-write" in said.stderr


def test_a_damaged_cache_is_not_believed(archive: places.MakeArchive) -> None:
    """A byte of it changed, or a file cut short or gone, anywhere: after the next build the site is right."""
    outcomes = _harmed(archive(FEW), "damaged", 40, "text")
    wrong = [o for o in outcomes if not o["right"] or o["ended"]]
    assert wrong == []
    record("damaged", len(outcomes), len(wrong))


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("name", "template", "line"),
    [
        ("archive/districts.html", "<h1>\n{{ nobody.knows }}</h1>", 2),
        ("archive/districts.html", "\n\n{% if %}", 3),
        ("archive/districts.html", "{{ 1 / 0 }}", 1),
        ("main.html", "<p>\n{% for %}", 2),
        ("main.html", "<p>\n\n{{ 1 / 0 }}", 3),
    ],
)
def test_a_broken_template_is_a_problem(
    name: str, template: str, line: int, jobs: str, archive: places.MakeArchive
) -> None:
    """With its file and line, in every process; and the old site stays."""
    settings = places.SETTINGS.replace("name: material,", "name: material, custom_dir: overrides,")
    root = archive(FEW | {"mkdocs.yml": settings, f"overrides/{name}": template})
    said = CliRunner().invoke(main, ["build", "--root", str(root), "--lang", "en", "--jobs", jobs])
    assert isinstance(said.exception, SystemExit)
    assert f"overrides/{name}:{line}: error broken-template: " in said.stderr
    assert not (root / "site").exists()
