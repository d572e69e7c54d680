"""Facets on thousands of articles: what the page must fetch, and how long a choice takes in the browser.

``python -m tests.bench.facets 5000`` makes the articles' facets and the hits' texts of one variant under ``.cache/bench/``,
chooses a district, an initiative and a year again and again in Chromium, and prints bytes (gzip) and milliseconds from
the change of a field until the hits stand on the page.
"""

from __future__ import annotations

import gzip
import random
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from statistics import median
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from fangzhi.site import search
from fangzhi.site.search import Entry, File
from tests.bench.corpus import corpus, reading
from tests.bench.search_scale import FOLDER, Zipped
from tests.searching import write

CHOICES, ENOUGH = 60, 100
CHOOSE = """([name, value]) => new Promise((done) => {
    const place = document.querySelector("[data-search-page]"), select = place.querySelector(`[name=${name}]`);
    const start = performance.now();
    new MutationObserver((_, observer) => {
        if (place.hasAttribute("aria-busy")) return;
        observer.disconnect();
        requestAnimationFrame(() => done(performance.now() - start));
    }).observe(place, { attributes: true });
    select.value = value;
    select.dispatchEvent(new Event("change"));
})"""
OFFERED = "name => [...document.querySelector(`[name=${name}]`).options].map(option => option.value)"


def needed(entries: Iterable[Entry]) -> list[File]:
    """The files that a page of facets fetches, whatever is chosen; the lists of words are not among them."""
    bare = (replace(entry, title="", summary="", text="", names=(), bylines=(), english=()) for entry in entries)
    return [(name, data) for name, data in search.index(bare) if not name.startswith("grams/")]


def choices(page: Page, chance: random.Random) -> Iterator[tuple[str, float]]:
    """One field after another set to something that is offered, with the milliseconds until the answer."""
    for number in range(CHOICES):
        name = ("district", "initiative", "year")[number % 3]
        value = chance.choice(page.evaluate(OFFERED, name))
        yield name, page.evaluate(CHOOSE, [name, value])


def main(count: int) -> None:
    """Prepare, choose, print."""
    texts = list(corpus(count, 1))
    files = needed(text.entry for text in texts)
    folder = FOLDER / f"facets-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    places = search.shelved(text.entry for text in texts).places
    write(folder, [*files, *search.readings("zh-Hans", map(reading, texts), places)])
    weight = sum(len(gzip.compress(data, 6)) for _, data in files)
    print(f"facets of {count} articles: {weight / 1000:.1f} kB gzipped (at most 150)")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/search/index.html?year={texts[0].entry.year}")
        page.wait_for_selector(".search-hits li")
        taken = [milliseconds for _, milliseconds in choices(page, random.Random(3))]
        browser.close()
    server.shutdown()
    late = sum(milliseconds > ENOUGH for milliseconds in taken)
    print(
        f"a choice: {median(taken):.0f} ms in the median (at most {ENOUGH}), {max(taken):.0f} at the longest,"
        f" {late} of {CHOICES} longer than {ENOUGH}: on an idle machine none should be"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
