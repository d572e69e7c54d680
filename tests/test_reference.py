"""The reference says what the code says, no less and no more."""

from __future__ import annotations

import pytest

from fangzhi.desk.explanations import EXPLANATIONS
from fangzhi.records.settings import OPTIONS
from tests.conftest import ROOT
from tests.reference.pages import KEYS, written

WRITTEN = written()


@pytest.mark.parametrize("path", WRITTEN)
def test_a_page_is_what_the_code_says(path: str) -> None:
    """``python -m tests.reference`` writes it."""
    assert (ROOT / path).read_text("utf-8") == WRITTEN[path]


def test_no_page_is_left_over() -> None:
    """A page that the code no longer makes is deleted."""
    there = {file.relative_to(ROOT).as_posix() for file in (ROOT / "docs/reference").glob("*.md")}
    assert there - {"docs/reference/index.md", "docs/reference/index.en.md"} == {
        p for p in WRITTEN if p.endswith(".md")
    }


def test_every_key_is_explained_and_no_other() -> None:
    """In articles, translations, vocabularies and settings."""
    keys = {f"{where}.{key}" for where, names in KEYS.items() for key in names.values()}
    assert set(EXPLANATIONS) == keys | {f"settings.{key}" for key in OPTIONS}
