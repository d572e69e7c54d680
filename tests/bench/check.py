"""How long `fangzhi check` takes: the whole of an archive, and one file of it, as an editor would run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from fangzhi.desk.gate import personal_data
from fangzhi.desk.judged import recall
from fangzhi.records.archive import article_files, read_articles
from tests.bench.articles import articles

ROOT = Path(__file__).resolve().parents[2]


def archive(root: Path, count: int) -> Path:
    """A generated archive with the repository's own settings and vocabularies."""
    for name in ("docs", "overrides", "articles/_vocabulary"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "articles/_vocabulary/published.txt").unlink()
    for path, text in articles(count, 1):
        file = root / "articles" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    return root


def _run(root: Path, *args: str) -> str:
    program = Path(sys.executable).parent / "fangzhi"
    before, began = os.times(), time.perf_counter()
    subprocess.run([program, "check", "--root", root, *args], capture_output=True, check=False)
    wall, after = time.perf_counter() - began, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return f"{wall:6.2f} s, {cpu:6.2f} s of processor time"


def _gate(root: Path) -> str:
    """What a build asks of an archive that was checked and has not changed."""
    articles, _ = read_articles(root, article_files(root))
    before = time.process_time()
    judged = recall(root)
    personal_data(articles, judged.traces)
    judged.keep()
    return f"          {time.process_time() - before:6.2f} s of processor time"


def main(count: int = 5000) -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        root = archive(Path(folder), count)
        one = next(iter(sorted((root / "articles").glob("2*/*.md"))))
        print(f"check, {count} articles, {os.cpu_count()} processors")
        print(f"  the whole archive, nothing known yet  {_run(root)}")
        print(f"  the same again                        {_run(root)}")
        print(f"  of a build, the same: personal data   {_gate(root)}")
        print(f"  one file                              {_run(root, str(one))}")
        print(f"  the whole, doubtful conversions too   {_run(root, '--doubts')}")
        print(f"  the same again, doubts remembered     {_run(root)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
