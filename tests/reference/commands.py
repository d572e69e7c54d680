"""The commands, from click's own description of them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fangzhi.cli import main
from fangzhi.usage_words import COMMANDS
from tests.reference.words import SAID


def commands(at: int) -> Iterator[str]:
    """A section a command; ``at`` is 0 for Chinese, 1 for English."""
    for name, command in sorted(main.commands.items()):
        yield f"## fangzhi {name} {{#{name}}}\n"
        yield f"    {_usage(name, command)}\n"
        yield (" ".join((command.help or "").split()) if at else COMMANDS[name][""]) + "\n"
        options = [p for p in command.params if isinstance(p, click.Option)]
        if options:
            yield f"| {SAID['option_head'][at].replace('|', ' | ')} |\n| --- | --- |"
            for option in options:
                yield f"| {_spelled(option)} | {_said(name, option, at)} |"
            yield ""


def _usage(name: str, command: click.Command) -> str:
    known = main.context_settings["help_option_names"]  # click keeps the help option that it is first asked for
    context = click.Context(command, info_name=f"fangzhi {name}", help_option_names=known)
    return " ".join([context.info_name or "", *command.collect_usage_pieces(context)])


def _spelled(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    values = "/".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else ""
    return f"{names} {values}".rstrip()


def _said(name: str, option: click.Option, at: int) -> str:
    if at:
        return " ".join((option.help or "").split())
    known = COMMANDS[name] | COMMANDS["*"]
    return COMMANDS[name].get(option.opts[-1]) or known[option.opts[-1]]
