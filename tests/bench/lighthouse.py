"""Lighthouse on the pages that readers open most: ``python -m tests.bench.lighthouse``.

The sample site is served compressed, as static hosts do, and visited as Lighthouse visits for phones: a slow processor,
a slow network. Each page three times; each category counts with its median, since what else a machine does shows in
"performance". Fails where a median is below 98. ``make bench`` fetches Lighthouse into ``.cache/``; where it is not
there, this says so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from statistics import median_low
from threading import Thread

from tests.bench.search_scale import Zipped
from tests.conftest import ROOT, build_site

PROGRAM = ROOT / ".cache/lighthouse/node_modules/lighthouse/cli/index.js"
PAGES = {"home": "", "district": "districts/yunyang/", "article": "articles/202X/yunyang-dog-licensing/"}
RUNS, LEAST = 3, 98
FLAGS = ["--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"]


def visit(address: str, report: Path) -> dict[str, int]:
    """The score of each category, of 100."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    command = ["node", str(PROGRAM), address, f"--output-path={report}", *FLAGS]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"CHROME_PATH": chromium})
    categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * category["score"]) for name, category in categories.items()}


def medians(address: str, report: Path) -> dict[str, int]:
    """The median of some visits, category by category."""
    visits = [visit(address, report) for _ in range(RUNS)]
    return {name: median_low(scores[name] for scores in visits) for name in visits[0]}


def main() -> None:
    """Build, serve, visit, print."""
    if not (PROGRAM.is_file() and shutil.which("node")):
        print("Lighthouse: not there (make bench fetches it where npm is); skipped")
        return
    with tempfile.TemporaryDirectory() as folder:
        site = build_site(ROOT, Path(folder) / "site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=str(site)))
        Thread(target=server.serve_forever, daemon=True).start()
        found = {
            f"{name} {prefix or '/'}": medians(
                f"http://127.0.0.1:{server.server_port}/{prefix}{path}", Path(folder) / "report.json"
            )
            for name, path in PAGES.items()
            for prefix in ("", "en/")
        }
        server.shutdown()
    print(f"Lighthouse, mobile settings, median of {RUNS} (at least {LEAST}):")
    for page, scores in found.items():
        print(f"  {page:14}" + "  ".join(f"{name} {score}" for name, score in scores.items()))
    low = [page for page, scores in found.items() if min(scores.values()) < LEAST]
    if low:
        raise SystemExit(f"below {LEAST}: {', '.join(low)}")


if __name__ == "__main__":
    main()
