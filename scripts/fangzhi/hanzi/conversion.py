"""Text in one script to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from fangzhi.records.langtag import LanguageTag

_QUOTES = str.maketrans("“”‘’", "「」『』")
_CORNERS = str.maketrans("「」『』", "“”‘’")


@dataclass(frozen=True, slots=True)
class Hints:
    """What an article's own front matter says of its conversion."""

    keep: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


class Converter:
    """Converts between the scripts of Chinese."""

    def __init__(self, source: LanguageTag, target: LanguageTag) -> None:
        self.source, self.target = source, target

    def convert(self, text: str, hints: Hints = Hints()) -> str:
        """The text in the target's script."""
        if self.source.is_traditional == self.target.is_traditional:
            return text
        if self.target.is_traditional:
            return str(_opencc("s2tw").convert(text)).translate(_QUOTES)
        return str(_opencc("tw2s").convert(text)).translate(_CORNERS)


@lru_cache(maxsize=2)
def _opencc(name: str) -> OpenCC:
    return OpenCC(name)
