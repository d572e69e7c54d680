"""The search's files are brought up to date as if they were made anew, and few of them are touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.build.finding import search_outputs
from fangzhi.build.sources import read_sources
from tests import places
from tests.bench.articles import articles


def _write(root: Path, number: int, date: str, text: str) -> None:
    """A report of the invented place, with a text of the benchmark's."""
    places.write(root, {f"articles/{date[:4]}/r{number}.md": places.article(title=f"甲{number}", date=date, body=text)})


def _made(root: Path, cache: Path) -> dict[str, bytes]:
    sources, _ = read_sources(root)
    return {output.path: Path(output.source).read_bytes() for output in search_outputs(sources, cache)}


_TEXTS = [source.split("---\n", 2)[2] for _, source in articles(8, 11)]


def _add(root: Path) -> None:
    _write(root, 90, "2025-03-04", _TEXTS[6])


def _add_early(root: Path) -> None:
    _write(root, 91, "2025-01-01", _TEXTS[7])


def _edit(root: Path) -> None:
    _write(root, 2, "2025-03-03", "只剩这一句，后来又添了一句。")


def _remove(root: Path) -> None:
    (root / "articles/2025/r1.md").unlink()


def _redate(root: Path) -> None:
    _write(root, 3, "2025-12-31", _TEXTS[3])


def _empty(root: Path) -> None:
    shutil.rmtree(root / "articles/2025")


@pytest.mark.parametrize("change", [_add, _add_early, _edit, _remove, _redate, _empty])
def test_revised_is_made_anew(change: Callable[[Path], None], archive: places.MakeArchive, tmp_path: Path) -> None:
    root = archive({})
    for number in range(6):
        _write(root, number, "2025-03-03", _TEXTS[number])
    before = _made(root, tmp_path / "kept")
    change(root)
    after = _made(root, tmp_path / "kept")
    assert after != before
    assert after == _made(root, tmp_path / "fresh")
    kept = {path.relative_to(tmp_path / "kept/files").as_posix() for path in (tmp_path / "kept/files").rglob("*.js")}
    assert kept == {path for path in after if path.endswith(".js")}


@pytest.mark.parametrize("harm", ["lost", "broken"])
def test_a_damaged_cache_is_made_anew(harm: str, archive: places.MakeArchive, tmp_path: Path) -> None:
    root = archive({})
    _write(root, 1, "2025-03-03", _TEXTS[1])
    before = _made(root, tmp_path / "kept")
    if harm == "lost":
        (tmp_path / "kept/files/search/fold.js").unlink()
    else:
        (tmp_path / "kept/ledger.json").write_text("x", "utf-8")
    assert _made(root, tmp_path / "kept") == before
