"""Where templates are compiled: Jinja with what makes it quick, for one variant.

A page of an article asks for some sixty values, and there are three for each article. So words of the interface, which
never differ within a variant, are put into a template before it is compiled; what stands on many pages is kept; and
what is asked for most often is a filter, which Jinja calls without looking for a context.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.ext import Extension
from markupsafe import Markup, escape

from fangzhi.hanzi.compiled import table
from fangzhi.records.catalogue import Item
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.vocabulary import Term
from fangzhi.site import codegen, urls
from fangzhi.site.codegen import Direct
from fangzhi.site.localization import Locale

_WORD = re.compile(r"""\{\{ loc\.word\("(\w+)"\) \}\}""")
_TAG = re.compile(r"(?<![\w.])loc\.tag\b(?=[^{}]*[%}]\})")
_NAMES = re.compile(r"\{%[-+]?\s*(?:include|import|from|extends)\b(.*?)%\}", re.DOTALL)
_QUOTED = re.compile(r"""["']([^"']+\.html)["']""")
_PAUSE = re.compile(r"(?<=[，：；？！。])|\s+")
_LINKS = 4096  # links to terms kept: a term has one for each depth of the pages that name it
_REPORTS = 2048  # reports in lists kept: each stands in the list of all, of its districts, initiatives and year
_GAP = "\0"  # what no text has: between two of them stands a path to be linked to
_HALF_WIDTH = 0x2000  # below: letters and digits, some half an em wide

Link = Callable[[str], str]


def environment(locale: Locale, folders: Sequence[Path]) -> Environment:
    """Templates in some folders, the first before the others."""
    env = _Kept(
        loader=FileSystemLoader(list(folders)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals["loc"] = locale
    env.add_extension(_Words)
    terms, reports = _Terms(env, locale), _Reports(env)
    env.filters |= {
        "lang": _language(locale),
        "districts": terms.districts,
        "initiatives": terms.initiatives,
        "paused": _paused,
        "report": reports.report,
    }
    return env


def made_with(folders: Sequence[Path], kind: str) -> tuple[str, ...]:
    """The templates that bodies of a kind of page are made with, one after the other, each with its name.

    Those are its own, that of every head, the macros that filters use, and what these name. A name that is worked out
    could be any, so all count then.
    """
    found: dict[str, str] = {}
    waiting = [f"archive/{name}.html" for name in (kind, "head", "macros")]
    while waiting:
        name = waiting.pop()
        file = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if name not in found and file:
            found[name] = file.read_text("utf-8")
            for tag in _NAMES.findall(found[name]):
                waiting += _QUOTED.findall(tag) or [f"archive/{f.name}" for f in (folders[-1] / "archive").iterdir()]
    return tuple(f"{name}\0{found[name]}" for name in sorted(found))


class BrokenTemplateError(Exception):
    """A template is no Jinja, or failed while it was filled: ``file`` and ``line``, and what Jinja or Python says."""

    def __init__(self, file: str, line: int, detail: str) -> None:
        super().__init__(file, line, detail)  # all of it, so that it comes back whole from another process
        self.file, self.line, self.detail = file, line, detail


def located(error: BaseException) -> BrokenTemplateError | None:
    """The place in a template at which something was raised; nothing where no template had part in it."""
    if isinstance(error, TemplateSyntaxError):
        return BrokenTemplateError(error.filename or error.name or "", error.lineno, error.message or "")
    frames = traceback.extract_tb(error.__traceback__)
    said = next(iter(str(error).splitlines()), "") or type(error).__name__
    places = [BrokenTemplateError(f.filename, f.lineno or 0, said) for f in frames if f.filename.endswith(".html")]
    return places[-1] if places else None


class _Kept(Environment):
    """Keeps what it compiled, since compiling takes longer than a small change's pages."""

    code_generator_class = Direct

    def compile(self, source: str, name: str | None = None, filename: str | None = None, *_: object) -> CodeType:  # type: ignore[override]
        """A template's code, which hangs on its text, on the words that are put into it, on Jinja and on `codegen`."""
        locale = self.globals["loc"]
        assert isinstance(locale, Locale)
        made_from = (source, name or "", filename or "", jinja2.__version__, _made_by(), *locale.words.values())
        return table(
            "template",
            [part.encode() for part in made_from],
            lambda: super(_Kept, self).compile(source, name, filename),
        )

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, as a plain dictionary: Jinja's chain of two is slow to copy, and copied for each page."""
        return {**self.globals, **(d or {})}


@lru_cache(maxsize=1)
def _made_by() -> str:
    return "".join(Path(file).read_text("utf-8") for file in (codegen.__file__, __file__))


class _Words(Extension):
    """Puts the words of the interface, and its language, into the source of a template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """``{{ loc.word("date") }}`` as the word itself, and ``loc.tag`` as the text that it is."""
        locale = self.environment.globals["loc"]
        assert isinstance(locale, Locale)
        said = _WORD.sub(lambda match: str(escape(locale.word(match[1]))), source)
        return _TAG.sub(f'"{locale.tag}"', said)


def _language(locale: Locale) -> Callable[[str], str]:
    """The ``lang`` attribute of an element, where its language is not the page's."""
    attributes: dict[str, str] = {tag: Markup(' lang="{}"').format(tag) for tag in LanguageTag}
    return (attributes | {locale.tag: Markup("")}).__getitem__


def _paused(title: str, ems: int) -> str:
    """The class of a headline that can break at its pauses alone, since what stands between them fits a line of a phone."""
    pieces = _PAUSE.split(title)
    fits = max(sum(1 if ord(c) > _HALF_WIDTH else 0.55 for c in piece) for piece in pieces) <= ems
    return Markup(' class="fz-paused"') if fits and len(pieces) > 1 else Markup("")


class _Terms:
    """Links to terms, as the macros of ``macros.html`` write them, each written once for each address."""

    def __init__(self, env: Environment, locale: Locale) -> None:
        self._env = env
        self._separator = ", " if locale.tag is LanguageTag.EN else "、"
        self._anchor = lru_cache(maxsize=_LINKS)(self._written)

    def _written(self, macro: str, term: Term, href: str) -> str:
        macros = self._env.get_template("archive/macros.html").module
        return str(getattr(macros, macro)(term, lambda _: href))

    def districts(self, item: Item, link: Link) -> str:
        """The districts of an item."""
        links = (self._anchor("district", term, link(urls.district(term.id))) for term in item.districts)
        return Markup(self._separator.join(links))  # noqa: S704 - macros escape

    def initiatives(self, item: Item, link: Link) -> str:
        """The initiatives of an item."""
        links = (self._anchor("initiative", term, link(urls.initiative(term.id))) for term in item.initiatives)
        return Markup(self._separator.join(links))  # noqa: S704 - macros escape


class _Reports:
    """Reports in lists, as the macro ``report_of`` writes them, each written once with gaps for its links."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._pieces = lru_cache(maxsize=_REPORTS)(self._written)

    def _written(self, item: Item, level: int) -> tuple[str, ...]:
        written = vars(self._env.get_template("archive/macros.html").module)["report_of"]
        return tuple(str(written(item, lambda path: f"{_GAP}{path}{_GAP}", level)).split(_GAP))

    def report(self, item: Item, link: Link, level: int) -> str:
        """A report under a heading of a level, with links from the page that it stands on."""
        pieces = [*self._pieces(item, level)]
        pieces[1::2] = map(link, pieces[1::2])
        return Markup("".join(pieces))  # noqa: S704 - the macro escapes, and paths have nothing to escape
