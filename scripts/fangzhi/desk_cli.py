"""The commands that judge what editors write: ``check`` and ``schema``. Options in, results out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fangzhi.options import lang_option, root_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fangzhi.desk.doubts import Memory
    from fangzhi.records.problems import Problem

FAULTY = 1
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_PATH)
@root_option
@lang_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "gitlab"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--taste", is_flag=True, help="Add advice on copy that is only taste.")
@click.option("--doubts", is_flag=True, help="Look for doubtful conversions, however many articles are new.")
@click.option("--fix", is_flag=True, help="Mend what is mechanical; the difference is shown first.")
@click.option("--yes", is_flag=True, help="Do not ask before mending.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, help="Processes.")
def check(  # noqa: PLR0913 - a command's options
    paths: tuple[Path, ...],
    root: Path,
    lang: str | None,
    form: str,
    jobs: int,
    *,
    strict: bool,
    taste: bool,
    doubts: bool,
    fix: bool,
    yes: bool,
) -> None:
    """Say everything that is wrong with the archive, or with some files of it, and build nothing."""
    from fangzhi.bars import Bars
    from fangzhi.desk.inspection import inspect
    from fangzhi.desk.report import stops, total, write_report
    from fangzhi.records.saying import language

    lang = language(lang)
    if fix:
        _fix(root, paths, lang, asking=not yes and _may_ask())
    memory = None if paths else _doubts(root, every=doubts)
    with Bars(sys.stderr, lang) as bars:
        found = inspect(root, paths, jobs=jobs, taste=taste, doubts=memory, tell=bars)
    write_report(found, sys.stdout, lang, form)
    click.echo(total(found, lang), err=True)
    if stops(found.problems, strict=strict):
        raise SystemExit(FAULTY)


def _doubts(root: Path, *, every: bool) -> Memory:
    from fangzhi.desk.doubts import recall

    return recall(root, every=every)


def _fix(root: Path, paths: Sequence[Path], lang: str, *, asking: bool) -> None:
    """Show what would be mended, then mend it. Everything but the report goes to standard error."""
    from fangzhi.desk.fixes import difference, mended
    from fangzhi.desk.gate import masked_files
    from fangzhi.desk.inspection import chosen_files
    from fangzhi.desk.words import say
    from fangzhi.desk.writing import write_all
    from fangzhi.records.archive import file_bytes

    files = {path: data for path in chosen_files(root, paths) if (data := file_bytes(root, path)) is not None}
    right = masked_files({path: mended(path, data) for path, data in files.items()})
    changed = {path: right[path] for path, data in files.items() if right[path] != data}
    for path, new in changed.items():
        click.echo(difference(path, files[path], new), err=True)
    if not changed:
        click.echo(say("nothing-to-fix", lang), err=True)
    elif not asking or _agreed(say("ask-apply", lang), lang):
        leave_if(write_all({root / path: new for path, new in changed.items()}, overwrite=True), lang)
        click.echo(say("fixed", lang, count=len(changed)), err=True)


def _may_ask() -> bool:
    return sys.stdin.isatty()


def _agreed(question: str, lang: str) -> bool:
    """Whether the answer is yes, in the editor's language or by the first letter; anything else is no."""
    from fangzhi.desk.words import say

    answer = click.prompt(f"{question} [y/N]", default="n", show_default=False, err=True)
    return answer.strip().casefold() in (say("yes", lang), "yes", "y")


@click.command()
@click.argument("name", type=click.Choice(["article", "translation", "vocabulary", "check"]))
def schema(name: str) -> None:
    """Print a JSON Schema: of front matter, of a vocabulary, or of what check prints as JSON."""
    import json

    from fangzhi.desk.schema import schema as made

    click.echo(json.dumps(made(name), ensure_ascii=False, indent=2))


COMMANDS = (check, schema)


def leave_if(problems: Sequence[Problem], lang: str) -> None:
    """Print problems to standard error and end, where there are any."""
    from fangzhi.desk.report import print_problems

    if print_problems(problems, sys.stderr, lang):
        raise SystemExit(FAULTY)


def leave_unless_archive(root: Path, lang: str) -> None:
    """End with a word where a folder has no settings that can be read, and so is no archive."""
    from fangzhi.records.settings import read_settings

    leave_if(read_settings(root)[1], lang)
