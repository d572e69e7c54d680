"""What a build would change for readers, as Markdown: pages by the article, and conversions that nobody has read yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from fangzhi.build.fixity import MANIFEST
from fangzhi.press.differences import Difference, read_digests, site_digests
from fangzhi.records.langtag import VARIANTS

_PAGE = "index.html"
_MOST = 200  # lines of one list: a summary is read by people
_WAIT = 30  # seconds

Say = Callable[..., str]


def published_digests(where: str) -> dict[str, str]:
    """The digests of a site that is published: a folder, or its address. Nothing where there is none yet."""
    if not where.startswith(("https://", "http://")):
        return {path: digest for path, digest in site_digests(Path(where)).items() if path != MANIFEST}
    try:
        with urlopen(urljoin(where, MANIFEST), timeout=_WAIT) as answer:  # noqa: S310 - http and https alone
            return read_digests(answer.read().decode("utf-8", "replace"))
    except (URLError, OSError, ValueError):
        return {}


def summary(found: Difference, titles: dict[str, str], doubts: Sequence[str], say: Say) -> Iterator[str]:
    """The lines of a summary. ``titles`` are those of articles by the path of their page."""
    yield f"## {say('changes')}"
    for kind, paths in (("added", found.added), ("changed", found.changed), ("removed", found.removed)):
        yield from _pages(say(f"pages-{kind}"), paths, titles, say)
    others = [p for paths in (found.added, found.changed, found.removed) for p in paths if not p.endswith(_PAGE)]
    yield f"\n{say('other-files', count=len(others))}"
    yield f"\n## {say('doubts-new', count=len(doubts)) if doubts else say('doubts-none')}\n"
    yield from _cut([f"- {line}" for line in doubts], say)


def _pages(heading: str, paths: Iterable[str], titles: dict[str, str], say: Say) -> Iterator[str]:
    """Each page once, whatever its variants; articles first, with their titles."""
    pages = {_common(path.removesuffix(_PAGE)) for path in paths if path.endswith(_PAGE)}
    if pages:
        yield f"\n### {heading} ({len(pages)})\n"
        lines = [
            f"- `/{page}` {titles.get(page, '')}".rstrip() for page in sorted(pages, key=lambda p: (p not in titles, p))
        ]
        yield from _cut(lines, say)


def _common(path: str) -> str:
    prefixes = (variant.prefix for variant in VARIANTS if variant.prefix)
    return next((path.removeprefix(prefix) for prefix in prefixes if path.startswith(prefix)), path)


def _cut(lines: Sequence[str], say: Say) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"- {say('and-more', count=len(lines) - _MOST)}"
