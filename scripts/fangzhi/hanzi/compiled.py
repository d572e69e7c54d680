"""A table worked out once and kept in the user's cache folder, so that the next process need not work it out again.

A kept table is named after a digest of the sources it was made from, and begins with a digest of itself: when a
source changes it is made anew, when it is damaged it is not believed, and where it cannot be kept nothing is lost.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar, cast

_DIGEST = 32

Made = TypeVar("Made")


def folder() -> Path:
    """Where kept tables lie: ``fangzhi`` in the user's cache folder (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "fangzhi"


def table(name: str, sources: Iterable[bytes], make: Callable[[], Made]) -> Made:
    """The table that ``make`` gives (numbers, texts, tuples, dicts, frozensets), kept under its sources' digest."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    path = folder() / f"{name}-{digest.hexdigest()[:24]}"
    kept = _read(path)
    if kept is not None:
        return cast("Made", kept)
    made = make()
    _write(path, made)
    return made


def _read(path: Path) -> object | None:
    try:
        packed = path.read_bytes()
    except OSError:
        return None
    payload = packed[_DIGEST:]
    if hashlib.sha256(payload).digest() != packed[:_DIGEST]:
        return None
    kept: object = marshal.loads(payload)  # noqa: S302 - our own file, and its digest is right
    return kept


def _write(path: Path, made: object) -> None:
    payload = marshal.dumps(cast("str", made))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(payload).digest() + payload)
        Path(file.name).replace(path)
    except OSError:
        return
