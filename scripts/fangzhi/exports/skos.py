"""The authority files as SKOS, in Turtle and JSON-LD, and as plain JSON.

One concept scheme a vocabulary. A former district is related to what replaced it by ``dcterms:isReplacedBy``; the time in
force is ``dcterms:valid`` in EDTF. SKOS allows one preferred label a language and no label that is preferred and
alternate at once; aliases that repeat a label are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fangzhi.exports.encoding import json_bytes
from fangzhi.hanzi.script import HAN
from fangzhi.records.edtf import Edtf
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Labels, Term, Vocabulary

_CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
}
_PREFIXES = "".join(f"@prefix {name}: <{uri}> .\n" for name, uri in _CONTEXT.items())
_HAN = re.compile(f"[{HAN}]")
Statement = tuple[str, str, str]
"""Predicate, object, and what the object is: ``@id``, a language, or nothing for a plain literal."""


class Scheme:
    """One vocabulary as a concept scheme. ``base`` is the URL that the terms' pages lie under."""

    def __init__(self, vocabulary: Vocabulary, base: str, title: Labels) -> None:
        self.vocabulary, self.base, self.title = vocabulary, base, title

    def turtle(self) -> bytes:
        """The scheme as Turtle 1.1."""
        blocks = [_turtle(self.base, "skos:ConceptScheme", self._scheme())]
        blocks += [_turtle(self.base + f"{t.id}/", "skos:Concept", self._concept(t)) for t in self.vocabulary.terms]
        return (_PREFIXES + "\n" + "\n".join(blocks)).encode()

    def json_ld(self) -> bytes:
        """The scheme as JSON-LD 1.1."""
        graph = [_node(self.base, "skos:ConceptScheme", self._scheme())]
        graph += [_node(self.base + f"{t.id}/", "skos:Concept", self._concept(t)) for t in self.vocabulary.terms]
        return json_bytes({"@context": _CONTEXT, "@graph": graph}, indent=1)

    def plain(self) -> bytes:
        """The terms as plain JSON, in the file's order."""
        return json_bytes([self._plain(term) for term in self.vocabulary.terms], indent=1)

    def _plain(self, term: Term) -> dict[str, object]:
        known = {
            "id": term.id,
            "url": f"{self.base}{term.id}/",
            "code": term.code,
            "kind": term.kind,
            "name": {str(tag): text for tag, text in term.labels.items()},
            "aliases": list(term.aliases),
            "definition": {str(tag): text for tag, text in term.definition.items()},
            "broader": term.broader,
            "from": str(term.since or ""),
            "to": str(term.until or ""),
            "replaced_by": list(term.replaced_by),
        }
        return {key: value for key, value in known.items() if value}

    def _scheme(self) -> Iterator[Statement]:
        yield from (("dcterms:title", text, str(tag)) for tag, text in self.title.items())
        for term in self.vocabulary.terms:
            if not term.broader:
                yield "skos:hasTopConcept", f"{self.base}{term.id}/", "@id"

    def _concept(self, term: Term) -> Iterator[Statement]:
        yield "skos:inScheme", self.base, "@id"
        yield from (("skos:prefLabel", text, str(tag)) for tag, text in term.labels.items())
        yield from (("skos:altLabel", text, tag) for text, tag in _alternates(term))
        yield from (("skos:definition", text, str(tag)) for tag, text in term.definition.items())
        if term.code:
            yield "skos:notation", term.code, ""
        if term.broader:
            yield "skos:broader", f"{self.base}{term.broader}/", "@id"
        else:
            yield "skos:topConceptOf", self.base, "@id"
        for child in self.vocabulary.narrower(term):
            yield "skos:narrower", f"{self.base}{child.id}/", "@id"
        for other in term.replaced_by:
            yield "dcterms:isReplacedBy", f"{self.base}{other}/", "@id"
        if term.since or term.until:
            yield "dcterms:valid", _span(term.since, term.until), ""


def _span(since: Edtf | None, until: Edtf | None) -> str:
    """From when until when, in EDTF; an end that is not known or not come is open."""
    return f"{since or ''}/{until or '..'}"


def _alternates(term: Term) -> list[tuple[str, str]]:
    """Short names with their language, and aliases with what their letters tell of theirs."""
    preferred = {(text, str(tag)) for tag, text in term.labels.items()}
    named = [(text, str(tag)) for tag, text in term.short.items()]
    named += [(text, "zh" if _HAN.search(text) else str(LanguageTag.EN)) for text in term.aliases]
    return [pair for pair in dict.fromkeys(named) if pair not in preferred]


def _turtle(subject: str, kind: str, statements: Iterator[Statement]) -> str:
    lines = [f"<{subject}> a {kind}", *(f"    {name} {_object(value, tag)}" for name, value, tag in statements)]
    return " ;\n".join(lines) + " .\n"


def _object(value: str, tag: str) -> str:
    if tag == "@id":
        return f"<{value}>"
    quoted = json.dumps(value, ensure_ascii=False)  # JSON's escapes are a part of Turtle's
    return f"{quoted}@{tag}" if tag else quoted


def _node(subject: str, kind: str, statements: Iterator[Statement]) -> dict[str, object]:
    node: dict[str, list[object]] = {}
    for name, value, tag in statements:
        literal: object = {"@value": value, "@language": tag} if tag else value
        node.setdefault(name, []).append({"@id": value} if tag == "@id" else literal)
    return {"@id": subject, "@type": kind, **node}
