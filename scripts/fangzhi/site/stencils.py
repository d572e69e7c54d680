"""A theme's page compiled into holes, and filled.

The theme renders one frame for each kind, variant and depth, with a mark where each part goes. Compiling cuts it at
the marks; filling joins the pieces with a page's own parts, which gives the bytes that the theme would have given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from fangzhi.records.langtag import VARIANTS
from fangzhi.site.shells import Parts

_HREFS = tuple(f"href{n}" for n in range(len(VARIANTS)))
_NAMES = ("title", "head", "content", *_HREFS)
_MARK = "fzhole{}elohzf"
_CUT = re.compile(_MARK.format(f"({'|'.join(_NAMES)})"))

MARKED = Parts(
    title=_MARK.format("title"),
    head=_MARK.format("head"),
    content=_MARK.format("content"),
    hrefs=tuple(_MARK.format(name) for name in _HREFS),
)
"""The parts that a stencil's frame is rendered with."""


class BrokenStencilError(ValueError):
    """Raised by `compile_stencil` where the theme dropped a mark: its templates do not show that part."""


@dataclass(frozen=True, slots=True)
class Stencil:
    """The pieces of a frame, text and names of holes in turn."""

    pieces: tuple[str, ...]

    def fill(self, parts: Parts) -> str:
        """The whole page."""
        values = dict(zip(_HREFS, parts.hrefs, strict=True))
        values |= {"title": escape(parts.title), "head": parts.head, "content": parts.content}
        pieces = list(self.pieces)
        pieces[1::2] = [values[name] for name in pieces[1::2]]
        return "".join(pieces)


def compile_stencil(html: str) -> Stencil:
    """Cut a rendered frame at its marks. Raises `BrokenStencilError` where one is missing."""
    pieces = tuple(_CUT.split(html))
    missing = sorted(set(_NAMES) - {"title"} - set(pieces[1::2]))  # the home page bears the site's name alone
    if missing:
        raise BrokenStencilError(", ".join(missing))
    return Stencil(pieces)
