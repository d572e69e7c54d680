"""An article as three styles of reference cite it: GB/T 7714-2025, Chicago and APA.

What is known decides the form. Where the newspaper is known the report is cited as the newspaper printed it, found at the
archive's address; where it is not, the archive's page is cited, without a date that nobody knows. Either way it says which
edition and version of the text stands there. The day of access is the reader's to fill in. GB/T 7714-2025 sets Chinese references with full-width punctuation and asks for the day of access
for web pages only; Chicago is the bibliography form of the 18th edition, APA that of the 7th.
"""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.records.edtf import Edtf
from fangzhi.records.langtag import LanguageTag
from fangzhi.site.dating import MONTHS
from fangzhi.site.description import Description
from fangzhi.site.localization import Locale

_EDITIONS = {
    LanguageTag.HANS: "Simplified Chinese",
    LanguageTag.HANT: "Traditional Chinese",
    LanguageTag.EN: "English",
}
_NAMED = 3  # GB/T 7714: further authors are 等
_CHICAGO_ALL = 6  # of more authors than these it names three
_INNER = str.maketrans("“”‘’", "‘’“”")  # Chicago: quotation marks alternate inside others
_ENDS = ("？", "！", "?", "!", "？’", "！’", "?’", "!’")


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as plain text, the name of its style, and the language that its own words are in."""

    style: str
    text: str
    lang: LanguageTag


def citations(d: Description, locale: Locale) -> tuple[Citation, ...]:
    """The references, GB/T 7714 first."""
    return (
        Citation("GB/T 7714-2025", gbt(d, locale), locale.tag),
        Citation("Chicago", chicago(d), LanguageTag.EN),
        Citation("APA", apa(d), LanguageTag.EN),
    )


def gbt(d: Description, locale: Locale) -> str:
    """GB/T 7714-2025, sequential numbering."""
    names = d.cited_authors
    who = "，".join(names[:_NAMED]) + ("，等" if len(names) > _NAMED else "")
    head = f"{who}. {d.reading.title}" if who else d.reading.title
    edition = _edition(d) if locale.tag is LanguageTag.EN else _own_edition(d, locale)
    if not d.paper:
        return f"{head}[EB/OL]. {edition}. [{locale.word('access_date')}]{_at(d, '. ')}."
    page = f"（{d.edition}）" if d.edition else ""
    return f"{head}[N/OL]. {d.paper}，{_gbt_date(d.published, locale)}{page}. {edition}{_at(d, '. ')}."


def _own_edition(d: Description, locale: Locale) -> str:
    return locale.word("edition_of", name=d.variant.name, version=d.version)


def _gbt_date(date: Edtf | None, locale: Locale) -> str:
    """What is estimated or not known stands in brackets, as the standard has it for years of publication."""
    assert date is not None
    return date.iso or f"[{locale.date(date)}]"


def chicago(d: Description) -> str:
    """Chicago Manual of Style, bibliography; it gives no pages of newspapers."""
    inside = d.reading.title.translate(_INNER)
    title = f"“{inside}{'' if inside.endswith(_ENDS) else '.'}”"
    who = f"{_chicago_authors(d.cited_authors)}. " if d.cited_authors else ""
    if not d.paper:
        return f"{who}{title} {_edition(d)}. Accessed [date of access]{_at(d, '. ')}."
    when = _chicago_date(d.published).removesuffix(".")
    return f"{who}{title} {d.paper}, {when}. {_edition(d)}{_at(d, '. ')}."


def _chicago_authors(names: tuple[str, ...]) -> str:
    if len(names) > _CHICAGO_ALL:
        return f"{', '.join(names[:_NAMED])}, et al"
    several = len(names) > 2  # noqa: PLR2004 - two names take no comma between them
    return _listed(names, ", and " if several else " and ")


def apa(d: Description) -> str:
    """APA style."""
    who = _listed(d.cited_authors, ", & ")
    when = f"({_apa_date(d.published)})"
    title = f"{d.reading.title.rstrip('.')} ({_edition(d)})"
    head = f"{who}. {when}. {title}." if who else f"{title}. {when}."
    if not d.paper:
        return f"{head} Retrieved [date of access]{_at(d, ', from ')}"
    page = f", {d.edition}" if d.edition else ""
    return f"{head} {d.paper}{page}.{_at(d, ' ')}"


def _edition(d: Description) -> str:
    """By the language of what is read there: an English page may hold a report that nobody has translated."""
    return f"{_EDITIONS[d.lang]} edition, version {d.version}"


def _at(d: Description, before: str) -> str:
    return before + d.address if d.address else ""


def _listed(names: tuple[str, ...], last: str) -> str:
    """Names as they are written: Chinese names are not inverted."""
    return ", ".join(names[:-1]) + last + names[-1] if len(names) > 1 else "".join(names)


def _parts(date: Edtf | None) -> tuple[str, str, str] | None:
    """Year, month and day in English, or None where not even the year is known for certain."""
    year, month, day = [*(date.iso if date else "").split("-"), "", ""][:3]
    return (year, MONTHS[int(month) - 1] if month else "", str(int(day)) if day else "") if year else None


def _chicago_date(date: Edtf | None) -> str:
    parts = _parts(date)
    if not parts:
        return f"[{date}]" if date and date.year != "XXXX" else "n.d."
    year, month, day = parts
    return f"{month} {day}, {year}" if day else f"{month} {year}".strip()


def _apa_date(date: Edtf | None) -> str:
    parts = _parts(date)
    if not parts:
        return "n.d."
    year, month, day = parts
    return f"{year}, {month} {day}".rstrip(", ")
