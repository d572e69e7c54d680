"""One table from the fields of an article to the elements of seven standards. Data only.

``docs/metadata.md`` shows it to readers, and a test holds it to what the code gives, both ways. Several elements in one
cell are separated by commas; a dot in a schema.org cell leads into an inner object. What has no home is empty.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One field and where it goes: DCTERMS and Highwire as names of ``<meta>``, the others in their own names."""

    field: str
    dcterms: str = ""
    schema: str = ""
    highwire: str = ""
    ris: str = ""
    bibtex: str = ""
    csl: str = ""
    gbt: str = ""


CROSSWALK = (
    Row("title", "DC.title", "headline", "citation_title", "TI", "title", "title", "题名"),
    Row("kicker", "DCTERMS.alternative", "alternativeHeadline"),
    Row("subtitle", "DCTERMS.alternative", "alternativeHeadline"),
    Row("summary", "DCTERMS.abstract", "abstract", "citation_abstract", "AB", "abstract", "abstract"),
    Row("date", "DCTERMS.temporal", "temporalCoverage"),
    Row(
        "source.title", "DC.source", "isBasedOn.isPartOf.name", "citation_journal_title", "T2", "journaltitle",
        "container-title", "报纸名",
    ),
    Row(
        "source.issued", "DC.date", "datePublished, isBasedOn.datePublished", "citation_publication_date", "DA, PY",
        "date", "issued", "出版日期",
    ),
    Row("source.edition", "", "isBasedOn.pagination", "citation_firstpage", "SP", "pages", "page", "版次"),
    Row("source.url", "DCTERMS.references", "isBasedOn.url"),
    Row(
        "districts", "DCTERMS.spatial", "spatialCoverage.name, spatialCoverage.identifier, keywords",
        "citation_keywords", "KW", "keywords", "keyword",
    ),
    Row(
        "initiatives", "DC.subject", "about.name, about.termCode, keywords", "citation_keywords", "KW", "keywords",
        "keyword",
    ),
    Row(
        "bylines", "DC.creator, DC.contributor", "isBasedOn.author.name, isBasedOn.author.jobTitle",
        "citation_author", "AU", "author", "author", "主要责任者",
    ),
    Row("images", "", "image"),
    Row("figures"),
    Row("lang", "DC.language", "inLanguage", "citation_language", "LA", "langid", "language"),
    Row("status"),
    Row("variants"),
    Row("translations", "DCTERMS.hasVersion", "workTranslation, translationOfWork"),
    Row("related"),
    Row("rights", "DC.rights", "copyrightNotice"),
    Row("withdrawn"),
    Row("history"),
    Row("privacy"),
    Row("(id)", "DC.identifier", "identifier", "", "", "", "id"),
    Row("(address)", "DC.identifier", "url", "citation_public_url", "UR", "url", "URL", "获取和访问路径"),
    Row("(version)", "", "version", "", "ET", "version", "version", "版本项"),
    Row("(name of the archive)", "DC.publisher", "publisher.name", "citation_publisher", "DP", "author", "source"),
    Row("(owner)", "", "holdingArchive.name"),
)  # fmt: skip
"""Fields in brackets are no keys of the front matter: they come from the file's name, its bytes and mkdocs.yml."""
