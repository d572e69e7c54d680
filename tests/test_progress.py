"""What is shown of work that goes on: on a terminal a name, then a bar; elsewhere nothing."""

from __future__ import annotations

import logging
import os
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from fangzhi.bars import Bars
from fangzhi.build.builder import build
from fangzhi.build.executors import Crew, apart, processes
from fangzhi.build.fixity import DamagedError
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.cli import main
from fangzhi.desk.doubts import recall
from fangzhi.desk.inspection import inspect
from fangzhi.desk.proofs import findings
from fangzhi.desk.words import say
from fangzhi.hanzi.glossary import read_glossary
from fangzhi.press.folder import ReleaseFolder
from fangzhi.press.publishing import publish
from fangzhi.records.archive import read_archive
from tests import places
from tests.trees import tree


class Terminal(StringIO):
    """A terminal that remembers all that was written."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that others set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that can draw."""
    monkeypatch.setenv("TERM", "xterm")


def _shown(out: StringIO, lang: str = "en", pace: float = 0.4) -> Bars:
    clock = Clock()
    with Bars(out, lang, clock) as bars:
        for done in range(5):
            bars("pages", done, 4)
            clock.now += pace
    return bars


def test_a_file_gets_nothing() -> None:
    """Nor does a pipe: logs stay readable."""
    out = StringIO()
    _shown(out)
    assert out.getvalue() == ""


def test_a_terminal_sees_a_bar_after_a_second() -> None:
    """With what is done, how far it is, and how long it takes; it ends with its line."""
    out = Terminal()
    _shown(out)
    before, bar = out.getvalue().split("\r\033[K", 1)
    assert before == "Making pages …"
    assert "4/4" in bar
    assert "1/4" not in bar
    assert bar.count("\n") == 1
    assert bar.endswith("\n")


def test_a_terminal_that_cannot_draw_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes would stand there as letters."""
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    _shown(out)
    assert out.getvalue() == ""


def test_what_is_over_in_a_moment_leaves_no_trace() -> None:
    """The name is wiped away."""
    out = Terminal()
    _shown(out, pace=0.01)
    assert out.getvalue() == "Making pages …\r\033[K"


def test_it_speaks_the_readers_language() -> None:
    """As messages do."""
    out = Terminal()
    _shown(out, "zh")
    assert "做页面" in out.getvalue()


@pytest.mark.parametrize("out", [Terminal(), StringIO()], ids=["terminal", "file"])
def test_what_libraries_log_has_its_own_line(out: StringIO) -> None:
    """Progress and warnings do not mix."""
    with Bars(out, "en", Clock()) as bars:
        bars("theme")
        logging.getLogger("mkdocs").warning("a link leads nowhere")
        bars("plan")
    written = out.getvalue().replace("\r\033[K", "\n")
    assert "a link leads nowhere" in written.split("\n")
    assert "Comparing" not in written or out.isatty()


def test_times_add_up_by_stage() -> None:
    """A stage that comes back goes on; things are counted; nothing is lost."""
    clock = Clock()
    bars = Bars(StringIO(), "en", clock)
    for seconds, (stage, done) in zip(
        (1, 2, 4, 8), (("plan", 0), ("pages", 1), ("pages", 3), ("plan", 0)), strict=True
    ):
        bars(stage, done, 3)
        clock.now += seconds
    bars.rest()
    assert {name: (spent.seconds, spent.things) for name, spent in bars.spent.items()} == {
        "plan": (9.0, 0),
        "pages": (6.0, 3),
    }
    first, second = bars.profile()
    assert first.split()[:4] == ["9.00", "s", "60.0", "%"]
    assert second.split()[4:6] == ["3", "2000.00"]


def test_a_build_says_every_stage_and_every_output(archive: places.MakeArchive, tmp_path: Path) -> None:
    """In words for both languages; the count of pages reaches what there is to make."""
    root = archive({"articles/2025/a.md": places.article()})
    told: list[tuple[str, int, int]] = []
    sources, _ = read_sources(root)
    crew = Crew(tell=lambda stage, done=0, of=0: told.append((stage, done, of)))
    result = build(sources, tmp_path / "site", MkDocsEngine(), crew)
    assert all(say(f"stage-{stage}", lang) for stage, _, _ in told for lang in ("zh", "en"))
    made = [(done, of) for stage, done, of in told if stage == "pages"]
    assert made == sorted(made)
    assert made[-1][0] == made[-1][1] > result.pages
    assert result.pages == len(list((tmp_path / "site").rglob("*.html")))


def _done_by(number: int) -> tuple[int, int]:
    return number, os.getpid()


def test_processes_make_way_for_new_ones_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are forked, since what they touch of their parent's memory becomes theirs."""
    monkeypatch.setattr("fangzhi.build.executors._TURN", 2)
    crew = Crew(processes(2))
    done = list(crew.share("pages", _done_by, range(5), [1] * 5, few=1))
    assert [number for number, _ in done] == [0, 1, 2, 3, 4]
    turns = [{process for _, process in done[at : at + 2]} for at in (0, 2, 4)]
    assert not crew.inherits or len(set.union(*turns)) == sum(map(len, turns))


