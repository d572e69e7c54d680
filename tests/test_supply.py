"""What a release is made of: every dependency pinned with its hashes, listed, and looked up among known vulnerabilities."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from packaging.requirements import Requirement

from fangzhi import __version__
from tests.conftest import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt")
NOWHERE = "http://127.0.0.1:9/v1/query"  # discard (RFC 863)
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
FOUND = {"id": "PYSEC-0-0", "modified": "2025-01-01T00:00:00Z", "affected": []}


def _make(*words: str) -> subprocess.CompletedProcess[str]:
    """Run make without a network: what it needs was fetched before, or is not there."""
    env = {**os.environ, "UV_OFFLINE": "1"}
    return subprocess.run(["make", "-s", *words], cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)


def _needs(variable: str, program: str) -> None:
    wanted = re.search(rf"^{variable} := (.*)$", MAKEFILE, re.MULTILINE)
    assert wanted
    run = ["uv", "tool", "run", "-q", "--offline", "--from", wanted[1], program, "--version"]
    if subprocess.run([ROOT / ".venv/bin" / run[0], *run[1:]], capture_output=True, check=False).returncode:
        pytest.skip(f"no {wanted[1]} was fetched: make auditors")


def _locked(name: str) -> Iterator[tuple[Requirement, int]]:
    """The requirements of a lock, with how many hashes each has."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    for line in (line for line in text.splitlines() if line and not line.startswith(("#", " "))):
        requirement, *hashes = line.split(" --hash=sha256:")
        yield Requirement(requirement.strip()), len(hashes)


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_pinned_with_its_hashes(name: str) -> None:
    found = list(_locked(name))
    assert len(found) > 20
    assert [r for r, hashes in found if not hashes or [s.operator for s in r.specifier] != ["=="]] == []


def test_what_is_asked_for_is_locked() -> None:
    """The library's lock is part of the tests' lock, in the same versions."""
    small, large = ({(r.name, str(r.specifier)) for r, _ in _locked(name)} for name in LOCKS)
    assert small <= large


def test_the_list_names_all_of_it() -> None:
    """In CycloneDX: every dependency with version and hashes, the program's own version, and the same bytes each time."""
    _needs("CYCLONEDX", "cyclonedx-py")
    made = [(_make("sbom"), (ROOT / "dist/sbom.cdx.json").read_bytes())[1] for _ in range(2)]
    told = json.loads(made[0])
    assert made[0] == made[1]
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["version"] == __version__
    listed = {
        (part["name"], part["version"]): sum(len(place["hashes"]) for place in part["externalReferences"])
        for part in told["components"]
    }
    locked = {(r.name, next(iter(r.specifier)).version) for r, _ in _locked("requirements.txt")}
    assert listed.keys() == locked
    assert all(listed.values())
    assert "file:" not in made[0].decode()


@contextmanager
def _database(*vulnerable: str) -> Iterator[str]:
    """A stand-in for the OSV database, which knows of some vulnerable packages."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
            body = json.dumps({"vulns": [FOUND]} if asked in vulnerable else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_without_the_database_nothing_is_said_and_that_is_said() -> None:
    done = _make("audit", f"OSV={NOWHERE}")
    assert (done.returncode, done.stdout) == (
        0,
        f"SKIPPED: {NOWHERE} cannot be reached from here, so no dependency was looked up.\n",
    )


@pytest.mark.parametrize("name", ["jinja2", "pytest"])
def test_a_vulnerable_dependency_stops_the_audit(name: str) -> None:
    """One of the library, and one of the tests alone; the package is named."""
    _needs("PIP_AUDIT", "pip-audit")
    with _database(name) as address:
        done = _make("audit", f"OSV={address}")
    assert done.returncode != 0
    assert name in done.stdout
    with _database() as address:
        assert _make("audit", f"OSV={address}").returncode == 0
