"""How long and how deep a text may be, so that no reader takes for ever over it.

Articles are rendered by comrak, whose time grows as the text does. Hand-written pages are rendered by Python-Markdown,
whose time grows with the square of what is left open in a paragraph: a minute for 20,000 opening brackets.
"""

from __future__ import annotations

import re
from collections import Counter

from fangzhi.records.problems import Place, Problem, problem

LONGEST = 200_000  # bytes of an article's text: some 65,000 Chinese characters
LONGEST_PAGE = 50_000  # of a hand-written page
DEEPEST = 40  # quotations and lists in one another, and what may be open in one paragraph
_WIDEST = 4  # bytes of a character
_NESTED = re.compile(  # a line of marks alone is a rule across the page, and nests nothing
    rf"^(?! *([-*])(?: *\1)*[ \t]*$)(?:[ \t]*+(?:>|(?:[-+*]|[0-9]{{1,9}}[.)])[ \t])){{{DEEPEST + 1}}}", re.MULTILINE
)
_MARKS = ">-+*.)"  # one of them in each quotation or list item
_OPEN = re.compile(
    r"(?P<end>\n(?=[ \t>]*\n))|(?P<bracket>\[|(?<=\])\()|(?P<closed>[\])])|(?P<tag><(?=[A-Za-z/!?]))|(?P<tags>>)"
    r"|(?P<rule>^[ \t]*+[-*_=][-*_= \t]*$)",
    re.MULTILINE,
)


def extent_problems(path: str, line: int, text: str, longest: int = LONGEST) -> list[Problem]:
    """Why a text, which begins on a line of a file, is not read: it is too long, or nests too deep."""
    size = len(text.encode()) if len(text) * _WIDEST > longest else 0
    if size > longest:
        return [problem(Place(path, line, 1), "text-too-long", size=size, limit=longest)]
    nested = _NESTED.search(text) if sum(map(text.count, _MARKS)) > DEEPEST else None
    return [problem(_place(path, line, text, nested.start()), "text-too-deep", limit=DEEPEST)] if nested else []


def page_problems(path: str, line: int, text: str) -> list[Problem]:
    """Why a hand-written page is not rendered: as above, or because it leaves too much open."""
    if found := extent_problems(path, line, text, LONGEST_PAGE):
        return found
    at = _tangled(text)
    return [problem(_place(path, line, text, at), "page-tangled", limit=DEEPEST)] if at >= 0 else []


def _tangled(text: str) -> int:
    """Where more is open in one paragraph than may be (brackets, rules that may underline it, tags); -1 if nowhere."""
    still: Counter[str] = Counter()
    for sign in _OPEN.finditer(text):
        kind = str(sign.lastgroup)
        if kind == "end":
            still["bracket"] = still["rule"] = 0
        elif kind == "closed":
            still["bracket"] = max(0, still["bracket"] - 1)
        elif kind == "tags":
            still["tag"] = 0
        else:
            still[kind] += 1
            if still[kind] > DEEPEST:
                return sign.start()
    return -1


def _place(path: str, line: int, text: str, at: int) -> Place:
    before = text[:at]
    return Place(path, line + before.count("\n"), at - before.rfind("\n"))
