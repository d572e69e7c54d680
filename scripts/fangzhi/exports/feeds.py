"""Atom (RFC 4287) and JSON Feed 1.1: the latest reports of the archive, of each district and of each initiative.

The archive's own Atom feed names what was withdrawn as deleted (RFC 6721), so that readers drop what they have kept.

An entry's ``updated`` is when git last saw its files change, and without git the first day that its date can mean: never
the time of the build. There is no ``published``, since RFC 3339 cannot say a day without inventing an hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from fangzhi.exports.encoding import json_bytes, moment, xml
from fangzhi.exports.holdings import ExportFile, Holdings, Record, digest
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls
from fangzhi.site.localization import Locale

LATEST = 50
_HELD = 3 * LATEST  # records of some lists: all that feeds name would be the records of a large part of an archive
_ISSUED = "2025"  # RFC 4151 wants a date in a tag; it is a part of the name, the same for ever
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_NEVER = "0001-01-01T00:00:00Z"  # when a feed without entries was last changed
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
    """One report in a feed: its record, and the part of it in the feed's variant."""

    id: str
    updated: str
    record: Record
    text: Mapping[str, Any]
    html: str

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """Initiatives, then districts: ids and labels."""
        kinds = ("initiatives", "districts")
        return [pair for kind in kinds for pair in zip(self.record[kind], self.text[kind], strict=True)]


class Feeds:
    """The feeds of an archive. What stands in several feeds of one list is made once."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self._record = lru_cache(_HELD)(holdings.records)
        self._entry = lru_cache(_HELD)(self._made)

    def files(self) -> Iterator[ExportFile]:
        """Every feed, twice. There are none without the site's address, and none of a term without reports."""
        for feed in self._feeds() if self.holdings.settings.url else ():
            every = (*feed.items, *feed.gone)
            of = (feed.title, feed.path, digest(self.holdings.said(i) + self.holdings.changed(i) for i in every))
            here = urls.location(feed.locale.variant, feed.path)
            yield ExportFile(here + urls.ATOM, of, partial(self.atom, feed))
            yield ExportFile(here + urls.JSON_FEED, of, partial(self.json, feed))

    def _feeds(self) -> Iterator[Feed]:
        catalogue = self.holdings.catalogue
        every = [self.holdings.locales[variant.tag] for variant in VARIANTS]
        named = [(locale, locale.choose(self.holdings.settings.names)) for locale in every]
        yield from (Feed(urls.HOME, n, loc, catalogue.items[:LATEST], catalogue.withdrawn) for loc, n in named)
        for term in catalogue.districts.terms:
            if items := catalogue.by_district.get(term.id):
                path = urls.district(term.id)
                yield from (Feed(path, f"{loc.label(term)} · {n}", loc, items[:LATEST]) for loc, n in named)
        for term in catalogue.initiatives.terms:
            if items := catalogue.by_initiative[term.id]:
                path = urls.initiative(term.id)
                yield from (Feed(path, f"{loc.label(term)} · {n}", loc, items[:LATEST]) for loc, n in named)

    def _made(self, item: Item, locale: Locale) -> Entry:
        record = self._record(item)
        text = record["texts"][str(locale.tag)]
        updated = self.holdings.changed(item) or moment(item.article.date)
        return Entry(self._tag(text["url"]), updated, record, text, absolute(text["html"], text["url"]))

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
            f"<updated>{max([entry.updated for entry in entries] or [*map(_withdrawal, feed.gone), _NEVER])}</updated>",
            f"<author><name>{xml(feed.locale.choose(self.holdings.settings.names))}</name></author>",
            f'<link rel="alternate" type="text/html" hreflang="{feed.locale.tag}" href="{xml(home)}"/>',
            f'<link rel="self" type="application/atom+xml" href="{xml(home + urls.ATOM)}"/>',
            *(_atom_entry(entry, feed.locale) for entry in entries),
            *(self._deleted(item, feed.locale) for item in feed.gone),
            "</feed>",
        ]
        return ("\n".join(lines) + "\n").encode()

    def _deleted(self, item: Item, locale: Locale) -> str:
        """An entry that was taken back: its id, and the first moment that the day of its withdrawal can mean."""
        article = item.article
        address = self.holdings.settings.url + urls.location(locale.variant, urls.article(article.shelf, article.id))
        return f'<at:deleted-entry ref="{xml(self._tag(address))}" when="{_withdrawal(item)}"/>'

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


def _withdrawal(item: Item) -> str:
    withdrawn = item.article.withdrawn
    return moment(withdrawn.date if withdrawn and withdrawn.date else item.article.date)


def _atom_entry(entry: Entry, locale: Locale) -> str:
    text = entry.text
    summary = f'<summary xml:lang="{text["summary_lang"]}">{xml(text["summary"])}</summary>' if text["summary"] else ""
    lines = [
        f'<entry xml:lang="{text["lang"]}">',
        f"<id>{xml(entry.id)}</id>",
        f"<title>{xml(text['title'])}</title>",
        f"<updated>{entry.updated}</updated>",
        *(f"<author><name>{xml(name)}</name></author>" for name in text["authors"]),
        f'<link rel="alternate" type="text/html" hreflang="{locale.tag}" href="{xml(text["url"])}"/>',
        *(f'<category term="{xml(identifier)}" label="{xml(label)}"/>' for identifier, label in entry.subjects),
        f"<rights>{xml(text['rights'])}</rights>" if text["rights"] else "",
        summary,
        f'<content type="html" xml:lang="{text["text_lang"]}">{xml(entry.html)}</content>',
        "</entry>",
    ]
    return "\n".join(line for line in lines if line)


def _json_entry(entry: Entry) -> dict[str, object]:
    text = entry.text
    item = {
        "id": entry.id,
        "url": text["url"],
        "title": text["title"],
        "content_html": entry.html,
        "summary": text["summary"],
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in text["authors"]],
        "tags": list(dict.fromkeys(label for _, label in entry.subjects)),
        "language": text["text_lang"],
        "_fangzhi": {"about": "https://www.loc.gov/standards/datetime/", "date": entry.record["date"]},
    }
    return {key: value for key, value in item.items() if value}


def absolute(html: str, base: str) -> str:
    """HTML with every address made full, for readers that show it elsewhere."""
    return _LINK.sub(lambda match: f'{match[1]}="{xml(urljoin(base, unescape(match[2])))}"', html)
