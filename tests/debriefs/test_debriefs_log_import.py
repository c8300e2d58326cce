"""An older log taken in: cleaned, looked at, whole or not at all, undone (CL-13); and the own log as CSV."""

import csv
import io
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.debriefs.log_help import RIDE, TALK, an_entry, staffed, today
from tests.debriefs.station import COORDINATOR, DAY, HELPER, SERGEANT, Station
from tests.debriefs.test_debriefs_log_entries import activities
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.activity_log.categories import load_categories
from wellness_desktop.debriefs.activity_log.exchange_desk import LogImport
from wellness_desktop.debriefs.activity_log.import_clean import Dropped, Gone, LeftOut, clean
from wellness_desktop.debriefs.activity_log.log_csv import COLUMNS, log_as_csv
from wellness_desktop.debriefs.activity_log.log_words import read_minutes
from wellness_desktop.debriefs.activity_log.values import (
    Capacity,
    DayPart,
    LateReason,
    LogEntry,
    RecipientClass,
    Referral,
    Setting,
    month_of,
)

CATEGORIES = load_categories()
OLD = """\
Date,Officer,Badge,Activity,Start,End,Notes,People,Location,Referred to
11/03/2026 14:35,Ana Ruiz,412,Ride-along,14:35,16:05,long talk about the divorce,,in the car,
11/05/2026,Ben Cole,407,One-on-one talk,9:10,10:00,"drinking again, crying",1,Station,"EAP; Dr. Webb"
11/06/2026,=HYPERLINK("http://x"),,Talked with Ana about Ben,20:00,20:20,@SUM(A1),1,Hospital,Clinician
11/09/2027,,,Meeting,9:00,10:00,to come,,,
not a date,Cy Doyle,,Meeting,9:00,10:00,,,,
10/01/2026,Di Lang,,Meeting,9:00,10:00,closed,,,
1/5/2024,,,Meeting,9:00,10:00,old,,,
"""
SECRETS = ("Ruiz", "Cole", "Webb", "Doyle", "Lang", "divorce", "drinking", "crying", "HYPERLINK", "412", "14:35", "SUM")


def test_cl13_names_stories_and_exact_times_stay_outside_and_are_counted(station: Station) -> None:
    room = staffed(station)
    found = room.log_import(OLD.encode())
    assert not [word for word in SECRETS if word in repr(found)]
    ride, talk, third = found.entries
    assert (ride.day, ride.activity.minutes, ride.activity.part) == (date(2026, 11, 3), 90, DayPart.AFTERNOON)
    assert (talk.activity.minutes, talk.activity.people, talk.activity.recipients) == (60, 1, RecipientClass.GROUP)
    assert (talk.activity.setting, talk.activity.referrals) == (Setting.STATION, frozenset({Referral.EAP}))
    assert (third.activity.category, third.activity.minutes) == ("undisclosed", 30)
    assert third.activity.setting is Setting.HOSPITAL
    assert ride.late is LateReason.MOVED
    assert set(found.dropped) == {
        Dropped("Date", 1, Gone.CLOCK),
        Dropped("Date", 1, Gone.WORDS),
        Dropped("Officer", 5, Gone.COLUMN),
        Dropped("Badge", 2, Gone.COLUMN),
        Dropped("Activity", 1, Gone.WORDS),
        Dropped("Start", 6, Gone.CLOCK),
        Dropped("End", 6, Gone.CLOCK),
        Dropped("Notes", 6, Gone.COLUMN),
        Dropped("Location", 1, Gone.WORDS),
        Dropped("Referred to", 1, Gone.WORDS),
    }
    assert dict(found.left_out) == {
        LeftOut.NO_DATE: 1,
        LeftOut.TO_COME: 1,
        LeftOut.CLOSED: 1,
        LeftOut.TOO_OLD: 1,
    }
    assert room.my_log_months() == []  # a preview saves nothing


def test_it_is_taken_in_whole_and_taken_out_again(station: Station) -> None:
    room = staffed(station)
    kept = room.log_entry(an_entry(today(station))).value
    done = room.take_in_log(room.log_import(OLD.encode()))
    assert done.value == 3
    november = date(2026, 11, 1)
    assert len(room.my_entries(november)) == 4
    assert sum(one.imported for one in room.my_entries(november)) == 3
    again = room.log_import(OLD.encode())
    assert (again.entries, again.left_out[LeftOut.THERE]) == ((), 3)
    with pytest.raises(Problem, match="Nothing of this file"):
        room.take_in_log(again)
    done.undo()
    assert room.my_entries(november) == [kept]


def test_what_does_not_fit_any_more_takes_in_nothing(station: Station) -> None:
    room = staffed(station)
    found = room.log_import(OLD.encode())
    room.log_entry(an_entry(date(2026, 11, 5), RIDE, minutes=24 * 60))
    with pytest.raises(Problem, match="changed since"):
        room.take_in_log(found)
    assert len(room.my_entries(date(2026, 11, 1))) == 1


