"""Pages at addresses that have moved: they lead on without JavaScript, by a refresh and by a link."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape

from fangzhi.exports.holdings import ExportFile, Holdings
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls
from fangzhi.site.localization import Locale


def files(holdings: Holdings) -> Iterator[ExportFile]:
    """A page for each old address in each variant."""
    for old, new in holdings.catalogue.redirects:
        for variant in VARIANTS:
            here, there = (urls.location(variant, urls.article(*path.split("/"))) for path in (old, new))
            make = partial(_page, here, there, holdings.locales[variant.tag], holdings.settings.url)
            yield ExportFile(urls.output(here), (old, new), make)


def _page(here: str, there: str, locale: Locale, url: str) -> bytes:
    link = escape(urls.relative(here, there))
    title, text = escape(locale.word("moved")), escape(locale.word("moved_text"))
    canonical = f'<link rel="canonical" href="{escape(url + there)}">\n' if url else ""
    return (
        f'<!doctype html>\n<html lang="{locale.tag}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n<meta name="robots" content="noindex">\n{canonical}'
        f"<title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<p>{text}<a href="{link}">{escape(url + there)}</a></p>\n</main>\n</body>\n</html>\n'
    ).encode()
