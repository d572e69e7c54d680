"""What exports cost: ``python -m tests.bench.exports 1000`` builds an archive in one process and prints their share.

Exports are the record beside each article's page and those of the archive as a whole. After the full build one article's text
is edited, and the archive is built again. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

import pytest

from fangzhi.build import builder, exporting, making
from fangzhi.build.exporting import Exports, export_files
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.exports.articles import article
from fangzhi.exports.holdings import Export, ExportFile
from tests.bench.archive import edit_article, write_archive

P = ParamSpec("P")
R = TypeVar("R")
_HALF = 0.5


class Clock:
    """Processor seconds by what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def timed(self, name: str, function: Callable[P, R]) -> Callable[P, R]:
        """The function, and its seconds added to a name's."""

        @wraps(function)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.spent[name] += time.process_time() - start

        return inner

    def export(self, file: Export) -> Export:
        """A file whose making is timed."""
        name = _kind(file.path)
        if isinstance(file, ExportFile):
            return replace(file, make=self.timed(name, file.make))
        pieces = tuple(replace(piece, make=self.timed(f"{name}, pieces", piece.make)) for piece in file.pieces)
        return replace(file, pieces=pieces, write=self.timed(f"{name}, joined", file.write))


@contextmanager
def timed() -> Iterator[Clock]:
    """Time every export that is made meanwhile, and the plan of them all."""
    clock = Clock()
    files, outputs = export_files, Exports.outputs
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting, "export_files", lambda *words: map(clock.export, files(*words)))
        patch.setattr(making, "article", clock.timed("beside pages", article))
        patch.setattr(Exports, "outputs", clock.timed("(plan)", lambda *words: [*outputs(*words)]))
        yield clock


def measure(root: Path, site: Path) -> tuple[float, dict[str, float]]:
    """The seconds of a build, and those of each kind of export in it."""
    with timed() as clock:
        start = time.process_time()
        sources, _ = read_sources(root)
        builder.build(sources, site, MkDocsEngine())
        return time.process_time() - start, clock.spent


def _kind(path: str) -> str:
    name = path.rpartition("/")[2]
    return {"feed.xml": "feeds", "feed.json": "feeds"}.get(name, name)


def _print(what: str, whole: float, spent: dict[str, float]) -> float:
    print(f"{what}: {whole:.2f} s")
    for name, seconds in sorted(spent.items(), key=lambda kind: -kind[1]):
        if seconds > whole / 1000:
            print(f"{seconds:8.2f} s {seconds / whole:6.1%}  {name}")
    share = sum(spent.values()) / whole
    print(f"{sum(spent.values()):8.2f} s {share:6.1%}  all exports")
    return share


def main(count: int) -> None:
    """Print the tables."""
    with TemporaryDirectory() as folder:
        root, site = Path(folder) / "archive", Path(folder) / "site"
        write_archive(root, count)
        share = _print("full build", *measure(root, site))
        edit_article(root, 1)
        _print("one article edited", *measure(root, site))
    if share > _HALF:
        raise SystemExit("exports take more than half of a build")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many articles")
    main(parser.parse_args().count)
