"""Whether the theme and the Markdown extensions that mkdocs.yml names are installed.

MkDocs would say so in English, without a place, and only when it renders. Nothing of them is imported here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from fangzhi.records.frontmatter import Mapping, Node, Scalar, Sequence
from fangzhi.records.problems import Problem, nearest, problem

_THEMES = frozenset({"material", "mkdocs", "readthedocs", "null", ""})
_EXTENSIONS = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs",
    "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
})  # fmt: skip
"""What always is there; of anything else the installed packages are asked, which takes longer."""


def missing_parts(top: dict[str, Node]) -> Iterator[Problem]:
    """What the settings name and nobody installed, with the nearest name that is."""
    theme = top.get("theme")
    named = next((v for k, v in theme.entries if k.text == "name"), None) if isinstance(theme, Mapping) else theme
    yield from _unknown("no-such-theme", [named], _THEMES, "mkdocs.themes")
    extensions = [e for e in _extensions(top.get("markdown_extensions")) if not _importable(e.text)]
    yield from _unknown("no-such-extension", extensions, _EXTENSIONS, "markdown.extensions")


def _unknown(code: str, named: Iterable[Node | None], usual: frozenset[str], group: str) -> Iterator[Problem]:
    unusual = [node for node in named if isinstance(node, Scalar) and node.text not in usual]
    if not unusual:
        return
    from importlib.metadata import entry_points

    known = usual | entry_points(group=group).names
    for node in unusual:
        if node.text not in known:
            yield problem(node.place, code, found=node.text, near=nearest(node.text, known))


def _extensions(node: Node | None) -> Iterator[Scalar]:
    """Extensions stand as names in a list, as keys with their options, or in one mapping."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        yield from (key for key, _ in node.entries)
    elif isinstance(node, Sequence):
        yield from (each for item in node.items for each in _extensions(item))


def _importable(name: str) -> bool:
    """Whether a name is that of a module: its package is looked for, and not imported."""
    package, dotted, _ = name.partition(".")
    package, _, named = package.partition(":")
    try:
        return bool(dotted or named or name not in _EXTENSIONS) and find_spec(package) is not None
    except (ImportError, ValueError):
        return False
