"""The door for people: the ``fangzhi`` command. Options in, results out; imports wait until they are needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from fangzhi import __version__, desk_cli, drafts_cli, press_cli, preview_cli
from fangzhi.options import lang_option, root_option
from fangzhi.records.langtag import LanguageTag

if TYPE_CHECKING:
    from fangzhi.bars import Bars
    from fangzhi.build.builder import Result
    from fangzhi.build.engines import Engine
    from fangzhi.build.executors import Start
    from fangzhi.build.sources import Sources

FINE, FAULTY = 0, 1
_TAGS = [tag.value for tag in LanguageTag if tag.is_chinese]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fangzhi")
def main() -> None:
    """方志 fangzhi: a local archive in Simplified Chinese, Traditional Chinese and English."""
    for stream in (sys.stdout, sys.stderr):
        _speak(stream, "backslashreplace")


for command in (*desk_cli.COMMANDS, *drafts_cli.COMMANDS, *preview_cli.COMMANDS, *press_cli.COMMANDS):
    main.add_command(command)


def _speak(stream: TextIO, errors: str) -> None:
    """UTF-8 whatever the terminal's code page: on Chinese Windows it is GBK."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


@main.command()
@root_option
@lang_option
@click.option("--site", type=click.Path(path_type=Path), help="Where the site goes; by default site/ in the archive.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, help="Processes.")
@click.option("--scheduler", help="A Dask scheduler whose workers share the work, as in tcp://10.0.0.1:8786.")
@click.option(
    "--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="Who renders."
)
@click.option("--strict", is_flag=True, help="Let warnings stop the build, too.")
@click.option("--full", is_flag=True, help="Make everything anew, whatever the last build left.")
@click.option("--zip", "edition", is_flag=True, help="Also write an edition beside the site that opens from disk.")
@click.option("--profile", is_flag=True, help="Show what the time went to.")
def build(  # noqa: PLR0913, PLR0917 - one parameter an option
    root: Path,
    lang: str | None,
    site: Path | None,
    jobs: int,
    scheduler: str | None,
    engine: str,
    *,
    strict: bool,
    full: bool,
    edition: bool,
    profile: bool,
) -> None:
    """Build the whole site."""
    from fangzhi.bars import Bars
    from fangzhi.build import builder
    from fangzhi.build.engines import EngineError, MissingEngineError
    from fangzhi.build.executors import ClusterError, Crew
    from fangzhi.site.templates import BrokenTemplateError

    bars = Bars(sys.stderr, lang)
    sources = _sources(root.resolve(), lang, bars, strict=strict, full=full)
    target = (site or root / "site").resolve()
    crew = Crew(_start(jobs, scheduler, [root.resolve(), target.parent], lang), bars)
    try:
        with bars:
            result = builder.build(
                sources, target, _engine(engine), crew, full=full, waiting=lambda: _tell("build-waits", lang, root)
            )
    except builder.NotASiteError:
        _stop("not-a-site", lang, path=target)
    except EngineError as error:
        code = "missing-engine" if isinstance(error, MissingEngineError) else "broken-theme"
        _stop(code, lang, path=Path("mkdocs.yml"), engine=engine, detail=error)
    except BrokenTemplateError as error:
        _stop("broken-template", lang, path=Path(f"{_short(error.file, root)}:{error.line}"), detail=error.detail)
    except ClusterError as error:
        _stop(error.code, lang, path=Path("--scheduler"), **error.facts)
    except OSError as error:
        _stop("cannot-write", lang, path=Path(error.filename or target), reason=error.strerror or error)
    click.echo(_summary(result, len(sources.catalogue.items), target, bars.seconds, lang))
    if edition:
        from fangzhi.build.edition import write_edition

        file = target.with_name(f"{target.name}.zip")
        with bars:
            count = write_edition(target, file, bars)
        click.echo(f"{count} files: {file}")
    for line in bars.profile() if profile else ():
        click.echo(line, err=True)


def _short(file: str, root: Path) -> str:
    """A file's path from the archive's folder, where it lies in it."""
    return file.removeprefix(f"{root.resolve()}{os.sep}")


def _start(jobs: int, scheduler: str | None, folders: Sequence[Path], lang: str | None) -> Start | None:
    """Who shares the work: processes of this machine, or the workers of a scheduler."""
    from fangzhi.build.executors import processes

    if not scheduler:
        return processes(jobs)
    try:
        from fangzhi.build.cluster import cluster
    except ModuleNotFoundError:
        _stop("missing-engine", lang, path=Path("--scheduler"), engine="Dask", detail="pip install 'fangzhi[dask]'")
    return cluster(scheduler, folders)


def _engine(name: str) -> Engine:
    if name == "zensical":
        from fangzhi.build.zensical import ZensicalEngine

        return ZensicalEngine()
    from fangzhi.build.mkdocs import MkDocsEngine

    return MkDocsEngine()


def _summary(result: Result, articles: int, site: Path, seconds: float, lang: str | None) -> str:
    from fangzhi.desk.report import language
    from fangzhi.desk.words import say

    return say(
        "built", language(lang), articles=articles, pages=result.pages, files=result.outputs, made=result.made,
        kept=result.kept, removed=result.removed, seconds=seconds, site=site,
    )  # fmt: skip


@main.command()
@root_option
@lang_option
@click.option("--site", type=click.Path(path_type=Path), help="Where the site goes; by default site/ in the archive.")
@click.argument("bag", type=click.Path(path_type=Path))
def package(root: Path, lang: str | None, site: Path | None, bag: Path) -> None:
    """Build, and put sources and site into BAG, a new folder in the BagIt form (RFC 8493)."""
    from fangzhi.bars import Bars
    from fangzhi.build import builder
    from fangzhi.build.executors import Crew, processes
    from fangzhi.build.packaging import package as write

    bars = Bars(sys.stderr, lang)
    sources = _sources(root.resolve(), lang, bars, strict=False)
    target = (site or root / "site").resolve()
    try:
        with bars:
            builder.build(sources, target, _engine("mkdocs"), Crew(processes(os.cpu_count() or 1), bars))
        bag.mkdir(parents=True)
    except builder.NotASiteError:
        _stop("not-a-site", lang, path=target)
    except FileExistsError:
        _stop("bag-exists", lang, path=bag)
    write(sources, target, bag)
    click.echo(str(bag))


@main.command()
@lang_option
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(lang: str | None, folder: Path) -> None:
    """Say which files of a site or a bag have changed, are missing or are extra."""
    from fangzhi.bars import Bars
    from fangzhi.build.verification import verify as find
    from fangzhi.desk.report import language, print_problems

    with Bars(sys.stderr, lang) as bars:
        problems = find(folder, bars)
    if print_problems(problems, sys.stdout, language(lang)):
        raise SystemExit(FAULTY)


@main.command()
@root_option
def published(root: Path) -> None:
    """Add every article that readers can see to the list of addresses that must not vanish."""
    from fangzhi.records.archive import read_archive
    from fangzhi.records.published import FILE, listed, read_published

    archive, _ = read_archive(root)
    addresses, _ = read_published(root)
    items = (*archive.catalogue.items, *archive.catalogue.withdrawn)
    (root / FILE).write_text(listed(addresses, (item.article for item in items)), "utf-8", newline="\n")


@main.command()
@root_option
@lang_option
@click.argument("paths", nargs=-1, required=True)
def translated(root: Path, lang: str | None, paths: tuple[str, ...]) -> None:
    """Note that the English of each article in PATHS was made from its present Chinese."""
    from fangzhi.desk.report import language, print_problems
    from fangzhi.desk.translation import note

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
    from fangzhi.desk.proofs import approvals, findings
    from fangzhi.hanzi import review as reviewing
    from fangzhi.hanzi.glossary import read_glossary
    from fangzhi.records.archive import read_archive

    archive, _ = read_archive(root)
    found = findings(archive.catalogue, read_glossary(root)[0], every=explain)
    if approve:
        (root / reviewing.PATH).write_text(reviewing.write(found), "utf-8", newline="\n")
    approved, _ = approvals(root)
    for finding in found:
        if explain or finding.key not in approved:
            click.echo(finding.line())


def _sources(root: Path, lang: str | None, bars: Bars, *, strict: bool, full: bool = False) -> Sources:
    """Read an archive; leave with its problems printed where they stop a build."""
    from fangzhi.admission import read_checked
    from fangzhi.desk.report import language, print_problems

    with bars:
        bars("read")
        sources, problems = read_checked(root, full=full)
    if print_problems(problems, sys.stderr, language(lang), strict=strict):
        raise SystemExit(FAULTY)
    return sources


def _stop(code: str, lang: str | None, path: Path, **facts: object) -> NoReturn:
    _tell(code, lang, path, **facts)
    raise SystemExit(FAULTY)


def _tell(code: str, lang: str | None, path: Path, **facts: object) -> None:
    from fangzhi.desk.report import language, print_problems
    from fangzhi.records.problems import Place, problem

    print_problems([problem(Place(str(path)), code, **facts)], sys.stderr, language(lang))
