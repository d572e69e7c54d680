"""A build shared with a Dask cluster: a scheduler and two workers, each a process of its own on the loopback interface."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import Client

from fangzhi.build.builder import build
from fangzhi.build.cluster import cluster, examine, signature
from fangzhi.build.executors import ClusterError, Crew
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.build.standing import Result
from fangzhi.cli import main
from fangzhi.records.problems import Place, problem
from fangzhi.records.progress import Tell, silent
from tests import places
from tests.conftest import ROOT
from tests.trees import tree

_QUIET = {"DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "1h", "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def _program(*words: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "dask", *words, "--scheduler-file", "scheduler.json"]
    with (folder / f"{words[0]}.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=os.environ | _QUIET)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


@contextmanager
def _workers(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    worker = ("worker", "--host", "127.0.0.1", "--no-nanny", "--nthreads", "1", "--no-dashboard")
    with (
        _program("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", folder=folder),
        _program(*worker, "--name", "one", folder=folder) as one,
        _program(*worker, "--name", "two", folder=folder) as two,
        Client(scheduler_file=str(folder / "scheduler.json"), set_as_default=False, timeout="60s") as client,
    ):
        client.wait_for_workers(2, timeout="60s")
        yield client.scheduler.address, [one, two]


@pytest.fixture
def many(archive: places.MakeArchive) -> Path:
    """An archive with enough to share."""
    return archive({f"articles/2025/a{n:02}.md": places.article(title=f"第{n}号路灯修好了") for n in range(60)})


def _built(root: Path, site: Path, address: str = "", tell: Tell = silent) -> Result:
    sources, problems = read_sources(root)
    assert not problems
    crew = Crew(cluster(address, [root, site.parent]) if address else None, tell)
    return build(sources, site, MkDocsEngine(), crew)


def test_the_same_bytes_and_a_worker_killed(many: Path, tmp_path: Path) -> None:
    """As one process makes them: by two workers; by one, when the other is killed amid the work; with new templates;
    and by the command."""
    _built(many, tmp_path / "alone")
    with _workers(tmp_path) as (address, (one, _)):
        _built(many, tmp_path / "shared", address)
        assert tree(tmp_path / "shared") == tree(tmp_path / "alone")

        def kill(stage: str, done: int = 0, of: int = 0) -> None:
            if stage == "pages" and 0 < done < of and one.poll() is None:
                one.send_signal(signal.SIGKILL)
                one.wait()

        _built(many, tmp_path / "killed", address, kill)
        assert one.returncode == -signal.SIGKILL
        assert tree(tmp_path / "killed") == tree(tmp_path / "alone")

        template = (ROOT / "overrides/archive/article.html").read_text("utf-8")
        assert "fz-headline" in template
        places.write(many, {"overrides/archive/article.html": template.replace("fz-headline", "fz-other")})
        _built(many, tmp_path / "killed", address)
        _built(many, tmp_path / "alone")
        assert tree(tmp_path / "killed") == tree(tmp_path / "alone")

        built = CliRunner().invoke(main, ["build", "--root", str(many), "--scheduler", address])
        assert built.exit_code == 0, built.output
        assert tree(many / "site") == tree(tmp_path / "alone")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (RuntimeError("No module named 'fangzhi'"), "unlike-worker"),
        (({**signature([])[0], "comrak": "0.0.1"}, []), "unlike-worker"),
        ((signature([])[0], ["/srv/archive/.fangzhi-x"]), "blind-worker"),
    ],
    ids=["without the program", "another version", "another folder"],
)
def test_a_worker_that_would_do_something_else(answer: object, code: str, tmp_path: Path) -> None:
    """Is named before any work."""

    class Client:
        def wait_for_workers(self, *_: object, **__: object) -> None: ...
        def run(self, *_: object, **__: object) -> dict[str, object]:
            return {"tcp://127.0.0.1:1": answer}

    with pytest.raises(ClusterError) as raised:
        examine(Client(), [tmp_path])
    assert raised.value.code == code
    assert raised.value.facts["worker"] == "tcp://127.0.0.1:1"
    assert problem(Place("--scheduler"), code, **raised.value.facts).line("zh")
    assert list(tmp_path.iterdir()) == []


def test_nobody_there(many: Path) -> None:
    """An address without a scheduler is a sentence, and the old site stays."""
    wrong = CliRunner().invoke(main, ["build", "--root", str(many), "--scheduler", "tcp://127.0.0.1:1", "--lang", "en"])
    assert wrong.exit_code == 1
    assert "--scheduler: error no-cluster: This Dask cluster cannot be used: " in wrong.stderr
    assert not (many / "site").exists()
