"""The one place that prints problems: sorted, in the reader's language, all in one run; for people and for machines."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from fangzhi.desk.masking import veiled
from fangzhi.desk.words import say
from fangzhi.records.problems import Problem, Severity

FORMATS = ("text", "json", "github", "gitlab")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}
_LONGEST = 120
_TELLING = 7  # characters: no number of a person is shorter, nor a name with what it makes one that must not be told


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of an archive's folder found, in how many articles."""

    root: Path
    problems: tuple[Problem, ...]
    articles: int


def stops(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether some problems stop a build."""
    return any(p.severity is Severity.ERROR or (strict and p.severity is Severity.WARNING) for p in problems)


def print_problems(problems: Iterable[Problem], out: TextIO, lang: str, *, strict: bool = False) -> bool:
    """Print every problem on a line of its own; return whether they stop a build."""
    found = [_discreet(one) for one in sorted(set(problems))]
    for one in found:
        out.write(one.line(lang) + "\n")
    return stops(found, strict=strict)


def write_report(findings: Findings, out: TextIO, lang: str, form: str) -> None:
    """Print a check's outcome in one of `FORMATS`. At a terminal the text shows each line with the place marked."""
    findings = replace(findings, problems=tuple(map(_discreet, findings.problems)))
    if form == "json":
        out.write(_json(as_data(findings, lang)))
    elif form == "gitlab":
        out.write(_json([_code_quality(p, lang) for p in findings.problems]))
    elif form == "github":
        out.writelines(_annotation(p, lang) + "\n" for p in findings.problems)
    else:
        _write_text(findings, out, lang)


def _discreet(found: Problem) -> Problem:
    """A problem with what it quotes veiled, where that is long enough to point to a person: logs are public."""
    if all(len(value) < _TELLING for _, value in found.facts):
        return found
    return replace(found, facts=tuple((key, veiled(v) if len(v) >= _TELLING else v) for key, v in found.facts))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_data(findings: Findings, lang: str) -> dict[str, object]:
    """A check's outcome as its published schema has it (see `schema`)."""
    return {"version": 1, "articles": findings.articles, "problems": [_entry(p, lang) for p in findings.problems]}


def _entry(found: Problem, lang: str) -> dict[str, object]:
    facts = dict(found.facts)
    entry: dict[str, object] = {
        "path": found.place.path, "line": found.place.line, "column": found.place.column,
        "severity": found.severity.value, "code": found.code, "message": found.message(lang),
    }  # fmt: skip
    return entry | ({"suggestion": facts["near"]} if facts.get("near") else {})


def _code_quality(found: Problem, lang: str) -> dict[str, object]:
    """One entry of GitLab's Code Quality report; the fingerprint is the same as long as the problem is."""
    print_ = hashlib.sha256("\n".join([found.place.path, found.code, repr(found.facts)]).encode()).hexdigest()
    return {
        "description": found.message(lang),
        "check_name": found.code,
        "fingerprint": hashlib.sha256(f"{print_}{found.place.line}".encode()).hexdigest(),
        "severity": _GITLAB[found.severity],
        "location": {"path": found.place.path, "lines": {"begin": max(1, found.place.line)}},
    }


def _annotation(found: Problem, lang: str) -> str:
    """One workflow command of GitHub Actions."""
    place = found.place
    where = f"file={_property(place.path)},line={max(1, place.line)},col={max(1, place.column)}"
    message = found.message(lang).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB[found.severity]} {where},title={_property(found.code)}::{message}"


def _property(text: str) -> str:
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(sign, code)
    return text


def _write_text(findings: Findings, out: TextIO, lang: str) -> None:
    colour = out.isatty() and "NO_COLOR" not in os.environ
    lines = _Lines(findings.root)
    for found in findings.problems:
        said = found.line(lang)
        if not colour:
            out.write(said + "\n")
            continue
        label = f"{found.severity} {found.code}"
        out.write(said.replace(label, f"\033[{_COLOURS[found.severity]}m{label}\033[0m", 1) + "\n")
        out.writelines(lines.shown(found))


def total(findings: Findings, lang: str) -> str:
    """How many problems of each kind there are, in one line."""
    if not findings.problems:
        return say("clean", lang, count=findings.articles)
    counted = Counter(p.severity for p in findings.problems)
    numbers = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "advice": Severity.ADVICE}
    return say("found", lang, **{key: counted[severity] for key, severity in numbers.items()})


class _Lines:
    """The lines of files, each file read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, list[str]] = {}

    def shown(self, found: Problem) -> Iterator[str]:
        """The line of a problem's place with a mark below the column; nothing where there is no such line."""
        line, column = found.place.line, max(1, found.place.column)
        lines = self._of(found.place.path) if line else []
        if line <= len(lines) and line:
            start = max(0, column - _LONGEST // 2)
            text = lines[line - 1][start : start + _LONGEST]
            pad = "".join("\u3000" if _wide(c) else " " for c in text[: column - 1 - start])
            yield f"{line:>6} | {text}\n       | {pad}\033[1m^\033[0m\n"

    def _of(self, path: str) -> list[str]:
        if path not in self.files:
            try:
                text = (self.root / path).read_bytes().decode("utf-8-sig", errors="replace")
            except OSError:
                text = ""
            self.files[path] = [line.replace("\t", " ") for line in text.splitlines()]
        return self.files[path]


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
