"""The care clock against an oracle of its own making, in many zones, at midnight, over clock changes and years."""

import random
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.debriefs import care_oracle
from tests.debriefs.moments import moments
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.protocols import Anchor, Kind, Window
from wellness_desktop.debriefs.windows import ClockLine, Standing, anchors_of_person, care_clock

PROTOCOLS = load_protocols()
GROUPS = [kind for kind, one in PROTOCOLS.interventions.items() if one.group]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ZONES = [
    ZoneInfo(name)
    for name in (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "America/Adak",
        "America/Puerto_Rico",
        "America/St_Johns",
        "Pacific/Honolulu",
        "Pacific/Guam",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
    )
]
HARD_DAYS = [
    date(2026, 3, 7),
    date(2026, 3, 8),
    date(2026, 4, 5),
    date(2026, 10, 4),
    date(2026, 10, 31),
    date(2026, 11, 1),
    date(2026, 12, 31),
    date(2028, 2, 28),
    date(2028, 2, 29),
]
"""Both clock changes here and on Lord Howe Island, the end of a year, a leap day."""
HARD_TIMES = [time(0, 0), time(1, 30), time(2, 30), time(12, 0), time(23, 50), time(23, 59)]


def minutes(moment: datetime) -> int:
    return (moment - EPOCH) // MINUTE


def told(lines: list[ClockLine]) -> list[care_oracle.Line]:
    """The program's clock in the oracle's words."""
    found = []
    for line in lines:
        one: care_oracle.Line = {
            "kind": line.window.kind.value,
            "standing": line.standing.value,
            "people": line.people,
            "sessions": line.sessions,
            "over": line.over,
        }
        for name, moment in (("opens", line.opens), ("target", line.target), ("closes", line.closes)):
            if moment is not None:
                assert moment.tzinfo is UTC
                one[name] = minutes(moment)
        found.append(one)
    return found


def a_moment(chance: random.Random, zone: ZoneInfo) -> datetime:
    """A moment by the clock on the wall, often where clocks are hard to read."""
    if chance.random() < 0.6:
        day, clock = chance.choice(HARD_DAYS), chance.choice(HARD_TIMES)
    else:
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(2500))
        clock = time(chance.randrange(24), chance.randrange(60))
    return datetime.combine(day, clock, zone).replace(fold=chance.randrange(2))


def test_db14_the_clock_agrees_with_the_oracle_in_3000_random_cases() -> None:
    chance = random.Random(1114)  # noqa: S311 - test data
    standings: set[str] = set()
    most_sessions = 0
    for number in range(3000):
        zone = chance.choice(ZONES)
        end = a_moment(chance, zone)
        near = end.astimezone(UTC)
        incident = {Anchor.INCIDENT_END: end}
        for anchor, hours in ((Anchor.USE_OF_FORCE, -30), (Anchor.DEATH_TOLD, 20), (Anchor.FUNERAL_END, 240)):
            if chance.random() < 0.5:
                incident[anchor] = (near + timedelta(hours=hours * chance.random())).replace(second=0, microsecond=0)
        own = []
        for _ in range(chance.randrange(1, 7)):
            released = asked = None
            if chance.random() < 0.5:
                released = (near + chance.randrange(-60, 600) * MINUTE).astimezone(zone)
            if chance.random() < 0.3:
                asked = near + chance.randrange(0, 20_000) * MINUTE
            own.append((released, asked))
        profile, usual = (chance.choice(list(PROTOCOLS.profiles)) for _ in range(2))
        event, state = chance.choice(list(PROTOCOLS.triggers)), chance.choice(["", "PA", "OH"])
        now = near + chance.randrange(-600, 50_000) * MINUTE
        force = Anchor.USE_OF_FORCE in incident

        windows = PROTOCOLS.windows(profile, PROTOCOLS.triggers[event], state, usual=usual, force=force)
        people = [anchors_of_person(incident, released, asked) for released, asked in own]
        ours = told(care_clock(windows, people, now, GROUPS))

        rows = care_oracle.rows_for(profile, usual, event, state, force=force)
        theirs = [
            {
                name: minutes(moment)
                for name, moment in (("release_from_duty", released), ("request_by_officer", asked))
                if moment is not None
            }
            for released, asked in own
        ]
        said = {anchor.value: minutes(moment) for anchor, moment in incident.items()}
        expected = care_oracle.clock(rows, said, theirs, minutes(now))
        assert ours == expected, (number, zone.key, end, profile, event)
        standings |= {line["standing"] for line in expected}
        most_sessions = max(most_sessions, *(line["sessions"] for line in expected))
    assert standings == {"waiting", "not_yet", "open", "late"}
    assert most_sessions >= 3, "the cases never needed several sessions"


