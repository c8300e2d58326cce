"""Handing over: two pages by role, from live state, with nobody's name but who may sign in, and nothing of support."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.looks import settle, show_at
from tests.support.walker import faults
from tests.support.words import words_of
from tests.today.town import CHICAGO, DANA, LEE, SETTINGS, TODAY, Ages, Town
from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.today.handover.handover_page import HandoverPage, due_words
from wellness_desktop.today.handover.service import Handovers
from wellness_desktop.today.handover.values import DueLine, Newcomer, count_days

CANARIES = ("Quillon Zanzibar", "Ysolde Quartermain", "Xerxes Pemberwick", "Zipporah Lindgard")
"""People in need of support; no page may know them."""
ALL = tuple(Newcomer)


def handovers(town: Town, *roles: Role) -> Handovers:
    here = town.signed_in
    return Handovers(
        town.roster(*roles),
        town.debriefs(*roles),
        town.plans(*roles),
        town.accounts(*roles),
        lambda: town.ages,
        SETTINGS,
        here.store,
        town.actor(*roles),
        here.keyring,
        town.clock,
        here.audit,
        CHICAGO,
    )


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(
    ("roles", "newcomers"),
    [
        ((Role.MEMBER,), ()),
        ((Role.HELPER,), (Newcomer.CHAPLAIN,)),
        ((Role.SUPERVISOR,), (Newcomer.SERGEANT, Newcomer.CHAPLAIN)),
        ((Role.COORDINATOR,), (Newcomer.SERGEANT, Newcomer.CHAPLAIN)),
        ((Role.PLANNER,), ALL),
        ((Role.ADMINISTRATOR,), ALL),
    ],
)
def test_each_role_makes_the_pages_of_its_own_successors(
    town: Town, roles: tuple[Role, ...], newcomers: tuple[Newcomer, ...]
) -> None:
    service = handovers(town, *roles)
    assert service.offers() == newcomers
    for newcomer in ALL:
        if newcomer in newcomers:
            assert len(service.look(newcomer).first) == 3
        else:
            with pytest.raises(NotAllowed):
                service.look(newcomer)


@pytest.mark.parametrize("newcomer", ALL)
def test_nobody_with_support_stands_on_the_pages(town: Town, newcomer: Newcomer) -> None:
    """Whoever makes them sees everything; the pages hold counts, and the names of those who may sign in."""
    incident = town.something_happened(30, *CANARIES)
    service = handovers(town)  # Dana: every role
    pdf = service.print(newcomer)
    words = text_of(pdf)
    assert DANA in words
    for name in (*CANARIES, incident.code_name, incident.trigger.label, "Ana Ruiz"):
        for piece in (name, name.split()[-1]):
            assert piece not in words
            assert piece not in repr(service.look(newcomer))
            assert piece.encode() not in pdf
    assert ("Follow-up calls" in words) is (newcomer is not Newcomer.CHIEF)


@pytest.mark.parametrize("newcomer", ALL)
@pytest.mark.parametrize("large", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_print_is_two_pages(town: Town, newcomer: Newcomer, large: bool) -> None:
    town.something_happened()
    pages = len(PdfReader(io.BytesIO(handovers(town).print(newcomer, large=large))).pages)
    assert pages in ({3, 4, 5} if large else {2})


def test_a_print_leaves_a_line_without_a_name(town: Town) -> None:
    handovers(town).print(Newcomer.SERGEANT)
    newest = town.accounts(Role.ADMINISTRATOR).audit_log()[1]
    assert (newest.event, newest.subject_id) == (Event.PRINTED, None)


def test_what_is_due_is_counted_from_the_records(town: Town) -> None:
    service = handovers(town)
    lines = {line.what: line for line in service.look(Newcomer.SERGEANT).due}
    numbers = lines["Telephone numbers to check"]
    assert (numbers.overdue, numbers.soon, numbers.later) == (0, 0, len(town.roster(Role.COORDINATOR).people()))
    assert lines["Follow-up calls"].any is False
    assert lines["Drills to hold, of four a year"].soon == 4
    town.something_happened()
    town.clock.advance(timedelta(days=100))
    lines = {line.what: line for line in service.look(Newcomer.SERGEANT).due}
    assert lines["Telephone numbers to check"].overdue == numbers.later
    assert lines["Follow-up calls"].overdue > 0


def test_whoever_may_not_see_a_subject_is_told_that_it_is_not_counted(town: Town) -> None:
    town.something_happened()
    admin = handovers(town, Role.ADMINISTRATOR).look(Newcomer.SERGEANT)
    assert admin.left_out == (
        "telephone numbers to check",
        "training of the helpers",
        "follow-ups of the support team",
    )
    assert not {line.what for line in admin.due} & {"Telephone numbers to check", "Follow-up calls"}
    assert "Not counted, since" in text_of(handovers(town, Role.ADMINISTRATOR).print(Newcomer.SERGEANT))
    assert handovers(town).look(Newcomer.SERGEANT).left_out == ()


def test_the_place_of_the_recovery_sheet_is_on_the_chiefs_pages_alone(town: Town) -> None:
    service = handovers(town)
    undo = service.say_recovery_place("Safe in the town hall, top shelf")
    assert "Safe in the town hall" in text_of(service.print(Newcomer.CHIEF))
    for newcomer in (Newcomer.SERGEANT, Newcomer.CHAPLAIN):
        assert "town hall" not in text_of(service.print(newcomer))
    with pytest.raises(Problem):
        service.say_recovery_place("x" * 300)
    undo()
    assert service.look(Newcomer.CHIEF).recovery_place == ""


def test_a_sergeant_can_neither_read_nor_say_where_the_sheet_lies(town: Town) -> None:
    sergeant = handovers(town, Role.SUPERVISOR)
    assert not sergeant.knows_recovery
    with pytest.raises(NotAllowed):
        sergeant.say_recovery_place("here")


def test_a_chaplain_sees_whom_to_ask_and_no_other_account(town: Town) -> None:
    found = handovers(town, Role.HELPER).look(Newcomer.CHAPLAIN)
    assert [one.name for one in found.access] == [DANA], "Lee is a helper; whom to ask is the coordinator"
    chief = handovers(town, Role.PLANNER).look(Newcomer.CHIEF)
    assert {one.name for one in chief.access} == {DANA, LEE}


def test_backups_say_their_day_or_that_there_is_none(town: Town) -> None:
    assert handovers(town).look(Newcomer.CHIEF).backup == "Nov 23, 2026"
    town.ages = Ages(None, None)
    found = handovers(town).look(Newcomer.CHIEF)
    assert (found.backup, found.proved) == ("No backup was made yet.", "It was never tried.")


@given(days=st.lists(st.integers(-400, 400), max_size=30))
def test_every_day_within_90_days_is_counted_once(days: list[int]) -> None:
    line = count_days("x", [TODAY + timedelta(days=one) for one in days], TODAY, "")
    assert line.overdue + line.soon + line.later == sum(one <= 90 for one in days)
    assert line.overdue == sum(one < 0 for one in days)
    assert line.soon == sum(0 <= one <= 30 for one in days)


def test_counts_are_words_and_none_is_calm() -> None:
    assert due_words(DueLine("x", 2, 0, 1, "")) == "2 overdue, 1 in 90 days"
    assert due_words(DueLine("x", 0, 0, 0, "")) == "Nothing in 90 days"


# The page


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_the_page_shows_each_newcomer_and_prints_what_is_shown(qtbot: Any, town: Town, tasks: Tasks) -> None:
    offered: list[tuple[str, bytes]] = []
    page = HandoverPage(handovers(town), tasks, lambda _page, title, pdf: offered.append((title, pdf)))
    show_at(QApplication.instance(), page, 1150, 1000)
    qtbot.waitUntil(lambda: "Meet the support coordinator" in words_of(page))
    settle(QApplication.instance())
    assert faults(page) == []
    page.who.set_value(Newcomer.CHAPLAIN)
    page.who.edited.emit()
    qtbot.waitUntil(lambda: "your deputy" in words_of(page))
    assert not page.form.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(offered))
    assert offered[0][0] == "Handover: New chaplain or peer"
    assert "New chaplain or peer" in text_of(offered[0][1])


def test_the_place_is_saved_as_it_is_typed_and_the_undo_takes_it_back(qtbot: Any, town: Town, tasks: Tasks) -> None:
    service = handovers(town)
    page = HandoverPage(service, tasks, lambda *_: None)
    show_at(QApplication.instance(), page, 1150, 1000)
    qtbot.waitUntil(lambda: page.form.isVisible() and "Meet the support" in words_of(page))
    qtbot.keyClicks(page.form.field("place"), "Bank, box 12")
    page.form.flush()
    assert service.look(Newcomer.CHIEF).recovery_place == "Bank, box 12"
    page.banner.undo.take_back()
    qtbot.waitUntil(lambda: page.form.values()["place"] == "")
    assert service.look(Newcomer.CHIEF).recovery_place == ""
