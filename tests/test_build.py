"""The builder: the same bytes by every way, and no more work than a change asks for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from fangzhi.build import fixity
from fangzhi.build.builder import NotASiteError, build
from fangzhi.build.executors import Crew, processes
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.build.standing import Result
from fangzhi.cli import main
from tests import places
from tests.trees import times, tree

VARIANTS = ("", "zh-Hant/", "en/")


@dataclass(frozen=True)
class Bench:
    """An archive and where its site goes."""

    root: Path

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.root / "site"

    def make(self, site: Path | None = None, jobs: int = 1, *, full: bool = False) -> Result:
        """Build it."""
        sources, problems = read_sources(self.root)
        assert not problems
        return build(sources, site or self.site, MkDocsEngine(), Crew(processes(jobs)), full=full)

    def changed(self) -> set[str]:
        """Build it again, and name the outputs that were made anew."""
        before = times(self.site)
        self.make()
        after = times(self.site)
        return {path for path, time in after.items() if before.get(path) != time}


@pytest.fixture
def bench(archive: places.MakeArchive) -> Bench:
    """Three reports of two districts, built once."""
    files = {
        "articles/2025/east.md": places.article(title="甲"),
        "articles/2025/east-later.md": places.article(title="乙", date="2025-03-09", initiatives="[社区书屋]"),
        "articles/2024/west.md": places.article(
            title="丙", date="2024-03-08", districts="[西河区]", initiatives="[社区书屋]"
        ),
    }
    bench = Bench(archive(files))
    bench.make()
    return bench


def _outputs(*pages: str) -> set[str]:
    return {f"{prefix}{page}index.html" for page in pages for prefix in VARIANTS}


def _pages(paths: set[str]) -> set[str]:
    """Without the search's index and the exports, which hold every text."""
    return {path for path in paths if path.endswith(".html")}


