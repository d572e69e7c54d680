"""What was changed in an article: told from git, in every script, and never what a person may have asked to have taken out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.build.plan import page_outputs
from fangzhi.build.recipes import Recipes
from fangzhi.build.sources import read_sources
from fangzhi.desk.privacy import traces
from fangzhi.records.history import contents, read_log
from fangzhi.records.langtag import LanguageTag
from fangzhi.site.changelog import steps
from fangzhi.site.differences import Mark, Segment, differences
from fangzhi.site.pages import HistoryPage, Kind
from tests import places
from tests.conftest import build_site
from tests.sites import PREFIXES
from tests.trees import tree

PATH = "articles/2025/lights.md"
PERSON = {"GIT_AUTHOR_NAME": "赵秘书", "GIT_AUTHOR_EMAIL": "secretary@paper.example"}
PERSON |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in PERSON.items()}
SECRETS = ("李明", "王芳", "幸福小区", "3栋", "12345678", "草稿里", "赵秘书", "secretary@", "撤下时")
VERSIONS = (
    ("2025-11-01", "起草", {"status": "draft", "body": "草稿里的话，谁也没看过。"}),
    (
        "2025-11-02",
        "发布",
        {
            "body": "派初所在28个路口装了夜灯，嫌疑人李明被抓获。王芳住在幸福小区3栋，说亮多了。\n\n电话是13812345678，欢迎打来。"
        },
    ),
    (
        "2025-11-03",
        "更正数目和错字",
        {
            "summary": "路口亮了。",
            "districts": "[东园区, 西河区]",
            "body": "派出所在26个路口装了夜灯，嫌疑人李明被抓获。王芳住在幸福小区3栋，说亮多了。\n\n电话是13812345678，欢迎打来。",
        },
    ),
    (
        "2025-11-04",
        "应李明要求隐去姓名",
        {
            "title": "东园区26个路口加装夜灯",
            "summary": "路口亮了。",
            "districts": "[东园区, 西河区]",
            "body": "派出所在26个路口装了夜灯，嫌疑人李某被抓获。一位居民说亮多了。\n\n电话是138****5678，欢迎打来。\n\n司机老远就看得见人。",
        },
    ),
)


def git(root: Path, *words: str, day: str = "2025-01-01") -> None:
    """Run git as somebody, on some day."""
    when = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T23:30:00+08:00")
    environment = os.environ | PERSON | when | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, env=environment)


def commit(root: Path, day: str, subject: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", subject, day=day)


def repository(root: Path, *, settings: str = "") -> Path:
    """An archive whose one article was drafted, published, corrected, and rid of names."""
    archive = places.archive(root, {"mkdocs.yml": places.SETTINGS + settings, ".gitignore": ".cache\nsite\n"})
    git(archive, "init", "-q", "-b", "main", ".")
    for day, subject, fields in VERSIONS:
        places.write(archive, {PATH: places.article(**{"title": "东园区路口加装夜灯", **fields})})
        commit(archive, day, subject)
    return archive


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository; tests that change it take a copy."""
    return repository(tmp_path_factory.mktemp("history") / "archive", settings="      social: true\n")


@pytest.fixture(scope="module")
def site(told: Path) -> Path:
    """Its site."""
    return build_site(told, told.parent / "site")


def history(root: Path) -> HistoryPage | None:
    """The page of changes, where there is one."""
    sources, _ = read_sources(root)
    return next((page for page in sources.pages() if isinstance(page, HistoryPage)), None)


def shown(site: Path, prefix: str) -> str:
    """The text of the page of changes, with marks: +new+, -old-."""
    tree = html5lib.parse(
        (site / prefix / "articles/2025/lights/history/index.html").read_bytes(), namespaceHTMLElements=False
    )
    page = tree.find(".//article[@class='fz-history']")
    assert page is not None
    for mark, sign in (("ins", "+"), ("del", "-")):
        for element in page.iter(mark):
            element.text, element.tail = sign + (element.text or ""), sign + (element.tail or "")
    for label in page.findall(".//span[@class='fz-hidden']"):
        label.text = ""
    lines = ("".join(e.itertext()) for e in page.iter() if e.tag in ("h2", "h3", "p", "li") and not e.findall("h2"))
    return "\n".join(" ".join(line.split()) for line in lines)


