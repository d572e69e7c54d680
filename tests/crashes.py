"""Builds that are killed, or find the disk full, or may not write: each in a process of its own, at a step that is counted.

A step is one call that changes something on the disk, which the interpreter reports to audit hooks before it happens
(PEP 578): a file opened for writing, linked, renamed or removed, a folder made. So the n-th step is the same moment on
every run, and nothing has to wait for it.
``python -m tests.crashes ROOT HARM POINTS WAY`` builds an archive with a harm at many steps; see `main`.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment

from fangzhi.build import exchange
from fangzhi.build.builder import build
from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.site.localization import Locale
from tests import places
from tests.trees import tree

STEPS = ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.utime", "ctypes.dlsym")
_WRITES = os.O_WRONLY | os.O_RDWR
EDITED = "articles/2025/east.md"
_TITLES = ("甲", "乙")
Harm = Callable[[str], None]

_compile = Environment.compile
_compiled: dict[tuple[object, ...], object] = {}


def _compiled_once(environment: Environment, *source: object, **how: object) -> object:
    """Every forked build would compile the same templates, which is most of its time and none of its steps.

    Words of a language are put into them as they are compiled, and what was compiled is kept for all builds of this user.
    """
    locale = environment.globals.get("loc")
    key = (type(environment), locale.tag if isinstance(locale, Locale) else "", *source, *how.values())
    if key not in _compiled:
        _compiled[key] = _compile(environment, *source, **how)  # type: ignore[call-overload]
    return _compiled[key]


Environment.compile = _compiled_once  # type: ignore[method-assign, assignment]


def _kill(_path: str) -> None:
    """End the build, and the process of its own that renders its frames, if this is it."""
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _refuse(number: int) -> Harm:
    def refuse(path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    return refuse


HARMS: dict[str, Harm] = {"killed": _kill, "full": _refuse(errno.ENOSPC), "read-only": _refuse(errno.EROFS)}


def _writes(event: str, args: tuple[object, ...]) -> bool:
    return event != "open" or bool(isinstance(args[2], int) and args[2] & _WRITES)


def _of_sites(event: str, args: tuple[object, ...]) -> bool:
    """Whether a whole site is renamed, or the place of one."""
    return event == "os.rename" and {Path(str(arg)).name for arg in args[:2]} <= {"site", "old"}


class Steps:
    """Counts steps; from step ``at`` on the harm meets every one. In the way ``renames`` only those of sites are any.

    How many other files are renamed hangs on the clock: what is known of a file that has just been written is not kept.
    """

    def __init__(self, at: int, harm: str, way: str = "") -> None:
        self.at, self.harm, self.way = at, harm, way
        self.names: list[str] = []

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if event in STEPS and (_of_sites(event, args) if self.way == "renames" else _writes(event, args)):
            self.names.append(event)
            if len(self.names) >= self.at:
                HARMS[self.harm](str(args[0]))


def make(root: Path) -> None:
    """Build an archive in this process."""
    sources, _ = read_sources(root)
    build(sources, root / "site", MkDocsEngine())


def apart(act: Callable[[], object]) -> int:
    """Do something in a forked process; returns how it ended: 0, 1 for an `OSError`, or minus the signal."""
    gc.freeze()  # what the parent knows stays shared: a collection would copy it into every child
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            act()
        except OSError:
            os._exit(1)
        except BaseException as error:  # noqa: BLE001 - a fork must end here, whatever happens
            sys.stderr.write(f"{error!r}\n")
            os._exit(2)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def harmed(root: Path, at: int, harm: str, way: str) -> int:
    """Build with a harm at one step."""

    def act() -> None:
        sys.addaudithook(Steps(at, harm, way))
        make(root)

    return apart(act)


def steps_of(root: Path, way: str) -> list[str]:
    """The steps of a build, by their names. The archive is built by it."""
    said = root.with_suffix(".steps")

    def act() -> None:
        steps = Steps(sys.maxsize, "killed", way)
        sys.addaudithook(steps)
        make(root)
        seen = tuple(steps.names)
        said.write_text("\n".join(seen), "utf-8")

    assert apart(act) == 0
    assert "由簡體原文轉換" in (root / "site/zh-Hant/articles/2025/east/index.html").read_text(
        "utf-8"
    )  # templates of each language are its own
    return said.read_text("utf-8").split("\n")


def edit(root: Path, title: str, way: str) -> None:
    """Give the archive's article another title, and its hand-written page too where the theme is to be rendered."""
    places.write(root, {EDITED: places.article(title=title)})
    if way == "theme":
        places.write(root, {"docs/about.md": f"---\ntitle: {title}\n---\n\n{title}\n"})


