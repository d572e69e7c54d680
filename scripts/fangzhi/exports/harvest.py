"""An OAI-PMH static repository (OAI guidelines of 2004): one oai_dc record an article, withdrawn ones as deleted.

A gateway that librarians run speaks OAI-PMH for the file. The guidelines allow days only as datestamps, no sets, and an
address of the gateway in ``baseURL``; where none is configured it is the file's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fangzhi.exports.encoding import moment, xml
from fangzhi.exports.holdings import Export, Holdings, JoinedFile, Piece, Record
from fangzhi.exports.volumes import Volume, Volumes
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Repository xmlns="http://www.openarchives.org/OAI/2.0/static-repository"
 xmlns:oai="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/static-repository http://www.openarchives.org/OAI/2.0/static-repository.xsd">
"""
_FORMATS = """<ListMetadataFormats>
<oai:metadataFormat>
<oai:metadataPrefix>oai_dc</oai:metadataPrefix>
<oai:schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</oai:schema>
<oai:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</oai:metadataNamespace>
</oai:metadataFormat>
</ListMetadataFormats>
"""
_NEVER = "0001-01-01"  # when an archive without articles was last changed
_LIST = '<ListRecords metadataPrefix="oai_dc">\n'
_DELETED = ' status="deleted"'
_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
)


def files(holdings: Holdings, volumes: Volumes) -> Iterator[Export]:
    """oai.xml; there is none without the site's address, which identifiers and ``baseURL`` are made from."""
    if holdings.settings.url:
        yield Harvest(holdings, volumes).file()


class Harvest:
    """The repository of an archive."""

    def __init__(self, holdings: Holdings, volumes: Volumes) -> None:
        self._holdings, self._volumes = holdings, volumes
        self._host = urlsplit(holdings.settings.url).hostname or ""

    def file(self) -> JoinedFile:
        """The one file: records are joined, oldest first, then deleted ones."""
        pieces = tuple(
            Piece(("oai", volume.of, *map(self._stamp, volume.items)), partial(self._records, volume))
            for volume in self._volumes.all
        )
        catalogue = self._holdings.catalogue
        gone = "".join(_deleted(item, self._stamp(item), self._host) for item in catalogue.withdrawn)
        first = min(self._stamps.values(), default=_NEVER)
        head = (_HEAD + _identify(self._holdings, self._host, first) + _FORMATS + _LIST).encode()
        end = f"{gone}</ListRecords>\n</Repository>\n".encode()
        return JoinedFile(urls.OAI, (head, end), pieces, partial(_write, head, end))

    def _stamp(self, item: Item) -> str:
        return self._stamps[id(item)]

    @cached_property
    def _stamps(self) -> dict[int, str]:
        catalogue = self._holdings.catalogue
        return {id(item): _datestamp(item, self._holdings) for item in (*catalogue.items, *catalogue.withdrawn)}

    def _records(self, volume: Volume) -> bytes:
        made = zip(volume.items, self._volumes.records(volume), strict=True)
        return "".join(self._record(item, record) for item, record in made).encode()

    def _record(self, item: Item, record: Record) -> str:
        elements = "".join(
            f"<dc:{name}{lang}>{xml(text)}</dc:{name}>" for name, lang, text in _elements(item, record, self._holdings)
        )
        metadata = f"<oai:metadata>{_DC}{elements}</oai_dc:dc></oai:metadata>"
        return f"<oai:record>{_header(item, self._stamp(item), self._host)}{metadata}</oai:record>\n"


def _write(head: bytes, end: bytes, file: Path, pieces: Iterable[bytes]) -> None:
    with file.open("wb") as out:
        out.writelines(chain([head], pieces, [end]))


def _datestamp(item: Item, holdings: Holdings) -> str:
    """The day of the record's last change; without git that of its withdrawal, or the first that its date can mean."""
    if changed := holdings.changed(item):
        return changed[:10]
    withdrawn = item.article.withdrawn
    date = withdrawn.date if withdrawn and withdrawn.date else item.article.date
    return moment(date)[:10]


def _identify(holdings: Holdings, host: str, first: str) -> str:
    settings = holdings.settings
    here = settings.url + urls.OAI
    base = settings.gateway + here.partition("://")[2] if settings.gateway else here
    mail = settings.report if "@" in settings.report and "://" not in settings.report else f"webmaster@{host}"
    name = holdings.locales[VARIANTS[0].tag].choose(settings.names)
    return (
        f"<Identify>\n<oai:repositoryName>{xml(name)}</oai:repositoryName>\n<oai:baseURL>{xml(base)}</oai:baseURL>\n"
        f"<oai:protocolVersion>2.0</oai:protocolVersion>\n<oai:adminEmail>{xml(mail)}</oai:adminEmail>\n"
        f"<oai:earliestDatestamp>{first}</oai:earliestDatestamp>\n<oai:deletedRecord>persistent</oai:deletedRecord>\n"
        "<oai:granularity>YYYY-MM-DD</oai:granularity>\n</Identify>\n"
    )


def _header(item: Item, stamp: str, host: str, status: str = "") -> str:
    return (
        f"<oai:header{status}><oai:identifier>oai:{host}:{item.article.id}</oai:identifier>"
        f"<oai:datestamp>{stamp}</oai:datestamp></oai:header>"
    )


def _deleted(item: Item, stamp: str, host: str) -> str:
    return f"<oai:record>{_header(item, stamp, host, _DELETED)}</oai:record>\n"


def _elements(item: Item, record: Record, holdings: Holdings) -> list[tuple[str, str, str]]:
    """Dublin Core of all variants: texts with their language, everything else once."""
    found: list[tuple[str, str, str]] = []
    for tag, text in record["texts"].items():
        found += [("title", text["lang"], text["title"]), *(("subject", tag, one) for one in text["initiatives"])]
        found += [("description", text["summary_lang"], text["summary"])]
        found += [("coverage", tag, one) for one in text["districts"]]
        found += [("identifier", "", text["url"]), ("language", "", text["lang"])]
    mine, source = record["texts"][record["lang"]], record["source"]
    for byline in record["bylines"]:
        found += [(_agent(name, mine), "", name) for name in byline["names"]]
    published = item.article.source.issued or item.article.date
    publisher = holdings.locales[item.article.lang].choose(holdings.settings.names)
    found += [("publisher", "", publisher), ("date", "", published.iso), ("coverage", "", record["date"])]
    found += [("source", "", mine["source"]), ("source", "", source["url"]), ("identifier", "", record["ark"])]
    found += [("type", "", "Text"), ("format", "", "text/html"), ("rights", "", mine["rights"])]
    named = [(name, f' xml:lang="{lang}"' if lang else "", text) for name, lang, text in found if text]
    return list(dict.fromkeys(named))


def _agent(name: str, text: Mapping[str, Any]) -> str:
    """Who wrote a report that a newspaper printed is its creator; of a page of the archive, a contributor."""
    return "creator" if text["source"] and name in text["authors"] else "contributor"
