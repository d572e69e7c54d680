"""The house: who may know whom, which room hosts which library, how large a room is, and no word said in vain."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest

from fangzhi.records.messages import MESSAGES
from fangzhi.site.words import WORDS
from tests.conftest import ROOT

PACKAGE = ROOT / "scripts/fangzhi"
WINGS = {
    "records": set(),
    "hanzi": {"records"},
    "site": {"records", "hanzi"},
    "exports": {"records", "hanzi", "site"},
    "build": {"records", "hanzi", "site", "exports"},
    "desk": {"records", "hanzi"},
    "press": {"records", "build"},
    "admission": {"records", "build", "desk"},
    "plugin": {"records", "hanzi", "site", "exports", "build", "desk", "admission"},
    "options": set(),
    "bars": {"records", "desk"},
    "usage_words": set(),
    "usage": {"records", "usage_words"},
    "desk_cli": {"records", "hanzi", "desk", "options", "bars"},
    "drafts_cli": {"records", "hanzi", "desk", "options", "desk_cli"},
    "preview_cli": {"records", "build", "desk", "options", "desk_cli"},
    "press_cli": {"records", "build", "desk", "options", "press", "bars", "desk_cli"},
    "build_cli": {"records", "site", "build", "desk", "options", "bars", "admission"},
    "cli": {"records", "hanzi", "desk", "options", "usage", "bars", "build_cli", "desk_cli", "drafts_cli", "press_cli", "preview_cli"},
    "__main__": {"cli"},
}  # fmt: skip
HOSTS = {
    "mkdocs": {"build.theme_plugin", "plugin"},
    "watchdog": {"build.preview"},
    "comrak": {"site.markdown"},
    "distributed": {"build.cluster"},
    "jinja2": {"site.templates", "site.codegen", "site.bodies"},
    "markupsafe": {"site.localization", "site.bodies", "site.codegen", "site.templates"},
    "numpy": {"hanzi.folding", "site.bitcodes", "site.postings", "exports.database", "build.finding"},
    "click": {"bars", "build_cli", "cli", "desk_cli", "drafts_cli", "options", "press_cli", "preview_cli", "usage"},
    "PIL": {"records.pictures", "exports.fonts", "exports.cards"},
    "pypinyin": {"desk.naming"},
    "docx": {"desk.word_files"},
    "lxml": {"desk.web_pages"},
    "yaml": {"records.frontmatter", "hanzi.glossary", "hanzi.review"},
}
LARGEST = 300


class Module:
    """One room: its name below the package, and what it imports."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        self.wing = self.name.partition(".")[0]

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse(self.file.read_text("utf-8"))

    @cached_property
    def imports(self) -> set[str]:
        """Every module that it names, also inside functions and for types alone."""
        return set(self._imports())

    def _imports(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name} imports relatively"
                yield from ({node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names})

    @property
    def own(self) -> set[str]:
        """The rooms of the package among them."""
        names = {name.removeprefix("fangzhi.") for name in self.imports if name.startswith("fangzhi.")}
        return {name for name in names if name in NAMES} - {self.name, self.wing}

    @property
    def foreign(self) -> set[str]:
        """The libraries among them."""
        return {name.partition(".")[0] for name in self.imports} - {"fangzhi", "", *sys.stdlib_module_names}


MODULES = [Module(file) for file in sorted(PACKAGE.rglob("*.py"))]
NAMES = {module.name for module in MODULES}
ROOMS = [module for module in MODULES if module.file.name != "__init__.py"]
PYTHON = "".join(module.file.read_text("utf-8") for module in MODULES if not module.name.startswith("records.messages"))
TEMPLATES = "".join(file.read_text("utf-8") for file in sorted((ROOT / "overrides").rglob("*.html")))
ENV = pytest.mark.parametrize("module", ROOMS, ids=lambda module: module.name)


@ENV
def test_a_wing_knows_only_wings_before_it(module: Module) -> None:
    """In the order of the design."""
    others = {name.partition(".")[0] for name in module.own} - {module.wing}
    assert others <= WINGS[module.wing], f"{module.name} may not import {sorted(others - WINGS[module.wing])}"


