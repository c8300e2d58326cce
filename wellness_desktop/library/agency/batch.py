"""Adds several files one after the other: each is taken or refused by itself, and a stop keeps what was finished."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.library.agency.formats import clean_line
from wellness_desktop.library.agency.intake import read_file
from wellness_desktop.library.agency.values import AgencyDocument, Done, Step

if TYPE_CHECKING:  # whoever opens the library without signing in loads no database
    from wellness_desktop.library.agency.service import AgencyDocuments

_SHARE = 1000
"""Steps of the progress that each file takes, however large it is."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not added, and why."""

    name: str
    problem: Problem


@dataclass(slots=True)
class Outcome:
    """What became of the files so far; filled while the job runs and read when it has ended."""

    added: list[Done[AgencyDocument]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    stopped: bool = False


def add_all(
    documents: "AgencyDocuments",
    files: Sequence[Path],
    outcome: Outcome,
    step: Step,
    *,
    title: str = "",
    resource_id: str = "",
) -> Outcome:
    """Adds the files in their order. Raises Cancelled when `step` does; `outcome` then holds what was finished."""
    for place, file in enumerate(files):
        told = _one_of(step, place, len(files))
        try:
            told(0, 1)
            data = read_file(file, lambda current, total, told=told: told(current, total * 10))  # type: ignore[misc]
            outcome.added.append(documents.add(file.name, data, title=title, resource_id=resource_id, step=told))
        except Cancelled:
            outcome.stopped = True
            raise
        except Problem as problem:
            outcome.refused.append(Refused(clean_line(file.name, 80), problem))
    return outcome


def _one_of(step: Step, place: int, count: int) -> Callable[[int, int], None]:
    def told(current: int, total: int) -> None:
        part = _SHARE * min(current, total) // max(1, total)
        step(place * _SHARE + part, count * _SHARE)

    return told
