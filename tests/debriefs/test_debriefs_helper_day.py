"""A helper's own day: what they lead, whom they are asked to see, what one key logs; and nothing about anybody else."""

import shutil
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.debriefs.station import (
    ACCOUNTS,
    COORDINATOR,
    DAY,
    HELPER,
    NOW,
    SERGEANT,
    ZONE,
    Station,
    an_incident,
    give_calls,
)
from tests.debriefs.test_debriefs_asking import WISH
from tests.debriefs.typing_pages import press, said
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.helper_day.helper_day_page import HelperDayPage
from wellness_desktop.debriefs.long_tail.long_tail_desk import FamilyWish
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Booking, FollowUpOutcome
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.note_box import NoteBox
from wellness_desktop.store.stretching import LOWEST

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def team_rings(empty_station: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Keyring]:
    """The same keys, with the helper let into the support team."""
    path = tmp_path_factory.mktemp("team") / "station.keys"
    shutil.copy(empty_station / "station.keys", path)
    first = KeyFile.load(path, LOWEST)
    first.unlock(COORDINATOR, ACCOUNTS[COORDINATOR][1]).let_in("support_team", ACCOUNTS[HELPER][0])
    file = KeyFile.load(path, LOWEST)
    return {name: file.unlock(name, phrase) for name, (_, phrase) in ACCOUNTS.items()}


@pytest.fixture
def team(station: Station, team_rings: dict[str, Keyring]) -> Station:
    station.rings = team_rings
    return station


@pytest.fixture
def busy(team: Station) -> Station:
    """Lee leads a group session and a one-on-one, owns one person's follow-ups, and is on call."""
    incident = an_incident(team)
    lee, room = team.people()["Lee Park"].id, team.debriefs()
    ids = [one.id for one in incident.exposed]
    group = Booking(
        kind=Kind.GROUP_DEBRIEFING,
        starts=NOW + 40 * HOUR,
        minutes=120,
        members=tuple(ids[:4]),
        leaders=(lee, team.people()["Kim Hale"].id),
        place="Parish house",
    )
    alone = Booking(kind=Kind.ONE_ON_ONE, starts=NOW + 7 * HOUR, minutes=45, members=(ids[0],), leaders=(lee,))
    room.book(incident.id, group)
    room.book(incident.id, alone)
    give_calls(room, lee, incident.exposed[1].name)
    team.roster().add_duty(Layer.PRIMARY, lee, NOW - HOUR, NOW + 60 * HOUR)
    return team


@pytest.fixture
def day(opened, station, tasks):
    def make(name=HELPER, *roles, **more):
        room = station.debriefs(name, *roles)
        return opened(HelperDayPage(room, station.roster(name, *roles), tasks, **more))

    return make


def key(page, letter: str) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, letter)


def held(station: Station) -> None:
    """The one-on-one took place."""
    room = station.debriefs(HELPER)
    [session] = [one for one in room.my_sessions() if one.seats == 1]
    station.clock.advance(session.ends - station.clock.now())
    coordinator = station.debriefs()
    coordinator.hold(coordinator.session(session.id))


# ------------------------------------------------------------------------------------------------- whom they may see


def test_whom_a_helper_is_asked_to_see_is_a_person_once_and_nobody_of_a_group(busy: Station) -> None:
    found = busy.debriefs(HELPER).people_to_see()
    assert [(one.name, one.session is not None) for one in found] == [("Ana Ruiz", True), ("Ben Cole", False)]


def test_their_own_times_are_those_that_the_coordinator_sees(busy: Station) -> None:
    room = busy.debriefs(HELPER)
    for one in room.people_to_see():
        mine = room.their_times(one)
        assert mine
        assert mine == busy.debriefs().person_clock(busy.debriefs().incidents()[0].id, one.exposure_id)


