"""``fangzhi publish``: to a folder, with a real rsync, and to a real bare repository of git, all on this machine."""

from __future__ import annotations

import os
import shutil
import socketserver
import subprocess
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fangzhi.build.fixity import MANIFEST
from fangzhi.cli import main
from tests import places
from tests.conftest import build_site
from tests.trees import times, tree

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "E", "GIT_AUTHOR_EMAIL": "e@example.org",
    "GIT_COMMITTER_NAME": "E", "GIT_COMMITTER_EMAIL": "e@example.org",
}  # fmt: skip
needs_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="no rsync on this machine: install Debian's rsync")


def run(*words: str | Path, env: Mapping[str, str] | None = None) -> Result:
    setting = {"LC_ALL": "C.UTF-8", **GIT, **(env or {})}
    return CliRunner(env=setting).invoke(main, ["publish", *map(str, words), "--lang", "en"])


def published(target: str | Path, site: Path, *words: str) -> list[str]:
    """The lines that a publication prints; it must end well."""
    result = run(target, "--site", site, *words)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout.splitlines()


def refused(code: str, *words: str | Path, env: Mapping[str, str] | None = None) -> str:
    """What is said where nothing is published, in one line of the given code."""
    result = run(*words, env=env)
    assert result.exit_code == 1, result.output
    assert f": error {code}: " in result.stderr, result.stderr
    assert "Traceback" not in result.output
    return result.stderr


