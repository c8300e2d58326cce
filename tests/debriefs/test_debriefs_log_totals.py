"""Sums of the activity log, retention after 13 months, labels, templates and sessions (chaplain_log.md 5, 7.6)."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.debriefs.booked import a_session, after
from tests.debriefs.log_help import RIDE, TALK, an_entry, staffed, today
from tests.debriefs.station import COORDINATOR, DAY, HELPER, SERGEANT, Station
from tests.debriefs.test_debriefs_log_entries import activities
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.activity_log.month_lock import ReopenReason
from wellness_desktop.debriefs.activity_log.records import LogSheetRecord, LogTotalsRecord
from wellness_desktop.debriefs.activity_log.sheet_text import row_of
from wellness_desktop.debriefs.activity_log.totals import (
    Dimension,
    LogCell,
    Mark,
    together,
    totals_in,
    totals_of,
    totals_text,
)
from wellness_desktop.debriefs.activity_log.values import (
    Activity,
    Capacity,
    LogEntry,
    RecipientClass,
    Referral,
    Setting,
    month_of,
)
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.retention.periods import Subject

NOVEMBER = date(2026, 11, 1)


def row(what: Activity) -> list[object]:
    return row_of(LogEntry(key="0" * 12, month=NOVEMBER, day=None, logged_on=None, activity=what))


# --------------------------------------------------------------------------------------------------- sums, pure


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=3)]), activities), max_size=12))
def test_sums_are_those_of_a_slow_count(found: list[tuple[UUID, Activity]]) -> None:
    totals = totals_of([(helper, [row(what)]) for helper, what in found])
    for code in {what.category for _, what in found}:
        mine = [(helper, what) for helper, what in found if what.category == code]
        firsts: dict[UUID, int] = defaultdict(int)
        for helper, what in mine:
            firsts[helper] += what.first_contacts
        assert totals.cell(Dimension.CATEGORY, code) == LogCell(
            entries=len(mine),
            minutes=sum(what.minutes for _, what in mine),
            contacts=sum(what.people for _, what in mine),
            travel_minutes=sum(what.travel_minutes for _, what in mine),
            miles=sum(what.miles for _, what in mine),
            people_at_least=max(firsts.values()),
            helpers=len(firsts),
        )
    for dimension in (Dimension.CATEGORY, Dimension.RECIPIENTS, Dimension.SETTING, Dimension.CAPACITY):
        assert sum(cell.minutes for cell in totals.by(dimension).values()) == totals.whole.minutes
    referred = sum(bool(what.referrals) for _, what in found)
    assert totals.cell(Dimension.MARK, Mark.REFERRED).entries == referred
    assert totals_in(totals_text(totals)) == totals


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([UUID(int=1), UUID(int=2)]), st.integers(0, 2), activities), max_size=10))
def test_kept_sums_never_claim_more_people_than_the_detail(found: list[tuple[UUID, int, Activity]]) -> None:
    """P and the number of helpers are bounds from below, so that a report errs on the quiet side."""
    whole = totals_of([(helper, [row(what)]) for helper, _, what in found])
    months = [totals_of([(helper, [row(what)]) for helper, m, what in found if m == month]) for month in range(3)]
    kept = together(months)
    for dimension, cells in whole.cells.items():
        for code, cell in cells.items():
            sums = kept.cell(dimension, code)
            assert (sums.entries, sums.minutes, sums.contacts) == (cell.entries, cell.minutes, cell.contacts)
            assert sums.people_at_least <= cell.people_at_least
            assert 0 < sums.helpers <= cell.helpers


# ------------------------------------------------------------------------------------------------ the coordinator


def test_the_coordinator_sees_sums_over_all_helpers_and_nobody_else_does(station: Station) -> None:
    room, day = staffed(station), today(station)
    room.log_entry(an_entry(day, referrals=frozenset({Referral.EAP, Referral.LEGAL}), safety_protocol=True))
    room.log_entry(an_entry(day, RIDE, called_out=True, miles=12))
    station.debriefs(COORDINATOR, Role.HELPER).log_entry(an_entry(day, minutes=15, first_contacts=0))
    totals = station.debriefs().log_totals(day, day)
    talks = totals.cell(Dimension.CATEGORY, "one_on_one")
    assert (talks.entries, talks.minutes, talks.contacts, talks.people_at_least, talks.helpers) == (2, 60, 2, 1, 2)
    assert totals.whole.miles == 12
    assert totals.cell(Dimension.RECIPIENTS, RecipientClass.NONE).entries == 1
    assert totals.cell(Dimension.SETTING, Setting.VEHICLE).entries == 3
    assert totals.cell(Dimension.CAPACITY, Capacity.PEER).entries == 3
    assert set(totals.by(Dimension.REFERRAL)) == {"eap", "legal"}
    assert {code: cell.entries for code, cell in totals.by(Dimension.MARK).items()} == {
        "referred": 1,
        "safety": 1,
        "called_out": 1,
    }
    assert station.debriefs().log_months() == [month_of(day)]
    for name, *roles in ((HELPER,), (SERGEANT,), (SERGEANT, Role.PLANNER), (SERGEANT, Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            station.debriefs(name, *roles).log_totals(day, day)
    with pytest.raises(Problem, match="support team's key"):
        station.debriefs(SERGEANT, Role.COORDINATOR).log_totals(day, day)


def test_months_outside_the_span_do_not_count(station: Station) -> None:
    room, day = staffed(station), today(station)
    room.log_entry(an_entry(day))
    assert station.debriefs().log_totals(date(2026, 9, 1), date(2026, 10, 31)).whole == LogCell()


# ----------------------------------------------------------------------------------------------------- retention


def count(station: Station, kind: type) -> int:
    with station.store.read() as work:
        return work.query(kind).count()


def later(station: Station, day: date) -> None:
    """That day, with a run on the way so that the clock is believed."""
    station.clock.advance((day - today(station)) * 1)
    station.debriefs(SERGEANT).run_retention()
    station.clock.advance(DAY)


def test_after_13_months_only_the_month_s_sums_are_left(station: Station) -> None:
    room, day = staffed(station), today(station)
    room.log_entry(an_entry(day))
    room.log_entry(an_entry(day, RIDE))
    before = station.debriefs().log_totals(day, day)
    later(station, date(2027, 12, 30))
    station.debriefs().run_retention()
    assert count(station, LogSheetRecord) == 1
    later(station, date(2028, 1, 1))
    assert count(station, LogSheetRecord) == 1  # the sergeant holds no key of the team
    run = station.debriefs().run_retention()
    assert run is not None
    assert run.deleted[Subject.LOG_ENTRIES] == 2
    assert (count(station, LogSheetRecord), count(station, LogTotalsRecord)) == (0, 1)
    assert station.debriefs().log_totals(day, day) == before
    assert room.my_entries(month_of(day)) == []


def test_cl09_a_legal_hold_keeps_the_details(station: Station) -> None:
    room, day = staffed(station), today(station)
    room.log_entry(an_entry(day))
    hold = station.debriefs().hold_records(None, HoldReason.LAWSUIT)
    later(station, date(2028, 1, 10))
    station.debriefs().run_retention()
    assert count(station, LogSheetRecord) == 1
    station.chief_s_debriefs().lift(station.debriefs().ask_to_lift(hold))
    station.clock.advance(DAY)
    station.debriefs().run_retention()
    assert count(station, LogSheetRecord) == 0


# -------------------------------------------------------------------------------------------------------- labels


def test_the_agency_changes_a_label_and_takes_it_back(station: Station) -> None:
    room = station.debriefs()
    done = room.set_log_label("walk_through", "  Coffee  round ")
    assert done.value.label("walk_through") == "Coffee round"
    assert staffed(station).log_categories().label("walk_through") == "Coffee round"
    done.undo()
    assert room.log_categories().label("walk_through") == "Station or dispatch visit"
    room.set_log_label("walk_through", "Coffee round")
    assert room.set_log_label("walk_through", "").value.label("walk_through") == "Station or dispatch visit"
    with pytest.raises(NotAllowed):
        station.debriefs(HELPER).set_log_label("walk_through", "Rounds")


@pytest.mark.parametrize("name", ["Ruiz", "Cole", "Doyle", "Lang", "Moss", "Berg", "Webb", "Hale", "Park", "Tull"])
def test_cl02_a_label_with_a_name_of_the_roster_is_refused(station: Station, name: str) -> None:
    with pytest.raises(Problem, match="names somebody"):
        station.debriefs().set_log_label("one_on_one", f"Talk with {name}")


@pytest.mark.parametrize(
    ("label", "words"),
    [("x" * 41, "40 characters"), ("Drinking again", "health"), ("Ride-along", "Another category")],
)
def test_a_label_that_says_too_much_is_refused(station: Station, label: str, words: str) -> None:
    with pytest.raises(Problem, match=words):
        station.debriefs().set_log_label("meeting", label)


# ----------------------------------------------------------------------------------------------------- the shelf


def test_the_next_entry_begins_with_what_stays_the_same(station: Station) -> None:
    room, day = staffed(station), today(station)
    assert room.next_entry().activity.category == "walk_through"
    assert room.last_activity() is None
    said = replace(TALK, referrals=frozenset({Referral.EAP}), called_out=True, travel_minutes=30, miles=9)
    done = room.log_entry(an_entry(day, said))
    begun = room.next_entry().activity
    assert (begun.category, begun.minutes, begun.people, begun.setting) == ("one_on_one", 45, 1, Setting.VEHICLE)
    assert (begun.referrals, begun.called_out, begun.first_contacts, begun.miles) == (frozenset(), False, 0, 0)
    assert room.last_activity() == done.value
    done.undo()
    assert room.next_entry().activity.category == "walk_through"


def test_templates_are_the_own_nine_at_most_and_undone(station: Station) -> None:
    room = staffed(station)
    room.add_template(TALK)
    done = room.add_template(RIDE)
    assert room.templates() == (TALK, RIDE)
    assert room.add_template(TALK).value == (RIDE, TALK)
    room.remove_template(RIDE).undo()
    assert room.templates() == (RIDE, TALK)
    assert station.debriefs(COORDINATOR, Role.HELPER).templates() == ()
    for minutes in range(15, 8 * 15, 15):
        room.add_template(replace(RIDE, minutes=minutes))
    with pytest.raises(Problem, match="nine"):
        room.add_template(replace(RIDE, minutes=600))
    assert done.value == (TALK, RIDE)


def test_a_session_that_was_held_is_logged_in_one_step_without_a_name(station: Station) -> None:
    room = staffed(station)
    session = a_session(station, leaders=(station.people()["Lee Park"].id, station.people()["Kim Hale"].id))
    assert room.sessions_to_log() == []
    after(station, session)
    station.debriefs().hold(session, {})
    [offered] = room.sessions_to_log()
    assert offered.id == session.id
    entry = room.session_entry(offered)
    assert (entry.activity.people, entry.activity.recipients) == (session.seats, RecipientClass.GROUP)
    assert entry.activity.minutes % 15 == 0
    done = room.log_session(session.id)
    assert room.sessions_to_log() == []
    with pytest.raises(Problem):
        room.log_session(session.id)
    done.undo()
    assert [one.id for one in room.sessions_to_log()] == [session.id]
    left = room.leave_session(session.id)
    assert room.sessions_to_log() == []
    left.undo()
    assert len(room.sessions_to_log()) == 1


def test_reopening_is_closed_for_good_when_its_detail_goes(station: Station) -> None:
    station.debriefs().reopen_month(date(2026, 10, 1), ReopenReason.ABSENCE)
    assert station.debriefs().month_state(date(2026, 10, 1)).reopened_until is not None
    assert len(station.debriefs().log_month_states()) == 14
