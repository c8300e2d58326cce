"""The whole window at the front door: nothing cut at 200 %, nothing unnamed, everything reached by Tab."""

from typing import Any

import pytest

from tests.support.cases import every
from tests.support.cut_text import cut_texts
from tests.support.looks import look, show_at
from tests.support.walker import faults
from wellness_desktop.app.program import Program

OPEN = ["start", "library", "help", "happened", "sign-in", "people", "first-run"]
WINDOWS = [(100, 1366, 768), (100, 1024, 700), (200, 1366, 768), (200, 1024, 700)]


@pytest.mark.parametrize("key", every(2, OPEN))
def test_nothing_is_cut_in_the_window(qapp: Any, program: Program, key: str) -> None:
    found = []
    for percent, width, height in WINDOWS:
        with look(qapp, "light", percent):
            program.go(key)
            show_at(qapp, program.frame, width, height)
            found += [f"{percent} % {width}x{height}: {fault}" for fault in cut_texts(program.frame)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("key", OPEN)
def test_a_screen_reader_and_a_keyboard_get_everywhere(program: Program, key: str) -> None:
    page = program.go(key)
    assert not faults(page)


@pytest.mark.slow
def test_every_step_of_the_first_run_can_be_read_at_twice_the_size(qapp: Any, program: Program) -> None:
    page: Any = program.go("first-run")
    found = []
    for step in range(4):
        page._show_step(step)
        for percent, width, height in WINDOWS:
            with look(qapp, "light", percent):
                show_at(qapp, program.frame, width, height)
                found += [f"step {step}, {percent} % {width}x{height}: {fault}" for fault in cut_texts(program.frame)]
        assert not faults(page)
    assert not found, "\n".join(found)
