"""Pictures for links in chats: drawn alike every time, in the forms of each script, and named where readers look."""

from __future__ import annotations

import io
from dataclasses import fields, replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from fangzhi.build.plan import Output, card_outputs
from fangzhi.build.sources import read_sources
from fangzhi.exports import cards
from fangzhi.exports.cards import Card, draw
from fangzhi.exports.fonts import find
from fangzhi.exports.typesetting import lines, shortened
from fangzhi.records.langtag import LanguageTag
from tests import places
from tests.conftest import build_site
from tests.rich import RICH
from tests.sites import PREFIXES

ROOT = "https://qingshi.example/"
HEADLINE = Card("方志", "青石志", "骨角直将：东园区3月8日给1,200名骑车人发头盔", "上路先戴好", "东园区 · 2025年3月8日")
LONG = Card("志", "青石志", "东园区给骑车人发头盔，" * 30, "引题" * 60, "区县" * 200)
FONT = pytest.mark.skipif(find(LanguageTag.HANS) is None, reason="no Song face here: install fonts-noto-cjk")
TEXTS = st.text(st.sampled_from("东园区发头盔，。（）“”12.5%AbC -…"), max_size=40)


@FONT
@pytest.mark.parametrize("card", [HEADLINE, LONG], ids=["usual", "long"])
def test_a_card_is_small_and_the_same_every_time(card: Card) -> None:
    """Read back by Pillow."""
    data = draw(card, LanguageTag.HANS)
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 50_000
    assert data == draw(card, LanguageTag.HANS)
    margins = picture.convert("RGB").crop((1116, 0, 1200, 630)).getcolors()
    assert margins == [(84 * 630, (251, 249, 244))], "type runs over the edge"


@FONT
def test_each_script_has_its_own_forms() -> None:
    """骨, 角, 直 and 将 differ between Simplified and Traditional faces, though their code points do not."""
    made = {tag: draw(HEADLINE, tag) for tag in (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.HANT_HK)}
    assert len(set(made.values())) == 3


@FONT
def test_all_that_a_card_says_is_on_it() -> None:
    """Leaving out a part changes the picture."""
    lacking = [replace(HEADLINE, **{part.name: ""}) for part in fields(HEADLINE)]
    assert len({draw(card, LanguageTag.HANS) for card in (HEADLINE, *lacking)}) == 6


def test_without_a_font_there_is_paper_and_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No boxes in place of characters."""
    monkeypatch.setattr(cards, "find", lambda _: None)
    picture = Image.open(io.BytesIO(draw(HEADLINE, LanguageTag.HANS))).convert("RGB")
    assert {colour for _, colour in picture.getcolors() or []} == {(251, 249, 244), (163, 48, 31), (227, 220, 207)}


@given(TEXTS, st.integers(1, 30))
def test_lines_hold_all_of_a_text_and_break_where_they_may(text: str, width: int) -> None:
    """No line is too long that could be shorter, none begins with a mark that closes or ends with one that opens."""
    made = lines(text, len, width)
    assert "".join("".join(made).split()) == "".join(text.split())
    for line in made:
        assert line[0] not in "，。）”％%…" or line == made[0] or len(line) > width or not line.strip("，。）”%….")
        assert len(line) <= width or len(lines(line, len, width)) == 1
    assert all(len(line) <= max(width, 1) or line in made for line in shortened(made, len, width, 2))
    assert len(shortened(made, len, width, 2)) <= 2


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("垫江拆收摩托车、电动车伞篷1900余把", 13, ["垫江拆收摩托车、", "电动车伞篷1900余把"]),
        ("荣昌培训彩票销售人员防诈骗防洗钱", 12, ["荣昌培训彩票销售", "人员防诈骗防洗钱"]),
        ("发给1,200人“上路先戴好”的头盔", 10, ["发给1,200人", "“上路先戴好”的头盔"]),
        ("Dianjiang removes canopies", 20, ["Dianjiang removes", "canopies"]),
        ("", 10, []),
    ],
)
def test_headlines_are_set_evenly(text: str, width: int, expected: list[str]) -> None:
    """At marks and spaces where that takes no more lines."""
    assert lines(text, len, width) == expected


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rich archive with pictures for links."""
    settings = str(RICH["mkdocs.yml"]) + "      social: true\n"
    root = places.archive(tmp_path_factory.mktemp("cards") / "archive", {**RICH, "mkdocs.yml": settings})
    return build_site(root, root.parent / "site")


def _told(page: Path) -> dict[str, str]:
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    metas = [meta for meta in tree.iter("meta") if meta.get("property") or "twitter" in (meta.get("name") or "")]
    return {meta.get("property") or meta.get("name") or "": meta.get("content") or "" for meta in metas}


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_every_page_names_its_picture(site: Path, prefix: str) -> None:
    """An article its own, any other page the site's, by a full URL, with size and words; a withdrawn article none."""
    for path, picture in (
        ("articles/2025/helmets/", "articles/2025/helmets/card.png"),
        ("articles/202X/undated/", "articles/202X/undated/card.png"),
        ("", "card.png"),
        ("districts/dongyuan/", "card.png"),
        ("about/", "card.png"),
    ):
        told = _told(site / prefix / path / "index.html")
        assert told["og:image"] == f"{ROOT}{prefix}{picture}"
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:title"]
        assert told["og:url"] == f"{ROOT}{prefix}{path}"
        assert told["twitter:card"] == "summary_large_image"
        assert "青石志" in told["og:image:alt"] or "Qingshi" in told["og:image:alt"]
        assert Image.open(io.BytesIO((site / prefix / picture).read_bytes())).size == (1200, 630)
    gone = f"{prefix}articles/2025/taken-back/"
    assert not _told(site / gone / "index.html")
    assert not (site / gone / "card.png").exists()


def _outputs(root: Path) -> dict[str, Output]:
    sources, _ = read_sources(root)
    outputs = card_outputs(sources.pages(), sources.settings, "")
    return {path: output for output in outputs for path in output.paths}


def test_a_card_is_drawn_anew_when_what_it_says_changes(archive: places.MakeArchive) -> None:
    """Not when the text of the article does; and there are none without an address or without asking."""
    settings = places.SETTINGS + "      social: true\n"
    before = _outputs(archive({"mkdocs.yml": settings, "articles/2025/a.md": places.article(body="甲。")}))
    same = _outputs(archive({"mkdocs.yml": settings, "articles/2025/a.md": places.article(body="乙。")}))
    changed = _outputs(archive({"mkdocs.yml": settings, "articles/2025/a.md": places.article(title="另一题")}))
    assert sorted(before) == sorted(
        f"{prefix}{path}card.png" for prefix in PREFIXES.values() for path in ("", "articles/2025/a/")
    )
    assert {path: output.recipe for path, output in before.items()} == {p: o.recipe for p, o in same.items()}
    assert {p for p in before if before[p].recipe != changed[p].recipe} == {p for p in before if "articles" in p}
    assert not _outputs(archive({"mkdocs.yml": settings.replace("site_url", "edit_uri")}))
    assert not _outputs(archive({"mkdocs.yml": places.SETTINGS}))
