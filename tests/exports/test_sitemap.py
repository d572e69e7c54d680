"""The sitemap: every page that may be listed, with its counterparts and a true time."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from fangzhi.build.exporting import holdings
from fangzhi.build.sources import read_sources
from fangzhi.exports import sitemap
from tests import places
from tests.conftest import build_site
from tests.sites import PREFIXES

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def _entries(data: bytes) -> dict[str, ElementTree.Element]:
    return {url.findtext(f"{S}loc") or "": url for url in ElementTree.fromstring(data).findall(f"{S}url")}


@pytest.mark.parametrize(
    ("name", "url"), [("sample_site", "https://archive.example.org/"), ("rich_site", "https://qingshi.example/")]
)
def test_every_listed_page_is_there(name: str, url: str, request: pytest.FixtureRequest) -> None:
    """Every page that does not say noindex, no other, each with all of its counterparts and ``x-default``."""
    site: Path = request.getfixturevalue(name)
    pages = {
        file.relative_to(site).parent.as_posix().replace(".", "", 1)
        if file.parent == site
        else file.relative_to(site).parent.as_posix()
        for file in site.rglob("index.html")
        if '<meta name="robots" content="noindex">' not in file.read_text("utf-8")
    }
    entries = _entries((site / "sitemap.xml").read_bytes())
    assert set(entries) == {f"{url}{page}/" if page else url for page in pages}
    for address, entry in entries.items():
        links = {link.get("hreflang") or "": link.get("href") or "" for link in entry.findall(LINK)}
        assert set(links) == {*PREFIXES, "x-default"}
        assert links["x-default"] == links["zh-Hans"]
        assert address in links.values()
        assert set(links.values()) <= set(entries)


def test_robots_names_it(rich_site: Path) -> None:
    """By its full address, as the standard library's reader of robots.txt sees; nothing is closed to anybody."""
    robots = RobotFileParser()
    robots.parse((rich_site / "robots.txt").read_text("utf-8").splitlines())
    assert robots.site_maps() == ["https://qingshi.example/sitemap.xml"]
    assert robots.can_fetch("anybody", "https://qingshi.example/articles/")


def _git(root: Path, *words: str, time: str = "") -> None:
    env = {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time, "HOME": str(root), "PATH": "/usr/bin:/bin"}
    who = ("-c", "user.name=x", "-c", "user.email=x@y.example")
    subprocess.run(["git", *who, *words], cwd=root, env=env, check=True, capture_output=True)


def test_times_are_those_of_commits(tmp_path: Path) -> None:
    """A page has the time of its latest commit; in a shallow clone what is older than the clone has none."""
    root = places.archive(
        tmp_path / "archive", {"articles/2025/old.md": places.article(), ".gitignore": "site\n.cache\n"}
    )
    _git(root, "init", "-q")
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "one", time="2025-04-01T08:00:00+0800")
    places.write(root, {"articles/2025/new.md": places.article(title="新的一篇")})
    _git(root, "add", ".")
    _git(root, "commit", "-qm", "two", time="2025-05-01T08:00:00+0800")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "shallow")], check=True)
    found = _entries((build_site(root, tmp_path / "site") / "sitemap.xml").read_bytes())
    assert found["https://qingshi.example/articles/2025/old/"].findtext(f"{S}lastmod") == "2025-04-01T00:00:00Z"
    assert found["https://qingshi.example/en/articles/2025/new/"].findtext(f"{S}lastmod") == "2025-05-01T00:00:00Z"
    assert found["https://qingshi.example/districts/dongyuan/"].findtext(f"{S}lastmod") == "2025-05-01T00:00:00Z"
    assert found["https://qingshi.example/about/"].findtext(f"{S}lastmod") == "2025-04-01T00:00:00Z"
    found = _entries((build_site(tmp_path / "shallow", tmp_path / "shallow-site") / "sitemap.xml").read_bytes())
    assert all(entry.find(f"{S}lastmod") is None for entry in found.values())


def test_a_large_one_is_cut(archive: places.MakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """By count and by bytes, with an index that names every part."""
    monkeypatch.setattr(sitemap, "_MOST", 30)
    sources, _ = read_sources(archive({"articles/2025/a.md": places.article()}))
    held = holdings(sources, (), lambda _: {})
    files = {file.path: file.make() for file in sitemap.files(held)}
    names = [path for path in files if path.startswith("sitemap-")]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert [s.findtext(f"{S}loc") for s in index] == [f"https://qingshi.example/{name}" for name in names]
    parts = [_entries(files[name]) for name in names]
    assert max(map(len, parts)) <= 30
    assert sum(map(len, parts)) == 3 * len(held.pages)


def test_without_an_address_there_is_none(archive: places.MakeArchive, tmp_path: Path) -> None:
    """Nor feeds, nor a repository for harvesters; everything else is there."""
    settings = places.SETTINGS.replace("site_url: https://qingshi.example/\n", "")
    site = build_site(archive({"mkdocs.yml": settings, "articles/2025/a.md": places.article()}), tmp_path / "site")
    assert not [name for name in ("sitemap.xml", "feed.xml", "oai.xml") if (site / name).exists()]
    assert (site / "data/archive.sqlite").is_file()
