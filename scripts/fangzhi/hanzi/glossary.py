"""The archive's glossary of script conversion: terms whose form is settled for every article, each with its reason.

It stands in ``articles/_vocabulary/glossary.yml`` as a list of entries:

    - simplified: 个人信息保护法      # the form in Simplified text
      traditional: 個人信息保護法     # the form in Traditional text
      kind: statute                  # statute, offence, office, place, person or term
      locked: true                   # regional vocabulary never changes it
      regions: {zh-Hant-TW: …}       # another form for one region (not where locked)
      reason: 法律名稱，全國人大常委會公布，不改字
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

from fangzhi.records.frontmatter import DEEPEST, SAFE, nests_too_deep, take
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, nearest, problem

PATH = "articles/_vocabulary/glossary.yml"
_KEYS = ("simplified", "traditional", "kind", "locked", "regions", "reason")
_NEEDED = ("simplified", "traditional", "kind", "reason")


class Kind(StrEnum):
    """What an entry names."""

    STATUTE = "statute"
    OFFENCE = "offence"
    OFFICE = "office"
    PLACE = "place"
    PERSON = "person"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Entry:
    """One term and its settled forms; ``regions`` holds (tag, form) pairs."""

    simplified: str
    traditional: str
    kind: Kind
    reason: str
    locked: bool = False
    regions: tuple[tuple[LanguageTag, str], ...] = ()

    def form(self, tag: LanguageTag) -> str:
        """The form in texts of a language tag."""
        usual = self.traditional if tag.is_traditional else self.simplified
        return usual if self.locked else dict(self.regions).get(tag, usual)


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...] = ()


@dataclass(slots=True)
class _Reader:
    path: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, mark: yaml.Mark, code: str, **facts: object) -> None:
        self.problems.append(problem(Place(self.path, mark.line + 1, mark.column + 1), code, **facts))


def read(text: str, path: str = PATH) -> tuple[Glossary, list[Problem]]:
    """The glossary in a YAML text, and what is wrong with it; entries with problems are left out."""
    reader = _Reader(path)
    if nests_too_deep(text):
        return Glossary(), [problem(Place(path, 1, 1), "too-deep", limit=DEEPEST)]
    try:
        root = yaml.compose(text, Loader=SAFE)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        return Glossary(), [problem(place, "hanzi-glossary-yaml", found=str(error).split("\n")[0])]
    if root is None:
        return Glossary(), []
    entries = tuple(_entries(root, reader))
    return Glossary(entries), reader.problems


def _entries(root: yaml.Node, reader: _Reader) -> Iterator[Entry]:
    if not isinstance(root, yaml.SequenceNode):
        reader.note(root.start_mark, "hanzi-glossary-shape")
        return
    seen: set[str] = set()
    for node in root.value:
        before = len(reader.problems)
        entry = _entry(node, reader)
        if entry and entry.simplified in seen:
            reader.note(node.start_mark, "hanzi-glossary-twice", term=entry.simplified)
        elif entry and len(reader.problems) == before:
            seen.add(entry.simplified)
            yield entry


def _entry(node: yaml.Node, reader: _Reader) -> Entry | None:
    if not isinstance(node, yaml.MappingNode):
        reader.note(node.start_mark, "hanzi-glossary-shape")
        return None
    values = _values(node, reader)
    for key in (key for key in _NEEDED if not _text(values.get(key))):
        reader.note(node.start_mark, "hanzi-glossary-missing", key=key)
    kind = _kind(values.get("kind"), reader)
    if kind is None or not all(_text(values.get(key)) for key in _NEEDED):
        return None
    return Entry(
        _text(values["simplified"]),
        _text(values["traditional"]),
        kind,
        _text(values["reason"]),
        _flag(values.get("locked"), reader),
        _regions(values.get("regions"), reader),
    )


def _values(node: yaml.MappingNode, reader: _Reader) -> dict[str, yaml.Node]:
    values: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = _text(key)
        if name not in _KEYS:
            reader.note(key.start_mark, "hanzi-glossary-key", key=name, near=nearest(name, _KEYS))
        elif name in values:
            reader.note(key.start_mark, "hanzi-glossary-twice", term=name)
        values[name] = value
    return values


def _text(node: yaml.Node | None) -> str:
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else ""


def _kind(node: yaml.Node | None, reader: _Reader) -> Kind | None:
    name = _text(node)
    if name in set(Kind):
        return Kind(name)
    if node is not None and name:
        near = nearest(name, Kind)
        reader.note(node.start_mark, "hanzi-glossary-kind", kind=name, near=near)
    return None


def _flag(node: yaml.Node | None, reader: _Reader) -> bool:
    value = _text(node)
    if node is not None and value not in {"true", "false"}:
        reader.note(node.start_mark, "hanzi-glossary-locked", found=value)
    return value == "true"


def _regions(node: yaml.Node | None, reader: _Reader) -> tuple[tuple[LanguageTag, str], ...]:
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        reader.note(node.start_mark, "hanzi-glossary-shape")
        return ()
    found: list[tuple[LanguageTag, str]] = []
    for key, value in node.value:
        tag = _text(key)
        if tag in set(LanguageTag) and _text(value):
            found.append((LanguageTag(tag), _text(value)))
        else:
            reader.note(key.start_mark, "hanzi-glossary-region", found=tag, near=nearest(tag, LanguageTag))
    return tuple(found)


def read_glossary(root: Path) -> tuple[Glossary, list[Problem]]:
    """The glossary of an archive's folder; without a file, an empty one."""
    try:
        text, problems = take(root, PATH)
    except OSError:
        return Glossary(), []
    if text is None:
        return Glossary(), problems
    return read(text)
