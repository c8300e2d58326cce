"""Plans as people work with them: one plan for a person, an owner and a deputy, handed over whole, sealed, undoable."""

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
import vobject

from tests.debriefs.station import (
    ACCOUNTS,
    COORDINATOR,
    DAY,
    ENDED,
    HELPER,
    SERGEANT,
    Station,
    a_person,
    an_incident,
)
from tests.debriefs.test_debriefs_papers import words
from tests.paper.tag_checker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.debriefs.followups import APART
from wellness_desktop.debriefs.incident_values import NewExposure, Report
from wellness_desktop.debriefs.long_tail.calls import Plan
from wellness_desktop.debriefs.long_tail.long_tail_desk import FamilyWish
from wellness_desktop.debriefs.mentions import mentions
from wellness_desktop.debriefs.session_values import FollowUpOutcome
from wellness_desktop.roster.kinds import PersonRole, Standing

TRIAL = date(2027, 3, 1)


def plan_of(station: Station, name: str, who: str = COORDINATOR) -> Plan:
    return next(plan for plan in station.debriefs(who).plans() if plan.name == name)


def let_in(station: Station) -> None:
    """Lets the helper read what is sealed to the team."""
    station.rings[COORDINATOR].let_in("support_team", ACCOUNTS[HELPER][0])


@pytest.fixture
def lee(station: Station):
    """The helper with the team's key; put out again, since the keys are shared by the tests."""
    let_in(station)
    yield station.people()[HELPER].id
    station.rings[COORDINATOR].put_out("support_team", ACCOUNTS[HELPER][0])


@pytest.fixture
def max_tull(station: Station):
    return station.people()["Max Tull"].id


def test_a_plan_belongs_to_the_person_so_two_incidents_are_one(station: Station) -> None:
    """Overlapping incidents merge: the later date wins, never two calls in 48 hours."""
    an_incident(station, "Ana Ruiz")
    later = Report("traumatic_call", ENDED + timedelta(hours=20), (NewExposure("Ana Ruiz"),))
    station.clock.advance(timedelta(hours=21))
    station.debriefs().something_happened(later)
    [plan] = station.debriefs().plans()
    found = [call for call in plan.calls(station.clock.now()) if call.is_call]
    assert len(plan.days) == 16
    assert len(found) == 8
    assert all(b.due - a.due >= APART for a, b in pairwise(found))
    assert found[0].due == later.ended_at + DAY
    assert [len(call.days) for call in found] == [2] * 8


