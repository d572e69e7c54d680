"""Nothing is read, planned or compared where all that a site was made from stands as it was; anything else is seen."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from fangzhi import build_cli
from fangzhi.build import standing
from fangzhi.build.fixity import ledger_file
from fangzhi.cli import main
from fangzhi.records.sealed import CACHE
from tests import places

OLD = 1_000_000_000  # s: no file is young
FILES = {
    "articles/2025/a.md": places.article(title="甲"),
    "articles/2025/a.en.md": "---\ntitle: A\nof: '0000000000000000'\n---\n\nText.\n",
    "docs/about.md": "# 关于\n",
}


@pytest.fixture
def root(archive: places.MakeArchive) -> Path:
    """An archive with a warning (a translation of another wording), built; all its files are old."""
    root = archive(FILES)
    for file in root.rglob("*"):
        os.utime(file, (OLD, OLD))
    assert _build(root)[0] == 0
    return root


def _build(root: Path, *words: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "1", *words], env=env)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The archives that a build looks into."""
    roots: list[Path] = []
    real = build_cli._sources

    def spy(root: Path, *words: object, **more: object) -> object:
        roots.append(root)
        return real(root, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(build_cli, "_sources", spy)
    return roots


def test_nothing_is_read_and_the_same_is_said(root: Path, asked: list[Path]) -> None:
    status, out, err = _build(root)
    assert asked == []
    assert (status, "stale-translation" in err) == (0, True)
    _, anew, told = _build(root, "--full")
    assert asked == [root]
    assert (told, anew.split(": ")[0]) == (err, out.split(": ")[0])
    assert ": 0 made, " in out


def test_a_warning_stops_a_strict_build(root: Path, asked: list[Path]) -> None:
    assert _build(root, "--strict")[0] == 1
    assert asked == []


def _write(path: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
        os.utime(root / path, (OLD, OLD))

    return change


def _same_length(root: Path) -> None:
    file = root / "articles/2025/a.md"
    other = file.with_name("other")
    other.write_text(file.read_text("utf-8").replace("甲", "丁"), "utf-8")
    os.utime(other, (OLD, OLD))
    other.replace(file)


def _commit(root: Path) -> None:
    for words in (("init", "-q"), ("add", "articles"), ("commit", "-qm", "First")):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], cwd=root, check=True)


def _damage(root: Path) -> None:
    page = root / "site/articles/2025/a/index.html"
    page.write_bytes(page.read_bytes()[:-1])


CHANGES: dict[str, Callable[[Path], object]] = {
    "article": _write("articles/2025/a.md", places.article(title="甲乙")),
    "article-of-the-same-length-and-time": _same_length,
    "new-article": _write("articles/2025/b.md", places.article(title="乙")),
    "gone": lambda root: (root / "articles/2025/a.en.md").unlink(),
    "picture": _write("articles/2025/a.svg", "<svg/>"),
    "page": _write("docs/more.md", "# 更多\n"),
    "template": _write("overrides/archive/home.html", "{{ 1 }}"),
    "settings": lambda root: _write("mkdocs.yml", (root / "mkdocs.yml").read_text("utf-8") + "\n# more\n")(root),
    "git": _commit,
    "page-of-the-site": _damage,
    "manifest": lambda root: (root / "site/manifest-sha256.txt").unlink(),
    "ledger": lambda root: ledger_file(root / CACHE, root / "site").write_bytes(b"-"),
    "site": lambda root: (root / "site").rename(root / "other"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(root: Path, asked: list[Path], change: Callable[[Path], object]) -> None:
    change(root)
    _build(root)
    assert asked == [root]


def test_a_variable_that_the_settings_name_is_seen(root: Path, asked: list[Path]) -> None:
    _write("mkdocs.yml", (root / "mkdocs.yml").read_text("utf-8") + "copyright: !ENV [MINE, '']\n")(root)
    _build(root)
    asked.clear()
    _build(root, env={"OTHER": "1"})
    assert asked == []
    _build(root, env={"MINE": "1"})
    assert asked == [root]


def test_templates_beside_the_package_are_seen(
    root: Path, asked: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the repository, for an archive that lies elsewhere."""
    style = tmp_path / "overrides/assets/a.css"
    places.write(tmp_path, {"overrides/assets/a.css": "a {}"})
    monkeypatch.setattr(standing, "_SHIPPED", tmp_path / "overrides")
    assert [_build(root)[0], _build(root)[0], len(asked)] == [0, 0, 1]
    style.write_text("a { color: red }", encoding="utf-8")
    assert [_build(root)[0], len(asked)] == [0, 2]


def test_what_changed_just_now_is_not_believed(root: Path, asked: list[Path]) -> None:
    """It may change once more and keep its time."""
    (root / "articles/2025/a.md").touch()
    _build(root)
    asked.clear()
    _build(root)
    assert asked == [root]


def test_a_folder_behind_a_link_is_not_believed(root: Path, asked: list[Path], tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "docs/linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    _build(root)
    asked.clear()
    _build(root)
    assert asked == [root]


def test_a_file_in_the_place_of_a_folder_is_left_to_the_build(root: Path, asked: list[Path]) -> None:
    """Whatever is wrong with it, nothing here ends in a traceback, and nothing is believed."""
    (root / "overrides").write_text("", "utf-8")
    _build(root)
    assert asked == [root]


def test_a_damaged_note_says_nothing(root: Path, asked: list[Path]) -> None:
    """Whichever byte it is."""
    note = ledger_file(root / CACHE, root / "site").with_suffix(".told")
    whole = note.read_bytes()
    for at in random.Random(7).sample(range(len(whole)), 5):
        note.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        asked.clear()
        _build(root)
        assert asked == [root]


def test_pictures_for_links_depend_on_this_machine(archive: places.MakeArchive, asked: list[Path]) -> None:
    """Its fonts may change, which nothing tells."""
    root = archive(FILES)
    text = (root / "mkdocs.yml").read_text("utf-8")
    _write("mkdocs.yml", text.replace("plugins:\n  - fangzhi:\n", "plugins:\n  - fangzhi:\n      social: true\n"))(root)
    for file in root.rglob("*"):
        os.utime(file, (OLD, OLD))
    _build(root)
    asked.clear()
    _build(root)
    assert asked == [root]