def test_no_room_waits_for_itself() -> None:
    """Rooms can be put in an order in which each imports only those before it."""
    waiting = {module.name: set(module.own) for module in ROOMS}
    while ready := [name for name, needs in waiting.items() if not needs & set(waiting)]:
        for name in ready:
            del waiting[name]
    assert not waiting, f"these import one another: {waiting}"


@ENV
def test_a_library_lives_in_its_room(module: Module) -> None:
    """And one that nobody hosts is not used."""
    for library in module.foreign:
        hosts = HOSTS.get(library, set())
        assert {module.name, module.wing} & hosts, f"{module.name} imports {library}, which lives in {sorted(hosts)}"


def test_every_host_has_its_guest() -> None:
    """The table above names no library that nobody uses."""
    assert {library for module in ROOMS for library in module.foreign} == set(HOSTS)


@ENV
def test_no_room_is_too_large(module: Module) -> None:
    """300 lines at most."""
    assert module.file.read_text("utf-8").count("\n") <= LARGEST


@ENV
def test_rooms_say_what_they_are(module: Module) -> None:
    """Each has a docstring; none is called utils, helpers, or a manager of anything."""
    assert ast.get_docstring(module.tree)
    assert not re.search(r"util|helper|manager|common|misc", module.name)


@ENV
def test_files_are_opened_with_an_encoding(module: Module) -> None:
    """Never by the locale: text is read and written as UTF-8."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            method, function = getattr(node.func, "attr", ""), getattr(node.func, "id", "")
            picture = ast.unparse(node.func) == "Image.open"
            if (method in {"read_text", "write_text", "open"} and not picture) or function == "open":
                said = [*(ast.unparse(a) for a in node.args), *(ast.unparse(k.value) for k in node.keywords)]
                assert any(word in {"'utf-8'", "'utf-8-sig'", "'rb'", "'wb'", "'r+b'"} for word in said), (
                    f"{module.name}:{node.lineno}"
                )


def _codes() -> set[str]:
    """Every text in the code that could be a code of a problem."""
    strings = (
        n.value
        for m in MODULES
        if not m.name.startswith("records.messages")
        for n in ast.walk(m.tree)
        if isinstance(n, ast.Constant)
    )
    return {text for text in strings if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", text)}


def _raised() -> set[str]:
    """The codes that are given to ``problem`` (or to a reader's ``note``) as they stand."""
    calls = (n for m in MODULES for n in ast.walk(m.tree) if isinstance(n, ast.Call) and len(n.args) > 1)
    named = [c for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) in {"problem", "note"}]
    return {c.args[1].value for c in named if isinstance(c.args[1], ast.Constant) and isinstance(c.args[1].value, str)}


def test_every_code_has_its_message_and_every_message_its_code() -> None:
    """No code without words, no words that nobody says."""
    assert _raised() <= set(MESSAGES)
    assert set(MESSAGES) <= _codes()


def test_every_word_of_the_interface_is_said() -> None:
    """By a template or by the code; and what is said is there, with the same facts in all three languages."""
    ours = PYTHON.replace((PACKAGE / "site/words.py").read_text("utf-8"), "")
    used = set(re.findall(r"""[\"']([a-z0-9_-]+)[\"']""", ours + TEMPLATES)) | set(
        re.findall(r"words\.(\w+)", TEMPLATES)
    )
    built = {name for name in WORDS for prefix in re.findall(r'f"([a-z_]+)\{', ours) if name.startswith(prefix)}
    built |= {name for name in WORDS for prefix in re.findall(r'"([a-z_]+)" ~', TEMPLATES) if name.startswith(prefix)}
    assert set(WORDS) - used - built == set()
    assert set(re.findall(r'loc\.word\("([^"]+)"[,)]', TEMPLATES)) <= set(WORDS)
    for key, said in WORDS.items():
        facts = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in said]
        assert len(said) == 3
        assert all(said), key
        if key not in {"century"}:
            assert facts[0] == facts[1] == facts[2], key
