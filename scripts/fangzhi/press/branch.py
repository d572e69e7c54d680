"""A branch that a host serves as a site, as GitHub Pages serves ``gh-pages``: one commit a publication.

Everything is done with git's plumbing in the archive's own repository: neither its checkout nor its index nor its
branches are touched. The branch's last commit is kept as ``refs/fangzhi/<branch>``, so that only new objects are sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from fangzhi.build.fixity import MANIFEST
from fangzhi.press.differences import Difference, site_digests
from fangzhi.press.programs import Unpublished, run
from fangzhi.records.problems import Place, problem

_CNAME, _NO_JEKYLL = "CNAME", ".nojekyll"
_KINDS = {"A": "added", "M": "changed", "T": "changed", "D": "removed"}


@dataclass(frozen=True)
class Branch:
    """A place to publish to: ``remote`` is a name or an address that the repository at ``root`` knows."""

    root: Path
    remote: str
    name: str = "gh-pages"

    @property
    def _target(self) -> str:
        return f"git:{self.remote}#{self.name}"

    def _git(self, *words: str, given: bytes = b"", index: str = "") -> str:
        env = {"GIT_INDEX_FILE": index} if index else {}
        return (
            run(["git", *words], self._target, folder=self.root, given=given, env=env)
            .decode("utf-8", "replace")
            .strip()
        )

    @cached_property
    def _last(self) -> str:
        """The branch's last commit, fetched; empty where there is no such branch yet."""
        if not self._asked("rev-parse", "--git-dir"):
            raise Unpublished(problem(Place(str(self.root)), "not-a-repository"))
        reference = f"refs/heads/{self.name}"
        if not self._git("ls-remote", self.remote, reference):
            return ""
        kept = f"refs/fangzhi/{self.name}"
        self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", self.remote, f"+{reference}:{kept}")
        return self._git("rev-parse", kept)

    def _asked(self, *words: str) -> str:
        """What git says, nothing where it cannot."""
        try:
            return self._git(*words)
        except Unpublished as error:
            if error.problem.code == "no-program":
                raise
            return ""

    def difference(self, site: Path) -> Difference:
        """What the branch would get, by git's own comparison of trees. A branch of anything but a site is left alone."""
        if self._last and not self._asked("rev-parse", "--verify", "--quiet", f"{self._last}:{MANIFEST}"):
            raise Unpublished(problem(Place(self._target), "not-published-here"))
        old = f"{self._last}^{{tree}}" if self._last else self._git("hash-object", "-t", "tree", "-w", "--stdin")
        listed = self._git("diff-tree", "-r", "-z", "--no-renames", "--name-status", old, self._tree(site)).split("\0")
        found: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
        for sign, path in zip(listed[::2], listed[1::2], strict=False):
            found[_KINDS[sign]].append(path)
        return Difference(**{kind: tuple(sorted(paths)) for kind, paths in found.items()})

    def send(self, site: Path) -> str:
        """Commit the site on top of the branch and push it; returns the commit. Never a forced push."""
        parents = ["-p", self._last] if self._last else []
        commit = self._git("commit-tree", self._tree(site), *parents, given=self._message().encode())
        self._git("push", "--quiet", self.remote, f"{commit}:refs/heads/{self.name}")
        self._git("update-ref", f"refs/fangzhi/{self.name}", commit)
        return commit

    def _tree(self, site: Path) -> str:
        """The site as a tree, with what the host wants beside it: no Jekyll, and its own domain as it was set there."""
        paths = sorted(site_digests(site))
        given = "".join(f"{site / path}\n" for path in paths).encode()
        blobs = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=given).split()
        files = dict(zip(paths, blobs, strict=True))
        files[_NO_JEKYLL] = self._git("hash-object", "-w", "--stdin")
        domain = self._asked("rev-parse", "--verify", "--quiet", f"{self._last}:{_CNAME}") if self._last else ""
        files |= {_CNAME: domain} if domain and _CNAME not in files else {}
        entries = "".join(f"100644 {blob}\t{path}\0" for path, blob in files.items()).encode()
        with TemporaryDirectory() as folder:
            index = str(Path(folder) / "index")
            self._git("update-index", "-z", "--index-info", given=entries, index=index)
            return self._git("write-tree", index=index)

    def _message(self) -> str:
        """Which commit of the archive the site was made from, and whether its files were as committed."""
        if not self._asked("rev-parse", "--verify", "--quiet", "HEAD"):
            return "Publish the site\n"
        head, subject = self._git("log", "-1", "--format=%H%n%s").split("\n", 1)
        sources = ("articles", "docs", "overrides", "mkdocs.yml")
        changed = self._git("status", "--porcelain", "--", *sources)
        note = "\nSome of its files had changes that were not committed.\n" if changed else ""
        return f"Publish the site of {head[:12]}\n\n{subject}\n\nSource: {head}\n{note}"
