"""Doubtful conversions, remembered between checks: finding them costs milliseconds an article, and few articles change.

The memory of a larger archive is its ``.cache/fangzhi/doubts``. It may be deleted at any time, and it is valid for one
glossary and one version of the conversion only: its seal says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from fangzhi.desk.judged import rules
from fangzhi.desk.masking import veiled
from fangzhi.desk.proofs import approvals, passages
from fangzhi.hanzi import review
from fangzhi.hanzi.conversion import Converter
from fangzhi.hanzi.glossary import Glossary, read_glossary
from fangzhi.records import sealed
from fangzhi.records.article import Article, Status
from fangzhi.records.frontmatter import digest
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.sealed import CACHE

FEW = 50  # articles whose doubts are found soon enough without a memory
MANY = 300  # articles whose doubts an editor does not wait for unless asked
FILE = f"{CACHE}/doubts"
Doubt = tuple[str, int, int, dict[str, str]]
"""The key of its approval, line and column in its article, and the facts of its problem."""
_OTHER = {LanguageTag.HANS: LanguageTag.HANT, LanguageTag.HANT: LanguageTag.HANS}


def base(glossary: Glossary) -> bytes:
    """What all doubts depend on besides their article: the glossary, and the code and data of the conversion."""
    return rules() + digest(repr(glossary).encode("utf-8")).encode()


def remembered(root: Path, base: bytes) -> dict[str, list[Doubt]]:
    """Doubts by the digest of their article, as the last check left them; none where they are damaged."""
    kept = next(sealed.unpacked(sealed.read(root / FILE, base)), ({}, b""))[0]
    return cast("dict[str, list[Doubt]]", kept)


@dataclass
class Memory:
    """An archive's doubts: those that are known, and how others are found. ``faults`` is what its glossary lacks.

    Without ``every``, many articles that are not known yet are left for later, and a warning says so.
    """

    root: Path
    glossary: Glossary
    base: bytes
    known: dict[str, list[Doubt]]
    faults: list[Problem]
    every: bool = True

    def unsought(self, articles: Sequence[Article]) -> list[Article]:
        """Articles whose doubts are not known yet; of published ones only, since no reader sees others."""
        if not self.every and len(articles) - len(self.known) > MANY:
            return []
        return [a for a in articles if a.status is Status.PUBLISHED and a.digest not in self.known]

    def finder(self) -> partial[dict[str, list[Doubt]]]:
        """What finds the doubts of some articles; it may be sent to another process."""
        return partial(find, glossary=self.glossary)

    def problems(self, articles: Sequence[Article], found: dict[str, list[Doubt]]) -> list[Problem]:
        """A warning for each doubt that the archive's review file does not approve; all are kept for the next check."""
        every = found | self.known
        now = {article.digest: every[article.digest] for article in articles if article.digest in every}
        unread = {article.digest for article in articles if article.status is Status.PUBLISHED} - now.keys()
        if unread:
            return [*self.faults, problem(Place("articles"), "doubts-unread", count=len(unread))]
        if now != self.known and len(now) > FEW:
            sealed.write(self.root / FILE, self.base, sealed.packed(now))
        approved, problems = approvals(self.root)
        return [*self.faults, *problems, *_unapproved(articles, now, approved)]


def recall(root: Path, *, every: bool = True) -> Memory:
    """What is known of an archive's doubts. ``every`` asks for all others, however many."""
    glossary, faults = read_glossary(root)
    kept = base(glossary)
    return Memory(root, glossary, kept, remembered(root, kept), faults, every)


def find(articles: Iterable[Article], *, glossary: Glossary) -> dict[str, list[Doubt]]:
    """The doubtful places of some articles by their digests."""
    converters = {source: Converter(source, target, glossary) for source, target in _OTHER.items()}
    return {a.digest: [_said(f) for f in review.findings(passages(a), converters[a.lang])] for a in articles}


def _said(finding: review.Finding) -> Doubt:
    (said,) = review.unapproved([finding], frozenset())
    facts = {key: veiled(value) for key, value in said.facts}
    return finding.key, finding.place.line, finding.place.column, facts


def _unapproved(
    articles: Iterable[Article], doubts: dict[str, list[Doubt]], approved: frozenset[str]
) -> Iterator[Problem]:
    for article in articles:
        for key, line, column, facts in doubts.get(article.digest, ()):
            if key not in approved:
                yield problem(Place(article.path, line, column), "hanzi-doubt", **facts)
