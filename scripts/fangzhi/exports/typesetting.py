"""A headline broken into lines as a printer would: of even length, no mark at the wrong end, no word or number cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_OPENING = "“‘《〈「『（(［[【"
_CLOSING = "”’》〉」』）)］]】，。、；：？！,.;:?!…—～·％%‰℃"
_PIECE = re.compile(
    rf"\s*[{re.escape(_OPENING)}]*(?:[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ.,:'’&/+-]*|[^\s])?[{re.escape(_CLOSING)}]*"
)
Measure = Callable[[str], float]


def lines(text: str, measure: Measure, width: float) -> list[str]:
    """Break a text into as few lines as fit: at spaces and marks if that takes no more, and as even as they come.

    A piece wider than a line stands alone.
    """
    pieces = [piece for piece in _PIECE.findall(" ".join(text.split())) if piece]
    single = _even(pieces, measure, width)
    phrases = _even(_joined(pieces), measure, width)
    fit = len(phrases) <= len(single) and all(measure(line) <= width for line in phrases)
    return phrases if fit else single


def _joined(pieces: Sequence[str]) -> list[str]:
    """The same as phrases, each up to a mark or a space."""
    phrases: list[str] = []
    for piece in pieces:
        if phrases and phrases[-1][-1] not in _CLOSING and piece[0] not in _OPENING + " ":
            phrases[-1] += piece
        else:
            phrases.append(piece)
    return phrases


def _even(pieces: Sequence[str], measure: Measure, width: float) -> list[str]:
    """The narrowest lines that are no more than those of full width."""
    sizes = [measure(piece) for piece in pieces]
    low, high = min(width, max([*sizes, width / 2])), width
    found = _filled(pieces, sizes, high)
    while high - low > 1:
        middle = (low + high) / 2
        tried = _filled(pieces, sizes, middle)
        low, high, found = (low, middle, tried) if len(tried) <= len(found) else (middle, high, found)
    return found


def _filled(pieces: Sequence[str], sizes: Sequence[float], width: float) -> list[str]:
    """Lines filled one after the other."""
    made: list[str] = []
    room = 0.0
    for piece, size in zip(pieces, sizes, strict=True):
        if made and size <= room:
            made[-1] += piece
        else:
            made.append(piece.lstrip())
            room = width
        room -= size
    return made


def shortened(made: list[str], measure: Measure, width: float, most: int) -> list[str]:
    """At most so many lines; where there are more, the last one ends in an ellipsis."""
    if len(made) <= most:
        return made
    last = made[most - 1]
    while last and measure(last + "…") > width:
        last = last[:-1]
    return [*made[: most - 1], last.rstrip(_CLOSING + _OPENING + " ") + "…"]
