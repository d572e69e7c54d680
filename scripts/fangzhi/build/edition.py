"""An edition of the site in one file that opens from disk: every link names the file behind it."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fangzhi.records.progress import Tell, silent
from fangzhi.site import urls

_LINK = re.compile(
    rb'((?:<a [^>]*?href|<form [^>]*?action)=")((?:\.{1,2}/|[a-zA-Z0-9][^":?#]*/)[^":?#]*)?([?#][^"]*)?(")'
)
_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="[^"]*"')
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that zip can say: an edition's bytes depend on its content alone
_SERVED_ALONE = ("sw.js", urls.CARD)  # an offline worker, and pictures for links: of no use from disk


def write_edition(site: Path, file: Path, tell: Tell = silent) -> int:
    """Write a zip of a site beside it; returns the number of files in it. The same site gives the same bytes."""
    fresh = file.with_suffix(".new")
    paths = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    paths = [path for path in paths if not path.endswith(_SERVED_ALONE)]
    try:
        with ZipFile(fresh, "w", ZIP_DEFLATED) as edition:
            for number, path in enumerate(paths):
                tell("edition", number, len(paths))
                entry = ZipInfo(f"{file.stem}/{path}", _TIME)
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
                edition.writestr(entry, _from_disk(path, (site / path).read_bytes()))
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return len(paths)


def _from_disk(path: str, data: bytes) -> bytes:
    """A browser shows a folder's listing, not its index.html, when it opens one from disk."""
    return _LINK.sub(_named, _POLICY.sub(_of_disk, data)) if path.endswith(".html") else data


def _of_disk(match: re.Match[bytes]) -> bytes:
    """On disk a page's own origin is nothing that browsers agree on: files are named by their scheme as well."""
    return match[0].replace(b"'self'", b"'self' file:")


def _named(match: re.Match[bytes]) -> bytes:
    before, target, after, quote = match[1], match[2] or b"", match[3] or b"", match[4]
    return before + (target + b"index.html" if target.endswith(b"/") else target) + after + quote
