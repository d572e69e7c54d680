"""A small site with nothing but search pages, and a server for it: what the tests of the search look at."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from fangzhi.site.search import File

ASSETS = Path(__file__).parent.parent / "overrides" / "assets"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'"
PREFIXES = {"zh-Hans": "", "zh-Hant": "zh-Hant/", "en": "en/"}
WORDS = {
    "sort": "SORT", "district": "DISTRICT", "initiative": "INITIATIVE", "year": "YEAR", "relevance": "RELEVANCE",
    "date": "DATE", "all": "ALL", "option": "{label} ({n})", "one": "ONE", "many": "MANY {n}", "about": "ABOUT {n}", "unfiltered": "UNFILTERED",
    "count": "（{n}）", "none": "NONE", "nothing": "NOTHING TO LOOK FOR", "near": "ALSO NEAR", "more": "MORE",
    "instead": "INSTEAD", "broken": "BROKEN", "retry": "RETRY", "cut": "CUT",
}  # fmt: skip
PAGE = """<!DOCTYPE html>
<html lang="{variant}"><head><meta charset="utf-8"><title>search</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<script defer src="{root}assets/search-box.js"></script></head>
<body><header><form data-search-box data-base="{root}search/" data-variant="{variant}" action="{root}{prefix}search/index.html">
<input type="search" name="q" id="box" aria-label="search"></form></header>
{body}</body></html>
"""
BODY = """<main data-search-page data-base="{root}search/" data-home="{root}{prefix}" data-variant="{variant}"><script type="application/json">{settings}</script>
<form action="index.html"><input type="search" name="q" aria-label="query"><button>GO</button><div data-filters></div></form>
<div data-results></div></main>"""


def write(folder: Path, files: Iterable[File]) -> None:
    """The search's files under a site, with its scripts and a search page and an empty page for each variant."""
    for name, data in files:
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.copytree(ASSETS, folder / "assets", dirs_exist_ok=True)
    for variant, prefix in PREFIXES.items():
        for place in ("search/", "empty/"):
            _write_page(folder, variant, prefix, place)


def _write_page(folder: Path, variant: str, prefix: str, place: str) -> None:
    root = "../" * (prefix + place).count("/")
    settings = json.dumps({"words": WORDS, "district": {}, "initiative": {}})
    body = (
        BODY.format(settings=settings, root=root, prefix=prefix, variant=variant)
        if place == "search/"
        else "<main>EMPTY</main>"
    )
    path = folder / prefix / place / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    page = PAGE.format(variant=variant, prefix=prefix, root=root, policy=POLICY, body=body)
    path.write_text(page, encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, policy: str, **more: Any) -> None:
        self.policy = policy
        super().__init__(*args, **more)

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def served(folder: Path, policy: str = POLICY) -> Iterator[str]:
    """The address of a folder that is served on a free port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, policy=policy, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
