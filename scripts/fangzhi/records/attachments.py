"""The files that an article shows or links to: they lie beside it, and must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath
from unicodedata import normalize
from urllib.parse import unquote

from fangzhi.records.article import Article, Status
from fangzhi.records.bounds import inside, is_file, is_folder, unfit
from fangzhi.records.pictures import SUFFIXES, NotAPictureError, Picture, read_picture
from fangzhi.records.problems import Place, Problem, nearest, problem
from fangzhi.records.remembered import Remembered

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*(?:<([^<>\n]*)>|([^()\s<>]+))")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#", re.IGNORECASE)
_WIDE, _HEAVY = 2560, 2_000_000  # pixels that the widest common screen shows; bytes that a phone waits seconds for


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article names: ``path`` from the root, as the article writes it ``written``, and where.

    ``alt`` is what an image says to those who cannot see it.
    """

    path: str
    written: str
    place: Place
    image: bool
    alt: str = ""


def attachments(article: Article) -> tuple[Attachment, ...]:
    """The files beside an article, from its ``images`` and from the images and links of its texts.

    A withdrawn article has none: whatever its file still names is neither asked for nor published.
    """
    if article.status is Status.WITHDRAWN:
        return ()
    listed = (
        Attachment(_beside(article.path, i.src), i.src, i.place, image=True, alt=i.alt or i.caption)
        for i in article.images
    )
    found = (*listed, *_linked(article.path, article.body, article.line), *_translated(article))
    return tuple(a for a in found if a.written and not _ABSOLUTE.match(a.written))


def _translated(article: Article) -> Iterator[Attachment]:
    if article.english and article.english.path:
        yield from _linked(article.english.path, article.english.body, article.english.line)


def _linked(path: str, body: str, first_line: int) -> Iterator[Attachment]:
    line, counted = first_line, 0
    for match in _LINK.finditer(body) if "](" in body else ():
        line += body.count("\n", counted, match.start())
        counted = match.start()
        place = Place(path, line, match.start() - body.rfind("\n", 0, match.start()))
        target = match[3] or match[4] or ""
        written = unquote(target).partition("#")[0]
        yield Attachment(_beside(path, written), target, place, image=bool(match[1]), alt=match[2])


def _beside(path: str, written: str) -> str:
    return normpath(join(dirname(path), written))


def read_attachments(
    root: Path, article: Article, known: Remembered[Picture | None]
) -> tuple[tuple[Picture, ...], list[Problem]]:
    """The pictures that an article shows or links to, and what is wrong with what it names or should be known of it.

    ``known`` is what is known of pictures. Nothing is read that is outside the archive.
    """
    named = attachments(article)
    draft = article.status is Status.DRAFT
    within = {path for path in {a.path for a in named} if inside(root, path)}
    faults = [fault for a in named for fault in _faults(root, a, draft=draft, within=a.path in within)]
    shown = [a for a in named if a.path in within and (a.image or Path(a.path).suffix.lower() in SUFFIXES)]
    pictures, problems = _pictures(root, [a for a in shown if is_file(root, a.path)], known)
    return pictures, [*problems, *dict.fromkeys(faults), *_outside(article)]


def _pictures(
    root: Path, shown: list[Attachment], known: Remembered[Picture | None]
) -> tuple[tuple[Picture, ...], list[Problem]]:
    pictures: list[Picture] = []
    problems = [problem(a.place, "image-without-words", found=a.written) for a in shown if a.image and not a.alt]
    for path, place in {a.path: a.place for a in reversed(shown)}.items():
        picture = known.of(root, path, partial(_read, root, path))
        if picture:
            pictures.append(picture)
            problems += _known(picture, place)
        else:
            problems.append(problem(place, "unreadable-image", found=Path(path).name))
    return tuple(pictures), problems


def _read(root: Path, path: str) -> Picture | None:
    try:
        return read_picture(root, path)
    except NotAPictureError:
        return None


def _known(picture: Picture, place: Place) -> Iterator[Problem]:
    """What an editor should know of a picture: what is taken out of it, and that it is too large."""
    name = Path(picture.path).name
    yield from (problem(place, code, found=name) for code in picture.traces)
    drawn = picture.path.lower().endswith(".svg")
    if (not drawn and max(picture.width, picture.height) > _WIDE) or picture.size > _HEAVY:
        size = f"{picture.size / 1_000_000:.1f}"
        yield problem(place, "large-image", found=name, width=picture.width, height=picture.height, size=size)


def _faults(root: Path, attachment: Attachment, *, draft: bool, within: bool) -> list[Problem]:
    if not within:
        return [problem(attachment.place, "outside-root")]
    if is_file(root, attachment.path):
        page = attachment.path.endswith(".md") and not attachment.image
        return [] if page else unfit(root, attachment.path, attachment.place)
    return [_missing(root / attachment.path, attachment, draft=draft)]


def _missing(file: Path, attachment: Attachment, *, draft: bool) -> Problem:
    if draft and attachment.image:
        return problem(attachment.place, "awaited-image", found=attachment.written)
    names = sorted(p.name for p in file.parent.iterdir()) if is_folder(file.parent) else []
    if any(normalize("NFC", name) == normalize("NFC", file.name) for name in names):
        return problem(attachment.place, "other-form-of-name", found=attachment.written)
    by_stem = {Path(name).stem: name for name in names if name.endswith(".md") == (file.suffix == ".md")}
    code = "missing-image" if attachment.image else "broken-link"
    return problem(attachment.place, code, found=attachment.written, near=by_stem.get(nearest(file.stem, by_stem), ""))


def _outside(article: Article) -> list[Problem]:
    """A picture on another host would make every reader's browser ask it."""
    listed = [problem(i.place, "outside-image", found=i.src) for i in article.images if _ABSOLUTE.match(i.src)]
    linked = (a for a in _linked(article.path, article.body, article.line) if a.image)
    return listed + [problem(a.place, "outside-image", found=a.written) for a in linked if _ABSOLUTE.match(a.written)]
