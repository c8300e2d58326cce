"""Training of the team, My part, own words and history, by keyboard on the real page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.roster.station import COORDINATOR, HELPER, HOUR, NOON, TODAY, a_person, a_phone, added
from tests.roster.test_roster_credentials import LONG_AGO, a_course
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.roster.care_load import Led
from wellness_desktop.roster.entry_check import WrongEntry, mistakes
from wellness_desktop.roster.kinds import CalendarKind, PersonRole, RelationKind
from wellness_desktop.roster.station_facts import StationFacts

pytestmark = pytest.mark.usefixtures("support_team")
OFFICER = frozenset({PersonRole.OFFICER})
FRESH = (a_phone("406-555-0177", checked_on=TODAY),)


@pytest.fixture
def peer(roster):
    details = a_person("Lee Park", account_id=HELPER, designated_on=LONG_AGO, agreement_on=LONG_AGO, phones=FRESH)
    return added(roster, details)[0]


@pytest.fixture
def own(open_page, peer, roster):
    """My part of the helper, opened by its button's key in the list."""
    added(roster, a_person("Sam O'Neil", roles=OFFICER), a_person("Ann Far", own_agency=False))
    page = open_page(Role.HELPER, account=HELPER)
    page._roster.know(StationFacts(sessions_led=lambda _since, _who: {peer.id: (Led(NOON - HOUR, 90),)}))
    page.team.show_my_part()
    return page


# ------------------------------------------------------------------------------------------------ training


@pytest.fixture
def training(open_page, peer, qtbot):
    page = open_page()
    page.list.choose(peer.id)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table.view, Qt.Key.Key_T)
    assert page.team.training.isVisible()
    return page


def type_course(qtbot, courses, **texts):
    for name, text in texts.items():
        field = courses.form.field(name)
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)