def test_a_call_settles_every_day_that_it_stands_for_and_keeps_the_next_away(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    station.clock.advance(timedelta(hours=30))
    room = station.debriefs()
    plan = plan_of(station, "Ana Ruiz")
    first = plan.calls(room.now)[0]
    done = room.settle_call(plan, first, FollowUpOutcome.DONE)
    after = plan_of(station, "Ana Ruiz").calls(room.now)
    assert first.key not in {call.key for call in after}
    assert after[0].due == room.now + APART
    done.undo()
    again = plan_of(station, "Ana Ruiz").calls(room.now)
    assert [(call.key, call.due) for call in again] == [(call.key, call.due) for call in plan.calls(room.now)]


def test_calls_that_were_missed_are_settled_as_one(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    station.clock.advance(timedelta(days=10))
    room = station.debriefs()
    plan = plan_of(station, "Ana Ruiz")
    call = plan.calls(room.now)[0]
    assert len(call.days) == 3
    room.settle_call(plan, call, FollowUpOutcome.DONE)
    assert plan_of(station, "Ana Ruiz").calls(room.now)[0].due > room.now


def test_days_set_by_hand_are_sealed_and_neutral(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.add_day(plan_of(station, "Ana Ruiz"), "trial", TRIAL)
    plan = plan_of(station, "Ana Ruiz")
    [day] = [one for one in plan.days if one.by_hand]
    assert (day.label, day.name) == ("A day that matters", "Trial")
    raw = [str(row) for row in _raw(station)]
    assert raw
    for told in ("trial", "2027-03-01", plan.key.split()[1], plan.key.split()[1].replace("-", "")):
        assert not any(told in row for row in raw)
    sealed, record, version = _sealed(station)
    assert "trial" in station.rings[COORDINATOR].open(sealed, record=record, version=version)
    with pytest.raises(Problem):
        station.rings[SERGEANT].open(sealed, record=record, version=version)


def _raw(station: Station) -> list[object]:
    with station.store.read() as work:
        return list(work.connection().exec_driver_sql("select * from debriefs_year_plan").all())


def _sealed(station: Station) -> tuple[bytes, UUID, int]:
    from sqlalchemy import select

    from wellness_desktop.debriefs.long_tail.records import YearPlanRecord

    with station.store.read() as work:
        row = work.scalars(select(YearPlanRecord)).one()
        return row.sealed, row.id, row.sealing


@pytest.mark.parametrize(
    ("kind", "day", "why"),
    [
        ("trial", date(2026, 11, 1), "over"),
        ("trial", date(2126, 11, 1), "too far"),
        ("gossip", TRIAL, "not known"),
    ],
)
def test_a_day_that_cannot_be_is_refused(station: Station, kind: str, day: date, why: str) -> None:
    an_incident(station, "Ana Ruiz")
    with pytest.raises(Problem, match=why):
        station.debriefs().add_day(plan_of(station, "Ana Ruiz"), kind, day)
    assert not any(one.by_hand for one in plan_of(station, "Ana Ruiz").days)


def test_a_day_is_added_settled_and_taken_off_with_a_way_back(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    added = room.add_day(plan_of(station, "Ana Ruiz"), "video_release", date(2026, 12, 24))
    plan = plan_of(station, "Ana Ruiz")
    [day] = [one for one in plan.days if one.by_hand]
    removed = room.remove_day(plan, day.key)
    with pytest.raises(ChangedElsewhere):
        room.remove_day(plan, day.key)
    assert not [one for one in plan_of(station, "Ana Ruiz").days if one.by_hand]
    removed.undo()
    assert [one.name for one in plan_of(station, "Ana Ruiz").days if one.by_hand] == ["Release of a video"]
    added.undo()
    assert not _raw(station)


def test_a_person_may_stop_the_plan_all_of_it(station: Station) -> None:
    first = an_incident(station, "Ana Ruiz", "Ben Cole")
    station.clock.advance(DAY)
    station.debriefs().something_happened(Report("traumatic_call", ENDED + DAY / 2, (NewExposure("Ana Ruiz"),)))
    room = station.debriefs()
    room.add_day(plan_of(station, "Ana Ruiz"), "trial", TRIAL)
    plan = plan_of(station, "Ana Ruiz")
    before = [(call.key, call.due) for call in plan.calls(room.now)]
    stopped = room.settle_call(plan, plan.calls(room.now)[0], FollowUpOutcome.STOPPED)
    left = [one for one in room.plans() if one.name == "Ana Ruiz"]
    assert not [call for one in left for call in one.calls(room.now)]
    assert plan_of(station, "Ben Cole").calls(room.now)
    stopped.undo()
    again = plan_of(station, "Ana Ruiz")
    assert [(call.key, call.due) for call in again.calls(room.now)] == before
    assert first.id


@pytest.mark.usefixtures("lee")
def test_owner_and_deputy_see_the_plan_and_nobody_else_is_reminded(station: Station, lee, max_tull) -> None:
    an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    plan = plan_of(station, "Ana Ruiz")
    given = room.give_plan(plan, lee, max_tull)
    given.undo()
    assert plan_of(station, "Ana Ruiz").owner is None
    room.give_plan(plan_of(station, "Ana Ruiz"), max_tull, lee)
    room.add_day(plan_of(station, "Ana Ruiz"), "trial", TRIAL)
    station.clock.advance(2 * DAY)
    helper = station.debriefs(HELPER)
    [mine] = helper.plans()
    assert (mine.name, mine.helpers()) == ("Ana Ruiz", "Max Tull, then Lee Park")
    assert any(day.name == "Trial" for day in mine.days)
    [(due, call)] = helper.calls_due()
    assert due.name == "Ana Ruiz"
    helper.settle_call(mine, call, FollowUpOutcome.DONE)
    assert helper.calls_due() == []
    assert station.debriefs().calls_due() == [], "the coordinator calls nobody here"


def test_ranks_see_no_plans(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    plan = plan_of(station, "Ana Ruiz")
    for role in (Role.SUPERVISOR, Role.PLANNER, Role.ADMINISTRATOR, Role.MEMBER):
        room = station.debriefs(SERGEANT, role)
        for deed in (
            room.plans,
            lambda room=room: room.settle_call(plan, plan.calls(room.now)[0], FollowUpOutcome.DONE),
            lambda room=room: room.add_day(plan, "trial", TRIAL),
            lambda room=room: room.give_plan(plan, None, None),
            lambda room=room: room.year_sheet(plan),
            lambda room=room: room.year_calendar(plan),
            lambda room=room: room.add_family(FamilyWish("The Hales", date(2026, 11, 1))),
        ):
            with pytest.raises(NotAllowed):
                deed()
        assert room.plans_to_see_to() == []


def test_another_helper_s_plan_is_not_a_helper_s(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    plan = plan_of(station, "Ana Ruiz")
    room = station.debriefs(HELPER)
    assert room.plans() == []
    with pytest.raises(NotAllowed, match="another helper"):
        room.settle_call(plan, plan.calls(room.now)[0], FollowUpOutcome.DONE)


def test_could_not_reach_twice_tells_the_coordinator_and_not_the_supervisor(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    for days in (2, 4):
        station.clock.advance(timedelta(days=days))
        plan = plan_of(station, "Ana Ruiz")
        assert room.plans_to_see_to() == []
        room.settle_call(plan, plan.calls(room.now)[0], FollowUpOutcome.NOT_REACHED)
    [told] = room.plans_to_see_to()
    assert told.name == "Ana Ruiz"
    assert station.debriefs(SERGEANT).plans_to_see_to() == []
    seen = room.see_to(told)
    assert room.plans_to_see_to() == []
    seen.undo()
    assert [plan.name for plan in room.plans_to_see_to()] == ["Ana Ruiz"]
    station.clock.advance(timedelta(days=30))
    plan = plan_of(station, "Ana Ruiz")
    room.settle_call(plan, plan.calls(room.now)[0], FollowUpOutcome.DONE)
    assert room.plans_to_see_to() == [], "reached in the end"


def test_the_whole_list_goes_to_another_helper_in_one_action(station: Station, lee, max_tull) -> None:
    an_incident(station, "Ana Ruiz", "Ben Cole", "Max Tull")
    room = station.debriefs()
    for name, owner, deputy in (("Ana Ruiz", lee, max_tull), ("Ben Cole", max_tull, lee), ("Max Tull", lee, None)):
        room.give_plan(plan_of(station, name), owner, deputy)
    room.add_family(FamilyWish("The Hales", date(2026, 11, 1), owner=lee))
    with station.store.read() as work:
        hands = [one.what for one in mentions(work, lee)]
    assert "Looks after 1 plan" in hands
    done = room.hand_over(lee, max_tull)
    assert (done.value.plans, done.value.without) == (4, 1)
    after = {plan.name: (plan.owner, plan.deputy) for plan in room.plans()}
    assert after == {
        "Ana Ruiz": (max_tull, None),
        "Ben Cole": (max_tull, None),
        "Max Tull": (None, None),
        "The Hales": (max_tull, None),
    }
    done.undo()
    back = {plan.name: (plan.owner, plan.deputy) for plan in room.plans()}
    assert back == {
        "Ana Ruiz": (lee, max_tull),
        "Ben Cole": (max_tull, lee),
        "Max Tull": (lee, None),
        "The Hales": (lee, None),
    }


def test_nobody_calls_themselves_and_the_deputy_is_another(station: Station, max_tull) -> None:
    an_incident(station, "Max Tull")
    room = station.debriefs()
    plan = plan_of(station, "Max Tull")
    other = station.people()[HELPER].id
    for owner, deputy, why in (
        (max_tull, None, "themselves"),
        (other, other, "same helper"),
        (None, other, "stands in"),
    ):
        with pytest.raises(Problem, match=why):
            room.give_plan(plan, owner, deputy)
    with pytest.raises(Problem, match="same helper"):
        room.hand_over(other, other)


def test_a_new_incident_keeps_owner_and_deputy(station: Station, max_tull) -> None:
    an_incident(station, "Ana Ruiz")
    other = station.people()[HELPER].id
    station.debriefs().give_plan(plan_of(station, "Ana Ruiz"), max_tull, other)
    station.debriefs(SERGEANT).something_happened(Report("traumatic_call", ENDED, (NewExposure("Ana Ruiz"),)))
    plan = plan_of(station, "Ana Ruiz")
    assert (plan.owner, plan.deputy) == (max_tull, other)


def test_leaving_the_agency_ends_no_plan(station: Station) -> None:
    """Leave, transfer, resignation, retirement: retirees lose contact fastest."""
    from dataclasses import replace

    an_incident(station, "Ana Ruiz")
    before = len(plan_of(station, "Ana Ruiz").calls(station.clock.now()))
    roster = station.roster()
    roster.change(replace(station.people()["Ana Ruiz"], standing=Standing.LEFT))
    assert len(plan_of(station, "Ana Ruiz").calls(station.clock.now())) == before


def test_when_two_entries_become_one_the_plan_follows(station: Station) -> None:
    from wellness_desktop.debriefs.merged_people import follow

    an_incident(station, "Ana Ruiz")
    station.debriefs().add_day(plan_of(station, "Ana Ruiz"), "trial", TRIAL)
    other = station.roster().add(a_person("A. Ruiz", {PersonRole.OFFICER})).value.id
    with station.store.work() as work:
        follow(work, station.people()["Ana Ruiz"].id, other)
    plan = plan_of(station, "A. Ruiz")
    assert any(day.by_hand for day in plan.days)
    assert "Ana Ruiz" not in {one.name for one in station.debriefs().plans()}


# -------------------------------------------------------------------------------------------------- families


def test_a_family_s_year_with_owner_deputy_and_deadline(station: Station, lee, max_tull) -> None:
    room = station.debriefs()
    wish = FamilyWish("The Hales", date(2026, 11, 5), date(1980, 1, 2), owner=lee, deputy=max_tull)
    done = room.add_family(wish)
    plan = room.plan_of(done.value)
    days = {day.name: day.overdue.astimezone(room.zone).date() for day in plan.days}
    assert days["Federal death benefit: last day to file"] == date(2029, 11, 5)
    assert "Police Week" in days
    assert all(call.label == "A day that matters" for call in plan.calls(room.now))
    assert any(not call.is_call and call.days[0].check_locally for call in plan.calls(room.now))
    assert [one.name for one in station.debriefs(HELPER).plans()] == ["The Hales"]
    done.undo()
    assert room.plans() == []


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (FamilyWish("  ", date(2026, 11, 5)), "How do you call"),
        (FamilyWish("x" * 41, date(2026, 11, 5)), "How do you call"),
        (FamilyWish("The Hales", date(2026, 11, 12)), "still to come"),
        (FamilyWish("The Hales", date(2026, 11, 5), date(2026, 11, 6)), "birthday"),
    ],
)
def test_a_family_s_plan_that_cannot_be_is_refused(station: Station, wish: FamilyWish, why: str) -> None:
    with pytest.raises(Problem, match=why):
        station.debriefs().add_family(wish)
    assert station.debriefs().plans() == []


# ------------------------------------------------------------------------------------------ paper, calendars


def test_the_owner_s_year_names_nobody_and_the_family_s_says_who_calls(station: Station, max_tull) -> None:
    an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.add_day(plan_of(station, "Ana Ruiz"), "trial", TRIAL)
    for large in (False, True):
        pdf = room.year_sheet(plan_of(station, "Ana Ruiz"), large=large)
        text = words(pdf)
        assert faults(pdf) == []
        assert "A day that matters" in text
        for secret in ("Ana", "Ruiz", "Trial", "2026-A", "nniversary"):
            assert secret not in text
    key = room.add_family(FamilyWish("The Hales", date(2026, 11, 5), owner=max_tull)).value
    sheet = room.family_sheet(room.plan_of(key))
    text = words(sheet)
    assert faults(sheet) == []
    for wanted in (
        "Max Tull",
        "After 6 months",
        "28 CFR 32.12",
        "check locally",
        "verify each last day",
        "Nov 5, 2029",
    ):
        assert wanted in text, wanted
    assert "Hales" not in text
    with pytest.raises(Problem, match="families"):
        room.family_sheet(plan_of(station, "Ana Ruiz"))


def test_another_calendar_library_reads_the_calls_and_learns_nothing(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.add_day(plan_of(station, "Ana Ruiz"), "grand_jury", TRIAL)
    plan = plan_of(station, "Ana Ruiz")
    text = room.year_calendar(plan).decode()
    events = vobject.readOne(text).vevent_list
    expected = [call.due for call in plan.calls(room.now)]
    assert [event.dtstart.value for event in events] == expected
    assert len({event.uid.value for event in events}) == len(expected)
    assert {event.summary.value for event in events} == {"Call"}
    for secret in ("Ana", "Ruiz", "jury", "2026-A", str(plan.person)):
        assert secret not in text
    again = vobject.readOne(room.year_calendar(plan).decode()).vevent_list
    assert [event.uid.value for event in again] == [event.uid.value for event in events]
