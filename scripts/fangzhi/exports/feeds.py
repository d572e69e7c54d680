"""Atom (RFC 4287) and JSON Feed 1.1: the latest reports of the archive, of each district and of each initiative.

The archive's own Atom feed names what was withdrawn as deleted (RFC 6721), so that readers drop what they have kept.

An entry's ``updated`` is when git last saw its files change, and without git the first day that its date can mean: never
the time of the build. There is no ``published``, since RFC 3339 cannot say a day without inventing an hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from urllib.parse import urljoin, urlsplit

from fangzhi.exports.encoding import json_bytes, xml
from fangzhi.exports.holdings import ExportFile, Holdings
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls
from fangzhi.site.description import Description, describe
from fangzhi.site.localization import Locale

LATEST = 50
_ISSUED = "2025"  # RFC 4151 wants a date in a tag; it is a part of the name, the same for ever
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_LINK = re.compile(r'(?<= )(href|src)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed in one variant: the path of the list that it follows, its title, and its items, newest first."""

    path: str
    title: str
    locale: Locale
    items: tuple[Item, ...]
    gone: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in a feed."""

    id: str
    description: Description
    updated: str
    lang: str
    html: str


class Feeds:
    """The feeds of an archive. Entries stand in several feeds, so each is made once."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self._entries: dict[tuple[str, str], Entry] = {}

    def files(self) -> Iterator[ExportFile]:
        """Every feed, twice. There are none without the site's address, and none of an empty list."""
        for feed in self._feeds() if self.holdings.settings.url else ():
            every = (*feed.items, *feed.gone)
            of = (feed.title, feed.path, every, *(i.article.digest + self.holdings.changed(i) for i in every))
            here = urls.location(feed.locale.variant, feed.path)
            yield ExportFile(here + urls.ATOM, of, partial(self.atom, feed))
            yield ExportFile(here + urls.JSON_FEED, of, partial(self.json, feed))

    def _feeds(self) -> Iterator[Feed]:
        catalogue = self.holdings.catalogue
        for variant in VARIANTS:
            locale = self.holdings.locales[variant.tag]
            name = locale.choose(self.holdings.settings.names)
            if catalogue.items:
                yield Feed(urls.HOME, name, locale, catalogue.items[:LATEST], catalogue.withdrawn)
            for term in catalogue.districts.terms:
                if items := catalogue.by_district.get(term.id):
                    yield Feed(urls.district(term.id), f"{locale.label(term)} · {name}", locale, items[:LATEST])
            for term in catalogue.initiatives.terms:
                if items := catalogue.by_initiative[term.id]:
                    yield Feed(urls.initiative(term.id), f"{locale.label(term)} · {name}", locale, items[:LATEST])

    def _entry(self, item: Item, locale: Locale) -> Entry:
        key = (item.article.id, locale.tag.value)
        if key not in self._entries:
            described = describe(item, locale, self.holdings.settings)
            text = self.holdings.records(item)["texts"][str(locale.tag)]
            updated = self.holdings.changed(item) or "{:04}-{:02}-{:02}T00:00:00Z".format(*item.article.date.earliest)
            html = absolute(text["html"], described.address)
            self._entries[key] = Entry(self._tag(described.address), described, updated, text["text_lang"], html)
        return self._entries[key]

    def _tag(self, address: str) -> str:
        parts = urlsplit(address)
        return f"tag:{parts.hostname},{_ISSUED}:{parts.path}"

    def _entries_of(self, feed: Feed) -> list[Entry]:
        return [self._entry(item, feed.locale) for item in feed.items]

    def atom(self, feed: Feed) -> bytes:
        """The feed as Atom."""
        entries = self._entries_of(feed)
        home = self._home(feed)
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="{_TOMBSTONES}" xml:lang="{feed.locale.tag}">',
            f"<id>{xml(self._tag(home))}</id>",
            f"<title>{xml(feed.title)}</title>",
            f"<updated>{max(entry.updated for entry in entries)}</updated>",
            f"<author><name>{xml(feed.locale.choose(self.holdings.settings.names))}</name></author>",
            f'<link rel="alternate" type="text/html" hreflang="{feed.locale.tag}" href="{xml(home)}"/>',
            f'<link rel="self" type="application/atom+xml" href="{xml(home + urls.ATOM)}"/>',
            *(_atom_entry(entry) for entry in entries),
            *(self._deleted(item, feed.locale) for item in feed.gone),
            "</feed>",
        ]
        return ("\n".join(lines) + "\n").encode()

    def _deleted(self, item: Item, locale: Locale) -> str:
        """An entry that was taken back: its id, and the first moment that the day of its withdrawal can mean."""
        article, withdrawn = item.article, item.article.withdrawn
        date = withdrawn.date if withdrawn and withdrawn.date else article.date
        address = self.holdings.settings.url + urls.location(locale.variant, urls.article(article.shelf, article.id))
        when = "{:04}-{:02}-{:02}T00:00:00Z".format(*date.earliest)
        return f'<at:deleted-entry ref="{xml(self._tag(address))}" when="{when}"/>'

    def _home(self, feed: Feed) -> str:
        return self.holdings.settings.url + urls.location(feed.locale.variant, feed.path)

    def json(self, feed: Feed) -> bytes:
        """The feed as JSON Feed."""
        entries, home = self._entries_of(feed), self._home(feed)
        return json_bytes({
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": home,
            "feed_url": home + urls.JSON_FEED,
            "language": str(feed.locale.tag),
            "authors": [{"name": feed.locale.choose(self.holdings.settings.names)}],
            "items": [_json_entry(entry) for entry in entries],
        })  # fmt: skip


def _atom_entry(entry: Entry) -> str:
    d = entry.description
    lines = [
        f'<entry xml:lang="{d.lang}">',
        f"<id>{xml(entry.id)}</id>",
        f"<title>{xml(d.reading.title)}</title>",
        f"<updated>{entry.updated}</updated>",
        *(f"<author><name>{xml(name)}</name></author>" for name in d.cited_authors),
        f'<link rel="alternate" type="text/html" hreflang="{d.variant.tag}" href="{xml(d.address)}"/>',
        *(f'<category term="{xml(subject.id)}" label="{xml(subject.label)}"/>' for subject in d.subjects),
        f"<rights>{xml(d.rights)}</rights>" if d.rights else "",
        f'<summary xml:lang="{d.reading.summary_lang}">{xml(d.reading.summary)}</summary>' if d.reading.summary else "",
        f'<content type="html" xml:lang="{entry.lang}">{xml(entry.html)}</content>',
        "</entry>",
    ]
    return "\n".join(line for line in lines if line)


def _json_entry(entry: Entry) -> dict[str, object]:
    d = entry.description
    item = {
        "id": entry.id,
        "url": d.address,
        "title": d.reading.title,
        "content_html": entry.html,
        "summary": d.reading.summary,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in d.cited_authors],
        "tags": list(d.keywords),
        "language": entry.lang,
        "_fangzhi": {"about": "https://www.loc.gov/standards/datetime/", "date": str(d.article.date)},
    }
    return {key: value for key, value in item.items() if value}


def absolute(html: str, base: str) -> str:
    """HTML with every address made full, for readers that show it elsewhere."""
    return _LINK.sub(lambda match: f'{match[1]}="{xml(urljoin(base, unescape(match[2])))}"', html)
