"""What the text of an article alone decides, kept between runs: traces of personal data, and slips of copy.

What is kept is sealed with the rules and lists that found it. It is of use for the very files that were looked at: a digest
can be known to whoever writes an archive, and what would let something through could be committed with it; the time and
the number of a file on this disk cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from fangzhi.desk.advice import Slip, slips
from fangzhi.desk.gate import Passage, Traces, article_traces, passage_traces
from fangzhi.hanzi import tables
from fangzhi.records import sealed
from fangzhi.records.article import Article
from fangzhi.records.frontmatter import digest
from fangzhi.records.sealed import CACHE
from fangzhi.records.state import State, state

_FILE = f"{CACHE}/judged"


class _Known(NamedTuple):
    """The digest of what was looked at, the states of the article's files, and what was found in them."""

    digest: str
    states: tuple[State | None, ...]
    traces: Traces
    slips: tuple[Slip, ...]


@dataclass
class Judged:
    """What is known of an archive's articles by path; ``fresh`` is what was found or used since, and is what will be kept."""

    root: Path
    files: dict[str, _Known] = field(default_factory=dict)
    fresh: dict[str, _Known] = field(default_factory=dict)

    def traces(self, article: Article) -> Traces:
        """What points to a person in an article, allowed or not."""
        return self._known(article).traces

    def page(self, path: str, passages: Sequence[Passage]) -> Traces:
        """What points to a person in a hand-written page."""
        found, states = digest("\0".join(passage.text for passage in passages).encode()), (state(self.root, path),)
        known = self.files.get(path)
        if known is None or (known.digest, known.states) != (found, states) or None in states:
            known = _Known(found, states, passage_traces(passages), ())
        self.fresh[path] = known
        return known.traces

    def slips(self, article: Article) -> list[Slip]:
        """What is plainly a slip in an article's text."""
        return list(self._known(article).slips)

    def _known(self, article: Article) -> _Known:
        known = self.fresh.get(article.path)
        if known is None or known.digest != article.digest:
            known = self.fresh[article.path] = self._again(article)
        return known

    def _again(self, article: Article) -> _Known:
        """What was kept of an article if it is the same, else what is found now."""
        english = article.english.path if article.english else ""
        states = tuple(state(self.root, path) for path in (article.path, english) if path)
        known = self.files.get(article.path)
        if known and (known.digest, known.states) == (article.digest, states) and None not in states:
            return known
        return _Known(article.digest, states, article_traces(article), tuple(slips(article.body)))

    def keep(self) -> None:
        """Keep what was found for the next run, if anything is new or gone."""
        if self.fresh.keys() != self.files.keys() or any(self.files[path] is not k for path, k in self.fresh.items()):
            sealed.write(
                self.root / _FILE, rules(), sealed.packed({path: _plain(known) for path, known in self.fresh.items()})
            )


def _plain(known: _Known) -> tuple[object, ...]:
    return (*known[:-1], tuple(map(tuple, known.slips)))


def recall(root: Path) -> Judged:
    """What is known of an archive's articles by today's rules."""
    found = next(sealed.unpacked(sealed.read(root / _FILE, rules())), ({}, b""))[0]
    kept = cast("dict[str, tuple[str, tuple[State, ...], Traces, tuple[tuple[str, int, str, str], ...]]]", found)
    return Judged(root, {path: _Known(*known[:-1], tuple(Slip(*s) for s in known[-1])) for path, known in kept.items()})


@lru_cache(maxsize=1)
def rules() -> bytes:
    """A digest of all rules, of their lists, and of the tables by which one script is read as the other."""
    return sealed.maker("records", "hanzi", "desk") + digest(b"".join(tables.sources())).encode()
