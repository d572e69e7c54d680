"""The same for HTML."""

from __future__ import annotations

import re

from fangzhi.hanzi.conversion import Converter, Hints

_TEXT = re.compile(r"(<pre.*?</pre>|<code.*?</code>|<[^>]*>)", re.DOTALL)


def convert_html(html: str, converter: Converter, hints: Hints = Hints()) -> str:
    """The HTML with its running text converted."""
    return "".join(part if part.startswith("<") else converter.convert(part, hints) for part in _TEXT.split(html))
