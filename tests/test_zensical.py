"""The second engine gives the same site: pages, addresses, text, metadata and data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from fangzhi.cli import main
from tests.places import MakeArchive
from tests.sites import Html, Link, read_site
from tests.trees import tree

THEME = "assets/stylesheets/"  # the two themes have style sheets of their own


@pytest.fixture(scope="module")
def made(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own archive as Zensical makes it."""
    site = tmp_path_factory.mktemp("zensical") / "site"
    done = CliRunner().invoke(main, ["build", "--root", str(sample), "--site", str(site), "--engine", "zensical"])
    assert done.exit_code == 0, done.output
    return site


def test_the_same_files(made: Path, sample_site: Path) -> None:
    """Every page has its address, and every file that is no page its bytes."""
    here, there = (_without_theme(site) for site in (made, sample_site))
    assert here.keys() == there.keys()
    differ = [path for path in here if not path.endswith(".html") and here[path] != there[path]]
    assert differ == ["manifest-sha256.txt"]


def _without_theme(site: Path) -> dict[str, str]:
    return {path: data for path, data in tree(site).items() if not path.startswith(THEME)}


def test_the_same_pages(made: Path, sample_site: Path) -> None:
    """Titles, languages, metadata, links and every text that a reader sees or hears."""
    here, there = read_site(made), read_site(sample_site)
    for path, page in there.pages.items():
        assert list(_told(here.pages[path])) == list(_told(page)), path


def _told(page: Html) -> Iterator[object]:
    yield page.title, page.lang, page.ids
    for element in page.root.iter():
        if element.tag in ("meta", "link") and THEME not in element.get("href", ""):
            yield sorted(element.items()) if element.tag == "meta" else (element.get("rel"), element.get("hreflang"))
    yield [link.written if link.absolute else _target(page, link) for link in page.links if THEME not in link.written]
    yield [(" ".join(text.split()), lang) for text, lang, _ in page.texts() if text.split()]


def _target(page: Html, link: Link) -> tuple[str, str]:
    path, fragment = page.resolve(link)
    return normpath(path), fragment


def test_without_zensical(archive: MakeArchive, tmp_path: Path) -> None:
    """What is missing is named with what installs it, and what was there before stays."""
    with patch("fangzhi.build.zensical.find_spec", return_value=None):
        done = CliRunner().invoke(
            main,
            ["build", "--root", str(archive()), "--site", str(tmp_path / "s"), "--engine", "zensical", "--lang", "en"],
        )
    assert done.exit_code == 1
    assert "error missing-engine: zensical is not installed. Run “pip install 'fangzhi[zensical]'”." in done.stderr
    assert not (tmp_path / "s").exists()


def test_a_broken_template(archive: MakeArchive, tmp_path: Path) -> None:
    """Zensical's own words are passed on, with the template's name and line."""
    root = archive({"overrides/partials/header.html": "\n{% if %}\n"})
    done = CliRunner().invoke(
        main, ["build", "--root", str(root), "--site", str(tmp_path / "s"), "--engine", "zensical", "--lang", "en"]
    )
    assert done.exit_code == 1
    assert "header.html:2" in done.stderr
    assert "broken-theme" in done.stderr


def test_an_archive_without_templates_of_its_own(archive: MakeArchive, tmp_path: Path) -> None:
    """As every new one is."""
    done = CliRunner().invoke(
        main, ["build", "--root", str(archive()), "--site", str(tmp_path / "s"), "--engine", "zensical", "--lang", "en"]
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "s/index.html").is_file()
