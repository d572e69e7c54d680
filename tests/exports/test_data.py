"""The data files, as Frictionless, Datasette, rdflib and jsonschema read them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from os.path import relpath
from pathlib import Path

import frictionless
import jsonschema
import pytest
from extruct.jsonld import JsonLdExtractor
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

from fangzhi.build.sources import read_sources
from fangzhi.exports import articles
from fangzhi.records.langtag import VARIANTS
from fangzhi.site.description import describe
from fangzhi.site.downloads import DOWNLOADS, SCHEMA_VERSION
from tests.places import archive, article

IDS = {"helmets", "library-hours", "night-lights", "county-roads", "undated", "old-county"}


@pytest.fixture(scope="module")
def data(rich_site: Path) -> Path:
    """The folder of the data."""
    return rich_site / "data"


@pytest.fixture(scope="module")
def database(data: Path) -> Iterator[sqlite3.Connection]:
    """The database, opened for reading."""
    with closing(sqlite3.connect(f"file:{data / 'archive.sqlite'}?mode=ro", uri=True)) as connection:
        yield connection


def test_the_page_lists_every_file_and_every_file_is_listed(rich_site: Path) -> None:
    """In the table, in the Dataset, and in the folder; nothing else lies there."""
    files = {file.relative_to(rich_site).as_posix() for file in (rich_site / "data").iterdir()} - {"data/index.html"}
    assert {download.path for download in DOWNLOADS} == files
    for prefix in ("", "zh-Hant/", "en/"):
        page = (rich_site / prefix / "data/index.html").read_text("utf-8")
        (dataset,) = JsonLdExtractor().extract(page)
        assert dataset["@type"] == "Dataset"
        assert {one["contentUrl"] for one in dataset["distribution"]} == {f"https://qingshi.example/{f}" for f in files}
        assert all(f'href="{relpath(file, f"{prefix}data")}"' in page for file in files)
        assert SCHEMA_VERSION in page


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # its own
def test_frictionless_finds_nothing_wrong(data: Path) -> None:
    """The package and every table, against their schemas."""
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert report.valid
    tables = {task.name for task in report.tasks if task.type == "table"}
    assert {"articles-csv", "figures-csv"} <= tables


@pytest.mark.parametrize("known", ["XXXX", "XXXX-11-25", "../2025", "2025/.."])
def test_open_dates_are_dates_for_programs(tmp_path: Path, known: str) -> None:
    """Which know no year 0: frictionless would refuse the table."""
    root = archive(tmp_path / "a", {"articles/XXXX/open.md": article(date=f'"{known}"')})
    sources, _ = read_sources(root)
    locales, (item,) = sources.renderer.locales, sources.catalogue.items
    described = {v: describe(item, locales[v.tag], sources.settings) for v in VARIANTS}
    record = json.loads(articles.article(described, locales))
    assert date.fromisoformat(record["date_earliest"]) < date.fromisoformat(record["date_latest"])


def test_csv_opens_in_excel(data: Path) -> None:
    """With a BOM, so that Chinese is read as such; one row an article, with its own commas and quotation marks."""
    raw = (data / "articles.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert {row["id"] for row in rows} == IDS
    helmets = next(row for row in rows if row["id"] == "helmets")
    assert helmets["title_en"] == "Dongyuan hands out helmets"
    assert helmets["title_hant"] == "東園區給騎車人發頭盔"
    assert helmets["source_issued"] == "2025-03-09"
    assert next(row for row in rows if row["id"] == "undated")["date_latest"] == "2029-11-25"


def test_jsonl_keeps_its_schema(data: Path) -> None:
    """Every line; the full text in both scripts, in English where it was translated."""
    schema = json.loads((data / "articles.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    records = [json.loads(line) for line in (data / "articles.jsonl").read_text("utf-8").splitlines()]
    for record in records:
        validator.validate(record)
        assert set(record) == set(schema["properties"])
    texts = {record["id"]: {tag: text["text"] for tag, text in record["texts"].items()} for record in records}
    assert set(texts) == IDS
    assert texts["library-hours"]["zh-Hans"].startswith("书屋晚上也开门，“欢迎进来坐”。")
    assert texts["library-hours"]["zh-Hant"].startswith("書屋晚上也開門，「歡迎進來坐」。")
    assert texts["library-hours"]["en"] is None
    assert "Riders queue." in texts["helmets"]["en"]


def test_an_article_has_its_own_record(rich_site: Path, data: Path) -> None:
    """Beside its page: the line of articles.jsonl, and the HTML of its text."""
    record = json.loads((rich_site / "articles/2025/helmets/article.json").read_text("utf-8"))
    assert "<p id=" in record["texts"]["zh-Hant"]["html"]
    for text in record["texts"].values():
        del text["html"]
    lines = (data / "articles.jsonl").read_text("utf-8").splitlines()
    assert json.dumps(record, ensure_ascii=False, separators=(",", ":")) in lines


def test_the_database_is_whole(database: sqlite3.Connection) -> None:
    """Articles, their terms and figures hang together; figures are numbers."""
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {id_ for (id_,) in database.execute("SELECT id FROM articles")} == IDS
    assert database.execute("SELECT sum(value) FROM figures").fetchone() == (1235.5,)
    joined = "SELECT name_hant FROM districts JOIN article_districts ON district = id WHERE article = 'library-hours'"
    assert {name for (name,) in database.execute(joined)} == {"西河區", "南山區"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ('"书 屋"', {"library-hours"}),
        ('"書 屋 晚 上"', {"library-hours"}),
        ('"屋 书"', set()),
        ('"头 盔" NOT "年 份"', {"helmets"}),
        ("riders", {"helmets"}),
    ],
)
def test_full_text_search(database: sqlite3.Connection, asked: str, found: set[str]) -> None:
    """Words of any length, in either script, in order."""
    query = "SELECT id FROM articles WHERE number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    assert {id_ for (id_,) in database.execute(query, [asked])} == found


def test_datasette_opens_it(data: Path) -> None:
    """And sees the index for what it is: a search over the table of articles."""
    program = Path(sys.executable).parent / "datasette"
    words = [
        str(program),
        str(data / "archive.sqlite"),
        "--get",
        '/archive/articles.json?_search="歡" "迎"&_shape=array',
    ]
    run = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    assert [row["id"] for row in json.loads(run.stdout)] == ["library-hours"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own
@pytest.mark.parametrize("name", ["districts", "initiatives"])
@pytest.mark.parametrize("site", ["sample_site", "rich_site"])
def test_skos(name: str, site: str, request: pytest.FixtureRequest) -> None:
    """Turtle and JSON-LD say the same, and keep the integrity conditions of the SKOS reference (S9, S13, S14, S37)."""
    folder: Path = request.getfixturevalue(site) / "data"
    graph = Graph().parse(folder / f"{name}.ttl")
    assert isomorphic(graph, Graph().parse(folder / f"{name}.jsonld", format="json-ld"))
    terms = json.loads((folder / f"{name}.json").read_text("utf-8"))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == {URIRef(term["url"]) for term in terms}
    assert not concepts & set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in concepts:
        preferred = list(graph.objects(concept, SKOS.prefLabel))
        assert max(Counter(label.language for label in preferred).values()) == 1  # type: ignore[attr-defined]
        assert not set(preferred) & set(graph.objects(concept, SKOS.altLabel))
        assert len(list(graph.objects(concept, SKOS.inScheme))) == 1
        broader = set(graph.objects(concept, SKOS.broader))
        assert broader <= concepts
        assert all((other, SKOS.narrower, concept) in graph for other in broader)
        assert bool(broader) != bool(list(graph.objects(concept, SKOS.topConceptOf)))


def test_texts(data: Path) -> None:
    """One file a script, by the article's id; no time but the format's first."""
    with zipfile.ZipFile(data / "text.zip") as bundle:
        names = bundle.namelist()
        assert {name for name in names if name.startswith("zh-Hant/")} == {f"zh-Hant/{one}.txt" for one in IDS}
        assert [name for name in names if name.startswith("en/")] == ["en/helmets.txt"]
        assert bundle.read("zh-Hans/library-hours.txt").decode().startswith("西河书屋延长开放\n\n书屋晚上也开门")
        assert {info.date_time for info in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_was_taken_back_is_in_none(rich_site: Path) -> None:
    """Nor a draft: in no file but the list of what was, compressed ones opened."""
    with zipfile.ZipFile(rich_site / "data/text.zip") as bundle:
        said = b"".join(bundle.read(name) for name in bundle.namelist())
    said += b"".join(file.read_bytes() for file in (rich_site / "data").iterdir() if file.name != "withdrawn.json")
    for secret in ("撤下的一篇", "还没写完", "not-yet", "taken-back"):
        assert secret.encode() not in said
