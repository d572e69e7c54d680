"""Half-width punctuation beside Han characters, as Chinese text writes it (GB/T 15834-2011, CLREQ): full-width."""

from __future__ import annotations

import re

from fangzhi.hanzi.script import HAN

_WIDE = str.maketrans(",:;?!()", "，：；？！（）")
NARROW = str.maketrans("，：；？！（）。", ",:;?!().")
_NEAR = f"[{HAN}“”‘’「」『』《》〈〉、。，：；？！（）……—]"
_PAIR = re.compile(rf"(?:(?<={_NEAR})|(?=\([^()]*[{HAN}])|(?=\([^()]*\){_NEAR}))\(([^()\n]*)\)")
_MARK = re.compile(rf"(?<={_NEAR})[,:;?!()]+|(?<![,:;?!()])[,:;?!()]+(?={_NEAR})")
_STOP = re.compile(rf"(?<=[{HAN}”’」』）%])(?<![一二三四五六七八九十])\.(?=[\"”’」』]?(?:\s*[{HAN}“‘「『]|$))")
_TIME = re.compile(r"(?<=\d)[:,](?=\d)")
_INNER_SPACE = re.compile(r"(?<=[，：；？！（）。、“‘])[ \u3000]+|(?<![ \u3000])[ \u3000]+(?=[，：；？！）。、”’])")
_LATIN_SPACE = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])[ \u3000]+(?=[{HAN}])")


def widened(text: str) -> str:
    """The text with commas, colons, semicolons, stops, question and exclamation marks and brackets in full width by Han.

    A mark between two digits (``8:30``, ``1,900``) or among Latin letters stays. Spaces beside a full-width mark go.
    """
    text = _PAIR.sub(r"（\1）", text)
    text = _MARK.sub(lambda m: m[0] if _TIME.match(text, m.start()) else m[0].translate(_WIDE), text)
    return _INNER_SPACE.sub("", _STOP.sub("。", text))


def closed_up(text: str) -> str:
    """`widened`, and without the spaces between Han and Latin letters or digits, which the browser sets itself."""
    return _LATIN_SPACE.sub("", widened(text))
