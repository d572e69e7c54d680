"""Doubtful conversions, remembered between checks: finding them costs milliseconds an article, and few articles change.

The memory of a larger archive is its ``.cache/fangzhi/doubts.json``. It may be deleted at any time, and it is valid for one
glossary and one version of the conversion only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fangzhi.desk.masking import veiled
from fangzhi.desk.proofs import approvals, passages
from fangzhi.hanzi import review
from fangzhi.hanzi.conversion import Converter
from fangzhi.hanzi.glossary import Glossary, read_glossary
from fangzhi.records.article import Article, Status
from fangzhi.records.frontmatter import digest
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, problem

FEW = 50  # articles whose doubts are found soon enough without a memory
MANY = 300  # articles whose doubts an editor does not wait for unless asked
FILE = ".cache/fangzhi/doubts.json"
Doubt = tuple[str, int, int, dict[str, str]]
"""The key of its approval, line and column in its article, and the facts of its problem."""
_OTHER = {LanguageTag.HANS: LanguageTag.HANT, LanguageTag.HANT: LanguageTag.HANS}


def base(glossary: Glossary) -> str:
    """What all doubts depend on besides their article: the glossary, and the code and data of the conversion."""
    package = Path(review.__file__).parent
    files = sorted(p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc")
    parts = (f"{p.relative_to(package).as_posix()}:{_identity(p)}" for p in files)
    return digest("\n".join([repr(glossary), *parts]).encode("utf-8"))


def _identity(path: Path) -> str:
    return digest(path.read_bytes()) if path.suffix == ".py" else str(path.stat().st_size)


def remembered(root: Path, base: str) -> dict[str, list[Doubt]]:
    """Doubts by the digest of their article, as the last check left them; none where anything about them is odd."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads((root / FILE).read_text("utf-8"))
        if kept["base"] == base:
            return {key: [_doubt(*one) for one in found] for key, found in kept["articles"].items()}
    return {}


def _doubt(key: str, line: int, column: int, facts: dict[str, str]) -> Doubt:
    return str(key), int(line), int(column), {str(k): str(v) for k, v in facts.items()}


def remember(root: Path, base: str, doubts: dict[str, list[Doubt]]) -> None:
    """Keep doubts for the next check, where the archive's folder can be written to."""
    with suppress(OSError):
        path = root / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(".new")
        text = json.dumps({"base": base, "articles": doubts}, ensure_ascii=False, sort_keys=True)
        scratch.write_text(text, "utf-8", newline="\n")
        scratch.replace(path)


@dataclass
class Memory:
    """An archive's doubts: those that are known, and how others are found. ``faults`` is what its glossary lacks.

    Without ``every``, many articles that are not known yet are left for later, and a warning says so.
    """

    root: Path
    glossary: Glossary
    base: str
    known: dict[str, list[Doubt]]
    faults: list[Problem]
    every: bool = True

    def seek(self, articles: int) -> partial[dict[str, list[Doubt]]] | None:
        """What finds the doubts of articles that are not known yet; it may be sent to another process."""
        if not self.every and articles - len(self.known) > MANY:
            return None
        return partial(find, glossary=self.glossary, known=frozenset(self.known))

    def problems(self, articles: Sequence[Article], found: dict[str, list[Doubt]]) -> list[Problem]:
        """A warning for each doubt that the archive's review file does not approve; all are kept for the next check."""
        every = found | self.known
        now = {article.digest: every[article.digest] for article in articles if article.digest in every}
        unread = {article.digest for article in articles if article.status is Status.PUBLISHED} - now.keys()
        if unread:
            return [*self.faults, problem(Place("articles"), "doubts-unread", count=len(unread))]
        if now != self.known and len(now) > FEW:
            remember(self.root, self.base, now)
        approved, problems = approvals(self.root)
        return [*self.faults, *problems, *_unapproved(articles, now, approved)]


def recall(root: Path, *, every: bool = True) -> Memory:
    """What is known of an archive's doubts. ``every`` asks for all others, however many."""
    glossary, faults = read_glossary(root)
    kept = base(glossary)
    return Memory(root, glossary, kept, remembered(root, kept), faults, every)


def find(articles: Iterable[Article], *, glossary: Glossary, known: frozenset[str]) -> dict[str, list[Doubt]]:
    """The doubtful places of some articles by their digests; of published ones only, since no reader sees others."""
    fresh = [a for a in articles if a.status is Status.PUBLISHED and a.digest not in known]
    if not fresh:
        return {}
    converters = {source: Converter(source, target, glossary) for source, target in _OTHER.items()}
    return {a.digest: [_said(f) for f in review.findings(passages(a), converters[a.lang])] for a in fresh}


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
