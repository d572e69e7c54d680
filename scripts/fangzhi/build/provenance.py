"""What a site was made from: ``made-from.json``, which says of each part the source files, and of each its digest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fangzhi import __version__
from fangzhi.build.fixity import file_digest
from fangzhi.build.sources import Sources, makers
from fangzhi.exports.encoding import json_bytes
from fangzhi.records.article import Article, Status
from fangzhi.records.attachments import attachments
from fangzhi.records.langtag import VARIANTS
from fangzhi.records.settings import FILE
from fangzhi.site import urls

PROVENANCE = "made-from.json"
_DIGEST = 64


def provenance(sources: Sources) -> bytes:
    """The record. Drafts are not named in it. What no article's folder holds is made from all sources together."""
    digests: dict[str, str] = {}
    outputs: dict[str, list[str]] = {}
    for item in (*sources.catalogue.items, *sources.catalogue.withdrawn):
        article = item.article
        made_from = dict(_files(sources.root, article))
        digests |= made_from
        path = urls.article(article.shelf, article.id)
        outputs |= {urls.location(variant, path): list(made_from) for variant in VARIANTS}
    digests |= _others(sources.root)
    return json_bytes(
        {
            "generator": f"fangzhi {__version__}",
            "made_with": makers(),
            "sources": dict(sorted(digests.items())),
            "outputs": dict(sorted(outputs.items())),
        },
        indent=1,
    )


def _files(root: Path, article: Article) -> Iterator[tuple[str, str]]:
    """An article's own file, its translation, and what lies beside it, with their digests."""
    yield article.path, article.digest[:_DIGEST]
    if article.english and article.english.path and article.status is not Status.WITHDRAWN:
        yield article.english.path, article.digest[_DIGEST:]
    for attachment in attachments(article):
        if not attachment.path.endswith(".md"):
            yield attachment.path, file_digest(root / attachment.path)


def _others(root: Path) -> dict[str, str]:
    """Settings, vocabularies and hand-written pages."""
    folders = (root / "articles" / "_vocabulary", root / "docs", root / "overrides")
    files = [root / FILE, *(f for folder in folders for f in sorted(folder.rglob("*")))]
    return {f.relative_to(root).as_posix(): file_digest(f) for f in files if f.is_file() and f.name[0] != "."}
