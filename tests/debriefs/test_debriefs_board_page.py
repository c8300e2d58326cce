"""The coverage board by keyboard, on the real page and a real station."""

import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.debriefs.booked import a_session
from tests.debriefs.station import ENDED, SERGEANT, an_incident
from tests.debriefs.typing_pages import press, said
from tests.support.cut_text import cut_texts
from tests.support.looks import look, settle, show_at
from tests.support.walker import faults
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import OFTEN_FORGOTTEN
from wellness_desktop.debriefs.coverage.board_cells_view import CircleLine
from wellness_desktop.debriefs.coverage.given_view import GivenView
from wellness_desktop.debriefs.incident_values import IncidentStatus, NewExposure, Report
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.kit.dialogs import Question


def states(station, incident, kind=Kind.ONE_ON_ONE):
    return {one.name: one.state(kind) for one in station.debriefs().coverage_board(incident.id).people}


def stand_on(board, who, kind=Kind.ONE_ON_ONE):
    """Puts the cursor where somebody, or a circle, meets a kind."""
    model = board.table.board
    lines = model.lines
    row = next(
        row
        for row, line in enumerate(lines)
        if (line.circle is who if isinstance(line, CircleLine) else line.name == who)
    )
    board.table.setFocus()
    board.table.setCurrentIndex(model.index(row, model.FIRST_KIND + model.kinds.index(kind)))


