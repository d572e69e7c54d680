"""Fuzzing that is guided by what it has reached: ``python -m tests.guided READER SECONDS``, where atheris is installed.

libFuzzer makes up the input and ends the process by itself: with a status other than 0 where the reader failed, or took
longer than it may; the input that did it is then in ``.cache/guided``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["fangzhi"]):
    from tests.fuzz import PIECES, TARGETS

ROOT = Path(__file__).resolve().parents[1]
_LIMITS = ("-max_len=3000", "-timeout=20", "-rss_limit_mb=3000", "-seed=1", "-print_final_stats=1", "-verbosity=0")


def _words(folder: Path) -> Path:
    """The pieces of all notations as a dictionary for libFuzzer."""
    file = folder / "words"
    codes = ("".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in PIECES)
    file.write_text("".join(f'"{code}"\n' for code in codes), "utf-8")
    return file


def main(name: str, seconds: int) -> None:
    """Fuzz one reader."""
    folder = ROOT / ".cache/guided"
    folder.mkdir(parents=True, exist_ok=True)
    words = (f"-dict={_words(folder)}", f"-artifact_prefix={folder}/{name}-", f"-max_total_time={seconds}")
    atheris.Setup([sys.argv[0], *_LIMITS, *words], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