def test_changes_are_told_in_every_script(site: Path) -> None:
    """By phrase, with day and reason; a reason that may name somebody who asked to be left out is not told."""
    lines = shown(site, "").splitlines()
    assert "派-初-+出+所在-28-+26+个路口装了夜灯，" in lines
    assert "东园区+26个+路口加装夜灯" in lines
    assert "+司机老远就看得见人。+" in lines
    assert [line for line in lines if line.startswith(("2025", "更正", "应", "改了", "起草", "发布"))] == [
        "2025年11月4日", "2025年11月3日", "更正数目和错字", "改了：区县",
    ]  # fmt: skip
    assert "派-初-+出+所在-28-+26+個路口裝了夜燈，" in shown(site, "zh-Hant/").splitlines()
    assert "4 November 2025" in shown(site, "en/").splitlines()


def test_nothing_that_was_taken_out_is_anywhere_on_the_site(site: Path) -> None:
    """No name, number or home, no draft, and nobody who wrote it."""
    for file in site.rglob("*"):
        if file.is_file() and file.suffix not in (".sqlite", ".zip", ".png"):
            text = file.read_text("utf-8", "replace")
            assert not [secret for secret in SECRETS if secret in text], file


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_the_gate_finds_nothing_on_a_page_of_changes(site: Path, told: Path, prefix: str) -> None:
    """Though it would have in an earlier version."""
    before = contents(told, [change.after for change in read_log(told).changes[PATH]]).values()
    assert any(traces(version.decode()) for version in before)
    assert not traces(shown(site, prefix))


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_the_article_links_to_its_changes_and_search_engines_do_not(site: Path, prefix: str) -> None:
    """The page asks to be left out, and the sitemap leaves it out."""
    article = (site / prefix / "articles/2025/lights/index.html").read_text("utf-8")
    changes = (site / prefix / "articles/2025/lights/history/index.html").read_text("utf-8")
    assert 'href="history/"' in article
    assert '<meta name="robots" content="noindex">' in changes
    assert 'rel="canonical"' not in changes
    assert "history/" not in (site / "sitemap.xml").read_text("utf-8")


def test_the_same_commit_gives_the_same_bytes(told: Path, site: Path, tmp_path: Path) -> None:
    """Pages of changes and pictures for links too: from another clone, in another time zone, with more processes."""
    git(tmp_path, "clone", "-q", told.as_uri(), "copy")
    zone = os.environ | {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "NO_MKDOCS_2_WARNING": "1"}
    words = [str(Path(sys.executable).with_name("fangzhi")), "build", "--root", "copy", "--site", "site", "--jobs", "3"]
    subprocess.run(words, cwd=tmp_path, env=zone, check=True, capture_output=True)
    assert tree(tmp_path / "site") == tree(site)


def test_a_shallow_clone_says_that_it_does_not_know_all(told: Path, tmp_path: Path) -> None:
    """And tells what it does know."""
    git(tmp_path, "clone", "-q", "--depth", "2", told.as_uri(), "shallow")
    page = history(tmp_path / "shallow")
    whole = history(told)
    assert page
    assert whole
    assert not page.history.complete
    assert whole.history.complete
    assert [len(p.history.revisions) for p in (page, whole)] == [2, 3]
    site = build_site(tmp_path / "shallow", tmp_path / "site")
    assert "更早的修改没有列出。" in shown(site, "")


def changed(told: Path, folder: Path, **fields: str) -> Path:
    """A copy of the repository with one more version of the article."""
    git(folder, "clone", "-q", told.as_uri(), "copy")
    places.write(folder / "copy", {PATH: places.article(**{**VERSIONS[-1][2], **fields})})
    commit(folder / "copy", "2025-11-06", "再改")
    return folder / "copy"


