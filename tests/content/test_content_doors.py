"""The doors of the start page: everything they name exists, and anyone can read them."""

import tomllib

import pytest
from reading_grade import grade

from wellness_desktop.app.front_door_page import reader_doors
from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.doors import Doors
from wellness_desktop.library.service import Library

READERS = {
    "officer": "officer",
    "family": "family",
    "dispatcher": "dispatcher",
    "supervisor": "sergeant",
    "chaplain": "chaplain",
}
"""Which reader of the guides comes through which door; those who left the job are no reader of their own."""


@pytest.fixture(scope="module")
def doors(library: Library) -> Doors:
    return Doors(library)


def test_nothing_is_named_that_is_not_there(doors: Doors) -> None:
    wrong = [f"resources/library/{note.place}: {note.reason}" for note in doors.notes()]
    assert wrong == [], "\n" + "\n".join(wrong)


def test_the_start_page_has_a_button_for_each_door(doors: Doors) -> None:
    buttons = reader_doors()
    assert [door.id for door in doors.doors()] == [door for door, _, _, _ in buttons]
    assert len({keys for _, _, _, keys in buttons}) == len(buttons)


def test_the_words_of_a_door_are_plain(doors: Doors) -> None:
    for door in doors.doors():
        assert grade(f"{door.purpose}\n\n{door.people}.\n\n{door.title}.") <= 6.0, door.id
        assert len(door.purpose) <= 110
        assert door.purpose.count(".") == 1, "one sentence"


def test_the_first_guides_are_written_for_who_comes_in(doors: Doors, library: Library) -> None:
    for door in doors.doors():
        if door.id in READERS:
            for guide_id in (*door.guides[:3], *door.cards[:1]):
                assert READERS[door.id] in library.guide(guide_id).audience, f"{door.id}: {guide_id}"


def test_lines_of_one_state_name_it(doors: Doors) -> None:
    """A line of one state must not take the place of a national one elsewhere: five national ones at most."""
    with (resources_root() / "support_lines" / "states.toml").open("rb") as file:
        of_states = {line["id"] for line in tomllib.load(file)["line"]}
    for door in doors.doors():
        assert 3 <= len(set(door.lines) - of_states) <= 6
