"""References for reference managers: BibTeX (in biblatex's names), RIS, and CSL-JSON.

A page holds them in its links, as ``data:`` addresses (RFC 2397) with a file's name: nine files an article would be more
than all its pages, on every host, in every copy and every check.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from fangzhi.records.edtf import Edtf
from fangzhi.records.langtag import LanguageTag
from fangzhi.site.description import Description

_LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: "\\" + character for character in "&%$#_{}"},
}  # fmt: skip
_SPECIAL = re.compile(r"[\\~^&%$#_{}]")
_LANGUAGES = {LanguageTag.HANS: "chinese", LanguageTag.HANT: "chinese", LanguageTag.EN: "english"}
# What is no code point of a URL, "%" first, since the others give it. Han may stand in links, and browsers encode it.
_ENCODED = tuple((character, f"%{ord(character):02X}") for character in '%\n\r\t "#<>[\\]^`{|}')


class Reference(NamedTuple):
    """One format's reference to an article: what the format is called, the file it is saved as, and its ``data:`` link."""

    format: str
    file: str
    href: str


def references(d: Description) -> tuple[Reference, ...]:
    """One of each format, for the variant that ``d`` describes."""
    formats = (
        ("BibTeX", "bib", "application/x-bibtex", bibtex(d)),
        ("RIS", "ris", "application/x-research-info-systems", ris(d)),
        ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl(d)),
    )
    return tuple(Reference(name, f"{d.article.id}.{end}", _link(media, text)) for name, end, media, text in formats)


def _link(media: str, text: str) -> str:
    for character, encoded in _ENCODED:
        text = text.replace(character, encoded)
    return f"data:{media};charset=utf-8,{text}"


def bibtex(d: Description) -> str:
    """``@article`` with the newspaper, or ``@online`` with the archive. Dates are EDTF, which biblatex reads."""
    authors = d.authors if d.paper else ("{" + _latex(d.publisher) + "}",)
    fields = {
        "author": " and ".join(name if name.startswith("{") else "{" + _latex(name) + "}" for name in authors),
        "title": "{" + _latex(d.reading.title) + "}",
        "journaltitle": _latex(d.paper),
        "entrysubtype": "newspaper" if d.paper else "",
        "date": str(d.published or ""),
        "pages": _latex(d.edition),
        "version": d.version,
        "url": d.address,
        "langid": _LANGUAGES[d.lang],
        "keywords": _latex(", ".join(d.keywords)),
        "abstract": _latex(d.reading.summary),
    }
    lines = [f"  {key} = {{{value}}},\n" for key, value in fields.items() if value]
    return f"@{'article' if d.paper else 'online'}{{{d.article.id},\n{''.join(lines)}}}\n"


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LATEX[match[0]], text)


def ris(d: Description) -> str:
    """RIS. The date is there only as far as it is known: ``2025/11//`` is November 2025."""
    year, month, day = [*(d.published.iso if d.published else "").split("-"), "", ""][:3]
    lines = [
        ("TY", "NEWS" if d.paper else "ELEC"),
        *(("AU", name) for name in d.cited_authors),
        ("TI", d.reading.title),
        ("T2", d.paper),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("SP", d.edition),
        ("ET", d.version),
        ("UR", d.address),
        ("LA", str(d.lang)),
        *(("KW", word) for word in d.keywords),
        ("AB", d.reading.summary),
        ("DP", d.publisher),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", " ")] if value)


def csl(d: Description) -> str:
    """CSL-JSON: an array of one item, as citation processors take it."""
    item = {
        "id": d.article.id,
        "type": "article-newspaper" if d.paper else "webpage",
        "title": d.reading.title,
        "author": [{"literal": name} for name in d.cited_authors],
        "container-title": d.paper,
        "issued": _csl_date(d.published),
        "page": d.edition,
        "version": d.version,
        "URL": d.address,
        "language": str(d.lang),
        "keyword": ", ".join(d.keywords),
        "abstract": d.reading.summary,
        "source": d.publisher,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def _csl_date(date: Edtf | None) -> dict[str, object]:
    if date is None:
        return {}
    if date.iso:
        return {"date-parts": [[int(part) for part in date.iso.split("-")]]}
    return {"literal": str(date)}