@pytest.mark.parametrize(
    ("fields", "revisions"),
    [
        ({"history": "hide"}, 0),
        ({"修改记录": "不显示"}, 0),
        ({"history": "2025-11-03"}, 3),
        ({"history": "2025-11"}, 4),
        ({"history": "2026"}, 0),
        ({"status": "withdrawn", "withdrawn": "{date: 2025-11-06, reason: 撤下时}"}, 0),
        ({"status": "draft"}, 0),
    ],
    ids=str,
)
def test_an_editor_decides_what_is_told(fields: dict[str, str], revisions: int, told: Path, tmp_path: Path) -> None:
    """Nothing, or what was changed from a day on; of a withdrawn article and of a draft nothing."""
    page = history(changed(told, tmp_path, **fields))
    assert (len(page.history.revisions) if page else 0) == revisions
    assert page is None or page.history.complete == (revisions == 4)


def test_what_was_before_a_withdrawal_is_not_told(told: Path, tmp_path: Path) -> None:
    """An article that comes back begins anew."""
    root = changed(told, tmp_path, status="withdrawn", withdrawn="{date: 2025-11-06, reason: 核实}")
    places.write(root, {PATH: places.article(body="回来了。")})
    commit(root, "2025-11-07", "恢复")
    assert history(root) is None
    places.write(root, {PATH: places.article(body="回来了，改过。")})
    commit(root, "2025-11-08", "补充")
    page = history(root)
    assert page
    assert [revision.subject for revision in page.history.revisions] == ["恢复", "补充"]


def test_a_renamed_article_keeps_its_history_and_a_translation_is_named(told: Path, tmp_path: Path) -> None:
    """Over renames; times too are those of the last change."""
    git(tmp_path, "clone", "-q", told.as_uri(), "copy")
    root = tmp_path / "copy"
    git(root, "mv", PATH, "articles/2025/bright.md")
    commit(root, "2025-11-05", "改名")
    places.write(root, {"articles/2025/bright.en.md": "---\ntitle: Lights\n---\n\nBright.\n"})
    commit(root, "2025-11-06", "译成英文")
    page = history(root)
    assert page
    assert page.path == "articles/2025/bright/history/"
    assert [(r.subject, r.english) for r in page.history.revisions] == [
        ("发布", False), ("更正数目和错字", False), ("应李明要求隐去姓名", False), ("改名", False), ("译成英文", True),
    ]  # fmt: skip
    assert read_log(root).times["articles/2025/bright.md"] == "2025-11-05T15:30:00Z"


def test_a_commit_is_told_once_with_its_translation(told: Path, tmp_path: Path) -> None:
    """In every script; and no reason is given where it may name who asked to be left out of the translation."""
    english, body = {"articles/2025/lights.en.md": "---\ntitle: Lights\n---\n\nBright.\n"}, VERSIONS[-1][2]["body"]
    root = changed(told, tmp_path, body=body + "\n\n夜里很亮。")
    places.write(root, english | {PATH: places.article(**{**VERSIONS[-1][2], "body": body + "\n\n夜里更亮。"})})
    commit(root, "2025-11-07", "核实后补充")
    places.write(root, {path: text + "\nWell.\n" for path, text in english.items()})
    commit(root, "2025-11-08", "应李明要求改译文")
    sources, _ = read_sources(root)
    page = history(root)
    assert page
    told_of = {tag: steps(page, locale) for tag, locale in sources.renderer.locales.items()}
    assert [(s.day.iso, s.reason, "field_translation" in s.named, bool(s.texts)) for s in told_of[LanguageTag.HANT]][
        :2
    ] == [
        ("2025-11-08", "", True, False),
        ("2025-11-07", "核實後補充", True, True),
    ]
    assert [step.lang for step in told_of[LanguageTag.EN]][:2] == [LanguageTag.HANS] * 2


