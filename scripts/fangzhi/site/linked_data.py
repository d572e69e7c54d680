"""schema.org descriptions of articles and of the archive's data, as JSON-LD values."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, join, normpath

from fangzhi.records.langtag import ENGLISH, SIMPLIFIED, TRADITIONAL, VARIANTS, LanguageTag
from fangzhi.site import urls
from fangzhi.site.description import Description, Subject
from fangzhi.site.downloads import SCHEMA_VERSION

_CONTEXT = "https://schema.org"
_SOURCE = {LanguageTag.HANS: SIMPLIFIED, LanguageTag.HANT: TRADITIONAL}
Value = Mapping[str, object]


def article(d: Description) -> dict[str, object]:
    """A ``NewsArticle``; also an ``ArchiveComponent`` where an owner is configured."""
    reading, known = d.reading, d.article
    return {"@context": _CONTEXT} | _filled({
        "@type": ["NewsArticle", "ArchiveComponent"] if d.owner else "NewsArticle",
        "@id": d.address,
        "url": d.address,
        "identifier": d.ark or known.id,
        "headline": reading.title,
        "alternativeHeadline": _one([text for text in (reading.kicker, reading.subtitle) if text]),
        "abstract": reading.summary,
        "inLanguage": str(d.lang),
        "version": d.version,
        "datePublished": d.dated,
        "temporalCoverage": str(known.date),
        "spatialCoverage": [_place(subject) for subject in d.districts],
        "about": [_topic(subject) for subject in d.initiatives],
        "keywords": list(d.keywords),
        "image": [url for image in known.images if (url := picture(d, image.src))],
        "isBasedOn": _one(_based_on(d)),
        "publisher": _filled({"@type": "Organization", "name": d.publisher, "url": d.root}),
        "holdingArchive": _filled({"@type": "ArchiveOrganization", "name": d.owner}) if d.owner else {},
        "copyrightNotice": d.rights,
        **_translations(d),
    })  # fmt: skip


def _place(subject: Subject) -> Value:
    place = {"@type": "AdministrativeArea", "@id": subject.address, "name": subject.label, "identifier": subject.code}
    return _filled(place)


def _topic(subject: Subject) -> Value:
    return _filled({"@type": "DefinedTerm", "@id": subject.address, "name": subject.label, "termCode": subject.id})


def _based_on(d: Description) -> list[Value]:
    """The report in its newspaper, as far as it is known; and for a converted text the page it was converted from."""
    known = d.article
    report = _filled({
        "datePublished": d.published.iso if d.published else "",
        "author": [_filled({"@type": "Person", "name": b.name, "jobTitle": b.role}) for b in d.bylines],
        "pagination": d.edition,
        "url": known.source.url,
        "isPartOf": {"@type": "Newspaper", "name": d.paper} if d.paper else {},
    })  # fmt: skip
    found: list[Value] = [{"@type": "NewsArticle", **report}] if report else []
    source = _SOURCE[known.lang]
    if d.variant.tag.is_chinese and d.variant is not source and d.root:
        found.append({"@type": "NewsArticle", "@id": d.at(source), "inLanguage": str(known.lang)})
    return found


def _translations(d: Description) -> dict[str, object]:
    """Each edition names the other where a translator made one from it."""
    if not (d.article.english and d.article.english.title and d.root):
        return {}
    source = _SOURCE[d.article.lang]
    if d.variant is ENGLISH:
        return {"translationOfWork": {"@type": "NewsArticle", "@id": d.at(source), "inLanguage": str(d.article.lang)}}
    return {"workTranslation": {"@type": "NewsArticle", "@id": d.at(ENGLISH), "inLanguage": str(LanguageTag.EN)}}


def picture(d: Description, src: str) -> str:
    """The full URL of a picture beside the article."""
    return d.root and d.root + normpath(join(dirname(d.article.path), src))


def dataset(root: str, name: str, description: str, publisher: str, files: Mapping[str, tuple[str, str]]) -> Value:
    """A ``Dataset`` with its downloads: ``files`` holds media type and description by path."""
    return {"@context": _CONTEXT} | _filled({
        "@type": "Dataset",
        "@id": root and root + urls.DATA,
        "version": SCHEMA_VERSION,
        "name": name,
        "description": description,
        "inLanguage": [str(v.tag) for v in VARIANTS],
        "creator": {"@type": "Organization", "name": publisher},
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": root + path, "encodingFormat": kind, "description": said}
            for path, (kind, said) in files.items()
        ],
    })  # fmt: skip


def _filled(values: Value) -> dict[str, object]:
    """Without what is empty: what is not known is not said."""
    return {key: value for key, value in values.items() if value not in ("", [], {}, None)}


def _one(values: list[str] | list[Value]) -> object:
    """One value alone, several as a list."""
    return values[0] if len(values) == 1 else list(values)
