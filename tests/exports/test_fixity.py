"""Proof that nothing changed: the same bytes everywhere, manifests, bags, and what a site was made from."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner

from fangzhi.build.verification import verify
from fangzhi.cli import main
from fangzhi.exports.package import write_bag
from tests.trees import tree

PROGRAM = str(Path(sys.executable).parent / "fangzhi")


@pytest.fixture
def site(rich_site: Path, tmp_path: Path) -> Path:
    """A copy of a site, to be harmed."""
    return shutil.copytree(rich_site, tmp_path / "site")


@pytest.fixture(scope="module")
def packed(rich: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bag."""
    folder = tmp_path_factory.mktemp("packed")
    run = CliRunner().invoke(
        main, ["package", "--root", str(rich), "--site", str(folder / "site"), str(folder / "bag")]
    )
    assert run.exit_code == 0, run.output
    return folder / "bag"


@pytest.fixture
def bag(packed: Path, tmp_path: Path) -> Path:
    """A copy of a bag, to be harmed."""
    return shutil.copytree(packed, tmp_path / "bag")


def _harm(folder: Path) -> None:
    (folder / "data/articles.csv").write_bytes(b"x")
    (folder / "districts/xihe/index.html").unlink()
    (folder / "extra.html").write_bytes(b"x")


def _said(folder: Path) -> list[tuple[str, str]]:
    return [(found.place.path, found.code) for found in verify(folder)]


def test_a_whole_site_is_whole(site: Path) -> None:
    """By our own reading and by coreutils'."""
    assert verify(site) == []
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=site, check=True)


def test_each_harm_is_named(site: Path) -> None:
    """Changed, missing, extra; through the command, with its status."""
    whole = CliRunner().invoke(main, ["verify", str(site), "--lang", "zh"])
    assert re.search(r"完好：\d+个文件都同清单一致。\n\Z", whole.stderr)
    _harm(site)
    wanted = [
        ("data/articles.csv", "file-changed"),
        ("districts/xihe/index.html", "file-missing"),
        ("extra.html", "file-extra"),
    ]
    assert _said(site) == wanted
    run = CliRunner().invoke(main, ["verify", str(site), "--lang", "en"])
    assert run.exit_code == 1
    assert run.output.splitlines()[0] == "data/articles.csv: error file-changed: The contents have changed."


def test_a_folder_without_a_manifest(tmp_path: Path) -> None:
    """Cannot be proved, and neither can one whose manifest is broken."""
    assert [code for _, code in _said(tmp_path)] == ["no-manifest"]
    (tmp_path / "manifest-sha256.txt").write_text("abc def\n", "utf-8")
    assert [code for _, code in _said(tmp_path)] == ["no-manifest"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # bagit's own
def test_bagit_finds_the_bag_valid(packed: Path) -> None:
    """And so do we; sources, vocabularies, site and exports are in it."""
    assert bagit.Bag(str(packed)).validate()
    assert verify(packed) == []
    for path in ("source/mkdocs.yml", "source/articles/2025/helmets.md", "site/data/text.zip", "site/made-from.json"):
        assert (packed / "data" / path).is_file()


def test_harm_to_a_bag_is_named(bag: Path) -> None:
    """In its payload and in its own files."""
    _harm(bag / "data/site")
    (bag / "bag-info.txt").write_text("Payload-Oxum: 1.1\n", "utf-8")
    said = _said(bag)
    assert ("data/site/data/articles.csv", "file-changed") in said
    assert ("data/site/districts/xihe/index.html", "file-missing") in said
    assert ("data/site/extra.html", "file-extra") in said
    assert ("bag-info.txt", "file-changed") in said
    assert ("bag-info.txt", "not-a-bag") in said
    (bag / "tagmanifest-sha256.txt").unlink()
    assert ("tagmanifest-sha256.txt", "not-a-bag") in _said(bag)


def test_a_bag_is_not_written_over(rich: Path, bag: Path, tmp_path: Path) -> None:
    """What is there stays."""
    words = ["package", "--root", str(rich), "--site", str(tmp_path / "site"), "--lang", "en", str(bag)]
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 1
    assert "bag-exists" in run.output
    assert verify(bag) == []


def test_a_bag_stands_in_nothing_that_is_packed(rich: Path, tmp_path: Path) -> None:
    """The next build would clear it out of the site, and each further bag would hold it."""
    for folder in (tmp_path / "site", rich / "articles", rich / "docs"):
        words = ["package", "--root", str(rich), "--site", str(tmp_path / "site"), "--lang", "en", str(folder / "bag")]
        run = CliRunner().invoke(main, words)
        assert (run.exit_code, f"cannot stand in {folder.name}/" in run.stderr) == (1, True)
        assert not (folder / "bag").exists()


def test_half_a_bag_is_taken_away(tmp_path: Path) -> None:
    """Where the disk is full or somebody stops it: the next one finds its place free."""
    (tmp_path / "a").write_text("a", "utf-8")
    with pytest.raises(FileNotFoundError):
        write_bag(tmp_path / "bag", [("a", tmp_path / "a"), ("b", tmp_path / "gone")], {})
    assert not (tmp_path / "bag").exists()


def test_what_it_was_made_from(rich: Path, rich_site: Path) -> None:
    """Each source with its digest; each article's folder with its sources; no draft."""
    found = json.loads((rich_site / "made-from.json").read_text("utf-8"))
    for path, digest in found["sources"].items():
        assert hashlib.sha256((rich / path).read_bytes()).hexdigest() == digest, path
    assert found["outputs"]["zh-Hant/articles/2025/helmets/"] == [
        "articles/2025/helmets.md", "articles/2025/helmets.en.md", "articles/2025/helmets.svg",
    ]  # fmt: skip
    assert "articles/_vocabulary/districts.yml" in found["sources"]
    assert "articles/2025/not-yet.md" not in found["sources"]


def test_the_same_bytes_on_another_day_and_in_another_place(rich: Path, rich_site: Path, tmp_path: Path) -> None:
    """Another time zone, another locale, another seed for hashes, more processes."""
    env = {
        "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7",
        "NO_MKDOCS_2_WARNING": "1", "PATH": os.environ["PATH"],
    }  # fmt: skip
    words = [PROGRAM, "build", "--root", str(rich), "--site", str(tmp_path / "site"), "--jobs", "3", "--full"]
    subprocess.run(words, env=env, check=True, capture_output=True)
    assert tree(tmp_path / "site") == tree(rich_site)
