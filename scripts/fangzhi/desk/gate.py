"""The gate that texts pass before they are published: personal data is an error, unless the text says why it may stand.

What is found is shown veiled, with its place, since the log of a public repository's checks is public. In a draft it is a
warning: nobody sees drafts on the site. A withdrawn article shows nothing, so nothing is looked for in it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fangzhi.desk.masking import mask, masked
from fangzhi.desk.privacy import traces
from fangzhi.desk.seen import seen
from fangzhi.desk.traces import Trace, narrow
from fangzhi.records.allowance import Allowance
from fangzhi.records.article import Article, Status, read_article, translated
from fangzhi.records.decoding import decode
from fangzhi.records.frontmatter import Document, read
from fangzhi.records.problems import Place, Problem, problem

_ENGLISH = ".en.md"
_BETWEEN = re.compile(r"[\s\-·()（）\u00ad\u200b-\u200d\u2060]+")
_CODES = {
    "identity": "privacy-identity", "phone": "privacy-phone", "card": "privacy-card", "plate": "privacy-plate",
    "passport": "privacy-passport", "address": "privacy-address", "email": "privacy-email", "chat": "privacy-chat",
    "name": "privacy-name",
}  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A part of a file, front matter or body, with the line that it begins on."""

    path: str
    line: int
    text: str

    def place(self, offset: int) -> Place:
        """Line and column of a place in it."""
        line = bisect(self._starts, offset) - 1
        return Place(self.path, self.line + line, offset - self._starts[line] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


Traces = tuple[tuple[int, str, int, int], ...]
"""The traces in an article's passages: the number of the passage, the kind, and where they begin and end in it."""


def article_traces(article: Article) -> Traces:
    """What points to a person in an article and its translation, allowed or not."""
    return passage_traces(_passages(article))


def passage_traces(passages: Iterable[Passage]) -> Traces:
    """What points to a person in some passages."""
    return tuple((number, *trace) for number, passage in enumerate(passages) for trace in traces(passage.text))


def personal_data(articles: Iterable[Article], look: Callable[[Article], Traces] = article_traces) -> list[Problem]:
    """What stands in some articles that should not be published, and what they allow without need.

    ``look`` finds the traces in one of them, or knows them.
    """
    return [found for article in articles for found in _problems(article, look)]


def _problems(article: Article, look: Callable[[Article], Traces]) -> Iterator[Problem]:
    if article.status is Status.WITHDRAWN:
        yield from _remains(article)
        return
    found = look(article)
    passages = list(_passages(article)) if found else []
    yield from exposed(passages, found, article.privacy, draft=article.status is Status.DRAFT)


def exposed(
    passages: Sequence[Passage], found: Traces, allowances: Sequence[Allowance], *, draft: bool = False
) -> Iterator[Problem]:
    """What was ``found`` in some passages and is not allowed, and what is allowed without need."""
    used: set[str] = set()
    for number, kind, start, end in found:
        place, text = passages[number].place(start), passages[number].text[start:end]
        allowed = _allowed(allowances, text)
        used |= allowed if not _is_its_own(allowances, place) else set()
        if not allowed:
            yield problem(place, "draft-personal-data" if draft else _CODES[kind], found=mask(kind, text))
    unused = (allowance for allowance in allowances if allowance.text not in used)
    yield from (problem(allowance.place, "privacy-unused") for allowance in unused)


def _remains(article: Article) -> Iterator[Problem]:
    """Text that a withdrawn article's files still hold, for all who can read the repository."""
    kept = (
        article.title,
        article.summary,
        article.kicker,
        article.subtitle,
        article.bylines,
        article.images,
        article.figures,
    )
    if any(kept) or article.body.strip():
        yield problem(Place(article.path), "withdrawn-text")
    if article.english and article.english.path:
        yield problem(Place(article.english.path), "withdrawn-text")


def _passages(article: Article) -> Iterator[Passage]:
    yield Passage(article.path, 2, article.head)
    yield Passage(article.path, article.line, article.body)
    if article.english and article.english.path:
        yield Passage(article.english.path, 2, article.english.head)
        yield Passage(article.english.path, article.english.line, article.english.body)


def _allowed(allowances: Sequence[Allowance], found: str) -> set[str]:
    """The allowances whose text holds what was found, whatever stands between its characters."""
    bare = _bare(found) if allowances else ""
    return {allowance.text for allowance in allowances if bare in _bare(allowance.text)}


def _bare(text: str) -> str:
    return _BETWEEN.sub("", narrow(seen(text).text)).casefold()


def _is_its_own(allowances: Sequence[Allowance], place: Place) -> bool:
    """Whether a place is in an allowance itself, which needs no other."""
    return any(a.place.path == place.path and a.place.line == place.line for a in allowances)


def masked_files(files: dict[str, bytes]) -> dict[str, bytes]:
    """Some files, by their paths in the archive, with all personal data veiled that their articles do not allow."""
    changed = dict(files)
    for path in (path for path in files if not path.endswith(_ENGLISH)):
        document, _ = read(path, files[path])
        if document is None:
            continue
        article, _ = read_article(document)
        if article.status is not Status.WITHDRAWN:
            changed[path] = _masked(article, document, files[path])
            other = path.removesuffix(".md") + _ENGLISH
            english, _ = read(other, files[other]) if other in files else (None, [])
            if english:
                changed[other] = _masked(translated(article, english)[0], english, files[other])
    return changed


def _masked(article: Article, document: Document, data: bytes) -> bytes:
    text, _ = decode(document.path, data)
    head, body = (_veil(article, part, markdown=part is document.body) for part in (document.head, document.body))
    if text is None or (head, body) == (document.head, document.body):
        return data
    start, end = text.index("\n") + 1, len(text) - len(document.body)
    return f"{text[:start]}{head}{text[start + len(document.head) : end]}{body}".encode()


def _veil(article: Article, text: str, *, markdown: bool) -> str:
    found: list[Trace] = [t for t in traces(text) if not _allowed(article.privacy, text[t.start : t.end])]
    return masked(text, found, markdown=markdown)
