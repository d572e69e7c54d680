"""What is a Chinese personal name: a surname and one or two characters that are no word together.

The lists lie in ``data/``: surnames; words that begin as a name would (安全, 高兴), made from jieba's by ``openings.mk``, and
ordinary ones that jieba takes for names; characters that given names are mostly made of. All in Simplified.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fangzhi.desk.lists import listed

_NOT_GIVEN = frozenset(
    "的了着过吗呢吧们个这那某甲乙丙丁戊氏×被把将给让在说称是系等及与和到已又也还都就便均再不未没或由其所该每各"
)
_NOT_FIRST = frozenset("多曾会能无只仅很最更因对从而但此之常时当正应则即随并昨")
_TITLE = re.compile("|".join(listed("titles")))


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    singles, compounds = ([e for e in listed("surnames") if (len(e) == 2) is two] for two in (False, True))  # noqa: PLR2004
    return frozenset("".join(singles)) | frozenset(compounds)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset("".join(listed("given")))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset((*listed("openings"), *listed("ordinary")))


def beginnings() -> str:
    """The characters that surnames begin with, in order: the inside of a class for ``re``."""
    return "".join(sorted({name[0] for name in _surnames()}))


def surname(text: str, start: int = 0) -> int:
    """How many characters of a surname stand at a place; 0 for none."""
    return next((size for size in (2, 1) if text[start : start + size] in _surnames()), 0)


def is_name(text: str) -> bool:
    """Whether a text is a surname with one or two characters, and no word that begins so."""
    given = text[surname(text) :]
    if given == text or not may_be_given(given) or text in _words():
        return False
    return len(text) == 2 or text[:2] not in _words() or text[-1] in _common()  # noqa: PLR2004


def may_be_given(given: str) -> bool:
    """Whether one or two characters may be a given name at all: no title, nothing that only grammar needs."""
    if not 1 <= len(given) <= 2 or not _NOT_GIVEN.isdisjoint(given) or given[0] in _NOT_FIRST:  # noqa: PLR2004
        return False
    return all("\u3400" <= char <= "\u9fff" for char in given) and not _TITLE.match(given)


def is_titled(text: str, given: int) -> bool:
    """Whether a title follows the surname that ends at a place: 方先生, which would begin as 方先 does."""
    return bool(_TITLE.match(text, given))


def is_common(given: str) -> bool:
    """Whether given names are mostly made of such characters."""
    return bool(given) and _common().issuperset(given)
