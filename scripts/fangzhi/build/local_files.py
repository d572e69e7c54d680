"""What the browser editor asks of the preview when it runs on the editor's own computer: Decap's proxy server protocol.

It reads and writes files under ``articles/`` alone, and only for a page of the preview itself: another site's page in
the same browser could send requests here too.
"""

from __future__ import annotations

import binascii
import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from fangzhi.records.archive import article_files
from fangzhi.records.problems import Place, problem

_TEXT = (".md",)
Values = dict[str, Any]


class RefusedError(Exception):
    """A request that is not carried out; the text says why."""


def answer(root: Path, body: bytes) -> tuple[HTTPStatus, object]:
    """The answer to one request: a status, and what is sent as JSON."""
    try:
        asked = json.loads(body)
        return HTTPStatus.OK, _ACTIONS[asked["action"]](root, asked.get("params") or {})
    except (RefusedError, OSError) as error:
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error)}
    except (KeyError, TypeError, ValueError, binascii.Error):
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": "not understood"}


def _file(root: Path, path: str) -> Path:
    """A file that the editor may read and write."""
    home, file = (root / "articles").resolve(), (root / path).resolve()
    hidden = any(part[0] in "._" for part in Path(path).parts)
    if hidden or not file.is_relative_to(home) or file == home:
        raise RefusedError(path)
    return file


def _entry(root: Path, path: str) -> Values:
    data = _file(root, path).read_bytes().decode("utf-8")
    return {"data": data, "file": {"path": path, "id": hashlib.sha256(data.encode()).hexdigest()}}


def _info(root: Path, _: Values) -> Values:
    return {"repo": root.name, "publish_modes": ["simple"], "type": "local_fs"}


def _by_folder(root: Path, params: Values) -> list[Values]:
    """Decap asks for a folder; all articles are in one."""
    return [_entry(root, path) for path in article_files(root) if path.startswith(f"{params['folder'].strip('/')}/")]


def _by_files(root: Path, params: Values) -> list[Values]:
    return [_entry(root, str(file["path"])) for file in params["files"]]


def _persist(root: Path, params: Values) -> Values:
    """Write an entry and its pictures, each file whole or not at all."""
    wanted = [(_unchanged(root, one), str(one["raw"]).encode()) for one in params["dataFiles"]]
    wanted += [(_file(root, str(one["path"])), _decoded(one)) for one in params.get("assets") or ()]
    if any(file.suffix not in _TEXT for file, _ in wanted[: len(params["dataFiles"])]):
        raise RefusedError("not an article")
    for file, data in wanted:
        _write(file, data)
    return {"message": "entry persisted"}


def _unchanged(root: Path, one: Values) -> Path:
    """The file of an entry, which must still hold what the entry was made ``from``, where that is told."""
    file = _file(root, str(one["path"]))
    there = file.read_bytes().decode("utf-8", "replace") if file.exists() else ""
    if one.get("from", there) != there:
        raise RefusedError(problem(Place(str(one["path"])), "changed-meanwhile").message("zh"))  # the form's language
    return file


def _decoded(asset: Values) -> bytes:
    return b64decode(asset["content"])


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=".new-", delete=False) as fresh:
        fresh.write(data)
    Path(fresh.name).replace(file)


def _media(root: Path, params: Values) -> list[Values]:
    folder = params.get("mediaFolder", "articles").strip("/")
    home = root / folder if folder == "articles" else _file(root, folder)
    files = sorted(p for p in home.glob("*") if p.is_file() and p.suffix not in _TEXT and p.name[0] not in "._")
    return [_picture(root, file.relative_to(root).as_posix()) for file in files]


def _picture(root: Path, path: str) -> Values:
    data = _file(root, path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    content = b64encode(data).decode()
    return {"id": digest, "name": Path(path).name, "path": path, "content": content, "encoding": "base64"}


def _persist_media(root: Path, params: Values) -> Values:
    asset = params["asset"]
    _write(_file(root, str(asset["path"])), _decoded(asset))
    return _picture(root, str(asset["path"]))


_ACTIONS: dict[str, Callable[[Path, Values], object]] = {
    "info": _info,
    "entriesByFolder": _by_folder,
    "entriesByFiles": _by_files,
    "getEntry": lambda root, params: _entry(root, str(params["path"])),
    "persistEntry": _persist,
    "getMedia": _media,
    "getMediaFile": lambda root, params: _picture(root, str(params["path"])),
    "persistMedia": _persist_media,
    "getDeployPreview": lambda _root, _params: None,
}
