"""A BagIt bag (RFC 8493): files copied under ``data/``, with their digests, the same bytes for the same files."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from operator import itemgetter
from pathlib import Path

_PERCENT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(bag: Path, payload: Iterable[tuple[str, Path | bytes]], info: Mapping[str, str]) -> None:
    """Write a bag into a new folder, whole or not at all.

    ``payload`` gives each file's path below ``data/``, and where it is now or what it is.
    """
    bag.mkdir(parents=True)
    try:
        _fill(bag, payload, info)
    except BaseException:  # Ctrl-C too
        shutil.rmtree(bag, ignore_errors=True)
        raise


def _fill(bag: Path, payload: Iterable[tuple[str, Path | bytes]], info: Mapping[str, str]) -> None:
    digests: dict[str, str] = {}
    size = 0
    for path, file in sorted(payload, key=itemgetter(0)):
        target = bag / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(file, bytes):
            target.write_bytes(file)
        else:
            shutil.copyfile(file, target)
        digests[f"data/{path}"] = _digest(target)
        size += target.stat().st_size
    known = {**info, "Payload-Oxum": f"{size}.{len(digests)}"}
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{label}: {' '.join(text.split())}\n" for label, text in known.items() if text),
        "manifest-sha256.txt": _manifest(digests),
    }
    for name, text in tags.items():
        (bag / name).write_text(text, "utf-8", newline="\n")
    tagged = {name: _digest(bag / name) for name in tags}
    (bag / "tagmanifest-sha256.txt").write_text(_manifest(tagged), "utf-8", newline="\n")


def _manifest(digests: Mapping[str, str]) -> str:
    return "".join(f"{digests[path]}  {_coded(path)}\n" for path in sorted(digests))


def _coded(path: str) -> str:
    return "".join(_PERCENT.get(character, character) for character in path)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
