"""The OAI-PMH static repository, by the rules of its guidelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from oaipmh_scythe import Scythe

SR = "{http://www.openarchives.org/OAI/2.0/static-repository}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
IDENTIFY = [
    "repositoryName",
    "baseURL",
    "protocolVersion",
    "adminEmail",
    "earliestDatestamp",
    "deletedRecord",
    "granularity",
]
ELEMENTS = {
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
}  # fmt: skip


@pytest.fixture(scope="module")
def repository(rich_site: Path) -> ElementTree.Element:
    """The whole file."""
    return ElementTree.parse(rich_site / "oai.xml").getroot()


def test_it_says_who_it_is(repository: ElementTree.Element) -> None:
    """Every element of Identify in the order of the schema, days as granularity, one format."""
    assert repository.tag == f"{SR}Repository"
    assert [child.tag for child in repository] == [f"{SR}Identify", f"{SR}ListMetadataFormats", f"{SR}ListRecords"]
    identify = repository[0]
    assert [child.tag.removeprefix(OAI) for child in identify] == IDENTIFY
    assert identify.findtext(f"{OAI}protocolVersion") == "2.0"
    assert identify.findtext(f"{OAI}granularity") == "YYYY-MM-DD"
    assert re.fullmatch(r"\S+@(\S+\.)+\S+", identify.findtext(f"{OAI}adminEmail") or "")
    assert repository[2].get("metadataPrefix") == repository.findtext(f".//{OAI}metadataPrefix") == "oai_dc"


def test_one_record_an_article_and_deleted_ones_as_deleted(repository: ElementTree.Element) -> None:
    """With an identifier of the scheme oai, and a day; a deleted record has no metadata."""
    earliest = repository[0].findtext(f"{OAI}earliestDatestamp") or ""
    found = {}
    for record in repository[2]:
        header = record[0]
        identifier, stamp = (header.findtext(OAI + name) or "" for name in ("identifier", "datestamp"))
        assert re.fullmatch(
            r"oai:[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+:[\w.!~*'();/?:@&=+$,%-]+", identifier
        )
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", stamp)
        assert stamp >= earliest
        found[identifier.rpartition(":")[2]] = (header.get("status"), len(record))
    assert found.pop("taken-back") == ("deleted", 1)
    assert set(found.values()) == {(None, 2)}
    assert len(found) == 6


def test_dublin_core(repository: ElementTree.Element) -> None:
    """Only the fifteen elements, titles in every script with their language, an uncertain time as coverage."""
    cards = {
        record[0].findtext(f"{OAI}identifier", "").rpartition(":")[2]: record[1][0]
        for record in repository[2]
        if len(record) > 1
    }
    for card in cards.values():
        assert {child.tag.removeprefix(DC) for child in card} <= ELEMENTS
        assert all((child.text or "").strip() for child in card)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    titles = {title.get(lang): title.text for title in cards["helmets"].findall(f"{DC}title")}
    assert titles == {
        "zh-Hans": "东园区给骑车人发头盔",
        "zh-Hant": "東園區給騎車人發頭盔",
        "en": "Dongyuan hands out helmets",
    }
    assert [date.text for date in cards["helmets"].findall(f"{DC}date")] == ["2025-03-09"]
    assert cards["undated"].find(f"{DC}date") is None
    assert "202X-11-25" in {coverage.text for coverage in cards["undated"].findall(f"{DC}coverage")}


@contextmanager
def gateway(repository: ElementTree.Element) -> Iterator[str]:
    """Answers for a static repository as a gateway does: each verb with the part of the file that bears its name."""

    class Gateway(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            verb = parse_qs(urlsplit(self.path).query)["verb"][0]
            answer = ElementTree.Element(f"{OAI}OAI-PMH")
            ElementTree.SubElement(answer, f"{OAI}responseDate").text = "2025-11-25T00:00:00Z"
            ElementTree.SubElement(answer, f"{OAI}request", verb=verb).text = "http://127.0.0.1/"
            part = repository.find(SR + verb)
            ElementTree.SubElement(answer, OAI + verb).extend(part if part is not None else [])
            self.send_response(200)
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.end_headers()
            self.wfile.write(ElementTree.tostring(answer))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_harvester_takes_all_of_it(repository: ElementTree.Element) -> None:
    """Through a gateway, as libraries do: who it is, its formats, every record, and which are deleted."""
    with gateway(repository) as address, Scythe(address) as harvester:
        assert harvester.identify().repositoryName == "青石志"
        assert [getattr(form, "metadataPrefix", "") for form in harvester.list_metadata_formats()] == ["oai_dc"]
        records = {str(r.header.identifier).rpartition(":")[2]: r for r in harvester.list_records()}  # type: ignore[union-attr]
    assert [name for name, record in records.items() if record.deleted] == ["taken-back"]  # type: ignore[union-attr]
    assert len(records) == 7
    assert "东园区给骑车人发头盔" in records["helmets"].metadata["title"]  # type: ignore[union-attr]
    assert "2025-03-09" in records["helmets"].metadata["date"]  # type: ignore[union-attr]
