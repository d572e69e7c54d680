"""A new archive: what is asked for it, and every file that it begins with, so that it builds and passes `check`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from fangzhi.desk.drafts import scalar
from fangzhi.desk.questions import Ask
from fangzhi.desk.term_table import Row, read_table, reference_problems, row_problems
from fangzhi.desk.words import say
from fangzhi.hanzi.conversion import Converter
from fangzhi.records.fields import is_web
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.settings import SCHEMA

EXAMPLE = "example"
_STARTER = Path(__file__).parent / "starter"
_TYPED = re.compile(r"[\s，,、]+")
_PLAIN = ("kind", "code", "from", "to", "broader")
_HANS, _HANT, _EN = LanguageTag.HANS, LanguageTag.HANT, LanguageTag.EN
SCRIPTS = (_HANS, _HANT)
TRADITIONALS = (_HANT, LanguageTag.HANT_HK, LanguageTag.HANT_TW)


@dataclass
class Founder:
    """What is said of a new archive; what is empty is asked for at a terminal, or left out.

    ``script`` is the one that articles are written in; the other is converted from it. ``places`` and ``topics`` name a
    CSV file or `EXAMPLE`; ``initiatives`` holds topics that were typed, each a name or ``id=name``.
    """

    name: str = ""
    other: str = ""
    english: str = ""
    script: LanguageTag = _HANS
    traditional: LanguageTag = _HANT
    url: str = ""
    places: str = ""
    topics: str = ""
    initiatives: list[str] = field(default_factory=list)


def ask_founder(founder: Founder, folder: Path, ask: Ask, lang: str) -> None:
    """Ask for what is not said yet."""
    founder.name = founder.name or ask(say("ask-archive", lang), folder.name, ())
    founder.script = _chosen(ask, say("ask-script", lang), founder.script, SCRIPTS)
    founder.traditional = _chosen(ask, say("ask-traditional", lang), founder.traditional, TRADITIONALS)
    other = _converted(founder.name, founder.script)
    founder.other = founder.other or ask(say("ask-archive-other", lang), other, ())
    founder.english = founder.english or ask(say("ask-archive-english", lang), "", ())
    founder.url = founder.url or ask(say("ask-url", lang), "", ())
    founder.places = founder.places or ask(say("ask-places", lang), EXAMPLE, ())
    if not founder.topics and not founder.initiatives:
        typed = ask(say("ask-topics", lang), EXAMPLE, ())
        is_table = typed == EXAMPLE or Path(typed).is_file()
        founder.topics, founder.initiatives = (typed, []) if is_table else ("", _TYPED.split(typed))


def _chosen(ask: Ask, question: str, likely: LanguageTag, choices: Sequence[LanguageTag]) -> LanguageTag:
    """One of a few language tags; an answer that is none of them is the likely one."""
    said = {tag.value: tag for tag in choices}
    return said.get(ask(question, likely.value, list(said)), likely)


def found(founder: Founder, folder: Path, lang: str) -> tuple[dict[Path, bytes], list[Problem]]:
    """Every file of the new archive by its path, or what is wrong with the answers."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return {}, [problem(Place(str(folder)), "folder-not-empty")]
    wrong = [problem(Place("--url"), "not-a-url", found=founder.url)] if founder.url and not is_web(founder.url) else []
    places, problems = _rows(founder.places or EXAMPLE, "places", founder)
    if founder.initiatives:
        topics = [_typed(text) for text in founder.initiatives]
        more = list(row_problems(topics)) or list(_identified(topics, founder))
    else:
        topics, more = _rows(founder.topics or EXAMPLE, "initiatives", founder)
    if wrong + problems + more:
        return {}, wrong + problems + more
    texts = {
        "mkdocs.yml": _settings(founder, folder),
        "articles/_vocabulary/districts.yml": _vocabulary("places", places, founder, lang),
        "articles/_vocabulary/initiatives.yml": _vocabulary("topics", topics, founder, lang),
        "docs/about.md": _page("about.md", founder),
        "docs/about.en.md": _starter("about.en.md"),
        ".gitignore": _starter("gitignore"),
    }
    return {folder / path: text.encode() for path, text in texts.items()}, []


def _starter(name: str) -> str:
    return (_STARTER / name).read_text("utf-8")


def _rows(source: str, example: str, founder: Founder) -> tuple[list[Row], list[Problem]]:
    """The rows of a CSV file or of the built-in example, each with an id."""
    if source == EXAMPLE:
        return read_table(source, _written(_starter(f"{example}.csv"), founder).encode(), founder.script)
    try:
        rows, problems = read_table(source, Path(source).read_bytes(), founder.script)
    except OSError as error:
        return [], [problem(Place(source), "unreadable-file", reason=error.strerror or error)]
    if not rows and not problems:
        return [], [problem(Place(source), "empty-file")]
    return rows, problems or list(_identified(rows, founder))


def _typed(text: str) -> Row:
    identifier, _, name = text.rpartition("=")
    cells = {"id": identifier.strip(), "name": name.strip()}
    return Row(Place("--initiative"), {column: cell for column, cell in cells.items() if cell})


