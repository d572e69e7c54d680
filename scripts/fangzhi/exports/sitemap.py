"""The sitemap (sitemaps.org 0.9, with xhtml:link alternates) and robots.txt.

``lastmod`` is the last change of what a page shows, from git; a page of which that is not known has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fangzhi.exports.encoding import xml
from fangzhi.exports.holdings import ExportFile, Holdings
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import SIMPLIFIED, VARIANTS
from fangzhi.site import urls
from fangzhi.site.pages import UNLISTED, ArticlePage, Page, listed

_MOST = 50_000  # addresses in one file, and
_LARGEST = 50_000_000  # bytes of it; both are the protocol's
_MARKUP = 700  # characters of one entry beside its addresses, at most
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
Place = tuple[str, str]
"""A page's path and when it last changed."""


def files(holdings: Holdings) -> Iterator[ExportFile]:
    """robots.txt, and the sitemap: one file, or an index with numbered ones. No sitemap without the site's address."""
    url = holdings.settings.url
    yield ExportFile(urls.ROBOTS, (url,), partial(_robots, url))
    places = _places(holdings) if url else []
    shares = _shares(places, url)
    if len(shares) == 1:
        yield ExportFile(urls.SITEMAP, (url, repr(shares[0])), partial(_urlset, shares[0], url))
    elif shares:
        names = [urls.SITEMAP.replace(".", f"-{n}.") for n in range(1, len(shares) + 1)]
        yield ExportFile(urls.SITEMAP, (url, names), partial(_index, names, url))
        for name, share in zip(names, shares, strict=True):
            yield ExportFile(name, (url, repr(share)), partial(_urlset, share, url))


def _shares(places: list[Place], url: str) -> list[list[Place]]:
    """As many pages in a file as are sure to keep both limits; a page takes an address in each variant."""
    longest = max((len((url + path).encode()) for path, _ in places), default=0)
    entry = (len(VARIANTS) + 2) * (longest + 20) + _MARKUP
    most = min(_MOST, _LARGEST // entry) // len(VARIANTS)
    return [places[at : at + most] for at in range(0, len(places), most)]


def _places(holdings: Holdings) -> list[Place]:
    listed = {page.path: _page_time(page, holdings) for page in holdings.pages if page.kind not in UNLISTED}
    written = {path: holdings.times.get(source, "") for path, source in holdings.documents.items()}
    return sorted((listed | written).items())


def _page_time(page: Page, holdings: Holdings) -> str:
    """The latest change of what a page shows; not known where it is not known of one."""
    if not holdings.times:
        return ""
    items = _shown(page)
    times = [holdings.changed(item) for item in items]
    return max(times) if times and all(times) else ""


def _shown(page: Page) -> tuple[Item, ...]:
    if isinstance(page, ArticlePage):
        return (page.item,)
    return listed(page)


def _urlset(places: list[Place], url: str) -> bytes:
    return (_HEAD + "".join(_entries(path, time, url) for path, time in places) + "</urlset>\n").encode()


def _entries(path: str, time: str, url: str) -> str:
    """A page in each variant; every one lists itself, all others and ``x-default``."""
    addresses = [(str(variant.tag), xml(url + urls.location(variant, path))) for variant in VARIANTS]
    named = [*addresses, ("x-default", xml(url + urls.location(SIMPLIFIED, path)))]
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href="{href}"/>\n' for tag, href in named)
    changed = f"<lastmod>{time}</lastmod>\n" if time else ""
    return "".join(f"<url>\n<loc>{address}</loc>\n{changed}{links}</url>\n" for _, address in addresses)


def _index(names: list[str], url: str) -> bytes:
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    return (
        head + "".join(f"<sitemap><loc>{xml(url + n)}</loc></sitemap>\n" for n in names) + "</sitemapindex>\n"
    ).encode()


def _robots(url: str) -> bytes:
    sitemap = f"\nSitemap: {url}{urls.SITEMAP}\n" if url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()
