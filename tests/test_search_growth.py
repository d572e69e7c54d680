"""The search's files are brought up to date as if they were made anew, and few of them are touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.build.builder import ALONE, planned
from fangzhi.build.comparison import known
from fangzhi.build.exporting import Exports
from fangzhi.build.finding import Index
from fangzhi.build.finding import articles as articles_of
from fangzhi.build.fixity import DamagedError, read_ledger, write_ledger
from fangzhi.build.making import carry_out
from fangzhi.build.sources import read_sources
from fangzhi.build.studio import Studio
from fangzhi.build.theme import Theme
from fangzhi.site.stencils import MARKED, compile_stencil
from tests import places
from tests.bench.articles import articles
from tests.trees import times


def _write(root: Path, number: int, date: str, text: str) -> None:
    """A report of the invented place, with a text of the benchmark's."""
    places.write(root, {f"articles/{date[:4]}/r{number}.md": places.article(title=f"甲{number}", date=date, body=text)})


def _made(root: Path, cache: Path, site: Path) -> dict[str, bytes]:
    """The search's files of a site whose frames are bare marks; what did not change is not made."""
    sources, _ = read_sources(root)
    frame = compile_stencil("".join((MARKED.title, MARKED.head, MARKED.content, *MARKED.hrefs)))
    theme = Theme(dict.fromkeys(sources.renderer.stencil_shells(sources.pages()), frame), root / "none")
    exports = Exports(sources, theme.documents(), site)
    outputs = list(planned(exports, theme))
    index = Index(cache, articles_of(outputs))
    ledger = read_ledger(cache / "site")
    stale = [
        output
        for output in outputs
        if (output.place >= 0 and output.page and index.lacks(output.page.path)) or not known(output, ledger)
    ]
    made = carry_out(Studio(exports, theme, stale, ledger, site, index.spill), index, ALONE)
    write_ledger(cache / "site", (ledger | made).values())
    wanted = {path for output in (*outputs, *index.outputs()) for path in output.paths if path.startswith("search/")}
    return {path: (site / path).read_bytes() for path in wanted}


_TEXTS = [source.split("---\n", 2)[2] for _, source in articles(8, 11)]


def _add(root: Path) -> None:
    _write(root, 90, "2025-03-04", _TEXTS[6])


def _add_early(root: Path) -> None:
    _write(root, 91, "2025-01-01", _TEXTS[7])


def _edit(root: Path) -> None:
    _write(root, 2, "2025-03-03", "只剩这一句，后来又添了一句。")


def _remove(root: Path) -> None:
    (root / "articles/2025/r1.md").unlink()


def _redate(root: Path) -> None:
    _write(root, 3, "2025-12-31", _TEXTS[3])


def _empty(root: Path) -> None:
    shutil.rmtree(root / "articles/2025")


@pytest.mark.parametrize(
    "changes", [[_add], [_add_early], [_edit], [_remove], [_redate], [_empty], [_edit, _remove, _add]]
)
def test_revised_is_made_anew(
    changes: list[Callable[[Path], None]], archive: places.MakeArchive, tmp_path: Path
) -> None:
    root = archive({})
    for number in range(6):
        _write(root, number, "2025-03-03", _TEXTS[number])
    last = _made(root, tmp_path / "kept", tmp_path / "site")
    for change in changes:
        change(root)
        after = _made(root, tmp_path / "kept", tmp_path / "site")
        assert after != last
        last = after
    assert last == _made(root, tmp_path / "fresh", tmp_path / "other")


def test_an_edit_writes_few_shards(archive: places.MakeArchive, tmp_path: Path) -> None:
    """Those in which the edited text has other grams than it had."""
    root = archive({})
    for number in range(6):
        _write(root, number, "2025-03-03", _TEXTS[number])
    _write(root, 2, "2025-03-03", "只有这一句。")
    _made(root, tmp_path / "kept", tmp_path / "site")
    before = times(tmp_path / "site/search/grams")
    _write(root, 2, "2025-03-03", "只有这两句。")
    _made(root, tmp_path / "kept", tmp_path / "site")
    after = times(tmp_path / "site/search/grams")
    assert 0 < len([path for path, time in after.items() if before[path] != time]) < len(after)


@pytest.mark.parametrize("name", ["ledger.json", "segment-00000-00004"])
@pytest.mark.parametrize("harm", ["lost", "broken"])
def test_damaged_lists_are_not_believed(harm: str, name: str, archive: places.MakeArchive, tmp_path: Path) -> None:
    """The ledger's damage makes everything anew; a list's is found before anything is written from it."""
    root = archive({})
    for number in range(6):
        _write(root, number, "2025-03-03", _TEXTS[number])
    before = _made(root, tmp_path / "kept", tmp_path / "site")
    file = tmp_path / "kept" / name
    if harm == "lost":
        file.unlink()
    else:
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    if name == "ledger.json":
        assert _made(root, tmp_path / "kept", tmp_path / "site") == before
    else:
        _edit(root)
        with pytest.raises(DamagedError):
            _made(root, tmp_path / "kept", tmp_path / "site")
