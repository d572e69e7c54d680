"""Feeds, as feedparser reads them and as RFC 4287 and JSON Feed 1.1 ask."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _feeds(site: Path) -> list[Path]:
    return sorted(site.rglob("feed.xml"))


def test_there_is_one_for_everything(sample_site: Path) -> None:
    """The archive, each district and each initiative with reports, in each variant; Atom and JSON side by side."""
    paths = {file.parent.relative_to(sample_site).as_posix() for file in _feeds(sample_site)}
    for prefix in ("", "zh-Hant/", "en/"):
        assert {(prefix or ".").rstrip("/"), f"{prefix}districts/yunyang", f"{prefix}initiatives/fengqiao"} <= paths
    assert "districts/wanzhou" not in paths
    assert {file.with_suffix(".json") for file in _feeds(sample_site)} == set(sample_site.rglob("feed.json"))


@pytest.mark.parametrize("name", ["sample_site", "rich_site"])
def test_feedparser_reads_them(name: str, request: pytest.FixtureRequest) -> None:
    """Well formed, with full texts, a language and one id for ever."""
    site: Path = request.getfixturevalue(name)
    for file in _feeds(site):
        read = feedparser.parse(file.read_bytes())
        assert not read.bozo, (file, read.get("bozo_exception"))
        assert read.version == "atom10"
        assert read.entries
        for entry in read.entries:
            assert entry.id.startswith("tag:")
            assert "<p " in entry.content[0].value
            assert not re.search(r'(?:href|src)="(?!https?:|mailto:)', entry.content[0].value)


def test_the_letter_of_rfc_4287(rich_site: Path) -> None:
    """One id, title and updated each; an author; an alternate link; ids unlike one another; no time that is none."""
    for file in _feeds(rich_site):
        feed = ElementTree.parse(file).getroot()
        assert feed.tag == f"{ATOM}feed"
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            assert [len(element.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert TIME.fullmatch(element.findtext(f"{ATOM}updated") or "")
            links = [link.get("rel") for link in element.findall(f"{ATOM}link")]
            assert links.count("alternate") == 1
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids)
        newest = max(entry.findtext(f"{ATOM}updated") or "" for entry in feed.findall(f"{ATOM}entry"))
        assert feed.findtext(f"{ATOM}updated") == newest


def test_an_uncertain_year_is_not_published_on_a_day(rich_site: Path) -> None:
    """No entry has ``published``; the JSON feed gives the date in EDTF."""
    text = (rich_site / "feed.xml").read_text("utf-8")
    assert "<published>" not in text
    items = json.loads((rich_site / "feed.json").read_text("utf-8"))["items"]
    assert {item["_fangzhi"]["date"] for item in items} >= {"202X-11-25", "2025-11-25/2025-11-27", "2024-21"}


def test_json_feed(rich_site: Path) -> None:
    """The fields that version 1.1 requires, and the same entries as Atom."""
    for file in sorted(rich_site.rglob("feed.json")):
        feed = json.loads(file.read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"].endswith(file.relative_to(rich_site).as_posix())
        assert all(item["id"] and item["content_html"] and item["url"] for item in feed["items"])
        atom = ElementTree.parse(file.with_suffix(".xml")).getroot()
        assert [e.findtext(f"{ATOM}id") for e in atom.findall(f"{ATOM}entry")] == [i["id"] for i in feed["items"]]


def test_what_was_taken_back_is_in_none(rich_site: Path) -> None:
    """Nor is a draft. The archive's own feeds in Atom name it as deleted."""
    said = "".join(file.read_text("utf-8") for file in rich_site.rglob("feed.*"))
    assert "taken-back" not in re.sub(r"<at:deleted-entry [^>]*/>", "", said)
    assert said.count("taken-back") == 3
    assert "not-yet" not in said


def test_pages_name_their_feed(rich_site: Path) -> None:
    """Home, the list of reports, and terms with reports."""
    for page, there in (("", True), ("en/articles/", True), ("districts/dongyuan/", True), ("figures/", False)):
        text = (rich_site / page / "index.html").read_text("utf-8")
        assert ('type="application/atom+xml"' in text) is there, page
