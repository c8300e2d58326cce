"""Paths: a program built step by step, each step with what to do, who does it, how long it takes, and what proves it.

A path is one TOML file in resources/library/paths. What it says about the agency's progress is not in it: that is
kept in the station store (path_progress.py).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellness_desktop.base.language import tr
from wellness_desktop.library.fields import (
    Fields,
    Shelf,
    Spoiled,
    files_in,
    read_each,
    read_file,
    read_toml,
    without_doubles,
)

FEWEST_STEPS, MOST_STEPS = 2, 20


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `proof` is what one can look at when it is done."""

    id: str
    title: str
    covers: tuple[str, ...]
    """Codes of resources/library/recommendations.toml."""
    when: str
    who: str
    time: str
    do: tuple[str, ...]
    proof: str
    guides: tuple[str, ...]
    tools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceOfPath:
    """Where the subjects of the path come from."""

    title: str
    publisher: str
    year: int
    url: str


@dataclass(frozen=True, slots=True)
class LibraryPath:
    """One path, its steps in order."""

    id: str
    title: str
    question: str
    summary: str
    origin: str
    """In a sentence: where the subjects come from, and what is our own."""
    checked_on: date
    review_by: date
    sources: tuple[SourceOfPath, ...]
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        """One step. Raises KeyError when the path has none of this id."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


def load_paths(folder: Path) -> Shelf[LibraryPath]:
    """Every path of the folder. A spoiled file is left out whole and noted: a path with a gap misleads."""
    shelf = read_each(files_in(folder, ".toml"), lambda file, _doubts: read_path(file))
    return without_doubles(shelf, lambda path: path.id)


def read_path(file: Path) -> LibraryPath:
    """The path in the file. Raises Spoiled when it cannot be used."""
    fields = read_toml(read_file(file))
    steps = tuple(_step(each) for each in fields.tables("step"))
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        raise Spoiled(tr("a path needs from {least} to {most} steps", least=FEWEST_STEPS, most=MOST_STEPS))
    if len({step.id for step in steps}) != len(steps):
        raise Spoiled(tr("the same id is used twice"))
    return LibraryPath(
        id=fields.text("id"),
        title=fields.text("title"),
        question=fields.text("question"),
        summary=fields.text("summary"),
        origin=fields.text("origin"),
        checked_on=fields.day("checked_on"),
        review_by=fields.day("review_by"),
        sources=tuple(_source(each) for each in fields.tables("source")),
        steps=steps,
    )


def _step(fields: Fields) -> Step:
    return Step(
        id=fields.text("id"),
        title=fields.text("title"),
        covers=fields.texts("covers"),
        when=fields.text("when"),
        who=fields.text("who"),
        time=fields.text("time"),
        do=fields.texts("do"),
        proof=fields.text("proof"),
        guides=fields.texts("guides"),
        tools=fields.texts_or_none("tools"),
    )


def _source(fields: Fields) -> SourceOfPath:
    return SourceOfPath(
        title=fields.text("title"),
        publisher=fields.text_or_blank("publisher"),
        year=fields.number("year"),
        url=fields.text("url"),
    )
