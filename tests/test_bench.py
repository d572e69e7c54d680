"""The benchmarks' own parts: what is measured is what is said, and a change for the worse is seen."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from fangzhi.build.sources import read_sources
from tests.bench import exports, ratios
from tests.bench.archive import add_article, edit_article, write_archive
from tests.bench.building import Measured
from tests.bench.measuring import FailedError, Usage, measure, ratio
from tests.bench.plot import Panel, drawn
from tests.trees import tree


def test_an_archive_is_sound_and_the_same_again(tmp_path: Path) -> None:
    """A larger one holds a smaller one; what is added is what would have been there."""
    write_archive(tmp_path / "a", 12)
    write_archive(tmp_path / "b", 11)
    assert tree(tmp_path / "b").items() < tree(tmp_path / "a").items()
    add_article(tmp_path / "b", 11)
    assert tree(tmp_path / "b") == tree(tmp_path / "a")
    edit_article(tmp_path / "b", 1)
    once = tree(tmp_path / "b")
    edit_article(tmp_path / "b", 2)
    changed = {path for path, digest in tree(tmp_path / "b").items() if once[path] != digest}
    assert len(changed) == 1
    sources, problems = read_sources(tmp_path / "a")
    assert not [found.line("en") for found in problems]
    assert len(sources.catalogue.items) == 12


def test_the_whole_tree_is_measured(tmp_path: Path) -> None:
    """A process that has others do the work counts with their time; one that fails is told with its words."""
    child = "sum(range(3_000_000))"
    parent = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in '12']]"
    alone = measure([sys.executable, "-c", "import subprocess"], tmp_path)
    found = measure([sys.executable, "-c", parent], tmp_path)
    assert found.cpu > alone.cpu
    assert found.wall > 0
    with pytest.raises(FailedError, match="of no use"):
        measure([sys.executable, "-c", "raise SystemExit('of no use')"], tmp_path)


def test_every_kind_of_export_is_timed(tmp_path: Path) -> None:
    """In a full build, and what is made anew after an edit."""
    write_archive(tmp_path / "a", 3)
    _, full = exports.measure(tmp_path / "a", tmp_path / "site")
    edit_article(tmp_path / "a", 1)
    _, edited = exports.measure(tmp_path / "a", tmp_path / "site")
    again = {"(plan)", "beside pages", "articles.jsonl, pieces", "articles.jsonl, joined", "archive.sqlite, pieces"}
    assert again <= edited.keys()
    assert {*edited, "districts.ttl", "feeds", "sitemap.xml", "oai.xml, pieces", "figures.csv, joined"} <= full.keys()


def test_ratios_are_by_round() -> None:
    """A round in which the machine was slow for both says nothing; the median does."""
    ours, theirs = [Usage(1, 1), Usage(10, 1), Usage(1, 1)], [Usage(2, 1), Usage(20, 1), Usage(1, 1)]
    assert ratio(ours, theirs, lambda usage: usage.wall) == 0.5
    measured = Measured(7)
    measured.series["fangzhi", "full"] += [Usage(1, 2, 30)]
    measured.series["Hugo", "full"] += [Usage(4, 4, 10)]
    assert {name.rpartition(": ")[2]: value for name, value in measured.compared()} == {
        "wall": 0.25,
        "cpu": 0.5,
        "memory": 3.0,
    }


def test_worse_by_a_quarter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is named with both numbers, and how to accept it; less is not, nor wall time, nor what was never kept."""
    monkeypatch.setattr(ratios, "KEPT", tmp_path / "kept.json")
    monkeypatch.setattr(ratios, "_FOUND", tmp_path / "found.json")
    ratios.note({"a: cpu": 1.0, "b: cpu": 0.5, "a: wall": 1.0})
    ratios.accept()
    found = {"a: cpu": 1.3, "b: cpu": 0.6, "new: cpu": 9.0, "a: wall": 9.0}
    assert ratios.worse(found) == {"a: cpu": 1.3}
    assert "a: cpu: 1.000 was kept, 1.300 was found" in ratios.complaint({"a: cpu": 1.3})
    ratios.note(found)
    ratios.accept()
    assert ratios.worse(found) == {}


def test_the_plot_tells_lines_apart_without_colour() -> None:
    """Each has a name, a dash and a mark of its own, and names do not stand on one another."""
    lines = {"one": [(100, 1.0), (1000, 9.0)], "two": [(100, 1.0), (1000, 9.1)]}
    root = ET.fromstring(drawn([Panel("time", lines)], "articles", "two lines"))
    svg = "{http://www.w3.org/2000/svg}"
    paths = [path for path in root.iter(f"{svg}path") if (path.get("class") or "").startswith("line")]
    marks = {path.get("d") for path in root.iter(f"{svg}path") if (path.get("class") or "").startswith("mark")}
    assert len({path.get("stroke-dasharray") for path in paths}) == len(marks) == 2
    names = {text.text: float(text.get("y") or 0) for text in root.iter(f"{svg}text") if text.text in lines}
    assert abs(names["one"] - names["two"]) >= 12
