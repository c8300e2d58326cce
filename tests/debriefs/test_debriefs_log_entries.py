"""Entries of the activity log: what can be saved, what is refused in one sentence, and undo (chaplain_log.md 3)."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.debriefs.log_help import RIDE, TALK, an_entry, staffed, today
from tests.debriefs.station import COORDINATOR, DAY, HELPER, SERGEANT, Station
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.activity_log.categories import load_categories
from wellness_desktop.debriefs.activity_log.entry_check import EntryProblem, check_activity, hours_words
from wellness_desktop.debriefs.activity_log.month_lock import ReopenReason, is_locked, locks_on, oldest_kept
from wellness_desktop.debriefs.activity_log.sheet_text import SMALLEST, entry_of, row_of, rows_in, written
from wellness_desktop.debriefs.activity_log.values import (
    Activity,
    Capacity,
    DayPart,
    LateReason,
    LogEntry,
    NewEntry,
    RecipientClass,
    Referral,
    Setting,
    month_of,
    months_before,
    next_month,
)

CATEGORIES = load_categories()
FIELD_CODES = """
    one_on_one phone_contact family_contact home_visit hospital_visit crisis_response demobilisation defusing
    group_debriefing briefing follow_up peer_consultation nok_member death_notice_public injury_notice
    walk_through roll_call ride_along jail_visit court_support community_event school_event
    invocation funeral_memorial wedding_blessing swearing_in anniversary_rite
    training_given training_received supervision_received exercise on_call meeting admin travel undisclosed
