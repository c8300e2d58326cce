"""Find someone at the front door and in the roster: what the board tells, and the pages that ask it."""

import json
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.roster.station import (
    CHICAGO,
    HOUR,
    NOON,
    TODAY,
    a_person,
    added,
    everything_kept,
    published,
)
from tests.roster.typing_roster import press, type_in
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.roster.board_page import BoardPage
from wellness_desktop.roster.finding import NOT_LISTED, Wish, find, from_board
from wellness_desktop.roster.on_call import Layer

# ------------------------------------------------------------------------------------------------------ the front door


def test_the_board_holds_own_words_only_with_both_agreements(station, roster, town):
    text = station.board_path.read_text(encoding="utf-8")
    assert text.count("Survivor of a shooting") == 1
    assert "Silent" not in text
    (ruth,) = station.board.contacts
    assert (ruth.attributes, ruth.own_agency) == (("Survivor of a shooting",), False)


def test_an_older_board_without_those_fields_is_still_read(station, roster, town):
    data = json.loads(station.board_path.read_text(encoding="utf-8"))
    for contact in data["contacts"]:
        for field in ("attributes", "own_agency", "telehealth", "called_for", "travel_minutes", "above"):
            del contact[field]
    del data["chain"]
    station.board_path.write_text(json.dumps(data), encoding="utf-8")
    assert [contact.name for contact in station.board.contacts] == ["Ruth Okafor"]
    assert station.board.call_chain(NOON, lambda _line: None) == ()


def test_the_board_tells_who_of_those_on_it_is_above_whom_and_nothing_of_anybody_else(station, roster):
    """Unnamed people between two listed ones leave no trace: neither a name nor a key, nor how many they are."""
    (chief,) = added(roster, published("Chief Reyes", travel_minutes=0))
    (captain,) = added(roster, a_person("Captain Secret", reports_to=chief.id))
    (sergeant,) = added(roster, a_person("Sergeant Hidden", reports_to=captain.id))
    added(roster, published("Own Olga", reports_to=sergeant.id, travel_minutes=12), published("Free Fay"))
    text = station.board_path.read_text(encoding="utf-8")
    for secret in ("Secret", "Hidden", str(captain.id), sergeant.id.hex):
        assert secret not in text
    board = {contact.name: contact for contact in station.board.contacts}
    assert board["Own Olga"].above == (board["Chief Reyes"].key,)
    assert (board["Chief Reyes"].above, board["Free Fay"].above) == ((), ())
    people = from_board(station.board, NOON, TODAY)

    def left(**wish):
        return {match.name for match in find(people, Wish(**wish), NOON, CHICAGO)}

    assert left(answers_to=board["Own Olga"].key) == {"Free Fay"}
    assert left(answers_to=board["Chief Reyes"].key) == {"Free Fay", "Own Olga"}
    assert left(answers_to=NOT_LISTED) == set()
    assert left(within_minutes=15) == {"Chief Reyes", "Own Olga"}


def test_a_board_with_a_wrong_distance_is_an_empty_one(station, roster):
    added(roster, published("Own Olga", travel_minutes=12))
    text = station.board_path.read_text(encoding="utf-8").replace('"travel_minutes": 12', '"travel_minutes": "far"')
    station.board_path.write_text(text, encoding="utf-8")
    assert station.board.contacts == ()


