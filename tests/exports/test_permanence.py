"""Addresses that stay: redirects, the list of what was published, ARKs, and translations that know their age."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from fangzhi.cli import main
from fangzhi.records.archive import read_archive
from fangzhi.records.published import FILE
from fangzhi.site.ark import check_character, mint
from tests import places
from tests.conftest import build_site

DIGITS = "0123456789bcdfghjkmnpqrstvwxz"


def _run(*words: str) -> str:
    run = CliRunner().invoke(main, list(words))
    assert run.exit_code == 0, run.output
    return run.output


def test_old_addresses_lead_on(archive: places.MakeArchive, tmp_path: Path) -> None:
    """Without JavaScript, in each variant, over several moves, and under any sub-path."""
    moved = "2024/first -> 2025/second\n2025/second -> 2025/third\n"
    site = build_site(archive({FILE: moved, "articles/2025/third.md": places.article()}), tmp_path / "site")
    for old in ("2024/first", "2025/second"):
        for prefix, lang in (("", "zh-Hans"), ("zh-Hant/", "zh-Hant"), ("en/", "en")):
            page = (site / f"{prefix}articles/{old}/index.html").read_text("utf-8")
            link = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', page)
            assert link
            assert (site / f"{prefix}articles/{old}" / link[1]).resolve() == site / f"{prefix}articles/2025/third"
            assert f'<a href="{link[1]}">' in page
            assert f'<html lang="{lang}">' in page
            assert "<script" not in page
    assert "articles/2024/first" not in (site / "sitemap.xml").read_text("utf-8")


def test_the_list_only_grows(archive: places.MakeArchive) -> None:
    """``published`` adds what readers see, keeps what was there, and names no draft; then a removal is an error."""
    root = archive(
        {
            FILE: "2020/elder -> 2025/a\n",
            "articles/2025/a.md": places.article(),
            "articles/2025/b.md": places.article(title="又一篇"),
            "articles/2025/c.md": places.article(title="草稿一篇", status="draft"),
        }
    )
    _run("published", "--root", str(root))
    lines = (root / FILE).read_text("utf-8").splitlines()[1:]
    assert lines == ["2020/elder -> 2025/a", "2025/a", "2025/b"]
    assert _run("check", "--root", str(root)) == "Nothing wrong; articles checked: 3.\n"
    assert _run("published", "--root", str(root), "--lang", "en") == f"{FILE}: addresses added: 0, in all: 3.\n"
    assert (root / FILE).read_text("utf-8").splitlines()[1:] == lines
    (root / "articles/2025/a.md").unlink()
    assert [found.code for found in read_archive(root)[1]] == ["redirect-nowhere", "vanished-address"]
    check = CliRunner().invoke(main, ["check", "--root", str(root), "--lang", "en"])
    assert check.exit_code == 1
    assert "vanished-address" in check.output


@pytest.mark.parametrize(
    ("there", "guess"),
    [("2024/lamps.md", "2024/lamps"), ("2025/lamp.md", "2025/lamp"), ("2025/lamps.en.md", ""), ("2025/two.md", "")],
)
def test_where_an_article_may_have_gone(archive: places.MakeArchive, there: str, guess: str) -> None:
    """To another year, or to a name like its own; its translation and what only lies in the same year are no guess."""
    root = archive({FILE: "2025/lamps\n", f"articles/{there}": places.article()})
    (said,) = (found for found in read_archive(root)[1] if found.code == "vanished-address")
    assert dict(said.facts)["near"] == guess


def test_a_tombstone_is_no_hole(archive: places.MakeArchive) -> None:
    """A withdrawn report is still at its address."""
    stone = places.article(status="withdrawn", withdrawn="{date: 2025-12-01, reason: error}")
    assert read_archive(archive({FILE: "2025/a\n", "articles/2025/a.md": stone}))[1] == []


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=30))
def test_an_ark_is_the_ids_own(identifier: str) -> None:
    """The same every time; any one wrong or swapped character is found by its check character."""
    ark = mint("99999/fz", identifier)
    assert ark == mint("99999/fz", identifier)
    name, check = ark.removeprefix("ark:/")[:-1], ark[-1]
    assert check_character(name) == check
    start = name.index("/") + 3
    for at in range(start, len(name)):
        for other in set(DIGITS) - {name[at]}:
            assert check_character(name[:at] + other + name[at + 1 :]) != check
    for at in range(start, len(name) - 1):
        if name[at] != name[at + 1]:
            assert check_character(name[:at] + name[at + 1] + name[at] + name[at + 2 :]) != check


ENGLISH = "---\ntitle: Helmets\n---\n\nText.\n"
BLOCK = "\n  en:\n    title: Helmets\n    summary: >-\n      In two\n      lines."


@pytest.mark.parametrize("whole", [True, False], ids=["file", "front matter"])
def test_a_translation_knows_its_age(archive: places.MakeArchive, tmp_path: Path, whole: bool) -> None:
    """Noted, then the Chinese changes: ``check`` warns and the English page says so; noted again, both are silent."""
    more = {"articles/2025/a.en.md": ENGLISH} if whole else {}
    extra = {} if whole else {"translations": BLOCK}
    root = archive({"articles/2025/a.md": places.article(**extra), **more})
    article = root / "articles/2025/a.md"

    def stale() -> tuple[bool, bool]:
        codes = [found.code for found in read_archive(root)[1]]
        page = build_site(root, tmp_path / "site") / "en/articles/2025/a/index.html"
        return "stale-translation" in codes, "has changed since this translation" in page.read_text("utf-8")

    assert stale() == (False, False)
    _run("translated", "--root", str(root), str(article))
    assert stale() == (False, False)
    article.write_text(article.read_text("utf-8").replace("正文。", "改过的正文。"), "utf-8")
    assert stale() == (True, True)
    _run("translated", "--root", str(root), str(article))
    assert stale() == (False, False)
    assert (root / ("articles/2025/a.en.md" if whole else "articles/2025/a.md")).read_text("utf-8").count("of:") == 1


def test_a_translation_with_no_place_for_a_note(archive: places.MakeArchive) -> None:
    """Is named, with what to write; the file stays as it is."""
    root = archive({"articles/2025/a.md": places.article(translations="{en: {title: Helmets}}")})
    before = (root / "articles/2025/a.md").read_bytes()
    run = CliRunner().invoke(
        main, ["translated", "--root", str(root), "--lang", "en", str(root / "articles/2025/a.md")]
    )
    assert run.exit_code == 1
    assert "no-place-for-digest" in run.output
    assert (root / "articles/2025/a.md").read_bytes() == before


def test_paths_are_named_from_where_one_is(archive: places.MakeArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``check`` has them, by either file; what is no article of the archive is said to be none."""
    root = archive({"articles/2025/a.md": places.article(), "articles/2025/a.en.md": "---\ntitle: A\n---\n\nText.\n"})
    monkeypatch.chdir(root / "articles/2025")
    for name in ("a.md", "a.en.md"):
        _run("translated", "--root", str(root), name)
        assert (root / "articles/2025/a.en.md").read_text("utf-8").count("of:") == 1
    run = CliRunner().invoke(main, ["translated", "--root", str(root), "--lang", "en", "../../mkdocs.yml"])
    assert (run.exit_code, "not-in-archive" in run.output) == (1, True)
