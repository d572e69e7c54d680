"""Files into a new site: written, or brought over from the last one where the same bytes are there already."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from io import FileIO
from pathlib import Path

from fangzhi.build.fixity import Entry, digest, file_digest, line


class Writer:
    """Writes below one folder; ``old`` is the last site, whose unchanged files keep their times."""

    def __init__(self, folder: Path, old: Path) -> None:
        self._folder, self._old = str(folder), str(old)

    def put(self, path: str, data: bytes, last: Entry | None = None) -> str:
        """Write a file, or link the last one; gives its line for the ledger."""
        found = digest(data)
        if last and (kept := _kept(last, path, found)) and Entry("", kept).holds(self._old):
            _bring(f"{self._old}/{path}", f"{self._folder}/{path}")
            return kept
        with _created(f"{self._folder}/{path}") as file:
            view = memoryview(data)
            while view:
                view = view[file.write(view) :]
            return line(path, os.fstat(file.fileno()), found)

    def put_file(self, path: str, write: Callable[[Path], None], last: Entry | None = None) -> str:
        """The same for a file that ``write`` makes where it is to lie."""
        file = Path(f"{self._folder}/{path}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        write(file)
        found = file_digest(file)
        if last and (kept := _kept(last, path, found)) and Entry("", kept).holds(self._old):
            file.unlink()
            _bring(f"{self._old}/{path}", str(file))
            return kept
        return line(path, file.stat(), found)


def _kept(last: Entry, path: str, digested: str) -> str:
    """The line of a file in the last build, if it had this digest."""
    for known in last.files.split("\n"):
        if known.endswith(digested) and known.startswith(f"{path}\t"):
            return known
    return ""


def _created(path: str) -> FileIO:
    try:
        return FileIO(path, "wb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - pathlib takes three times as long
        return FileIO(path, "wb")


def bring(entries: Iterable[Entry], old: Path, new: Path) -> None:
    """Bring the files of some outputs over from the last site as they are."""
    new.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        for path, _ in entry.digests():
            _bring(f"{old}/{path}", f"{new}/{path}")


def _bring(old: str, new: str) -> None:
    """By a hard link where the disk allows, so that its time stays."""
    if old == new:
        return
    try:
        _link(old, new)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(new), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        _link(old, new)


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except FileExistsError:  # a job that is done again
        pass
    except OSError:
        shutil.copy2(old, new)
