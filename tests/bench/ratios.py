"""Ratios that this project holds itself to, in ``ratios.json``: ``python -m tests.bench.ratios`` accepts the last found.

A ratio is ours by another program's in the same run on the same machine, so it means the same anywhere; less is better.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

KEPT = Path(__file__).with_name("ratios.json")
_FOUND = Path(".cache/bench/ratios.json")
_WORSE, _JUDGED = 1.25, ": cpu"


def worse(found: Mapping[str, float]) -> dict[str, float]:
    """Those of some ratios of processor time that are a quarter worse than the kept ones of their names.

    Wall time and memory at the peak are kept to be read: on a machine that does other things they wander by more.
    """
    kept = _read(KEPT)
    judged = {name: value for name, value in found.items() if name.endswith(_JUDGED)}
    return {name: value for name, value in judged.items() if value > _WORSE * kept.get(name, value)}


def complaint(found: Mapping[str, float]) -> str:
    """What is to be said of ratios that are worse, and what can be done."""
    kept = _read(KEPT)
    lines = [f"  {name}: {kept[name]:.3f} was kept, {value:.3f} was found" for name, value in sorted(found.items())]
    said = "Slower by a quarter or more, measured twice:"
    return "\n".join([said, *lines, "Mend it, or accept the new ratios with `make bench-accept` and say why."])


def note(found: Mapping[str, float]) -> None:
    """Remember what was found, until it is accepted."""
    _FOUND.parent.mkdir(parents=True, exist_ok=True)
    _write(_FOUND, _read(_FOUND) | dict(found))


def accept() -> None:
    """Keep what was last found."""
    _write(KEPT, _read(KEPT) | _read(_FOUND))


def _read(file: Path) -> dict[str, float]:
    return dict(json.loads(file.read_text("utf-8"))) if file.exists() else {}


def _write(file: Path, ratios: Mapping[str, float]) -> None:
    rounded = {name: float(f"{value:.3g}") for name, value in sorted(ratios.items())}
    file.write_text(json.dumps(rounded, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    accept()
