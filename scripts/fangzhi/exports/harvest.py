"""An OAI-PMH static repository (OAI guidelines of 2004): one oai_dc record an article, withdrawn ones as deleted.

A gateway that librarians run speaks OAI-PMH for the file. The guidelines allow days only as datestamps, no sets, and an
address of the gateway in ``baseURL``; where none is configured it is the file's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from fangzhi.exports.encoding import xml
from fangzhi.exports.holdings import ExportFile, Holdings
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import VARIANTS
from fangzhi.site import urls
from fangzhi.site.description import describe

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
_DELETED = ' status="deleted"'
_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
)


def files(holdings: Holdings) -> Iterator[ExportFile]:
    """oai.xml; there is none without the site's address, which identifiers and ``baseURL`` are made from."""
    catalogue = holdings.catalogue
    items = (*catalogue.items, *catalogue.withdrawn)
    if holdings.settings.url and items:
        of = (items, *(item.article.digest + holdings.changed(item) for item in items))
        yield ExportFile(urls.OAI, of, partial(_repository, holdings))


def _repository(holdings: Holdings) -> bytes:
    catalogue = holdings.catalogue
    host = urlsplit(holdings.settings.url).hostname or ""
    shown = [(item, _datestamp(item, holdings)) for item in catalogue.items]
    gone = [(item, _datestamp(item, holdings)) for item in catalogue.withdrawn]
    first = min(stamp for _, stamp in shown + gone)
    records = [_record(item, stamp, holdings, host) for item, stamp in shown]
    records += [_deleted(item, stamp, host) for item, stamp in gone]
    body = '<ListRecords metadataPrefix="oai_dc">\n' + "".join(records) + "</ListRecords>\n</Repository>\n"
    return (_HEAD + _identify(holdings, host, first) + _FORMATS + body).encode()


def _datestamp(item: Item, holdings: Holdings) -> str:
    """The day of the record's last change; without git that of its withdrawal, or the first that its date can mean."""
    withdrawn = item.article.withdrawn
    date = withdrawn.date if withdrawn and withdrawn.date else item.article.date
    return (holdings.changed(item) or "{:04}-{:02}-{:02}".format(*date.earliest))[:10]


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


def _record(item: Item, stamp: str, holdings: Holdings, host: str) -> str:
    elements = "".join(f"<dc:{name}{lang}>{xml(text)}</dc:{name}>" for name, lang, text in _elements(item, holdings))
    metadata = f"<oai:metadata>{_DC}{elements}</oai_dc:dc></oai:metadata>"
    return f"<oai:record>{_header(item, stamp, host)}{metadata}</oai:record>\n"


def _deleted(item: Item, stamp: str, host: str) -> str:
    return f"<oai:record>{_header(item, stamp, host, _DELETED)}</oai:record>\n"


def _elements(item: Item, holdings: Holdings) -> list[tuple[str, str, str]]:
    """Dublin Core of all variants: texts with their language, everything else once."""
    described = [describe(item, holdings.locales[variant.tag], holdings.settings) for variant in VARIANTS]
    found = []
    for d in described:
        lang = f' xml:lang="{d.lang}"'
        texts = [("title", d.reading.title), *(("subject", s.label) for s in d.initiatives)]
        texts += [("description", d.reading.summary), *(("coverage", s.label) for s in d.districts)]
        found += [
            (name, f' xml:lang="{d.variant.tag}"' if name in ("subject", "coverage") else lang, t) for name, t in texts
        ]
        found += [("identifier", "", d.address), ("language", "", str(d.lang))]
    mine = next(d for d in described if d.variant.tag == item.article.lang)
    found += [("creator" if mine.paper and b.author else "contributor", "", b.name) for b in mine.bylines]
    found += [("publisher", "", mine.publisher), ("date", "", mine.dated), ("coverage", "", str(item.article.date))]
    found += [("source", "", mine.paper), ("source", "", item.article.source.url), ("identifier", "", mine.ark)]
    found += [("type", "", "Text"), ("format", "", "text/html"), ("rights", "", mine.rights)]
    return [triple for triple in dict.fromkeys(found) if triple[2]]
