"""Is what a pack holds fit to be shown? Read by the library's own loaders, then held against the rules of DESIGN 11.

A pack is refused whole at the first thing that is wrong, with the file and what to mend, so that its publisher can act.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.us_states import STATES
from wellness_desktop.library.catalogue import Resource, Vocabulary, load_catalogue_files
from wellness_desktop.library.fields import Shelf
from wellness_desktop.library.guides import NO_CITATION, Guide, load_guide_files
from wellness_desktop.library.lines import Line, load_line_files
from wellness_desktop.library.packs.laying import words_of
from wellness_desktop.library.packs.refusals import PackRefused, spoiled_file
from wellness_desktop.library.packs.withdrawn import Withdrawn
from wellness_desktop.library.retired_numbers import digits_of

Some = TypeVar("Some", Guide, Resource, Line)
CheckTemplates = Callable[[list[Path]], None]
"""Reads plan files together with the shipped core, and raises Problem when they do not fit (plans know how)."""

_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_DIALED = re.compile(r"\d{3}|1-\d{3}-\d{3}-\d{4}|\d{3}-?\d{3}|\d{3}-\d{3}-\d{4}|\d{5,6}")
_FROM_MEMORY = re.compile(r"\bmemory\b", re.I)
_NOT_ON_PAPER = re.compile(r"<[a-z/!]|!\[|^# |^```", re.M)
"""HTML, pictures, a second title, code: what the reader and the printed handout do not share."""
_HURTS = re.compile(r"\b(?:committed suicide|commit suicide|successful suicide|failed attempt)\b", re.I)
_MOST_STEPS = 6
RESERVED = "local-"
"""Begins the ids of lines that an agency added in the program (agency_lines.LOCAL)."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a pack, each with the file it stands in."""

    guides: tuple[tuple[str, Guide], ...] = ()
    resources: tuple[tuple[str, Resource], ...] = ()
    lines: tuple[tuple[str, Line], ...] = ()
    plans: tuple[str, ...] = ()
    """The names of its plan files, without their ending."""

    def entries(self) -> Iterator[tuple[str, str, Guide | Resource | Line]]:
        """Kind, file and entry of everything the library shows."""
        for name, guide in self.guides:
            yield "guide", name, guide
        for name, resource in self.resources:
            yield "resource", name, resource
        for name, line in self.lines:
            yield "line", name, line


def read_contents(folder: Path, names: tuple[str, ...], words: Vocabulary) -> Contents:
    """Everything in the files of an unpacked pack. Raises PackRefused at the first file that cannot be used."""
    guides: list[tuple[str, Guide]] = []
    resources: list[tuple[str, Resource]] = []
    lines: list[tuple[str, Line]] = []
    plans: list[str] = []
    for name in names:
        path = folder / name
        _require_text(name, path)
        kind = name.partition("/")[0]
        if kind == "guides":
            guides += [(name, entry) for entry in _sound(name, load_guide_files([path], words))]
        elif kind == "catalogue":
            resources += [(name, entry) for entry in _sound(name, load_catalogue_files([path], words))]
        elif kind == "support_lines":
            lines += [(name, entry) for entry in _sound(name, load_line_files([path]))]
        else:
            plans.append(path.stem)
    return Contents(tuple(guides), tuple(resources), tuple(lines), tuple(plans))


def require_fit(contents: Contents, folder: Path, withdrawn: Withdrawn, today: date) -> None:
    """Raises PackRefused unless every entry may be shown to somebody in need on this day."""
    seen: dict[tuple[str, str], str] = {}
    for kind, name, entry in contents.entries():
        if (kind, entry.id) in seen:
            raise spoiled_file(name, tr("the id {id} stands in this pack twice", id=entry.id))
        seen[kind, entry.id] = name
        if fault := next(_faults(entry, today), ""):
            raise spoiled_file(name, tr("{id}: {fault}", id=entry.id, fault=fault))
        if found := withdrawn.found_in(words_of(entry)):
            raise spoiled_file(name, tr("{id} names a number or route that was withdrawn: {found}",
                                        id=entry.id, found=found))  # fmt: skip
    for plan in contents.plans:
        name = f"plan_templates/{plan}.toml"
        if found := withdrawn.found_in((folder / name).read_text(encoding="utf-8")):
            raise spoiled_file(name, tr("it names a number or route that was withdrawn: {found}", found=found))


