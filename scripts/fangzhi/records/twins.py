"""Articles that tell the same: one text in two files has two addresses, and readers would cite either."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fangzhi.records.article import Article, Status
from fangzhi.records.frontmatter import digest
from fangzhi.records.kept import Kept
from fangzhi.records.problems import Place, Problem, problem

_WORDS = re.compile(r"\w+")
_TELLING = 40  # characters; a shorter text is like many others


def wording(body: str) -> str:
    """What makes two texts one: the digest of their letters and digits; empty for a text of a line or less."""
    words = "".join(_WORDS.findall(body))
    return digest(words.encode("utf-8", "surrogatepass")) if len(words) >= _TELLING else ""


def wordings(articles: Iterable[Article], kept: Kept | None = None) -> dict[str, str]:
    """The wording of each article's text by its path; a withdrawn one may have gone on under another name."""
    fresh = kept.fresh if kept else {}
    told = ((a, fresh.get(a.path)) for a in articles if a.status is not Status.WITHDRAWN)
    return {a.path: words for a, known in told if (words := known[1].words if known else wording(a.body))}


def twins(articles: Iterable[Article], known: dict[str, str]) -> list[Problem]:
    """A problem for each article whose text another one has already, with both places."""
    first: dict[str, str] = {}
    found = []
    for article in sorted((a for a in articles if a.path in known), key=lambda a: a.path):
        other = first.setdefault(known[article.path], article.path)
        if other != article.path:
            found.append(problem(Place(article.path), "same-text", title=article.title, other=other))
    return found
