"""JSON Schemas (draft 2020-12) of front matter, of the vocabularies, and of what `check` prints, made from the code's own
tables of keys, so that an editor's program knows just what the archive accepts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fangzhi.desk.explanations import EXPLANATIONS
from fangzhi.records import allowance, article, disclosure, figure, vocabulary, withdrawal
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Severity

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = ("article", "translation", "vocabulary", "check")
_TEXT: dict[str, Any] = {"type": "string"}
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_DATE: dict[str, Any] = {
    "type": ["string", "integer"],
    "description": "EDTF: 2025-11-25, 2025-11, 2025, 202X, XXXX-11-25, 2025-12?, 2025-11/2025-12; 2025年11月25日",
}
_TEXTS: dict[str, Any] = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
_LABELS: dict[str, Any] = {
    "type": "object",
    "properties": {tag.value: _TEXT for tag in (LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN)},
    "additionalProperties": False,
}

Schema = dict[str, Any]


def schema(name: str) -> Schema:
    """One of `SCHEMAS` as data."""
    return {"$schema": DRAFT, "title": f"fangzhi {name}", **_MAKERS[name]()}


def _object(
    where: str, names: Mapping[str, str], kinds: Mapping[str, Schema], required: tuple[str, ...] = ()
) -> Schema:
    """A mapping with just these keys under all their names; a required key may be given by any of its names."""
    properties = {key: _explained(f"{where}.{name}", kinds.get(name, _SCALAR)) for key, name in names.items()}
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | ({"allOf": _required(names, required)} if required else {})


def _explained(key: str, kind: Schema) -> Schema:
    said = [str(EXPLANATIONS[key]), *([kind["description"]] if "description" in kind else [])]
    return kind | {"description": "\n".join(said)}


def _several(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _article() -> Schema:
    words = _object("article.figures", figure.WORD_NAMES, {})
    number = {"type": ["number", "string"], "pattern": r"^-?[\d,]+(\.\d+)?$"}
    figures: dict[str, Schema] = {"value": number, "bound": {"enum": list(figure.BOUNDS)}, "en": words}
    reasons = {"enum": list(withdrawal.REASONS)}
    kinds: dict[str, Schema] = {
        "date": _DATE,
        "source": _object(
            "article.source",
            article.SOURCE_NAMES,
            {"issued": _DATE, "url": {"type": "string", "pattern": "^https?://"}},
        ),
        "districts": _TEXTS,
        "initiatives": _TEXTS,
        "related": _TEXTS,
        "bylines": {"type": "object", "additionalProperties": _TEXTS},
        "images": _several(_object("article.images", article.IMAGE_NAMES, {}, ("src",))),
        "figures": _several(_object("article.figures", figure.NAMES, figures, ("label", "value"))),
        "history": {"anyOf": [{"enum": list(disclosure.HIDDEN)}, _DATE]},
        "lang": {"enum": list(article.LANGUAGES)},
        "status": {"enum": list(article.STATUSES)},
        "variants": {
            "type": "object",
            "additionalProperties": _SCALAR,
            "properties": dict.fromkeys(article.KEEP, _explained("article.variants.keep", _TEXTS)),
        },
        "translations": _object(
            "article.translations",
            article.LANGUAGE_NAMES,
            {"en": _object("translation", article.TRANSLATION_NAMES, {})},
        ),
        "withdrawn": _object(
            "article.withdrawn", withdrawal.NAMES, {"date": _DATE, "reason": reasons}, ("date", "reason")
        ),
        "privacy": _several(_object("article.privacy", allowance.NAMES, {}, ("allow", "reason"))),
    }
    return _object("article", article.NAMES, kinds) | _needed_unless_withdrawn()


def _needed_unless_withdrawn() -> Schema:
    """A withdrawn article needs its withdrawal alone; any other a title and a date."""
    withdrawn = [word for word, status in article.STATUSES.items() if status is article.Status.WITHDRAWN]
    keys = [key for key, name in article.NAMES.items() if name == "status"]
    stated = [{"properties": {key: {"enum": withdrawn}}, "required": [key]} for key in keys]
    return {
        "if": {"anyOf": stated},
        "then": {"allOf": _required(article.NAMES, ("withdrawn",))},
        "else": {"allOf": _required(article.NAMES, ("title", "date"))},
    }


def _required(names: Mapping[str, str], wanted: tuple[str, ...]) -> list[Schema]:
    """Each of some keys, by any of its names."""
    return [{"anyOf": [{"required": [key]} for key, name in names.items() if name == one]} for one in wanted]


def _translation() -> Schema:
    return _object("translation", article.TRANSLATION_NAMES, {})


def _vocabulary() -> Schema:
    tile = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    kinds: dict[str, Schema] = {
        "id": {"type": "string", "pattern": f"^(?:{article.ID.pattern})$"},
        "name": _LABELS, "short": _LABELS, "definition": _LABELS,
        "aliases": _TEXTS, "replaced_by": _TEXTS, "from": _DATE, "to": _DATE, "tile": tile,
    }  # fmt: skip
    term = _object("vocabulary", vocabulary.NAMES, kinds, ("id", "name"))
    return {
        "type": "object",
        "required": ["terms"],
        "additionalProperties": False,
        "properties": {
            "kinds": {"type": "object", "additionalProperties": _LABELS},
            "agencies": _TEXTS,
            "services": _TEXTS,
            "terms": {"type": "array", "items": term},
        },
    }


def _check() -> Schema:
    entry = {
        "type": "object",
        "required": ["path", "line", "column", "severity", "code", "message"],
        "additionalProperties": False,
        "properties": {
            "path": {"type": "string", "description": "relative to the archive's folder"},
            "line": {"type": "integer", "minimum": 0, "description": "from 1; 0: the whole file"},
            "column": {"type": "integer", "minimum": 0, "description": "in characters, from 1; 0: the whole line"},
            "severity": {"enum": [severity.value for severity in Severity]},
            "code": _TEXT,
            "message": {"type": "string", "description": "in the language of --lang"},
            "suggestion": {"type": "string", "description": "what may have been meant"},
        },
    }
    return {
        "type": "object",
        "required": ["version", "articles", "problems"],
        "additionalProperties": False,
        "properties": {
            "version": {"const": 1},
            "articles": {"type": "integer", "minimum": 0},
            "problems": {"type": "array", "items": entry},
        },
    }


_MAKERS = {"article": _article, "translation": _translation, "vocabulary": _vocabulary, "check": _check}
