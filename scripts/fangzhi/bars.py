"""How far work is, for people at a terminal: what is done now, how much of it, how long it will take still."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TextIO

import click

from fangzhi.desk.words import say
from fangzhi.records.saying import language

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_PATIENCE = 1.0  # seconds that nobody minds
_ERASED = "\r\033[K"


class _Beside(logging.Handler):
    """Takes what libraries log while work goes on."""

    def __init__(self, bars: Bars) -> None:
        super().__init__()
        self._bars = bars

    def emit(self, record: logging.LogRecord) -> None:
        self._bars.note(record.getMessage())


@dataclass
class Spent:
    """What a stage has taken: seconds, and how many things were done."""

    seconds: float = 0.0
    things: int = 0


class Bars:
    """A listener (see `records.progress.Tell`) that draws on a terminal, and nowhere else, and keeps the times.

    The name of a stage shows at once, a bar when the stage has gone on for a second. What libraries log while it is
    entered stands on lines of its own; whoever prints something else leaves it, or calls `rest`, first.
    """

    def __init__(self, out: TextIO, lang: str | None, clock: Callable[[], float] = time.perf_counter) -> None:
        self._out, self._lang, self._clock = out, language(lang), clock
        self._draws = out.isatty() and os.environ.get("TERM") != "dumb"
        self._stage, self._done, self._since = "", 0, clock()
        self._bar: ProgressBar[int] | None = None
        self._beside = _Beside(self)
        self.began = self._since
        self.spent: dict[str, Spent] = {}

    def __enter__(self) -> Self:
        logging.getLogger().addHandler(self._beside)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self._beside)
        self.rest()

    def __call__(self, stage: str, done: int = 0, of: int = 0) -> None:
        """See `Tell`."""
        if stage != self._stage:
            self.rest()
            self._stage = stage
            self._name()
        self.spent.setdefault(stage, Spent()).things += done - self._done
        self._done = done
        if self._draws and of and self._clock() - self._since >= _PATIENCE:
            self._draw(done, of)

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return self._clock() - self.began

    def rest(self) -> None:
        """End the present stage, and leave an empty line to write on."""
        now = self._clock()
        if self._stage:
            self.spent.setdefault(self._stage, Spent()).seconds += now - self._since
        if self._bar:
            self._bar.render_finish()
        elif self._stage and self._draws:
            self._out.write(_ERASED)
            self._out.flush()
        self._stage, self._since, self._done, self._bar = "", now, 0, None

    def note(self, line: str) -> None:
        """Write somebody else's line above what is drawn."""
        if self._draws:
            self._out.write(_ERASED)
        self._out.write(f"{line}\n")
        if self._stage and not self._bar:
            self._name()

    def _name(self) -> None:
        if self._draws:
            self._out.write(f"{say(f'stage-{self._stage}', self._lang)} …")
            self._out.flush()

    def _draw(self, done: int, of: int) -> None:
        if self._bar is None:
            label = say(f"stage-{self._stage}", self._lang)
            self._out.write(_ERASED)
            self._bar = click.progressbar(
                length=of, label=label, file=self._out, show_pos=True, update_min_steps=max(1, of // 200)
            )
        self._bar.update(done - self._bar.pos)

    def profile(self) -> Iterator[str]:
        """The lines of a table of time by stage, the longest first."""
        whole = self.seconds
        for stage, spent in sorted(self.spent.items(), key=lambda entry: -entry[1].seconds):
            each = f"{1000 * spent.seconds / spent.things:9.2f} ms" if spent.things else ""
            yield (
                f"{spent.seconds:8.2f} s {100 * spent.seconds / whole:5.1f} %  {spent.things or '':>8} {each:>12}  "
                f"{say(f'stage-{stage}', self._lang)}"
            )