def _identified(rows: Sequence[Row], founder: Founder) -> Iterator[Problem]:
    """Give an id to each row that has none; what cannot be named, and ids that do not fit together, are problems."""
    bare = [row for row in rows if "id" not in row.cells]
    try:
        naming = import_module("fangzhi.desk.naming") if bare else None
    except ImportError:
        yield from (problem(row.place, "needs-id", found=_name(row, founder)) for row in bare)
        return
    taken = {row.cells["id"] for row in rows if "id" in row.cells}
    for row in bare:
        simplified = Converter(_HANT, _HANS).convert(_name(row, founder))
        row.cells["id"] = naming.identifier("", simplified, (), taken) if naming else ""
        taken.add(row.cells["id"])
    yield from reference_problems(rows)


def _name(row: Row, founder: Founder) -> str:
    """A row's name in the script of the archive, or in whichever it has."""
    own = "name_hant" if founder.script.is_traditional else "name_hans"
    names = (row.cells.get(column, "") for column in (own, "name", "name_hans", "name_hant"))
    return next(filter(None, names), "")


def _converted(text: str, script: LanguageTag) -> str:
    """A text in the script that articles are not written in."""
    return Converter(script, _HANS if script.is_traditional else _HANT).convert(text)


def _labels(row: Row, founder: Founder) -> dict[str, str]:
    cells, name = row.cells, _name(row, founder)
    known = {_HANS.value: cells.get("name_hans", ""), _HANT.value: cells.get("name_hant", "")}
    own = _HANT if founder.script.is_traditional else _HANS
    other = _HANS if own is _HANT else _HANT
    known[own.value] = known[own.value] or cells.get("name") or _converted(name, other)
    known[other.value] = known[other.value] or _converted(known[own.value], own)
    return known | ({_EN.value: cells["name_en"]} if cells.get("name_en") else {})


def _both(text: str, founder: Founder, english: str = "") -> dict[str, str]:
    """A text in both scripts, whichever it is written in, and in English as far as that is given."""
    script = founder.script
    pair = {script.value: text, (_HANS if script.is_traditional else _HANT).value: _converted(text, script)}
    return {tag.value: pair[tag.value] for tag in (_HANS, _HANT)} | ({_EN.value: english} if english else {})


def _flow(values: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(text)}" for key, text in values.items()) + "}"


def _vocabulary(about: str, rows: Iterable[Row], founder: Founder, lang: str) -> str:
    rows = list(rows)
    lines = [f"# {say(f'starter-{about}', lang)}"]
    kinds = _kinds(rows)
    said = (f"  {scalar(kind)}: {_flow(_both(kind, founder, english))}" for kind, english in kinds.items())
    lines += ["kinds:", *said] if kinds else []
    return "\n".join([*lines, "terms:", *(line for row in rows for line in _term(row, founder)), ""])


def _kinds(rows: Iterable[Row]) -> dict[str, str]:
    """Each kind with its English, which any of its rows may give."""
    kinds: dict[str, str] = {}
    for row in rows:
        if kind := row.cells.get("kind"):
            kinds[kind] = kinds.get(kind) or row.cells.get("kind_en", "")
    return kinds


def _term(row: Row, founder: Founder) -> Iterator[str]:
    cells = row.cells
    yield f"  - id: {cells['id']}"
    yield f"    name: {_flow(_labels(row, founder))}"
    for key in ("short", "definition"):
        if key in cells:
            yield f"    {key}: {_flow(_both(cells[key], founder, cells.get(f'{key}_en', '')))}"
    yield from (f"    {key}: {_always_text(cells[key])}" for key in _PLAIN if key in cells)
    for key in ("aliases", "replaced_by"):
        if several := row.several(key):
            yield f"    {key}: [{', '.join(scalar(text) for text in several)}]"


def _always_text(text: str) -> str:
    """A text as YAML that no reader takes for a number or a date."""
    return json.dumps(text, ensure_ascii=False)


def _settings(founder: Founder, folder: Path) -> str:
    name = founder.name or folder.name
    both = _both(name, founder)
    if founder.other:
        both[(_HANS if founder.script.is_traditional else _HANT).value] = founder.other
    names = both | ({_EN.value: founder.english} if founder.english else {})
    said = {
        "name": _always_text(name),
        "url": _always_text(founder.url or "https://archive.example.org/"),
        "names": "\n".join(f"        {tag}: {_always_text(text)}" for tag, text in names.items()),
        "traditional": founder.traditional.value,
        "schema": str(SCHEMA),
    }
    return re.sub(r"\[\[(\w+)\]\]", lambda match: said[match[1]], _starter("mkdocs.yml"))


def _written(text: str, founder: Founder) -> str:
    """One of the starter's texts in the script of the archive."""
    return _converted(text, _HANS) if founder.script.is_traditional else text


def _page(name: str, founder: Founder) -> str:
    page = _written(_starter(name), founder)
    return page.replace("---\n", f"---\nlang: {_HANT.value}\n", 1) if founder.script.is_traditional else page
