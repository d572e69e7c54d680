"""From the bytes of a file to a `Document`: front matter and body, every value with its line and column.

PyYAML composes but never loads here, so ``007`` stays ``007``, ``no`` stays ``no``, and the second of two equal keys
is not lost. Chinese input habits are met half-way: full-width colons after a key are accepted.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from fangzhi.records.decoding import CONTROL, decode
from fangzhi.records.extent import extent_problems
from fangzhi.records.handwriting import narrow_colons, slip
from fangzhi.records.problems import Place, Problem, problem

_SAFE: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quickest of PyYAML's

_new = tuple.__new__  # half the time of a named tuple's own, of which each value has two
_NOTHING = ("~", "null")
_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})
_LARGEST_META = 100_000  # characters of one front matter
_LARGEST_VOCABULARY = 1_000_000  # of one authority file: a province with its townships has some 1,500 places
_MOST_VALUES = 100_000  # of one file
DEEPEST = 40
_FENCE = re.compile(r"---[ \t]*\Z")
_CLOSE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_ONE = 12  # characters: names, units and words of vocabularies are shorter, and are held once for all articles
_DASHES = re.compile(r"^[- ?]+", re.MULTILINE)
_DEEP = re.compile(rf"[- ?]{{{2 * DEEPEST}}}")
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")  # YAML's, but no editor's


class Scalar(NamedTuple):
    """A value as it was written, always text."""

    text: str
    place: Place


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    place: Place


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; equal keys are all there."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping
_ONLY_TEXT = frozenset({Scalar})


@dataclass(frozen=True, slots=True)
class Document:
    """One source file: ``meta`` is its front matter, ``head`` the same as text, which starts on the second line;

    ``line`` is the line its body starts on, ``digest`` its SHA-256.
    """

    path: str
    meta: Mapping
    body: str
    line: int
    digest: str
    head: str = ""


def read(path: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Split a Markdown file into front matter and body. ``path`` is relative to the archive's root."""
    text, problems = decode(path, data)
    if text is None:
        return None, problems
    found = _split(path, text)
    if isinstance(found, Problem):
        return None, [found]
    head, body = found
    meta, problems = parse(path, head, first_line=2)
    line = head.count("\n") + 3
    if beyond := extent_problems(path, line, body):
        return None, problems + beyond
    return (Document(path, meta, body, line, digest(data), head) if meta else None), problems


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _split(path: str, text: str) -> tuple[str, str] | Problem:
    first, _, rest = text.partition("\n")
    if not _FENCE.match(first):
        return problem(Place(path, 1, 1), "no-front-matter", found=first[:20])
    close = _CLOSE.search(rest)
    if not close:
        return problem(Place(path, 1, 1), "unclosed-front-matter")
    return rest[: close.start()], rest[close.end() + 1 :]


def parse(path: str, text: str, first_line: int = 1) -> tuple[Mapping | None, list[Problem]]:
    """YAML text to a `Mapping` with places; ``first_line`` is the line of the file that the text starts on."""
    if len(text) > _LARGEST_META:
        return None, [problem(Place(path, first_line, 1), "front-matter-too-large", limit=_LARGEST_META)]
    return _mapping(path, text, first_line)


def _mapping(path: str, text: str, first_line: int) -> tuple[Mapping | None, list[Problem]]:
    node, problems = compose(path, text, first_line)
    if node is None or isinstance(node, Mapping):
        return node, problems
    return None, [problem(node.place, "not-a-mapping", example="title: …" if path.endswith(".md") else "…: …")]


def parse_vocabulary(path: str, text: str) -> tuple[Mapping | None, list[Problem]]:
    """The YAML of an authority file, as `parse` reads front matter, but longer than that may be."""
    if len(text) > _LARGEST_VOCABULARY:
        return None, [problem(Place(path, 1, 1), "vocabulary-too-large", limit=_LARGEST_VOCABULARY)]
    return _mapping(path, text, 1)


