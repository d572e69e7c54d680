"""Whether every character of a page stands in its drafts: the count that an import must pass before it writes.

Not counted are white space, the marks that point from a caption to its picture, the brackets round a credit, dashes
before a subtitle, and the bars of tables. Half and full width of one punctuation mark count as one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from fangzhi.desk.captions import MARKERS
from fangzhi.desk.drafts import unescaped
from fangzhi.desk.punctuation import NARROW
from fangzhi.desk.words import PRINTED, UNTITLED
from fangzhi.records.frontmatter import Mapping, Node, Scalar, Sequence, read

_UNCOUNTED = frozenset(MARKERS + "|｜丨■□◆◇●○★☆▶▎▍【】—–─-－()\ufffd")
_HEADING = re.compile(r"^#{2,3} ", re.MULTILINE)
_KEPT = re.compile(rf"^# (?:{'|'.join(map(re.escape, PRINTED))})(.*)$", re.MULTILINE)
_SAID_ABOVE = re.compile(r"^#.*\nbylines:", re.MULTILINE)
_FIELDS = ("title", "kicker", "subtitle")


def lost(page: str, drafts: Iterable[str]) -> tuple[str, str]:
    """The characters of a page that its drafts lack, and those that drafts have and the page has not."""
    there = _count(page)
    here: Counter[str] = Counter()
    for draft in drafts:
        here += _count("".join(_texts(draft)))
    return "".join(sorted((there - here).elements())), "".join(sorted((here - there).elements()))


def _count(text: str) -> Counter[str]:
    return Counter(c for c in text.translate(NARROW) if not c.isspace() and c not in _UNCOUNTED)


def _texts(draft: str) -> Iterator[str]:
    """Every text of a draft that was printed on the page; what is said twice is given once."""
    document, problems = read("draft.md", draft.encode("utf-8"))
    if document is None:
        raise ValueError(problems)
    head = draft[: draft.index("\n---\n", 3)]
    yield from _KEPT.findall(head)
    fields = {key.text: value for key, value in document.meta.entries}
    yield from (_scalar(fields[name]) for name in _FIELDS if name in fields and _scalar(fields[name]) != UNTITLED)
    yield from _pictures(fields.get("images"))
    if not _SAID_ABOVE.search(head):
        yield from _people(fields.get("bylines"))
    yield unescaped(_HEADING.sub("", document.body))


def _scalar(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _pictures(node: Node | None) -> Iterator[str]:
    for image in node.items if isinstance(node, Sequence) else ():
        for key, value in image.entries if isinstance(image, Mapping) else ():
            yield _scalar(value) if key.text in ("caption", "credit") else ""


def _people(node: Node | None) -> Iterator[str]:
    for role, names in node.entries if isinstance(node, Mapping) else ():
        yield role.text
        yield from (_scalar(name) for name in (names.items if isinstance(names, Sequence) else (names,)))
