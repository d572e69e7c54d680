"""What a publisher is told: which pages a build changes, and which links to other sites lead nowhere."""

from __future__ import annotations

import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner

from fangzhi.cli import main
from tests import places
from tests.conftest import build_site, serving


def said(root: Path, *words: str) -> str:
    result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(main, [*words, "--root", str(root), "--lang", "en"])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def archive_with_past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive that has changed since it was published, and the published site."""
    folder = tmp_path_factory.mktemp("press")
    root = places.archive(folder / "a", {f"articles/2025/{n}.md": places.article(title=f"题{n}") for n in "ab"})
    shutil.copytree(build_site(root, root / "site"), folder / "published")
    (root / "articles/2025/a.md").unlink()
    places.write(root, {"articles/2025/c.md": places.article(title="新篇", body="他家有余某送来的年历。")})
    build_site(root, root / "site")
    return root, folder / "published"


def test_what_changes_for_readers(archive_with_past: tuple[Path, Path]) -> None:
    """Pages once whatever their variants, articles first and with titles; against a folder or an address, or nothing."""
    root, published = archive_with_past
    text = said(root, "changes", "--since", str(published))
    parts = re.split(r"\n##+ ", text)
    assert parts[1].splitlines() == ["New pages (1)", "", "- `/articles/2025/c/` 新篇"]
    assert parts[2].startswith("Changed pages (")
    assert parts[2].splitlines()[2] == "- `/articles/2025/b/` 题b"  # its neighbour is another now
    assert "- `/`\n" in parts[2]
    assert "zh-Hant" not in text
    assert parts[3].splitlines()[2] == "- `/articles/2025/a/`"
    with serving(published) as address:
        assert said(root, "changes", "--since", address) == text
    lost = said(root, "changes", "--since", "http://127.0.0.1:9/")
    assert lost.startswith(
        "http://127.0.0.1:9/ was not published yet, or cannot be read, so everything counts as new.\n\n## "
    )
    same = said(root, "changes", "--since", str(root / "site"))
    assert "page" not in same


def test_conversions_that_nobody_has_read(archive_with_past: tuple[Path, Path]) -> None:
    """Are listed as `fangzhi review` lists them, until they are approved."""
    root, published = archive_with_past
    doubtful = said_review(root)
    text = said(root, "changes", "--since", str(published))
    assert doubtful
    assert [line.removeprefix("- ") for line in text.partition("nobody has read yet")[2].splitlines()[2:]] == doubtful
    CliRunner().invoke(main, ["review", "--root", str(root), "--approve"])
    assert "Every conversion has been read" in said(root, "changes", "--since", str(published))
    (root / "articles/_vocabulary/review.yml").unlink()


def said_review(root: Path) -> list[str]:
    return CliRunner().invoke(main, ["review", "--root", str(root)]).stdout.splitlines()


class _Host(BaseHTTPRequestHandler):
    """Pages that are there, that moved, that are gone, that are broken, and that give no heads."""

    asked: ClassVar[Counter[str]] = Counter()
    at_once: ClassVar[list[int]] = []
    now = 0
    lock = threading.Lock()

    def _answer(self) -> None:
        with self.lock:
            type(self).now += 1
            self.at_once.append(self.now)
            self.asked[f"{self.command} {self.path}"] += 1
        status = {"/gone": 410, "/broken": 500, "/moved": 301, "/missing": 404}.get(self.path, 200)
        status = 405 if (self.command, self.path) == ("HEAD", "/no-heads") else status
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/here")
        self.send_header("Content-Length", "0")
        with self.lock:
            type(self).now -= 1
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815 - what the server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_links_that_lead_nowhere(host: str, tmp_path: Path) -> None:
    """With the pages that name them; each address once, one at a time a host; never a failure, and none of our own."""
    names = ("here", "moved", "gone", "broken", "missing", "no-heads", "here#part")
    body = (
        " ".join(f"[甲]({host}/{name})" for name in names)
        + " [乙](https://qingshi.example/search?q=1) [丙](http://127.0.0.1:9/)"
    )
    root = places.archive(tmp_path / "a", {"articles/2025/a.md": places.article(body=body)})
    build_site(root, root / "site")
    text = said(root, "links", "--pause", "0")
    dead = re.findall(r"^- <(.*?)>: (.*)$", text, re.MULTILINE)
    assert [(url.removeprefix(host), reason) for url, reason in dead if url.startswith(host)] == [
        ("/broken", "500 Internal Server Error"), ("/gone", "410 Gone"), ("/missing", "404 Not Found"),
    ]  # fmt: skip
    assert len(dead) == 4
    assert "    - articles/2025/a/\n    - en/articles/2025/a/\n    - zh-Hant/articles/2025/a/" in text
    assert _Host.asked["HEAD /here"] + _Host.asked["GET /here"] == 2  # once for itself, once where another moved to it
    assert _Host.asked["GET /no-heads"] == 1
    assert set(_Host.at_once) == {1}
    other = places.archive(tmp_path / "b")
    for command in ("links", "changes"):
        unbuilt = CliRunner().invoke(main, [command, "--root", str(other), "--lang", "en"])
        assert (unbuilt.exit_code, unbuilt.stdout) == (1, "")
        assert "error not-built" in unbuilt.stderr
    build_site(other, other / "site")
    assert said(other, "links") == "## Every link to other sites leads somewhere\n"
