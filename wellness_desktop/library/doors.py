"""The doors of the start page: one short page for each reader, with the right people, cards and guides (DESIGN 6.1).

What a door shows stands in resources/library/doors.toml. A guide, line or path that it names and that is not there is
never shown dead: it is left out, and a note for the administrator says what to mend.
"""

import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.fields import Fields, Note, Shelf, Spoiled, read_entries, without_doubles
from wellness_desktop.library.guides import Guide
from wellness_desktop.library.line_freshness import late_last
from wellness_desktop.library.lines import MOST_ON_HELP, Line
from wellness_desktop.library.paths import LibraryPath
from wellness_desktop.library.service import Library

log = logging.getLogger(__name__)

FILE = "doors.toml"
FEWEST_GUIDES, MOST_GUIDES = 4, 8
FEWEST_CARDS, MOST_CARDS = 2, 5
MOST_LOCAL = 2
"""Lines that the agency added itself; they stand before those from outside."""


@dataclass(frozen=True, slots=True)
class Door:
    """One door as the file describes it; lines, cards, guides and path by id."""

    id: str
    title: str
    purpose: str
    people: str
    lines: tuple[str, ...]
    cards: tuple[str, ...]
    guides: tuple[str, ...]
    path: str = ""


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """What stands behind a door today, in this state."""

    door: Door
    lines: tuple[Line, ...]
    cards: tuple[Guide, ...]
    guides: tuple[Guide, ...]
    path: LibraryPath | None = None


class Doors:
    """Reads the doors at first use, and finds what stands behind each."""

    def __init__(self, library: Library, file: Path | None = None) -> None:
        """`file` is the list of doors; the program's own when left out."""
        self._library = library
        self._file = file or resources_root() / "library" / FILE
        self._shelf: Shelf[Door] | None = None

    def doors(self) -> tuple[Door, ...]:
        """Every door, in the order of the file."""
        return self._read().entries

    def open(self, door_id: str, state: str, today: date) -> OpenDoor:
        """What the door shows in `state` (two letters) on this day. Raises Problem when there is no such door."""
        for door in self.doors():
            if door.id == door_id:
                guides = {guide.id: guide for guide in self._library.guides()}
                return OpenDoor(
                    door,
                    tuple(self._lines(door, state, today)),
                    tuple(guides[one] for one in door.cards if one in guides and guides[one].card),
                    tuple(guides[one] for one in door.guides if one in guides),
                    self._paths().get(door.path),
                )
        raise Problem(
            tr("This page cannot be shown."), tr("Get help now and the library hold the same numbers and guides.")
        )

    def notes(self) -> tuple[Note, ...]:
        """What was left out, and what to mend, for the administrator."""
        guides = {guide.id: guide for guide in self._library.guides()}
        lines = {line.id for line in self._library.shipped_lines()}
        found = list(self._read().notes)
        for door in self.doors():
            place = f"{self._file.name}, {door.id}"
            found += [Note(place, _unknown_line(one)) for one in door.lines if one not in lines]
            found += [Note(place, _unknown_guide(one)) for one in (*door.guides, *door.cards) if one not in guides]
            if door.path and door.path not in self._paths():
                found.append(Note(place, _unknown_path(door.path)))
            found += [Note(place, _no_card(one)) for one in door.cards if one in guides and not guides[one].card]
        return tuple(dict.fromkeys(found))

    def _read(self) -> Shelf[Door]:
        if self._shelf is None:
            self._shelf = without_doubles(read_entries([self._file], "door", _door), lambda door: door.id)
            for note in self.notes():
                log.warning("left out of a door: %s", note.place)
        return self._shelf

    def _paths(self) -> dict[str, LibraryPath]:
        return {path.id: path for path in self._library.toolbox.paths()}

    def _lines(self, door: Door, state: str, today: date) -> list[Line]:
        """The agency's own lines, then the door's in its order, late ones last; no more than help shows."""
        there = {line.id: line for line in self._library.lines(state)}
        local = [line for line in there.values() if line.kind == "local"][:MOST_LOCAL]
        named = [there[one] for one in door.lines if one in there]
        return late_last([*local, *named], today)[:MOST_ON_HELP]


def _door(fields: Fields) -> Door:
    guides, cards = fields.texts("guides"), fields.texts("cards")
    _require_count("guides", guides, FEWEST_GUIDES, MOST_GUIDES)
    _require_count("cards", cards, FEWEST_CARDS, MOST_CARDS)
    return Door(
        id=fields.text("id"),
        title=fields.text("title"),
        purpose=fields.text("purpose"),
        people=fields.text("people"),
        lines=fields.texts("lines"),
        cards=cards,
        guides=guides,
        path=fields.text_or_blank("path"),
    )


def _require_count(name: str, found: tuple[str, ...], fewest: int, most: int) -> None:
    if not fewest <= len(set(found)) == len(found) <= most:
        raise Spoiled(
            tr(
                "“{name}” must name {fewest} to {most}, each once; it names {count}",
                name=name,
                fewest=fewest,
                most=most,
                count=len(found),
            )
        )


def _unknown_guide(guide_id: str) -> str:
    return tr("there is no guide {guide}: write it, or take it out of this door", guide=guide_id)


def _unknown_path(path_id: str) -> str:
    return tr("there is no path “{path}”: correct the name, or take it out of this door", path=path_id)


def _no_card(guide_id: str) -> str:
    return tr("the guide {guide} has no card: set card = true in it, or take it out of “cards”", guide=guide_id)


def _unknown_line(line_id: str) -> str:
    return tr("there is no support line “{line}”: correct the name, or take it out of this door", line=line_id)
