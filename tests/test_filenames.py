"""Names and links that another machine could not hold, or would follow for ever: a clear sentence, and never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from fangzhi.cli import main
from tests import places
from tests.test_examination import PIXEL

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="such files cannot be made there")
Make = Callable[[Path], object]
SHOWN = places.article(title="甲", body="![x](x.png)")


def _link(path: str, target: str) -> Make:
    def make(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return make


def _write(path: str, content: str | bytes, article: str = "") -> Make:
    def make(root: Path) -> None:
        places.write(root, {path: content} | ({"articles/2025/a.md": article} if article else {}))

    return make


def _picture(name: str) -> Make:
    return _write(f"articles/2025/{name}", PIXEL)


def _raw(folder: str) -> Make:
    return lambda root: Path(os.fsdecode(os.fsencode(root / folder) + b"/\xff.png")).write_bytes(PIXEL)


CASES: dict[str, tuple[Make, str, str]] = {
    "article-to-itself": (_link("articles/2025/b.md", "b.md"), "articles/2025/b.md", "unreadable-file"),
    "article-to-nothing": (_link("articles/2025/b.md", "nowhere.md"), "articles/2025/b.md", "unreadable-file"),
    "article-elsewhere": (_link("articles/2025/b.md", sys.executable), "articles/2025/b.md", "outside-root"),
    "picture-to-itself": (
        lambda root: (_write("articles/2025/a.md", SHOWN)(root), _link("articles/2025/x.png", "x.png")(root)),
        "articles/2025/a.md:8:1",
        "outside-root",
    ),
    "picture-elsewhere": (
        lambda root: (_write("articles/2025/a.md", SHOWN)(root), _link("articles/2025/x.png", sys.executable)(root)),
        "articles/2025/a.md:8:1",
        "outside-root",
    ),
    "vocabulary-to-itself": (
        _link("articles/_vocabulary/districts.yml", "districts.yml"),
        "articles/_vocabulary/districts.yml",
        "link-loop",
    ),
    "glossary-to-itself": (
        _link("articles/_vocabulary/glossary.yml", "glossary.yml"),
        "articles/_vocabulary/glossary.yml",
        "link-loop",
    ),
    "page-to-itself": (_link("docs/b.md", "b.md"), "docs/b.md", "link-loop"),
    "folder-to-itself": (_link("docs/b", "."), "docs/b", "link-loop"),
    "folder-to-one-above": (_link("docs/b", "../.."), "docs/b", "link-loop"),
    "template-to-itself": (_link("overrides/main.html", "main.html"), "overrides/main.html", "link-loop"),
    "folder-elsewhere": (_link("docs/b", "/usr"), "docs/b", "outside-root"),
    "long-name": (_write("docs/b.md", "# b", places.article(body=f"![x]({'a' * 300}.png)")), "a.md:8:1", "missing-image"),
    "long-folder": (_write("docs/b.md", "# b", places.article(body=f"![x]({'a' * 300}/b.png)")), "a.md:8:1", "missing-image"),
    "long-path": (_write("docs/b.md", "# b", places.article(body=f"![x]({'a/' * 3000}b.png)")), "a.md:8:1", "missing-image"),
    "article-in-capitals": (_write("articles/2025/B.md", places.article(title="乙")), "articles/2025/B.md", "bad-id"),
    "articles-but-for-case": (
        _write("articles/2025/A.md", places.article(title="乙")), "articles/2025/a.md", "same-but-for-case",
    ),
    "pictures-but-for-case": (
        lambda root: (_picture("x.png")(root), _picture("X.png")(root)), "articles/2025/x.png", "same-but-for-case",
    ),
    "pages-but-for-case": (_write("docs/About.md", "# x"), "docs/about.md", "same-but-for-case"),
    "con-article": (_write("articles/2025/con.md", places.article(title="乙")), "articles/2025/con.md", "reserved-name"),
    "con-picture": (_picture("con.png"), "articles/2025/con.png", "reserved-name"),
    "aux-picture": (_picture("Aux.tar.png"), "articles/2025/Aux.tar.png", "reserved-name"),
    "con-folder": (_write("articles/con/b.txt", "x"), "articles/con", "reserved-name"),
    "con-page": (_write("docs/con.md", "# x"), "docs/con.md", "reserved-name"),
    "trailing-dot": (_picture("x.png."), "articles/2025/x.png.", "reserved-name"),
    "trailing-space": (_picture("x.png "), "articles/2025/x.png ", "reserved-name"),
    "colon": (_picture("x:y.png"), "articles/2025/x:y.png", "reserved-name"),
    "angle": (_picture("x<y.png"), "articles/2025/x<y.png", "reserved-name"),
    "no-utf-8": (_raw("docs"), "docs/\\udcff.png", "unfit-name"),
    "pipe": (lambda root: os.mkfifo(root / "articles/2025/b.md"), "articles/2025/b.md", "unreadable-file"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "place", "code"), CASES.values(), ids=CASES)
def test_what_other_machines_cannot_hold(make: Make, place: str, code: str, archive: places.MakeArchive) -> None:
    """`check` and `build` name it, with its place, in either language."""
    root = archive({"articles/2025/a.md": places.article(title="甲")})
    try:
        make(root)
    except OSError:
        pytest.skip("this disk holds no such file")
    for command, lang in (("check", "zh"), ("build", "en")):
        run = CliRunner().invoke(main, [command, "--root", str(root), "--lang", lang])
        assert isinstance(run.exception, SystemExit), run.exception
        assert run.exit_code == 1
        assert f"{place}: error {code}: " in run.output
        assert run.output.count("error") <= 3
    assert not (root / "site").exists()


def test_what_is_fine_stays_so(archive: places.MakeArchive) -> None:
    """A link within the archive, a long id, names in Chinese, with spaces and in capitals."""
    root = archive({
        "articles/2025/a.md": places.article(title="甲", body="![甲](现场 照片.PNG)".replace(" ", "%20")),
        "articles/2025/现场 照片.PNG": PIXEL,
        f"articles/2025/{'b' * 200}.md": places.article(title="乙"),
        "docs/more/图.png": PIXEL,
    })  # fmt: skip
    _link("docs/again.md", "about.md")(root)
    _link("docs/other", "more")(root)
    _link("articles/2026", "2025")(root)
    for command in ("check", "build"):
        run = CliRunner().invoke(main, [command, "--root", str(root), "--lang", "en"])
        assert run.exit_code == 0, run.output
