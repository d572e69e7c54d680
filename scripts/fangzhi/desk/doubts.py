"""Doubtful conversions, remembered between checks: finding them costs milliseconds an article, and few articles change.

The memory is ``.cache/fangzhi/doubts.json`` in the archive. It may be deleted at any time, and it is valid for one
glossary and one version of the conversion only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from fangzhi.desk.proofs import approvals, passages
from fangzhi.hanzi import review
from fangzhi.hanzi.conversion import Converter
from fangzhi.hanzi.glossary import Glossary
from fangzhi.records.article import Article, Status
from fangzhi.records.frontmatter import digest
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Place, Problem, problem

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


def find(articles: Iterable[Article], glossary: Glossary) -> dict[str, list[Doubt]]:
    """The doubtful places of some articles by their digests; of published ones only, since no reader sees others."""
    converters = {source: Converter(source, target, glossary) for source, target in _OTHER.items()}
    shown = [article for article in articles if article.status is Status.PUBLISHED]
    return {a.digest: [_said(f) for f in review.findings(passages(a), converters[a.lang])] for a in shown}


def _said(finding: review.Finding) -> Doubt:
    (said,) = review.unapproved([finding], frozenset())
    return finding.key, finding.place.line, finding.place.column, dict(said.facts)


def unapproved(root: Path, articles: Iterable[Article], doubts: dict[str, list[Doubt]]) -> list[Problem]:
    """A warning for each doubt that the archive's review file does not approve."""
    approved, problems = approvals(root)
    return problems + [
        problem(Place(article.path, line, column), "hanzi-doubt", **facts)
        for article in articles
        for key, line, column, facts in doubts.get(article.digest, ())
        if key not in approved
    ]
