"""How long after a file is written the preview serves its new text, in every variant, through its real server."""

from __future__ import annotations

import statistics
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.parse import urlsplit

from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.preview import Preview, PreviewServer
from fangzhi.records.langtag import VARIANTS
from tests.bench.check import archive

_TIMES = 9


def _get(host: str, path: str) -> str:
    connection = HTTPConnection(host)
    connection.request("GET", path)
    body = connection.getresponse().read().decode()
    connection.close()
    return body


def _change(host: str, file: Path, number: int) -> tuple[float, float]:
    """Seconds, and seconds of processor time, from the write until all three pages have the new text."""
    name = file.relative_to(file.parents[2]).with_suffix("").as_posix()
    fresh = f"第{number}次改动。"
    began, spent = time.perf_counter(), time.process_time()
    file.write_text(f"{file.read_text('utf-8')}\n{fresh}\n", "utf-8", newline="\n")
    _get(host, f"/_preview/next?since={number}")
    pages = [_get(host, f"/{variant.prefix}articles/{name.partition('/')[2]}/") for variant in VARIANTS]
    assert all("改" in page and f"第{number}次" in page for page in pages)
    return time.perf_counter() - began, time.process_time() - spent


def main(count: int = 5000) -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        root = archive(Path(folder), count)
        began = time.perf_counter()
        server = PreviewServer(Preview(root, MkDocsEngine(), list), "127.0.0.1", 0)
        thread = Thread(target=server.serve)
        thread.start()
        host = urlsplit(server.address).netloc
        _get(host, "/")
        print(f"preview, {count} articles: ready after {time.perf_counter() - began:.1f} s")
        files = sorted((root / "articles").glob("2*/*.md"))[: _TIMES + 1]
        taken = [_change(host, file, number) for number, file in enumerate(files)][1:]
        wall, spent = (statistics.median(times) for times in zip(*taken, strict=True))
        print(f"  from writing an article to its three pages: {wall:.2f} s, {spent:.2f} s of processor time (median)")
        began = time.perf_counter()
        _get(host, "/")
        print(f"  the first page after that: {time.perf_counter() - began:.2f} s")
        server.close()
        thread.join()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
