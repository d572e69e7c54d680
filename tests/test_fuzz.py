"""No reader fails on anything, nor takes for ever: a bounded share of what `make fuzz` tries for longer."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import ROOT
from tests.fuzz import INPUT, PIECES, TARGETS
from tests.trust import record

_EXAMPLES = 150
_SIZE = 2_000  # bytes of one piece at a time


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
    """A long run of any piece of any notation, for every reader, each in a process that is ended after a while."""
    code = f"from tests.fuzz import slow; print(sum(took < float('inf') for took, *_ in slow({_SIZE})))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    tried = len(TARGETS) * len(PIECES)
    assert int(run.stdout) == tried, run.stderr[-2000:]
    record("inputs", len(TARGETS) * _EXAMPLES + tried, tried - int(run.stdout))