def test_the_oracle_knows_nothing_of_the_program() -> None:
    text = Path(care_oracle.__file__).read_text(encoding="utf-8")
    assert "wellness" not in text


def test_the_program_s_windows_are_those_of_the_field_and_as_sure() -> None:
    ours = [
        [one.kind.value, profile.id, one.anchor.value, one.open_h, one.target_h, one.close_h or -1, one.status.value]
        for profile in PROTOCOLS.profiles.values()
        for one in profile.windows
    ]
    assert sorted(ours) == sorted(care_oracle.TABLE["window"])
    laws = [
        [one.state, one.kind.value, one.anchor.value, one.open_h, one.target_h, one.close_h, one.status.value]
        for one in PROTOCOLS.statutes
    ]
    assert sorted(laws) == sorted(care_oracle.TABLE["statute"])


@settings(max_examples=60)
@given(moments(), st.sampled_from(ZONES), st.lists(st.integers(-120, 900), min_size=1, max_size=8), st.integers(0, 900))
def test_a_session_of_several_lies_inside_everybody_s_own_window(
    moment: datetime, zone: ZoneInfo, released: list[int], later: int
) -> None:
    """Latest opening, earliest close; and each of the fewest sessions serves all of its people (section 5)."""
    end = moment.astimezone(zone)
    people = [anchors_of_person({Anchor.INCIDENT_END: end}, moment + minute * MINUTE) for minute in released]
    window = next(one for one in PROTOCOLS.profile("program_default").windows if one.kind is Kind.DEMOBILIZATION)
    now = moment + later * MINUTE
    (line,) = care_clock([window], people, now, GROUPS)
    own = [care_clock([window], [person], now)[0] for person in people]
    assert sorted(place for meeting in line.meetings for place in meeting.people) == list(range(len(people)))
    for meeting in line.meetings:
        inside = [own[place] for place in meeting.people]
        assert meeting.opens == max(one.opens for one in inside if one.opens)
        assert meeting.closes == min(one.closes for one in inside if one.closes)
        assert meeting.opens <= meeting.target <= meeting.closes
    assert line.over == sum(one.standing is Standing.LATE for one in own)


@given(moments(), st.sampled_from(ZONES), st.sampled_from([w for p in PROTOCOLS.profiles.values() for w in p.windows]))
def test_db14_a_window_lasts_as_many_hours_as_its_source_says(moment: datetime, zone: ZoneInfo, window: Window) -> None:
    (line,) = care_clock([window], [{window.anchor: moment.astimezone(zone)}], moment)
    assert line.opens is not None
    assert line.closes is not None
    assert window.close_h is not None
    assert line.opens - moment == timedelta(hours=window.open_h)
    assert line.closes - moment == timedelta(hours=window.close_h)


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.key)
def test_ten_to_midnight_on_a_leap_day_and_on_the_last_day_of_a_year(zone: ZoneInfo) -> None:
    """On the wall, 24 hours later is the same time the next day in every zone that does not change its clocks then."""
    window = next(one for one in PROTOCOLS.profile("program_default").windows if one.kind is Kind.GROUP_DEBRIEFING)
    for day in (date(2028, 2, 29), date(2026, 12, 31)):
        end = datetime.combine(day, time(23, 50), zone)
        (line,) = care_clock([window], [{Anchor.INCIDENT_END: end}], end)
        assert line.opens is not None
        assert line.opens.astimezone(zone).replace(tzinfo=None) == datetime.combine(day + timedelta(1), time(23, 50))


def test_talks_with_one_person_span_what_is_useful_to_anybody() -> None:
    """A one-on-one contact needs no common hour, so nobody's is cut short by somebody else's."""
    end = datetime(2026, 6, 1, 12, tzinfo=UTC)
    law = next(one for one in PROTOCOLS.statutes if one.anchor is Anchor.ASKED)
    asked = [anchors_of_person({Anchor.INCIDENT_END: end}, asked_at=end + timedelta(days=day)) for day in (0, 20)]
    (line,) = care_clock([law], [*asked, anchors_of_person({Anchor.INCIDENT_END: end})], end + timedelta(15), GROUPS)
    assert (line.opens, line.closes) == (end, end + timedelta(days=30))
    assert (line.people, line.over, line.sessions) == (2, 1, 0)
    assert line.standing is Standing.OPEN