def test_nobody_else_s_times_are_shown(busy: Station) -> None:
    room = busy.debriefs(HELPER)
    one = room.people_to_see()[0]
    incident = busy.debriefs().incident(busy.debriefs().incidents()[0].id)
    [other] = [each for each in incident.exposed if each.name == "Cy Doyle"]
    forged = replace(one, name="Cy Doyle", exposure_id=other.id)
    with pytest.raises(NotAllowed):
        room.their_times(forged)
    for role in (Role.SUPERVISOR, Role.PLANNER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            busy.debriefs(SERGEANT, role).people_to_see()


def test_without_the_team_s_key_only_calls_are_told_and_no_times(busy: Station, rings) -> None:
    busy.rings = rings
    room = busy.debriefs(HELPER)
    [one] = room.people_to_see()
    assert one.name == "Ben Cole"
    assert room.their_times(one) == []


def test_a_far_call_waits_until_a_month_before(busy: Station) -> None:
    room = busy.debriefs(HELPER)
    [plan] = room.plans()
    last = plan.days[-1]
    assert last.due > busy.clock.now() + timedelta(days=300)
    while (call := room.plan_of(plan.key).next_call(room.now)) and call.key != last.key:
        busy.clock.advance(max(call.due - busy.clock.now(), timedelta()))
        [one] = [each for each in room.people_to_see() if each.plan]
        assert one.call == call
        room.settle_call(one.plan, call, FollowUpOutcome.DONE)
    busy.clock.advance(last.due - timedelta(days=31) - busy.clock.now())
    assert room.people_to_see() == []
    busy.clock.advance(2 * DAY)
    assert [each.call.key for each in room.people_to_see()] == [last.key]


def test_a_deputy_is_told_whose_call_it_is_and_a_family_has_no_care_times(busy: Station) -> None:
    lee, max_tull = busy.people()["Lee Park"].id, busy.people()["Max Tull"].id
    room = busy.debriefs()
    [mine] = busy.debriefs(HELPER).plans()
    room.give_plan(mine, max_tull, lee)
    room.add_family(FamilyWish("The Hales", busy.clock.today(ZONE), owner=lee))
    found = {one.name: one for one in busy.debriefs(HELPER).people_to_see()}
    assert found["Ben Cole"].stands_in_for == "Max Tull"
    assert found["The Hales"].stands_in_for == ""
    assert busy.debriefs(HELPER).their_times(found["The Hales"]) == []


# ------------------------------------------------------------------------------------------------------------ papers


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_papers_of_the_own_session_name_nobody_who_is_asked(busy: Station) -> None:
    room = busy.debriefs(HELPER)
    session = room.my_sessions_ahead()[1]
    words = text_of(room.my_session_sheet(session.id))
    assert "Parish house" in words
    assert not [name for name in ("Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang") if name in words]
    assert text_of(room.my_ground_rules())


def test_the_sheet_of_somebody_else_s_session_is_not_theirs(team: Station) -> None:
    incident = an_incident(team)
    booking = Booking(
        kind=Kind.ONE_ON_ONE,
        starts=NOW + 7 * HOUR,
        minutes=45,
        members=(incident.exposed[0].id,),
        leaders=(team.people()["Max Tull"].id,),
    )
    session = team.debriefs().book(incident.id, booking).value
    with pytest.raises(Problem, match="no longer there"):
        team.debriefs(HELPER).my_session_sheet(session.id)


# ------------------------------------------------------------------------------------------------------------ the page


def test_the_page_says_first_what_waits_and_names_nobody(busy: Station, day) -> None:
    busy.clock.advance(25 * HOUR)
    words = said(day())
    assert "You lead one session today." in words
    assert "One call to make" in words
    assert "Group debriefing" in words
    assert "You lead it with Kim Hale (clinician)." in words
    assert "You are on call until" in words
    assert not [name for name in ("Ana Ruiz", "Ben Cole", "Cy Doyle") if name in words]


def test_names_come_after_a_key_with_the_person_s_own_times(busy: Station, day) -> None:
    page = day()
    key(page, "n")
    rows = page.people.table.rows
    assert [str(rows.index(place, 0).data()) for place in range(rows.rowCount())] == ["Ana Ruiz", "Ben Cole"]
    QTest.keyClick(page.people.table.view, "\r")
    assert "When support is useful for Ana Ruiz" in said(page)
    assert any("One-on-one contact" in each for each in page.people.timeline.words())
    key(page, "n")
    assert page.people.table.rows.rowCount() == 0
    assert "Ana Ruiz" not in said(page)
    page.hide()
    page.show()
    assert not page.people.uncovered


def test_one_key_settles_a_call_and_another_takes_it_back(busy: Station, day) -> None:
    busy.clock.advance(25 * HOUR)
    page, room = day(), busy.debriefs(HELPER)
    key(page, "n")
    page.people.table.choose(lambda one: one.name == "Ben Cole")
    key(page.people.table.view, "d")
    assert "Noted, sealed to the support team." in page.banner.words
    assert not [one for one in room.people_to_see() if one.is_due(busy.clock.now())]
    press(page, "Undo")
    assert [one.name for one in room.people_to_see() if one.is_due(busy.clock.now())] == ["Ben Cole"]


def test_a_session_that_was_held_is_logged_in_one_key_and_undone_in_one_press(busy: Station, day) -> None:
    held(busy)
    page = day()
    assert "One session to log." in said(page)
    key(page, "l")
    room = busy.debriefs(HELPER)
    month = busy.clock.today(ZONE).replace(day=1)
    [entry] = room.my_entries(month)
    assert (entry.activity.category, entry.activity.minutes) == ("one_on_one", 45)
    assert room.sessions_to_log() == []
    press(page, "Undo")
    assert room.my_entries(month) == []
    assert "One session to log." in said(page)


def test_a_session_that_is_over_is_logged_before_the_coordinator_notes_that_it_took_place(busy: Station, day) -> None:
    """Whoever comes twice a month does not wait for somebody else's note; a key leaves out what fell through."""
    room = busy.debriefs(HELPER)
    [session] = [one for one in room.my_sessions() if one.seats == 1]
    assert room.sessions_to_log() == []
    busy.clock.advance(session.ends - busy.clock.now())
    page = day()
    assert "Did it take place? One-on-one" in said(page)
    key(page, "o")
    assert room.sessions_to_log() == []
    press(page, "Undo")
    key(page, "l")
    [entry] = room.my_entries(busy.clock.today(ZONE).replace(day=1))
    assert entry.activity.minutes == 45
    held_later = busy.debriefs()
    held_later.hold(held_later.session(session.id))
    assert room.sessions_to_log() == [], "not offered a second time"


def test_the_same_again_is_one_key(busy: Station, day) -> None:
    room = busy.debriefs(HELPER)
    room.log_entry(room.next_entry())
    page = day()
    key(page, "r")
    assert len(room.my_entries(busy.clock.today(ZONE).replace(day=1))) == 2
    key(page, "l")  # there is no session to log, so nothing happens
    assert len(room.my_entries(busy.clock.today(ZONE).replace(day=1))) == 2


@pytest.mark.parametrize(("letter", "goes"), [("c", "own-week"), ("e", "log"), ("k", "calls")])
def test_a_key_leads_on(busy: Station, day, qtbot, letter: str, goes: str) -> None:
    page = day()
    with qtbot.waitSignal(page.go, check_params_cb=lambda where: where == goes):
        key(page, letter)


@pytest.mark.parametrize("letter", ["g", "p", "h", "m"])
def test_a_key_prints(busy: Station, day, qtbot, letter: str) -> None:
    room = busy.debriefs(HELPER)
    room.log_entry(room.next_entry())
    page = day()
    key(page, letter)
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=10_000)