def test_thirty_hours_in_an_older_log_stay_outside(station: Station) -> None:
    data = b"Date,Hours\n11/02/2026,30\n11/03/2026,20\n11/03/2026,20\n11/04/2026,1.5\n11/05/2026,soon\n"
    found = staffed(station).log_import(data)
    assert [one.activity.minutes for one in found.entries] == [1200, 90]
    assert dict(found.left_out) == {LeftOut.NO_TIME: 2, LeftOut.TOO_LONG: 1}
    assert Dropped("Hours", 1, Gone.WORDS) in found.dropped


def test_a_small_agency_takes_in_months_and_no_days(station: Station) -> None:
    room = station.debriefs(HELPER)
    room.take_in_log(room.log_import(b"Date,Minutes\n11/02/2026,60\n"))
    [entry] = room.my_entries(date(2026, 11, 1))
    assert (entry.day, entry.logged_on) == (None, None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "cannot be taken in"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "column for the date|cannot be taken in"),
        (b"Name,Story\nAna,sad\n", "no column for the date"),
        (b"Date,Minutes\n", "No row"),
        (b"Date,Minutes\nsoon,60\n", "No row"),
    ],
)
def test_what_is_no_log_is_refused_in_one_sentence(station: Station, data: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words):
        station.debriefs(HELPER).log_import(data)


def test_only_a_helper_takes_in_or_saves_a_log(station: Station) -> None:
    for name in (COORDINATOR, SERGEANT):
        with pytest.raises(NotAllowed):
            station.debriefs(name).log_import(OLD.encode())
        with pytest.raises(NotAllowed):
            station.debriefs(name).export_log()
        with pytest.raises(NotAllowed):
            station.debriefs(name).log_sheet(today(station))


# ---------------------------------------------------------------------------------------------------------- out


def test_the_own_log_as_csv_comes_in_again_as_it_was(station: Station) -> None:
    room, day = staffed(station), today(station)
    with pytest.raises(Problem, match="empty"):
        room.export_log()
    said = replace(TALK, referrals=frozenset({Referral.EAP, Referral.LEGAL}), called_out=True, miles=12)
    for new in (an_entry(day, said), an_entry(day - DAY, RIDE)):
        room.log_entry(new)
    data = room.export_log()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    for entry in room.my_entries(month_of(day)):
        room.remove_entry(entry)
    found = room.log_import(data)
    assert found.dropped == ()
    assert {(one.day, one.activity) for one in found.entries} == {(day, said), (day - DAY, RIDE)}
    assert [event for event, _ in station.audited()].count("exported") == 1


def test_a_label_that_looks_like_a_formula_is_made_harmless(station: Station) -> None:
    station.debriefs().set_log_label("ride_along", "=1+1")
    room = staffed(station)
    room.log_entry(an_entry(today(station), RIDE))
    assert b",'=1+1," in room.export_log()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(activities, min_size=1, max_size=6))
def test_whatever_can_be_logged_survives_the_way_out_and_in(found) -> None:
    days = [date(2026, 11, 1 + place) for place in range(len(found))]
    entries = [
        LogEntry(key="0" * 12, month=date(2026, 11, 1), day=day, logged_on=None, activity=what)
        for day, what in zip(days, found, strict=True)
    ]
    back = clean(log_as_csv(entries, CATEGORIES), CATEGORIES, date(2026, 11, 11), Capacity.PEER)
    assert [(one.day, one.activity) for one in back.entries] == list(zip(days, found, strict=True))
    assert back.dropped == ()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("1:30", 90),
        ("1.5 h", 90),
        ("2h", 120),
        ("1 h 30", 90),
        ("1 h 30 min", 90),
        ("30 h", 1800),
        ("30:00", 1800),
        ("", None),
        ("soon", None),
        ("-15", None),
        ("1:75", None),
    ],
)
def test_lengths_of_time_as_people_type_them(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


# ------------------------------------------------------------------------------------------------- broken input


def fuzzed(seed: int) -> bytes:
    """The older log with some of its bytes, cells or lines broken."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable test
    data = bytearray(OLD.encode(rng.choice(["utf-8", "utf-16", "utf-8-sig", "cp1252"])))
    for _ in range(rng.randrange(1, 12)):
        at = rng.randrange(len(data))
        kind = rng.randrange(4)
        if kind == 0:
            data[at] = rng.randrange(256)
        elif kind == 1:
            del data[at : at + rng.randrange(1, 40)]
        elif kind == 2:
            data[at:at] = rng.choice([b'"', b",", b"\n", b"\x00", b"9" * 30, b"'=cmd|", "١٢²".encode(), b";" * 9])
        else:
            data[at:at] = data[: rng.randrange(1, 60)]
        data = data or bytearray(b",")
    return bytes(data)


def survives(station: Station, seeds: range) -> None:
    room = staffed(station)
    for seed in seeds:
        try:
            found = room.log_import(fuzzed(seed))
        except Problem:
            continue
        assert isinstance(found, LogImport)
        for one in found.entries:
            assert not [word for word in SECRETS if word in repr(one)], seed
        if found.entries:
            room.take_in_log(found).undo()
    assert room.my_log_months() == []


def test_broken_files_are_cleaned_or_refused(station: Station) -> None:
    survives(station, range(25))


@pytest.mark.slow
def test_two_thousand_broken_files_are_cleaned_or_refused(station: Station) -> None:
    survives(station, range(100, 2_100))
