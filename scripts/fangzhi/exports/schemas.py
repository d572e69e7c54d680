"""The schemas of the data files: JSON Schema for the records, Frictionless Table Schema for the tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from fangzhi.exports.tables import ARTICLES, FIGURES
from fangzhi.records.figure import Bound
from fangzhi.records.langtag import VARIANTS
from fangzhi.site.downloads import DOWNLOADS, SCHEMA_VERSION, Download

_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_TYPES = {"date_earliest": "date", "date_latest": "date", "value": "number", "number": "integer"}
_REQUIRED = ("id", "date", "article", "number", "value", "bound", "label")
_RECORD_SCHEMA = "articles.schema.json"
_TABLES = {"articles.csv": ("id", ARTICLES), "figures.csv": ("", FIGURES)}


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: object) -> dict[str, object]:
    return {"type": "array", "items": of}


def record_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of one line of articles.jsonl."""
    words = {"label": _TEXT, "unit": _MAYBE, "counts": _MAYBE, "period": _MAYBE}
    bounds = {"enum": [str(bound) for bound in Bound]}
    translated = {"anyOf": [{"type": "null"}, _object(words)]}
    figure = _object(
        {"value": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}, "bound": bounds, **words, "en": translated}
    )
    text = _object({
        **dict.fromkeys(("lang", "text_lang", "version", "title", "summary_lang"), _TEXT),
        **dict.fromkeys(("url", "kicker", "subtitle", "summary", "source", "rights", "text"), _MAYBE),
        **dict.fromkeys(("authors", "districts", "initiatives"), _list(_TEXT)),
    })  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "version": SCHEMA_VERSION,
        **_object({
            **dict.fromkeys(("id", "path"), _TEXT),
            **dict.fromkeys(("url", "ark"), _MAYBE),
            **dict.fromkeys(("date", "date_earliest", "date_latest"), _TEXT),
            "source": _object(dict.fromkeys(("title", "issued", "edition", "url"), _MAYBE)),
            "districts": _list(_TEXT),
            "initiatives": _list(_TEXT),
            "bylines": _list(_object({"role": _TEXT, "names": _list(_TEXT)})),
            "images": _list(_object(dict.fromkeys(("src", "caption", "credit", "alt"), _TEXT))),
            "figures": _list(figure),
            "lang": {"enum": [str(variant.tag) for variant in VARIANTS if variant.tag.is_chinese]},
            "related": _list(_TEXT),
            "rights": _MAYBE,
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "texts": _object({str(variant.tag): text for variant in VARIANTS}),
        }),
    }  # fmt: skip


def datapackage(name: str, title: str, home: str) -> dict[str, object]:
    """A Frictionless Data Package (v1) of all data files; paths are relative to it.

    The JSON Schema is no resource of it but named by the one that it describes: a resource of that name would be taken
    for a Table Schema.
    """
    described = [d for d in DOWNLOADS if not d.path.endswith(("datapackage.json", _RECORD_SCHEMA))]
    package: dict[str, object] = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "version": SCHEMA_VERSION,
        "resources": [_resource(download) for download in described],
    }
    return package | ({"homepage": home} if home else {})


def _resource(download: Download) -> dict[str, object]:
    file = PurePosixPath(download.path)
    known: dict[str, object] = {
        "name": file.name.replace(".", "-").lower(),
        "path": file.name,
        "mediatype": download.media_type,
    }
    if file.name == "articles.jsonl":
        return known | {"profile": "data-resource", "jsonSchema": _RECORD_SCHEMA}
    if file.name not in _TABLES:
        return known | {"profile": "data-resource"}
    key, columns = _TABLES[file.name]
    fields = [_field(column, said) for column, said in columns.items()]
    schema: dict[str, object] = {"fields": fields} | ({"primaryKey": key} if key else {})
    return known | {"profile": "tabular-data-resource", "format": "csv", "encoding": "utf-8-sig", "schema": schema}


def _field(column: str, said: str) -> dict[str, object]:
    field: dict[str, object] = {"name": column, "type": _TYPES.get(column, "string"), "description": said}
    return field | ({"constraints": {"required": True}} if column in _REQUIRED else {})
