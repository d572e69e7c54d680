"""What the desk asks editors: at a terminal, or not at all."""

from __future__ import annotations

import locale
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Ask = Callable[[str, str, Sequence[str]], str]
"""Asks a question; takes its words, the answer given by Enter alone, and what may be completed. Returns the answer."""


def silent(_question: str, default: str, _choices: Sequence[str]) -> str:
    """Ask nobody: the likelier answer stands, and a comment in the draft marks it."""
    return default


def at_terminal(question: str, default: str, choices: Sequence[str]) -> str:
    """Ask whoever sits at the terminal. Tab completes the last word where the system has readline."""
    with _completing(choices):
        answer = input(f"{question} [{default}]: " if default else f"{question}: ").strip()
    return answer or default


@contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    readline = _readline()
    if readline is None:
        yield
        return
    before = readline.get_completer()
    readline.set_completer(lambda start, n: _nth([c for c in choices if c.startswith(start)], n))
    readline.set_completer_delims(" \t、，,")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)


def _readline() -> ModuleType | None:
    """The library, where the system has it and a locale that is not installed does not make it take Chinese for commands."""
    if sys.platform != "win32" and locale.nl_langinfo(locale.CODESET) != "UTF-8":
        return None
    try:
        return import_module("readline")
    except ImportError:
        return None


def _nth(found: Sequence[str], number: int) -> str | None:
    return found[number] if number < len(found) else None
