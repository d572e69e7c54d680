"""The commands for looking and writing in a browser: ``serve`` and ``editor``. Options in, results out."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from fangzhi.desk_cli import leave_if, leave_unless_archive
from fangzhi.options import lang_option, root_option

FAULTY = 1


@click.command()
@root_option
@lang_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
def serve(root: Path, lang: str | None, port: int, host: str) -> None:
    """Show the site while you write, drafts too; pages reload when a file changes."""
    from fangzhi.build.mkdocs import MkDocsEngine
    from fangzhi.build.preview import Preview, PreviewServer
    from fangzhi.desk.gate import personal_data
    from fangzhi.desk.judged import Judged
    from fangzhi.desk.leaflets import leaflet_problems
    from fangzhi.desk.report import print_problems
    from fangzhi.records.problems import Place, problem
    from fangzhi.records.saying import language

    told = partial(print_problems, out=sys.stderr, lang=language(lang))
    root = root.resolve()
    preview = Preview(root, MkDocsEngine(), told, personal_data, lambda: leaflet_problems(root, Judged(root)))
    try:
        server = PreviewServer(preview, host, port)
    except OSError as error:
        told([problem(Place(f"{host}:{port}"), "cannot-listen", reason=error.strerror or error)])
        raise SystemExit(FAULTY) from error
    click.echo(server.address)
    server.serve()


@click.command()
@root_option
@lang_option
def editor(root: Path, lang: str | None) -> None:
    """Fetch the program of the browser editor, for an archive whose mkdocs.yml has an editor."""
    from fangzhi.build.vendored import fetch
    from fangzhi.records.saying import language

    lang = language(lang)
    leave_unless_archive(root, lang)
    leave_if(fetch(root.resolve()), lang)


COMMANDS = (serve, editor)
