"""What `test_import_command` does on a small disk of its own, where editors' commands find no room."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import chdir, suppress
from pathlib import Path

from click.testing import CliRunner

from fangzhi.cli import main as fangzhi
from tests.pages_golden import ARCHIVE, PAGES

_WRONG = "---\ntitle： 石桥修好十里灯路\ndate: 2025-12-02\ndistricts: [石桥县]\ninitiatives: [交通安全]\n---\n\n县里装了灯。\n"
_COMMANDS = (
    ("import", str(PAGES / "columns.txt"), "--date", "2025-12-03", "--yes"),
    ("import", str(PAGES / "columns.txt"), "--date", "2024-12-03", "--yes"),
    ("new", "--title", "夜市", "--date", "2025", "--id", "night", "--yes"),
    ("new", "--title", "夜市", "--date", "2024", "--id", "night", "--yes"),
    ("check", "--fix", "--yes"),
    ("published",),
    ("translated", "articles/2025/told.md"),
)


def _fill(file: Path, room: int) -> None:
    """Fill the disk, but for some bytes."""
    with suppress(OSError), file.open("wb", buffering=0) as out:
        while True:
            out.write(b"\0" * 4096)
    os.truncate(file, max(0, file.stat().st_size - room))


def _everything(root: Path) -> dict[str, bytes]:
    """Files and folders, hidden ones too."""
    return {p.relative_to(root).as_posix(): p.read_bytes() if p.is_file() else b"" for p in root.rglob("*")}


def _archive(root: Path) -> dict[str, bytes]:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(ARCHIVE, root)
    (root / "articles/2025").mkdir()
    for name in ("a", "b", "c"):
        (root / f"articles/2025/{name}.md").write_text(_WRONG.replace("县里", name * 5000), "utf-8")
    (root / "articles/_vocabulary/published.txt").write_text("# …\n2024/gone -> 2025/told\n", "utf-8")
    (root / "articles/2025/told.md").write_text(_WRONG.replace("： ", ": "), "utf-8")
    (root / "articles/2025/told.en.md").write_text("---\ntitle: Lamps\n---\n\nLamps.\n", "utf-8")
    return _everything(root)


def main(disk: Path) -> None:
    """Each command with no room at all, and with room for a part of what it writes."""
    root, filler = disk / "archive", disk / "filler"
    ended = set()
    for name, *args in _COMMANDS:
        for room in (0, 4096, 8192):
            before = _archive(root)
            _fill(filler, room)
            with chdir(root):
                done = CliRunner().invoke(fangzhi, [name, "--lang", "zh", *args])
            filler.unlink()
            ended.add((room > 0, done.exit_code))
            if done.exit_code or not room:
                assert done.exit_code == 1, done.output
                assert "cannot-write" in done.output, done.output
                assert "什么都没有写" in done.output, done.output
                assert _everything(root) == before, (name, room)
    assert ended == {(False, 1), (True, 0), (True, 1)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
