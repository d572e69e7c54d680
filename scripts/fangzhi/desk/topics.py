"""Which initiatives a report belongs to: the vocabulary's own words in it, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangzhi.hanzi.script import HAN
from fangzhi.records.vocabulary import Term, Vocabulary

_HAN_WORD = re.compile(rf"[{HAN}“”+「」]{{2,}}")
_ENOUGH = 2
_QUOTES = re.compile("[“”「」]")


@dataclass(frozen=True, slots=True)
class Topic:
    """A term with the words found: where (``head``, ``heading``, ``quoted``, ``body``) and how often."""

    term: Term
    words: str
    where: str
    times: int

    @property
    def sure(self) -> bool:
        """Whether the report makes it its subject, and does not mention it in passing."""
        return self.where != "body" or self.times >= _ENOUGH


def find_topics(initiatives: Vocabulary, head: str, headings: str, body: str) -> list[Topic]:
    """Every initiative whose words stand in a report, in the vocabulary's order."""
    return [topic for term in initiatives.terms if (topic := _topic(term, head, headings, body))]


def _topic(term: Term, head: str, headings: str, body: str) -> Topic | None:
    """The weightiest sighting of one term. Quotation marks inside a name do not count."""
    for where, text in (("head", head), ("heading", headings), ("quoted", "\n".join(_quoted(body))), ("body", body)):
        plain = _QUOTES.sub("", text)
        for word in _words(term):
            if word in plain:
                return Topic(term, word, where, _QUOTES.sub("", body).count(word))
    return None


def _words(term: Term) -> Iterator[str]:
    for word in term.called:
        if _HAN_WORD.fullmatch(word):
            yield _QUOTES.sub("", word)


def _quoted(body: str) -> list[str]:
    return re.findall(r"[“「]([^“”「」\n]{2,16})[”」]", body)