def git(folder: Path, *words: str, given: str | None = None) -> str:
    env = {**os.environ, **GIT}
    done = subprocess.run(
        ["git", *words], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=True, input=given
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two states of one site: then one article is gone, one has another text, one is new."""
    folder = tmp_path_factory.mktemp("sites")
    root = places.archive(folder / "archive", {f"articles/2025/{n}.md": places.article(title=n) for n in "ab"})
    first = build_site(root, folder / "site")
    shutil.copytree(first, folder / "first")
    (root / "articles/2025/a.md").unlink()
    places.write(root, {"articles/2025/b.md": places.article(title="b", body="改过的正文。"),
                        "articles/2025/c.md": places.article(title="c")})  # fmt: skip
    return folder / "first", build_site(root, first)


def told(sites: tuple[Path, Path]) -> list[str]:
    """What is to be said of the way from the first state to the second, by a comparison of the test's own."""
    old, new = tree(sites[0]), tree(sites[1])
    added, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    changed = sorted(path for path in new.keys() & old.keys() if new[path] != old[path])
    head = f"{len(added)} files added, {len(changed)} changed, {len(gone)} removed."
    return [head, *(f"+ {p}" for p in added), *(f"~ {p}" for p in changed), *(f"- {p}" for p in gone)]


def test_releases_in_a_folder(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """A dry run says what differs and writes nothing; then readers have all of the new site, and may have the old again."""
    target, (first, second) = tmp_path / "www", sites
    published(target, first, "--dry-run")
    assert not target.exists()
    assert published(target, first)[-1] == "Published: releases/1"
    assert published(target, second, "--dry-run") == told(sites)
    assert tree(target / "current") == tree(first)
    assert published(target, second) == [told(sites)[0], "Published: releases/2"]
    assert (target / "current").readlink() == Path("releases/2")
    assert (tree(target / "current"), tree(target / "releases/1")) == (tree(second), tree(first))
    assert published(target, second) == ["Nothing to publish: what is there is the same."]
    assert published(target, first, "--rollback", "--dry-run") == ["Readers would see releases/1"]
    assert (target / "current").readlink() == Path("releases/2")
    assert published(target, first, "--rollback") == ["Readers see releases/1 now"]
    assert tree(target / "current") == tree(first)
    assert "There are: 1, 2." in refused("no-earlier-release", target, "--rollback")
    assert "no release 7 here. There are: 1, 2." in refused("no-release", target, "--rollback", "7")
    assert published(target, first, "--rollback", "2") == ["Readers see releases/2 now"]


def test_releases_share_what_has_not_changed(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """By hard links; and only some of them stay, but always the one that readers see."""
    target, (first, second) = tmp_path / "www", sites
    for site in (first, second):
        published(target, site)
    changed = {line[2:] for line in told(sites) if line[0] in "+~"}
    shared = {p for p in tree(second) if (target / "current" / p).samefile(second / p)}
    assert not shared  # a site that is built again never changes what was published
    for path in tree(second).keys() - changed:
        assert (target / "releases/1" / path).samefile(target / "releases/2" / path), path
    published(target, first, "--rollback")
    for site in (second, first, second):
        published(target, site, "--keep", "2")
    assert sorted(f.name for f in (target / "releases").iterdir()) == ["4", "5", "lock"]
    published(target, first, "--rollback", "4")
    assert tree(target / "current") == tree(first)


def test_a_damaged_release_is_published_anew(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """What somebody changed or removed there counts as changed, and is not linked into the next release."""
    target, site = tmp_path / "www", sites[0]
    published(target, site)
    (target / "current/index.html").write_text("x", "utf-8")
    (target / "current/robots.txt").unlink()
    assert published(target, site)[0] == "2 files added, 0 changed, 0 removed."
    assert tree(target / "current") == tree(site)


def test_a_publication_that_was_killed(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """What it left is cleared away by the next, and readers never saw it."""
    target, (first, second) = tmp_path / "www", sites
    published(target, first)
    places.write(target, {"releases/.new/index.html": "half", ".current-2": "x"})
    assert tree(target / "current") == tree(first)
    assert published(target, second)[-1] == "Published: releases/2"
    assert tree(target / "current") == tree(second)
    assert sorted(f.name for f in target.iterdir()) == ["current", "releases"]
    assert sorted(f.name for f in (target / "releases").iterdir()) == ["1", "2", "lock"]


def test_what_is_no_place_for_releases(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """Somebody's folder is left alone; where nothing can be written, readers see what they saw."""
    home = places.write(tmp_path / "home", {"letter.txt": "x"})
    assert str(home) in refused("not-published-here", home, "--site", sites[0])
    assert tree(home).keys() == {"letter.txt"}
    refused("cannot-publish", home / "letter.txt/www", "--site", sites[0])
    refused("not-published-here", home / "letter.txt", "--site", sites[0])
    refused("no-earlier-release", tmp_path / "none", "--rollback")
    refused("no-rollback", "rsync:/x", "--rollback")


def test_a_site_that_is_not_whole_goes_nowhere(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """Whatever is changed, missing or extra is named, and the target is not touched."""
    site = tmp_path / "site"
    shutil.copytree(sites[0], site)
    places.write(site, {"index.html": "x", "draft.html": "y"})
    (site / "robots.txt").unlink()
    said = refused("site-not-whole", tmp_path / "www", "--site", site)
    assert [line.split(": ")[:2] for line in said.splitlines()[1:]] == [
        ["draft.html", "error file-extra"], ["index.html", "error file-changed"], ["robots.txt", "error file-missing"],
    ]  # fmt: skip
    (site / MANIFEST).unlink()
    refused("not-built", tmp_path / "www", "--site", site)
    for nowhere in ("", "git:", "rsync:"):
        refused("no-target", nowhere, "--site", sites[0])
    assert not (tmp_path / "www").exists()


class _Inetd(socketserver.ThreadingTCPServer):
    """An rsync daemon a connection, as inetd starts it."""

    config: Path
    daemon_threads = True

    def finish_request(self, request: object, _address: object) -> None:
        subprocess.run(["rsync", "--daemon", f"--config={self.config}"], stdin=request, stdout=request, check=False)  # type: ignore[call-overload]


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of an rsync module on the loopback interface, and the folder behind it."""
    folder, config = tmp_path / "module", tmp_path / "rsyncd.conf"
    folder.mkdir()
    config.write_text(
        f"use chroot = no\nuid = {os.getuid()}\ngid = {os.getgid()}\nlog file = {tmp_path / 'log'}\n"
        f"[www]\npath = {folder}\nread only = no\n[closed]\npath = {folder}\nread only = yes\n",
        "utf-8",
    )
    with _Inetd(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        server.config = config
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"rsync://127.0.0.1:{server.server_address[1]}", folder
        server.shutdown()
        thread.join()


def follow(address: str, folder: Path, sites: tuple[Path, Path]) -> None:
    """Publish both states to one place that rsync reaches."""
    first, second = sites
    count = len(tree(first))
    published(address, first, "--dry-run")
    assert not tree(folder)
    assert published(address, first)[0] == f"{count} files added, 0 changed, 0 removed."
    before = times(folder)
    assert published(address, second, "--dry-run") == told(sites)
    assert tree(folder) == tree(first)
    assert published(address, second)[0] == told(sites)[0]
    assert tree(folder) == tree(second)
    sent = {line[2:] for line in told(sites) if line[0] in "+~"}
    assert {path for path, time in times(folder).items() if before.get(path) != time} == sent
    assert published(address, second) == ["Nothing to publish: what is there is the same."]


@needs_rsync
def test_rsync_to_a_folder(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """Only what changed is sent: everything else keeps its time, and what is gone goes."""
    follow(f"rsync:{tmp_path / 'www'}", tmp_path / "www", sites)
    assert {f.stat().st_mode & 0o777 for f in (tmp_path / "www").rglob("*.html")} == {0o644}


@needs_rsync
def test_rsync_deletes_nothing_but_a_site(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """A folder of somebody's is left alone; hidden files of a server stay beside a site."""
    for name in ("letter.txt", "index.html"):
        home = places.write(tmp_path / name.partition(".")[0], {name: "x"})
        refused("not-published-here", f"rsync:{home}", "--site", sites[0])
        assert (home / name).read_text("utf-8") == "x"
        assert tree(home).keys() == {name}
    www = places.write(tmp_path / "www", {".well-known/security.txt": "x", ".htaccess": "y"})
    for site in sites:
        published(f"rsync:{www}", site)
    assert tree(www).keys() - tree(sites[1]).keys() == {".well-known/security.txt", ".htaccess"}


@needs_rsync
def test_rsync_to_a_daemon(sites: tuple[Path, Path], daemon: tuple[str, Path]) -> None:
    """The same over a connection; a module that may only be read is an error in one line."""
    address, folder = daemon
    follow(f"{address}/www", folder, sites)
    before = tree(folder)
    assert "read only" in refused("program-failed", f"{address}/closed", "--site", sites[0])
    assert "Unknown module" in refused("program-failed", f"{address}/none", "--site", sites[0])
    assert tree(folder) == before


def test_without_the_program(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """Which one is missing is said."""
    for target, program in (
        ("www.example.org:/srv", "rsync"),
        ("rsync://www.example.org/www", "rsync"),
        ("git:origin", "git"),
    ):
        said = refused("no-program", target, "--site", sites[0], env={"PATH": str(tmp_path)})
        assert f" {program} is not on this machine" in said


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, Path]:
    """An archive in a repository of git, with work that is not committed, and its bare remote."""
    remote, root = tmp_path / "remote.git", places.archive(tmp_path / "work")
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "东镇的文章")
    git(root, "remote", "add", "origin", str(remote))
    places.write(root, {"articles/2025/draft.md": "x", "mkdocs.yml": places.SETTINGS + "# x\n"})
    git(root, "add", "articles")
    return root, remote


def state(root: Path) -> tuple[str, ...]:
    """What a publication must leave as it is: checkout, index, branches, the commit one is at."""
    words = (["status", "--porcelain"], ["rev-parse", "HEAD"], ["branch"], ["ls-files", "-s"])
    return tuple(git(root, *w) for w in words)


def files(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    """The files of a branch with git's digests."""
    lines = git(remote, "-c", "core.quotePath=off", "ls-tree", "-r", branch).splitlines()
    return {line.split("\t")[1]: line.split()[2] for line in lines}


def test_a_branch(sites: tuple[Path, Path], repository: tuple[Path, Path]) -> None:
    """One commit a publication, that names its source; nothing of the checkout is touched, and only what is new is sent."""
    (root, remote), (first, second) = repository, sites
    at_root, before = ("--root", str(root)), state(root)
    assert (
        published("git:origin", first, *at_root, "--dry-run")[0]
        == f"{len(tree(first)) + 1} files added, 0 changed, 0 removed."
    )
    assert git(remote, "branch") == ""
    published("git:origin", first, *at_root)
    git(remote, "symbolic-ref", "HEAD", "refs/heads/gh-pages")
    set_domain(root, remote)
    assert published("git:origin", second, *at_root, "--dry-run") == told(sites)
    done = published("git:origin", second, *at_root)
    assert done == [told(sites)[0], f"Published: {git(remote, 'rev-parse', 'gh-pages')}"]
    assert published("git:origin", second, *at_root) == ["Nothing to publish: what is there is the same."]
    blobs = dict(zip(sorted(tree(second)), git(remote, "hash-object", "--no-filters", "--stdin-paths",
                 given="".join(f"{second / p}\n" for p in sorted(tree(second)))).split(), strict=True))  # fmt: skip
    there = files(remote)
    assert git(remote, "cat-file", "-p", there.pop("CNAME")) == "notes.example.org"
    assert git(remote, "cat-file", "-p", there.pop(".nojekyll")) == ""
    assert there == blobs
    assert state(root) == before
    message = git(remote, "log", "-1", "--format=%B")
    assert f"Source: {git(root, 'rev-parse', 'HEAD')}\n" in message
    assert "东镇的文章" in message
    assert "not committed" in message
    assert git(remote, "rev-list", "--count", "gh-pages") == "3"
    sent = {
        line.partition(" ")[2] for line in git(remote, "rev-list", "--objects", "gh-pages", "^gh-pages~1").splitlines()
    }
    assert sent & set(tree(second)) <= {line[2:] for line in told(sites)}


def set_domain(root: Path, remote: Path) -> None:
    """What a host does when a domain is set in its settings: it commits a file to the branch."""
    git(root, "fetch", "-q", str(remote), "gh-pages")
    blob = git(root, "hash-object", "-w", "--stdin", given="notes.example.org\n")
    listed = git(root, "ls-tree", "FETCH_HEAD") + f"\n100644 blob {blob}\tCNAME\n"
    commit = git(root, "commit-tree", git(root, "mktree", given=listed), "-p", "FETCH_HEAD", "-m", "Create CNAME")
    git(root, "push", "-q", str(remote), f"{commit}:gh-pages")


def test_two_who_publish_at_once(sites: tuple[Path, Path], repository: tuple[Path, Path]) -> None:
    """Where another push comes in between, nothing is overwritten; the next run is on top of it."""
    root, remote = repository
    at_root = ("--root", str(root))
    published("git:origin#pages", sites[0], *at_root)
    hook = root / ".git/hooks/pre-push"
    hook.write_text(
        f'#!/bin/sh\ncd "{remote}" && git update-ref refs/heads/pages'
        ' $(git commit-tree "pages^{tree}" -p pages -m Meanwhile </dev/null)\n', "utf-8"
    )  # fmt: skip
    hook.chmod(0o755)
    refused("branch-moved", "git:origin#pages", "--site", sites[1], *at_root)
    assert git(remote, "log", "-1", "--format=%s", "pages") == "Meanwhile"
    hook.unlink()
    published("git:origin#pages", sites[1], *at_root)
    assert git(remote, "log", "--format=%s", "-2", "pages").endswith("\nMeanwhile")


def test_what_git_cannot_do(sites: tuple[Path, Path], repository: tuple[Path, Path], tmp_path: Path) -> None:
    """No repository, no such remote: what git says, in a line. A branch with anything but a site is left alone."""
    refused("not-a-repository", "git:origin", "--site", sites[0], "--root", str(sites[0]))
    root, remote = repository
    git(root, "push", "-q", "origin", "main")
    refused("not-published-here", "git:origin#main", "--site", sites[0], "--root", str(root))
    assert git(remote, "rev-parse", "main") == git(root, "rev-parse", "main")
    said = refused("program-failed", "git:none", "--site", sites[0], "--root", str(repository[0]))
    assert "git did not succeed (status 128): fatal: 'none' does not appear to be a git repository" in said


@pytest.mark.parametrize("target", ["site", "site/x", "rsync:site/x", "archive/articles/www", "rsync:archive/docs"])
def test_no_site_in_itself(target: str, sites: tuple[Path, Path]) -> None:
    """Neither in the site that is published nor among the archive's sources, which hold what they held."""
    scheme, sign, folder = target.rpartition(":")
    around = sites[1].parent
    before = tree(around)
    refused("site-inside", f"{scheme}{sign}{around / folder}", "--site", sites[1], "--root", around / "archive")
    assert tree(around) == before
