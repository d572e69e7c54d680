"""No reader fails on anything, nor takes for ever: a bounded share of what `make fuzz` tries for longer."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import ROOT
from tests.fuzz import INPUT, PIECES, TARGETS, slow
from tests.trust import record

_EXAMPLES = 150
_SIZE = 2_000  # bytes of one piece at a time
_HANGS = 120  # CPU seconds for all of them: many times what is needed, and less than what hangs


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_finds_fault_and_does_not_fail(name: str) -> None:
    """Whatever it is given: text, bytes, or what its notation is made of."""
    tried = 0

    @settings(max_examples=_EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
    @given(INPUT)
    def attempt(data: bytes) -> None:
        nonlocal tried
        tried += 1
        TARGETS[name](data)

    attempt()
    assert tried >= _EXAMPLES


@pytest.mark.skipif(sys.platform == "win32", reason="a process's CPU seconds cannot be bounded there")
def test_no_input_takes_for_ever() -> None:
    """A long run of any piece of any notation, for every reader, in a process of its own that is given up on."""
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({_HANGS}, {_HANGS}))\n"
        f"from tests.fuzz import slow; print(len(slow({_SIZE})))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    assert int(run.stdout) == len(TARGETS) * len(PIECES)
    record("inputs", len(TARGETS) * (_EXAMPLES + len(PIECES)), 0)


def test_every_piece_is_tried() -> None:
    """The list of the slowest holds each reader with each piece."""
    assert {(name, piece) for _, name, piece in slow(10)} == {(name, piece) for name in TARGETS for piece in PIECES}