def _leftovers(root: Path) -> list[str]:
    """What lies about that a build should have cleared up."""
    beside = {path.name for path in root.iterdir()} - {
        "articles",
        "docs",
        "mkdocs.yml",
        "site",
        ".site-spare",
        ".cache",
        "overrides",
    }
    return sorted(beside | {p.name for p in (root / ".cache").rglob("*") if p.name == "new" or p.suffix == ".new"})


def attempt(  # noqa: PLR0913, PLR0917 - an experiment and its conditions
    root: Path, harm: str, at: int, titles: tuple[str, str], way: str, known: dict[str, dict[str, str]]
) -> dict[str, object]:
    """One harmed build from the first title to the second, then a whole one; says how both ended."""
    if way == "spare":
        edit(root, titles[0], way)  # back again, so that both trees are there
        make(root)
    edit(root, titles[1], way)
    ended = harmed(root, at, harm, way)
    after = tree(root / "site")
    whole = next((title for title in titles if after == known[title]), "gone" if not after else "half")
    mended = apart(lambda: make(root))
    right = tree(root / "site") == known[titles[1]]
    return {
        "at": at,
        "ended": ended,
        "whole": whole,
        "wanted": titles[1],
        "mended": mended,
        "right": right,
        "left": _leftovers(root),
    }


def damage(file: Path, chance: random.Random) -> str:
    """Change a byte of a file, cut it short, or take it away; returns which."""
    data = bytearray(file.read_bytes())
    how = chance.choice(["changed", "changed", "changed", "cut", "gone"])
    if how == "gone":
        file.unlink()
        return how
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    file.write_bytes(data[:at] if how == "cut" else data)
    return how


def damaged(
    root: Path, chance: random.Random, titles: tuple[str, str], known: dict[str, dict[str, str]]
) -> dict[str, object]:
    """Damage one file of the cache, and build: after an edit, or where the site is to be made again from the cache."""
    files = [path for path in sorted((root / ".cache").rglob("*")) if path.is_file() and path.stat().st_size]
    file = chance.choice(files)
    how = damage(file, chance)
    title = chance.choice(titles)
    if title == titles[0]:
        shutil.rmtree(root / "site")
    edit(root, title, "text")
    ended = apart(lambda: make(root))
    return {"file": file.name, "how": how, "ended": ended, "right": tree(root / "site") == known[title]}


def main(root: Path, harm: str, points: int, way: str) -> None:
    """Print as JSON how builds ended that met a harm at so many steps, spread evenly over all of them.

    ``way`` is ``text`` where an article changes, ``theme`` where the theme must be rendered anew as well, and
    ``renames`` where sites change places by two renames, with the harm at these alone, and ``spare`` where an article
    changes and the spare tree is there to make the site in; in all other ways it is not.
    """
    if way == "renames":
        exchange._swapped = lambda *_: False
    known = {}
    for title in _TITLES:
        edit(root, title, way)
        make(root)
        known[title] = tree(root / "site")
    if harm == "damaged":
        chance = random.Random(9)
        print(json.dumps({"outcomes": [damaged(root, chance, _TITLES, known) for _ in range(points)]}))
        return
    edit(root, _TITLES[0], way)
    if way != "spare":
        shutil.rmtree(root / ".site-spare")
    steps, titles, outcomes = steps_of(root, way), _TITLES, []
    count = points or len(steps)
    chosen = [1 + n * len(steps) // count for n in range(count)]
    for at in chosen:
        outcomes.append(attempt(root, harm, at, titles, way, known))
        titles = titles if way == "spare" else (titles[1], titles[0])
    print(json.dumps({"steps": len(steps), "outcomes": outcomes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