def test_a_course_is_added_by_keyboard_and_taken_back(qtbot, training, roster, peer):
    view = training.team.training
    assert view.courses._missing.text() == "• No course is noted. (Our reminder, not a rule.)"
    qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    assert view.courses.add_button.hasFocus()
    qtbot.keyClick(view.courses.add_button, Qt.Key.Key_Space)
    type_course(qtbot, view.courses, title="Three days", hours="20,5", classroom_hours="14", completed_on="3/1/2026")
    qtbot.keyClick(view.courses.form.field("title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not view.courses.form_card.isVisible())
    (course,) = roster.credentials(peer.id).courses
    assert (course.title, course.hours, course.classroom_hours, course.seen_by) == (
        "Three days",
        20.5,
        14.0,
        "Dana Whitfield",
    )
    assert view.courses._missing.text() == "Nothing is missing."
    assert view.table.current().summary(TODAY) == "complete"
    training.banner._undo_button.click()
    assert roster.credentials(peer.id).courses == ()


def test_wrong_hours_stay_in_the_form_with_the_reason(qtbot, training, roster, peer):
    courses = training.team.training.courses
    courses.add()
    type_course(qtbot, courses, title="Three days", hours="ten")
    assert not courses.save()
    type_course(qtbot, courses, hours="10", classroom_hours="11")
    assert not courses.save()
    assert "More hours in person" in training.banner.words
    assert roster.credentials(peer.id).courses == ()


def test_a_known_course_brings_its_name_and_hours(qtbot, training):
    courses = training.team.training.courses
    courses.add()
    courses.form.field("kind").set_value("icisf_group")
    courses.form.field("kind").edited.emit()
    assert courses.form.field("title").value() == "Group Crisis Intervention (ICISF)"
    assert courses.form.field("hours").value() == "14"


def test_a_course_is_changed_with_enter_and_removed_with_del(qtbot, training, roster, peer):
    roster.save_course(peer.id, a_course())
    training.team.show_training(peer)
    courses = training.team.training.courses
    courses.table.choose(lambda _one: True)
    qtbot.keyClick(courses.table.view, Qt.Key.Key_Return)
    type_course(qtbot, courses, title="Renamed")
    assert courses.save()
    assert roster.credentials(peer.id).courses[0].title == "Renamed"
    qtbot.keyClick(courses.table.view, Qt.Key.Key_Delete)
    assert roster.credentials(peer.id).courses == ()
    training.banner._undo_button.click()
    assert roster.credentials(peer.id).courses[0].title == "Renamed"


def test_a_begun_course_is_a_draft(qtbot, training, roster, peer, open_page):
    courses = training.team.training.courses
    courses.add()
    assert training.draft() is None
    type_course(qtbot, courses, title="Half typed")
    kept = training.draft()
    other = open_page()
    other.take_draft(kept)
    assert other.team.training.courses.form.field("title").value() == "Half typed"
    assert other.draft() == kept
    other.banner._action_button.click()
    assert other.draft() is None
    other.banner._undo_button.click()
    assert other.draft() == kept


def test_what_ends_soon_and_what_lacks_stand_on_top(training, roster, peer):
    ends = TODAY + timedelta(days=9)
    late, early = added(roster, a_person("Zoe Last"), a_person("Abe First", designated_on=LONG_AGO, agreement_on=TODAY))
    roster.save_course(late.id, a_course(expires_on=ends))
    roster.save_course(early.id, a_course())
    training._roster.know(StationFacts(state="MN"))
    training.team.show_training()
    view = training.team.training
    assert [one.person.name for one in view.table.rows.shown()] == ["Zoe Last", "Lee Park", "Abe First"]
    assert "2 lack what a rule asks" in view._summary.text()
    assert "of 1 has ended or ends soon" in view._summary.text()


@pytest.mark.slow
def test_the_training_screen_can_be_walked_and_read(qapp, training, roster, peer):
    roster.save_course(peer.id, a_course(expires_on=TODAY + timedelta(days=9), seen_by=""))
    training.team.show_training(peer)
    training.team.training.courses.add()
    assert faults(training) == []
    assert cut_in_any_look(qapp, training) == []


def test_a_planner_reads_and_cannot_add(open_page, peer, roster):
    roster.save_course(peer.id, a_course())
    page = open_page(Role.PLANNER)
    page.team.show_training(peer)
    courses = page.team.training.courses
    assert courses.add_button.isHidden()
    courses.edit(courses._one.courses[0])
    assert courses.form_card.isHidden()


# ------------------------------------------------------------------------------------------------ my part


def test_my_load_stands_on_my_page_and_on_no_other(own, open_page, peer, words_on):
    assert "Last 30 days: 1 session, 1 hour 30 minutes." in own.team.my_part._load.text()
    page = open_page()
    page._roster.know(StationFacts(sessions_led=lambda _since, _who: {peer.id: (Led(NOON - HOUR, 90),)}))
    page.list.choose(peer.id)
    page.team.show_training(peer)
    assert "1 session" not in words_on(page)
    page.team.show_my_part()
    assert "1 session" not in words_on(page)
    assert "No roster entry belongs to your sign-in yet." in words_on(page)


@pytest.fixture
def words_on():
    from tests.support.words import words_of

    return words_of


def test_own_words_are_saved_with_todays_consent_and_gone_when_emptied(qtbot, own, roster, peer):
    field = own.team.my_part.words.form.field("words")
    qtbot.keyClicks(field, "veteran, through a shooting,")
    own.flush()
    me = roster.person(peer.id)
    assert (me.attributes, me.attributes_on) == (("veteran", "through a shooting"), TODAY)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    own.flush()
    assert roster.person(peer.id).attributes == ()
    assert roster.person(peer.id).attributes_on is None
    own.banner._undo_button.click()
    assert roster.person(peer.id).attributes == ("veteran", "through a shooting")


def test_close_ties_are_named_by_the_helper_and_taken_back(qtbot, own, roster):
    ties = own.team.my_part.ties
    assert {name for _id, name in own._roster.colleagues()} == {"Sam O'Neil"}
    qtbot.keyClicks(ties.form.field("to"), "Sam O'Neil")
    ties.form.field("kind").set_value(RelationKind.SIBLING)
    ties.keep_button.click()
    (tie,) = own._roster.my_ties()
    assert tie.kind is RelationKind.SIBLING
    own.banner._undo_button.click()
    assert own._roster.my_ties() == []


def test_times_away_are_noted_and_removed(qtbot, own):
    times = own.team.my_part.times
    start = NOON + timedelta(days=3)
    times.form.set_values({"kind": CalendarKind.COURT, "starts": start, "ends": start + 4 * HOUR})
    times.keep_button.click()
    (entry,) = own._roster.my_calendar(NOON, NOON + timedelta(days=30))
    assert (entry.kind, entry.starts) == (CalendarKind.COURT, start)
    assert times.begun() is None
    times.take_away(entry)
    assert own._roster.my_calendar(NOON, NOON + timedelta(days=30)) == []
    own.banner._undo_button.click()
    assert len(own._roster.my_calendar(NOON, NOON + timedelta(days=30))) == 1
    times.form.set_values({"starts": start, "ends": start - HOUR})
    assert not times.keep()
    assert "before the start" in own.banner.words


def test_my_page_keeps_what_is_typed(qtbot, own, open_page):
    part = own.team.my_part
    assert own.draft() is None
    qtbot.keyClicks(part.ties.form.field("to"), "Sam")
    part.courses.add()
    type_course(qtbot, part.courses, title="Evening")
    kept = own.draft()
    assert set(kept["my_part"]) == {"ties", "courses"}
    other = open_page(Role.HELPER, account=HELPER)
    other.take_draft(kept)
    assert other.draft() == kept
    assert other.team.my_part.ties.form.field("to").text() == "Sam"


def test_my_own_course_waits_for_somebody_to_see_the_certificate(qtbot, own, roster, peer):
    courses = own.team.my_part.courses
    courses.add()
    type_course(qtbot, courses, title="Evening", completed_on="3/1/2026")
    assert courses.save()
    assert roster.credentials(peer.id).courses[0].seen_by == ""
    assert "Nobody noted having seen" in courses._missing.text()


def test_a_member_has_a_part_without_the_helpers_cards(open_page, roster):
    added(roster, a_person("Lee Park", roles=OFFICER, account_id=HELPER))
    page = open_page(Role.MEMBER, account=HELPER)
    page.team.show_my_part()
    part = page.team.my_part
    assert part.times.isVisible()
    assert not any(each.isVisible() for each in (part.load_card, part.ties, part.training))


@pytest.mark.slow
def test_my_part_can_be_walked_and_read_in_every_look(qapp, own):
    own.team.my_part.courses.add()
    assert faults(own) == []
    assert cut_in_any_look(qapp, own) == []


# ------------------------------------------------------------------------------------------------ own words, history


def test_own_words_need_their_day_and_the_coordinator_finds_by_them(open_page, roster, peer):
    with pytest.raises(WrongEntry):
        roster.change(replace(roster.person(peer.id), attributes=("veteran",)))
    assert "attributes" in mistakes(a_person(attributes=("x" * 61,), attributes_on=TODAY))
    assert "attributes" in mistakes(a_person(attributes=tuple(map(str, range(13))), attributes_on=TODAY))
    roster.change(replace(roster.person(peer.id), attributes=("veteran",), attributes_on=TODAY))
    added(roster, a_person("Sam O'Neil"))
    page = open_page()
    page.list.table.filter("veteran")
    assert [one.name for one in page.list.table.rows.shown()] == ["Lee Park"]


def test_own_words_are_entered_in_the_form_with_their_day(qtbot, open_page, roster, peer):
    page = open_page()
    page.edit(roster.person(peer.id))
    form = page.form.form
    qtbot.keyClicks(form.field("attributes"), "veteran, single parent")
    form.flush()
    assert roster.person(peer.id).attributes == ()
    qtbot.keyClicks(form.field("attributes_on"), "3/9/2026")
    form.flush()
    page.form.finish()
    assert roster.person(peer.id).attributes == ("veteran", "single parent")
    assert roster.person(peer.id).attributes_on == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.COORDINATOR, True), (Role.SUPERVISOR, True), (Role.PLANNER, False), (Role.MEMBER, False)]
)
def test_own_words_are_for_whoever_looks_for_support(station, roster, peer, role, seen):
    published = {"published_on": TODAY, "phones": (a_phone(published=True, checked_on=TODAY),)}
    details = replace(roster.person(peer.id), attributes=("veteran",), attributes_on=TODAY, **published)
    roster.change(details)
    other = station.roster(role, account=COORDINATOR)
    assert bool(other.person(peer.id).attributes) is seen


