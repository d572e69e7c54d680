"""The gate for what readers see beside the articles: hand-written pages in ``docs/``, vocabularies, settings, and the files
of text and drawings that lie with articles. What would take for ever to render is refused.

A hand-written page allows what may stand by the same ``privacy`` in its front matter. The others have no place to say so,
and what they hold is pointed out. Nothing is masked in any of them: ``--fix`` mends articles.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from fangzhi.desk.gate import Passage, exposed
from fangzhi.desk.judged import Judged
from fangzhi.desk.masking import mask
from fangzhi.records.allowance import NAMES, Allowance, read_allowance
from fangzhi.records.bounds import inside
from fangzhi.records.decoding import take
from fangzhi.records.extent import page_problems
from fangzhi.records.fields import Fields
from fangzhi.records.frontmatter import Document, Mapping, read
from fangzhi.records.pictures import SUFFIXES, NotAPictureError, read_picture
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.published import FILE as PUBLISHED
from fangzhi.records.settings import FILE as SETTINGS

FOLDER = "docs"
_AROUND = (SETTINGS, "articles/_vocabulary/districts.yml", "articles/_vocabulary/initiatives.yml")
_READABLE = (".svg", ".txt", ".csv", ".tsv", ".vtt")
_MARKUP = re.compile(r"<[^<>]*>")
_PRIVACY = {"privacy": "privacy", "隐私": "privacy"}


def leaflets(root: Path) -> list[str]:
    """The hand-written pages of an archive, sorted, as far as they lie in it."""
    found = (file.relative_to(root).as_posix() for file in (root / FOLDER).rglob("*.md") if file.is_file())
    return sorted(path for path in found if inside(root, path, ""))


def leaflet_problems(root: Path, judged: Judged, only: Sequence[Path] = ()) -> list[Problem]:
    """Personal data in hand-written pages that they do not allow, and in what else readers see; or ``only`` in some places.

    ``judged`` knows what was found in them before.
    """
    asked = [path.resolve() for path in only]

    def chosen(paths: list[str]) -> Iterator[str]:
        return (p for p in paths if not only or any((root / p).resolve().is_relative_to(a) for a in asked))

    pages = [found for path in chosen(leaflets(root)) for found in _problems(root, path, judged)]
    pages += [found for path in chosen(_pictures(root)) for found in _telling(root, path)]
    return pages + [found for path in chosen(_others(root)) for found in _seen(root, path, judged)]


def _pictures(root: Path) -> list[str]:
    """The pictures of hand-written pages, which an engine copies as they are."""
    files = (file.relative_to(root).as_posix() for file in (root / FOLDER).rglob("*") if file.is_file())
    return sorted(path for path in files if Path(path).suffix.lower() in SUFFIXES and inside(root, path, ""))


def _telling(root: Path, path: str) -> Iterator[Problem]:
    """What cameras wrote into a picture; one that cannot be read is nobody's."""
    with suppress(NotAPictureError, OSError):
        if read_picture(root, path).traces:
            yield problem(Place(path), "page-image-tells")


def _others(root: Path) -> list[str]:
    """What else readers see as text: vocabularies, settings, files that lie with articles."""
    found = [path for path in _AROUND if (root / path).is_file()]
    for folder, _, names in os.walk(root / "articles"):
        base = Path(folder).relative_to(root).as_posix()
        found += sorted(f"{base}/{name}" for name in names if name.lower().endswith(_READABLE) and name[0] not in "._")
    return [path for path in found if inside(root, path, "") and path != PUBLISHED]


def _seen(root: Path, path: str, judged: Judged) -> Iterator[Problem]:
    """What is pointed out in a file that has no place to allow it; of a drawing its texts alone are read."""
    try:
        text, _ = take(root, path)
    except OSError:
        return
    if text is None:  # told elsewhere, where it matters
        return
    shown = _MARKUP.sub(lambda tag: "\ue000" * len(tag[0]), text) if path.lower().endswith(".svg") else text
    passage = Passage(path, 1, shown)
    for _, kind, start, end in judged.page(path, [passage]):
        yield problem(passage.place(start), "personal-data-beside", found=mask(kind, shown[start:end]))


def _problems(root: Path, path: str, judged: Judged) -> Iterator[Problem]:
    text, faults = take(root, path)
    if text is None:  # an empty page is MkDocs's business, and one that is no text is nobody's
        yield from (fault for fault in faults if fault.code != "empty-file")
        return
    yield from page_problems(path, 1, text)
    document, _ = read(path, text.encode())
    problems: list[Problem] = []
    allowances = _allowances(document, problems) if document else ()
    passages = [Passage(path, 1, text)] if document is None else _parts(document)
    yield from problems
    yield from exposed(passages, judged.page(path, passages), allowances)


def _parts(document: Document) -> list[Passage]:
    return [Passage(document.path, 2, document.head), Passage(document.path, document.line, document.body)]


def _allowances(document: Document, problems: list[Problem]) -> tuple[Allowance, ...]:
    """What a page's front matter allows; its other keys are the engine's."""
    entries = tuple(entry for entry in document.meta.entries if entry[0].text in _PRIVACY)
    fields = Fields(Mapping(entries, document.meta.place), _PRIVACY, problems)
    return fields.each("privacy", NAMES, read_allowance)
