"""The door for people: the ``fangzhi`` command. Options in, results out; imports wait until they are needed."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from fangzhi import __version__, build_cli, desk_cli, drafts_cli, press_cli, preview_cli
from fangzhi.desk_cli import leave_if, leave_unless_archive
from fangzhi.options import lang_option, root_option
from fangzhi.records.langtag import LanguageTag
from fangzhi.usage import Usage

FINE, FAULTY = 0, 1
_TAGS = [tag.value for tag in LanguageTag if tag.is_chinese]


@click.group(cls=Usage, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fangzhi")
def main() -> None:
    """方志 fangzhi: a local archive in Simplified Chinese, Traditional Chinese and English."""
    for stream in (sys.stdout, sys.stderr):
        _speak(stream, "backslashreplace")


for command in (
    *build_cli.COMMANDS,
    *desk_cli.COMMANDS,
    *drafts_cli.COMMANDS,
    *preview_cli.COMMANDS,
    *press_cli.COMMANDS,
):
    main.add_command(command)


def _speak(stream: TextIO, errors: str) -> None:
    """UTF-8 whatever the terminal's code page: on Chinese Windows it is GBK."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


@main.command()
@root_option
@lang_option
def published(root: Path, lang: str | None) -> None:
    """Add every article that readers can see to the list of addresses that must not vanish."""
    from fangzhi.desk.words import say
    from fangzhi.desk.writing import write_all
    from fangzhi.records.archive import read_archive
    from fangzhi.records.published import FILE, listed, read_published
    from fangzhi.records.saying import language

    leave_unless_archive(root, language(lang))
    archive, _ = read_archive(root)
    addresses, _ = read_published(root)
    items = (*archive.catalogue.items, *archive.catalogue.withdrawn)
    text = listed(addresses, (item.article for item in items))
    leave_if(write_all({root / FILE: text.encode()}, overwrite=True), language(lang))
    count = text.count("\n") - 1  # below the line that says what the list is
    click.echo(say("listed", language(lang), path=FILE, added=count - len(addresses), count=count), err=True)


@main.command()
@root_option
@lang_option
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def translated(root: Path, lang: str | None, paths: tuple[Path, ...]) -> None:
    """Note that the English of each article in PATHS was made from its present Chinese."""
    from fangzhi.desk.report import print_problems
    from fangzhi.desk.translation import note
    from fangzhi.records.saying import language

    if print_problems([fault for path in paths for fault in note(root, path)], sys.stdout, language(lang)):
        raise SystemExit(FAULTY)


@main.command()
@click.option("--from", "source", type=click.Choice(_TAGS), required=True)
@click.option("--to", "target", type=click.Choice(_TAGS), required=True)
def convert(source: str, target: str) -> None:
    """Convert standard input from one script to another: lines in, as many lines out."""
    from fangzhi.hanzi.conversion import Converter

    converter = Converter(LanguageTag(source), LanguageTag(target))
    for stream in (sys.stdin, sys.stdout):
        _speak(stream, "surrogateescape")  # bytes that are no UTF-8 pass through as they are
    for line in sys.stdin:
        sys.stdout.write(converter.convert(line))


@main.command()
@root_option
@click.option("--explain", is_flag=True, help="Show every place that was decided, and which level decided it.")
@click.option("--approve", is_flag=True, help="Write every doubtful place into the review file: you have read them.")
def review(root: Path, *, explain: bool, approve: bool) -> None:
    """Show where conversion is in doubt, with its sentence, the choice and the alternatives."""
    from fangzhi.bars import Bars
    from fangzhi.desk.proofs import approvals, findings
    from fangzhi.desk.writing import write_all
    from fangzhi.hanzi import review as reviewing
    from fangzhi.hanzi.glossary import read_glossary
    from fangzhi.records.archive import read_archive
    from fangzhi.records.saying import language

    leave_unless_archive(root, language())
    with Bars(sys.stderr, None) as bars:
        bars("read")
        archive, _ = read_archive(root)
        found = findings(archive.catalogue, read_glossary(root)[0], every=explain, tell=bars)
    if approve:
        leave_if(write_all({root / reviewing.PATH: reviewing.write(found).encode()}, overwrite=True), language())
    approved, _ = approvals(root)
    for finding in found:
        if explain or finding.key not in approved:
            click.echo(finding.line())
