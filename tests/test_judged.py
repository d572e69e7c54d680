"""What was judged is not judged again; and nothing is believed that is damaged, of other rules, or from elsewhere."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from pathlib import Path

import pytest

from fangzhi.admission import read_checked
from fangzhi.desk import judged
from fangzhi.desk.gate import article_traces
from fangzhi.desk.inspection import inspect
from fangzhi.records import sealed
from fangzhi.records.article import Article
from tests import places

_FILES = {
    "articles/2025/a.md": places.article(title="甲").rstrip("\n") + "\n\n记者的手机是13900000001,请打。\n",
    "articles/2025/b.md": places.article(title="乙", date="2025-03-09"),
    "articles/2025/b.en.md": "---\ntitle: B\n---\n\nWrite to li.ming@example.com.\n",
}
_KEPT = ".cache/fangzhi/judged"
_FOUND = {"privacy-phone", "privacy-email", "copy-half-width"}


@pytest.fixture
def root(archive: places.MakeArchive) -> Path:
    """An archive with slips and personal data, checked once."""
    root = archive(_FILES)
    assert {p.code for p in inspect(root).problems} >= _FOUND
    return root


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are looked at from now on."""
    paths: list[str] = []

    def spy(article: Article) -> object:
        paths.append(article.path)
        return article_traces(article)

    monkeypatch.setattr(judged, "article_traces", spy)
    return paths


def test_what_has_not_changed_is_not_looked_at_again(root: Path, looked: list[str]) -> None:
    """Neither by a check nor by a build, which find the same as ever."""
    again = inspect(root)
    _, problems = read_checked(root)
    assert looked == []
    assert {p.code for p in again.problems} >= _FOUND
    assert {p.code for p in problems} >= _FOUND - {"copy-half-width"}
    shutil.rmtree(root / ".cache")
    assert inspect(root) == again
    assert read_checked(root, full=True)[1] == problems


def test_a_build_reads_in_several_processes_what_one_reads(
    root: Path, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fangzhi.desk.readers._FEW", 1)
    monkeypatch.setattr("fangzhi.desk.readers.PORTION", 1)
    told: list[tuple[str, int, int]] = []
    together, found = read_checked(root, full=True, jobs=2, tell=lambda *said: told.append(said))
    assert looked == []
    assert told[-1] == ("read", 3, 3)
    alone, problems = read_checked(root, full=True)
    assert len(looked) == 2
    assert (together.articles, found) == (alone.articles, problems)


@pytest.mark.parametrize("name", ["a.md", "b.en.md"])
def test_what_has_changed_is(root: Path, looked: list[str], name: str) -> None:
    file = root / "articles/2025" / name
    file.write_text(file.read_text("utf-8").replace("139", "110").replace("@", " at "), "utf-8")
    codes = {p.code for p in inspect(root).problems}
    assert looked == [f"articles/2025/{name[0]}.md"]
    assert len(codes & _FOUND) == 2


def test_a_memory_from_elsewhere_lets_nothing_through(root: Path, looked: list[str], tmp_path: Path) -> None:
    """Whoever writes an archive knows the digests of its texts: what they commit with it is not believed."""
    for path in (root / "articles/2025").iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    inspect(root)
    looked.clear()
    inspect(Path(shutil.copytree(root, tmp_path / "clone")))
    assert looked == ["articles/2025/a.md", "articles/2025/b.md"]


def test_other_rules_look_again(root: Path, looked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged, "rules", lambda: b"other")
    inspect(root)
    assert looked == ["articles/2025/a.md", "articles/2025/b.md"]


@pytest.mark.parametrize("path", ["desk/data/roles.txt", "hanzi/tables.py", "records/fields.py", "desk/contacts.py"])
def test_rules_are_code_and_lists(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = judged.rules()
    package = Path(shutil.copytree(Path(sealed.__file__).parents[1], tmp_path / "fangzhi"))
    monkeypatch.setattr(sealed, "_PACKAGE", package)
    sealed.maker.cache_clear()
    judged.rules.cache_clear()
    assert judged.rules() == here
    (package / path).write_bytes((package / path).read_bytes() + b"\n")
    sealed.maker.cache_clear()
    judged.rules.cache_clear()
    other = judged.rules()
    sealed.maker.cache_clear()
    judged.rules.cache_clear()
    assert other != here


def test_damage_is_noticed(root: Path) -> None:
    file = root / _KEPT
    whole = file.read_bytes()
    assert judged.recall(root).files
    chance = random.Random(7)
    for at in (0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        assert not judged.recall(root).files
    file.write_bytes(whole[: len(whole) // 2])
    assert not judged.recall(root).files


class _Command:
    """What would run a command where it is unpacked."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("echo run",)


@pytest.mark.parametrize("bad", [_Command(), Path("x"), print])
def test_a_file_that_is_no_data_makes_nothing(root: Path, bad: object, capfd: pytest.CaptureFixture[str]) -> None:
    """Also where its seal is right: anybody can work out a seal."""
    data = pickle.dumps({"articles/2025/a.md": bad})
    assert list(sealed.unpacked(data)) == []
    sealed.write(root / _KEPT, judged.rules(), data)
    sealed.write(root / ".cache/fangzhi/articles", sealed.maker("records"), data)
    assert {p.code for p in inspect(root).problems} >= _FOUND
    assert capfd.readouterr().out == ""
