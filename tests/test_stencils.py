"""A page made by stencil is the page that the theme itself would have made, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup
from markupsafe import escape as escaped

from fangzhi.build.mkdocs import MkDocsEngine
from fangzhi.build.sources import read_sources
from fangzhi.records.langtag import VARIANTS, Variant
from fangzhi.site import urls
from fangzhi.site.codegen import Direct, shown
from fangzhi.site.pages import Kind, Page
from fangzhi.site.renderer import stencil_key
from fangzhi.site.shells import Parts
from fangzhi.site.stencils import MARKED, BrokenStencilError, compile_stencil
from tests.conftest import build_site

MARKS = (MARKED.title, MARKED.head, MARKED.content, *MARKED.hrefs)
GROUND = st.text("<>&\"' \n甲乙ab{}", max_size=20)
FILLING = st.text(max_size=20).filter(lambda text: "fzhole" not in text)


def _first_and_last(pages: list[Page]) -> list[tuple[Page, Variant]]:
    """Of each kind, variant and depth the first page and the last, so that numbered ones are among them."""
    every = sorted(((stencil_key(p, v), p.path, p, v) for p in pages for v in VARIANTS), key=lambda each: each[:2])
    groups = [list(group) for _, group in groupby(every, key=lambda each: each[0])]
    return [(page, variant) for group in groups for _, _, page, variant in (group[:1] + group[1:][-1:])]


@pytest.mark.parametrize("name", ["sample", "rich"])
def test_stencil_pages_are_the_themes_own(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every kind, every variant, every depth: against one whole MkDocs build of the same pages."""
    root, site = request.getfixturevalue(name), request.getfixturevalue(f"{name}_site")
    if name == "rich":
        root, site = _with_history(root, tmp_path / "archive"), tmp_path / "built"
        build_site(root, site)
    sources, _ = read_sources(root)
    chosen = _first_and_last(sources.pages())
    shells = [sources.renderer.shell(page, variant) for page, variant in chosen]
    whole = MkDocsEngine().render(root, sources.renderer, shells, tmp_path / "site")
    assert len(whole) == len(chosen)
    for page, variant in chosen:
        location = urls.location(variant, page.path)
        assert (site / urls.output(location)).read_text("utf-8") == whole[location], location
    assert {(page.kind, variant.tag) for page, variant in chosen} == {
        (kind, variant.tag)
        for kind in Kind
        for variant in VARIANTS
        if name == "rich" or kind not in (Kind.WITHDRAWN, Kind.HISTORY)
    }
    assert name == "sample" or any("/page/2/" in page.path for page, _ in chosen)


def _with_history(source: Path, root: Path) -> Path:
    """A copy of an archive in a repository in which every article was changed once."""
    shutil.copytree(source, root, ignore=shutil.ignore_patterns(".cache"))
    me = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*me, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    for article in sorted(root.glob("articles/[0-9X]*/*.md")):
        article.write_text(article.read_text("utf-8") + "\n又记一句。\n", "utf-8")
    subprocess.run(["git", *me, "commit", "-qam", "One more sentence"], cwd=root, check=True)
    return root


@given(
    st.lists(GROUND, min_size=len(MARKS) + 1, max_size=len(MARKS) + 1),
    st.permutations(range(len(MARKS))),
    st.builds(Parts, FILLING, FILLING, FILLING, st.tuples(FILLING, FILLING, FILLING)),
)
def test_filling_is_replacing(ground: list[str], order: list[int], parts: Parts) -> None:
    """Whatever stands around the marks, in whatever order: a filled stencil is the frame with its marks replaced."""
    values = dict(zip(MARKS, (escape(parts.title), parts.head, parts.content, *parts.hrefs), strict=True))
    html = ground[0] + "".join(MARKS[at] + text for at, text in zip(order, ground[1:], strict=True))
    filled = ground[0] + "".join(values[MARKS[at]] + text for at, text in zip(order, ground[1:], strict=True))
    assert compile_stencil(html).fill(parts) == filled
    assert compile_stencil(html).fill(MARKED) == html


def test_a_mark_may_stand_twice() -> None:
    """As a title does that is shown in the head and on the page."""
    stencil = compile_stencil(f"{''.join(MARKS)}|{MARKED.title}")
    assert stencil.fill(Parts("a<b", "H", "C", ("1", "2", "3"))) == "a&lt;bHC123|a&lt;b"


@pytest.mark.parametrize("missing", [mark for mark in MARKS if mark != MARKED.title])
def test_a_theme_that_drops_a_part_is_refused(missing: str) -> None:
    """And the part is named. The home page alone may go without a title."""
    with pytest.raises(BrokenStencilError, match=missing.removeprefix("fzhole").removesuffix("elohzf")):
        compile_stencil("".join(mark for mark in MARKS if mark != missing))
    compile_stencil("".join(mark for mark in MARKS if mark != MARKED.title))


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_values_are_shown_as_jinja_shows_them(value: object) -> None:
    """Escaped where there is anything to escape, and not twice."""
    assert shown(value) == escaped(value)


def test_templates_say_what_jinja_has_them_say() -> None:
    """Calls of macros and of what was given, with names, stars and callers; values with and without markup."""
    source = (
        "{% macro m(a, b='<', c=none) %}[{{ a }}{{ b }}{{ caller() if caller }}{{ kwargs.get('class') }}]{% endmacro %}"
        "{{ m(x) }}{{ m(x, b=y) }}{{ m(*[x, y]) }}{{ m(x, **{'b': y}) }}{{ m(x, class=y) }}"
        "{% call m(y) %}<i>{{ x }}</i>{% endcall %}{{ f(x, key=y) }}{{ y | upper }}{{ m(f(x, key=m(y))) ~ x }}"
        "{% for n in range(3) %}{{ loop.cycle('<', x) }}{{ f(n, key=loop.index) }}{% endfor %}"
    )
    given_ = {"x": "<&>", "y": Markup("<b>"), "f": lambda a, key: f"{a}{key}"}
    plain, direct = Environment(autoescape=True), Environment(autoescape=True)
    direct.code_generator_class = Direct
    assert direct.from_string(source).render(given_) == plain.from_string(source).render(given_)
