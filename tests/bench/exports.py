"""What exports cost: ``python -m tests.bench.exports 1000`` builds an archive in one process and prints their share.

Exports are the files beside each article's page and those of the archive as a whole. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from fangzhi.build import builder, exporting
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import Sources, read_sources
from fangzhi.exports import parts
from fangzhi.exports.holdings import ExportFile, Holdings
from tests.bench.archive import write_archive

P = ParamSpec("P")
R = TypeVar("R")
_HALF = 0.5


def measure(count: int) -> tuple[float, dict[str, float]]:
    """The seconds of a whole build, and those of each kind of export in it."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent[name] += time.process_time() - start

        return inner

    known = exporting.export_files

    def files(sources: Sources, held: Holdings) -> list[ExportFile]:
        found = known(sources, held)
        return [ExportFile(file.path, file.of, timed(_kind(file.path), file.make)) for file in found]

    vars(builder)["files"] = timed("beside pages", parts.files)
    vars(exporting)["export_files"] = files
    with TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        write_archive(root, count)
        start = time.process_time()
        sources, _ = read_sources(root)
        builder.build(sources, Path(folder) / "site", MkDocsEngine())
        return time.process_time() - start, spent


def _kind(path: str) -> str:
    name = path.rpartition("/")[2]
    return {"feed.xml": "feeds", "feed.json": "feeds"}.get(name, name)


def main(count: int) -> None:
    """Print the table."""
    whole, spent = measure(count)
    for name, seconds in sorted(spent.items(), key=lambda kind: -kind[1]):
        print(f"{seconds:8.2f} s {seconds / whole:6.1%}  {name}")
    share = sum(spent.values()) / whole
    print(f"{sum(spent.values()):8.2f} s {share:6.1%}  exports of {whole:.2f} s")
    if share > _HALF:
        raise SystemExit("exports take more than half of a build")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many articles")
    main(parser.parse_args().count)
