"""The search box of somebody signed in: a colleague's name stands before the library, everything else after it."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.station import PHRASE, a_station
from tests.support.words import words_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.own_rooms import OwnRooms
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import PersonDetails, Phone
from wellness_desktop.roster.roster_page import RosterPage

ROLES = frozenset({Role.COORDINATOR, Role.PLANNER})
PEOPLE = (("Grace Hart", PersonRole.CHAPLAIN), ("Ruth Okafor", PersonRole.PEER), ("José Peña", PersonRole.OFFICER))


@pytest.fixture
def rooms(program: Program, paths: Paths, clock: FixedClock) -> OwnRooms:
    program.open_records(a_station(paths.data, clock).create("Dana Whitfield", PHRASE, ROLES)[0])
    assert program.own_rooms is not None
    for number, (name, role) in enumerate(PEOPLE):
        phone = Phone(typed=f"612-555-010{number}", label="Mobile", checked_on=date(2026, 11, 1))
        details = PersonDetails(name=name, roles=frozenset({role}), phones=(phone,))
        program.own_rooms.services.roster.add(details)
    return program.own_rooms


def headings(rooms: OwnRooms, text: str) -> list[str]:
    return [group.title for group in rooms.find(text)]


def people(rooms: OwnRooms, text: str) -> list[str]:
    return [hit.title for group in rooms.find(text) if group.title == "People" for hit in group.hits]


def test_a_colleagues_name_stands_before_the_library_and_other_words_after_it(rooms: OwnRooms) -> None:
    named = {
        "ruth okafor": "Ruth Okafor",
        "Okafor Ruth ": "Ruth Okafor",
        "jose pena": "José Peña",
        "grace": "Grace Hart",
        "hart": "Grace Hart",
    }
    for text, name in named.items():
        assert headings(rooms, text)[0] == "People", text
        assert people(rooms, text) == [name]
    for text in ("chaplain", "grace period", "peer", "heart", "ruth okafor chaplain"):
        assert headings(rooms, text)[0] != "People", text
    assert people(rooms, "chaplain") == ["Grace Hart"], "by role they are found too, after the library"
    assert "People" not in headings(rooms, " ")


def test_a_name_and_enter_lead_to_the_person(rooms: OwnRooms, program: Program, qtbot: QtBot) -> None:
    box = program.frame.search
    box.setFocus()
    qtbot.keyClicks(box, "ruth okafor")
    qtbot.waitUntil(lambda: getattr(box.popup.marked(), "title", "") == "Ruth Okafor")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    page = program.frame.page
    assert isinstance(page, RosterPage)
    assert "Ruth Okafor" in words_of(page)


def test_a_form_is_found_by_its_name_and_opened_among_the_plans(rooms: OwnRooms, program: Program) -> None:
    groups = rooms.find("property release form")
    assert groups[0].title == "Forms", "it can hardly mean anything else"
    rooms.open_hit(groups[0].hits[0].key)
    page: Any = program.frame.page
    assert isinstance(page, PlansPage)
    assert page.forms.table.current().id == "F-04"
    assert headings(rooms, "funeral")[0] == "In the library"
    assert "Forms" in headings(rooms, "funeral")


def test_the_front_door_offers_a_blank_form(program: Program, qtbot: QtBot) -> None:
    hit = program.open_rooms.find("ICS 214")[0].hits[0]
    assert hit.title.endswith("Activity log (after ICS 214)")
    program.open_rooms.open_hit(hit.key)
    qtbot.waitUntil(lambda: bool(program.frame.findChildren(PrintOffer)), timeout=20_000)
    offer = program.frame.findChildren(PrintOffer)[0]
    assert offer.windowTitle().startswith("F-16")
    offer.close()
