"""The Traditional variant in a region's own way, where mkdocs.yml asks for it."""

from __future__ import annotations

from fangzhi.hanzi.conversion import Converter
from fangzhi.records.langtag import LanguageTag
from fangzhi.site.words import WORDS
from tests import places
from tests.conftest import build_site


def _site(archive: places.MakeArchive, *options: str) -> str:
    body = "监控换成了高清的，社区里的人为个人信息保护法发布公告。"
    root = archive({"articles/2025/a.md": places.article(body=body)})
    text = (root / "mkdocs.yml").read_text("utf-8")
    lines = "".join(f"      {option}\n" for option in options)
    (root / "mkdocs.yml").write_text(text.replace("  - fangzhi:\n", f"  - fangzhi:\n{lines}"), "utf-8")
    return (build_site(root, root / "site") / "zh-Hant/articles/2025/a/index.html").read_text("utf-8")


def test_a_region_has_its_forms_and_words(archive: places.MakeArchive) -> None:
    """Hong Kong writes 裏; Taiwan has words of its own where asked, and never inside the name of a law."""
    assert "裡" in _site(archive)
    assert "社區裏" in _site(archive, "traditional: zh-Hant-HK")
    asked = _site(archive, "traditional: zh-Hant-TW", "region_words: true")
    assert "高畫質" in asked
    assert "個人信息保護法" in asked


def test_the_interface_has_them_too(archive: places.MakeArchive) -> None:
    """What the pages themselves say is written as the texts are, whose region's forms they have."""
    root = archive()
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(
        text.replace("  - fangzhi:\n", "  - fangzhi:\n      traditional: zh-Hant-HK\n"), "utf-8"
    )
    site = build_site(root, root / "site")
    assert "這裏還沒有收錄報道。" in (site / "zh-Hant/index.html").read_text("utf-8")
    assert "這裡" not in (site / "zh-Hant/404.html").read_text("utf-8")


def test_the_interface_writes_as_a_conversion_does() -> None:
    """Characters change and words stay: what a Traditional page says of itself agrees with the texts on it."""
    convert = Converter(LanguageTag.HANS, LanguageTag.HANT).convert
    wrong = {key: said[1] for key, said in WORDS.items() if key != "offer" and convert(said[0]) != said[1]}
    assert wrong == {}
