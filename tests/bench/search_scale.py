"""How the search grows: size of the index, bytes and time of a query, for many articles.

``python -m tests.bench.search_scale 50000`` makes the articles, their index and the hits' texts of one variant under
``.cache/bench/`` (1 GB of disk for 50,000), asks questions of four characters in Chromium with its processor slowed
down four times, and prints the figures. Bytes are what crosses the wire with gzip, headers included, without the page's
HTML: the first query's are those of the engine, the folding table and all else besides.
"""

from __future__ import annotations

import gzip
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import CDPSession, Page, sync_playwright

from fangzhi.site import search
from tests.bench.corpus import Text, corpus, reading
from tests.searching import write

FOLDER = Path(".cache/bench")
QUERIES, SLOWER = 40, 4
ASK = """(query) => new Promise((done) => {
    const place = document.querySelector("[data-search-page]"), input = place.querySelector("input");
    const start = performance.now();
    new MutationObserver((_, observer) => {
        if (place.hasAttribute("aria-busy")) return;
        observer.disconnect();
        requestAnimationFrame(() => done([performance.now() - start, place.querySelectorAll(".search-hits li").length]));
    }).observe(place, { attributes: true });
    input.value = query;
    input.form.requestSubmit();
})"""


@lru_cache(maxsize=4096)
def zipped(path: Path) -> bytes:
    """A file as it crosses the wire."""
    return gzip.compress(path.read_bytes(), 6)


class Zipped(SimpleHTTPRequestHandler):
    """Serves a folder as static hosts do: text compressed, connections kept."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        data = zipped(path) if found else b""
        self.send_response(200 if found else 404)
        for name, value in (
            ("Content-Type", self.guess_type(path)),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(data))),
        ):
            if found or name == "Content-Length":
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def queries(texts: list[Text], seed: int) -> Iterator[str]:
    """Runs of four Han characters out of the texts."""
    chance = random.Random(seed)
    while True:
        text = chance.choice(texts).entry.text
        at = chance.randrange(len(text) - 4)
        if all("\u4e00" <= c <= "\u9fff" for c in text[at : at + 4]):
            yield text[at : at + 4]


def prepare(count: int) -> tuple[Path, list[Text]]:
    """A site of many articles, and some of them; prints what it weighs."""
    texts = list(corpus(count, 1))
    plain = sum(len(text.entry.text.encode()) for text in texts)
    folder = FOLDER / f"search-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    start = time.process_time()
    files = list(search.index(text.entry for text in texts))
    seconds = time.process_time() - start
    weight = sum(len(data) for _, data in files)
    zipped = sum(len(gzip.compress(data, 6)) for _, data in files)
    print(f"articles {count}, plain text {plain / 1e6:.1f} MB, index made in {seconds:.1f} s of CPU")
    print(
        f"index: {len(files)} files, {weight / 1e6:.1f} MB = {weight / plain:.1%} of the text ({zipped / plain:.1%} zipped)"
    )
    places = search.shelved(text.entry for text in texts).places
    write(folder, [*files, *search.readings("zh-Hans", map(reading, texts), places)])
    return folder, texts[:: max(1, count // 1000)]


class Meter:
    """Counts the bytes that a page receives."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes = 0
        self.page = ""
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._skip)
        session.on("Network.loadingFinished", self._add)

    def _skip(self, event: dict[str, str]) -> None:
        if event.get("type") == "Document":
            self.page = event["requestId"]

    def _add(self, event: dict[str, str]) -> None:
        self.bytes += int(event["encodedDataLength"]) if event["requestId"] != self.page else 0


def ask(page: Page, meter: Meter, query: str) -> tuple[int, float, int]:
    """Bytes, milliseconds and hits shown for one query on a page that is open."""
    milliseconds, hits = page.evaluate(ASK, query)
    page.wait_for_timeout(50)
    transferred, meter.bytes = meter.bytes, 0
    return transferred, milliseconds, hits


def opened(new_page: Callable[[], Page], address: str) -> tuple[Page, Meter]:
    """A search page without anything in its cache, on a slow machine."""
    page = new_page()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    meter = Meter(session)
    page.goto(f"{address}search/index.html")
    page.wait_for_selector("main.search-live")
    page.wait_for_load_state("networkidle")
    return page, meter


def main(count: int) -> None:
    """Prepare, ask, print."""
    folder, texts = prepare(count)
    asked = queries(texts, 2)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    first, later = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(QUERIES // 4):
            page, meter = opened(lambda: browser.new_context().new_page(), address)
            first.append(ask(page, meter, next(asked)))
            later += [ask(page, meter, next(asked)) for _ in range(3)]
            page.context.close()
    server.shutdown()
    for name, figures in (("first query", first), ("later query", later)):
        sizes, times, hits = zip(*figures, strict=True)
        print(
            f"{name}: {median(sizes) / 1000:.1f} kB (at most {max(sizes) / 1000:.1f}), {median(times):.0f} ms (at most {max(times):.0f}), processor {SLOWER} times slower, {median(hits):.0f} hits shown of a page of 8"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