def test_the_board_opens_on_the_first_blank_and_one_key_goes_on(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    board = incidents().view.board
    assert board.said.text() == "2 people have not been offered anything: Ana Ruiz, Ben Cole."
    board.table.setFocus()
    assert (board.table.line.name, board.table.kind) == ("Ana Ruiz", Kind.ONE_ON_ONE)
    assert "Space: offered." in board.here.text()
    QTest.keyClick(board.table, Qt.Key.Key_Space)
    assert states(station, incident)["Ana Ruiz"] is Offered.OFFERED
    QTest.keyClick(board.table, Qt.Key.Key_Space)
    assert states(station, incident)["Ana Ruiz"] is Offered.DECLINED
    QTest.keyClick(board.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert states(station, incident)["Ana Ruiz"] is Offered.OFFERED
    QTest.keyClick(board.table, Qt.Key.Key_G)
    assert board.table.line.name == "Ben Cole"
    QTest.keyClick(board.table, Qt.Key.Key_X)
    assert states(station, incident)["Ben Cole"] is Offered.DONE
    assert board.said.text() == "Everybody listed was offered something."


def test_arrows_reach_every_kind_and_the_cursor_stays_after_a_change(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    board = incidents().view.board
    board.table.setFocus()
    QTest.keyClick(board.table, Qt.Key.Key_Home)
    for kind in board.table.board.kinds:
        while board.table.kind is not kind:
            before = board.table.currentIndex().column()
            QTest.keyClick(board.table, Qt.Key.Key_Right)
            assert board.table.currentIndex().column() > before
        QTest.keyClick(board.table, Qt.Key.Key_O)
        assert board.table.kind is kind
        assert states(station, incident, kind)["Ana Ruiz"] is Offered.OFFERED


def test_a_whole_circle_is_offered_at_once_and_taken_back(incidents, station) -> None:
    incident = an_incident(station, "Flo Berg", "Ana Ruiz", "Ben Cole")
    page = incidents()
    board = page.view.board
    stand_on(board, Circle.PATROL)
    assert "Space: offered to all of them." in board.here.text()
    QTest.keyClick(board.table, Qt.Key.Key_Space)
    assert states(station, incident) == {
        "Flo Berg": Offered.TO_OFFER,
        "Ana Ruiz": Offered.OFFERED,
        "Ben Cole": Offered.OFFERED,
    }
    assert "Noted for 2 people: One-on-one" in said(page)
    page.banner.undo.take_back()
    assert set(states(station, incident).values()) == {Offered.TO_OFFER}
    stand_on(board, "Flo Berg")
    press(page, "Offered to all of Dispatch")
    assert states(station, incident)["Flo Berg"] is Offered.OFFERED
    press(page, "Offered to everybody")
    assert set(states(station, incident).values()) == {Offered.OFFERED}
    assert page.table.current().offered_to_all, "the list of incidents follows"


def test_what_a_session_decides_is_not_typed_over(incidents, station) -> None:
    session = a_session(station)
    page = incidents()
    stand_on(page.view.board, "Ana Ruiz", Kind.GROUP_DEBRIEFING)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_D):
        QTest.keyClick(page.view.board.table, key)
    assert (
        states(station, station.debriefs().incident(session.incident_id), Kind.GROUP_DEBRIEFING)["Ana Ruiz"]
        is Offered.BOOKED
    )
    assert "by a session. Change it under Sessions." in page.view.board.here.text()


def test_a_key_held_down_does_not_go_round(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    board = incidents().view.board
    board.table.setFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True, 5)
    QApplication.sendEvent(board.table, held)
    assert states(station, incident)["Ana Ruiz"] is Offered.TO_OFFER


def test_forgotten_circles_are_asked_one_by_one_and_only_once(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    page = incidents()
    board = page.view.board
    assert board.asked is Circle.DISPATCH
    assert board.question.text().startswith("Nobody in dispatch?")
    press(page, "Nobody there")
    assert board.asked is Circle.JAIL
    press(page, "Ask later")
    assert board.asked is Circle.RECORDS
    press(page, "Add somebody")
    assert page.view.people.adding.line.hasFocus()
    page.banner.undo.take_back()
    assert board.asked is Circle.DISPATCH
    press(page, "Nobody in any of these")
    assert board.asked is None
    assert not board.question.isVisible()
    assert station.debriefs().coverage_board(incident.id).nobody_in == set(OFTEN_FORGOTTEN)


def test_closing_with_a_blank_is_refused_and_leads_to_it(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.OFFERED)
    page = incidents()
    press(page, "Close the incident")
    assert page.findChild(Question) is None
    assert "1 person was not offered anything yet" in said(page)
    board = page.view.board
    assert board.table.hasFocus()
    assert board.table.line.name == "Ben Cole"
    QTest.keyClick(board.table, Qt.Key.Key_O)
    press(page, "Close the incident")
    question = page.findChild(Question)
    assert "Nobody is listed of: Dispatch, Jail" in question.accessibleDescription()
    question.answer("do")
    assert room.incidents()[0].status is IncidentStatus.CLOSED
    assert not board.table.isEnabled()


def test_a_sergeant_sees_two_answers_and_no_board(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    page = incidents(SERGEANT)
    assert page.view.board is None, "asking makes the parts"
    given = page.findChild(GivenView)
    words = [label.text() for label in given.findChildren(QLabel)]
    assert {"Session held", "Support offered to all"} <= set(words)
    assert (words.count("Not yet"), words.count("Yes")) == (2, 0)
    assert not any("Ana" in word for word in words)
    station.debriefs().set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.DECLINED)
    page.refresh()
    assert "Yes" in [label.text() for label in given.findChildren(QLabel)]


def test_who_declines_is_left_out_of_the_proposals_after_a_pause(incidents, station, qtbot) -> None:
    an_incident(station)
    page = incidents()
    proposals = page.view.proposals
    kind = proposals.kind.value()

    def asked() -> set[str]:
        return {proposals.proposed.names[one.id] for one in proposals.proposed.request.attendees}

    assert "Ed Moss" in asked()
    stand_on(page.view.board, "Ed Moss", kind)
    QTest.keyClick(page.view.board.table, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: "Ed Moss" not in asked())


@pytest.mark.slow
def test_two_hundred_people_stay_quick(incidents, station) -> None:
    guests = tuple(NewExposure(f"Guest{number}", circle=Circle.MUTUAL_AID) for number in range(200))
    station.debriefs().something_happened(Report("officer_involved_shooting", ENDED, guests))
    page = incidents()
    board = page.view.board
    board.table.setFocus()
    QTest.keyClick(board.table, Qt.Key.Key_O)
    began = time.perf_counter()
    QTest.keyClick(board.table, Qt.Key.Key_G)
    QTest.keyClick(board.table, Qt.Key.Key_O)
    assert time.perf_counter() - began < 3
    assert board.said.text().startswith("198 people have not been offered anything: Guest2,")


@pytest.mark.slow
def test_the_board_has_no_fault_and_nothing_is_cut(incidents, station, qapp) -> None:
    an_incident(station, "Flo Berg", "Ana Ruiz", "Joe Quill")
    page = incidents()
    board = page.view.board
    assert faults(board) == []
    for theme, percent, width in (("light", 100, 1150), ("dark", 200, 1100)):
        with look(qapp, theme, percent):
            show_at(qapp, page, width, 800)
            page.show_incident(page.view.shown_id)
            settle(qapp)
            assert cut_texts(board) == []