def test_what_is_done_apart_comes_back_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A result or an error, from a process of its own where there are no threads that it would lack."""
    monkeypatch.setattr("threading.active_count", lambda: 1)
    here: list[int] = []

    def work() -> int:
        here.append(1)
        if len(here) > 1:
            raise DamagedError("x")
        return os.getpid()

    forked = Crew(processes(2)).inherits
    assert (apart(work) != os.getpid()) is forked
    assert len(here) == (0 if forked else 1)
    here[:] = [1]
    with pytest.raises(DamagedError):
        apart(work)
    monkeypatch.setattr("threading.active_count", lambda: 2)
    here.clear()
    assert apart(work) == os.getpid()


def _ended(_: object) -> None:
    os._exit(9)


@pytest.mark.parametrize(("lang", "word"), [("zh_CN.UTF-8", "内存不够"), ("C.UTF-8", "want of memory")])
def test_a_process_that_the_system_ends_is_no_traceback(
    lang: str, word: str, archive: places.MakeArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does for want of memory: the old site stays."""
    root = archive({"articles/2025/a.md": places.article()})
    assert CliRunner().invoke(main, ["build", "--root", str(root)]).exit_code == 0
    before = tree(root / "site")
    monkeypatch.setattr(
        "fangzhi.build.builder.carry_out",
        lambda studio, index, crew, faults: list(crew.share("pages", _ended, range(3), [1, 1, 1], few=0)),
    )
    monkeypatch.setenv("LC_ALL", lang)
    places.write(root, {"articles/2025/a.md": places.article(title="乙")})
    run = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "2"])
    assert isinstance(run.exception, SystemExit), run.exception
    assert (run.exit_code, word in run.output) == (1, True)
    assert tree(root / "site") == before


def test_looking_at_conversions_and_publishing_say_where_they_are(archive: places.MakeArchive, tmp_path: Path) -> None:
    """Each stage has words in both languages, and each count reaches, or all but reaches, its end."""
    files = {f"articles/2025/a{n}.md": places.article(title=f"题{n}", body=f"第{n}条路修好了。") for n in range(3)}
    root = archive(files)
    told: list[tuple[str, int, int]] = []

    def tell(stage: str, done: int = 0, of: int = 0) -> None:
        told.append((stage, done, of))

    read, _ = read_archive(root)
    findings(read.catalogue, read_glossary(root)[0], tell=tell)
    inspect(root, jobs=1, doubts=recall(root, every=True), tell=tell)
    assert [entry for entry in told if entry[0] == "doubts"] == [
        *(("doubts", n, 3) for n in range(3)),
        ("doubts", 3, 3),
    ]
    sources, _ = read_sources(root)
    build(sources, tmp_path / "site", MkDocsEngine(), Crew())
    told.clear()
    publish(tmp_path / "site", ReleaseFolder(tmp_path / "public"), dry_run=False, tell=tell)
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["verify", "compare", "send"]
    assert all(say(f"stage-{stage}", lang) for stage in [*stages, "doubts", "links"] for lang in ("zh", "en"))


def test_the_summary_and_the_profile(archive: places.MakeArchive) -> None:
    """One line on standard output; the table, where it is asked for, beside it."""
    root = archive({"articles/2025/a.md": places.article()})
    built = CliRunner().invoke(main, ["build", "--root", str(root), "--lang", "zh", "--profile"])
    assert built.stdout.startswith("1篇文章，")
    assert built.stdout.count("\n") == 1
    lines = built.stderr.splitlines()
    zipped = CliRunner().invoke(main, ["build", "--root", str(root), "--lang", "zh", "--zip"]).stdout.splitlines()[-1]
    with ZipFile(root / "site.zip") as edition:
        assert zipped == f"另有压缩包，装着{len(edition.namelist())}个文件：{root / 'site.zip'}"
    assert {line.split()[-1] for line in lines} >= {"读文章", "做版式", "做页面", "登记校验和"}