"""

# ------------------------------------------------------------------------------------------------ values as data


def test_the_codes_of_the_categories_are_those_of_the_field() -> None:
    """Stable: they stand in sealed entries and issued reports (chaplain_log.md 4)."""
    assert list(CATEGORIES.by_code) == FIELD_CODES.split()
    sensitive = {code for code, one in CATEGORIES.by_code.items() if one.sensitive}
    assert sensitive == {
        "one_on_one",
        "phone_contact",
        "family_contact",
        "home_visit",
        "hospital_visit",
        "follow_up",
    }


def test_cl01_no_field_of_an_entry_takes_free_text() -> None:
    """Everything is a number, a day or a word of a list; `category` is a code that must be known."""
    texts = set()
    for kind in (Activity, NewEntry, LogEntry):
        for field in fields(kind):
            if "str" in str(field.type):
                texts.add(field.name)
    assert texts == {"category", "key"}


def test_cl12_no_label_speaks_of_a_confession() -> None:
    labels = [one.label for one in CATEGORIES.by_code.values()]
    labels += [one.label for kind in (DayPart, RecipientClass, Setting, Referral, Capacity) for one in kind]
    assert not [one for one in labels if "confess" in one.lower()]


activities = st.builds(
    Activity,
    category=st.sampled_from(sorted(CATEGORIES.by_code)),
    minutes=st.integers(1, 96).map(lambda steps: steps * 15),
    part=st.sampled_from(DayPart),
    recipients=st.just(RecipientClass.GROUP),
    people=st.integers(1, 500),
    first_contacts=st.integers(0, 1),
    setting=st.sampled_from(Setting),
    called_out=st.booleans(),
    travel_minutes=st.integers(0, 1440),
    miles=st.integers(0, 999),
    referrals=st.frozensets(st.sampled_from(Referral)),
    safety_protocol=st.booleans(),
    follow_up=st.booleans(),
    capacity=st.sampled_from(Capacity),
)
entries = st.builds(
    LogEntry,
    key=st.text("0123456789abcdef", min_size=12, max_size=12),
    month=st.just(date(2028, 2, 1)),
    day=st.one_of(st.none(), st.dates(date(2028, 2, 1), date(2028, 2, 29))),
    logged_on=st.one_of(st.none(), st.dates(date(2028, 2, 1), date(2028, 3, 9))),
    activity=activities,
    late=st.one_of(st.none(), st.sampled_from(LateReason)),
    imported=st.booleans(),
)


@given(st.lists(entries, max_size=5))
def test_a_sheet_says_again_what_was_written_and_its_size_says_little(found: list[LogEntry]) -> None:
    text = written(map(row_of, found))
    assert [entry_of(row, date(2028, 2, 1)) for row in rows_in(text)] == found
    assert len(text) == SMALLEST


@given(activities)
def test_whatever_the_lists_offer_can_be_saved(what: Activity) -> None:
    check_activity(what, CATEGORIES)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"category": "gossip"}, "category", "Choose what you did"),
        ({"minutes": 30 * 60}, "minutes", "24 hours at most"),
        ({"minutes": 20}, "minutes", "steps of 15"),
        ({"minutes": 0}, "minutes", "steps of 15"),
        ({"people": 0}, "people", "How many people"),
        ({"recipients": RecipientClass.NONE, "first_contacts": 0}, "recipients", "whom it was for"),
        ({"people": 501}, "people", "0 to 500"),
        ({"first_contacts": 2}, "first_contacts", "No more people"),
        ({"travel_minutes": 1441}, "travel_minutes", "24 hours"),
        ({"miles": -1}, "miles", "0 to 999"),
        (
            {
                "people": 0,
                "first_contacts": 0,
                "recipients": RecipientClass.NONE,
                "referrals": frozenset({Referral.EAP}),
            },
            "people",
            "somebody",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_that_names_the_field(wrong, field, words) -> None:
    with pytest.raises(EntryProblem, match=words) as refused:
        check_activity(replace(TALK, **wrong), CATEGORIES)
    assert refused.value.field == field


def test_months_by_table() -> None:
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert months_before(date(2026, 1, 1), 13) == date(2024, 12, 1)
    assert locks_on(date(2026, 12, 1)) == date(2027, 1, 10)
    assert oldest_kept(date(2026, 11, 30)) == date(2025, 10, 1)
    october = date(2026, 10, 1)
    assert not is_locked(october, date(2026, 11, 9), {})
    assert is_locked(october, date(2026, 11, 10), {})
    assert not is_locked(october, date(2026, 11, 20), {october: date(2026, 11, 20)})
    assert is_locked(october, date(2026, 11, 21), {october: date(2026, 11, 20)})


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "night"), (5, "night"), (6, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening"), (22, "night")],
)
def test_parts_of_the_day(hour: int, part: str) -> None:
    assert DayPart.at(hour) == part


def test_hours_in_words() -> None:
    assert [hours_words(minutes) for minutes in (15, 60, 75, 1440)] == ["15 min", "1 h", "1 h 15 min", "24 h"]


# ------------------------------------------------------------------------------------------------------- saving


def test_an_entry_is_saved_read_again_and_undone(station: Station) -> None:
    room = staffed(station)
    day = today(station)
    done = room.log_entry(an_entry(day))
    [kept] = room.my_entries(month_of(day))
    assert kept == done.value
    assert (kept.day, kept.logged_on, kept.activity) == (day, day, TALK)
    assert room.my_log_months() == [month_of(day)]
    done.undo()
    assert room.my_entries(month_of(day)) == []
    assert room.my_log_months() == []


def test_an_entry_is_changed_also_into_another_month_and_back(station: Station) -> None:
    room, day = staffed(station), today(station)
    first = room.log_entry(an_entry(day)).value
    room.log_entry(an_entry(day, RIDE))
    october = date(2026, 10, 31)
    station.clock.advance(-3 * DAY)  # before October closes
    done = room.change_entry(first, an_entry(october, people=3, first_contacts=0))
    assert [one.activity.people for one in room.my_entries(date(2026, 10, 1))] == [3]
    assert [one.activity.category for one in room.my_entries(month_of(day))] == ["ride_along"]
    assert done.value.key == first.key
    done.undo()
    assert first in room.my_entries(month_of(day))
    assert room.my_entries(date(2026, 10, 1)) == []


def test_an_entry_is_removed_and_comes_back(station: Station) -> None:
    room, day = staffed(station), today(station)
    entry = room.log_entry(an_entry(day)).value
    done = room.remove_entry(entry)
    assert room.my_entries(month_of(day)) == []
    with pytest.raises(Problem, match="no longer there"):
        room.remove_entry(entry)
    done.undo()
    assert room.my_entries(month_of(day)) == [entry]


def test_a_day_holds_24_hours_and_no_more(station: Station) -> None:
    room, day = staffed(station), today(station)
    room.log_entry(an_entry(day, RIDE, minutes=23 * 60))
    with pytest.raises(EntryProblem, match="more than 24 hours") as refused:
        room.log_entry(an_entry(day, RIDE, minutes=75))
    assert (refused.value.field, refused.value.advice) == (
        "minutes",
        "There are 23 h on it already. Check the time, or the day.",
    )
    last = room.log_entry(an_entry(day, RIDE, minutes=60)).value
    room.change_entry(last, an_entry(day, RIDE, minutes=45))
    room.log_entry(an_entry(day - DAY, RIDE, minutes=24 * 60))


def test_a_day_to_come_and_thirty_hours_are_refused_and_nothing_is_kept(station: Station) -> None:
    room, day = staffed(station), today(station)
    for new in (an_entry(day + DAY), an_entry(day, RIDE, minutes=30 * 60)):
        with pytest.raises(EntryProblem):
            room.log_entry(new)
    assert room.my_log_months() == []


@pytest.mark.parametrize(
    ("moment", "day", "part"),
    [
        (datetime(2026, 11, 11, 5, 50, tzinfo=UTC), date(2026, 11, 10), DayPart.NIGHT),  # ten to midnight
        (datetime(2026, 11, 1, 4, 50, tzinfo=UTC), date(2026, 10, 31), DayPart.NIGHT),
        (datetime(2026, 11, 1, 7, 30, tzinfo=UTC), date(2026, 11, 1), DayPart.NIGHT),  # half past one, again
        (datetime(2026, 11, 2, 0, 0, tzinfo=UTC), date(2026, 11, 1), DayPart.EVENING),
    ],
)
def test_an_entry_begins_with_the_day_and_part_of_the_station(station: Station, moment, day, part) -> None:
    room = staffed(station)
    station.clock.advance(moment - station.clock.now())
    new = room.next_entry()
    assert (new.day, new.activity.part) == (day, part)
    room.log_entry(new)


def test_the_month_closes_on_the_tenth_and_the_coordinator_opens_it_for_a_week(station: Station) -> None:
    room, october = staffed(station), date(2026, 10, 1)
    late = an_entry(date(2026, 10, 30))
    assert room.month_state(october).locked
    with pytest.raises(EntryProblem, match="Oct 2026 closed on Nov 10, 2026") as refused:
        room.log_entry(late)
    assert refused.value.field == "day"
    with pytest.raises(NotAllowed):
        room.reopen_month(october, ReopenReason.LATE_PAPER)
    done = station.debriefs().reopen_month(october, ReopenReason.LATE_PAPER)
    assert done.value.reopened_until == today(station) + 7 * DAY
    entry = room.log_entry(late).value
    with pytest.raises(Problem, match="This month is open"):
        station.debriefs().reopen_month(october, ReopenReason.ABSENCE)
    station.clock.advance(8 * DAY)
    assert room.month_state(october).locked
    with pytest.raises(EntryProblem, match="closed"):
        room.remove_entry(entry)
    assert [event for event, _ in station.audited()].count("log month reopened") == 1


def test_reopening_is_taken_back(station: Station) -> None:
    room, october = staffed(station), date(2026, 10, 1)
    station.debriefs().reopen_month(october, ReopenReason.MISTAKE).undo()
    with pytest.raises(EntryProblem, match="closed"):
        room.log_entry(an_entry(date(2026, 10, 30)))


def test_after_45_days_it_asks_why(station: Station) -> None:
    room, august = staffed(station), date(2026, 8, 1)
    station.debriefs().reopen_month(august, ReopenReason.OLDER_LOG)
    late = an_entry(date(2026, 8, 31))
    with pytest.raises(EntryProblem, match="45 days") as refused:
        room.log_entry(late)
    assert refused.value.field == "late"
    kept = room.log_entry(replace(late, late=LateReason.PAPER)).value
    assert kept.late is LateReason.PAPER


def test_what_is_past_its_detail_cannot_be_opened(station: Station) -> None:
    with pytest.raises(EntryProblem, match="too long ago"):
        station.debriefs().reopen_month(date(2025, 9, 1), ReopenReason.OLDER_LOG)


# ----------------------------------------------------------------------------------------------- a small agency


def test_under_ten_staff_neither_the_day_nor_the_day_of_entering_is_stored(station: Station) -> None:
    """Eight work here. The day would point to the one officer who was on (chaplain_log.md 3)."""
    room, day = station.debriefs(HELPER), today(station)
    assert room.keeps_month_only
    entry = room.log_entry(an_entry(day)).value
    assert (entry.month, entry.day, entry.logged_on) == (month_of(day), None, None)
    assert room.my_entries(month_of(day)) == [entry]
    room.log_entry(an_entry(day.replace(day=30)))  # any day of a month that has begun


def test_under_ten_staff_the_month_holds_its_hours_so_far(station: Station) -> None:
    room, day = station.debriefs(HELPER), today(station)
    for _ in range(day.day):
        room.log_entry(an_entry(day, RIDE, minutes=24 * 60))
    with pytest.raises(EntryProblem, match="more hours than it has had"):
        room.log_entry(an_entry(day, RIDE, minutes=15))


def test_growing_over_ten_keeps_what_was_stored_without_a_day(station: Station) -> None:
    day = today(station)
    station.debriefs(HELPER).log_entry(an_entry(day))
    room = staffed(station)
    room.log_entry(an_entry(day, RIDE))
    assert [one.day for one in room.my_entries(month_of(day))] == [None, day]


# --------------------------------------------------------------------------------------------------------- roles


def test_only_helpers_keep_a_log_and_each_reads_only_the_own(station: Station) -> None:
    room, day = staffed(station), today(station)
    room.log_entry(an_entry(day))
    second = station.debriefs(COORDINATOR, Role.HELPER)
    assert second.my_entries(month_of(day)) == []
    for name, *roles in ((COORDINATOR,), (SERGEANT,), (SERGEANT, Role.PLANNER), (SERGEANT, Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            station.debriefs(name, *roles).my_entries(month_of(day))
        with pytest.raises(NotAllowed):
            station.debriefs(name, *roles).log_entry(an_entry(day))


def test_nothing_about_an_entry_stands_in_the_audit_log(station: Station) -> None:
    room, day = staffed(station), today(station)
    before = station.audited()
    done = room.log_entry(an_entry(day))
    room.remove_entry(room.change_entry(done.value, an_entry(day, RIDE)).value).undo()
    assert station.audited() == before
