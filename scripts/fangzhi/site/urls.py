"""The only place that spells a URL.

A *path* is relative to the site's root and the same in every variant: ``districts/old-town/``. A *location* is a path
with the variant's prefix before it: ``zh-Hant/districts/old-town/``. An *output* is the file behind a location.
"""

from __future__ import annotations

from functools import lru_cache
from posixpath import join, normpath

from fangzhi.records.langtag import Variant

HOME = ""
ARTICLES = "articles/"
DISTRICTS = "districts/"
INITIATIVES = "initiatives/"
CHRONOLOGY = "chronology/"
FIGURES = "figures/"
ABOUT = "about/"
SEARCH = "search/"
OPENSEARCH = "opensearch.xml"
DATA = "data/"
CARD = "card.png"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
OAI = "oai.xml"
NOT_FOUND = "404.html"
WEB_MANIFEST = "manifest.webmanifest"
SEAL = "assets/seal.svg"


def article(shelf: str, identifier: str) -> str:
    """The path of one article."""
    return f"{ARTICLES}{shelf}/{identifier}/"


def history(shelf: str, identifier: str) -> str:
    """The path of one article's changes."""
    return f"{article(shelf, identifier)}history/"


def card(variant: Variant, shelf: str, identifier: str) -> str:
    """Where the picture lies that is shown beside links to an article."""
    return location(variant, article(shelf, identifier)) + CARD


def district(identifier: str) -> str:
    """The path of one district."""
    return f"{DISTRICTS}{identifier}/"


def initiative(identifier: str) -> str:
    """The path of one initiative."""
    return f"{INITIATIVES}{identifier}/"


def year(shelf: str) -> str:
    """The path of one year of the chronology."""
    return f"{CHRONOLOGY}{shelf}/"


def numbered(path: str, number: int) -> str:
    """One of the older pages of a list, counted from the oldest."""
    return f"{path}page/{number}/"


def location(variant: Variant, path: str) -> str:
    """Where a path lies in one variant."""
    return variant.prefix + path


def output(location: str) -> str:
    """The file that a static host serves for a location."""
    return (
        location if location.endswith((".html", ".xml", ".txt", ".json", ".webmanifest")) else f"{location}index.html"
    )


@lru_cache(maxsize=64)
def folders(page: str) -> tuple[str, ...]:
    """The folders that an output lies in, its own first and the site's root, an empty text, last."""
    names = page.split("/")[:-1]
    return tuple("".join(f"{name}/" for name in names[:n]) for n in range(len(names), -1, -1))


def target(page: str, link: str) -> str:
    """The output that a relative link leads to, without query or fragment, from the page that is an output itself."""
    above, up = folders(page), link.count("../")
    path = above[min(up, len(above) - 1)] + link[3 * up :]
    if "./" in link[3 * up :] or link.endswith("."):  # another spelling than `relative` has
        path = normpath(join("/", above[0], link))[1:] + "/"[: link.endswith((".", "/"))]
    return f"{path.removeprefix('/')}index.html" if path.endswith("/") or not path else path


def relative(source: str, target: str) -> str:
    """The link from one location to another, so that a site works under any sub-path and from a folder."""
    above, up = folders(source), 0
    while not target.startswith(above[up]):
        up += 1
    return "../" * up + target[len(above[up]) :] or "./"


def depth(location: str) -> int:
    """How many folders lie between the site's root and a location."""
    return location.count("/")
