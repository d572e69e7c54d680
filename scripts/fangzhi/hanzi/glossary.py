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
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fangzhi.records.decoding import take
from fangzhi.records.fields import Fields
from fangzhi.records.frontmatter import Mapping, Node, Scalar, Sequence, compose
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Problem, nearest, problem

PATH = "articles/_vocabulary/glossary.yml"
_KEYS = ("simplified", "traditional", "kind", "locked", "regions", "reason")


class Kind(StrEnum):
    """What an entry names."""

    STATUTE = "statute"
    OFFENCE = "offence"
    OFFICE = "office"
    PLACE = "place"
    PERSON = "person"
    TERM = "term"


_KINDS = {kind.value: kind for kind in Kind}
_TAGS = frozenset(tag.value for tag in LanguageTag)


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

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that it has in some text."""
        return (self.simplified, self.traditional, *(form for _, form in self.regions))


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...] = ()


def read(text: str, path: str = PATH) -> tuple[Glossary, list[Problem]]:
    """The glossary in a YAML text, and what is wrong with it; entries with problems are left out."""
    root, problems = compose(path, text)
    if root is None or (isinstance(root, Mapping) and not root.entries):
        return Glossary(), problems
    if not isinstance(root, Sequence):
        return Glossary(), [problem(root.place, "hanzi-glossary-shape")]
    return Glossary(tuple(_entries(root, problems))), problems


def _entries(root: Sequence, problems: list[Problem]) -> Iterator[Entry]:
    seen: set[str] = set()
    for node in root.items:
        before = len(problems)
        entry = _entry(node, problems)
        if entry and entry.simplified in seen:
            problems.append(problem(node.place, "hanzi-glossary-twice", term=entry.simplified))
        elif entry and len(problems) == before:
            seen.add(entry.simplified)
            yield entry


def _entry(node: Node, problems: list[Problem]) -> Entry | None:
    if not isinstance(node, Mapping):
        problems.append(problem(node.place, "hanzi-glossary-shape"))
        return None
    fields = Fields(node, {key: key for key in _KEYS}, problems)
    return Entry(
        fields.text("simplified", required=True),
        fields.text("traditional", required=True),
        fields.choice("kind", _KINDS, Kind.TERM) if fields.text("kind", required=True) else Kind.TERM,
        fields.text("reason", required=True),
        fields.choice("locked", {"true": True, "false": False}, default=False),
        tuple(_regions(fields)),
    )


def _regions(fields: Fields) -> Iterator[tuple[LanguageTag, str]]:
    for key, value in fields.pairs("regions"):
        form = value.text.strip() if isinstance(value, Scalar) else ""
        if key.text in _TAGS and form:
            yield LanguageTag(key.text), form
        else:
            near = nearest(key.text, _TAGS)
            fields.problems.append(problem(key.place, "hanzi-glossary-region", found=key.text, near=near))


def read_glossary(root: Path) -> tuple[Glossary, list[Problem]]:
    """The glossary of an archive's folder; without a file, an empty one."""
    try:
        text, problems = take(root, PATH)
    except OSError:
        return Glossary(), []
    if text is None:
        return Glossary(), problems
    return read(text)
