"""What was read is not read again, and what is kept of it is not believed when it is damaged."""

from __future__ import annotations

import os
import random
from pathlib import Path
from types import ModuleType

import pytest

from fangzhi.build import digests
from fangzhi.build.sources import read_sources
from fangzhi.records import archive as reading
from fangzhi.records import attachments
from fangzhi.records.kept import Kept, load
from fangzhi.records.pictures import Picture
from fangzhi.records.sealed import CACHE
from fangzhi.records.state import State
from tests import places
from tests.test_pictures import photograph

_FILES = {
    "articles/2025/a.md": places.article(title="甲"),
    "articles/2025/b.md": places.article(title="乙", date="2025-03-09"),
    "articles/2025/b.en.md": "---\ntitle: B\n---\n\nText.\n",
    "articles/2025/wrong.md": places.article(title="丙", date="no date"),
}


@pytest.fixture
def root(archive: places.MakeArchive) -> Path:
    """An archive with a translation and a fault, read once; its files are older than what is kept of them."""
    root = archive(_FILES)
    for path in _FILES:
        os.utime(root / path, (1_000_000_000, 1_000_000_000))
    read_sources(root)
    return root


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from now on."""
    paths: list[str] = []
    real = reading.read_document

    def spy(root: Path, path: str, *known: State | None) -> object:
        paths.append(path)
        return real(root, path, *known)

    monkeypatch.setattr(reading, "read_document", spy)
    return paths


def test_what_has_not_changed_is_not_read_and_gives_the_same(root: Path, opened: list[str]) -> None:
    kept, problems = read_sources(root)
    assert opened == []
    anew, found = read_sources(root, Kept())
    assert sorted(opened) == sorted(_FILES)
    assert [item.article for item in kept.catalogue.items] == [item.article for item in anew.catalogue.items]
    assert problems == found != []


def test_what_has_changed_is_read(root: Path, opened: list[str]) -> None:
    """Also where its length and its time are as they were: it is another file then."""
    file = root / "articles/2025/a.md"
    other = file.with_name("other")
    other.write_text(file.read_text("utf-8").replace("甲", "丁"), "utf-8")
    os.utime(other, (1_000_000_000, 1_000_000_000))
    other.replace(file)
    sources, _ = read_sources(root)
    assert opened == ["articles/2025/a.md"]
    assert "丁" in {item.article.title for item in sources.catalogue.items}


def test_what_lies_beside_an_article_is_opened_when_it_has_changed(
    archive: places.MakeArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture for its size, and for its digest; another one of the same length and time is another file."""
    path = "articles/2025/a.jpg"
    read: list[str] = []

    def spied(room: ModuleType, name: str) -> None:
        real = getattr(room, name)

        def spy(*words: Path | str) -> object:
            read.append(name)
            return real(*words)

        monkeypatch.setattr(room, name, spy)

    spied(attachments, "read_picture")
    spied(digests, "file_digest")
    root = archive({"articles/2025/a.md": places.article(body="![街口](a.jpg)"), path: photograph("JPEG")})
    for lying in (path, "articles/2025/a.md"):
        os.utime(root / lying, (1_000_000_000, 1_000_000_000))

    def found() -> tuple[Picture, str]:
        sources, _ = read_sources(root)
        digest = sources.digests.of(path)
        sources.digests.keep()
        return sources.catalogue.items[0].article.pictures[0], digest

    first = found()
    assert (found(), read) == (first, ["read_picture", "file_digest"])
    other = root / "other"
    other.write_bytes((root / path).read_bytes().replace(b"4711", b"4712"))
    os.utime(other, (1_000_000_000, 1_000_000_000))
    other.replace(root / path)
    read.clear()
    assert found()[1] != first[1]
    assert read == ["read_picture", "file_digest"]


def test_what_was_written_while_it_was_kept_is_read_again(root: Path, opened: list[str]) -> None:
    """It may have been written once more within the same tick of the clock."""
    kept = root / CACHE / "articles"
    os.utime(root / "articles/2025/a.md", ns=(kept.stat().st_mtime_ns,) * 2)
    read_sources(root)
    os.utime(kept, ns=((root / "articles/2025/a.md").stat().st_mtime_ns,) * 2)
    opened.clear()
    read_sources(root)
    assert opened == ["articles/2025/a.md"]


def test_an_edit_changes_one_portion(archive: places.MakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangzhi.records.kept.PORTION", 2)
    root = archive({f"articles/2025/a{n}.md": places.article(title=f"甲{n}") for n in range(8)})
    file = root / CACHE / "articles"
    before = _portions(root, file)
    (root / "articles/2025/a3.md").write_text(places.article(title="新"), "utf-8")
    after = _portions(root, file)
    assert len(before) == len(after) == 4
    assert len(set(before) - set(after)) == 1
    assert [item.article.title for item in read_sources(root)[0].catalogue.items].count("新") == 1


def _portions(root: Path, file: Path) -> list[memoryview]:
    for path in (root / "articles").rglob("*.md"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    read_sources(root)
    return [data for _, data in load(file).portions]


def test_damage_is_noticed(root: Path) -> None:
    """Whichever byte it is."""
    file = root / CACHE / "articles"
    whole = file.read_bytes()
    assert load(file).files
    chance = random.Random(7)
    for at in (0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        assert not load(file).files
    file.write_bytes(whole[: len(whole) // 2])
    assert not load(file).files
