"""Files into a new site: written, or brought over from the last one where the same bytes are there already."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
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
        if last and (kept := _kept(last, path, found)) and Entry("", kept).found(self._old):
            _bring(f"{self._old}/{path}", f"{self._folder}/{path}")
            return kept
        with _created(f"{self._folder}/{path}") as file:
            view = memoryview(data)
            while view:
                view = view[file.write(view) :]
            return line(path, os.fstat(file.fileno()), found)

    def put_file(self, path: str, write: Callable[[Path], None], last: Entry | None = None) -> str:
        """The same for a file that ``write`` makes where it is told to."""
        file, fresh = Path(f"{self._folder}/{path}"), Path(f"{self._folder}/{path}.new")
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        write(fresh)
        found = file_digest(fresh)
        if last and (kept := _kept(last, path, found)) and Entry("", kept).found(self._old):
            fresh.unlink()
            _bring(f"{self._old}/{path}", str(file))
            return kept
        fresh.replace(file)
        return line(path, file.stat(), found)


def _kept(last: Entry, path: str, digested: str) -> str:
    """The line of a file in the last build, if it had this digest."""
    for known in last.files.split("\n"):
        if known.endswith(digested) and known.startswith(f"{path}\t"):
            return known
    return ""


def _created(path: str) -> FileIO:
    """A new file, whatever lay there: that may be a file of the site as well, by a hard link."""
    try:
        return FileIO(path, "xb")
    except FileExistsError:
        with suppress(FileNotFoundError):  # a job that is done again
            os.unlink(path)  # noqa: PTH108 - pathlib takes three times as long
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
    return FileIO(path, "xb")


def _make_folder(path: str) -> None:
    """A folder, and those above it where they are not there: most often they are, so they are not asked for first."""
    try:
        os.mkdir(path)  # noqa: PTH102 - as above
    except FileExistsError:  # another process was first
        pass
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
        _make_folder(path)


def bring(entries: Iterable[Entry], old: Path, new: Path) -> None:
    """Bring the files of some outputs over from another tree as they are."""
    if old == new:
        return
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
        _make_folder(new.rpartition("/")[0])
        _link(old, new)


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except FileExistsError:
        os.unlink(new)  # noqa: PTH108 - as above
        _link(old, new)
    except OSError:
        shutil.copy2(old, new)
