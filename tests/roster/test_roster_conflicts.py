"""COI-1 to COI-9, DB-04, DB-05, DB-06 (roster/conflicts.py, roster/chain_of_command.py)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.roster.chain_of_command import (
    is_above,
    same_chain,
    superiors,
    would_make_a_circle,
)
from wellness_desktop.roster.conflicts import (
    Effect,
    Exposure,
    HelperFacts,
    IncidentFacts,
    OverrideReason,
    ParticipantFacts,
    blocked,
    conflicts,
    session_conflicts,
)

HELPER, ANN, BOB, CHIEF, SERGEANT = (UUID(int=number) for number in range(1, 6))
AT = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
BEFORE = date(2025, 1, 1)


def a_helper(**changes):
    return HelperFacts(**{"person_id": HELPER, "name": "Lee Park", "designated_on": BEFORE, **changes})


def an_incident(**changes):
    return IncidentFacts(**{"happened_on": date(2026, 3, 8), **changes})


def a_person(who=ANN, exposure=Exposure.ON_SCENE, name="Ann Bell"):
    return ParticipantFacts(who, name, exposure)


def rules(found):
    return [(conflict.rule, conflict.effect) for conflict in found]


def check(helper=None, participants=None, incident=None):
    return conflicts(
        helper or a_helper(),
        [a_person()] if participants is None else participants,
        incident or an_incident(),
        AT,
    )


def test_a_helper_free_of_conflict():
    assert check() == []


CHAIN_UP = {ANN: SERGEANT, SERGEANT: HELPER}
CHAIN_DOWN = {HELPER: SERGEANT, SERGEANT: CHIEF, CHIEF: ANN}
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("helper", "incident", "expected"),
    [
        ({}, {"involved": frozenset({HELPER})}, [("COI-1", Effect.BLOCK)]),
        ({}, {"involved": frozenset({ANN})}, []),
        ({}, {"reports_to": {ANN: HELPER}}, [("COI-2", Effect.BLOCK)]),
        ({}, {"reports_to": {HELPER: ANN}}, [("COI-2", Effect.BLOCK)]),
        ({}, {"reports_to": CHAIN_UP}, [("COI-2", Effect.BLOCK)]),
        ({}, {"reports_to": CHAIN_DOWN}, [("COI-2", Effect.BLOCK)]),
        ({}, {"reports_to": {ANN: CHIEF, HELPER: CHIEF}}, []),
        ({}, {"reports_to": {ANN: SERGEANT, SERGEANT: ANN}}, []),
        ({}, {"investigating": frozenset({HELPER})}, [("COI-3", Effect.BLOCK)]),
        ({"close_to": frozenset({ANN})}, {}, [("COI-4", Effect.WARN)]),
        ({"close_to": frozenset({BOB})}, {}, []),
        ({"close_to": frozenset({BOB})}, {"died_or_hurt": frozenset({BOB})}, [("COI-4", Effect.WARN)]),
        ({"close_to": None}, {}, [("COI-4", Effect.INFO)]),
        ({"designated_on": None}, {}, [("COI-5", Effect.WARN)]),
        ({"designated_on": date(2026, 3, 9)}, {}, [("COI-5", Effect.WARN)]),
        ({"designated_on": date(2026, 3, 8)}, {}, [("COI-5", Effect.WARN)]),
        ({"designated_on": date(2026, 3, 7)}, {}, []),
        ({"trained_until": date(2026, 3, 9)}, {}, [("COI-5", Effect.WARN)]),
        ({"trained_until": date(2026, 3, 10)}, {}, []),
        ({"sessions_at": (AT - DAY, AT - 2 * DAY)}, {}, []),
        ({"sessions_at": (AT - DAY, AT - 2 * DAY, AT - 14 * DAY)}, {}, [("COI-7", Effect.WARN)]),
        ({"sessions_at": (AT - DAY, AT - 2 * DAY, AT - 15 * DAY)}, {}, []),
        ({"sessions_at": (AT + DAY, AT + 2 * DAY, AT + 3 * DAY)}, {}, []),
        ({"similar_events_at": (AT - 30 * DAY,)}, {}, [("COI-7", Effect.WARN)]),
        ({"similar_events_at": (AT - 31 * DAY,)}, {}, []),
        (
            {"designated_on": None, "close_to": frozenset({ANN})},
            {"involved": frozenset({HELPER}), "investigating": frozenset({HELPER}), "reports_to": CHAIN_UP},
            [
                ("COI-1", Effect.BLOCK),
                ("COI-2", Effect.BLOCK),
                ("COI-3", Effect.BLOCK),
                ("COI-4", Effect.WARN),
                ("COI-5", Effect.WARN),
            ],
        ),
    ],
)
def test_one_helper(helper, incident, expected):
    found = check(a_helper(**helper), incident=an_incident(**incident))
    assert rules(found) == expected
    assert blocked(found) == any(effect is Effect.BLOCK for _, effect in expected)


def test_chain_of_command_names_both_and_says_who_reports_to_whom():
    up = check(incident=an_incident(reports_to=CHAIN_UP))[0]
    down = check(incident=an_incident(reports_to=CHAIN_DOWN))[0]
    assert up.reason.startswith("Ann Bell reports to Lee Park")
    assert down.reason.startswith("Lee Park reports to Ann Bell")


def test_each_participant_in_the_chain_is_named():
    people = [a_person(ANN), a_person(BOB, name="Bob Cruz")]
    found = check(participants=people, incident=an_incident(reports_to={ANN: HELPER, BOB: HELPER}))
    assert [conflict.rule for conflict in found] == ["COI-2", "COI-2"]
    assert "Bob Cruz" in found[1].reason


def test_a_close_tie_names_neither_the_other_nor_the_kind():
    (found,) = check(a_helper(close_to=frozenset({ANN})))
    assert "Ann" not in found.reason


def test_a_certificate_lapses_by_the_calendar_on_the_wall():
    evening = datetime(2026, 3, 10, 19, 0, tzinfo=ZoneInfo("America/Chicago"))
    assert evening.astimezone(UTC).date() == date(2026, 3, 11)
    helper = a_helper(trained_until=date(2026, 3, 10))
    assert conflicts(helper, [a_person()], an_incident(), evening) == []


def test_load_gives_no_count():
    (found,) = check(a_helper(sessions_at=tuple(AT - hours * timedelta(hours=1) for hours in range(9))))
    assert not any(letter.isdigit() for letter in found.reason)


@pytest.mark.parametrize("rule", ["involved", "designated"])
def test_state_note_changes_with_the_state(rule):
    changes = {"involved": frozenset({HELPER})} if rule == "involved" else {}
    helper = a_helper() if rule == "involved" else a_helper(designated_on=None)
    here = check(helper, incident=an_incident(state="LA", **changes))[0].note
    elsewhere = check(helper, incident=an_incident(state="TX", **changes))[0].note
    assert here
    assert elsewhere
    assert here != elsewhere
    assert "privilege" not in (here + elsewhere).casefold()


MIXED = [a_person(ANN, Exposure.ON_SCENE), a_person(BOB, Exposure.AFTER)]
ALIKE = [a_person(ANN, Exposure.ON_SCENE), a_person(BOB, Exposure.BY_RADIO)]
PEER, CLINICIAN = a_helper(), a_helper(person_id=CHIEF, is_clinician=True)


@pytest.mark.parametrize(
    ("intervention", "team", "participants", "incident", "expected"),
    [
        ("group_debriefing", [PEER, CLINICIAN], ALIKE, {}, []),
        ("group_debriefing", [PEER], ALIKE, {}, [("COI-6", Effect.BLOCK)]),
        ("group_debriefing", [], ALIKE, {}, [("COI-6", Effect.BLOCK)]),
        ("post_shooting_individual", [PEER], [a_person()], {}, [("COI-6", Effect.BLOCK)]),
        ("post_shooting_individual", [CLINICIAN], [a_person()], {"still_open": True}, []),
        ("defusing", [PEER], MIXED, {"still_open": True}, []),
        ("individual_peer", [PEER], [a_person()], {}, []),
        ("group_debriefing", [CLINICIAN], MIXED, {}, [("COI-8", Effect.WARN)]),
        ("group_debriefing", [CLINICIAN], [a_person(), a_person(BOB, None)], {}, []),
        ("group_debriefing", [CLINICIAN], ALIKE, {"reports_to": {ANN: BOB}}, [("COI-8", Effect.WARN)]),
        ("group_debriefing", [CLINICIAN], ALIKE, {"reports_to": {ANN: CHIEF, BOB: CHIEF}}, []),
        ("group_debriefing", [CLINICIAN], ALIKE, {"still_open": True}, [("COI-9", Effect.BLOCK)]),
        (
            "group_debriefing",
            [PEER],
            MIXED,
            {"still_open": True, "reports_to": {BOB: ANN}},
            [
                ("COI-6", Effect.BLOCK),
                ("COI-8", Effect.WARN),
                ("COI-8", Effect.WARN),
                ("COI-9", Effect.BLOCK),
            ],
        ),
    ],
)
def test_session_as_a_whole(intervention, team, participants, incident, expected):
    found = session_conflicts(intervention, team, participants, an_incident(**incident))
    assert rules(found) == expected


def test_override_reasons_are_sentences():
    assert all(reason.label.endswith(".") for reason in OverrideReason)


@given(st.integers(2, 40), st.data())
def test_no_path_in_the_chain_is_ever_missed(length, data):
    """DB-05: any two people on one path, whatever lies between them and whoever else there is."""
    people = [UUID(int=100 + place) for place in range(length)]
    chain: dict[UUID, UUID | None] = dict(pairwise(people))
    lower = data.draw(st.integers(0, length - 2))
    upper = data.draw(st.integers(lower + 1, length - 1))
    crowd = data.draw(st.lists(st.integers(0, length - 1), max_size=20))
    for place, superior in enumerate(crowd):
        chain[UUID(int=1000 + place)] = people[superior]
    assert is_above(people[upper], people[lower], chain)
    assert not is_above(people[lower], people[upper], chain)
    helper, person = a_helper(person_id=people[upper]), a_person(people[lower])
    assert rules(check(helper, [person], an_incident(reports_to=chain))) == [("COI-2", Effect.BLOCK)]
    helper, person = a_helper(person_id=people[lower]), a_person(people[upper])
    assert rules(check(helper, [person], an_incident(reports_to=chain))) == [("COI-2", Effect.BLOCK)]


@given(st.dictionaries(st.integers(1, 8), st.one_of(st.none(), st.integers(1, 8))), st.integers(1, 8))
def test_circles_end(links, start):
    chain = {UUID(int=low): UUID(int=up) if up else None for low, up in links.items()}
    above = superiors(UUID(int=start), chain)
    assert len(above) == len(set(above))
    assert UUID(int=start) not in above


def test_a_circle_is_seen_before_it_is_made():
    chain = {ANN: SERGEANT, SERGEANT: CHIEF}
    assert would_make_a_circle(CHIEF, ANN, chain)
    assert would_make_a_circle(ANN, ANN, chain)
    assert not would_make_a_circle(BOB, ANN, chain)
    assert same_chain(ANN, CHIEF, chain)
    assert not same_chain(ANN, BOB, chain)
