"""What the data page offers. Data only: `exports` makes the files, the page and its JSON-LD list them."""

from __future__ import annotations

from typing import NamedTuple

from fangzhi.site import urls

SCHEMA_VERSION = "1.1.0"
"""Of the shape of all data files: a field more raises the second number, a field changed or gone the first."""


class Download(NamedTuple):
    """One file: its path from the site's root, its media type, and the word that describes it."""

    path: str
    media_type: str
    word: str


DOWNLOADS = (
    Download(urls.DATA + "articles.csv", "text/csv", "data_articles_csv"),
    Download(urls.DATA + "articles.jsonl", "application/jsonl", "data_articles_jsonl"),
    Download(urls.DATA + "articles.schema.json", "application/schema+json", "data_articles_schema"),
    Download(urls.DATA + "archive.sqlite", "application/vnd.sqlite3", "data_archive_sqlite"),
    Download(urls.DATA + "figures.csv", "text/csv", "data_figures_csv"),
    Download(urls.DATA + "text.zip", "application/zip", "data_text_zip"),
    Download(urls.DATA + "districts.json", "application/json", "data_districts"),
    Download(urls.DATA + "districts.ttl", "text/turtle", "data_districts"),
    Download(urls.DATA + "districts.jsonld", "application/ld+json", "data_districts"),
    Download(urls.DATA + "initiatives.json", "application/json", "data_initiatives"),
    Download(urls.DATA + "initiatives.ttl", "text/turtle", "data_initiatives"),
    Download(urls.DATA + "initiatives.jsonld", "application/ld+json", "data_initiatives"),
    Download(urls.DATA + "withdrawn.json", "application/json", "data_withdrawn"),
    Download(urls.DATA + "datapackage.json", "application/json", "data_datapackage"),
)
