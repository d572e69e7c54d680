"""The commands that begin articles: ``import`` from a page's text, and ``new``. Options in, results out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fangzhi.desk_cli import leave_if
from fangzhi.options import lang_option, root_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from fangzhi.desk.composer import Issue
    from fangzhi.desk.drafts import Draft
    from fangzhi.desk.questions import Ask
    from fangzhi.desk.skeleton import Answers
    from fangzhi.records.edtf import Edtf
    from fangzhi.records.langtag import LanguageTag

_PATH = click.Path(path_type=Path)
_LATEST = 30  # articles that tell which script an archive is written in


def _terms(name: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Completion by what a vocabulary's terms are called, in the shells that click knows."""

    def complete(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from fangzhi.desk.skeleton import labels
        from fangzhi.records.archive import read_authority

        root = Path(ctx.params.get("root") or ".")
        vocabulary, _ = read_authority(root, name)
        script = _script(root, ctx.params.get("script"))
        return [CompletionItem(word) for word in labels(vocabulary, script) if word.startswith(start)]

    return complete


@click.command("import")
@click.argument("page", type=click.Path(path_type=Path, allow_dash=True))
@root_option
@lang_option
@click.option("--date", default="", help="The day of issue, as far as it is known (EDTF).")
@click.option("--source", default="", help="The paper's name.")
@click.option("--edition", default="", help="The page or edition of the paper.")
@click.option("--out", type=_PATH, help="Where drafts go; by default the year's folder in articles/.")
@click.option("--force", is_flag=True, help="Overwrite drafts that are there already.")
@click.option("--yes", is_flag=True, help="Ask nothing: mark what is unsure in the drafts.")
def import_(  # noqa: PLR0913, PLR0917 - a command's options
    page: Path,
    root: Path,
    lang: str | None,
    date: str,
    source: str,
    edition: str,
    out: Path | None,
    *,
    force: bool,
    yes: bool,
) -> None:
    """Turn a page's text (or .docx, .html; - for standard input) into draft articles."""
    from fangzhi.records.saying import language

    lang = language(lang)
    issued = _day(date, lang)
    asking = not yes and str(page) != "-" and sys.stdin.isatty() and sys.stdout.isatty()
    issue = _issue(root, issued, (source, edition), lang, asking=asking)
    drafts, folder = _drafts(root, page, issue, out, force=force)
    _write(root, page, drafts, folder, lang, force=force)


def _day(words: str, lang: str) -> Edtf | None:
    """The day of issue, None where it is not known. Leaves with a word where the words are no date."""
    from fangzhi.desk.report import print_problems
    from fangzhi.records.edtf import NotADate, meant, parse
    from fangzhi.records.problems import Place, problem

    try:
        return parse(words) if words else None
    except NotADate as error:
        print_problems([problem(Place("--date"), "not-a-date", found=words, near=meant(words))], sys.stderr, lang)
        raise SystemExit(click.UsageError.exit_code) from error


def _issue(root: Path, issued: Edtf | None, paper: tuple[str, str], lang: str, *, asking: bool) -> Issue:
    """What is known of the page before it is read. Leaves with a word where the optional extra is missing."""
    from fangzhi.desk.places import Gazetteer
    from fangzhi.desk.questions import at_terminal, silent
    from fangzhi.records.archive import read_authority

    try:
        from fangzhi.desk.composer import Issue
        from fangzhi.desk.importer import import_page  # noqa: F401 - asks for pypinyin before any work is done
    except ImportError as error:
        _leave_without(error, lang)
    districts, problems = read_authority(root, "districts")
    initiatives, more = read_authority(root, "initiatives")
    leave_if([*problems, *more], lang)
    ask: Ask = at_terminal if asking else silent
    return Issue(Gazetteer(districts), initiatives, issued, *paper, lang=lang, ask=ask)


def _drafts(root: Path, page: Path, issue: Issue, out: Path | None, *, force: bool) -> tuple[list[Draft], Path]:
    """The drafts of a page, and the folder for them, where they may replace those of the last time by ``force``."""
    from fangzhi.desk.importer import completed, existing, import_page
    from fangzhi.desk.intake import take_in
    from fangzhi.desk.words import say
    from fangzhi.records.archive import article_files, read_articles

    taken, problems = take_in(str(page), _bytes(page, issue.lang))
    leave_if(problems, issue.lang)
    assert taken
    if taken.encoding != "utf-8":
        click.echo(say("decoded", issue.lang, encoding=taken.encoding.upper()), err=True)
    if taken.stripped:
        click.echo(say("stripped", issue.lang, count=taken.stripped), err=True)
    files = article_files(root)
    issue = completed(issue, taken.text)
    folder = out or root / "articles" / (issue.issued.year if issue.issued else "XXXX")
    there = existing(files, read_articles(root, files)[0])
    drafts, problems = import_page(taken, str(page), issue, there, os.path.relpath(folder, root) if force else "")
    leave_if(problems, issue.lang)
    return drafts, folder


def _bytes(page: Path, lang: str) -> bytes:
    from fangzhi.records.problems import Place, problem

    try:
        return sys.stdin.buffer.read() if str(page) == "-" else page.read_bytes()
    except FileNotFoundError:
        leave_if([problem(Place(str(page)), "no-such-file")], lang)
        raise
    except IsADirectoryError:
        leave_if([problem(Place(str(page)), "a-folder")], lang)
        raise
    except OSError as error:
        leave_if([problem(Place(str(page)), "unreadable-file", reason=error.strerror or error)], lang)
        raise


def _write(root: Path, page: Path, drafts: list[Draft], folder: Path, lang: str, *, force: bool) -> None:  # noqa: PLR0913
    from fangzhi.desk.drafts import markdown
    from fangzhi.desk.importer import existing, same_ids
    from fangzhi.desk.words import say
    from fangzhi.desk.writing import write_all
    from fangzhi.records.archive import article_files

    leave_if(same_ids(drafts, str(page), existing(article_files(root), ()), folder, root), lang)
    files = {folder / f"{d.id}.md": markdown(d).encode("utf-8") for d in drafts}
    leave_if(write_all(files, overwrite=force), lang)
    click.echo(say("imported", lang, count=len(drafts)))
    for draft in drafts:
        click.echo(say("imported-one", lang, path=folder / f"{draft.id}.md", title=draft.title, guesses=draft.guesses))


@click.command()
@root_option
@lang_option
@click.option("--title", default="")
@click.option("--date", default="", help="EDTF, or as in 2025年11月25日.")
@click.option("--district", "districts", multiple=True, shell_complete=_terms("districts"), help="May be repeated.")
@click.option(
    "--initiative", "initiatives", multiple=True, shell_complete=_terms("initiatives"), help="May be repeated."
)
@click.option("--source", default="", help="The paper's name.")
@click.option("--issued", default="", help="The paper's day of issue.")
@click.option("--id", "identifier", default="", help="The file's name, which becomes the address.")
@click.option("--script", type=click.Choice(["zh-Hans", "zh-Hant"]), help="By default that of the archive's articles.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def new(  # noqa: PLR0913, PLR0917 - a command's options
    root: Path, lang: str | None, title: str, date: str, districts: tuple[str, ...], initiatives: tuple[str, ...], source: str,
    issued: str, identifier: str, script: str | None, *, yes: bool,
) -> None:  # fmt: skip
    """Begin an article: asks what an article needs and writes a draft to fill in."""
    from fangzhi.desk import skeleton
    from fangzhi.desk.questions import at_terminal
    from fangzhi.records.archive import read_authority
    from fangzhi.records.saying import language

    lang = language(lang)
    where, problems = read_authority(root, "districts")
    what, more = read_authority(root, "initiatives")
    leave_if([*problems, *more], lang)
    said = skeleton.Answers(
        title, date, list(districts), list(initiatives), source, issued, identifier, _script(root, script)
    )
    if not yes and sys.stdin.isatty():
        skeleton.ask_for(said, where, what, at_terminal, lang)
    said.id = said.id or skeleton.proposed_id(said, where)
    text, problems = skeleton.skeleton(said, where, what, lang)
    leave_if(problems, lang)
    _put(root, said, text, lang)


def _script(root: Path, said: str | None) -> LanguageTag:
    """The script of a new article: the one that is asked for, or the archive's."""
    from fangzhi.desk.skeleton import usual_script
    from fangzhi.records.archive import article_files, read_articles
    from fangzhi.records.langtag import LanguageTag
    from fangzhi.records.settings import read_settings

    if said:
        return LanguageTag(said)
    files = [file for file in article_files(root) if not file.endswith(".en.md")]
    return usual_script(read_articles(root, files[-_LATEST:])[0], read_settings(root)[0].script)


def _put(root: Path, said: Answers, text: str, lang: str) -> None:
    from fangzhi.desk.skeleton import shelf
    from fangzhi.desk.writing import write_all
    from fangzhi.records.archive import article_files
    from fangzhi.records.problems import Place, problem

    path = root / "articles" / shelf(said.date) / f"{said.id}.md"
    taken = [f for f in article_files(root) if Path(f).stem == said.id]
    leave_if([problem(Place(str(path)), "duplicate-id", found=said.id, other=other) for other in taken], lang)
    leave_if(write_all({path: text.encode("utf-8")}), lang)
    click.echo(path)


def _leave_without(error: ImportError, lang: str) -> None:
    from fangzhi.desk.intake import EXTRA
    from fangzhi.records.problems import Place, problem

    leave_if([problem(Place("import"), "needs-extra", name=error.name or "?", extra=EXTRA)], lang)


COMMANDS = (import_, new)
