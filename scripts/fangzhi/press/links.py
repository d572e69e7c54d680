"""Links that lead out of a site: where they stand, and which of them lead nowhere any more.

A host is asked for one page at a time, with a pause between, and by a name that says who asks (RFC 9110, 10.1.5). The
head of a page is enough; hosts that refuse that are asked for the page (RFC 9110, 9.3.2). Other sites are not the
archive's to mend, so what is found is news and no error.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from fangzhi import __version__
from fangzhi.records.progress import Tell, silent

_HOSTS_AT_ONCE = 8
_HEAD_REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address that gave no page: why (a status, or what the system said), and the pages that name it."""

    url: str
    reason: str
    pages: tuple[str, ...]


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where an anchor leads."""
        self.addresses += [value for name, value in attrs if tag == "a" and name == "href" and value]


def outside_links(site: Path, home: str) -> dict[str, tuple[str, ...]]:
    """Every address that the pages of a site lead to on other hosts, each with the pages that do; ``home`` is its own."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(site.rglob("*.html")):
        anchors = _Anchors()
        anchors.feed(file.read_text("utf-8"))
        page = file.relative_to(site).as_posix().removesuffix("index.html")
        for address in anchors.addresses:
            if _outside(address, home):
                found[address.partition("#")[0]].add(page)
    return {url: tuple(sorted(found[url])) for url in sorted(found)}


def _outside(address: str, home: str) -> bool:
    own = bool(home) and address.startswith(home)
    return urlsplit(address).scheme in ("http", "https") and not own


def dead_links(
    links: Mapping[str, tuple[str, ...]], home: str, *, pause: float, wait: float, tell: Tell = silent
) -> list[DeadLink]:
    """Those of some links that lead nowhere, in order; ``pause`` and ``wait`` are seconds between and for answers."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in links:
        hosts[urlsplit(url).netloc].append(url)
    ask = partial(_reason, name=f"fangzhi/{__version__} (link check; +{home})", wait=wait)
    answers: list[tuple[str, str]] = []
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        tell("links", 0, len(links))
        for found in pool.map(partial(_ask_host, ask=ask, pause=pause), hosts.values()):
            answers += found
            tell("links", len(answers), len(links))
    return sorted((DeadLink(url, reason, links[url]) for url, reason in answers if reason), key=lambda dead: dead.url)


def _ask_host(urls: Iterable[str], ask: Callable[[str], str], pause: float) -> list[tuple[str, str]]:
    answers = []
    for number, url in enumerate(urls):
        time.sleep(pause if number else 0)
        answers.append((url, ask(url)))
    return answers


def _reason(url: str, name: str, wait: float) -> str:
    """Why an address gives no page, or nothing where it gives one."""
    said = ""
    for method in ("HEAD", "GET"):
        try:
            with urlopen(Request(url, method=method, headers={"User-Agent": name}), timeout=wait):  # noqa: S310 - http and https alone
                return ""
        except HTTPError as error:
            said = f"{error.code} {error.reason}"
            if error.code not in _HEAD_REFUSED:
                return said
        except (URLError, OSError, HTTPException, ValueError) as error:
            return str(getattr(error, "reason", error))
    return said


def report(dead: Iterable[DeadLink], said: Callable[..., str]) -> Iterator[str]:
    """Markdown: each dead link with the pages that name it. ``said`` gives a sentence of the interface."""
    dead = list(dead)
    yield f"## {said('links-dead', count=len(dead)) if dead else said('links-fine')}"
    for link in dead:
        yield f"\n- <{link.url}>: {link.reason}"
        yield from (f"    - {page or '/'}" for page in link.pages)
