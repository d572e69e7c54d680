"""Archival Resource Keys for archives that were given a number for them (draft-kunze-ark).

A name is minted from an article's id alone, so it is the same in every build and machine: ten betanumeric digits of
the id's SHA-256, then the check character of the NOID scheme, which finds any one wrong or swapped character.
"""

from __future__ import annotations

import hashlib

_DIGITS = "0123456789bcdfghjkmnpqrstvwxz"
_LENGTH = 10


def mint(prefix: str, identifier: str) -> str:
    """The ARK of an id under a NAAN and shoulder: ``ark:/99999/fz…``."""
    number = int.from_bytes(hashlib.sha256(identifier.encode()).digest(), "big")
    digits = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[rest])
    name = prefix + "".join(digits)
    return f"ark:/{name}{check_character(name)}"


def check_character(name: str) -> str:
    """The check character for ``NAAN/shoulder…``: characters that are no digits count as nothing."""
    total = sum(at * max(0, _DIGITS.find(character)) for at, character in enumerate(name, 1))
    return _DIGITS[total % len(_DIGITS)]
