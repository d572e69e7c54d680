"""The builders' commands: ``build``, ``package`` and ``verify``. Options in, results out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from fangzhi.options import lang_option, root_option

if TYPE_CHECKING:
    from fangzhi.bars import Bars
    from fangzhi.build.engines import Engine
    from fangzhi.build.executors import Start
    from fangzhi.build.sources import Sources
    from fangzhi.build.standing import Told
    from fangzhi.records.problems import Problem

FAULTY = 1


@click.command()
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
    from fangzhi.build.standing import Standing

    bars = Bars(sys.stderr, lang)
    target = (site or root / "site").resolve()
    _site_may_stand(target, root, lang)
    with bars:
        bars("plan")
        standing = Standing(root.resolve(), target, engine)
        told = None if full else standing.told()
    if told is None:
        from fangzhi.build.executors import thrifty

        start = _start(jobs, scheduler, [root.resolve(), target.parent], lang)
        with thrifty():
            sources, problems = _sources(root.resolve(), lang, bars, jobs, strict=strict, full=full)
        told, steady = _built(sources, problems, target, engine, start, bars, lang, full=full)
        if steady:
            standing.note(told)
    else:
        _judge(told.problems, lang, strict=strict)
    click.echo(_summary(told, target, bars.seconds, lang))
    if edition:
        from fangzhi.build.edition import write_edition
        from fangzhi.desk.words import say
        from fangzhi.records.saying import language

        file = target.with_name(f"{target.name}.zip")
        with _explained(root, file, engine, lang), bars:
            count = write_edition(target, file, bars)
        click.echo(say("edition", language(lang), count=count, file=file))
    for line in bars.profile() if profile else ():
        click.echo(line, err=True)


def _built(  # noqa: PLR0913, PLR0917 - what a build may be told
    sources: Sources,
    problems: Sequence[Problem],
    target: Path,
    engine: str,
    start: Start | None,
    bars: Bars,
    lang: str | None,
    *,
    full: bool,
) -> tuple[Told, bool]:
    """Build, or leave with what hinders it; with what it told, whether the same files will give the same again."""
    from fangzhi.build import builder
    from fangzhi.build.executors import Crew
    from fangzhi.build.standing import Told

    with _explained(sources.root, target, engine, lang), bars:
        waiting = partial(_tell, "build-waits", lang, sources.root)
        result = builder.build(sources, target, _engine(engine), Crew(start, bars), full=full, waiting=waiting)
    drawn = sources.settings.cards  # pictures for links depend on the fonts of a machine, which may change
    return Told(result, len(sources.catalogue.items), tuple(problems)), not drawn


@contextmanager
def _explained(root: Path, target: Path, engine: str, lang: str | None) -> Iterator[None]:
    """Whatever stops a build is said as a problem, and ends the command."""
    from fangzhi.build.builder import NotASiteError
    from fangzhi.build.engines import EngineError, MissingEngineError, UnfitSettingsError
    from fangzhi.build.examination import UnfitSiteError
    from fangzhi.build.executors import ClusterError
    from fangzhi.site.stencils import BrokenStencilError
    from fangzhi.site.templates import BrokenTemplateError

    try:
        yield
    except NotASiteError:
        _stop("not-a-site", lang, path=target)
    except EngineError as error:
        codes = {MissingEngineError: "missing-engine", UnfitSettingsError: "unfit-settings"}
        _stop(codes.get(type(error), "broken-theme"), lang, path=Path("mkdocs.yml"), engine=engine, detail=error)
    except BrokenTemplateError as error:
        _stop("broken-template", lang, path=Path(f"{_short(error.file, root)}:{error.line}"), detail=error.detail)
    except BrokenStencilError as error:
        _stop("lost-part", lang, path=Path("overrides"), detail=error)
    except UnfitSiteError as error:
        _judge(error.faults, lang, strict=True)
    except ClusterError as error:
        _stop(error.code, lang, path=Path("--scheduler"), **error.facts)
    except OSError as error:
        _stop(
            "cannot-write", lang, path=Path(error.filename2 or error.filename or target), reason=error.strerror or error
        )


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


def _summary(told: Told, site: Path, seconds: float, lang: str | None) -> str:
    from fangzhi.desk.words import say
    from fangzhi.records.saying import language

    result = told.result
    return say(
        "built", language(lang), articles=told.articles, pages=result.pages, files=result.outputs, made=result.made,
        kept=result.kept, removed=result.removed, seconds=seconds, site=site,
    )  # fmt: skip


@click.command()
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
    from fangzhi.records.bounds import SOURCES

    target = (site or root / "site").resolve()
    _site_may_stand(target, root, lang)
    _bag_may_stand(bag, [target, *(root.resolve() / name for name in SOURCES)], lang)
    bars = Bars(sys.stderr, lang)
    sources, _ = _sources(root.resolve(), lang, bars, os.cpu_count() or 1, strict=False)
    with _explained(root, target, "mkdocs", lang), bars:
        builder.build(sources, target, _engine("mkdocs"), Crew(processes(os.cpu_count() or 1), bars))
    with _explained(root, bag, "mkdocs", lang):
        write(sources, target, bag)
    click.echo(str(bag))


def _bag_may_stand(bag: Path, packed: Sequence[Path], lang: str | None) -> None:
    """Leave with a word where a bag would stand on something, or in a folder that is packed itself."""
    if bag.exists():
        _stop("bag-exists", lang, path=bag)
    from fangzhi.records.bounds import holder

    if around := holder(bag, packed):
        _stop("bag-inside", lang, path=bag, folder=around)


def _site_may_stand(site: Path, root: Path, lang: str | None) -> None:
    """Leave with a word where a site would stand among what it is made from, or have that in it."""
    from fangzhi.records.bounds import SOURCES, holder

    if around := holder(root, [site]) or holder(site, [root / name for name in SOURCES]):
        _stop("site-inside", lang, path=site, folder=around)


@click.command()
@lang_option
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(lang: str | None, folder: Path) -> None:
    """Say which files of a site or a bag have changed, are missing or are extra."""
    from fangzhi.bars import Bars
    from fangzhi.build.fixity import MANIFEST
    from fangzhi.build.verification import verify as find
    from fangzhi.desk.report import print_problems
    from fangzhi.desk.words import say
    from fangzhi.records.saying import language

    with Bars(sys.stderr, lang) as bars:
        problems = find(folder, bars)
    if print_problems(problems, sys.stdout, language(lang)):
        raise SystemExit(FAULTY)
    count = len((folder / MANIFEST).read_bytes().splitlines())
    click.echo(say("whole", language(lang), count=count), err=True)


def _sources(  # noqa: PLR0913 - what a build may be told
    root: Path, lang: str | None, bars: Bars, jobs: int, *, strict: bool, full: bool = False
) -> tuple[Sources, list[Problem]]:
    """Read an archive; leave with its problems printed where they stop a build."""
    from fangzhi.admission import read_checked

    with bars:
        bars("read")
        sources, problems = read_checked(root, full=full, jobs=jobs, tell=bars)
    _judge(problems, lang, strict=strict)
    return sources, problems


def _judge(problems: Sequence[Problem], lang: str | None, *, strict: bool) -> None:
    """Print problems; leave where they stop a build."""
    from fangzhi.desk.report import print_problems
    from fangzhi.records.saying import language

    if print_problems(problems, sys.stderr, language(lang), strict=strict):
        raise SystemExit(FAULTY)


def _stop(code: str, lang: str | None, path: Path, **facts: object) -> NoReturn:
    _tell(code, lang, path, **facts)
    raise SystemExit(FAULTY)


def _tell(code: str, lang: str | None, path: Path, **facts: object) -> None:
    from fangzhi.desk.report import print_problems
    from fangzhi.records.problems import Place, problem
    from fangzhi.records.saying import language

    print_problems([problem(Place(str(path)), code, **facts)], sys.stderr, language(lang))


COMMANDS = (build, package, verify)
