"""Data files that are joined from pieces: an edit makes few of them, and what comes out is what a full build gives."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fangzhi.exports import bundles, volumes
from fangzhi.exports.fulltext import Joined, fill
from tests import places
from tests.conftest import build_site
from tests.trees import tree

FILES: places.Files = {
    f"articles/2025/m{month}.md": places.article(
        title=f"第{month}篇", date=f"2025-{month:02}-11", figures="[{value: 5, label: 头盔}]", body=f"正文{month}。"
    )
    for month in range(1, 6)
}


@pytest.fixture
def root(archive: places.MakeArchive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of five months, each of which is a volume."""
    monkeypatch.setattr(volumes, "_NUMBERS", 8)
    return archive(FILES)


def _pieces(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / ".cache/fangzhi/pieces").rglob("*") if file.is_file()}


def _edit(root: Path) -> None:
    places.write(root, {"articles/2025/m3.md": FILES["articles/2025/m3.md"].replace("正文3", "改过的正文")})  # type: ignore[arg-type]


def test_an_edit_makes_one_piece_of_each_file(root: Path, tmp_path: Path) -> None:
    """Of all but the figures, which no text changes; the others stay, those that are of no use go."""
    site = build_site(root, tmp_path / "site")
    before = _pieces(root)
    figures = (site / "data/figures.csv").stat().st_mtime_ns
    assert len(before) == 5 * 6
    _edit(root)
    build_site(root, site)
    after = _pieces(root)
    assert len(after.keys() - before.keys()) == len(before.keys() - after.keys()) == 5
    assert (site / "data/figures.csv").stat().st_mtime_ns == figures
    assert tree(site) == tree(build_site(places.archive(tmp_path / "other", _now(root)), tmp_path / "full"))


def _now(root: Path) -> places.Files:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in (root / "articles/2025").iterdir()}


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _lose(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [_cut, _lose])
def test_a_damaged_piece_is_not_believed(root: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """Everything is made anew then."""
    site = build_site(root, tmp_path / "site")
    for file in (root / ".cache/fangzhi/pieces").glob("*/*"):
        harm(file)
    _edit(root)
    build_site(root, site)
    assert tree(site) == tree(build_site(places.archive(tmp_path / "other", _now(root)), tmp_path / "full"))


def test_the_database_of_many_volumes_is_one(root: Path, tmp_path: Path) -> None:
    """SQLite finds no fault in its index, finds every article in order, ranks them, and can write to it."""
    file = build_site(root, tmp_path / "site") / "data/archive.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
        found = connection.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"正 文\"'").fetchall()
        assert found == connection.execute("SELECT number FROM articles ORDER BY number").fetchall()
        query = 'SELECT count(*) FROM articles_fts WHERE articles_fts MATCH \'"第 2 篇" OR "头 盔"\' ORDER BY rank'
        assert connection.execute(query).fetchone() == (1,)
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
        assert connection.execute(query).fetchone() == (1,)


def test_a_joined_index_answers_as_one_that_was_made_whole() -> None:
    """Of ten thousand rows with words of every frequency, in thirty segments of many pages; ranks are the same."""
    rows = [(n, " ".join(f"w{n % k}" for k in (2, 3, 7, 1009, 4001)), "same") for n in range(1, 10_001)]
    statement = "CREATE VIRTUAL TABLE f USING fts5 (a, b, content='')"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as whole:
        whole.execute(statement)
        whole.executemany("INSERT INTO f (rowid, a, b) VALUES (?, ?, ?)", rows)
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as joined:
            joined.execute(statement)
            index = Joined(joined, "f")
            joined.execute("ATTACH ':memory:' AS piece")
            for at in range(0, len(rows), 350):
                with closing(sqlite3.connect(":memory:", isolation_level=None)) as part:
                    part.execute(statement)
                    fill(part, "f", ("a", "b"), rows[at : at + 350])
                    joined.deserialize(part.serialize(), name="piece")
                index.take("piece")
            index.end()
            joined.execute("DETACH piece")
            read = joined.serialize()
        with closing(sqlite3.connect(":memory:")) as joined:
            joined.deserialize(read)
            joined.execute("INSERT INTO f (f) VALUES ('integrity-check')")
            for asked in ("w1", "w1000", "w1 AND w0", '"w1 w1"', "w3999 OR w1008", "b: same", "a: same", "w99*"):
                query = "SELECT rowid, round(rank, 9) FROM f WHERE f MATCH ? ORDER BY rank, rowid"
                assert joined.execute(query, [asked]).fetchall() == whole.execute(query, [asked]).fetchall(), asked


@pytest.mark.parametrize("many", [3, 0xFFFF])
def test_bundles_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """As zipfile reads them, with the long record where there are more members than the short one can count."""
    monkeypatch.setattr(bundles, "_MANY", many)
    texts = [{"zh-Hans/甲.txt": "甲" * 500, "b": "乙"}, {}, {"c": "丙", "d": ""}]
    file = tmp_path / "joined.zip"
    bundles.join(file, map(bundles.bundle, texts))
    assert (b"PK\6\6" in file.read_bytes()) is (many == 3)
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as read:
        assert read.testzip() is None
        said = {name: read.read(name).decode() for name in read.namelist()}
    assert said == {name: text for part in texts for name, text in part.items()}
