"""Behind a real server: what it sends with each file, what it refuses, and many readers at once."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

_CONFIGURATION = """
worker_processes 2; daemon off; pid {run}/pid; error_log {run}/error.log crit; {user}
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {run}/a; proxy_temp_path {run}/b; fastcgi_temp_path {run}/c; uwsgi_temp_path {run}/d; scgi_temp_path {run}/e;
  server {{ listen unix:{run}/socket; root {site}; include {snippet}; }}
}}
"""
PAGES = "default-src 'none'; script-src 'self'"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost")
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


@dataclass(frozen=True)
class Server:
    """A server that runs on a socket of its own."""

    socket: Path
    program: str

    def get(self, path: str, **headers: str) -> Answer:
        connection = _Connection(self.socket)
        try:
            connection.request("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(
    sample_site: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """The sample site behind Debian's nginx, and its Caddy, as its own snippets say."""
    program = _program(request.param)
    if not program:
        pytest.skip(f"no {request.param} on this machine: install Debian's to try a site behind it")
    run = tmp_path_factory.mktemp("n")
    site = run / "site"
    shutil.copytree(sample_site, site)
    (site / "about/index.html.gz").write_bytes(gzip.compress(b"compressed before", mtime=0))
    (site / "hollow").mkdir()
    process = subprocess.Popen([program, *_COMMANDS[request.param](run, site)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(run / "socket", process)
        yield Server(run / "socket", request.param)
    finally:
        process.terminate()
        process.wait()


def _nginx(run: Path, site: Path) -> list[str]:
    user = "user root;" if os.geteuid() == 0 else ""
    text = _CONFIGURATION.format(run=run, site=site, snippet=site / "serving/nginx.conf", user=user)
    (run / "nginx.conf").write_text(text, "utf-8")
    shutil.copy("/etc/nginx/mime.types", run)
    return ["-p", str(run), "-c", str(run / "nginx.conf"), "-e", str(run / "error.log")]


def _caddy(run: Path, site: Path) -> list[str]:
    snippet = site / "serving/Caddyfile"
    text = f"{{\nadmin off\n}}\nhttp:// {{\nbind unix/{run}/socket\nroot * {site}\nimport {snippet}\n}}\n"
    (run / "Caddyfile").write_text(text, "utf-8")
    return ["run", "--config", str(run / "Caddyfile")]


_COMMANDS = {"nginx": _nginx, "caddy": _caddy}


def _program(name: str) -> str:
    """Debian keeps servers out of an ordinary user's way."""
    behind = Path("/usr/sbin") / name
    return shutil.which(name) or (str(behind) if behind.is_file() else "")


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with socket.socket(socket.AF_UNIX) as attempt:
                attempt.connect(str(path))
                return
        except OSError:
            os.sched_yield()
    pytest.fail("the server did not start")


@pytest.mark.parametrize(
    "path", ["/", "/articles/202X/yunyang-dog-licensing/", "/zh-Hant/about/", "/sw.js", "/search/shape.js"]
)
def test_pages_are_asked_about_each_time(server: Server, path: str) -> None:
    """With the policy, and an ETag that answers the next question."""
    answer = server.get(path)
    assert answer.status == 200
    assert answer.headers["content-security-policy"].startswith(PAGES)
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "server" not in answer.headers or "/" not in answer.headers["server"]
    assert server.get(path, If_None_Match=answer.headers["etag"]).status == 304


def test_the_themes_files_are_kept(server: Server, sample_site: Path) -> None:
    """For good, since every page asks for them with a stamp."""
    page = (sample_site / "index.html").read_text("utf-8")
    stamped = re.findall(r'(?:href|src)="(assets/[^"]+)"', page)
    assert stamped
    assert all("?" in path for path in stamped)
    for path in stamped:
        answer = server.get(f"/{path}")
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "lang"), [("/nowhere/", "zh-Hans"), ("/zh-Hant/x", "zh-Hant"), ("/en/articles/x/", "en")]
)
def test_an_address_that_is_none(server: Server, path: str, lang: str) -> None:
    """Each variant has its own page for it, with status and headers as they should be."""
    answer = server.get(path)
    assert answer.status == 404
    assert f'<html lang="{lang}"'.encode() in answer.body
    assert answer.headers["content-security-policy"].startswith(PAGES)


def test_folders_are_not_listed(server: Server) -> None:
    """A folder without a page is refused; one with a page is found without its slash."""
    assert server.get("/hollow/").status in {403, 404}
    assert server.get("/assets/").status in {403, 404}
    moved = server.get("/districts")
    assert moved.status in {301, 308}
    assert moved.headers["location"] == "/districts/"


def test_parts_of_files(server: Server, sample_site: Path) -> None:
    """A reader of the database asks for ranges."""
    whole = (sample_site / "data/archive.sqlite").read_bytes()
    answer = server.get("/data/archive.sqlite", Range="bytes=0-15")
    assert (answer.status, answer.body) == (206, whole[:16])
    assert answer.headers["content-type"] == "application/vnd.sqlite3"


def test_compression(server: Server, sample_site: Path) -> None:
    """On the way; or a file that was compressed before is sent as it is. Pictures and archives are not compressed twice."""
    answer = server.get("/feed.xml", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == (sample_site / "feed.xml").read_bytes()
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert gzip.decompress(server.get("/about/", Accept_Encoding="gzip").body) == b"compressed before"
    assert "content-encoding" not in server.get("/data/text.zip", Accept_Encoding="gzip").headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.json", "application/json"), ("/manifest.webmanifest", "application/manifest+json"),
        ("/data/districts.ttl", "text/turtle"), ("/data/articles.csv", "text/csv"),
        ("/assets/fangzhi.js", "javascript"), ("/", "text/html; charset=utf-8"),
    ],
)  # fmt: skip
def test_media_types(server: Server, path: str, kind: str) -> None:
    """As the formats' registrations say."""
    assert kind in server.get(path).headers["content-type"]


def test_drawings_run_nothing(server: Server) -> None:
    """An SVG file that is opened by its address is in a sandbox. The seal lies among the theme's own files."""
    answer = server.get("/articles/202X/none.svg")
    assert answer.headers["content-security-policy"].endswith("sandbox")


def test_two_hundred_readers(server: Server, sample_site: Path) -> None:
    """At once, for ten pages each: every answer is right."""
    paths = [p.relative_to(sample_site).as_posix() for p in sorted(sample_site.rglob("index.html"))]
    sizes = {path: (sample_site / path).stat().st_size for path in paths if path != "about/index.html"}
    wanted = [(path, sizes[path]) for _ in range(2000 // len(sizes) + 1) for path in sizes][:2000]

    def read(asked: tuple[str, int]) -> bool:
        answer = server.get("/" + asked[0].removesuffix("index.html"))
        return answer.status == 200 and len(answer.body) == asked[1]

    with ThreadPoolExecutor(200) as readers:
        assert all(readers.map(read, wanted))


def test_headers_for_static_hosts(sample_site: Path) -> None:
    """``_headers`` says of pages what nginx says of them, but for how long they are kept, which hosts do themselves."""
    rules = (sample_site / "_headers").read_text("utf-8").split("\n/")
    nginx = (sample_site / "serving/nginx.conf").read_text("utf-8")
    assert [rule.partition("\n")[0] for rule in rules] == ["/*", "assets/*", "articles/*.svg"]
    for line in rules[0].splitlines()[1:]:
        name, _, value = line.strip().partition(": ")
        assert nginx.count(f'add_header {name} "{value}" always;') >= 3
    assert "immutable" in rules[1]
