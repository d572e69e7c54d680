"""The browser editor's own program: fetched once from npm, in the versions and with the digests that the archive knows."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fangzhi.build.fixity import file_digest
from fangzhi.build.plan import Output
from fangzhi.exports.editor import FOLDER, PACKAGES, Package
from fangzhi.records.problems import Place, Problem, problem
from fangzhi.records.settings import FILE, Settings

_CACHE = ".cache/fangzhi/editor"


def missing(root: Path, settings: Settings) -> list[Problem]:
    """What stops a build whose settings ask for an editor that was not fetched."""
    lacking = settings.editor and not all(_home(root, package).is_dir() for package in PACKAGES)
    return [problem(Place(FILE), "editor-not-fetched")] if lacking else []


def vendored_outputs(root: Path, settings: Settings) -> Iterator[Output]:
    """The fetched files as outputs, to be copied."""
    for package in PACKAGES if settings.editor else ():
        for file in sorted(p for p in _home(root, package).rglob("*") if p.is_file()):
            path = f"{FOLDER}{package.folder}{file.relative_to(_home(root, package)).as_posix()}"
            yield Output((path,), file_digest(file), source=str(file))


def fetch(root: Path) -> list[Problem]:
    """Fetch what is not there yet; a package with another digest than expected is not taken."""
    return [found for package in PACKAGES if not _home(root, package).is_dir() for found in _fetched(root, package)]


def _home(root: Path, package: Package) -> Path:
    return root / _CACHE / f"{package.name}-{package.version}"


def _fetched(root: Path, package: Package) -> Iterator[Problem]:
    place = Place(f"{package.name}@{package.version}")
    npm = shutil.which("npm")
    if npm is None:
        yield problem(place, "needs-npm")
        return
    home = _home(root, package)
    home.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home.parent, prefix="new-") as folder:
        ask = [npm, "pack", "--silent", f"{package.name}@{package.version}"]
        done = subprocess.run(ask, cwd=folder, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        archive = next(Path(folder).glob("*.tgz"), None)
        if done.returncode or archive is None:
            yield problem(place, "not-fetched", detail=(done.stderr.strip().splitlines() or ["?"])[-1])
        elif integrity(archive.read_bytes()) != package.integrity:
            yield problem(place, "wrong-digest", found=integrity(archive.read_bytes()), expected=package.integrity)
        else:
            _unpack(archive, package, Path(folder) / "files")
            (Path(folder) / "files").rename(home)


def integrity(data: bytes) -> str:
    """A digest as npm and Subresource Integrity write it."""
    return f"sha512-{b64encode(hashlib.sha512(data).digest()).decode()}"


def _unpack(archive: Path, package: Package, target: Path) -> None:
    """The files that browsers ask for, and no others."""
    with tarfile.TarFile.gzopen(archive) as files:
        for member in files:
            name = member.name.removeprefix(package.inside)
            if member.isfile() and name != member.name and name.endswith(package.suffixes) and ".." not in name:
                file = target / name
                file.parent.mkdir(parents=True, exist_ok=True)
                opened = files.extractfile(member)
                assert opened
                file.write_bytes(opened.read())