@pytest.mark.parametrize("name", ["sample", "rich"])
def test_mkdocs_makes_the_same_site(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """``mkdocs build`` and ``fangzhi build``: the same files, the same bytes."""
    root: Path = request.getfixturevalue(name)
    site: Path = request.getfixturevalue(f"{name}_site")
    program = Path(sys.executable).parent / "mkdocs"
    run = subprocess.run(
        [program, "build", "--strict", "-d", str(tmp_path / "site")],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert tree(tmp_path / "site") == tree(site)


def test_nothing_changed_nothing_made(bench: Bench) -> None:
    """A second build touches no file."""
    before = times(bench.site)
    result = bench.make()
    assert (result.made, result.removed, result.kept) == (0, 0, result.outputs)
    assert times(bench.site) == before


def test_an_edited_text_makes_its_own_page(bench: Bench) -> None:
    """Nobody else shows the text."""
    file = bench.root / "articles/2025/east.md"
    file.write_text(places.article(title="甲", body="改过的正文。"), "utf-8")
    assert _pages(bench.changed()) == _outputs("articles/2025/east/")


def test_an_edited_title_makes_the_pages_that_show_it(bench: Bench) -> None:
    """Lists, its terms, its year and its neighbour; not the other district, not the other initiative."""
    file = bench.root / "articles/2025/east.md"
    file.write_text(places.article(title="甲甲"), "utf-8")
    assert _pages(bench.changed()) == _outputs(
        "",
        "articles/",
        "articles/2025/east/",
        "articles/2025/east-later/",
        "chronology/2025/",
        "districts/dongyuan/",
        "initiatives/helmets/",
        "initiatives/roads/",
    )


def test_a_removed_article_takes_its_pages_along(bench: Bench) -> None:
    """Its page goes in every variant, and so does its year's; what a full build would make is there, no more."""
    before = set(tree(bench.site))
    (bench.root / "articles/2024/west.md").unlink()
    bench.make()
    assert len([path for path in before - set(tree(bench.site)) if path.endswith(".html")]) == 6
    assert not [path for path in tree(bench.site) if "/2024/" in path]
    bench.make(bench.root / "fresh")
    assert tree(bench.site) == tree(bench.root / "fresh")


def test_an_archive_without_a_page_about_itself(bench: Bench) -> None:
    """Nothing links to the page that is not there; where it comes, the pages of the other script lead to it."""
    page = "zh-Hant/articles/2025/east/index.html"
    before = (bench.site / page).read_text("utf-8")
    assert '/about/#conversion"' in before
    about = bench.root / "docs/about.md"
    about.rename(bench.root / "docs/other.md")
    bench.make()
    assert "about/" not in (bench.site / page).read_text("utf-8")
    (bench.root / "docs/other.md").rename(about)
    bench.make()
    assert (bench.site / page).read_text("utf-8") == before


def test_full_makes_everything_anew(bench: Bench) -> None:
    """And nothing comes out otherwise."""
    before = tree(bench.site)
    result = bench.make(full=True)
    assert (result.made, result.kept) == (result.outputs, 0)
    assert tree(bench.site) == before


@pytest.mark.parametrize("harm", ["edited", "deleted", "added"])
def test_a_site_that_somebody_touched_is_mended(bench: Bench, harm: str) -> None:
    """Whatever happened to a page since, the next build puts it right."""
    before = tree(bench.site)
    page = bench.site / "districts/xihe/index.html"
    if harm == "deleted":
        page.unlink()
    elif harm == "edited":
        page.write_text("x", "utf-8")
    else:
        (bench.site / "extra.html").write_text("x", "utf-8")
        page.unlink()
    bench.make()
    assert tree(bench.site) == before


def test_files_with_other_times_are_read_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a copy or a cache brings them: they are what they were, and the build after that need not read them again."""
    for file in bench.site.rglob("*.html"):
        os.utime(file, (1, 1))
    read: list[str] = []
    real = fixity.file_digest

    def noted(file: Path) -> str:
        read.append(file.name)
        return real(file)

    monkeypatch.setattr(fixity, "file_digest", noted)
    assert bench.make().made == 0
    assert read.count("index.html") > 10
    assert {file.stat().st_mtime for file in bench.site.rglob("*.html")} == {1}
    read.clear()
    assert bench.make().made == 0
    assert read == []


@pytest.mark.parametrize("change", ["mkdocs.yml", "docs/about.md", "overrides/archive/districts.html", "vocabulary"])
def test_what_everything_hangs_on_makes_everything_right(bench: Bench, change: str) -> None:
    """After any change, the site is what a build from nothing makes."""
    changes = {
        "mkdocs.yml": places.SETTINGS.replace("青石的记录", "青石的新记录"),
        "docs/about.md": "---\ntitle: 关于\n---\n\n新的说明。\n",
        "overrides/archive/districts.html": "<h1>{{ loc.word('districts') }}!</h1>",
        "vocabulary": places.DISTRICTS.replace("南山", "北山"),
    }
    path = "articles/_vocabulary/districts.yml" if change == "vocabulary" else change
    before = tree(bench.site)
    if change.startswith("overrides"):
        settings = places.SETTINGS.replace("name: material,", "name: material, custom_dir: overrides,")
        places.write(bench.root, {"mkdocs.yml": settings})
    places.write(bench.root, {path: changes[change]})
    bench.make()
    assert tree(bench.site) != before
    shutil.rmtree(bench.root / ".cache")
    bench.make(bench.root / "fresh")
    assert tree(bench.site) == tree(bench.root / "fresh")


@pytest.mark.parametrize("full", [False, True])
def test_somebody_elses_folder_is_left_alone(bench: Bench, full: bool) -> None:
    """A folder with other things in it, or a file, is refused and stays as it is."""
    home = places.write(bench.root / "home", {"letter.txt": "x", "index.html": "x"})
    for target in (home, home / "letter.txt"):
        with pytest.raises(NotASiteError):
            bench.make(target, full=full)
    assert set(tree(home)) == {"letter.txt", "index.html"}
    bench.make(home / "a/b/site")
    assert (home / "a/b/site/index.html").is_file()


def test_processes_make_the_same_bytes(tmp_path: Path) -> None:
    """More than 300 outputs, by one process and by two; the second site from the first one's cache."""
    files = {
        f"articles/2025/n{n}.md": places.article(title=f"第{n}篇", date=f"2025-01-{n % 28 + 1:02}", body=f"第{n}段。")
        for n in range(100)
    }
    bench = Bench(places.archive(tmp_path / "archive", files))
    one, two = bench.make(bench.root / "one", jobs=1), bench.make(bench.root / "two", jobs=2)
    assert one == two
    assert one.made == one.outputs > 360
    assert tree(bench.root / "one") == tree(bench.root / "two")


def test_the_site_hangs_on_no_clock_and_no_folder(bench: Bench, tmp_path: Path) -> None:
    """The same archive elsewhere, with other file times, gives the same bytes and names no path of the machine."""
    other = Bench(tmp_path / "elsewhere/archive")
    shutil.copytree(bench.root, other.root, ignore=shutil.ignore_patterns("site", ".cache"))
    for file in other.root.rglob("*"):
        os.utime(file, (0, 0))
    other.make()
    assert tree(other.site) == tree(bench.site)
    said = b"".join(file.read_bytes() for file in other.site.rglob("*.html"))
    assert str(tmp_path).encode() not in said


def test_a_build_leaves_nothing_beside_the_site(bench: Bench) -> None:
    """No temporary folder stays."""
    assert {path.name for path in bench.root.iterdir()} == {"articles", "docs", "mkdocs.yml", "site", ".cache"}


def test_drafts_and_withdrawn_reports(rich_site: Path) -> None:
    """A draft is nowhere; a withdrawn report leaves a tombstone that says why, and is in no list."""
    pages = {path: (rich_site / path).read_text("utf-8") for path in tree(rich_site) if path.endswith(".html")}
    assert not [path for path in pages if "not-yet" in path or "还没写完" in pages[path]]
    assert [path for path in sorted(pages) if "taken-back" in pages[path] and "taken-back" not in path] == []
    stone = pages["en/articles/2025/taken-back/index.html"]
    assert "Reason: it was in error." in stone
    assert '<meta name="robots" content="noindex">' in stone
    assert "撤下的一篇" not in stone
    assert "原因：內容有誤。" in pages["zh-Hant/articles/2025/taken-back/index.html"]


@pytest.mark.parametrize("harm", ["none", "added", "deleted", "spare"])
def test_the_spare_tree_never_shows(bench: Bench, harm: str) -> None:
    """Sites that change places again and again are each what a build from nothing makes, whatever somebody did to one."""
    for number in range(4):
        places.write(bench.root, {"articles/2025/east.md": places.article(title=f"甲{number}")})
        places.write(bench.root, {f"articles/2025/n{number}.md": places.article(title=f"丁{number}")})
        (bench.root / f"articles/2025/n{number - 2}.md").unlink(missing_ok=True)
        if number == 2 and harm == "added":
            places.write(bench.site, {"articles/2025/extra.html": "x", "extra.html": "x"})
        elif number == 2 and harm != "none":
            folder = bench.site if harm == "deleted" else bench.root / ".site-spare/site"
            (folder / "districts/xihe/index.html").unlink()
        bench.make()
        bench.make(bench.root / f"fresh{number}", full=True)
        assert tree(bench.site) == tree(bench.root / f"fresh{number}")
    assert (bench.root / ".site-spare/site/index.html").samefile(bench.site / "index.html")


@pytest.mark.parametrize("target", ["articles/www", "docs", "overrides/x/y", ".", ".."])
def test_no_site_among_sources(target: str, tmp_path: Path) -> None:
    """Nor in a folder that holds the archive, though it were a site once; nothing is written."""
    root = places.archive(tmp_path / "www/archive")
    places.write(tmp_path / "www", {"404.html": "", fixity.MANIFEST: ""})
    before = tree(tmp_path)
    words = ["build", "--root", str(root), "--site", str(root / target), "--lang", "en"]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, "error site-inside" in result.stderr) == (1, True), result.output
    assert tree(tmp_path) == before
