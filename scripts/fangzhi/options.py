"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The archive's folder; by default the one you are in.",
)
lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of messages.")
