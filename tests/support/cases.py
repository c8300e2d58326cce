"""Which cases of one test are tried each time, and which only in the long run of .ci/run.

A case that differs from its neighbor in little more than its name costs a whole page or a whole print.
"""

from collections.abc import Iterable
from typing import Any

import pytest


def slow(*values: object, id: str | None = None) -> Any:  # noqa: A002 - pytest's own word
    """One more case of the same kind, for the long run."""
    return pytest.param(*values, marks=pytest.mark.slow, id=id)


def every(step: int, cases: Iterable[Any]) -> list[Any]:
    """The first case and each `step`-th after it each time; the others in the long run."""
    return [case if place % step == 0 else slow(case) for place, case in enumerate(cases)]


def quick(chosen: object, cases: Iterable[Any]) -> list[Any]:
    """The one `chosen` each time; the others in the long run."""
    made = [case if case == chosen else slow(case) for case in cases]
    assert chosen in made, "no such case, so nothing would be tried each time"
    return made