def test_the_history_says_which_field_and_who_and_never_what(open_page, roster, peer, station, words_on):
    roster.change(replace(roster.person(peer.id), email="lee@millbrook.example", hours="Nights"))
    station.clock.advance(timedelta(minutes=5))
    person = roster.person(peer.id)
    roster.still_right(person.phones[0].id)
    station.clock.advance(timedelta(minutes=5))
    roster.change(replace(roster.person(peer.id), phones=()))
    roster.remove(peer.id).undo()
    fields = [set(change.fields) for change in roster.history(peer.id)]
    assert fields == [{"phones", "removed", "brought back"}, {"number checked"}, {"added", "email", "hours"}]
    page = open_page()
    page.list.choose(peer.id)
    words = page.list.view.words
    assert "Mar 10, 2026: a number found right" in words
    assert "e-mail" in words


def test_undo_of_a_change_is_a_change_of_the_same_fields(roster, peer, station):
    done = roster.change(replace(roster.person(peer.id), email="lee@millbrook.example"))
    station.clock.advance(timedelta(minutes=5))
    done.undo()
    assert next(change.fields for change in roster.history(peer.id)) == ("email",)


def test_others_read_no_history_but_their_own(station, roster, peer):
    own = station.roster(Role.MEMBER, account=HELPER, name="Lee Park")
    assert own.history(peer.id)
    (other,) = added(roster, a_person("Sam", published_on=TODAY, phones=(a_phone(published=True),)))
    with pytest.raises(NotAllowed):
        own.history(other.id)
    with pytest.raises(NotAllowed):
        station.roster(Role.PLANNER).history(peer.id)


def test_rested_helpers_are_offered_first_for_on_call(open_page, roster, peer):
    added(roster, a_person("Zoe Last", phones=FRESH))
    page = open_page()
    led = {peer.id: tuple(Led(NOON - HOUR * hours, 90) for hours in (1, 20, 40))}
    page._roster.know(StationFacts(sessions_led=lambda _since, _who: led))
    page.rota.show_rota()
    assert list(page.rota.rota._names.values()) == ["Zoe Last", "Lee Park"]
    page.show_list()
    page.list.choose(peer.id)
    assert "Please rotate" in page.list.view.words
