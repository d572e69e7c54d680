"""The texts of an archive as an editor proofreads their conversion: every passage that readers see in two scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fangzhi.hanzi import review
from fangzhi.hanzi.conversion import Converter, Hints
from fangzhi.hanzi.glossary import Glossary, read_glossary
from fangzhi.hanzi.review import Finding, Passage
from fangzhi.records.article import Article
from fangzhi.records.catalogue import Catalogue
from fangzhi.records.decoding import take
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.problems import Problem
from fangzhi.records.progress import Tell, silent

_OTHER = {LanguageTag.HANS: LanguageTag.HANT, LanguageTag.HANT: LanguageTag.HANS}


def findings(catalogue: Catalogue, glossary: Glossary, *, every: bool = False, tell: Tell = silent) -> list[Finding]:
    """The doubtful places of an archive, by place; with ``every`` all that was decided above the usual."""
    converters = {source: Converter(source, target, glossary) for source, target in _OTHER.items()}
    articles = [item.article for item in catalogue.items]
    found: list[Finding] = []
    for done, article in enumerate(articles):
        tell("doubts", done, len(articles))
        found += review.findings(passages(article), converters[article.lang], every=every)
    return sorted(found, key=lambda f: f.place)


def doubts(root: Path, found: Iterable[Finding]) -> list[Problem]:
    """A warning for each doubtful place that the archive's review file does not approve."""
    approved, problems = approvals(root)
    return problems + review.unapproved(found, approved)


def unread(root: Path, catalogue: Catalogue, tell: Tell = silent) -> list[str]:
    """A line for each doubtful place of an archive that nobody has approved."""
    approved, _ = approvals(root)
    found = findings(catalogue, read_glossary(root)[0], tell=tell)
    return [finding.line() for finding in found if finding.key not in approved]


def approvals(root: Path) -> tuple[frozenset[str], list[Problem]]:
    """The keys that an archive's review file approves; none where there is no file."""
    try:
        text, problems = take(root, review.PATH)
    except OSError:
        return frozenset(), []
    return review.read(text) if text is not None else (frozenset(), problems)


def passages(article: Article) -> Iterator[Passage]:
    """An article's headlines, summary, captions, figures and text."""
    hints = Hints(keep=article.keep, pairs=article.pairs, names=article.names)
    for key, place in article.places.items():
        if text := str(getattr(article, key)):
            yield Passage(article.path, text, place.line, hints)
    for image in article.images:
        yield Passage(article.path, f"{image.caption}\n{image.credit}\n{image.alt}", image.place.line, hints)
    for figure in article.figures:
        words = figure.words
        said = f"{words.label}\n{figure.value}{words.unit}\n{words.counts}\n{words.period}"
        yield Passage(article.path, said, article.places["title"].line, hints)
    yield Passage(article.path, article.body, article.line, hints)
