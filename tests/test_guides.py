"""The guides for readers and curators: their commands are carried out, and both languages say the same."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from fangzhi.cli import main
from tests.conftest import ROOT

GUIDES = ("curators", "readers")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^(#+) .*\{(#[\w-]+)\}$", re.MULTILINE)


def test_commands_of_the_curators_guide(
    sample: Path, sample_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the page, beside a site that was built."""
    root = tmp_path / "archive"
    shutil.copytree(sample, root, ignore=shutil.ignore_patterns(".cache"))
    shutil.copytree(sample_site, root / "site")
    monkeypatch.chdir(root)
    for line in "".join(BLOCK.findall((ROOT / "docs/curators.md").read_text("utf-8"))).splitlines():
        done = CliRunner().invoke(main, shlex.split(line.removeprefix("fangzhi ")))
        assert done.exit_code == 0, f"{line}\n{done.output}"
    bag = CliRunner().invoke(main, ["verify", str(tmp_path / "bag-2025")])
    assert bag.exit_code == 0, bag.output
    (tmp_path / "bag-2025/data/site/index.html").write_text("", "utf-8")
    assert CliRunner().invoke(main, ["verify", str(tmp_path / "bag-2025")]).exit_code == 1


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_say_the_same(guide: str) -> None:
    """The same sections under the same ids, and the same commands."""
    texts = [(ROOT / f"docs/{guide}{ending}.md").read_text("utf-8") for ending in ("", ".en")]
    assert HEADING.findall(texts[0]) == HEADING.findall(texts[1])
    assert BLOCK.findall(texts[0]) == BLOCK.findall(texts[1])
