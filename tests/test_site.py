"""The built site, page by page: nothing missing, nothing broken, every word in its script."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from fangzhi.hanzi.script import HAN
from fangzhi.records.settings import read_settings
from tests.sites import PREFIXES, Html, Site, read_site

_HAN = re.compile(f"[{HAN}]")
RESOURCES = {"img", "script", "source", "iframe", "video", "audio", "embed", "object", "use", "form"}


def _characters(name: str) -> dict[str, str]:
    text = files("opencc").joinpath(f"dictionary/{name}.txt").read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if "\t" in line)


def _of_one_script(name: str) -> frozenset[str]:
    """The characters that one way always changes, and that it never makes of another."""
    table = _characters(name)
    made = set("".join([*table.values(), *_characters("TWVariants").values()]))
    return frozenset(one for one, others in table.items() if one not in others and one not in made)


SIMPLIFIED_ONLY = _of_one_script("STCharacters")
TRADITIONAL_ONLY = _of_one_script("TSCharacters")


@pytest.fixture(scope="module", params=["sample_site", "rich_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each site, read strictly: a fault against the HTML standard fails here."""
    return read_site(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def sample_pages(sample_site: Path) -> Site:
    """The repository's own site."""
    return read_site(sample_site)


def test_every_page_has_its_counterparts(site: Site) -> None:
    """The same paths in every variant, and links between them on every page; the current one says so."""
    paths = {lang: {page.common for page in site.of(lang)} for lang in PREFIXES}
    assert paths["zh-Hans"] == paths["zh-Hant"] == paths["en"] != set()
    for page in site.pages.values():
        switch = page.root.findall(".//nav[@class='fz-switch']/a")
        assert [link.get("lang") for link in switch] == list(PREFIXES)
        targets = [page.resolve(link)[0] for link in page.links if link.written in {s.get("href") for s in switch}]
        assert {prefix + page.common for prefix in PREFIXES.values()} <= set(targets), page.path
        assert [link.get("lang") for link in switch if link.get("aria-current")] == [page.lang]


def test_the_language_is_that_of_the_folder(site: Site) -> None:
    """``<html lang>`` on every page."""
    for page in site.pages.values():
        expected = next(
            (lang for lang, prefix in PREFIXES.items() if prefix and page.path.startswith(prefix)), "zh-Hans"
        )
        assert page.lang == expected, page.path


def test_every_link_leads_somewhere(site: Site) -> None:
    """Internal links, images and anchors."""
    broken = []
    for page in site.pages.values():
        for link in page.links:
            if link.absolute:
                continue
            path, fragment = page.resolve(link)
            target = site.pages.get(path)
            if not (site.folder / path).is_file() or (fragment and target and fragment not in target.ids):
                broken.append((page.path, link.written))
    assert not broken


def test_no_other_host_is_asked(site: Site) -> None:
    """Resources are the site's own; style sheets load none from elsewhere; absolute links are for readers to follow."""
    for page in site.pages.values():
        for link in page.links:
            named = link.rel in {"canonical", "alternate"} or link.rel.startswith("schema.")  # names, not resources
            resource = link.tag in RESOURCES or (link.tag == "link" and not named)
            assert not (link.absolute and resource), (page.path, link)
        assert not page.root.findall(".//base")
        for style in page.root.iter("style"):
            assert "url(" not in (style.text or "")
    for sheet in site.folder.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", sheet.read_text("utf-8")), sheet


def test_canonical_and_alternates(site: Site) -> None:
    """Each page is canonical to itself, and lists itself and all others with full URLs, and x-default."""
    settings, _ = read_settings(site.folder.parent / "archive")
    for page in site.pages.values():
        named = [link for link in page.links if link.rel in {"canonical", "alternate"}]
        found = {(link.rel, link.written) for link in named if not link.written.endswith("feed.xml")}
        robots = page.root.find("head/meta[@name='robots']")
        if robots is not None or page.common == "404.html":
            assert not found, page.path
            continue
        own = settings.url + page.path.removesuffix("index.html")
        others = {settings.url + prefix + page.common.removesuffix("index.html") for prefix in PREFIXES.values()}
        assert found == {("canonical", own), *(("alternate", url) for url in others)}, page.path
        langs = [link.get("hreflang", "") for link in page.root.findall("head/link[@rel='alternate'][@hreflang]")]
        assert sorted(langs) == ["en", "x-default", "zh-Hans", "zh-Hant"]


def test_ids_are_unique(site: Site) -> None:
    """In a page."""
    for page in site.pages.values():
        assert not [(page.path, one) for one, n in Counter(page.ids).items() if n > 1]


def test_paragraphs_have_the_same_ids_in_every_variant(site: Site) -> None:
    """Paragraphs and headings can be cited across scripts, and across languages where the whole text is translated."""
    seen = 0
    for page in site.of("zh-Hans"):
        if not page.path.startswith("articles/20"):
            continue
        numbered = {lang: _numbered(site.pages[prefix + page.path]) for lang, prefix in PREFIXES.items()}
        seen += len(numbered["zh-Hans"])
        assert numbered["zh-Hans"] == numbered["zh-Hant"], page.path
        if "helmets" not in page.path:  # its translation is a short one on purpose
            assert numbered["zh-Hans"] == numbered["en"], page.path
    assert seen > 10


def _numbered(page: Html) -> list[str]:
    return [one for one in page.ids if re.fullmatch(r"[ps]\d+", one)]


@pytest.mark.parametrize("lang", PREFIXES)
def test_every_word_is_in_its_script(site: Site, lang: str) -> None:
    """No character of the other script, and no Chinese on English pages, but where ``lang`` says so."""
    wrong = {"zh-Hans": TRADITIONAL_ONLY, "zh-Hant": SIMPLIFIED_ONLY}
    found = []
    for page in site.of(lang):
        for text, text_lang, tag in page.texts():
            if text_lang == "en" and (tag in {"title", "meta"} or page.common.startswith("dev/")):
                continue  # those can say no language of their own; pages for developers speak of characters
            bad = _HAN.findall(text) if text_lang == "en" else [c for c in text if c in wrong[text_lang]]
            if bad:
                found.append((page.path, tag, text_lang, "".join(bad), text.strip()[:40]))
    assert not found, found


def test_the_tables_of_scripts_are_sound() -> None:
    """Characters that both scripts use are in neither set."""
    assert set("区县报简") <= SIMPLIFIED_ONLY
    assert set("區縣報繁簡") - set("繁") <= TRADITIONAL_ONLY
    assert not set("余只里后面台干繁") & (SIMPLIFIED_ONLY | TRADITIONAL_ONLY - set("乾後裡"))


def test_chinese_in_english_is_marked(sample_pages: Site) -> None:
    """Articles without a whole translation give the Chinese text in its language, and say so."""
    langs = {
        page.path.split("/")[3]: element.get("lang", page.lang)
        for page in sample_pages.of("en")
        if page.path.startswith("en/articles/2")
        for element in page.root.findall(".//div[@class='fz-text']")
    }
    assert langs.pop("yunyang-dog-licensing") == "en"
    assert set(langs.values()) == {"zh-Hans"}
    assert len(langs) == 4


def test_quotation_marks_follow_the_script(rich_site: Path) -> None:
    """Curly in Simplified, corners in Traditional, whichever the article was written in."""
    for path, simplified, traditional in [
        ("articles/2025/helmets/index.html", "“上路先戴好”", "「上路先戴好」"),
        ("articles/2025/library-hours/index.html", "“欢迎进来坐”", "「歡迎進來坐」"),
    ]:
        hans, hant = ((rich_site / prefix / path).read_text("utf-8") for prefix in ("", "zh-Hant"))
        assert simplified in hans
        assert traditional in hant


def test_the_source_script_is_said(rich_site: Path) -> None:
    """The original says that it is one, the converted page that it is converted, and from what."""
    said = {
        ("helmets", ""): "本页是简体原文", ("helmets", "zh-Hant"): "本頁由簡體原文轉換",
        ("library-hours", ""): "本页由繁体原文转换", ("library-hours", "zh-Hant"): "本頁是繁體原文",
        ("library-hours", "en"): "The original is in Traditional Chinese",
    }  # fmt: skip
    for (name, prefix), sentence in said.items():
        page = (rich_site / prefix / f"articles/2025/{name}/index.html").read_text("utf-8")
        assert sentence in page
        assert sum(other in page for other in said.values()) == 1


def test_the_themes_wrong_words_are_gone(site: Site) -> None:
    """Material's zh-Hant strings have 頁脚 and 符合條件; none of its strings stands on a page."""
    for page in site.of("zh-Hant"):
        text = "".join(text for text, _, _ in page.texts())
        assert not [word for word in ("頁脚", "符合條件", "符合条件") if word in text], page.path


def test_titles(site: Site) -> None:
    """Headline and site; the home page the site alone; no two pages of a variant alike, but for tombstones."""
    settings, _ = read_settings(site.folder.parent / "archive")
    names = {str(tag): name for tag, name in settings.names.items()}
    for page in site.pages.values():
        if page.common == "index.html":
            assert page.title == page.first("h1") == names[page.lang]
        else:
            assert page.title.startswith(page.first("h1")), page.path
            assert page.title.endswith(f" · {names[page.lang]}"), page.path
    for lang in PREFIXES:
        titles = Counter(page.title for page in site.of(lang))
        assert not [title for title, n in titles.items() if n > 1]


def test_one_first_heading_and_no_step_left_out(site: Site) -> None:
    """Each page has one h1, and headings go down one level at a time."""
    for page in site.pages.values():
        levels = [int(str(e.tag)[1]) for e in page.root.iter() if re.fullmatch("h[1-6]", str(e.tag))]
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        assert all(b <= a + 1 for a, b in pairwise(levels)), (page.path, levels)


def test_the_pages_that_must_be_there(sample_pages: Site) -> None:
    """Every kind, and every district whether it has reports or not."""
    for path in (
        "index.html", "404.html", "articles/index.html", "districts/index.html", "initiatives/index.html",
        "chronology/index.html", "chronology/202X/index.html", "figures/index.html", "about/index.html",
        "districts/yunyang/index.html", "districts/jiangbei/index.html", "initiatives/fengqiao/index.html",
        "articles/202X/yunyang-dog-licensing/index.html",
    ):  # fmt: skip
        assert path in sample_pages.pages
    assert sum(path.startswith("districts/") for path in sample_pages.pages) > 38
    empty = sample_pages.pages["districts/jiangbei/index.html"]
    assert "这里还没有收录报道。" in "".join(text for text, _, _ in empty.texts())
