"""What a command costs: wall time, processor time and memory of its whole process tree."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

_OFTEN, _SHARE = 0.02, 30  # seconds between looks at memory; looking may take one part in this many


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of wall time, seconds of processor time (user and system, all processes), bytes of memory at the peak."""

    wall: float
    cpu: float
    memory: int = 0


class FailedError(Exception):
    """A command that was measured did not end well; the text is the end of what it said."""


def measure(command: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> Usage:
    """Run a command in a folder to its end."""
    log = folder.resolve().with_suffix(".log")
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            env=os.environ | (environment or {}),
        )  # fmt: skip
        watch = _Watch(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(command)}: {log.read_text('utf-8', 'replace')[-2000:]}")
    return Usage(wall, used.ru_utime + used.ru_stime, watch.stop())


def writing(files: Sequence[tuple[Path, bytes]]) -> Usage:
    """The same for writing some files into new folders, and nothing else."""
    wall, cpu = time.perf_counter(), time.process_time()
    for folder in {file.parent for file, _ in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for file, data in files:
        file.write_bytes(data)
    return Usage(time.perf_counter() - wall, time.process_time() - cpu)


def middle(usages: Sequence[Usage]) -> Usage:
    """The median of each figure."""
    return Usage(
        median(u.wall for u in usages), median(u.cpu for u in usages), int(median(u.memory for u in usages))
    )  # fmt: skip


def ratio(ours: Sequence[Usage], theirs: Sequence[Usage], figure: Callable[[Usage], float]) -> float:
    """Ours by theirs: the median over the rounds, each of which ran one straight after the other."""
    return median(figure(a) / figure(b) for a, b in zip(ours, theirs, strict=True))


class _Watch:
    """Looks again and again at how much memory a process and all below it have, shared pages counted once."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(psutil.Process(pid),), daemon=True)
        self._thread.start()

    def _look(self, process: psutil.Process) -> None:
        while True:
            start = time.perf_counter()
            self.peak = max(self.peak, _memory(process))
            if self._over.wait(max(_OFTEN, _SHARE * (time.perf_counter() - start))):
                return

    def stop(self) -> int:
        """The most there was, in bytes."""
        self._over.set()
        self._thread.join()
        return self.peak


def _memory(process: psutil.Process) -> int:
    try:
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(map(_own_share, tree))


def _own_share(process: psutil.Process) -> int:
    """The proportional set size where the system knows it: a page of two processes counts half in each."""
    try:
        info = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(info, "pss", info.rss))
