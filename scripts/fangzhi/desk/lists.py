"""The lists in ``data/`` by which the gate knows names and homes: words of the language, and of no place or office of its own."""

from __future__ import annotations

from importlib.resources import files


def listed(name: str) -> list[str]:
    """The entries of one list."""
    return files(__package__).joinpath("data", f"{name}.txt").read_text("utf-8").split()
