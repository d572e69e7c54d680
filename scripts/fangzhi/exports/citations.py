"""References for reference managers: BibTeX (in biblatex's names), RIS, and CSL-JSON."""

from __future__ import annotations

import re

from fangzhi.exports.encoding import json_bytes
from fangzhi.records.edtf import Edtf
from fangzhi.records.langtag import LanguageTag
from fangzhi.site.description import Description

_LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: "\\" + character for character in "&%$#_{}"},
}  # fmt: skip
_SPECIAL = re.compile(r"[\\~^&%$#_{}]")
_LANGUAGES = {LanguageTag.HANS: "chinese", LanguageTag.HANT: "chinese", LanguageTag.EN: "english"}


def bibtex(d: Description) -> bytes:
    """``@article`` with the newspaper, or ``@online`` with the archive. Dates are EDTF, which biblatex reads."""
    source = d.article.source
    authors = d.authors if d.paper else ("{" + _latex(d.publisher) + "}",)
    fields = {
        "author": " and ".join(name if name.startswith("{") else "{" + _latex(name) + "}" for name in authors),
        "title": "{" + _latex(d.reading.title) + "}",
        "journaltitle": _latex(d.paper),
        "entrysubtype": "newspaper" if d.paper else "",
        "date": str(d.published or ""),
        "pages": _latex(source.edition),
        "version": d.version,
        "url": d.address,
        "langid": _LANGUAGES[d.lang],
        "keywords": _latex(", ".join(d.keywords)),
        "abstract": _latex(d.reading.summary),
    }
    lines = [f"  {key} = {{{value}}},\n" for key, value in fields.items() if value]
    return f"@{'article' if d.paper else 'online'}{{{d.article.id},\n{''.join(lines)}}}\n".encode()


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LATEX[match[0]], text)


def ris(d: Description) -> bytes:
    """RIS. The date is there only as far as it is known: ``2025/11//`` is November 2025."""
    year, month, day = [*(d.published.iso if d.published else "").split("-"), "", ""][:3]
    lines = [
        ("TY", "NEWS" if d.paper else "ELEC"),
        *(("AU", name) for name in d.cited_authors),
        ("TI", d.reading.title),
        ("T2", d.paper),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("SP", d.article.source.edition),
        ("ET", d.version),
        ("UR", d.address),
        ("LA", str(d.lang)),
        *(("KW", word) for word in d.keywords),
        ("AB", d.reading.summary),
        ("DP", d.publisher),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", " ")] if value).encode()


def csl(d: Description) -> bytes:
    """CSL-JSON: an array of one item, as citation processors take it."""
    item = {
        "id": d.article.id,
        "type": "article-newspaper" if d.paper else "webpage",
        "title": d.reading.title,
        "author": [{"literal": name} for name in d.cited_authors],
        "container-title": d.paper,
        "issued": _csl_date(d.published),
        "page": d.article.source.edition,
        "version": d.version,
        "URL": d.address,
        "language": str(d.lang),
        "keyword": ", ".join(d.keywords),
        "abstract": d.reading.summary,
        "source": d.publisher,
    }
    return json_bytes([{key: value for key, value in item.items() if value}], indent=2)


def _csl_date(date: Edtf | None) -> dict[str, object]:
    if date is None:
        return {}
    if date.iso:
        return {"date-parts": [[int(part) for part in date.iso.split("-")]]}
    return {"literal": str(date)}
