"""The versions of each article that readers could see, oldest first, with their texts.

A history starts anew where an article was not public (a draft, or withdrawn), and where its front matter says so: what was
before is not read any further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from fangzhi.records.article import Article
from fangzhi.records.disclosure import HIDE
from fangzhi.records.history import Change, Log, contents

_NOT_PUBLIC = re.compile(
    rb"^(?:status|\xe7\x8a\xb6\xe6\x80\x81)\s*(?::|\xef\xbc\x9a)\s*[\"']?(?:draft|withdrawn|\xe8\x8d\x89\xe7\xa8\xbf|\xe6\x92\xa4\xe7\xa8\xbf)",
    re.MULTILINE,
)
_HEAD = 1 << 14  # bytes in which front matter is looked for


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article's file: when it came (RFC 3339, UTC), why, its id in git, and its bytes.

    ``english`` says that it is the file of the translation.
    """

    time: str
    subject: str
    blob: str
    data: bytes
    english: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """An article's versions, oldest first; ``complete`` is false where a shallow clone, or the editor, holds older ones back."""

    revisions: tuple[Revision, ...]
    complete: bool

    def reasoned(self, say: Callable[[str], str]) -> History:
        """The same with every reason as ``say`` words it."""
        return replace(self, revisions=tuple(replace(r, subject=say(r.subject)) for r in self.revisions))


def histories(root: Path, log: Log, articles: Iterable[Article]) -> dict[str, History]:
    """The history of each article that has changed since it was published, by id. Git is asked once for all texts."""
    told = [article for article in articles if article.history != HIDE and _changed(article, log)]
    wanted = (change.after for article in told for change in log.changes.get(article.path, ()))
    texts = contents(root, wanted)
    found = {article.id: _history(article, log, texts) for article in told}
    return {identifier: history for identifier, history in found.items() if len(history.revisions) > 1}


def _changed(article: Article, log: Log) -> bool:
    return len(log.changes.get(article.path, ())) + len(_translation(article, log)) > 1


def _translation(article: Article, log: Log) -> tuple[Change, ...]:
    return log.changes.get(article.english.path, ()) if article.english else ()


def _history(article: Article, log: Log, texts: dict[str, bytes]) -> History:
    changes = log.changes.get(article.path, ())
    public = list(takewhile(lambda change: not _NOT_PUBLIC.search(texts.get(change.after, b"")[:_HEAD]), changes))
    shown = [change for change in public if change.time >= article.history]
    own = [Revision(c.time, c.subject, c.after, texts[c.after]) for c in reversed(shown) if c.after in texts]
    first = own[0].time if own else "~"  # after every time
    english = [
        Revision(c.time, c.subject, c.after, b"", english=True) for c in _translation(article, log) if c.time > first
    ]
    complete = len(shown) == len(public) and all(change.known for change in public)
    return History(tuple(sorted([*own, *english], key=lambda revision: revision.time)), complete)
