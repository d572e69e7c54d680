"""Mechanical mends of an article's file: what a program can put right without knowing what the text means.

Encoding, BOM and line ends; the lines of dashes round front matter; tabs, trailing, full-width and invisible spaces in it;
colons after keys, and what else YAML cannot read; Chinese keys, dates, lists of terms and words of closed lists in their
canonical form. A text's own words are never touched.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from collections.abc import Mapping as Names
from dataclasses import dataclass, field

from fangzhi.desk.intake import decoded
from fangzhi.records import allowance, article, figure, withdrawal
from fangzhi.records.decoding import LARGEST, MOJIBAKE
from fangzhi.records.edtf import NotADate, meant, parse
from fangzhi.records.frontmatter import Mapping as Entries
from fangzhi.records.frontmatter import Node, Scalar, Sequence, compose, read
from fangzhi.records.handwriting import narrow_colons, slip

_FENCE = re.compile(r"\A---[ \t]*\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_LIKE_FENCES = re.compile(
    r"\A\s*(?:[—–－─﹣-]{2,})[ \t\u3000]*\n(?P<head>.*?)^(?:[—–－─﹣-]{2,})[ \t\u3000]*$", re.DOTALL | re.MULTILINE
)
_FOR_PEOPLE = ("no-colon", "unclosed-list")  # where nobody but an editor knows what was meant
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
_LEADING = re.compile(r"^[ \t\u3000]+", re.MULTILINE)
_TRAILING = re.compile(r"[ \t\u3000]+$", re.MULTILINE)
_TERMS = re.compile(r"^(districts|initiatives|related|区县|专题|相关): *([^\s\[\"'#|>&*!].*|\[.*\])$", re.MULTILINE)
_BETWEEN = re.compile(r"\s*[，、；,;]\s*")
_ROUND = "[]【】「」『』“”‘’\"' \u3000"
_BREAK = re.compile(r"(?<=\S) {2,}$")


@dataclass(frozen=True)
class _Shape:
    """The keys of one mapping, which of them hold dates or closed words, and the mappings inside it."""

    names: Names[str, str]
    dates: tuple[str, ...] = ()
    words: Mapping[str, Names[str, str]] = field(default_factory=dict)
    inner: Mapping[str, _Shape] = field(default_factory=dict)


_BOUNDS = {word: bound.value for word, bound in figure.BOUNDS.items()}
_REASONS = {word: reason.value for word, reason in withdrawal.REASONS.items()}
_STATUSES = {word: status.value for word, status in article.STATUSES.items()}
_FIGURE = _Shape(figure.NAMES, words={"bound": _BOUNDS}, inner={"en": _Shape(figure.WORD_NAMES)})
_ARTICLE = _Shape(
    article.NAMES,
    dates=("date",),
    words={"status": _STATUSES},
    inner={
        "source": _Shape(article.SOURCE_NAMES, dates=("issued",)),
        "images": _Shape(article.IMAGE_NAMES),
        "figures": _FIGURE,
        "withdrawn": _Shape(withdrawal.NAMES, dates=("date",), words={"reason": _REASONS}),
        "privacy": _Shape(allowance.NAMES),
        "translations": _Shape(article.LANGUAGE_NAMES, inner={"en": _Shape(article.TRANSLATION_NAMES)}),
    },
)
_TRANSLATION = _Shape(article.TRANSLATION_NAMES)
_INNER = re.compile(
    r"(?<=[{,，])( ?)[ \u3000]*("
    + "|".join(sorted({name for shape in _ARTICLE.inner.values() for name in shape.names}, key=len, reverse=True))
    + ")[ \u3000]*(?:[：＝=]|:(?! ))[ \u3000]*"
)


def mended(path: str, data: bytes) -> bytes:
    """A file with everything mechanical put right; the same bytes where there is nothing, or where it cannot be read."""
    text = _text(data)
    if text is None:
        return data
    fence = _FENCE.match(text) or _LIKE_FENCES.match(text)
    if not fence:
        return text.encode("utf-8")
    start, end = fence.span("head")
    text = f"---\n{_head(text[start:end])}---{_body(text[fence.end() :])}"
    shape = _TRANSLATION if path.endswith(".en.md") else _ARTICLE
    return _canonical(path, text, shape).encode("utf-8")


def difference(path: str, before: bytes, after: bytes) -> str:
    """What a mend would change, as a unified diff; a change that shows in no line is named."""
    old = (decoded(before)[0] or "").replace("\r\n", "\n").replace("\r", "\n")
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), after.decode("utf-8").splitlines(keepends=True), path, path
    )
    shown = "".join(line if line.endswith("\n") else line + "\n" for line in lines)
    return "".join(_unseen(path, before)) + shown


def _unseen(path: str, before: bytes) -> Iterator[str]:
    text, encoding = decoded(before)
    if encoding != "utf-8":
        yield f"{path}: {encoding} -> utf-8\n"
    if before.startswith(b"\xef\xbb\xbf"):
        yield f"{path}: BOM -> (none)\n"
    if text and "\r" in text:
        yield f"{path}: CRLF -> LF\n"


def _text(data: bytes) -> str | None:
    """The file as text; None where its encoding is a guess that gives private or control characters."""
    text, encoding = decoded(data) if len(data) <= LARGEST else (None, "?")
    if text is None or "\0" in text or (encoding == "gb18030" and MOJIBAKE.search(text)):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _head(head: str) -> str:
    """Front matter with plain indents, no tabs, no trailing spaces, and colons that YAML reads."""
    head = _UNSEEN.sub("", head).replace("\xa0", " ")
    head = _LEADING.sub(lambda m: m[0].replace("\t", "  ").replace("\u3000", "  "), head)
    head = _TRAILING.sub("", narrow_colons(_TRAILING.sub("", head).replace("\t", " "))[0])
    head = "\n".join(_flow(line) if "{" in line else line for line in head.split("\n"))
    return _TERMS.sub(_listed, _readable(head))


def _flow(line: str) -> str:
    """Entries in braces with the colons and commas that part them: ``{title：某报，issued：2025-11-26}``."""
    line = re.sub(r"(?<=[{,，]) ?\u3000+", " ", line)
    return re.sub(r"，(?=(?:\w+): )", ", ", _INNER.sub(r"\1\2: ", line))


def _readable(head: str) -> str:
    """Front matter in which every line that YAML cannot read, and of which is known how it should be, is so."""
    lines = head.split("\n")
    for _ in head.split("\n"):
        _, problems = compose("", "\n".join(lines))
        found = slip("\n".join(lines), problems[0].place.line - 1) if problems else None
        if not found or found.code != problems[0].code or found.code in _FOR_PEOPLE:
            break
        lines[found.line] = found.right
    return "\n".join(lines)


def _listed(match: re.Match[str]) -> str:
    """Several terms in one line as a list; a line that is a list already, or one term, as it is."""
    terms = [term.strip(_ROUND) for term in _BETWEEN.split(match[2])]
    plain = f"[{', '.join(terms)}]"
    odd = re.search("[，、；【】「」『』]", match[2]) or (not match[2].startswith("[") and len(terms) > 1)
    return f"{match[1]}: {plain}" if odd and all(terms) else match[0]


def _body(body: str) -> str:
    """The text without trailing spaces, but for the two that break a line in Markdown."""
    return "\n".join(_BREAK.sub("  ", line) if _BREAK.search(line) else line.rstrip(" \t") for line in body.split("\n"))


def _canonical(path: str, text: str, shape: _Shape) -> str:
    """The text with keys, dates and closed words as the house writes them, each mended at its place."""
    document, _ = read(path, text.encode("utf-8"))
    if document is None:
        return text
    lines = text.split("\n")
    changes = sorted(set(_changes(document.meta, shape)), reverse=True)
    for line, column, old, new in changes:
        row = lines[line - 1]
        start = column - 1 + (row[column - 1 : column] in ("'", '"'))
        if row[start : start + len(old)] == old:
            lines[line - 1] = row[:start] + new + row[start + len(old) :]
    return "\n".join(lines)


_Change = tuple[int, int, str, str]


def _changes(mapping: Entries, shape: _Shape) -> Iterator[_Change]:
    given = [key.text for key, _ in mapping.entries]
    for key, value in mapping.entries:
        name = shape.names.get(key.text, key.text)
        if name != key.text and name not in given:
            yield key.place.line, key.place.column, key.text, name
        if isinstance(value, Scalar):
            yield from _change(value, _value(name, value.text, shape))
        yield from _within(value, shape.inner.get(name))


def _within(value: Node, shape: _Shape | None) -> Iterator[_Change]:
    if shape and isinstance(value, Entries):
        yield from _changes(value, shape)
    elif shape and isinstance(value, Sequence):
        for item in value.items:
            yield from _within(item, shape)


def _value(name: str, text: str, shape: _Shape) -> str:
    """The canonical form of a date or a word of a closed list; the text itself where it is neither."""
    if name in shape.dates and text:
        try:
            return str(parse(text))
        except NotADate:
            return meant(text) or text
    return shape.words.get(name, {}).get(text, text)


def _change(value: Scalar, new: str) -> Iterator[_Change]:
    if new != value.text:
        yield value.place.line, value.place.column, value.text, new
