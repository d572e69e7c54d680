"""The publishers' commands: ``init``, ``migrate``, ``publish``, ``changes`` and ``links``. Options in, results out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fangzhi.press.differences import Difference

from fangzhi.desk_cli import leave_if, leave_unless_archive
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
    from shlex import quote

    from fangzhi.desk.founding import Founder, ask_founder, found
    from fangzhi.desk.questions import at_terminal
    from fangzhi.desk.report import print_problems
    from fangzhi.desk.words import say
    from fangzhi.desk.writing import write_all
    from fangzhi.records.langtag import LanguageTag
    from fangzhi.records.saying import language

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
    click.echo(say("founded", lang, folder=folder, way=quote(str(folder))))


@click.command()
@root_option
@lang_option
def migrate(root: Path, lang: str | None) -> None:
    """Bring an archive's files to the newest schema; one that is there already is left as it is."""
    from fangzhi.desk.words import say
    from fangzhi.records.saying import language
    from fangzhi.records.settings import SCHEMA

    lang = language(lang)
    leave_unless_archive(root, lang)
    click.echo(say("newest", lang, schema=SCHEMA))


@click.command()
@root_option
@lang_option
@click.argument("target")
@click.option("--site", type=_PATH, help="The site to publish; by default site/ in the archive.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--keep", type=click.IntRange(1), default=5, show_default=True, help="Releases that stay in a folder.")
@click.option(
    "--rollback", "back", type=click.IntRange(0), is_flag=False, flag_value=0, metavar="[N]",
    help="Show the release before today's again, or the one of this number. Goes after TARGET.",
)  # fmt: skip
def publish(  # noqa: PLR0913, PLR0917 - a command's options
    root: Path, lang: str | None, target: str, site: Path | None, keep: int, back: int | None, *, dry_run: bool
) -> None:
    """Send a site that was built to TARGET, as far as it differs from what is there.

    TARGET is a folder (with releases, and `current` for the web server), rsync://host/module/path, host:path for rsync
    over ssh, rsync:FOLDER, or git:REMOTE#BRANCH (the branch is gh-pages where none is named).
    """
    from fangzhi.bars import Bars
    from fangzhi.desk.report import print_problems
    from fangzhi.desk.words import say
    from fangzhi.press import publishing
    from fangzhi.press.programs import Unpublished
    from fangzhi.records.saying import language

    lang, site = language(lang), (site or root / "site").resolve()
    try:
        place = publishing.read_target(target, root.resolve(), site, keep)
    except Unpublished as error:
        leave_if([error.problem], lang)
        raise
    if back is not None:
        name, problems = publishing.rollback(place, back or None, dry_run=dry_run)
        said = [say("would-roll-back" if dry_run else "rolled-back", lang, name=name)]
    else:
        with Bars(sys.stderr, lang) as bars:
            done, problems = publishing.publish(site, place, dry_run=dry_run, tell=bars)
        said = [*_told(done.difference, lang, paths=dry_run)] if done else []
        said += [say("published", lang, name=done.name)] if done and done.name else []
    if print_problems(problems, sys.stderr, lang):
        raise SystemExit(FAULTY)
    click.echo("\n".join(said))


def _told(found: Difference, lang: str, *, paths: bool) -> Iterator[str]:
    from fangzhi.desk.words import say

    if not found:
        yield say("nothing-to-publish", lang)
        return
    counts = {"added": len(found.added), "changed": len(found.changed), "removed": len(found.removed)}
    yield say("difference", lang, **counts)
    for sign, named in (("+", found.added), ("~", found.changed), ("-", found.removed)):
        yield from (f"{sign} {path}" for path in named if paths)


@click.command()
@root_option
@lang_option
@click.option("--site", type=_PATH, help="The site that was built; by default site/ in the archive.")
@click.option(
    "--since", default="", help="The published site: its address or its folder; by default the archive's address."
)
def changes(root: Path, lang: str | None, site: Path | None, since: str) -> None:
    """Say in Markdown which pages a build changes, and which conversions nobody has read yet."""
    from functools import partial

    from fangzhi.bars import Bars
    from fangzhi.desk.proofs import unread
    from fangzhi.desk.words import say
    from fangzhi.press.changes import published_digests, summary
    from fangzhi.press.differences import difference, site_digests
    from fangzhi.records.archive import read_archive
    from fangzhi.records.saying import language

    lang = language(lang)
    site, home = _built_site(root, site, lang)
    archive, _ = read_archive(root)
    where = since or home
    old = published_digests(where)
    found = difference(old, site_digests(site))
    titles = {f"articles/{i.article.shelf}/{i.article.id}/": i.article.title for i in archive.catalogue.items}
    told = partial(say, lang=lang)
    first = [] if old else [told("not-published-yet", where=where or "-")]
    with Bars(sys.stderr, lang) as bars:
        doubtful = unread(root, archive.catalogue, bars)
    click.echo("\n".join([*first, *summary(found, titles, doubtful, told)]))


@click.command()
@root_option
@lang_option
@click.option("--site", type=_PATH, help="The site that was built; by default site/ in the archive.")
@click.option(
    "--pause", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between two pages of a host."
)
@click.option("--wait", type=click.FloatRange(0.1), default=20.0, show_default=True, help="Seconds for an answer.")
def links(root: Path, lang: str | None, site: Path | None, pause: float, wait: float) -> None:
    """Say in Markdown which links to other sites lead nowhere; that is news, and never a failure."""
    from functools import partial

    from fangzhi.bars import Bars
    from fangzhi.desk.words import say
    from fangzhi.press.links import dead_links, outside_links, report
    from fangzhi.records.saying import language

    lang = language(lang)
    site, home = _built_site(root, site, lang)
    with Bars(sys.stderr, lang) as bars:
        dead = dead_links(outside_links(site, home), home, pause=pause, wait=wait, tell=bars)
    click.echo("\n".join(report(dead, partial(say, lang=lang))))


def _built_site(root: Path, site: Path | None, lang: str) -> tuple[Path, str]:
    """The site of an archive, and its address; leaves with a word where either is not there."""
    from fangzhi.press.differences import is_built
    from fangzhi.records.problems import Place, problem
    from fangzhi.records.settings import read_settings

    site = site or root / "site"
    settings, problems = read_settings(root)
    leave_if(problems, lang)
    leave_if([] if is_built(site) else [problem(Place(str(site)), "not-built")], lang)
    return site, settings.url


COMMANDS = (init, migrate, publish, changes, links)
