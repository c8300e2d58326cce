"""On call and calendars in the store (roster/on_call_desk.py)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.roster.station import CHICAGO, HELPER, HOUR, NOON, a_person, a_phone, added, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.kinds import CalendarKind, PersonRole
from wellness_desktop.roster.on_call import Layer, Span, station_moment
from wellness_desktop.roster.people import CalendarEntry


def names(entries):
    return [(entry.duty.layer, entry.person.name) for entry in entries]


@pytest.fixture
def lee_and_ruth(roster):
    return added(roster, a_person("Lee Park"), a_person("Ruth Okafor"))


def test_now_and_next(roster, station, lee_and_ruth):
    lee, ruth = lee_and_ruth
    roster.add_duty(Layer.BACKUP, ruth.id, NOON - HOUR, NOON + 12 * HOUR)
    roster.add_duty(Layer.PRIMARY, lee.id, NOON - HOUR, NOON + HOUR)
    roster.add_duty(Layer.PRIMARY, ruth.id, NOON + HOUR, NOON + 2 * HOUR)
    assert names(roster.on_call_now()) == [(Layer.PRIMARY, "Lee Park"), (Layer.BACKUP, "Ruth Okafor")]
    assert names(roster.on_call_next()) == [(Layer.PRIMARY, "Ruth Okafor")]
    station.clock.advance(HOUR)
    assert names(roster.on_call_now()) == [(Layer.PRIMARY, "Ruth Okafor"), (Layer.BACKUP, "Ruth Okafor")]
    assert roster.on_call_next() == []
    station.clock.advance(12 * HOUR)
    assert roster.on_call_now() == []


def test_everybody_who_works_here_sees_who_is_on_call(roster, station, lee_and_ruth):
    roster.add_duty(Layer.PRIMARY, lee_and_ruth[0].id, NOON, NOON + HOUR)
    assert names(station.roster(Role.MEMBER, account=HELPER).on_call_now()) == [(Layer.PRIMARY, "Lee Park")]
    with pytest.raises(NotAllowed):
        station.roster(Role.ADMINISTRATOR).on_call_now()


def test_gaps_of_the_coming_two_weeks(roster, lee_and_ruth):
    roster.add_duty(Layer.PRIMARY, lee_and_ruth[0].id, NOON + HOUR, NOON + 10 * HOUR)
    assert roster.on_call_gaps() == [
        Span(NOON, NOON + HOUR),
        Span(NOON + 10 * HOUR, NOON + timedelta(days=14)),
    ]


def test_a_duty_is_changed_and_undone(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    duty = roster.add_duty(Layer.PRIMARY, lee.id, NOON, NOON + HOUR).value
    done = roster.change_duty(replace(duty, person_id=ruth.id, ends=NOON + 2 * HOUR))
    assert names(roster.on_call_now()) == [(Layer.PRIMARY, "Ruth Okafor")]
    with pytest.raises(ChangedElsewhere):
        roster.change_duty(duty)
    done.undo()
    (entry,) = roster.on_call_now()
    assert (entry.person.name, entry.duty.ends) == ("Lee Park", NOON + HOUR)


def test_a_duty_is_added_removed_and_brought_back(roster, lee_and_ruth):
    added_duty = roster.add_duty(Layer.CLINICIAN, lee_and_ruth[0].id, NOON, NOON + HOUR)
    removed = roster.remove_duty(added_duty.value.id)
    assert roster.on_call_now() == []
    removed.undo()
    assert names(roster.on_call_now()) == [(Layer.CLINICIAN, "Lee Park")]
    with pytest.raises(Problem, match="removed meanwhile"):
        roster.remove_duty(added_duty.value.id)
    again = roster.add_duty(Layer.BACKUP, lee_and_ruth[0].id, NOON, NOON + HOUR)
    again.undo()
    assert names(roster.on_call_now()) == [(Layer.CLINICIAN, "Lee Park")]


def test_a_weekly_duty_keeps_its_clock_times_and_is_undone_at_once(roster, lee_and_ruth):
    wall = datetime.fromisoformat
    starts = station_moment(wall("2026-10-23T18:00"), CHICAGO)
    ends = station_moment(wall("2026-10-26T06:00"), CHICAGO)
    done = roster.add_weekly(Layer.PRIMARY, lee_and_ruth[0].id, starts, ends, weeks=3)
    clocks = [
        (duty.starts.astimezone(CHICAGO).isoformat(), duty.ends.astimezone(CHICAGO).isoformat()) for duty in done.value
    ]
    assert clocks == [
        ("2026-10-23T18:00:00-05:00", "2026-10-26T06:00:00-05:00"),
        ("2026-10-30T18:00:00-05:00", "2026-11-02T06:00:00-06:00"),
        ("2026-11-06T18:00:00-06:00", "2026-11-09T06:00:00-06:00"),
    ]
    done.undo()
    assert roster.on_call_between(starts, ends + timedelta(days=30)) == []


def test_duties_that_make_no_sense_are_refused(roster, lee_and_ruth):
    with pytest.raises(Problem, match="before the start"):
        roster.add_duty(Layer.PRIMARY, lee_and_ruth[0].id, NOON, NOON)
    with pytest.raises(Problem, match="no longer"):
        roster.add_duty(Layer.PRIMARY, uuid4(), NOON, NOON + HOUR)
    (vendor,) = added(roster, a_person("Tow Yard", roles=frozenset({PersonRole.VENDOR}), phones=()))
    with pytest.raises(Problem, match="no number"):
        roster.add_duty(Layer.PRIMARY, vendor.id, NOON, NOON + HOUR)
    assert roster.on_call_between(NOON, NOON + HOUR) == []


def test_clashes_are_told_not_refused(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    roster.add_duty(Layer.PRIMARY, lee.id, NOON, NOON + 4 * HOUR)
    second = roster.add_duty(Layer.PRIMARY, ruth.id, NOON + HOUR, NOON + 2 * HOUR).value
    assert names(roster.clashes(second)) == [(Layer.PRIMARY, "Lee Park")]


def test_a_removed_person_is_not_on_call(roster, lee_and_ruth):
    lee = lee_and_ruth[0]
    roster.add_duty(Layer.PRIMARY, lee.id, NOON, NOON + HOUR)
    done = roster.remove(lee.id)
    assert roster.on_call_now() == []
    assert roster.on_call_gaps()[0].starts == NOON
    done.undo()
    assert names(roster.on_call_now()) == [(Layer.PRIMARY, "Lee Park")]


@pytest.mark.parametrize(
    ("evening", "morning", "hours"),
    [
        ("2026-10-31T18:00", "2026-11-01T06:00", 13),
        ("2027-03-13T18:00", "2027-03-14T06:00", 11),
        ("2026-12-31T18:00", "2027-01-01T06:00", 12),
    ],
    ids=["autumn", "spring", "year end"],
)
def test_the_odd_nights_are_covered_whole(roster, station, lee_and_ruth, evening, morning, hours):
    """Each hour in turn, signed in and at the front door: nobody is missing, and nobody stays longer (issue 5)."""
    starts, ends = (station_moment(datetime.fromisoformat(text), CHICAGO) for text in (evening, morning))
    lee, ruth = lee_and_ruth
    lee = roster.change(replace(lee, published_on=roster.today, phones=(a_phone(published=True),))).value
    roster.add_duty(Layer.PRIMARY, lee.id, starts, ends)
    roster.add_duty(Layer.PRIMARY, ruth.id, ends, ends + 2 * HOUR)
    station.clock.advance(starts - NOON)
    roster.publish()
    for _ in range(hours):
        assert names(roster.on_call_now()) == [(Layer.PRIMARY, "Lee Park")]
        assert [each.contact.name for each in station.board.on_call(roster.now)] == ["Lee Park"]
        station.clock.advance(HOUR)
    assert names(roster.on_call_now()) == [(Layer.PRIMARY, "Ruth Okafor")]
    assert station.board.on_call(roster.now) == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.SUPERVISOR, Role.PLANNER])
def test_only_the_coordinator_edits_on_call(station, roster, lee_and_ruth, role):
    duty = roster.add_duty(Layer.PRIMARY, lee_and_ruth[0].id, NOON, NOON + HOUR).value
    other = station.roster(role, account=HELPER)
    for forbidden in (
        lambda: other.add_duty(Layer.BACKUP, lee_and_ruth[1].id, NOON, NOON + HOUR),
        lambda: other.change_duty(duty),
        lambda: other.remove_duty(duty.id),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert names(roster.on_call_now()) == [(Layer.PRIMARY, "Lee Park")]


def court(person, starts=NOON, hours=2):
    return CalendarEntry(person_id=person.id, kind=CalendarKind.COURT, starts=starts, ends=starts + hours * HOUR)


def test_calendar_entries_are_kept_filtered_and_undone(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    done = roster.add_calendar(court(lee))
    roster.add_calendar(court(ruth, NOON + 3 * HOUR))
    assert [entry.person_id for entry in roster.calendar(NOON, NOON + 9 * HOUR)] == [lee.id, ruth.id]
    assert [entry.person_id for entry in roster.calendar(NOON, NOON + 9 * HOUR, [ruth.id])] == [ruth.id]
    assert roster.calendar(NOON + 2 * HOUR, NOON + 3 * HOUR) == []
    removed = roster.remove_calendar(done.value.id)
    assert roster.calendar(NOON, NOON + HOUR) == []
    removed.undo()
    assert len(roster.calendar(NOON, NOON + HOUR)) == 1
    with pytest.raises(Problem, match="before the start"):
        roster.add_calendar(court(lee, hours=0))


def test_people_note_their_own_leave_and_nobody_elses(roster, station):
    lee, ruth = added(roster, a_person("Lee Park", account_id=HELPER), published("Ruth Okafor"))
    mine = station.roster(Role.MEMBER, account=HELPER)
    entry = mine.add_calendar(court(lee)).value
    with pytest.raises(NotAllowed):
        mine.add_calendar(court(ruth))
    hers = roster.add_calendar(court(ruth)).value
    with pytest.raises(NotAllowed):
        mine.remove_calendar(hers.id)
    mine.remove_calendar(entry.id)
    assert [each.person_id for each in roster.calendar(NOON, NOON + HOUR)] == [ruth.id]
