"""A new site is looked through before it takes the old one's place: tags, links, counterparts, counts.

The insides of a page are looked at when it is made, by whoever makes it: the first page of each stencil whole, any other by what
fills the stencil. Whatever is kept was looked at by the build that made it; but what it links to may be gone. So the ledger
notes where each output's pages lead, by *marks*: checksums of paths, which cost a few bytes each. A mark only says which kept
pages to look at again; a collision of marks costs a look and no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import unescape
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from zlib import crc32

from fangzhi.build.fixity import Entry
from fangzhi.build.plan import Output
from fangzhi.records.langtag import VARIANTS
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.site import urls
from fangzhi.site.renderer import StencilKey, stencil_key
from fangzhi.site.shells import Parts
from fangzhi.site.stencils import Stencil
from fangzhi.site.tags import Tags, read, skim

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_DOCTYPE = "<!doctype html>"
_HTML = ".html"
_NAMED = 9  # pages that are named for one fault: a page in three variants, three times
_WEB = ("http://", "https://")
_NOWHERE = "http://-/"  # where a site without an address stands: no link leads there
_PREFIXES = tuple(variant.prefix for variant in VARIANTS if variant.prefix)
_NOTHING = Parts("", "", "", ("",) * len(VARIANTS))


class UnfitSiteError(Exception):
    """The new site has faults, and does not take the old one's place. What many pages share is named on a few of them."""

    def __init__(self, faults: Collection[Problem]) -> None:
        super().__init__(faults)
        named = Counter[object]()
        self.faults: list[Problem] = []
        for fault in sorted({*faults}):
            what = fault.code, dict(fault.facts).get("target") or fault.facts
            named[what] += 1
            self.faults += [fault] if named[what] <= _NAMED else []


class Anchor(NamedTuple):
    """A link to a place within an article's page: where it is written, how, and where it leads.

    Paragraphs are there to be cited. Headings of hand-written pages are the engine's business, which warns of them.
    """

    page: str
    written: str
    target: str
    id: str

    @property
    def mark(self) -> str:
        """How the ledger notes it."""
        return f"#{mark(self.target)}{mark(self.id)}"


@dataclass
class Look:
    """What was found in the pages of one output: where they lead, and what is wrong."""

    targets: set[str] = field(default_factory=set)
    anchors: list[Anchor] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)

    def noted(self) -> str:
        """For the ledger: marks of links, and after them of anchors."""
        marks = sorted(map(mark, set(map(common, self.targets))))
        return " ".join([*marks, *sorted({anchor.mark for anchor in self.anchors})])


class Examiner:
    """Looks through pages; idle without ``paths``, all that the site will have. ``address`` is where it will stand."""

    def __init__(self, paths: Collection[str] | None, address: str) -> None:
        self._idle, self._paths = paths is None, paths or ()
        self._address, self._base = address or _NOWHERE, urlsplit(address).path or "/"
        self._frames: dict[StencilKey, Set[str]] = {}

    def fill(self, look: Look, path: str, key: StencilKey, stencil: Stencil, parts: Parts) -> str:
        """A page made by a stencil, looked through."""
        html = stencil.fill(parts)
        frame = self._frames.get(key)
        if self._idle:
            return html
        if frame is None:
            self._frames[key] = skim("".join(stencil.pieces)).ids
            self._judge(look, path, skim(html.replace(_DOCTYPE, "", 1)), frozenset())
        else:
            tags = skim(parts.head + parts.content)
            self._judge(look, path, tags._replace(links=tags.links | {*parts.hrefs}), frame)
        if any(fault.place.path == path for fault in look.faults):  # or a text that only looks like a tag's
            look.faults = [fault for fault in look.faults if fault.place.path != path]
            self._judge(look, path, read(html), frozenset())
        return html

    def frame(self, look: Look, path: str, stencil: Stencil) -> None:
        """What all pages of a stencil have, as it stands on one of them."""
        self._judge(look, path, skim(stencil.fill(_NOTHING).replace(_DOCTYPE, "", 1)), frozenset())

    def whole(self, look: Look, path: str, html: str, *, counterparts: bool) -> None:
        """A page that was made elsewhere. Where it should have ``counterparts``, it must lead to each."""
        if self._idle:
            return
        tags = read(html)
        self._judge(look, path, tags, frozenset())
        if counterparts:
            led = {self._led(path, link)[0] for link in tags.ways}
            lacking = [other for other in _counterparts(path) if other not in led]
            look.faults += (problem(Place(path), "no-way-across", found=other) for other in lacking)

    def _judge(self, look: Look, path: str, tags: Tags, frame: Set[str]) -> None:
        if tags.flaw:
            look.faults.append(problem(Place(path), "unpaired-tag", found=tags.flaw))
        folders, address, paths, ids = urls.folders(path), self._address, self._paths, tags.ids
        for link in tags.links:  # those that are written as most are, quickly; any other with care
            if link[:1] == "#" and (link[1:] in ids or link[1:] in frame):
                continue
            if link.startswith(_WEB):
                if not link.startswith(address):
                    continue
                target = link[len(address) :]
            else:
                up = link.count("../")
                target = folders[up] + link[3 * up :] if up < len(folders) else ""
            if target[-1:] == "/":
                target += "index.html"
            if target in paths:
                look.targets.add(target)
            else:
                self._follow(look, path, link, ids | frame)

    def _follow(self, look: Look, path: str, link: str, ids: Set[str]) -> None:
        target, anchor = self._led(path, link)
        if target and target not in self._paths:
            look.faults.append(problem(Place(path), "dead-link", found=link, target=target))
        elif target == path and anchor and anchor not in ids:
            look.faults.append(problem(Place(path), "dead-anchor", found=link))
        elif target and target != path:
            look.targets.add(target)
            if anchor and common(target).startswith(urls.ARTICLES):
                look.anchors.append(Anchor(path, link, target, anchor))

    def _led(self, page: str, link: str) -> tuple[str, str]:
        """The output and the id that a link leads to; nothing where it leads to another site."""
        written, _, anchor = unescape(link).partition("#")
        if not written:
            return page, unquote(anchor)
        if ":" in written or written[0] == "/":
            here = self._within(written)
            if here is None:
                return "", ""
            page, written = "", here
        path = urls.target(page, written)
        return (path if path in self._paths else self._spelt(page, written)), unquote(anchor)

    def _within(self, written: str) -> str | None:
        """A full address as one from the site's root; none where it is another site's, or asks a program on its host."""
        if "?" in written:
            return None
        if written.startswith(self._address):
            return written[len(self._address) :]
        return None if _SCHEME.match(written) or not written.startswith(self._base) else written[len(self._base) :]

    def _spelt(self, page: str, written: str) -> str:
        """The same without a query and percent codes; a folder may be named without its slash."""
        path = urls.target(page, unquote(written.partition("?")[0]))
        folder = urls.output(f"{path}/")
        return folder if path not in self._paths and folder in self._paths else path


