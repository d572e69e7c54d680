"""What a page's frame needs to know, and the parts that differ from page to page."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from fangzhi.records.langtag import VARIANTS, Variant
from fangzhi.site import urls
from fangzhi.site.policy import POLICY
from fangzhi.site.words import WORDS

FRAME_WORDS = (
    "skip", "sections", "districts", "initiatives", "chronology", "figures", "articles", "search", "about", "data",
    "languages", "home", "contents", "more_pages", "close", "not_found", "not_found_text",
)  # fmt: skip
"""The words of the interface that frames use."""


@dataclass(frozen=True)
class Parts:
    """What fills a frame: ``title`` as plain text, ``head`` and ``content`` as HTML, ``hrefs`` to each variant."""

    title: str
    head: str
    content: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True)
class Shell:
    """One frame: where it lies, what it says, and its parts."""

    location: str
    kind: str
    section: str
    variant: Variant
    site: str
    seal: str
    offline: bool
    words: dict[str, str]
    parts: Parts

    def context(self) -> dict[str, object]:
        """The frame as plain values for a template, whatever engine renders it."""
        links = [
            {
                "lang": str(v.tag),
                "label": v.label,
                "name": v.name,
                "href": href,
                "here": v is self.variant,
                "offer": offer,
            }
            for v, offer, href in zip(VARIANTS, WORDS["offer"], self.parts.hrefs, strict=True)
        ]
        return {
            "kind": self.kind,
            "section": self.section,
            "lang": str(self.variant.tag),
            "root": self.variant.prefix,
            "site": self.site,
            "seal": self.seal,
            "offline": self.offline,
            "words": self.words,
            "links": links,
            "policy": POLICY,
        } | {key: value for key, value in asdict(self.parts).items() if key != "hrefs"}


def hrefs(path: str, variant: Variant) -> tuple[str, ...]:
    """The links from a page to itself in each variant."""
    here = urls.location(variant, path)
    return tuple(urls.relative(here, urls.location(other, path)) for other in VARIANTS)


def absolute_hrefs(path: str, base: str) -> tuple[str, ...]:
    """The same for a page that is served anywhere, such as 404: ``base`` is the site's path with both slashes."""
    return tuple(base + urls.location(variant, path) for variant in VARIANTS)
