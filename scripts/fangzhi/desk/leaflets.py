"""The gate for hand-written pages in ``docs/``: readers see them beside the articles, so the same rules hold there; and
what would take for ever to render is refused.

A page allows what may stand by the same ``privacy`` in its front matter. Nothing is masked in it: ``--fix`` mends articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fangzhi.desk.gate import Passage, exposed
from fangzhi.desk.judged import Judged
from fangzhi.records.allowance import NAMES, Allowance, read_allowance
from fangzhi.records.bounds import inside
from fangzhi.records.decoding import take
from fangzhi.records.extent import page_problems
from fangzhi.records.fields import Fields
from fangzhi.records.frontmatter import Document, Mapping, read
from fangzhi.records.problems import Problem

FOLDER = "docs"
_PRIVACY = {"privacy": "privacy", "隐私": "privacy"}


def leaflets(root: Path) -> list[str]:
    """The hand-written pages of an archive, sorted, as far as they lie in it."""
    found = (file.relative_to(root).as_posix() for file in (root / FOLDER).rglob("*.md") if file.is_file())
    return sorted(path for path in found if inside(root, path, ""))


def leaflet_problems(root: Path, judged: Judged, only: Sequence[Path] = ()) -> list[Problem]:
    """Personal data in hand-written pages, or ``only`` those in some places, that they do not allow.

    ``judged`` knows what was found in them before.
    """
    asked = [path.resolve() for path in only]
    chosen = (
        path for path in leaflets(root) if not only or any((root / path).resolve().is_relative_to(a) for a in asked)
    )
    return [found for path in chosen for found in _problems(root, path, judged)]


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