def require_plans(contents: Contents, folder: Path, check: CheckTemplates) -> None:
    """Raises PackRefused when its plan files do not fit together with the program's."""
    if not contents.plans:
        return
    try:
        check([folder / "plan_templates" / f"{plan}.toml" for plan in contents.plans])
    except PackRefused:
        raise
    except Problem as problem:
        raise PackRefused(tr("A plan file in this pack has a mistake in it."), problem.advice) from problem


def _sound(name: str, shelf: Shelf[Some]) -> tuple[Some, ...]:
    if shelf.notes:
        raise spoiled_file(name, shelf.notes[0].reason)
    if not shelf.entries:
        raise spoiled_file(name, tr("it holds no entry"))
    return shelf.entries


def _require_text(name: str, path: Path) -> None:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise spoiled_file(name, tr("it is not written in UTF-8")) from error
    except OSError as error:
        raise spoiled_file(name, tr("the file cannot be read")) from error
    if text.startswith("\ufeff") or any(sign < " " and sign not in "\n\r\t" for sign in text):
        raise spoiled_file(name, tr("it holds signs that do not belong into a text"))


def _faults(entry: Guide | Resource | Line, today: date) -> Iterator[str]:
    yield from _date_faults(entry, today)
    if isinstance(entry, Guide):
        yield from _guide_faults(entry)
    elif isinstance(entry, Resource):
        yield from _resource_faults(entry)
    else:
        yield from _line_faults(entry)
    if _HURTS.search(words_of(entry)):
        yield tr("it says of suicide what safe messaging leaves out")


def _date_faults(entry: Guide | Resource | Line, today: date) -> Iterator[str]:
    if entry.checked_on is not None and entry.checked_on > today:
        yield tr("it was checked on a day that has not come yet")
    if isinstance(entry, Resource):
        return
    if entry.review_by is not None and entry.checked_on is not None and entry.review_by <= entry.checked_on:
        yield tr("its review date must lie after the day it was checked")
    if entry.review_by is not None and entry.review_by < today:
        yield tr("its review date is past: check it again first")


def _guide_faults(guide: Guide) -> Iterator[str]:
    if not guide.sources:
        yield tr("it names no source")
    for source in guide.sources:
        if not _ADDRESS.fullmatch(source.url):
            yield tr("the source “{title}” needs an address that begins with http", title=source.title)
        if _FROM_MEMORY.search(source.title):
            yield tr("a source from memory is no source")
    if re.search(r"\[[a-z0-9][a-z0-9.,; -]*\](?!\()", guide.cited(NO_CITATION)):
        yield tr("a mark in square brackets leads to no source")
    if _NOT_ON_PAPER.search(guide.body):
        yield tr("the text may hold headings, lists and plain words only")
    if len(guide.do_now) > _MOST_STEPS:
        yield tr("“do_now” may have six steps at most")


def _resource_faults(resource: Resource) -> Iterator[str]:
    if _FROM_MEMORY.search(resource.how_we_know):
        yield tr("what is known from memory only may not be shown")
    for address in (resource.url, resource.about_url):
        if address and not _ADDRESS.fullmatch(address):
            yield tr("its address must begin with http")


def _line_faults(line: Line) -> Iterator[str]:
    if line.id.startswith(RESERVED):
        yield tr("ids that begin with “{start}” belong to the stations themselves", start=RESERVED)
    for number in filter(None, (line.call, line.text_to)):
        if not _DIALED.fullmatch(number):
            yield tr("the number {number} is not written as people dial it, such as 1-800-555-0100", number=number)
    if line.letters and not digits_of(line.letters).startswith(digits_of(line.call)):
        yield tr("the letters {letters} are another number than {number}", letters=line.letters, number=line.call)
    if line.state and line.state not in STATES:
        yield tr("its state is not one of the two-letter codes")
    if not all(_ADDRESS.fullmatch(source) for source in line.sources):
        yield tr("each of its sources must be an address that begins with http")
    if line.print_ok and (line.confidence != "two sources" or len(line.sources) < 2):
        yield tr("a number may stand on paper only when two sources state it")