def test_the_front_door_asks_whom_one_answers_to_and_how_far(board_page, station, roster, town, qapp):
    """Without a sign-in, and only what the list can answer; nothing of it is kept (issue 5, Find someone)."""
    view = board_page.chooser
    board_page.show_find()
    for name in ("answers_to", "within"):
        assert not view.form.field(name).isVisibleTo(view), "nobody of the own agency is listed, no distance is known"
    board_page.show_people()
    (chief,) = added(roster, published("Chief Reyes", travel_minutes=5))
    added(roster, published("Own Olga", reports_to=chief.id, travel_minutes=40))
    before = everything_kept(station)
    board_page.show_find()
    view.form.field("answers_to").setFocus()
    QTest.keyClicks(view.form.field("answers_to"), "own")
    view.form.flush()
    assert {match.name for match in view.table.rows.shown()} == {"Ruth Okafor"}
    press(Qt.Key.Key_End)
    view.form.flush()
    assert view.wish().answers_to == NOT_LISTED
    view.form.set_values({"answers_to": None, "within": 10})
    view.refresh()
    assert {match.name for match in view.table.rows.shown()} == {"Chief Reyes"}
    assert view._why.text() == "From your agency. 5 minutes away."
    assert everything_kept(station) == before
    assert faults(board_page) == []
    assert cut_in_any_look(qapp, board_page) == []
    board_page.show_people()
    board_page.show_find()
    assert view.wish() == Wish(), "the next person sees nothing of it"


@pytest.fixture
def board_page(station, roster, town, qtbot):
    roster.add_duty(Layer.PRIMARY, UUID(str(next(iter(roster.find(Wish(words="shooting")))).key)), NOON, NOON + HOUR)
    page = BoardPage(lambda: station.board, station.clock, CHICAGO)
    page.resize(1150, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_anybody_at_the_front_door_finds_who_agreed(board_page, station):
    board_page.find_button.setFocus()
    press(Qt.Key.Key_Space)
    view = board_page.chooser
    assert view.form.field("words").hasFocus()
    assert "Not in my chain of command" not in [box.text() for box in view.form.field("wishes").parts()]
    type_in(view.form.field("words"), "been through a shooting")
    view.form.flush()
    (match,) = view.table.rows.shown()
    assert match.name == "Ruth Okafor"
    assert view._why.text().startswith("On call until Tue Mar 10, 13:00. Not from your agency")
    press(Qt.Key.Key_Escape)
    assert board_page._people.isVisible()
    assert not view.isVisible()
    board_page.show_find()
    assert view.wish() == Wish(), "the next person sees nothing of it"


def test_who_was_found_is_opened_in_the_list(board_page):
    board_page.show_find()
    board_page.chooser.show_button.click()
    press(Qt.Key.Key_Return)
    assert board_page._people.isVisible()
    assert board_page.table.current().contact.name == "Ruth Okafor"


def test_nobody_fits_says_what_answers_anyway(board_page, qapp):
    board_page.show_find()
    view = board_page.chooser
    type_in(view.form.field("words"), "diving")
    view.form.flush()
    assert not view.table.rows.shown()
    assert not view._card.isVisible()
    view.clear_button.click()
    assert len(view.table.rows.shown()) == 1
    assert faults(board_page) == []
    assert cut_in_any_look(qapp, board_page) == []


# ---------------------------------------------------------------------------------------------------------- the roster


def test_find_someone_is_one_key_from_the_list(open_page, town, qapp):
    page = open_page()
    page.list.choose(town.id)
    page.list.table.setFocus()
    press(Qt.Key.Key_F)
    view = page.rota.find
    assert view.form.field("words").hasFocus()
    view.form.set_values({"wishes": ("agency",)})
    view.refresh()
    assert {match.name for match in view.table.rows.shown()} == {"Ruth Okafor", "Silent Sue"}
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
    view.table.choose(lambda match: match.name == "Ruth Okafor")
    view.table.opened.emit(view.table.current())
    assert page.list.isVisible()
    assert page.list.table.current().name == "Ruth Okafor"


def test_whoever_is_on_call_at_the_front_door_is_said_to_be(station, roster, town):
    ruth = next(person for person in roster.people() if person.name == "Ruth Okafor")
    roster.add_duty(Layer.BACKUP, ruth.id, NOON - HOUR, NOON + HOUR)
    (one,) = from_board(station.board, NOON, TODAY)
    assert one.on_call_until == NOON + HOUR