def test_letters_typed_into_a_field_are_letters(team: Station, day) -> None:
    team.debriefs(HELPER).start_worklist()
    page = day()
    key(page, "a")
    for letter in "clang":
        QTest.keyClick(QApplication.focusWidget(), letter)
    assert page.list.label.text() == "clang"
    assert page.list.uncovered


def test_somebody_who_asked_for_a_call_stands_first_and_one_key_leads_there(team: Station, day, qtbot) -> None:
    page = day()
    assert not page.asked_button.isVisible()
    key(page, "q")  # leads nowhere while nobody asked
    box = NoteBox(team.folder / "notes", team.folder / "note_address.json", "support_team")
    helper, sergeant = team.debriefs(HELPER), team.debriefs(SERGEANT)
    for room in (helper, sergeant):
        room.know_notes(box)
    helper.publish_address()
    sergeant.ask_for_call(WISH)
    helper.gather()
    page.refresh()
    assert said(page).index("Somebody waits for the team to answer.") < said(page).index("What you lead next")
    assert WISH.reach not in said(page)
    with qtbot.waitSignal(page.go, check_params_cb=lambda where: where == "asking"):
        key(page, "q")


def test_a_day_with_nothing_says_what_to_do(team: Station, day) -> None:
    words = said(day())
    assert "Nothing waits for you now." in words
    assert "No session is booked for you." in words
    assert "The coordinator books them." in words
    assert "Whom you are asked to see" not in words
    assert "P: session sheet" not in words


def test_a_sign_in_without_an_entry_says_whom_to_ask(team: Station, day) -> None:
    words = said(day(COORDINATOR, Role.HELPER))
    assert "Ask the coordinator to link it." in words


@pytest.mark.slow
def test_it_can_be_heard_and_read_in_every_look(busy: Station, day, qapp) -> None:
    held(busy)
    page = day()
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