def mark(path: str) -> str:
    """A checksum of a path or an id."""
    return f"{crc32(path.encode('utf-8', 'surrogatepass')):08x}"


def common(path: str) -> str:
    """A path without its variant's folder."""
    for prefix in _PREFIXES:
        if path.startswith(prefix):
            return path[len(prefix) :]
    return path


def _counterparts(path: str) -> Iterator[str]:
    return (urls.location(variant, common(path)) for variant in VARIANTS)


def rendered(output: Output, root: Path) -> bool:
    """Whether a file is a page that the engine rendered; HTML that lies in ``docs`` already is its author's own."""
    return output.path.endswith(_HTML) and bool(output.source) and not (root / "docs" / output.path).is_file()


def planned_faults(outputs: Collection[Output], paths: Collection[str], root: Path) -> Iterator[Problem]:
    """Files that would be made twice, and pages of the engine that are not there in every variant."""
    if sum(len(output.paths) for output in outputs) > len(paths):
        times = Counter(chain.from_iterable(output.paths for output in outputs))
        yield from (problem(Place(path), "made-twice") for path in times if times[path] > 1)
    for output in outputs:
        lacking = (other for other in _counterparts(output.path) if other not in paths)
        yield from (
            problem(Place(output.path), "no-counterpart", found=other)
            for other in (lacking if rendered(output, root) else ())
        )


def copied_faults(outputs: Iterable[Output], root: Path, examiner: Examiner) -> list[Problem]:
    """What is wrong with pages of the engine that are in their place already."""
    look = Look()
    for output in outputs:
        if rendered(output, root):
            examiner.whole(look, output.path, Path(output.source).read_text("utf-8"), counterparts=True)
    return look.faults


def unmade(made: Iterable[tuple[Sequence[str], str]]) -> Iterator[Problem]:
    """Files of outputs that were planned and not made: the paths of each, and its lines for the ledger."""
    for paths, lines in made:
        there = {path for path, _ in Entry("", lines).digests()}
        yield from (problem(Place(path), "not-made") for path in paths if path not in there)


def framed(outputs: Iterable[Output], stencils: Mapping[StencilKey, Stencil], examiner: Examiner) -> list[Problem]:
    """What is wrong with the frames of pages, which kept pages share."""
    look, seen = Look(), set[StencilKey]()
    for output in outputs:
        for path, variant in zip(output.paths, VARIANTS, strict=False) if not output.card else ():
            if output.page is None:
                break
            key = stencil_key(output.page, variant)
            if key not in seen:
                seen.add(key)
                examiner.frame(look, path, stencils[key])
    return look.faults


def stranded(kept: Mapping[str, Entry], gone: Iterable[str], site: Path, examiner: Examiner) -> Iterator[Problem]:
    """Links on kept pages to files that the last site had, and the new one has not."""
    marks = [mark(common(path)) for path in gone]
    for entry in kept.values() if marks else ():
        if any(one in entry.links for one in marks):
            look = Look()
            for path, _ in entry.digests():
                if path.endswith(_HTML):
                    examiner.whole(look, path, (site / path).read_text("utf-8"), counterparts=False)
            yield from look.faults


def astray(
    anchors: Collection[Anchor], kept: Iterable[Entry], made: Collection[str], site: Path, examiner: Examiner
) -> list[Problem]:
    """Links to places within other pages that are not there: ``anchors`` on pages that were made, and those on
    ``kept`` ones that lead into pages which were ``made``."""
    ids = _Ids(site)
    marked = {mark(path): path for path in made}
    noted = {one for entry in kept for one in entry.links.partition("#")[2].replace("#", "").split()}
    lost = {one for one in noted if one[:8] in marked and one[8:] not in map(mark, ids[marked[one[:8]]])}
    again = Look()
    for entry in kept if lost else ():
        if any(one in entry.links for one in lost):
            for path, _ in entry.digests():
                if path.endswith(_HTML):
                    examiner.whole(again, path, (site / path).read_text("utf-8"), counterparts=False)
    wrong = (anchor for anchor in (*anchors, *again.anchors) if anchor.id not in ids[anchor.target])
    return [problem(Place(anchor.page), "dead-anchor", found=anchor.written) for anchor in wrong]


class _Ids(dict[str, frozenset[str]]):
    """The ids of each page of a site that is asked for."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self._site = site

    def __missing__(self, path: str) -> frozenset[str]:
        html = (self._site / path).read_text("utf-8") if path.endswith(_HTML) else ""
        found = self[path] = frozenset(read(html).ids)
        return found
