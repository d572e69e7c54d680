"""The package as others get it: installed from its wheel into an empty environment, away from this repository.

The environment holds what the wheel asks for and nothing else: those libraries are hard links to the ones the tests run
with, so that neither network nor copying is needed, and `pip check` proves that nothing is missing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from fangzhi import __version__
from tests.conftest import ROOT
from tests.sites import read_site
from tests.trees import tree


def run(*words: str | Path, folder: Path) -> str:
    """A program's output; it must end well. No word of this repository is in its environment."""
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [str(w) for w in words], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def needed(wheel_requires: list[str]) -> Iterator[str]:
    """Every distribution that some requirements lead to, extras left out."""
    waiting, seen = list(wheel_requires), set[str]()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in seen or not (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        try:
            waiting += distribution(name).requires or []
        except PackageNotFoundError:  # asked for by a marker that this reading is too coarse for; pip check is not
            continue
        yield name


def link(name: str, target: Path) -> None:
    """Bring an installed distribution into another environment, without its programs."""
    for file in distribution(name).files or ():
        if ".." not in file.parts and "__pycache__" not in file.parts:
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(str(file.locate()), target / file)
            except OSError:  # another disk
                shutil.copy2(str(file.locate()), target / file)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist and the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def python(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel in it, and only what that needs."""
    folder = tmp_path_factory.mktemp("new")
    env = folder / "env"
    run(sys.executable, "-m", "venv", "--without-pip", env, folder=folder)
    python = env / "bin/python"
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(env), "platbase": str(env)}))
    wheel = next(dist.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        meta = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        requires = re.findall(r"^Requires-Dist: (.*)$", archive.read(meta).decode(), re.MULTILINE)
    for name in needed(requires):
        link(name, packages)
    pip = (sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--no-index", wheel, folder=folder)
    run(*pip, "check", folder=folder)
    return python


def test_a_new_archive_away_from_the_repository(python: Path, tmp_path: Path) -> None:
    """``fangzhi init x && cd x && mkdocs build``, then ``fangzhi build``: one site, and the package is left as it was."""
    fangzhi = python.with_name("fangzhi")
    package = next(python.parents[1].glob("lib/python*/site-packages/fangzhi"))
    before = {path for path in tree(package) if "__pycache__" not in path}
    assert run(fangzhi, "--version", folder=tmp_path) == f"fangzhi, version {__version__}\n"
    where = run(python, "-c", "import fangzhi; print(fangzhi.__file__)", folder=tmp_path)
    assert where == f"{package / '__init__.py'}\n"
    run(fangzhi, "init", "x", "--yes", folder=tmp_path)
    run(python, "-m", "mkdocs", "-q", "build", "--strict", folder=tmp_path / "x")
    by_mkdocs = {f: d for f, d in tree(tmp_path / "x/site").items() if f != "sitemap.xml.gz"}
    run(fangzhi, "build", "--site", tmp_path / "site", folder=tmp_path / "x")
    assert tree(tmp_path / "site") == by_mkdocs
    assert "东镇" in read_site(tmp_path / "site").pages["districts/east-town/index.html"].title
    assert {path for path in tree(package) if "__pycache__" not in path} == before


def test_the_wheel_holds_all_and_only_what_it_needs(dist: Path) -> None:
    """Code, data and templates as they are in the repository; and what the sdist makes is the same wheel."""
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as archive:
        files = {n.removeprefix("fangzhi/") for n in archive.namelist() if not n.startswith("fangzhi-")}
    shipped = {"": ROOT / "scripts/fangzhi", "overrides/": ROOT / "overrides"}
    there = {prefix + path for prefix, folder in shipped.items() for path in tree(folder) if ".pyc" not in path}
    assert files == there


def test_the_sdist_makes_the_same_wheel(dist: Path, tmp_path: Path) -> None:
    """Byte for byte: nothing that a build needs is left out of it, or depends on the day."""
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        archive.extraction_filter = lambda member, _: member  # our own archive; 3.11.3 and older have no filters
        archive.extractall(tmp_path)
    source = next(tmp_path.iterdir())
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"], cwd=source, check=True)
    assert next(source.glob("dist/*.whl")).read_bytes() == next(dist.glob("*.whl")).read_bytes()


def test_the_changelog_is_kept() -> None:
    """Keep a Changelog 1.1.0: an Unreleased part first, then versions with dates, in parts that have known names."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", version) for version in versions[1:])
    parts = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.*)$", text, re.MULTILINE)) <= parts
