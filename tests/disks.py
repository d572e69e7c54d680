"""A module of the tests run on a file system of its own, small enough to be filled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_MOUNTED = """
set -e
mount -t tmpfs -o size="$4" tmpfs "$1"
"$2" -m "$3" "$1"
"""


def on_a_disk(folder: Path, module: str, size: str) -> None:
    """Run a module with a folder, at which a disk of a size lies; it must end well. Skips where none can be mounted."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mount namespace for a disk of its own on this machine")
    run = subprocess.run(
        [unshare, "-rm", "sh", "-c", _MOUNTED, "sh", str(folder), sys.executable, module, size],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
