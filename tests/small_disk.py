"""What `test_publishing` does on a small disk of its own, which only a process in a mount namespace can have."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests import places
from tests.crashes import edit, make
from tests.trees import tree


def _refused(root: Path) -> bool:
    try:
        make(root)
    except OSError:
        return True
    return False


def main(disk: Path) -> None:
    """Build, fill the disk and fail, make it read-only and fail, free it and build."""
    root = places.archive(disk / "archive", {"articles/2025/east.md": places.article(title="甲")})
    make(root)
    before = tree(root / "site")
    edit(root, "乙", "theme")
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)
    assert _refused(root)
    assert tree(root / "site") == before
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert _refused(root)
    assert tree(root / "site") == before
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    make(root)
    assert tree(root / "site") != before


if __name__ == "__main__":
    main(Path(sys.argv[1]))
