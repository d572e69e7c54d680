"""What exports are made from, and what they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fangzhi.records.catalogue import Catalogue, Item
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.settings import Settings
from fangzhi.site.localization import Locale
from fangzhi.site.pages import Page

Record = Mapping[str, Any]
"""An article as `articles` writes it: JSON, read back."""


@dataclass(frozen=True)
class Holdings:
    """An archive as exports see it.

    ``times`` holds, by path from the root, when a file last changed (RFC 3339, UTC); what has no entry is not known.
    ``documents`` are the paths of hand-written pages with their sources; ``records`` gives an article's record.
    """

    catalogue: Catalogue
    settings: Settings
    locales: Mapping[LanguageTag, Locale]
    times: Mapping[str, str]
    pages: tuple[Page, ...]
    documents: Mapping[str, str]
    records: Callable[[Item], Record]

    def changed(self, item: Item) -> str:
        """When an article or its translation last changed; empty where that is not known."""
        article = item.article
        paths = [article.path, *([article.english.path] if article.english else [])]
        return max((self.times.get(path, "") for path in paths), default="")


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file: its path from the site's root, what its bytes are made from, and how to make them."""

    path: str
    of: tuple[object, ...]
    make: Callable[[], bytes]
