"""The one place that reads an archive's folder: files in, a `Catalogue` and its problems out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG

from fangzhi.records.article import Article, read_article, translated
from fangzhi.records.attachments import read_attachments
from fangzhi.records.bounds import inside, is_file
from fangzhi.records.catalogue import Catalogue, make_catalogue
from fangzhi.records.decoding import LARGEST, take, too_large
from fangzhi.records.filenames import filename_problems
from fangzhi.records.frontmatter import Document, parse_vocabulary, read
from fangzhi.records.kept import Kept, Read
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.published import Address, read_published, redirects, vanished
from fangzhi.records.state import State, state
from fangzhi.records.twins import twins, wording, wordings
from fangzhi.records.vocabulary import Vocabulary, read_vocabulary

VOCABULARIES = "_vocabulary"
_ENGLISH = ".en"


@dataclass(frozen=True)
class Archive:
    """A folder that was read: where it is, what it shows, and every article in it, drafts too."""

    root: Path
    catalogue: Catalogue
    articles: tuple[Article, ...]


def read_archive(root: Path, kept: Kept | None = None) -> tuple[Archive, list[Problem]]:
    """Read ``articles/`` under a root. Whatever is wrong is in the problems, all of it, sorted by place."""
    articles, problems = read_articles(root, article_files(root), kept)
    archive, more = assembled(root, articles, wordings(articles, kept))
    return archive, sorted(problems + more)


def assembled(root: Path, articles: list[Article], known: dict[str, str]) -> tuple[Archive, list[Problem]]:
    """The archive of articles that were read, and what is wrong across them; ``known`` holds their `wordings`."""
    districts, problems = read_authority(root, "districts")
    initiatives, more = read_authority(root, "initiatives")
    problems += more
    problems += filename_problems(root)
    addresses, more = published_addresses(root, articles)
    problems += more
    problems += twins(articles, known)
    catalogue, more = make_catalogue(articles, districts, initiatives)
    catalogue = replace(catalogue, redirects=tuple(sorted(redirects(addresses).items())))
    return Archive(root, catalogue, tuple(articles)), problems + more


def published_addresses(root: Path, articles: Iterable[Article]) -> tuple[tuple[Address, ...], list[Problem]]:
    """What was published once, with what has become of it against all articles of the archive."""
    addresses, problems = read_published(root)
    return addresses, problems + vanished(root, addresses, articles)


def _stale(article: Article) -> list[Problem]:
    if not article.stale:
        return []
    place = Place(article.english.path if article.english and article.english.path else article.path)
    return [problem(place, "stale-translation", now=article.wording, path=article.path)]


def article_files(root: Path) -> list[str]:
    """The paths of all Markdown files under ``articles/``, relative to the root, sorted."""
    found: list[str] = []
    for folder, below, names in os.walk(root / "articles"):
        below[:] = [name for name in below if not _hidden(name)]
        base = Path(folder).relative_to(root).as_posix()
        found += [f"{base}/{name}" for name in names if name.endswith(".md") and not _hidden(name)]
    return sorted(found)


def _hidden(name: str) -> bool:
    return name[0] in "._"


def read_articles(root: Path, paths: Iterable[str], kept: Kept | None = None) -> tuple[list[Article], list[Problem]]:
    """Read some files, but those of which is known what they hold. A translation joins the article whose name it bears."""
    kept = kept or Kept()
    linked = _Linked(root)
    reads = {path: kept.find(root, path) or _read(root, path, kept, linked) for path in paths}
    problems = [found for read in reads.values() for found in read.problems]
    return list(_articles(root, reads, problems, kept)), problems


def _read(root: Path, path: str, kept: Kept, linked: _Linked) -> Read:
    """Read one file, and keep what it gives."""
    before = state(root, path)
    document, problems = read_document(root, path, None if linked[path.rpartition("/")[0]] else before)
    if document is None or path.removesuffix(".md").endswith(_ENGLISH):
        read = Read(None, document, tuple(problems))
    else:
        article, more = read_article(document)
        read = Read(article, None, (*problems, *more), wording(article.body))
    kept.put(path, before, read)
    return read


def read_document(root: Path, path: str, known: State | None = None) -> tuple[Document | None, list[Problem]]:
    """One file of the archive; a link that leads out of its folder is not followed.

    ``known`` is the state of a file of which it is known that no folder above it is a link.
    """
    if not known and _Linked(root)[path] and is_file(root, path) and not inside(root, path, ""):
        return None, [problem(Place(path), "outside-root")]
    try:
        size = known[0] if known else _size(root, path)
        if size > LARGEST:
            return None, [too_large(path, size)]
        with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path for each file is a tenth of a check
            return read(path, file.read())
    except OSError as error:
        return None, [problem(Place(path), "unreadable-file", reason=error.strerror or error)]


def file_bytes(root: Path, path: str) -> bytes | None:
    """The bytes of one file; None where `read_document` would not read it either, and says why."""
    if not inside(root, path, ""):
        return None
    try:
        return (root / path).read_bytes() if _size(root, path) <= LARGEST else None
    except OSError:
        return None


def _size(root: Path, path: str) -> int:
    """The bytes of a file; raises `OSError` where it is none, since a pipe or a device would be read for ever."""
    found = (root / path).stat()
    if not S_ISREG(found.st_mode):
        raise OSError("not a file")
    return found.st_size


class _Linked(dict[str, bool]):
    """Whether a path from a root is a symbolic link, or something on the way to it; each asked for once."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def __missing__(self, path: str) -> bool:
        parts = path.split("/")
        ways = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
        self[path] = any(os.path.islink(f"{self.root}/{way}") for way in ways)  # noqa: PTH114 - as above
        return self[path]


def _articles(root: Path, reads: dict[str, Read], problems: list[Problem], kept: Kept) -> Iterator[Article]:
    """The articles that were read, with what lies beside their files."""
    for path, given in reads.items():
        if given.document:
            problems += _orphan(root, path)
        if given.article is None:
            continue
        article = given.article
        english = reads.get(path.removesuffix(".md") + _ENGLISH + ".md")
        if english and english.document:
            article, found = translated(article, english.document)
            problems += found
        pictures, found = read_attachments(root, article, kept.pictures)
        problems += found + _stale(article)
        yield replace(article, pictures=pictures) if pictures else article


def _orphan(root: Path, path: str) -> list[Problem]:
    of = path.removesuffix(_ENGLISH + ".md") + ".md"
    return [] if (root / of).is_file() else [problem(Place(path), "orphan-translation", of=of)]


def read_authority(root: Path, name: str) -> tuple[Vocabulary, list[Problem]]:
    """One authority file, ``districts`` or ``initiatives``; an empty vocabulary where it cannot be read."""
    path = f"articles/{VOCABULARIES}/{name}.yml"
    try:
        text, problems = take(root, path)
    except OSError:
        return Vocabulary(name, unread=True), [problem(Place(path), "missing-vocabulary", name=name)]
    mapping, more = parse_vocabulary(path, text) if text is not None else (None, [])
    if mapping is None:
        return Vocabulary(name, unread=True), problems + more
    return read_vocabulary(name, path, mapping)
