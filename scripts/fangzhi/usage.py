"""How commands are to be used, as ``--help`` and as errors say it: in Chinese where the user's language is Chinese.

Click asks gettext, which would want a catalogue in the form of a binary file; so a copy of the commands is made that says
its own words, and what click says beside them is said here.
"""

from __future__ import annotations

import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from gettext import gettext
from typing import IO, Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from fangzhi.records.saying import language
from fangzhi.usage_words import COMMANDS

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
_EXTRAS = (("[default: ", "[不写就是："), ("[required]", "[必需]"))
_KINDS = {
    "FOLDER": "文件夹",
    "PATH": "路径",
    "PATHS": "路径",
    "PAGE": "版面文件",
    "BAG": "新文件夹",
    "TARGET": "目的地",
    "NAME": "哪一种",
}
_LONGEST = 30  # columns of names before what they are for


class Usage(click.Group):
    """The commands, in the language of whoever calls them."""

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run, as the command line says; in Chinese by a copy that says so."""
        try:
            return _chinese(self).main(*args, **extra) if language() == "zh" else super().main(*args, **extra)
        except RuntimeError as error:
            from concurrent.futures import BrokenExecutor

            if isinstance(error, BrokenExecutor):
                _leave(error, "process-ended", "fangzhi")
            raise
        except UnicodeEncodeError as error:
            _leave(error, "not-utf-8", "fangzhi")
        except OSError as error:
            _leave(error, "system-refused", str(error.filename or "fangzhi"), reason=error.strerror or error)


def _leave(error: Exception, code: str, place: str, **facts: object) -> NoReturn:
    """Say what the system did, and leave: it ended a process that shared the work, or would not read or write."""
    from fangzhi.records.problems import Place, problem

    sys.stderr.write(f"{problem(Place(place), code, **facts).line(language())}\n")
    raise SystemExit(1) from error


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        for line in _wrapped(text, self.width - self.current_indent):
            self.write(f"{'':>{self.current_indent}}{line.rstrip()}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _LONGEST, col_spacing: int = 2) -> None:
        """Names and what they are for, in lines as wide as they are shown: a Chinese character takes two columns."""
        rows = list(rows)
        first = min(max(_width(name) for name, _ in rows), col_max) + col_spacing
        for name, said in rows:
            lines = [*_wrapped(said, max(self.width - self.current_indent - first, 20))] or [""]
            fits = _width(name) + col_spacing <= first
            start = name + " " * (first - _width(name)) + lines.pop(0) if fits else name
            for line in (start, *(" " * first + line for line in lines)):
                self.write(f"{'':>{self.current_indent}}{line.rstrip()}\n")


class _Context(click.Context):
    formatter_class = _Formatter


class _Commands(click.Group):
    context_class = _Context

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - as click has it
        with _said_in_chinese():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        with _said_in_chinese():
            return super().invoke(ctx)


class _Wrong(click.UsageError):
    """Wrong use, said in Chinese."""

    def show(self, file: IO[Any] | None = None) -> None:
        if self.ctx:
            click.echo(self.ctx.get_usage(), file=file, err=True)
            click.echo(f"说明见{self.ctx.command_path} --help。\n", file=file, err=True)
        click.echo(f"错误：{self.format_message()}", file=file, err=True)


@contextmanager
def _said_in_chinese() -> Iterator[None]:
    try:
        yield
    except (_Wrong, NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        raise _Wrong(_reason(error), error.ctx) from error
    except (click.Abort, EOFError, KeyboardInterrupt) as stop:
        click.echo("\n停下了。", err=True)
        raise SystemExit(1) from stop


def _reason(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有{error.option_name}这个选项。" + _near(error.possibilities)
    if isinstance(error, click.NoSuchCommand):
        return f"没有{error.command_name}这个命令。" + _near(error.possibilities)
    if more := re.fullmatch(r"Got unexpected extra arguments? \((.+)\)", error.message):
        return f"多写了{more[1]}。"
    named = error.param.opts[-1] if isinstance(error, click.BadParameter) and error.param else ""
    named = _KINDS.get(named.upper(), named)
    if isinstance(error, click.MissingParameter):
        return f"还要写上{named}。"
    return f"{named}写得不对：{_fault(error)}" if named else error.format_message()


def _fault(error: click.UsageError) -> str:
    """What click's types find wrong, where it is one of the things that can be wrong here."""
    words = error.message
    if chosen := re.fullmatch(r"'(.+)' is not one of (.+)\.", words):
        return f"“{chosen[1]}”不在可选之列：{chosen[2].replace(chr(39), '').replace(', ', '、')}。"
    if missing := re.fullmatch(r"\w+ '(.*)' does not exist\.", words):
        return f"没有“{missing[1]}”。"
    if number := re.fullmatch(r"'(.+)' is not a valid (?:integer|float)(?: range)?\.", words):
        return f"“{number[1]}”不是数。"
    if beyond := re.fullmatch(r"(.+) is not in the range (.+)\.", words):
        return f"{beyond[1]}不在范围之内：{beyond[2]}。"
    if kind := re.fullmatch(r"\w+ '(.+)' is a (file|directory)\.", words):
        return f"“{kind[1]}”是{'文件，这里要文件夹' if kind[2] == 'file' else '文件夹，这里要文件'}。"
    return words


def _near(possibilities: Sequence[str] | None) -> str:
    return f"是不是{'、'.join(possibilities)}？" if possibilities else ""


def _chinese(group: click.Group) -> click.Group:
    """A copy whose commands and options say in Chinese what they are for."""
    said = COMMANDS["fangzhi"]
    whole = _Commands(group.name, help=said[""], params=_options(group, said), context_settings=group.context_settings)
    for name, command in group.commands.items():
        known = copy(command)
        known.help = COMMANDS[name][""]
        known.short_help = known.help.partition("。")[0] + "。"
        known.params, known.context_class = _options(command, COMMANDS[name]), _Context
        whole.add_command(known)
    return whole


def _options(command: click.Command, said: Mapping[str, str]) -> list[click.Parameter]:
    params = [copy(param) for param in command.params]
    for option in params:
        if isinstance(option, click.Option):
            option.help = said.get(option.opts[-1]) or COMMANDS["*"].get(option.opts[-1]) or option.help
    return params


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most so many columns; Chinese may break anywhere but before a closing mark."""
    text = text.replace(gettext("Show this message and exit."), COMMANDS["*"]["--help"])
    for english, chinese in _EXTRAS:
        text = text.replace(english, chinese)
    line = ""
    for piece in re.findall(r"[!-~]+|.[，。、；：！？）”』」]*", textwrap.dedent(text)):
        if line and _width(line + piece) > width:
            yield line
            line = piece.lstrip()
        else:
            line += piece
    if line:
        yield line


def _width(text: str) -> int:
    """The columns that a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
