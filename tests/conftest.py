"""What tests share: sites built once a worker, a browser, and a host on the loopback interface."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from fangzhi.build.builder import build
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.records.problems import Severity
from tests import places
from tests.rich import RICH

ROOT = Path(__file__).resolve().parents[1]
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_FLAGS += ["--disable-component-update", "--disable-sync"]

settings.register_profile("fangzhi", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("fangzhi")

Host = Callable[[Path], str]


def build_site(root: Path, site: Path) -> Path:
    """Build an archive that has no errors."""
    sources, problems = read_sources(root)
    assert not [found.line("en") for found in problems if found.severity is Severity.ERROR]
    build(sources, site, MkDocsEngine())
    return site


@pytest.fixture
def archive(tmp_path: Path) -> places.MakeArchive:
    """Make a small archive of an invented place: ``archive({"articles/2025/x.md": …})``."""
    return partial(places.archive, tmp_path / "archive")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's own archive."""
    root = tmp_path_factory.mktemp("sample") / "archive"
    for name in ("articles", "docs", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="session")
def sample_site(sample: Path) -> Path:
    """The site of the repository's own archive."""
    return build_site(sample, sample.parent / "site")


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the invented place with everything that an archive can hold, two reports a page."""
    return places.archive(tmp_path_factory.mktemp("rich") / "archive", RICH)


@pytest.fixture(scope="session")
def rich_site(rich: Path) -> Path:
    """The site of the rich archive."""
    return build_site(rich, rich.parent / "site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test is skipped, and says so."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium on this machine: install Debian's chromium to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A browser that has kept nothing yet."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


_PATIENCE = 60_000  # milliseconds that a browser may take for what takes it some: hosts of tests are busy


def told(page: Page, expression: str) -> Any:
    """What an expression or a promise in a page comes to; not for ever."""
    late = f"new Promise((_, fail) => setTimeout(() => fail(Error('never true')), {_PATIENCE}))"
    return page.evaluate(f"Promise.race([{late}, (async () => {expression})()])")


def until(page: Page, condition: str) -> None:
    """Wait until an expression or a promise is true in a page, without the ``eval`` that a page's policy refuses; not for ever."""
    look = f"const look = async () => await ({condition}) ? done() : setTimeout(look, 5); look();"
    told(page, f"new Promise(done => {{ {look} }})")


class _Quiet(SimpleHTTPRequestHandler):
    """As the servers' snippets have it: a browser asks each time whether a file is still the same."""

    def __init__(self, *args: Any, keep: str, asked: Callable[[str], None], **more: Any) -> None:
        self._keep, self._asked = keep, asked
        super().__init__(*args, **more)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Say what is asked for, then answer."""
        self._asked(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        """Say how long an answer may be kept."""
        self.send_header("Cache-Control", self._keep)
        super().end_headers()


@contextmanager
def serving(folder: Path, keep: str = "no-cache", asked: Callable[[str], None] = lambda _path: None) -> Iterator[str]:
    """Serve a folder on the loopback interface, at any free port.

    ``keep`` says how long browsers may keep what they get; ``asked`` is told each path before it is answered.
    """
    handler = partial(_Quiet, directory=str(folder), keep=keep, asked=asked)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def hosted(sample_site: Path) -> Iterator[str]:
    """The address at which the sample site is served."""
    with serving(sample_site) as address:
        yield address
