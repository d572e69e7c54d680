"""Which characters are Han: the ranges of the Unicode Script property that running text uses."""

from __future__ import annotations

HAN = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
"""The inside of a character class for ``re``."""
