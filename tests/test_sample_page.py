"""Five reports in full, from a page that is not in this repository: FANGZHI_SAMPLE_PAGE names its text."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from fangzhi.records.archive import read_archive
from tests import places
from tests.conftest import ROOT, build_site
from tests.sites import PREFIXES, Site, read_site
from tests.test_site import SIMPLIFIED_ONLY

_NAMED = os.environ.get("FANGZHI_SAMPLE_PAGE", "")
_BYLINE = re.compile(r"^(?:(?:记者|通讯员) \S{2,4} ?)+$", re.MULTILINE)
_PERSON = re.compile(r"(记者|通讯员) (\S+)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}[区县]")

pytestmark = pytest.mark.skipif(
    not Path(_NAMED).is_file(), reason="FANGZHI_SAMPLE_PAGE names no file: set it to the text of the sample page"
)


def _reports(text: str) -> list[tuple[str, str, str]]:
    """Headline, text and byline of each report: a byline ends one."""
    ends = [match.span() for match in _BYLINE.finditer(text)]
    starts = [0, *(end for _, end in ends[:-1])]
    parts = [(text[start:low].strip(), text[low:high]) for start, (low, high) in zip(starts, ends, strict=True)]
    return [(*part.split("\n", 1), byline) for part, byline in parts]  # type: ignore[misc]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the five reports, with the repository's authority files."""
    root = tmp_path_factory.mktemp("page") / "archive"
    own = shutil.ignore_patterns("published.txt", "review.yml")  # these speak of the sample's own articles
    shutil.copytree(ROOT / "articles/_vocabulary", root / "articles/_vocabulary", ignore=own)
    shutil.copy(ROOT / "mkdocs.yml", root)
    places.write(root, {"docs/about.md": places.GROUND["docs/about.md"], "overrides/.keep": ""})
    for number, (title, body, byline) in enumerate(_reports(Path(_NAMED).read_text("utf-8")), 1):
        where = _PLACE.search(title)
        assert where
        roles = ", ".join(f"{role}: [{name}]" for role, name in _PERSON.findall(byline))
        text = places.article(
            f"'{title.strip()}'", "202X", body.strip(),
            districts=f"[{where[0]}]", initiatives="[枫桥经验]", bylines=f"{{{roles}}}",
        )  # fmt: skip
        places.write(root, {f"articles/202X/report-{number}.md": text})
    return root


@pytest.fixture(scope="module")
def site(full: Path) -> Site:
    """Its site."""
    return read_site(build_site(full, full.parent / "site"))


def test_five_reports_in_three_variants(full: Path, site: Site) -> None:
    """Each on its own page, under its district, its initiative and its decade."""
    archive, problems = read_archive(full)
    assert problems == []
    items = archive.catalogue.items
    assert {item.districts[0].id for item in items} == {"yongchuan", "rongchang", "dianjiang", "yunyang", "chengkou"}
    for item in items:
        path = f"articles/202X/{item.article.id}/index.html"
        for prefix in PREFIXES.values():
            assert prefix + path in site.pages
            for place in (f"districts/{item.districts[0].id}", "initiatives/fengqiao", "chronology/202X"):
                links = site.pages[f"{prefix}{place}/index.html"]
                assert prefix + path in {links.resolve(link)[0] for link in links.links if not link.absolute}


def test_nothing_of_the_text_is_lost(full: Path, site: Site) -> None:
    """Every paragraph is on the Simplified page, letter by letter, and has its counterpart in the other variants."""
    for item in read_archive(full)[0].catalogue.items:
        path = f"articles/202X/{item.article.id}/index.html"
        shown = {lang: _paragraphs(site, prefix + path) for lang, prefix in PREFIXES.items()}
        written = [re.sub(r"\s", "", part) for part in item.article.body.split("\n\n") if part.strip()]
        assert [re.sub(r"\s", "", text) for text in shown["zh-Hans"]] == written
        assert shown["en"] == shown["zh-Hans"]
        assert len(shown["zh-Hant"]) == len(written)
        assert not set("".join(shown["zh-Hant"])) & SIMPLIFIED_ONLY
        assert not set("".join(shown["zh-Hant"])) & set("“”‘’")


def _paragraphs(site: Site, path: str) -> list[str]:
    texts = site.pages[path].root.findall(".//div[@class='fz-text']/p")
    return ["".join(_running(each)) for each in texts]


def _running(element: Element) -> list[str]:
    """The text of a paragraph without the sign that links to it."""
    return [text for text in element.itertext() if text.strip() not in {"¶", "#"}]
