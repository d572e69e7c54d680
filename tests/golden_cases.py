"""Golden cases: files in, the exact lines that are printed out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

GOLDEN = Path(__file__).resolve().parent / "golden"


@dataclass(frozen=True)
class Case:
    """One archive's bad input: its files, and the lines that they get in both languages.

    ``alone`` says that it changes settings or vocabularies, and cannot share an archive with other cases.
    """

    name: str
    files: dict[str, bytes | None]
    zh: tuple[str, ...]
    en: tuple[str, ...]
    alone: bool


def load(name: str) -> Any:
    """The YAML under ``golden/``, every value as text."""
    return yaml.load((GOLDEN / name).read_text("utf-8"), yaml.BaseLoader)


def problem_cases() -> list[Case]:
    """The cases under ``golden/problems/``, by name."""
    names = sorted(file.name for file in (GOLDEN / "problems").glob("*.yml"))
    return [_case(name.removesuffix(".yml"), load(f"problems/{name}")) for name in names]


def _case(name: str, raw: dict[str, Any]) -> Case:
    files = {path: _content(given) for path, given in raw["files"].items()}
    return Case(name, files, tuple(raw.get("zh") or ()), tuple(raw.get("en") or ()), "alone" in raw)


def _content(given: Any) -> bytes | None:
    """A text, a text in another encoding, bytes in hexadecimal, something long, or nothing: no such file."""
    if given == "null":
        return None
    if isinstance(given, str):
        return given.encode()
    if "hex" in given:
        return bytes.fromhex(given["hex"])
    if "encoding" in given:
        return str(given["text"]).encode(given["encoding"])
    middle = given["repeat"] * int(given["times"]) if "repeat" in given else _steps(given["steps"], int(given["times"]))
    return f"{given['before']}{middle}{given['after']}".encode()


def _steps(line: str, times: int) -> str:
    return "\n".join(" " * n + line for n in range(times))