def test_it_can_be_switched_off_and_needs_no_git(archive: places.MakeArchive, tmp_path: Path) -> None:
    """Without a repository there is nothing to tell."""
    assert history(archive({PATH: places.article()})) is None
    assert history(repository(tmp_path / "archive", settings="      history: false\n")) is None


def test_a_page_of_changes_is_made_anew_when_there_is_a_change(told: Path, tmp_path: Path) -> None:
    """Not when another article changes."""

    def recipes(root: Path) -> dict[str, str]:
        sources, _ = read_sources(root)
        pages = [page for page in sources.pages() if page.kind is Kind.HISTORY]
        stencils = dict.fromkeys(sources.renderer.stencil_shells(pages), "")
        planned = page_outputs(pages, stencils, sources.bases, {}, Recipes(sources.prints))
        return {output.path: output.recipe for output in planned}

    root = changed(told, tmp_path, body="甲。")
    before = recipes(root)
    places.write(root, {"articles/2025/other.md": places.article(title="另一篇", body="另一篇。")})
    commit(root, "2025-11-07", "另一篇")
    assert recipes(root) == before
    places.write(root, {PATH: places.article(body="乙。")})
    commit(root, "2025-11-08", "又改")
    assert set(recipes(root)) == set(before)
    assert not set(recipes(root).values()) & set(before.values())


def test_contents_of_many_versions_come_whole(told: Path) -> None:
    """Whatever their bytes; what git does not have is left out."""
    blobs = [change.after for change in read_log(told).changes[PATH]]
    found = contents(told, [*blobs, "0" * 40])
    assert set(found) == set(blobs)
    assert found[blobs[0]] == (told / PATH).read_bytes()


WORDS = st.text(st.sampled_from("李明王芳派所路口夜灯，。28 A\n某"), max_size=30)


@given(WORDS, WORDS, WORDS)
def test_only_what_stands_there_today_is_quoted(old: str, new: str, now: str) -> None:
    """And of what went, nothing long, no Latin letters, no surname with what follows it."""
    for difference in differences(old, new, now):
        for segment in difference:
            if segment.mark in (Mark.SAME, Mark.NEW):
                assert segment.text in "".join(now.split()) or all(part in now for part in segment.text.split("，"))
            if segment.mark is Mark.OLD:
                assert len(segment.text) <= 6
                assert not set(segment.text) & set("李王A")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("共28只。", "共26只。", "共[-28-][+26+]只。"),
        ("嫌疑人李明。", "嫌疑人李华。", "嫌疑人李(1)[+华+]。"),
        ("李明说好。", "一人说好。", "(2)[+一人+]说好。"),
        ("住在三栋二号。", "住在某栋某号。", "住在(1)[+某+]栋(1)[+某+]号。"),
        ("车牌A12345。", "车牌A12号。", "车牌A(5)[+12号+]。"),
        ("走了，来了。", "走了。", "走了(3)。"),
        ("全部重写的一句话。", "另起炉灶，从头来过。", "(9)[+另起炉灶，从头来过。+]"),
        ("去掉的。留下。", "留下。", "(4)"),
        ("留下。", "留下。加上的。", "[+加上的。+]"),
    ],
)
def test_phrases_are_compared(old: str, new: str, expected: str) -> None:
    """Numbers and Latin words as wholes; what may tell of a person is counted."""
    signs = {Mark.SAME: "{}", Mark.NEW: "[+{}+]", Mark.OLD: "[-{}-]"}

    def said(segment: Segment) -> str:
        return f"({segment.size})" if segment.mark is Mark.GONE else signs[segment.mark].format(segment.text)

    assert "".join(said(segment) for difference in differences(old, new, new) for segment in difference) == expected


def test_what_was_changed_again_is_not_quoted() -> None:
    """It is not in the article any more."""
    assert differences("甲乙丙。", "甲丁丙。", "甲戊丙。") == [(Segment(Mark.LATER, ""),)]
