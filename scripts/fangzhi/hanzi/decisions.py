"""What was decided above plain one-to-one, where, by whom, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Who decided, strongest first."""

    MARK = "mark"
    ARTICLE = "article"
    GLOSSARY = "glossary"
    RULE = "rule"
    DICTIONARY = "dictionary"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decided place: characters ``start`` to ``end`` of the text without its marks.

    ``source`` is what stood there, ``choice`` what was chosen, ``alternatives`` what else it might have been;
    ``word`` is the word of the cut that holds it; ``doubtful`` asks for an editor's eye.
    """

    start: int
    end: int
    source: str
    choice: str
    level: Level
    alternatives: tuple[str, ...] = ()
    word: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """A stretch of text whose form is settled by a mark, an article or the glossary, before any reading.

    ``locked`` keeps regional vocabulary out of it.
    """

    start: int
    end: int
    output: str
    level: Level
    locked: bool = True
