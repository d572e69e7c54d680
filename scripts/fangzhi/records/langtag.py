"""The BCP 47 language tags that an archive knows, and the variants its pages come in.

A *language tag* names the language and script of a text (RFC 5646). A *variant* is one whole edition of the
site: the same pages at the same paths, under a prefix of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from fangzhi.records.choice import Choice


class LanguageTag(Choice):
    """A BCP 47 tag, as it stands in ``<html lang>`` and in front matter."""

    HANS = "zh-Hans"
    HANT = "zh-Hant"
    HANT_HK = "zh-Hant-HK"
    HANT_TW = "zh-Hant-TW"
    EN = "en"

    @property
    def is_chinese(self) -> bool:
        """Whether a text in this language is written in Han characters."""
        return self is not LanguageTag.EN

    @property
    def is_traditional(self) -> bool:
        """Whether the script is Traditional Han."""
        return self.value.startswith("zh-Hant")


@dataclass(frozen=True, slots=True)
class Variant:
    """One edition of the site.

    ``tag`` is its language, ``prefix`` the first part of its URLs (empty, or with a closing slash), ``label``
    the sign in the switch, ``name`` the language's own name for itself.
    """

    tag: LanguageTag
    prefix: str
    label: str
    name: str


SIMPLIFIED = Variant(LanguageTag.HANS, "", "简", "简体中文")
TRADITIONAL = Variant(LanguageTag.HANT, "zh-Hant/", "繁", "繁體中文")
ENGLISH = Variant(LanguageTag.EN, "en/", "EN", "English")

VARIANTS = (SIMPLIFIED, TRADITIONAL, ENGLISH)
