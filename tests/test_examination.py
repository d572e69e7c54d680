"""A new site is looked through before it takes the old one's place: what is broken is named, and the old site stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.build.builder import build
from fangzhi.build.examination import UnfitSiteError
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.cli import main
from fangzhi.records.problems import Severity
from fangzhi.site import urls
from fangzhi.site.tags import read, skim
from tests import places
from tests.conftest import ROOT
from tests.trees import tree

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
OWN = places.SETTINGS.replace("name: material,", "name: material, custom_dir: overrides,")
EAST, WEST = "articles/2025/east.md", "articles/2025/west.md"
FILES: places.Files = {
    "mkdocs.yml": OWN,
    EAST: places.article(title="甲", body="一。\n\n二。"),
    WEST: places.article(title="乙", body="见[甲](east.md#p2)。", districts="[西河区]", initiatives="[社区书屋]"),
    "docs/more.md": '# 更多\n\n<a href="/articles/2025/east/article.json">数据</a>\n',
    "overrides/partials/footer.html": "<footer><a href=\"{{ 'more/' | url }}\">更多</a></footer>\n",
    "overrides/archive/districts.html": "<h1>{{ loc.word('districts') }}</h1><ul><li>一<li>二</ul>",
}


def _faults(root: Path, *, full: bool = False) -> set[tuple[str, str, str]]:
    """Build; gives page, code and finding of what is wrong with the site."""
    sources, problems = read_sources(root)
    assert not [found.line("en") for found in problems if found.severity is Severity.ERROR]
    try:
        build(sources, root / "site", MkDocsEngine(), full=full)
    except UnfitSiteError as error:
        return {(f.place.path, f.code, dict(f.facts).get("found", "")) for f in error.faults}
    return set()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose site is there: two reports, one linking to the other, and templates of its own."""
    made = places.archive(tmp_path_factory.mktemp("examined") / "archive", FILES)
    assert not _faults(made)
    return made


@pytest.fixture
def root(built: Path) -> Iterator[Path]:
    """The same as it was in the beginning; what a test adds goes after it."""
    yield built
    for folder in ("docs", "overrides"):
        shutil.rmtree(built / folder)
    places.write(built, {**places.GROUND, **FILES})


def _refused(root: Path, changes: places.Files, *gone: str) -> set[tuple[str, str, str]]:
    """What is wrong after a change; the old site stays, and nothing is left beside it."""
    before = tree(root / "site")
    places.write(root, changes)
    for path in gone:
        (root / path).unlink()
    found = _faults(root)
    assert tree(root / "site") == before
    assert {path.name for path in root.iterdir() if path.name.startswith(".")} == {".cache"}
    return found


def _variants(path: str, *rest: str) -> set[tuple[str, ...]]:
    return {(prefix + path, *rest) for prefix in ("", "zh-Hant/", "en/")}


def test_a_broken_template_is_refused(root: Path) -> None:
    """Tags without partners, links and pictures that are not there: with page and finding, in every variant; once mended
    it is built, and the next time as well."""
    broken = {
        "districts": ("<div><h1>区县</h1>", "unpaired-tag", "<div>"),
        "initiatives": ("<h1>专题</h1></section>", "unpaired-tag", "</section>"),
        "figures": ('<h1 class="x>数据</h1>', "unpaired-tag", "<h1>"),
        "articles": ('<a href="../gone/">x</a>', "dead-link", "../gone/"),
        "search": ('<a href="/gone.html">x</a>', "dead-link", "/gone.html"),
        "data": ('<a href="#nowhere">x</a>', "dead-anchor", "#nowhere"),
        "chronology": ('<img src="x.png?1" alt="">', "dead-link", "x.png?1"),
    }
    found = _refused(root, {f"overrides/archive/{name}.html": text for name, (text, _, _) in broken.items()})
    assert found == set().union(*(_variants(f"{name}/index.html", *fault[1:]) for name, fault in broken.items()))
    shutil.rmtree(root / "overrides")
    places.write(root, FILES)
    before = tree(root / "site")
    assert not _faults(root)
    assert tree(root / "site") == before


def test_an_address_of_its_own_is_followed(root: Path) -> None:
    """A full address of the site is looked up like any other; another site is nobody's business here, nor is a program."""
    text = (
        '<a href="https://qingshi.example/{}">x</a><a href="https://other.example/gone">y</a><a href="tel:1">z</a>'
        '<a href="https://qingshi.example/report?a=1&amp;b=2">w</a>'
    )
    assert _refused(root, {"overrides/archive/districts.html": text.format("gone/")}) == _variants(
        "districts/index.html", "dead-link", "https://qingshi.example/gone/"
    )
    places.write(root, {"overrides/archive/districts.html": text.format("figures/")})
    assert not _faults(root)


def test_a_text_that_looks_like_a_tags_is_none(root: Path) -> None:
    """What an article's pairs put into a text may have quotation marks as they are; a name in a link may have any sign."""
    named = "articles/2025/100% a#1.png"
    text = places.article(
        title="甲",
        body="发头盔。\n\n二。",
        variants='{头盔: \'<a href="x" id="\'}',
        images=f"[{{src: '{named[14:]}', alt: x}}]",
    )
    places.write(root, {EAST: text, named: PIXEL})
    assert not _faults(root)
    (root / named).unlink()


