"""A plan compared with what the last build left: what is as it was, what is to be made, and what goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

from fangzhi.build.finding import Index
from fangzhi.build.fixity import Entry
from fangzhi.build.plan import Output
from fangzhi.build.standing import Result


class Comparison:
    """``outputs`` are all that is planned but the lists of the search, which ``index`` has.

    What the last build made stands in its ``ledger``, and its files in the folder ``base``.
    """

    def __init__(self, outputs: Sequence[Output], index: Index, ledger: Mapping[str, Entry], base: Path) -> None:
        self._outputs, self._index, self._ledger = outputs, index, ledger
        found = {path: entry.found(str(base)) for path, entry in ledger.items()}
        self.last = {path: found[path] or entry for path, entry in ledger.items()}
        """What was made, with the times that its files have now."""
        self.stale = {o.path for o in outputs if not known(o, ledger) or not found[o.path] or _lacks(o, index)}
        """The first paths of what is to be made, but for the lists of the search."""
        self.same = not self.stale and index.settled and found == ledger and self._named == ledger.keys()
        """Whether all is as it was."""

    @property
    def now(self) -> list[Output]:
        """All outputs, with the lists of the search as far as these are known yet."""
        return [*self._outputs, *self._index.outputs()]

    @property
    def _named(self) -> set[str]:
        return {output.path for output in self.now}

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files of all outputs that were known when the plan was compared."""
        return frozenset(chain.from_iterable(output.paths for output in self.now))

    @property
    def work(self) -> list[Output]:
        """What is to be made, but for the lists of the search."""
        return [output for output in self._outputs if output.path in self.stale]

    @cached_property
    def kept(self) -> dict[str, Entry]:
        """What stays as it is, but for the lists of the search."""
        return {o.path: self.last[o.path] for o in self._outputs if o.path not in self.stale}

    @cached_property
    def gone(self) -> list[str]:
        """The files of the last site that the new one does not have; they stood where something is made anew."""
        named = self._named
        left = (entry for path, entry in self._ledger.items() if path in self.stale or path not in named)
        return [path for entry in left for path, _ in entry.digests() if path not in self.paths]

    def entries(self, made: Mapping[str, Entry]) -> dict[str, Entry]:
        """The new ledger, where all that was to be made is ``made``."""
        return {output.path: made.get(output.path) or self.last[output.path] for output in self.now}

    def result(self, made: Mapping[str, Entry]) -> Result:
        """What was done. Files that came out as they were count as kept."""
        paths = self.paths.union(output.path for output in self._index.outputs())
        before = {line for path in made if path in self.last for line in self.last[path].files.split("\n")}
        fresh = sum(line not in before for entry in made.values() for line in entry.files.split("\n"))
        removed = sum(path not in paths for path in self.gone)
        pages = sum(path.endswith(".html") for path in paths)
        return Result(pages, len(paths), fresh, len(paths) - fresh, removed)


def known(output: Output, last: Mapping[str, Entry]) -> bool:
    """Whether the last build made an output from the same."""
    return output.path in last and last[output.path].recipe == output.recipe


def _lacks(output: Output, index: Index) -> bool:
    return output.place >= 0 and output.page is not None and index.lacks(output.page.path)
