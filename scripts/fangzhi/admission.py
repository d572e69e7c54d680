"""What the doors that build have in common: an archive is read and checked, and let in or told what is wrong with it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from fangzhi.build.sources import Sources, read_sources
from fangzhi.desk.gate import personal_data
from fangzhi.desk.judged import Judged, recall
from fangzhi.desk.leaflets import leaflet_problems
from fangzhi.desk.masking import veiled
from fangzhi.desk.readers import Known, Readers
from fangzhi.desk.report import print_problems
from fangzhi.records.archive import article_files
from fangzhi.records.kept import ARTICLES, Kept, load
from fangzhi.records.problems import Problem
from fangzhi.records.progress import Tell, silent
from fangzhi.records.sealed import no_collection


def read_checked(
    root: Path, *, full: bool = False, jobs: int = 1, tell: Tell = silent
) -> tuple[Sources, list[Problem]]:
    """An archive as `read_sources` reads it; among the problems also the personal data that must not be published.

    With ``full`` nothing is believed that was kept. Messages of commits cannot be mended by an editor, so what they hold
    is veiled.
    """
    with no_collection():
        known = Known(Kept(), Judged(root)) if full else Known(load(root / ARTICLES), recall(root))
        known.take(article_files(root), Readers(jobs, tell), "read")
        sources, problems = read_sources(root, known.kept)
        problems += personal_data(sources.articles, known.judged.traces) + leaflet_problems(root, known.judged)
        known.judged.keep()
    return replace(sources, veil=veiled), sorted(problems)


def admitted(root: Path, lang: str, *, strict: bool = False) -> Sources | None:
    """An archive that may be built, its problems printed to standard error; None where they stop a build."""
    sources, problems = read_checked(root)
    return None if print_problems(problems, sys.stderr, lang, strict=strict) else sources
