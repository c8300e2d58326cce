"""Days that differ: leave takes the whole night shift, ranges, trades, shifts set by hand; and the picture of it."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roster.station import CHICAGO, a_person, added
from tests.roster.test_roster_shift_patterns import MONDAY, a_pattern
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.duty_roster.month import counts, month_days, on_now
from wellness_desktop.roster.duty_roster.pattern_values import OwnTeam
from wellness_desktop.roster.duty_roster.shifts import at_local
from wellness_desktop.roster.duty_roster.turns import clash_words, people_words, with_turn
from wellness_desktop.roster.kinds import CalendarKind, PersonRole
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import CalendarEntry, Person
from wellness_desktop.roster.service import Roster

OFFICER = frozenset({PersonRole.OFFICER})
FOUR = tuple(OwnTeam(name, offset) for name, offset in (("A", 0), ("B", 2), ("C", 4), ("D", 6)))
"""On DDOONNOO, one team is on days and one on nights every day."""
MARCH = month_days(date(2026, 3, 1))


@pytest.fixture
def squad(roster: Roster) -> list[Person]:
    people = added(roster, *(a_person(name, roles=OFFICER) for name in ("Ann Bell", "Ben Cole", "Cy Doyle", "Di Lang")))
    roster.save_pattern(a_pattern(teams=FOUR))
    for person, team in zip(people, roster.shift_teams(), strict=True):
        roster.put_on_team([person.id], team.id, MONDAY)
    return people


def text_of(roster: Roster, person: Person, day: date) -> str:
    [row] = [row for row in roster.duty_picture([day]).rows if row.member.id == person.id]
    return row.cells[0].text


def spoken(roster: Roster, person: Person, day: date) -> str:
    [row] = [row for row in roster.duty_picture([day]).rows if row.member.id == person.id]
    return row.cells[0].spoken


def first_night(roster: Roster, person: Person) -> date:
    return next(day for day in MARCH if text_of(roster, person, day) == "N")


def local(day: date, hour: int) -> datetime:
    return at_local(day, time(hour), CHICAGO)


def test_a_day_of_leave_takes_the_whole_night_shift_and_nothing_of_the_one_before(roster, squad) -> None:
    night = first_night(roster, squad[0])
    next_day = night + timedelta(days=1)
    assert text_of(roster, squad[0], next_day) == "N"
    [entry] = roster.mark_days([squad[0].id], CalendarKind.LEAVE, next_day, next_day).value
    assert (entry.starts, entry.ends) == (local(next_day, 6), local(next_day + timedelta(days=1), 6))
    assert [text_of(roster, squad[0], night + timedelta(days=n)) for n in range(3)] == ["N", "Lv", "-"]


def test_a_range_for_a_team_in_one_step_and_back(roster, squad) -> None:
    ids = [person.id for person in squad[:2]]
    done = roster.mark_days(ids, CalendarKind.LEAVE, date(2026, 3, 2), date(2026, 3, 15))
    for person in squad[:2]:
        assert {text_of(roster, person, day) for day in MARCH[1:15]} == {"Lv"}
    assert len(done.value) == 2
    roster.mark_days(ids[:1], CalendarKind.COURT, date(2026, 3, 5), date(2026, 3, 5))
    assert [text_of(roster, squad[0], date(2026, 3, day)) for day in (4, 5, 6)] == ["Lv", "Ct", "Lv"]
    with pytest.raises(ChangedElsewhere):
        done.undo()
    roster.clear_days(ids, date(2026, 3, 1), date(2026, 3, 31))
    assert not {"Lv", "Ct"} & {text_of(roster, squad[0], day) for day in MARCH}


def test_undo_brings_back_what_a_mark_replaced(roster, squad) -> None:
    person = squad[0].id
    roster.mark_days([person], CalendarKind.LEAVE, date(2026, 3, 2), date(2026, 3, 10))
    before = [(e.kind, e.starts, e.ends) for e in roster.noted(person, MARCH[0], MARCH[-1])]
    done = roster.mark_days([person], CalendarKind.TRAINING, date(2026, 3, 4), date(2026, 3, 5))
    assert len(roster.noted(person, MARCH[0], MARCH[-1])) == 3
    done.undo()
    assert [(e.kind, e.starts, e.ends) for e in roster.noted(person, MARCH[0], MARCH[-1])] == before


def test_a_letter_sets_the_shift_of_the_day(roster, squad) -> None:
    day = next(day for day in MARCH if text_of(roster, squad[0], day) == "D")
    roster.set_shift([squad[0].id], "N", day, day)
    assert text_of(roster, squad[0], day) == "N"
    assert spoken(roster, squad[0], day) == "Nights, 18:00 to 06:00"
    roster.set_shift([squad[0].id], "O", day, day)
    assert text_of(roster, squad[0], day) == "-"
    roster.set_shift([squad[0].id], "C", day, day)
    assert text_of(roster, squad[0], day) == "D·"  # on call on top; the pattern counts again
    roster.clear_days([squad[0].id], day, day)
    assert text_of(roster, squad[0], day) == "D"
    with pytest.raises(Problem, match="what Z is"):
        roster.set_shift([squad[0].id], "Z", day, day)


def test_two_people_trade_and_trade_back(roster, squad) -> None:
    ann, ben = squad[0], squad[1]
    day = next(day for day in MARCH if text_of(roster, ann, day) == "D" and text_of(roster, ben, day) == "-")
    other = next(day for day in MARCH if text_of(roster, ben, day) == "D" and text_of(roster, ann, day) == "-")
    done = roster.trade_shifts(ann.id, day, ben.id, other)
    assert [text_of(roster, ann, day), text_of(roster, ben, day)] == ["Fr", "+"]
    assert [text_of(roster, ann, other), text_of(roster, ben, other)] == ["+", "Fr"]
    done.undo()
    assert [text_of(roster, ann, day), text_of(roster, ben, day)] == ["D", "-"]
    roster.trade_shifts(ann.id, day, ben.id, day)
    assert [text_of(roster, ann, day), text_of(roster, ben, day)] == ["Fr", "+"]
    with pytest.raises(Problem, match="same person"):
        roster.trade_shifts(ann.id, day, ann.id, other)


def test_exact_times_stand_beside_the_shift(roster, squad) -> None:
    day = next(day for day in MARCH if text_of(roster, squad[0], day) == "D")
    roster.mark_time([squad[0].id], CalendarKind.COURT, local(day, 9), local(day, 11))
    assert text_of(roster, squad[0], day) == "D·"
    assert "In court, 09:00 to 11:00" in spoken(roster, squad[0], day)
    roster.mark_time([squad[0].id], CalendarKind.OVERTIME, local(day, 18), local(day, 22))
    assert text_of(roster, squad[0], day) == "D+"
    [court] = [each for each in roster.noted(squad[0].id, day, day) if each.kind is CalendarKind.COURT]
    roster.remove_noted(court)
    assert "court" not in spoken(roster, squad[0], day)
    with pytest.raises(Problem, match="before the start"):
        roster.mark_time([squad[0].id], CalendarKind.COURT, local(day, 9), local(day, 9))


def test_the_picture_counts_who_is_on_and_finds_gaps(roster, squad) -> None:
    picture = roster.duty_picture(MARCH)
    assert set(picture.fewest) == {1}
    assert picture.gaps == ()
    assert Counter(row.cells[9].text for row in picture.rows) == {"D": 1, "N": 1, "-": 2}
    on = next(row.member for row in picture.rows if row.cells[9].text == "D")
    roster.mark_days([on.id], CalendarKind.LEAVE, MARCH[9], MARCH[9])
    again = roster.duty_picture(MARCH)
    assert again.gaps == ((local(MARCH[9], 6), local(MARCH[9], 18)),)
    assert again.fewest[9] == 0


def test_nobody_is_counted_where_no_shifts_are_known(roster) -> None:
    picture = roster.duty_picture(MARCH)
    assert (picture.fewest, picture.gaps) == ((), ())


def test_who_is_on_now(roster, squad, station) -> None:
    assert [shift.night for _, shift in on_now(roster.duty_picture([MARCH[9]]).rows, station.clock.now())] == [False]
    station.clock.advance(timedelta(hours=-9))  # three in the morning: yesterday's night shift still runs
    [(row, shift)] = on_now(roster.duty_picture([MARCH[9]]).rows, station.clock.now())
    assert (shift.night, shift.day) == (True, MARCH[8])
    assert text_of(roster, next(one for one in squad if one.id == row.member.id), MARCH[8]) == "N"


def test_both_clock_changes_are_said_in_elapsed_hours(roster, squad) -> None:
    spring = date(2026, 3, 7)
    night = next(person for person in squad if text_of(roster, person, spring) == "N")
    assert spoken(roster, night, spring) == "Nights, 18:00 to 06:00 (clocks change: 11 hours)"
    autumn = date(2026, 10, 31)
    night = next(person for person in squad if text_of(roster, person, autumn) == "N")
    assert spoken(roster, night, autumn) == "Nights, 18:00 to 06:00 (clocks change: 13 hours)"


def test_turns_on_call_stand_beside_the_shifts(roster, squad, station) -> None:
    day = next(one for one in squad if text_of(roster, one, MARCH[9]) == "D")
    off = next(one for one in squad if text_of(roster, one, MARCH[9]) == "-")
    roster.add_duty(Layer.BACKUP, day.id, local(MARCH[9], 18), local(MARCH[10], 8))
    roster.add_duty(Layer.PRIMARY, off.id, local(MARCH[9], 18), local(MARCH[11], 18))
    assert text_of(roster, day, MARCH[9]) == "DC"
    assert text_of(roster, day, MARCH[10]) == "D", "a turn that ends in the morning belongs to the day before"
    assert text_of(roster, off, MARCH[9]) == "C"
    words = spoken(roster, day, MARCH[9])
    assert words == "Days, 06:00 to 18:00; On call (Backup), Tue Mar 10, 18:00 to Wed Mar 11, 08:00"
    roster.mark_time([day.id], CalendarKind.OVERTIME, local(MARCH[9], 18), local(MARCH[9], 20))
    assert text_of(roster, day, MARCH[9]) == "D+C"
    picture = roster.duty_picture(MARCH)
    assert people_words(picture.turns) == f"{off.name} (First to call), {day.name} (Backup)"
    assert picture.clashes == ()


def test_whoever_is_on_call_and_away_is_said_hour_by_hour(roster, squad) -> None:
    person = squad[0]
    [chaplain] = added(roster, a_person("Pat Vale", roles=frozenset({PersonRole.CHAPLAIN}), own_agency=False))
    for one in (person, chaplain):
        roster.add_duty(Layer.PRIMARY, one.id, local(MARCH[1], 18), local(MARCH[8], 18))
        roster.mark_time([one.id], CalendarKind.LEAVE, local(MARCH[7], 0), local(MARCH[12], 0))
    assert text_of(roster, person, MARCH[7]) in ("Lv!", "C!")
    assert spoken(roster, person, MARCH[7]).endswith("on call and away at once")
    assert "!" not in text_of(roster, person, MARCH[6]) + text_of(roster, person, MARCH[9])
    picture = roster.duty_picture(MARCH)
    assert chaplain.id not in [row.member.id for row in picture.rows]
    assert [(one.name, one.starts, one.ends) for one in picture.clashes] == [
        (name, local(MARCH[7], 0), local(MARCH[8], 18)) for name in ("Ann Bell", "Pat Vale")
    ]
    assert clash_words(picture.clashes[0], CHICAGO) == (
        "Ann Bell (First to call), Sun Mar 8, 00:00 to Mon Mar 9, 18:00: On leave"
    )


@pytest.mark.parametrize(
    ("sign", "clash", "shown"),
    [("-", False, "C"), ("?", False, "C"), ("C", False, "C"), ("N", False, "NC"), ("D\u00b7", False, "D\u00b7C"),
     ("Lv", True, "Lv!"), ("-", True, "C!"), ("?", True, "C!"), ("D\u00b7", True, "D\u00b7!")],
)  # fmt: skip
def test_the_sign_of_a_turn(sign, clash, shown) -> None:
    assert with_turn(sign, clash=clash) == shown


def test_a_person_without_anything_is_unknown_and_stands_last(roster, squad) -> None:
    [eve] = added(roster, a_person("Abe Aaron", roles=OFFICER))
    picture = roster.duty_picture(MARCH)
    assert picture.rows[-1].member.id == eve.id
    assert {cell.text for cell in picture.rows[-1].cells} == {"?"}
    assert not picture.rows[-1].known


def test_retirees_and_vendors_have_no_row_unless_somebody_enters_their_shifts(roster, squad) -> None:
    [aid] = added(roster, a_person("Moe Aid", roles=frozenset({PersonRole.MUTUAL_AID}), own_agency=False))
    assert aid.id not in [member.id for member in roster.shift_members()]
    roster.put_on_team([aid.id], roster.shift_teams()[0].id, MONDAY)
    assert aid.id in [member.id for member in roster.shift_members()]


def test_a_sergeant_marks_and_a_planner_only_looks(roster, squad, station) -> None:
    sergeant = station.roster(Role.SUPERVISOR)
    sergeant.mark_days([squad[0].id], CalendarKind.LEAVE, MARCH[0], MARCH[0])
    planner = station.roster(Role.PLANNER)
    assert planner.duty_picture(MARCH).rows
    with pytest.raises(NotAllowed):
        planner.mark_days([squad[0].id], CalendarKind.LEAVE, MARCH[0], MARCH[0])
    with pytest.raises(NotAllowed):
        planner.remove_noted(sergeant.noted(squad[0].id, MARCH[0], MARCH[0])[0])
    with pytest.raises(NotAllowed):
        station.roster(Role.MEMBER).duty_picture(MARCH)


def test_a_range_that_makes_no_sense(roster, squad) -> None:
    with pytest.raises(Problem, match="before the first"):
        roster.mark_days([squad[0].id], CalendarKind.LEAVE, MARCH[1], MARCH[0])
    with pytest.raises(Problem, match="longer than a year"):
        roster.mark_days([squad[0].id], CalendarKind.LEAVE, MARCH[0], date(2028, 1, 1))


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12),
    st.integers(0, 60),
)
@settings(max_examples=60)
def test_counting_agrees_with_counting_hour_by_hour(spans: list[tuple[int, int]], hour: int) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    moments = [(start + timedelta(hours=a), start + timedelta(hours=a + length)) for a, length in spans]
    found = counts(moments, start, start + timedelta(hours=61))
    at = start + timedelta(hours=hour)
    [counted] = [count for begin, stop, count in found if begin <= at < stop]
    assert counted == sum(begin <= at < stop for begin, stop in moments)
    assert found[0][0] == start
    assert all(one[1] == other[0] and one[2] != other[2] for one, other in pairwise(found))


def test_leave_noted_by_the_person_counts_here_too(roster, squad) -> None:
    day = next(day for day in MARCH if text_of(roster, squad[0], day) == "D")
    roster.add_calendar(
        CalendarEntry(person_id=squad[0].id, kind=CalendarKind.LEAVE, starts=local(day, 0), ends=local(day, 23))
    )
    assert text_of(roster, squad[0], day) == "Lv"
