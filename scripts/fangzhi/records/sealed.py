"""Files of what was worked out before, kept between runs: believed whole or not at all.

Each begins with a digest of what follows and of what made it: rules that changed, or damage, and it is worked out anew.
Whoever writes an archive could write such a file too, so what is in it can be nothing but data.
"""

from __future__ import annotations

import gc
import hashlib
import io
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")

CACHE = ".cache/fangzhi"
"""The folder of an archive in which such files lie."""
TICK = 100_000_000
"""ns: a file that was written when its state was kept may have been written again within a tick."""
_SEAL = 32
_PLAIN = {("decimal", "Decimal"), ("datetime", "date")}
_PACKAGE = Path(__file__).parents[1]


def read(file: Path, maker: bytes) -> bytes:
    """What was written by this maker; nothing where there is none, or it is damaged, or another's."""
    try:
        with file.open("rb") as stream:
            seal, data = stream.read(_SEAL), stream.read()
    except OSError:
        return b""
    return data if _seal(maker, data) == seal else b""


def write(file: Path, maker: bytes, *data: bytes | memoryview) -> None:
    """Keep some data under its seal; where that cannot be, nothing is lost."""
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as stream:
            stream.writelines([_seal(maker, *data), *data])
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def packed(data: object) -> bytes:
    """Data as bytes: numbers, texts, tuples, lists, dicts, and values of `fangzhi.records`."""
    return pickle.dumps(data, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Iterator[tuple[object, memoryview]]:
    """All that was packed and put together, each with its bytes; nothing more where something else is among it.

    The bytes are no copies: many megabytes are kept of a large archive.
    """
    stream, whole = io.BytesIO(data), memoryview(data)
    while (start := stream.tell()) < len(whole):
        try:
            with no_collection():
                found = _Data(stream).load()
        except pickle.UnpicklingError:
            return
        yield found, whole[start : stream.tell()]


def swift(kind: type[_T]) -> type[_T]:
    """A dataclass that is packed as its fields in order: `dataclasses` takes twice as long to write and to read a frozen one."""
    values = attrgetter(*(each.name for each in fields(kind)))  # type: ignore[arg-type]

    def reduced(self: _T) -> tuple[type[_T], object]:
        return kind, values(self)

    kind.__reduce__ = reduced  # type: ignore[assignment, method-assign]
    return kind


class _Data(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if module.startswith("fangzhi.records.") or (module, name) in _PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


@lru_cache
def maker(*wings: str) -> bytes:
    """A digest of the code and the lists in some wings of this package, and of Python, which writes data in its own way."""
    files = (
        file
        for wing in wings
        for file in sorted((_PACKAGE / wing).rglob("*"))
        if file.is_file() and file.suffix != ".pyc"
    )
    return hashlib.sha256(b"\0".join([sys.version.encode(), *(file.read_bytes() for file in files)])).digest()


@contextmanager
def no_collection() -> Iterator[None]:
    """Thousands of small records are made and all of them kept: looking for cycles among them finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _seal(*parts: bytes | memoryview) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()
