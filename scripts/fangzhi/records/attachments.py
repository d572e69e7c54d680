"""The files that an article shows or links to: they lie beside it, and must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from fangzhi.records.article import Article, Status
from fangzhi.records.problems import Place, Problem, nearest, problem

_LINK = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^()\s<>]+)")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article names: ``path`` from the root, as the article writes it ``written``, and where."""

    path: str
    written: str
    place: Place
    image: bool


def attachments(article: Article) -> tuple[Attachment, ...]:
    """The files beside an article, from its ``images`` and from the images and links of its texts."""
    listed = (Attachment(_beside(article.path, i.src), i.src, i.place, image=True) for i in article.images)
    found = (*listed, *_linked(article.path, article.body, article.line), *_translated(article))
    return tuple(a for a in found if a.written and not _ABSOLUTE.match(a.written))


def _translated(article: Article) -> Iterator[Attachment]:
    if article.english and article.english.path:
        yield from _linked(article.english.path, article.english.body, article.english.line)


def _linked(path: str, body: str, first_line: int) -> Iterator[Attachment]:
    for match in _LINK.finditer(body) if "](" in body else ():
        line = first_line + body.count("\n", 0, match.start())
        place = Place(path, line, match.start() - body.rfind("\n", 0, match.start()))
        written = unquote(match[2]).partition("#")[0]
        yield Attachment(_beside(path, written), match[2], place, image=bool(match[1]))


def _beside(path: str, written: str) -> str:
    return normpath(join(dirname(path), written))


def attachment_problems(root: Path, article: Article) -> list[Problem]:
    """What is missing, outside the archive, or an image on another site."""
    draft = article.status is Status.DRAFT
    found = [fault for a in attachments(article) if (fault := _fault(root, a, draft=draft))]
    return found + _outside(article)


def _fault(root: Path, attachment: Attachment, *, draft: bool) -> Problem | None:
    file = root / attachment.path
    if not file.resolve().is_relative_to((root / "articles").resolve()):
        return problem(attachment.place, "outside-root")
    if file.is_file():
        return None
    if draft and attachment.image:
        return problem(attachment.place, "awaited-image", found=attachment.written)
    siblings = sorted(p.name for p in file.parent.iterdir()) if file.parent.is_dir() else []
    code = "missing-image" if attachment.image else "broken-link"
    return problem(attachment.place, code, found=attachment.written, near=nearest(file.name, siblings))


def _outside(article: Article) -> list[Problem]:
    """A picture on another host would make every reader's browser ask it."""
    listed = [problem(i.place, "outside-image", found=i.src) for i in article.images if _ABSOLUTE.match(i.src)]
    linked = (a for a in _linked(article.path, article.body, article.line) if a.image)
    return listed + [problem(a.place, "outside-image", found=a.written) for a in linked if _ABSOLUTE.match(a.written)]