def compose(path: str, text: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """YAML text to a value of any kind, as `parse` reads it; nothing at all is an empty mapping."""
    if refused := _refused(path, text, first_line):
        return None, refused
    mended, widened = narrow_colons(_OTHER_LINE_ENDS.sub(" ", text))
    tree = _Tree(path, first_line, widened, escapes="\\" in mended)
    try:
        node = tree.read(_SAFE(mended))
    except _TooManyValuesError:
        return None, [problem(Place(path, first_line, 1), "too-many-values", limit=_MOST_VALUES)]
    except yaml.MarkedYAMLError as error:
        return None, [tree.broken(error, text)]
    except yaml.YAMLError:
        return None, [problem(Place(path, first_line, 1), "yaml", detail="unreadable character")]
    return (None if tree.problems else node), tree.problems


def _refused(path: str, text: str, first_line: int) -> list[Problem]:
    if _nests_too_deep(text):
        return [problem(Place(path, first_line, 1), "too-deep", limit=DEEPEST)]
    lines = text.split("\n") if "\t" in text else ()
    tabs = ((number, line.find("\t")) for number, line in enumerate(lines, first_line))
    return [problem(Place(path, number, column + 1), "tab") for number, column in tabs if column >= 0]


def _nests_too_deep(text: str) -> bool:
    may = text.count("[") + text.count("{") > DEEPEST or _DEEP.search(text)
    return bool(may) and _depth(text) > DEEPEST


def _depth(text: str) -> int:
    """How deep brackets and dashes nest at most."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return max(deepest, *(len(run) // 2 for run in _DASHES.findall(text) if run.strip()), 0)


class _TooManyValuesError(Exception):
    """A file that is made to be read for ever."""


class _Tree:
    """The events of a YAML parser as ours, with places in the file; aliases and keys that are no text are problems."""

    def __init__(self, path: str, first_line: int, moved: dict[int, int], *, escapes: bool) -> None:
        self.path, self.first_line, self.moved, self.escapes = path, first_line, moved, escapes
        self.problems: list[Problem] = []
        self.aliases: set[str] = set()
        self.values = 0

    def read(self, parser: Any) -> Node:  # noqa: ANN401 - one of PyYAML's loaders, whose events have no types
        """The one document of a stream; no document is an empty mapping."""
        self.next = parser.get_event
        self.next()
        if not isinstance(self.next(), yaml.DocumentStartEvent):
            return Mapping((), Place(self.path, self.first_line, 1))
        self.values += 1
        node = self.node(self.next(), 0)
        self.next()
        another = self.next()
        if not isinstance(another, yaml.StreamEndEvent):
            mark: Any = another.start_mark
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=mark)
        return node

    def place(self, mark: Any) -> Place:  # noqa: ANN401 - as above
        line, column = mark.line, mark.column + 1
        moved = self.moved and column > self.moved.get(line, column)
        return Place(self.path, line + self.first_line, column - bool(moved))

    def node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - as above
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        place = self.place(event.start_mark)
        if kind is yaml.AliasEvent:
            if event.anchor not in self.aliases:
                self.problems.append(problem(place, "alias"))
            self.aliases.add(event.anchor)
            return Scalar("", place)
        if depth > DEEPEST:
            return self.leave(place)
        items = self.items(depth + 1)
        if kind is yaml.SequenceStartEvent:
            return _new(Sequence, (tuple(items), place))
        keys = items[::2]
        texts = keys if _ONLY_TEXT.issuperset(map(type, keys)) else map(self.key, keys)
        return _new(Mapping, (tuple(zip(texts, items[1::2], strict=True)), place))

    def items(self, depth: int) -> list[Node]:
        """What follows up to the end of a list or mapping; raises `_TooManyValuesError` where that is more than may be."""
        items: list[Node] = []
        following, scalar, text = self.next, self.scalar, yaml.ScalarEvent
        while (kind := type(event := following())) not in _ENDS:
            self.values += 1
            if self.values > _MOST_VALUES:
                raise _TooManyValuesError
            items.append(scalar(event) if kind is text else self.node(event, depth))
        return items

    def scalar(self, event: Any) -> Scalar:  # noqa: ANN401 - as above
        text, mark = event.value, event.start_mark
        if self.moved:
            place = self.place(mark)
        else:
            place = _new(Place, (self.path, mark.line + self.first_line, mark.column + 1))
        if self.escapes and (control := CONTROL.search(text)):
            self.problems.append(problem(place, "control-character", found=f"U+{ord(control[0]):04X}"))
            return Scalar("", place)
        if len(text) < _ONE:
            text = sys.intern(text)
        return _new(Scalar, (text if event.style or text not in _NOTHING else "", place))

    def key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.problems.append(problem(node.place, "key-not-text"))
        return Scalar("", node.place)

    def leave(self, place: Place) -> Scalar:
        """Go on behind a list or mapping that lies too deep."""
        self.problems.append(problem(place, "too-deep", limit=DEEPEST))
        open_ones = 1
        while open_ones:
            event = self.next()
            open_ones += isinstance(event, yaml.CollectionStartEvent) - (type(event) in _ENDS)
        return Scalar("", place)

    def broken(self, error: yaml.MarkedYAMLError, text: str) -> Problem:
        """Why a text cannot be read: as an editor would say it, where that can be told."""
        mark = error.problem_mark or error.context_mark
        place = self.place(mark) if mark else Place(self.path, self.first_line, 1)
        if found := slip(text, place.line - self.first_line):
            here = Place(self.path, found.line + self.first_line, found.column)
            return problem(here, found.code, found=text.split("\n")[found.line].strip(), right=found.right.strip())
        return problem(place, "yaml", detail=error.problem or error.context or "?")
