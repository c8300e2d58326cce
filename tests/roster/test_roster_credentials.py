"""Credentials and care for the carers: rules as data, what is missing in words, who should rest."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.roster.station import (
    COORDINATOR,
    HELPER,
    HOUR,
    NOON,
    TODAY,
    a_person,
    added,
    saved_person,
)
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.resources import resource
from wellness_desktop.roster.care_load import Carried, Led, Limits, load_of, please_rotate
from wellness_desktop.roster.conflicts import STATES_PRIOR_DESIGNATION, IncidentFacts
from wellness_desktop.roster.credential_rules import credential_rules, read_rules
from wellness_desktop.roster.credentials import Course, best_span, gaps
from wellness_desktop.roster.history import COURSES
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.station_facts import StationFacts

RULES = credential_rules()
MINNESOTA = next(rule for rule in RULES.rules if rule.id == "mn-hours")
SEEN = {"seen_by": "Dana Whitfield"}
LONG_AGO, LAST_YEAR = date(2024, 1, 1), TODAY - timedelta(days=100)


def a_course(title="Peer course", **changes):
    usual = {"kind": "peer_basic", "completed_on": LAST_YEAR, "hours": 30.0, "classroom_hours": 16.0, **SEEN}
    return Course(title=title, **{**usual, **changes})


def a_peer(**changes):
    usual = {"roles": frozenset({PersonRole.PEER}), "designated_on": LONG_AGO, "agreement_on": LONG_AGO}
    return saved_person(**{**usual, **changes})


def missing(person, *courses, state="", icisf_team=False):
    return [gap.sentence for gap in gaps(person, courses, RULES, state, icisf_team=icisf_team, today=TODAY)]


def test_every_rule_names_its_source_and_asks_for_one_thing():
    for rule in RULES.rules:
        assert rule.source, rule.id
        assert rule.url.startswith("http"), rule.id
        assert rule.words.endswith("."), rule.id
    assert RULES.checked_on < RULES.review_by
    named = {rule.state for rule in RULES.rules if rule.designation}
    assert set(STATES_PRIOR_DESIGNATION) <= named, "what the conflict check warns of is asked for here"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1", "format = 0"),
        ("hours = 30", "hours = 0"),
        ('course = "icisf_group"', 'course = "unheard_of"'),
        ('team = "icisf"', 'team = "icisf"\nstate = "MT"'),
        ('id = "mn-hours"', 'id = "ga-certificate"'),
        ('source = "ICISF team membership terms"', 'source = ""'),
        ('roles = ["peer"]', 'roles = ["sage"]'),
        ("[[rule]]", "[[rule"),
    ],
)
def test_a_damaged_rule_refuses_the_file(tmp_path, old, new):
    text = resource("credentials", "rules.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "rules.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem, match="damaged"):
        read_rules(tmp_path / "rules.toml")


@pytest.mark.parametrize(
    ("state", "courses", "found"),
    [
        ("MN", [a_course()], []),
        ("MN", [a_course(hours=29.5)], ["29.5 of 30 hours, 16 of 16 in person"]),
        ("MN", [a_course(classroom_hours=8.0)], ["30 of 30 hours, 8 of 16 in person"]),
        ("MN", [a_course(hours=15.0), a_course(completed_on=LAST_YEAR - timedelta(days=300), hours=15.0)], []),
        (
            "MN",
            [a_course(hours=15.0), a_course(completed_on=LAST_YEAR - timedelta(days=366), hours=15.0)],
            ["15 of 30 hours, 16 of 16 in person"],
        ),
        ("MN", [a_course(kind="refresher")], ["0 of 30 hours, 0 of 16 in person"]),
        ("GA", [a_course()], ["Georgia certifies"]),
        ("GA", [a_course(kind="state_certificate")], []),
        ("GA", [a_course(kind="state_certificate", expires_on=TODAY - timedelta(days=1))], ["Georgia certifies"]),
        ("AL", [a_course()], ["exam of at least 70 percent"]),
        ("CA", [a_course(kind="refresher")], ["Government Code 8669.6"]),
        ("CA", [a_course()], []),
        ("MT", [a_course()], []),
        ("", [a_course()], []),
    ],
)
def test_what_a_state_asks_is_missing_in_words(state, courses, found):
    said = missing(a_peer(), *courses, state=state)
    assert len(said) == len(found), said
    for words, sentence in zip(found, said, strict=True):
        assert words in sentence
        assert "check locally" in sentence


def test_a_state_that_asks_for_a_naming_is_a_rule_and_elsewhere_it_is_our_reminder():
    person = a_peer(designated_on=None)
    assert "Source: " in missing(person, a_course(), state="MN")[0]
    (said,) = missing(person, a_course(), state="CA")
    assert said == "Not named in writing by the head of the agency. (Our reminder, not a rule.)"


def test_a_registered_team_needs_both_core_courses():
    assert len(missing(a_peer(), a_course(), icisf_team=True)) == 2
    both = [a_course(kind="icisf_group"), a_course(kind="icisf_individual")]
    assert missing(a_peer(), *both, icisf_team=True) == []
    assert missing(a_peer(roles=frozenset({PersonRole.OFFICER})), a_course(), icisf_team=True) == []


def test_reminders_say_that_they_are_no_rules():
    said = missing(a_peer(agreement_on=None), a_course(completed_on=TODAY - timedelta(days=366), seen_by=""))
    assert [sentence.partition(".")[0] for sentence in said] == [
        "No confidentiality agreement is noted",
        "The last course was on Mar 9, 2025",
        "Nobody noted having seen the certificate of “Peer course”",
    ]
    assert all(sentence.endswith("(Our reminder, not a rule.)") for sentence in said)
    assert "No course is noted." in missing(a_peer())[0]
    assert missing(a_peer(trained_until=TODAY)) == []


LEARNED = st.lists(
    st.builds(
        lambda ago, hours, share: a_course(
            completed_on=TODAY - timedelta(days=ago), hours=hours, classroom_hours=hours * share
        ),
        st.integers(0, 900),
        st.floats(1, 40),
        st.floats(0.01, 1),
    ),
    max_size=6,
)


@given(LEARNED)
def test_a_year_of_courses_is_the_best_year_there_is(courses):
    hours, inside = best_span(MINNESOTA, courses, TODAY)
    fits = hours >= MINNESOTA.hours and inside >= MINNESOTA.classroom_hours
    spans = []
    for first in courses:
        within = [one for one in courses if 0 <= (one.completed_on - first.completed_on).days <= 365]
        spans.append((sum(one.hours for one in within), sum(one.classroom_hours for one in within)))
    near = [abs(a - 30) < 1e-6 or abs(b - 16) < 1e-6 for a, b in spans]
    assume(not any(near))
    assert fits == any(a >= 30 and b >= 16 for a, b in spans)
    assert inside <= hours + 1e-6


@pytest.fixture
def peer(roster):
    return added(roster, a_person("Lee Park", account_id=HELPER, designated_on=LONG_AGO, agreement_on=LONG_AGO))[0]


def test_a_course_is_added_changed_and_removed_with_undo(roster, peer):
    done = roster.save_course(peer.id, a_course())
    (course,) = done.value.courses
    changed = roster.save_course(peer.id, replace(course, title="Three days", hours=24.0))
    assert changed.value.courses[0].title == "Three days"
    changed.undo()
    (course,) = roster.credentials(peer.id).courses
    assert (course.title, course.hours) == ("Peer course", 30.0)
    gone = roster.remove_course(peer.id, course)
    assert gone.value.courses == ()
    gone.undo()
    (course,) = roster.credentials(peer.id).courses
    assert course.title == "Peer course"
    roster.save_course(peer.id, a_course("Another")).undo()
    assert [one.title for one in roster.credentials(peer.id).courses] == ["Peer course"]
    assert COURSES in roster.history(peer.id)[0].fields


def test_two_who_change_a_course_do_not_overwrite_each_other(roster, peer):
    (course,) = roster.save_course(peer.id, a_course()).value.courses
    roster.save_course(peer.id, replace(course, hours=40.0))
    with pytest.raises(ChangedElsewhere):
        roster.save_course(peer.id, replace(course, hours=50.0))
    with pytest.raises(ChangedElsewhere):
        roster.remove_course(peer.id, course)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "  "},
        {"title": "x" * 121},
        {"hours": 0.0},
        {"hours": 2001.0},
        {"hours": float("nan")},
        {"hours": 10.0, "classroom_hours": 11.0},
        {"hours": None},
        {"completed_on": TODAY + timedelta(days=1)},
        {"expires_on": LONG_AGO},
    ],
)
def test_a_course_that_cannot_be_is_refused_in_words(roster, peer, changes):
    with pytest.raises(Problem):
        roster.save_course(peer.id, a_course(**changes))
    assert roster.credentials(peer.id).courses == ()


def test_people_write_down_their_own_and_somebody_else_sees_the_certificate(station, roster, peer):
    own = station.roster(Role.HELPER, account=HELPER, name="Lee Park")
    (course,) = own.save_course(peer.id, a_course(seen_by="Lee Park")).value.courses
    assert course.seen_by == ""
    (seen,) = roster.save_course(peer.id, replace(course, seen_by="Dana Whitfield")).value.courses
    (again,) = own.save_course(peer.id, replace(seen, hours=40.0)).value.courses
    assert again.seen_by == "", "what was seen is not what stands there now"
    (other,) = added(roster, a_person("Sam O'Neil"))
    with pytest.raises(NotAllowed):
        own.save_course(other.id, a_course())
    with pytest.raises(NotAllowed):
        own.credentials(other.id)
    with pytest.raises(Problem):
        own.save_course(other.id, again)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.PLANNER])
def test_leads_read_the_teams_credentials_and_change_none(station, roster, peer, role):
    roster.change(replace(roster.person(peer.id), attributes=("veteran",), attributes_on=TODAY))
    lead = station.roster(role, account=COORDINATOR)
    (one,) = lead.team_credentials()
    assert one.person.name == "Lee Park"
    assert (one.person.attributes == ()) == (role is Role.PLANNER)
    with pytest.raises(NotAllowed):
        lead.save_course(peer.id, a_course())


@pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.ADMINISTRATOR])
def test_nobody_else_lists_the_team(station, peer, role):
    with pytest.raises(NotAllowed):
        station.roster(role, account=HELPER).team_credentials()


def test_the_team_is_every_helper_who_has_not_left(roster, peer):
    added(
        roster,
        a_person("Gone", standing=Standing.LEFT),
        a_person("Paused", standing=Standing.PAUSED),
        a_person("Officer", roles=frozenset({PersonRole.OFFICER})),
    )
    roster.save_course(peer.id, a_course())
    assert {one.person.name: len(one.courses) for one in roster.team_credentials()} == {"Lee Park": 1, "Paused": 0}


def test_what_ends_soon_is_told_unless_a_later_one_takes_its_place(roster, peer):
    ends = TODAY + timedelta(days=20)
    roster.save_course(peer.id, a_course("Refresher", kind="refresher", expires_on=ends))
    one = roster.credentials(peer.id)
    assert one.ends_soon(TODAY) == (ends, "Refresher")
    assert one.summary(TODAY) == "ends Mar 30, 2026"
    assert one.summary(TODAY + timedelta(days=30)) == "ended Mar 30, 2026"
    roster.save_course(peer.id, a_course("New", kind="refresher", expires_on=TODAY + timedelta(days=700)))
    one = roster.credentials(peer.id)
    assert one.ends_soon(TODAY) is None
    assert one.summary(TODAY) == "complete"


# ------------------------------------------------------------------------------------------ care for the carers


def led_by(person, *hours_ago, minutes=90):
    return {person: tuple(Led(NOON - HOUR * ago, minutes) for ago in hours_ago)}


def know(roster, sessions, **facts):
    asked = []

    def sessions_led(since, person):
        asked.append((since, person))
        return sessions

    roster.know(StationFacts(sessions_led=sessions_led, **facts))
    return asked


def test_the_load_is_told_to_its_owner_alone(station, roster, peer):
    own = station.roster(Role.HELPER, account=HELPER, name="Lee Park")
    asked = know(own, led_by(peer.id, 1, 24, 24 * 40) | led_by(uuid4(), 1, 2, 3))
    load = own.my_load()
    assert (load.month, load.quarter, load.rotate) == (Carried(2, 180), Carried(3, 270), False)
    assert asked == [(NOON - timedelta(days=90), peer.id)], "it asks for the own sessions only"
    assert load.month.words == "2 sessions, 3 hours"
    assert load.quarter.words == "3 sessions, 4 hours 30 minutes"
    know(roster, led_by(peer.id, 1, 2))
    assert roster.my_load() is None, "the coordinator has no entry as a helper"


def test_the_coordinator_hears_who_should_rest_and_no_number(roster, peer):
    know(roster, led_by(peer.id, 1, 24, 48) | led_by(uuid4(), 1, 24 * 15, 24 * 16))
    assert roster.to_rotate() == {peer.id}
    know(roster, led_by(peer.id, 1, 24, 48), limits=Limits(4, 14))
    assert roster.to_rotate() == frozenset()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.PLANNER, Role.ADMINISTRATOR])
def test_nobody_else_hears_who_should_rest(station, peer, role):
    other = station.roster(role, account=HELPER, name="Lee Park")
    know(other, led_by(peer.id, 1, 2, 3))
    with pytest.raises(NotAllowed):
        other.to_rotate()


def test_rested_helpers_are_offered_first_by_the_agencys_limit(roster, support_team):
    named = {"designated_on": LONG_AGO, "own_agency": False}
    near, _ = added(roster, a_person("Near", travel_minutes=10, **named), a_person("Far", travel_minutes=90, **named))
    sessions = {near.id: (NOON - HOUR, NOON - 2 * HOUR)}
    know(roster, {})
    first = roster.helpers_for([], IncidentFacts(happened_on=TODAY), NOON, sessions)
    assert [one.person.name for one in first] == ["Near", "Far"]
    know(roster, {}, limits=Limits(2, 14))
    found = roster.helpers_for([], IncidentFacts(happened_on=TODAY), NOON, sessions)
    assert [(one.person.name, one.rotate) for one in found] == [("Far", False), ("Near", True)]


@given(st.lists(st.integers(-40, 200)), st.integers(1, 20), st.integers(3, 45))
def test_rest_is_due_from_the_limit_on_and_what_lies_ahead_does_not_weigh(days_ago, sessions, days):
    led = [Led(NOON - timedelta(days=ago), 60) for ago in days_ago]
    limits = Limits(sessions, days)
    within = sum(0 <= ago <= days for ago in days_ago)
    assert please_rotate(led, limits, NOON) == (within >= sessions)
    load = load_of(led, limits, NOON)
    assert load.month.sessions == sum(0 <= ago <= 30 for ago in days_ago)
    assert load.month.sessions <= load.quarter.sessions
    assert load.quarter.minutes == 60 * load.quarter.sessions
