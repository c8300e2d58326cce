"""How long the days of a plan are kept: 90 days after each, with what came of it; a legal hold stops it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.debriefs.everything_kept import on_disk
from tests.debriefs.station import COORDINATOR, DAY, SERGEANT, Station, a_person, an_incident
from tests.debriefs.test_debriefs_long_tail import plan_of
from tests.support.tables import own_tables
from wellness_desktop.accounts.roles import Role
from wellness_desktop.debriefs.long_tail.long_tail_desk import FamilyWish
from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.retention.periods import Subject, periods
from wellness_desktop.debriefs.session_values import FollowUpOutcome
from wellness_desktop.roster.kinds import PersonRole


def rows(station: Station) -> list[YearPlanRecord]:
    with station.store.read() as work:
        return list(work.scalars(select(YearPlanRecord)))


def run_until(station: Station, day: date, who: str = COORDINATOR, *roles: Role) -> int:
    """Runs once a week until then, as a station does; how many days of plans went."""
    went = 0
    while station.clock.today(station.debriefs().zone) < day:
        station.clock.advance(min(timedelta(days=7), day - station.clock.today(station.debriefs().zone)))
        run = station.debriefs(who, *roles).run_retention()
        went += run.deleted.get(Subject.PLAN_DAYS, 0) if run else 0
    return went


@pytest.fixture
def trial(station: Station) -> Station:
    """Ana's trial is on 1 December, with three days of grace; it was settled on the day."""
    an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.add_day(plan_of(station, "Ana Ruiz"), "trial", date(2026, 12, 1))
    station.clock.advance(20 * DAY)
    plan = plan_of(station, "Ana Ruiz")
    [call] = [one for one in plan.calls(room.now) if any(day.by_hand for day in one.days)]
    room.settle_call(plan, call, FollowUpOutcome.DONE)
    return station


def hand_days(station: Station) -> list[str]:
    return [day.name for plan in station.debriefs().plans() for day in plan.days if day.by_hand]


def test_a_day_goes_ninety_days_after_its_grace_and_leaves_no_byte(trial: Station) -> None:
    """CL-10: neither what it was nor what came of it, also not as it was sealed."""
    old = rows(trial)[0].sealed[200:264]
    path, key = trial.folder / "station.db", trial.rings[COORDINATOR].store_key
    assert old in on_disk(path, key)
    assert run_until(trial, date(2027, 3, 4)) == 0
    assert hand_days(trial) == ["Trial"]
    assert run_until(trial, date(2027, 3, 6)) == 1
    assert hand_days(trial) == []
    assert old not in on_disk(path, key)
    assert any(one.what == Subject.PLAN_DAYS.label for one in periods())


def test_whoever_lacks_the_team_s_key_leaves_it_to_the_next_who_holds_it(trial: Station) -> None:
    assert run_until(trial, date(2027, 3, 20), SERGEANT, Role.SUPERVISOR) == 0
    assert hand_days(trial) == ["Trial"]
    assert run_until(trial, date(2027, 3, 22)) == 1


@pytest.mark.parametrize("whole_station", [True, False])
def test_a_legal_hold_keeps_it(trial: Station, whole_station: bool) -> None:
    room = trial.debriefs()
    hold = room.hold_records(None if whole_station else room.incidents()[0].id, HoldReason.LAWSUIT)
    assert run_until(trial, date(2027, 3, 20)) == 0
    assert hand_days(trial) == ["Trial"]
    room.ask_to_lift(hold)
    trial.chief_s_debriefs().lift(trial.chief_s_debriefs().holds()[0])
    assert run_until(trial, date(2027, 3, 22)) == 1


def test_a_family_s_year_goes_day_by_day_and_then_as_a_whole(station: Station) -> None:
    """A death across a year's end; the last day to file is three years away, and keeps the plan until then."""
    room = station.debriefs()
    room.add_family(FamilyWish("The Hales", date(2026, 11, 1), date(1980, 1, 2)))
    run_until(station, date(2027, 6, 1))
    left = hand_days(station)
    assert "After 1 week" not in left
    assert {"After 6 months", "Anniversary", "Federal death benefit: last day to file"} <= set(left)
    run_until(station, date(2028, 4, 1))
    assert hand_days(station) == ["Federal death benefit: last day to file"]
    station.clock.advance(timedelta(days=700))
    for _ in range(3):  # the clock leapt ahead, and has to say so twice
        station.clock.advance(timedelta(days=1))
        room.run_retention()
    assert rows(station) == []
    assert room.plans() == []


def test_whoever_is_deleted_from_the_roster_takes_the_plan_along(trial: Station) -> None:
    roster, people = trial.roster(), trial.people()
    roster.add(a_person("Somebody Else", {PersonRole.OFFICER}))
    roster.remove(people["Ana Ruiz"].id)
    assert len(rows(trial)) == 1, "Undo still brings it back"
    trial.clock.advance(31 * DAY)
    roster.empty_bin()
    for _ in range(3):
        trial.clock.advance(DAY)
        trial.debriefs().run_retention()
    assert rows(trial) == []


def test_a_family_s_label_stands_in_no_table_and_no_page_of_the_store(station: Station) -> None:
    """The administrator and whoever keeps the PC hold the store's key: they read ids of helpers, and nothing else."""
    label = "Marzipan lighthouse 77"
    room = station.debriefs()
    made = room.add_family(FamilyWish(label, date(2026, 11, 1), owner=station.people()["Lee Park"].id))
    room.add_day(room.plan_of(made.value), "civil_suit", date(2027, 3, 1))
    made.undo()
    room.add_family(FamilyWish(label, date(2026, 11, 1)))
    with station.store.read() as work:
        for table in own_tables():
            said = repr(work.execute(select(table)).all())
            assert not [word for word in (label, "civil_suit", "birthday", "2026-11-08") if word in said], table.name
    data = on_disk(station.folder / "station.db", station.rings[COORDINATOR].store_key)
    assert b"debriefs_year_plan" in data  # the pages were really decrypted
    assert not [form for form in (label.encode(), label.encode("utf-16-le"), b"civil_suit") if form in data]
