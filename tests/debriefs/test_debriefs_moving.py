"""What it costs to move a session, said in words and numbers, and the days on which one moves it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.debriefs.people import (
    END,
    GRID,
    TEAM,
    ZONE,
    a_calendar,
    a_cover,
    a_leader,
    a_request,
    an_attendee,
)
from wellness_desktop.debriefs.availability import Calendar
from wellness_desktop.debriefs.grid import Grid
from wellness_desktop.debriefs.moving.costs import Movable, cost_of_move
from wellness_desktop.debriefs.moving.days import HALF_HOUR, day_table
from wellness_desktop.debriefs.proposal_facts import Request
from wellness_desktop.debriefs.proposals import propose
from wellness_desktop.debriefs.roads import Drive, Road, drive_of
from wellness_desktop.roster.duty_roster.shifts import Change
from wellness_desktop.roster.kinds import CalendarKind

NOON = datetime(2026, 11, 13, 12, tzinfo=ZONE)


def the_first(request: Request) -> Movable:
    """The first proposal, as it stands on the picture."""
    session = propose(request).choices[0].sessions[0]
    return Movable("0", session.starts, request.minutes, session.members, session.leaders)


def test_who_cannot_come_any_more_and_whose_rest_it_breaks() -> None:
    people = [an_attendee(1, a_calendar("C nights")), an_attendee(2), an_attendee(3), an_attendee(4)]
    request = a_request(people)
    session = the_first(request)
    assert cost_of_move(request, session, session.starts).headline == "All 4 can come."
    cost = cost_of_move(request, session, datetime(2026, 11, 14, 8, tzinfo=ZONE))
    assert (cost.come, cost.asked) == (3, 4)
    assert cost.headline == "3 of 4 can come."
    assert cost.lost == ("P1 rests after a night shift then.",)
    night = cost_of_move(request, session, datetime(2026, 11, 14, 3, tzinfo=ZONE))
    assert {"P2 sleeps then.", "P3 sleeps then.", "P4 sleeps then."} <= set(night.lost)


def test_which_leader_falls_out_and_why() -> None:
    away = Calendar(None, (Change(CalendarKind.COURT, NOON - timedelta(hours=1), NOON + timedelta(hours=1)),))
    leaders = [a_leader(101, clinician=True, calendar=away), a_leader(102, travel=400)]
    request = a_request([an_attendee(number) for number in (1, 2, 3)], leaders)
    session = Movable("0", NOON, 120, tuple(UUID(int=n) for n in (1, 2, 3)), (UUID(int=101), UUID(int=102)))
    cost = cost_of_move(request, session, NOON)
    assert cost.headline == "All 3 can come. 2 leaders fall out."
    assert cost.leaders_out == (
        "L101 is away then.",
        "L102 has no time for the drive of 400 minutes each way then.",
    )


def test_a_clinician_who_may_call_does_not_fall_out() -> None:
    leaders = [replace(a_leader(101, clinician=True, travel=400), by_phone=True), a_leader(102)]
    request = a_request([an_attendee(number) for number in (1, 2, 3)], leaders)
    cost = cost_of_move(request, replace(the_first(request), leaders=(UUID(int=101), UUID(int=102))), NOON)
    assert cost.leaders_out == ()
    assert "L101 would join by telephone: 400 minutes of driving each way do not fit." in cost.others


def test_how_a_time_lies_to_the_care_window_and_that_nothing_is_refused() -> None:
    request = a_request([an_attendee(number) for number in (1, 2, 3)], hours=(24, 60, 96))
    session = the_first(request)
    early = cost_of_move(request, session, END + timedelta(hours=22))
    late = cost_of_move(request, session, END + timedelta(hours=108))
    assert early.others[0].startswith("It begins 2 hours before the care window opens.")
    assert late.others[0].startswith("It ends 14 hours after the care window. Late is still useful.")
    assert late.come == 3


def test_a_person_s_own_window_is_said_but_keeps_nobody_out_when_a_person_decides() -> None:
    people = [replace(an_attendee(n), closes=END + timedelta(hours=40)) for n in (1, 2, 3)]
    request = a_request(people)
    assert propose(request).choices[0].sessions[0].starts < END + timedelta(hours=40)
    session = Movable("0", END + timedelta(hours=36), 120, tuple(one.id for one in people), ())
    assert cost_of_move(request, session, NOON).come == 3


def test_cover_and_who_could_come_as_well() -> None:
    people = [an_attendee(number, a_calendar("A days")) for number in (1, 2, 3)] + [an_attendee(4)]
    request = a_request(people, TEAM, [a_cover(201)])
    session = Movable("0", NOON, 120, tuple(UUID(int=n) for n in (1, 2, 3)), ())
    cost = cost_of_move(request, session, NOON, [UUID(int=4)])
    assert cost.joined == ("P4 could come as well.",)
    assert "C201 can cover." in cost.others
    bare = cost_of_move(replace(request, covers=()), session, NOON)
    assert "Nobody is found to cover; it would be tentative." in bare.others


def test_on_call_needs_somebody_to_stand_in() -> None:
    """Section 13: on call is neither busy nor rest; it lowers the rank and asks for cover."""
    called = Calendar(None, (Change(CalendarKind.ON_CALL, END, END + timedelta(days=11)),))
    people = [an_attendee(1, called), an_attendee(2), an_attendee(3)]
    without = propose(a_request(people)).choices[0].sessions[0]
    assert without.posts == 1
    assert without.needs
    best = propose(a_request(people, TEAM, [a_cover(201)])).choices[0].sessions[0]
    assert best.covers == (UUID(int=201),)
    assert any("On call then: P1." in reason for reason in best.reasons)


def test_a_slow_season_and_a_closed_road() -> None:
    """Section 12: deep snow, harvest, hunting season."""
    winter = Road(UUID(int=101), slow_minutes=200, slow_from=12, slow_until=3)
    assert [month for month in range(1, 13) if winter.is_slow(date(2026, month, 15))] == [1, 2, 3, 12]
    fall = Road(UUID(int=101), slow_minutes=200, slow_from=10, slow_until=11)
    assert [month for month in range(1, 13) if fall.is_slow(date(2026, month, 15))] == [10, 11]
    drive = drive_of(30, replace(fall, closed_until=date(2026, 11, 14)), GRID, ZONE)
    noon = GRID.index(NOON)
    assert drive.minutes_at(noon) == 200
    assert drive.closed >> noon & 1
    assert not drive.closed >> GRID.index(NOON + timedelta(days=2)) & 1
    leaders = [replace(a_leader(101, clinician=True), drive=drive), a_leader(102)]
    request = a_request([an_attendee(number) for number in (1, 2, 3)], leaders)
    led = [one for choice in propose(request).choices for one in choice.sessions if one.clinician]
    assert led
    assert all(one.starts.astimezone(ZONE).date() > date(2026, 11, 14) for one in led)
    session = Movable("0", NOON, 120, (UUID(int=1),), (UUID(int=101),))
    assert cost_of_move(request, session, NOON).leaders_out == ("The road of L101 is closed then.",)


def test_the_usual_road_is_the_usual_drive() -> None:
    assert drive_of(30, Road(UUID(int=1)), GRID, ZONE) == Drive(30)
    assert drive_of(30, None, GRID, ZONE) == Drive(30)


# -------------------------------------------------------------------------------------------------- the days


def test_every_half_hour_says_how_many_could_come() -> None:
    people = [an_attendee(1, a_calendar("C nights")), an_attendee(2), an_attendee(3)]
    request = a_request(people)
    now = END + timedelta(hours=1)
    table = day_table(request, [one.id for one in people], now)
    for row in table.rows:
        for slot, count in enumerate(row.counts):
            moment = row.moment(slot)
            if count >= 0:
                step = GRID.at_or_after(moment)
                assert count == sum(not one.times.obstacles(step, 24) for one in people), moment
                assert row.inside[slot] == (request.opens <= moment <= request.closes - timedelta(hours=2))
            else:
                assert moment < now or moment > GRID.moment(GRID.size) - timedelta(hours=2)


def test_days_on_which_the_clock_changes_have_their_own_length() -> None:
    for ends, day, halves in (
        (datetime(2026, 10, 31, 18, tzinfo=UTC), date(2026, 11, 1), 50),
        (datetime(2026, 3, 7, 18, tzinfo=UTC), date(2026, 3, 8), 46),
    ):
        grid = Grid.covering(ends - timedelta(hours=6), ends + timedelta(days=5))
        request = replace(
            a_request([an_attendee(1, grid=grid)], [], grid=grid),
            opens=ends,
            target=ends + timedelta(hours=20),
            closes=ends + timedelta(days=3),
            earliest=ends,
        )
        table = day_table(request, [], ends)
        row = next(one for one in table.rows if one.day == day)
        assert (len(row.counts), row.clock_changes) == (halves, True)
        assert row.moment(halves) - row.begins == halves * HALF_HOUR
        place = table.place(row.moment(10))
        assert place == (table.rows.index(row), 10)


def test_a_zone_with_three_quarters_of_an_hour_is_drawn_on_its_own_half_hours() -> None:
    zone = ZoneInfo("Asia/Kathmandu")
    request = replace(a_request([an_attendee(1)], []), zone=zone)
    table = day_table(request, [], END + timedelta(hours=20))
    assert max(count for row in table.rows for count in row.counts) == 1


def test_two_hundred_people_are_drawn_and_weighed_at_once() -> None:
    people = [an_attendee(number, a_calendar(("A days", "C nights")[number % 2])) for number in range(1, 201)]
    request = a_request(people)
    table = day_table(request, [], END)
    assert table.most == 200
    assert cost_of_move(request, Movable("0", NOON, 120, (), ()), NOON).asked == 200
