"""The OAI-PMH static repository against the schemas that the Open Archives Initiative published.

``OAI-PMH.xsd`` and ``oai_dc.xsd`` are those that pyoai and eulxml carry (`make test` fetches them). Two could not be had from
any package and are stood in for by schemas of our own: ``static-repository.xsd``, which says in what order parts of OAI-PMH
stand, and ``simpledc20021212.xsd``, fifteen elements of text with a language. What the restricted schema of static
repositories forbids besides (sets, resumption, times of day) is looked for by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests import places
from tests.conftest import build_site

Schemas = tuple[etree.XMLSchema, etree.XMLSchema]
SCHEMAS = Path(__file__).resolve().parents[2] / ".cache/oai"
OAI, SR = "http://www.openarchives.org/OAI/2.0/", "http://www.openarchives.org/OAI/2.0/static-repository"
DC, OAI_DC = "http://purl.org/dc/elements/1.1/", "http://www.openarchives.org/OAI/2.0/oai_dc/"
XSD = "http://www.w3.org/2001/XMLSchema"
NAMES = (
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
)  # fmt: skip
SIMPLE_DC = f"""
<schema xmlns="{XSD}" targetNamespace="{DC}" xmlns:dc="{DC}" elementFormDefault="qualified">
<import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
<complexType name="literal"><simpleContent><extension base="string"><attribute ref="xml:lang"/></extension>
</simpleContent></complexType>
{"".join(f'<element name="{name}" type="dc:literal"/>' for name in NAMES)}</schema>"""
XML = f"""
<schema xmlns="{XSD}" targetNamespace="http://www.w3.org/XML/1998/namespace">
<attribute name="lang" type="language"/></schema>"""
REPOSITORY = f"""
<schema xmlns="{XSD}" targetNamespace="{SR}" xmlns:oai="{OAI}" elementFormDefault="qualified">
<import namespace="{OAI}" schemaLocation="OAI-PMH.xsd"/>
<element name="Repository"><complexType><sequence>
<element name="Identify" type="oai:IdentifyType"/>
<element name="ListMetadataFormats" type="oai:ListMetadataFormatsType"/>
<element name="ListRecords" maxOccurs="unbounded"><complexType><complexContent><extension base="oai:ListRecordsType">
<attribute name="metadataPrefix" type="oai:metadataPrefixType" use="required"/></extension></complexContent></complexType>
</element></sequence></complexType></element></schema>"""


class Here(etree.Resolver):
    """Gives schemas from here, whatever address they are asked for by."""

    def resolve(self, url: str, public: str, context: Any) -> Any:  # type: ignore[override]
        own = {"simpledc20021212.xsd": SIMPLE_DC, "xml.xsd": XML}
        name = url.rpartition("/")[2]
        text = own[name] if name in own else (SCHEMAS / name).read_text("utf-8")
        return self.resolve_string(text, context, base_url=url)


def _schema(text: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Here())
    return etree.XMLSchema(etree.fromstring(text.strip().encode(), parser))


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    """Of the repository, and of one record's Dublin Core."""
    if not (SCHEMAS / "oai_dc.xsd").is_file() or not (SCHEMAS / "OAI-PMH.xsd").is_file():
        pytest.skip("no schemas of OAI-PMH: `make test` fetches them where PyPI can be reached")
    return _schema(REPOSITORY), _schema((SCHEMAS / "oai_dc.xsd").read_text("utf-8").partition("?>")[2])


@pytest.fixture
def undated_site(archive: places.MakeArchive, tmp_path: Path) -> Path:
    """A site without git, of one article whose year nobody knows."""
    return build_site(archive({"articles/XXXX/a.md": places.article(date="XXXX-11-25")}), tmp_path / "site")


@pytest.mark.parametrize("name", ["sample_site", "rich_site", "undated_site"])
def test_the_repository_is_valid(name: str, request: pytest.FixtureRequest, schemas: Schemas) -> None:
    """The file as a whole, and the Dublin Core of each record."""
    site: Path = request.getfixturevalue(name)
    whole, core = schemas
    root = etree.parse(str(site / "oai.xml")).getroot()
    whole.assertValid(root)
    cards = root.findall(f".//{{{OAI_DC}}}dc")
    assert cards
    for card in cards:
        core.assertValid(card)


def test_a_static_repository_says_no_more_than_it_may(rich_site: Path) -> None:
    """No sets, no resumption, no time of day; no record twice; the address of the gateway ends in that of the file."""
    root = etree.parse(str(rich_site / "oai.xml")).getroot()
    assert not [*root.iter(f"{{{OAI}}}setSpec"), *root.iter(f"{{{OAI}}}resumptionToken")]
    assert {len(stamp.text or "") for stamp in root.iter(f"{{{OAI}}}datestamp")} == {len("2025-01-01")}
    names = [one.text for one in root.iter(f"{{{OAI}}}identifier")]
    assert len(names) == len(set(names))
    assert (root.findtext(f".//{{{OAI}}}baseURL") or "").endswith("qingshi.example/oai.xml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<oai:granularity>YYYY-MM-DD</oai:granularity>", ""),
        ("<oai:granularity>YYYY-MM-DD", "<oai:granularity>YYYY"),
        (' status="deleted"', ' status="gone"'),
        ("<oai:datestamp>", "<oai:datestamp>x"),
        (' metadataPrefix="oai_dc"', ""),
        ("<dc:title", "<dc:headline"),
    ],
)
def test_the_schemas_find_faults(rich_site: Path, schemas: Schemas, old: str, new: str) -> None:
    """So that the tests above mean something."""
    text = (rich_site / "oai.xml").read_text("utf-8")
    assert old in text
    closing = text.replace(old, new).replace("</dc:title", "</dc:headline" if "headline" in new else "</dc:title")
    root = etree.fromstring(closing.encode())
    whole, core = schemas
    assert not (whole.validate(root) and all(map(core.validate, root.findall(f".//{{{OAI_DC}}}dc"))))
