"""Typed reading of a `Mapping`: one reader for every kind of value, and every fault a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Names
from dataclasses import dataclass, field
from typing import TypeVar

from fangzhi.records.edtf import Edtf, NotADate, meant, parse
from fangzhi.records.frontmatter import Mapping, Node, Scalar, Sequence
from fangzhi.records.problems import Place, Problem, nearest, problem

T = TypeVar("T")

_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_FLOW = re.compile(r"[][{},:#\n\"']|.{30}")


def is_web(address: str) -> bool:
    """Whether a text is an ``http`` or ``https`` address."""
    return bool(_WEB.fullmatch(address))


@dataclass(slots=True)
class Fields:
    """The entries of one mapping under their canonical names.

    ``names`` maps every accepted key (English or Chinese) to the canonical one. Each getter returns the value, or an
    empty one where it is missing or wrong; what is wrong goes into ``problems``.
    """

    mapping: Mapping
    names: Names[str, str]
    problems: list[Problem]
    found: dict[str, Node] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        names, found = self.names, self.found
        for key, value in self.mapping.entries:
            name = names.get(key.text)
            if name is None or name in found:
                self._refuse(key, name)
            else:
                found[name] = value

    def _refuse(self, key: Scalar, name: str | None) -> None:
        if name is None:
            near = nearest(key.text, self.names)
            self.problems.append(problem(key.place, "unknown-key", found=key.text, near=near))
        else:
            first = self.found[name].place.line
            self.problems.append(problem(key.place, "duplicate-key", found=key.text, line=first))

    def _called(self, name: str) -> str:
        """A key as an editor may write it, in English and in Chinese."""
        return " / ".join(dict.fromkeys([name, *(key for key, canonical in self.names.items() if canonical == name)]))

    def place(self, name: str) -> Place:
        """Where a value stands, or its mapping where there is none."""
        node = self.found.get(name)
        return node.place if node else self.mapping.place

    def text(self, name: str, *, required: bool = False) -> str:
        """A single line of text, inner line ends read as spaces."""
        node = self.found.get(name)
        value = self._scalar(node, name) if node else ""
        if required and not value and (node is None or isinstance(node, Scalar)):
            self.problems.append(problem(self.place(name), "missing-field", key=self._called(name)))
        return value

    def _scalar(self, node: Node, name: str) -> str:
        if isinstance(node, Scalar):
            return node.text.replace("\n", " ").strip()
        self.problems.append(problem(node.place, "not-text", key=self._called(name)))
        return ""

    def scalars(self, name: str, *, required: bool = False) -> tuple[Scalar, ...]:
        """A list of texts; one text alone counts as a list of one."""
        node = self.found.get(name)
        if node is None and not required:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,) if node else ()
        values = [Scalar(self._scalar(item, name), item.place) for item in items]
        if required and not any(value.text for value in values) and all(isinstance(item, Scalar) for item in items):
            self.problems.append(problem(self.place(name), "missing-field", key=self._called(name)))
        return tuple([value for value in values if value.text])

    def texts(self, name: str) -> tuple[str, ...]:
        """Like `scalars`, without the places."""
        return tuple([value.text for value in self.scalars(name)])

    def date(self, name: str, *, required: bool = False) -> Edtf | None:
        """An EDTF date."""
        value = self.text(name, required=required)
        try:
            return parse(value) if value else None
        except NotADate:
            self.problems.append(problem(self.place(name), "not-a-date", found=value, near=meant(value)))
            return None

    def web(self, name: str) -> str:
        """An address on the web: no other scheme, since ``javascript:`` would run where it is followed."""
        address = self.text(name)
        if address and not is_web(address):
            self.problems.append(problem(self.place(name), "not-a-url", found=address))
            return ""
        return address

    def choice(self, name: str, choices: Names[str, T], default: T) -> T:
        """One of a closed set of words."""
        value = self.text(name)
        if value and value not in choices:
            near = nearest(value, choices)
            allowed = ", ".join(dict.fromkeys(choices))
            self.problems.append(problem(self.place(name), "not-a-choice", found=value, allowed=allowed, near=near))
        return choices.get(value, default)

    def pairs(self, name: str, like: str = "…") -> tuple[tuple[Scalar, Node], ...]:
        """The entries of an inner mapping whose keys are free; ``like`` is one of them."""
        node = self.found.get(name)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Mapping):
            return node.entries
        self.problems.append(_no_mapping(node, like))
        return ()

    def inner(self, name: str, names: Names[str, str], *, required: bool = False) -> Fields | None:
        """An inner mapping with a closed set of keys, or None where it is missing."""
        node = self.found.get(name)
        if node is None or (isinstance(node, Scalar) and not node.text):
            if required:
                self.problems.append(problem(self.place(name), "missing-field", key=self._called(name)))
            return None
        if not isinstance(node, Mapping):
            self.problems.append(_no_mapping(node, next(iter(names))))
            return None
        return Fields(node, names, self.problems)

    def each(self, name: str, names: Names[str, str], make: Callable[[Fields], T | None]) -> tuple[T, ...]:
        """A list of inner mappings, each made into a value; one mapping alone counts as a list of one."""
        node = self.found.get(name)
        items = node.items if isinstance(node, Sequence) else (node,) if node else ()
        made = [make(Fields(item, names, self.problems)) for item in items if isinstance(item, Mapping)]
        first = next(iter(names))
        self.problems += [_no_mapping(item, first) for item in items if not isinstance(item, Mapping)]
        return tuple(value for value in made if value is not None)


def _no_mapping(node: Node, key: str) -> Problem:
    """What stands where entries should, written as the one entry that it most likely is."""
    text = node.text if isinstance(node, Scalar) and not _FLOW.search(node.text) else "…"
    return problem(node.place, "not-a-mapping", example=f"{{{key}: {text}}}")