def test_what_is_fine_is_not_refused(root: Path) -> None:
    """Links to oneself and without a slash, codes, anchors that are there, a drawing, a comment, tags that may stay open."""
    text = (
        '<h1 id="中">区县</h1><a href="">a</a><a href="./#%E4%B8%AD">b</a><a href="../figures">c</a><a href="?q=1">d</a>'
        '<a href="../%61rticles/2025/east/#p2">e</a><svg viewBox="0 0 1 1"><path d="M0 0"/></svg><!-- <b> --><P>x<br>'
        "<table><tr><td>1<td>2</table>"
    )
    places.write(root, {"overrides/archive/districts.html": text})
    assert not _faults(root)


def test_a_frame_without_links_to_the_other_variants_is_refused(root: Path) -> None:
    """Where no page has them the templates are at fault; where hand-written pages lack them, each is named."""
    header = (ROOT / "overrides/partials/header.html").read_text("utf-8")
    bare = header.replace("{% for link in shell.links %}", "{% for link in shell.links if shell.kind != 'document' %}")
    found = _refused(root, {"overrides/partials/header.html": bare, "docs/more.md": "# 更多\n"})
    assert ("about/index.html", "no-way-across", "zh-Hant/about/index.html") in found
    assert {code for _, code, _ in found} == {"no-way-across"}
    places.write(root, {"overrides/partials/header.html": header.replace("{{ link.href }}", "./")})
    run = CliRunner().invoke(main, ["build", "--root", str(root), "--lang", "zh", "--jobs", "1"])
    assert run.exit_code == 1
    assert "overrides: error lost-part: 模板没有放上页面的这些部分" in run.output


def test_links_to_what_is_taken_back_or_gone_are_found(root: Path) -> None:
    """On pages that nothing else would make anew: a report's, a hand-written one's, and in the frame of all."""
    draft = {EAST: places.article(title="甲", body="一。\n\n二。", status="draft")}
    data = _variants("more/index.html", "dead-link", "/articles/2025/east/article.json")
    found = _refused(root, draft)
    assert found == data | _variants("articles/2025/west/index.html", "dead-link", "../east/#p2")
    assert found == _faults(root, full=True)
    withdrawn = "---\nstatus: withdrawn\nwithdrawn: {date: 2025-12-01, reason: error}\n---\n"
    found = _refused(root, {EAST: withdrawn})
    assert found == data | _variants("articles/2025/west/index.html", "dead-anchor", "../east/#p2")
    assert found == _faults(root, full=True)


def test_a_frame_that_leads_to_a_page_that_is_gone(root: Path) -> None:
    """Frames come out as they were, so every page is kept: one of each kind is named."""
    found = _refused(root, {"docs/extra.md": "# 又一页\n"}, "docs/more.md")
    assert ("chronology/index.html", "dead-link", "../more/") in found
    assert {code for _, code, _ in found} == {"dead-link"}


def test_links_to_places_within_pages(root: Path) -> None:
    """A paragraph that another report cites may not vanish unseen."""
    found = _refused(root, {EAST: places.article(title="甲", body="一。")})
    assert found == _variants("articles/2025/west/index.html", "dead-anchor", "../east/#p2")
    assert _refused(root, {WEST: places.article(title="乙", body="见[甲](east.md#p9)。")}) == _variants(
        "articles/2025/west/index.html", "dead-anchor", "../east/#p9"
    )


def test_one_file_is_made_once(root: Path) -> None:
    """A hand-written page does not take the place of one of the archive's."""
    found = _refused(root, {"docs/districts.md": "# 我的区县\n"})
    assert found >= _variants("districts/index.html", "made-twice", "")


def test_what_people_are_told(root: Path) -> None:
    """Page, link and what to do, in Chinese and in English; no traceback; the same by `mkdocs build`."""
    places.write(root, {"overrides/archive/districts.html": '<a href="../gone/">x</a>'})
    before = tree(root / "site")
    for lang, said in (("zh", "网站上没有gone/index.html。网站没有更新"), ("en", "the site has no gone/index.html")):
        run = CliRunner().invoke(main, ["build", "--root", str(root), "--lang", lang])
        assert run.exit_code == 1
        assert "zh-Hant/districts/index.html: error dead-link: " in run.output
        assert said in run.output
        assert isinstance(run.exception, SystemExit)
    assert tree(root / "site") == before
    mkdocs = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "-d", str(root / "other")],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert mkdocs.returncode == 1
    assert "districts/index.html: error dead-link: " in mkdocs.stderr
    assert "Traceback" not in mkdocs.stderr


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", '<a href="x">', "</a>", "<br>", "甲", "<i", ">", '"', "<li>", "<!--", "&lt;"]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_skimming_finds_what_reading_finds(html: str) -> None:
    """The quick look never passes what the parser refuses."""
    assert bool(skim(html).flaw) == bool(read(html).flaw)


@given(st.lists(st.sampled_from("abc"), max_size=4), st.lists(st.sampled_from("abc"), max_size=4), st.booleans())
def test_a_link_leads_back(here: list[str], there: list[str], file: bool) -> None:
    """`urls.target` undoes `urls.relative`."""
    source, path = "".join(f"{name}/" for name in here), "".join(f"{name}/" for name in there) + "x.png" * file
    assert urls.target(urls.output(source), urls.relative(source, path)) == (path if file else urls.output(path))


@pytest.mark.parametrize("address", ["https://qingshi.example/", "https://qingshi.example/sub/path/", ""])
def test_every_archive_begins_somewhere(address: str, archive: places.MakeArchive) -> None:
    """An archive without an article, at the root of a host, under a path, and without an address yet."""
    line = f"site_url: {address}\n" if address else ""
    root = archive({"mkdocs.yml": places.SETTINGS.replace("site_url: https://qingshi.example/\n", line)})
    assert not _faults(root)
    places.write(root, {EAST: places.article()})
    assert not _faults(root)
