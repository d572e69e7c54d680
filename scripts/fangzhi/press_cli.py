"""The publishers' commands: ``init`` and ``migrate``. Options in, results out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fangzhi.options import lang_option, root_option

FAULTY = 1
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("folder", type=_PATH)
@lang_option
@click.option("--name", default="", help="The archive's name, in the script of its articles.")
@click.option("--other-name", "other", default="", help="Its name in the other script; by default converted.")
@click.option("--english-name", "english", default="", help="Its English name.")
@click.option(
    "--script", type=click.Choice(["zh-Hans", "zh-Hant"]), default="zh-Hans", show_default=True,
    help="What articles are written in; the other script is converted from it.",
)  # fmt: skip
@click.option(
    "--traditional", type=click.Choice(["zh-Hant", "zh-Hant-HK", "zh-Hant-TW"]), default="zh-Hant", show_default=True,
    help="How Traditional is written.",
)  # fmt: skip
@click.option("--url", default="", help="The site's address.")
@click.option("--places", default="", help="A CSV table of places, or example.")
@click.option("--initiatives", "topics", default="", help="A CSV table of topics, or example.")
@click.option("--initiative", "initiatives", multiple=True, help="A topic, as in photos=老照片. May be repeated.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def init(  # noqa: PLR0913, PLR0917 - a command's options
    folder: Path, lang: str | None, name: str, other: str, english: str, script: str, traditional: str, url: str,
    places: str, topics: str, initiatives: tuple[str, ...], *, yes: bool,
) -> None:  # fmt: skip
    """Make a new archive in FOLDER, for places and topics of your own; it builds at once."""
    from fangzhi.desk.founding import Founder, ask_founder, found
    from fangzhi.desk.questions import at_terminal
    from fangzhi.desk.report import language, print_problems
    from fangzhi.desk.words import say
    from fangzhi.desk.writing import write_all
    from fangzhi.records.langtag import LanguageTag

    lang = language(lang)
    founder = Founder(
        name, other, english, LanguageTag(script), LanguageTag(traditional), url, places, topics, list(initiatives)
    )
    folder = folder.resolve()
    if not yes and sys.stdin.isatty():
        ask_founder(founder, folder, at_terminal, lang)
    files, problems = found(founder, folder, lang)
    if print_problems(problems or write_all(files), sys.stderr, lang):
        raise SystemExit(FAULTY)
    click.echo(say("founded", lang, folder=folder))


@click.command()
@root_option
@lang_option
def migrate(root: Path, lang: str | None) -> None:
    """Bring an archive's files to the newest schema; one that is there already is left as it is."""
    from fangzhi.desk.report import language, print_problems
    from fangzhi.desk.words import say
    from fangzhi.records.settings import SCHEMA, read_settings

    lang = language(lang)
    _, problems = read_settings(root)
    if print_problems(problems, sys.stderr, lang):
        raise SystemExit(FAULTY)
    click.echo(say("newest", lang, schema=SCHEMA))


COMMANDS = (init, migrate)
