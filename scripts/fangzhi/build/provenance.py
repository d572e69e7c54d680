"""What a site was made from: ``made-from.json``, which says of each part the source files, and of each its digest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from fangzhi import __version__
from fangzhi.build.digests import Digests
from fangzhi.build.fixity import file_digest
from fangzhi.build.sources import Sources, makers
from fangzhi.records.article import Article, Status
from fangzhi.records.attachments import attachments
from fangzhi.records.langtag import VARIANTS
from fangzhi.records.settings import FILE
from fangzhi.site import urls

PROVENANCE = "made-from.json"
_DIGEST = 64
_json = json.JSONEncoder(ensure_ascii=False).encode


class Provenance:
    """The record. Drafts are not named in it. What no article's folder holds is made from all sources together."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    @property
    def of(self) -> tuple[object, ...]:
        """What it is made from."""
        return (repr(self._articles), repr(self._others))

    @cached_property
    def _articles(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The path of each article with its source files and their digests."""
        catalogue, digests = self._sources.catalogue, self._sources.digests
        items = (*catalogue.items, *catalogue.withdrawn)
        return {
            urls.article(i.article.shelf, i.article.id): tuple(dict(_files(digests, i.article)).items()) for i in items
        }

    @cached_property
    def _others(self) -> dict[str, str]:
        return _others(self._sources.root)

    def record(self) -> bytes:
        """The file: an article or a source a line."""
        digests = {path: digest for files in self._articles.values() for path, digest in files} | self._others
        named = {path: _json([name for name, _ in files]) for path, files in self._articles.items()}
        outputs = {urls.location(variant, path): names for path, names in named.items() for variant in VARIANTS}
        told = {
            "generator": _json(f"fangzhi {__version__}"),
            "made_with": _lines({name: _json(number) for name, number in makers().items()}),
            "sources": _lines({path: f'"{digest}"' for path, digest in digests.items()}),
            "outputs": _lines(outputs),
        }
        return _lines(told).encode() + b"\n"


def _lines(written: Mapping[str, str]) -> str:
    """Values that are JSON already as an object, sorted by their names."""
    return "{\n" + ",\n".join(f"{_json(key)}: {written[key]}" for key in sorted(written)) + "\n}"


def _files(digests: Digests, article: Article) -> Iterator[tuple[str, str]]:
    """An article's own file, its translation, and what lies beside it, with their digests."""
    yield article.path, article.digest[:_DIGEST]
    if article.english and article.english.path and article.status is not Status.WITHDRAWN:
        yield article.english.path, article.digest[_DIGEST:]
    for attachment in attachments(article):
        if not attachment.path.endswith(".md"):
            yield attachment.path, digests.of(attachment.path)


def _others(root: Path) -> dict[str, str]:
    """Settings, vocabularies and hand-written pages."""
    folders = (root / "articles" / "_vocabulary", root / "docs", root / "overrides")
    files = [root / FILE, *(f for folder in folders for f in sorted(folder.rglob("*")))]
    return {f.relative_to(root).as_posix(): file_digest(f) for f in files if f.is_file() and f.name[0] != "."}
