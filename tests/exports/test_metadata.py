"""The head of an article's page, as extruct, rdflib and Zotero's rules read it; and the table of elements, both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from extruct.jsonld import JsonLdExtractor
from rdflib import Graph, URIRef

from fangzhi.records.article import IMAGE_NAMES, NAMES, SOURCE_NAMES
from fangzhi.site import linked_data, metadata
from fangzhi.site.crosswalk import CROSSWALK, Row
from fangzhi.site.description import Description
from fangzhi.site.references import bibtex, csl, ris
from tests import places
from tests.conftest import ROOT
from tests.exports.reports import FILES, described

Cards = dict[tuple[str, str], Description]
SCHEMA = "https://schema.org/"


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Cards:
    """Every report in every variant."""
    return described(places.archive(tmp_path_factory.mktemp("cards") / "archive", FILES))


def _json_ld(path: Path) -> dict[str, object]:
    found: list[dict[str, object]] = JsonLdExtractor().extract(path.read_text("utf-8"))
    assert len(found) == 1
    return found[0]


def test_extruct_reads_the_sample(sample_site: Path) -> None:
    """One NewsArticle a page, in the page's language, dated no more precisely than is known."""
    for page in sorted(sample_site.glob("**/articles/202X/*/index.html")):
        found = _json_ld(page)
        assert found["@type"] == "NewsArticle"
        assert "datePublished" not in found
        assert str(found["temporalCoverage"]).startswith("202X")
        assert found["url"] == "https://archive.example.org/" + page.relative_to(sample_site).parent.as_posix() + "/"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own
def test_rdflib_reads_what_it_is_about(rich_site: Path) -> None:
    """As triples: the place with its code, the initiative, the edition that it was translated from."""
    page = rich_site / "en/articles/2025/helmets/index.html"
    found = _json_ld(page)
    found["@context"] = {"@vocab": SCHEMA, "url": {"@type": "@id"}}  # schema.org's own lies on another host
    graph = Graph().parse(data=json.dumps(found), format="json-ld")
    this = URIRef("https://qingshi.example/en/articles/2025/helmets/")
    place = next(graph.objects(this, URIRef(SCHEMA + "spatialCoverage")))
    assert place == URIRef("https://qingshi.example/en/districts/dongyuan/")
    assert str(next(graph.objects(place, URIRef(SCHEMA + "identifier")))) == "990101"
    original = next(graph.objects(this, URIRef(SCHEMA + "translationOfWork")))
    assert original == URIRef("https://qingshi.example/articles/2025/helmets/")
    assert str(next(graph.objects(this, URIRef(SCHEMA + "datePublished")))) == "2025-03-09"
    assert str(next(graph.objects(this, URIRef(SCHEMA + "inLanguage")))) == "en"


@pytest.mark.parametrize(
    ("name", "dated"),
    [("known", "2025-03-09"), ("month", "2025-11"), ("decade", ""), ("doubtful", ""), ("unknown", "")],
)
def test_a_date_is_as_precise_as_it_is_known(cards: Cards, name: str, dated: str) -> None:
    """In every notation; what ISO 8601 cannot say stands in EDTF as the time that the report is of."""
    card = cards[name, "zh-Hans"]
    core, press = dict(metadata.dublin_core(card)), dict(metadata.highwire(card))
    assert linked_data.article(card).get("datePublished", "") == dated == core["DC.date"]
    assert press["citation_publication_date"] == dated.replace("-", "/")
    assert core["DCTERMS.temporal"] == str(card.article.date)


def test_an_unknown_newspaper_is_not_the_archive(cards: Cards) -> None:
    """Zotero takes the newspaper's name from DC.source, then og:site_name; and its author from citation_author."""
    known, unknown = metadata.article_head(cards["known", "en"]), metadata.article_head(cards["unknown", "en"])
    assert '<meta name="z:itemType" content="newspaperArticle">' in known
    assert '<meta name="z:itemType" content="newspaperArticle">' in unknown
    for name in ("DC.source", "og:site_name", "citation_journal_title", "citation_author", "DC.creator"):
        assert f'"{name}" content="' in known
        assert f'"{name}"' not in unknown


def test_an_owner_makes_it_a_part_of_an_archive(cards: Cards) -> None:
    """ArchiveComponent with its holder; an ARK in place of the id."""
    found = linked_data.article(cards["known", "zh-Hant"])
    assert found["@type"] == ["NewsArticle", "ArchiveComponent"]
    assert found["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "青石圖書館"}
    assert re.fullmatch(r"ark:/99999/fz[0-9bcdfghjkmnpqrstvwxz]{11}", str(found["identifier"]))


@pytest.mark.parametrize("title", ["</script><script>alert(1)//", "&lt;b&gt; \u2028", '"引号"\\'])
def test_nothing_breaks_out_of_the_script(title: str) -> None:
    """Whatever a title says, a browser sees one script and gets the same text back."""
    html = metadata.script({"headline": title})
    assert html.count("<") == 2
    assert json.loads(html[html.index(">") + 1 : html.rindex("<")]) == {"headline": title}


def _paths(value: object, above: str = "") -> Iterator[str]:
    """The dotted names of every plain value in a JSON-LD object, ids and types apart."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not key.startswith("@"):
                yield from _paths(inner, f"{above}.{key}" if above else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, above)
    else:
        yield above


def _given(card: Description) -> dict[str, set[str]]:
    """The names that the code gives in each standard."""
    item = json.loads(csl(card))[0]
    named = {
        path for path in _paths(linked_data.article(card)) if path not in {"publisher.url", "isBasedOn.inLanguage"}
    }
    return {
        "dcterms": {name for name, value in metadata.dublin_core(card) if value},
        "schema": {re.sub(r"^(workTranslation|translationOfWork)\..*", r"\1", path) for path in named},
        "highwire": {name for name, value in metadata.highwire(card) if value},
        "ris": {line[:2] for line in ris(card).splitlines()} - {"TY", "ER"},
        "bibtex": set(re.findall(r"^  (\w+) =", bibtex(card), re.MULTILINE)) - {"entrysubtype"},
        "csl": set(item) - {"type"},
    }


def test_the_table_is_what_the_code_gives(cards: Cards) -> None:
    """Every element that any variant of a full report gives stands in the table, and the table promises no other."""
    given: dict[str, set[str]] = {}
    for name, tag in (("known", "zh-Hans"), ("known", "zh-Hant"), ("known", "en"), ("unknown", "zh-Hans")):
        for standard, names in _given(cards[name, tag]).items():
            given.setdefault(standard, set()).update(names)
    promised = {
        standard: {name for row in CROSSWALK for name in getattr(row, standard).split(", ") if name}
        for standard in given
    }
    assert promised == given


def test_every_field_of_the_front_matter_is_in_the_table() -> None:
    """``source`` by its parts, ``images`` as one."""
    fields = {*NAMES.values()} - {"source"} | {f"source.{name}" for name in SOURCE_NAMES.values()}
    assert {row.field for row in CROSSWALK if not row.field.startswith("(")} == fields
    assert IMAGE_NAMES


def test_the_page_of_the_docs_is_the_table() -> None:
    """docs/dev/metadata.md shows each row as it stands in the code."""
    text = (ROOT / "docs/dev/metadata.md").read_text("utf-8")
    text = re.sub(r"<[^>]*>|`|—", "", text)
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line][1:]
    cells = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]
    assert [Row(*row) for row in cells] == list(CROSSWALK)
