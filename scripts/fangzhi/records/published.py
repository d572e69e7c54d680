"""The list of addresses that were published once: an id cannot vanish, it can only lead elsewhere.

``articles/_vocabulary/published.txt`` has one ``year/id`` a line, or ``year/old -> year/new`` where an article has moved.
``#`` begins a comment. An archive without the file promises nothing yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fangzhi.records.article import ID, SHELF, Article, Status
from fangzhi.records.decoding import take
from fangzhi.records.problems import Place, Problem, nearest, problem

FILE = "articles/_vocabulary/published.txt"
_ARROW = "->"


@dataclass(frozen=True, slots=True)
class Address:
    """One published ``year/id``; ``target`` is where it leads now, empty where the article is still there."""

    path: str
    target: str
    place: Place


def read_published(root: Path) -> tuple[tuple[Address, ...], list[Problem]]:
    """The list under a root; empty where there is none."""
    try:
        text, problems = take(root, FILE)
    except OSError:
        return (), []
    lines = enumerate((text or "").split("\n"), 1)
    read = [_address(line.partition("#")[0], number) for number, line in lines]
    problems += [found for found in read if isinstance(found, Problem)]
    return tuple(found for found in read if isinstance(found, Address)), problems


def _address(line: str, number: int) -> Address | Problem | None:
    if not line.strip():
        return None
    path, arrow, target = (part.strip() for part in line.partition(_ARROW))
    place = Place(FILE, number, 1)
    for named in (path, target) if arrow else (path,):
        shelf, _, identifier = named.partition("/")
        if not SHELF.fullmatch(shelf) or not ID.fullmatch(identifier):
            return problem(place, "not-an-address", found=named)
    return Address(path, target, place)


def redirects(addresses: Iterable[Address]) -> dict[str, str]:
    """Where each address that moved leads in the end; one that leads round in a circle leads nowhere."""
    moved = {address.path: address.target for address in addresses if address.target}
    return {path: end for path in moved if (end := _end(path, moved)) != path}


def _end(path: str, moved: dict[str, str]) -> str:
    seen = {path}
    at = moved[path]
    while at in moved:
        if at in seen:
            return path
        seen.add(at)
        at = moved[at]
    return at


def vanished(root: Path, addresses: tuple[Address, ...], articles: Iterable[Article]) -> list[Problem]:
    """A published address whose article is gone or a draft again, and a redirect that leads to none.

    An article that is there but has errors counts as there: its own problems say what is wrong.
    """
    drafts = {_path(article) for article in articles if article.status is Status.DRAFT}
    ends = redirects(addresses)
    return [fault for address in addresses if (fault := _fault(root, address, ends, drafts))]


def _fault(root: Path, address: Address, ends: dict[str, str], drafts: set[str]) -> Problem | None:
    end = ends.get(address.path, address.path)
    if (
        end not in drafts
        and (root / "articles" / f"{end}.md").is_file()
        and (end != address.path or not address.target)
    ):
        return None
    if address.target:
        return problem(address.place, "redirect-nowhere", found=address.path, target=address.target)
    return problem(address.place, "vanished-address", found=address.path, near=_likely(root, end))


def _likely(root: Path, gone: str) -> str:
    """Where an article may have gone: to another year by its name, else to a name like it in its year."""
    shelf, _, name = gone.rpartition("/")
    moved = (file.parent.name for file in (root / "articles").glob(f"*/{name}.md"))
    if years := sorted(year for year in moved if year != shelf):
        return f"{years[0]}/{name}"
    files = (root / "articles" / shelf).glob("*.md")
    near = nearest(name, {file.stem for file in files if not file.stem.endswith(".en")} - {name})
    return f"{shelf}/{near}" if near else ""


def _path(article: Article) -> str:
    return f"{article.shelf}/{article.id}"


def listed(addresses: Iterable[Address], articles: Iterable[Article]) -> str:
    """The list with every article that readers may see now added to it, as the file's text."""
    lines = {a.path: f"{a.path} {_ARROW} {a.target}" if a.target else a.path for a in addresses}
    for article in articles:
        lines.setdefault(_path(article), _path(article))
    head = "# 已经发布过的网址，只增不减；移走的写作“旧 -> 新”。由fangzhi published更新。\n"
    return head + "".join(f"{lines[path]}\n" for path in sorted(lines))
