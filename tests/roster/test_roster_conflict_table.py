"""The nine rules of debrief_protocols.md 7, case by case, and the chain of command against a search of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.roster.chain_of_command import is_above, same_chain
from wellness_desktop.roster.conflicts import (
    STATES_INVOLVED_HELPER,
    STATES_PRIOR_DESIGNATION,
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

LEE, ANN, BOB, SGT, CHIEF, WEISS = (UUID(int=number) for number in range(1, 7))
NAMES = {LEE: "Lee Park", ANN: "Ann Bell", BOB: "Bob Cruz", SGT: "Sgt Moss", CHIEF: "Chief Reyes", WEISS: "Dr Weiss"}
AT = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
"""Two days after the spring clock change; the rules count elapsed time, so the table does its sums in UTC."""
HERE = AT.astimezone(ZoneInfo("America/Chicago"))
HAPPENED = date(2026, 3, 8)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
BLOCK, WARN, INFO = Effect.BLOCK, Effect.WARN, Effect.INFO
ON_SCENE, RADIO, AFTER, NOT = Exposure.ON_SCENE, Exposure.BY_RADIO, Exposure.AFTER, Exposure.NOT_EXPOSED

SPEAKS_OF_OTHERS = {"involved": {ANN}, "investigating": {ANN}, "died_or_hurt": {BOB}}


def a_helper(who=LEE, **facts):
    facts = {key: frozenset(value) if isinstance(value, set) else value for key, value in facts.items()}
    return HelperFacts(**{"person_id": who, "name": NAMES[who], "designated_on": date(2025, 1, 1), **facts})


def an_incident(**facts):
    facts = {key: frozenset(value) if isinstance(value, set) else value for key, value in facts.items()}
    return IncidentFacts(**{"happened_on": HAPPENED, **facts})


def people(*who, exposure=ON_SCENE):
    return [ParticipantFacts(one, NAMES[one], exposure) for one in who]


# One helper: number of the case, facts of the helper, who is to be supported, facts of the incident, what is said.
ONE_HELPER = [
    # nothing speaks against it
    ("free", {}, [ANN], {}, []),
    ("nobody-listed-yet", {}, [], {}, []),
    ("all-facts-are-about-others", {"close_to": {CHIEF}}, [ANN], SPEAKS_OF_OTHERS, []),
    # COI-1: took part
    ("1-involved", {}, [ANN], {"involved": {LEE}}, ["COI-1 block"]),
    ("1-involved-among-many", {}, [ANN], {"involved": {ANN, BOB, LEE, SGT}}, ["COI-1 block"]),
    ("1-involved-nobody-listed", {}, [], {"involved": {LEE}}, ["COI-1 block"]),
    ("1-another-was-involved", {}, [ANN], {"involved": {ANN, BOB}}, []),
    ("1-is-in-the-group", {}, [ANN, LEE], {}, ["COI-1 block"]),
    ("1-is-in-the-group-and-involved", {}, [LEE], {"involved": {LEE}}, ["COI-1 block"]),
    ("1-clinician-too", {"is_clinician": True}, [ANN], {"involved": {LEE}}, ["COI-1 block"]),
    # COI-2: chain of command, up or down, of any length
    ("2-boss", {}, [ANN], {"reports_to": {ANN: LEE}}, ["COI-2 block"]),
    ("2-works-under", {}, [ANN], {"reports_to": {LEE: ANN}}, ["COI-2 block"]),
    ("2-two-up", {}, [ANN], {"reports_to": {ANN: SGT, SGT: LEE}}, ["COI-2 block"]),
    ("2-two-down", {}, [CHIEF], {"reports_to": {LEE: SGT, SGT: CHIEF}}, ["COI-2 block"]),
    ("2-three-up", {}, [ANN], {"reports_to": {ANN: BOB, BOB: SGT, SGT: LEE, LEE: CHIEF}}, ["COI-2 block"]),
    ("2-same-boss", {}, [ANN], {"reports_to": {ANN: SGT, LEE: SGT}}, []),
    ("2-cousins", {}, [ANN], {"reports_to": {ANN: BOB, LEE: SGT, BOB: CHIEF, SGT: CHIEF}}, []),
    ("2-nobody-reports", {}, [ANN], {"reports_to": {ANN: None, LEE: None}}, []),
    ("2-each-person-counts", {}, [ANN, BOB], {"reports_to": {ANN: LEE, LEE: BOB}}, ["COI-2 block", "COI-2 block"]),
    ("2-only-one-of-three", {}, [ANN, BOB, SGT], {"reports_to": {SGT: LEE, BOB: CHIEF}}, ["COI-2 block"]),
    ("2-circle-with-helper", {}, [ANN], {"reports_to": {ANN: LEE, LEE: ANN}}, ["COI-2 block"]),
    ("2-circle-beside", {}, [ANN], {"reports_to": {BOB: SGT, SGT: BOB, ANN: BOB, LEE: CHIEF}}, []),
    ("2-circle-above", {}, [ANN], {"reports_to": {ANN: LEE, LEE: SGT, SGT: CHIEF, CHIEF: SGT}}, ["COI-2 block"]),
    ("2-reports-to-self", {}, [ANN], {"reports_to": {ANN: ANN, LEE: LEE}}, []),
    ("2-clinician-too", {"is_clinician": True}, [ANN], {"reports_to": {ANN: LEE}}, ["COI-2 block"]),
    # COI-3: inquiry or discipline
    ("3-investigates", {}, [ANN], {"investigating": {LEE}}, ["COI-3 block"]),
    ("3-another-investigates", {}, [ANN], {"investigating": {SGT}}, []),
    ("3-involved-too", {}, [ANN], {"investigating": {LEE}, "involved": {LEE}}, ["COI-1 block", "COI-3 block"]),
    # COI-4: close ties are a warning, never a block
    ("4-close", {"close_to": {ANN}}, [ANN], {}, ["COI-4 warn"]),
    ("4-close-to-the-second", {"close_to": {BOB}}, [ANN, BOB], {}, ["COI-4 warn"]),
    ("4-close-to-two-said-once", {"close_to": {ANN, BOB}}, [ANN, BOB], {}, ["COI-4 warn"]),
    ("4-close-to-somebody-else", {"close_to": {CHIEF}}, [ANN], {}, []),
    ("4-close-to-the-dead", {"close_to": {BOB}}, [ANN], {"died_or_hurt": {BOB}}, ["COI-4 warn"]),
    ("4-close-to-both-said-once", {"close_to": {ANN, BOB}}, [ANN], {"died_or_hurt": {BOB}}, ["COI-4 warn"]),
    ("4-sealed-from-me", {"close_to": None}, [ANN], {"died_or_hurt": {BOB}}, ["COI-4 info"]),
    # COI-5: named in writing and trained, beforehand
    ("5-never-named", {"designated_on": None}, [ANN], {}, ["COI-5 warn"]),
    ("5-named-the-day-before", {"designated_on": HAPPENED - DAY}, [ANN], {}, []),
    ("5-named-that-day", {"designated_on": HAPPENED}, [ANN], {}, ["COI-5 warn"]),
    ("5-named-the-day-after", {"designated_on": HAPPENED + DAY}, [ANN], {}, ["COI-5 warn"]),
    ("5-training-has-no-end", {"trained_until": None}, [ANN], {}, []),
    ("5-training-ends-that-day", {"trained_until": AT.date()}, [ANN], {}, []),
    ("5-training-ended-yesterday", {"trained_until": AT.date() - DAY}, [ANN], {}, ["COI-5 warn"]),
    ("5-both-said-once", {"designated_on": None, "trained_until": date(2020, 1, 1)}, [ANN], {}, ["COI-5 warn"]),
    # COI-7: care for the helpers
    ("7-two-sessions", {"sessions_at": (AT - DAY, AT - 2 * DAY)}, [ANN], {}, []),
    ("7-three-sessions", {"sessions_at": (AT - DAY, AT - 2 * DAY, AT - 3 * DAY)}, [ANN], {}, ["COI-7 warn"]),
    ("7-third-just-inside", {"sessions_at": (AT, AT - DAY, AT - 14 * DAY)}, [ANN], {}, ["COI-7 warn"]),
    ("7-third-just-outside", {"sessions_at": (AT, AT - DAY, AT - 14 * DAY - SECOND)}, [ANN], {}, []),
    ("7-still-to-come", {"sessions_at": (AT + DAY, AT + 2 * DAY, AT + 3 * DAY)}, [ANN], {}, []),
    ("7-similar-event", {"similar_events_at": (AT - 3 * DAY,)}, [ANN], {}, ["COI-7 warn"]),
    ("7-similar-thirty-days", {"similar_events_at": (AT - 30 * DAY,)}, [ANN], {}, ["COI-7 warn"]),
    ("7-similar-longer-ago", {"similar_events_at": (AT - 30 * DAY - SECOND,)}, [ANN], {}, []),
    ("7-both-said-once", {"sessions_at": (AT, AT, AT), "similar_events_at": (AT,)}, [ANN], {}, ["COI-7 warn"]),
    # several at once, in the order of the rules
    (
        "all-six",
        {"close_to": {ANN}, "designated_on": None, "similar_events_at": (AT,)},
        [ANN],
        {"involved": {LEE}, "investigating": {LEE}, "reports_to": {ANN: LEE}},
        ["COI-1 block", "COI-2 block", "COI-3 block", "COI-4 warn", "COI-5 warn", "COI-7 warn"],
    ),
    ("two-warnings", {"close_to": {ANN}, "designated_on": None}, [ANN], {}, ["COI-4 warn", "COI-5 warn"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("helper", "who", "incident", "expected"), [case[1:] for case in ONE_HELPER], ids=[case[0] for case in ONE_HELPER]
)
def test_one_helper(helper, who, incident, expected):
    found = conflicts(a_helper(**helper), people(*who), an_incident(**incident), HERE)
    assert [f"{one.rule} {one.effect.value}" for one in found] == expected
    assert blocked(found) is any(line.endswith("block") for line in expected)
    assert all(one.reason.endswith(".") for one in found)


PEER, CLINICIAN = a_helper(), a_helper(WEISS, is_clinician=True)
GROUP, SHOOTING = "group_debriefing", "post_shooting_individual"


def mixed(*pairs):
    return [ParticipantFacts(who, NAMES[who], exposure) for who, exposure in pairs]


# The session as a whole: its kind, who leads, who takes part, facts of the incident, what is said.
SESSIONS = [
    ("group-with-both", GROUP, [PEER, CLINICIAN], people(ANN, BOB), {}, []),
    ("6-group-without-clinician", GROUP, [PEER], people(ANN, BOB), {}, ["COI-6 block"]),
    ("6-group-without-anybody", GROUP, [], people(ANN, BOB), {}, ["COI-6 block"]),
    ("6-shooting-without-clinician", SHOOTING, [PEER], people(ANN), {}, ["COI-6 block"]),
    ("6-shooting-with-clinician", SHOOTING, [CLINICIAN], people(ANN), {}, []),
    ("6-defusing-needs-none", "defusing", [PEER], people(ANN, BOB), {}, []),
    ("6-one-on-one-needs-none", "individual_peer", [PEER], people(ANN), {}, []),
    ("6-demobilization-needs-none", "demobilization", [PEER], people(ANN, BOB), {}, []),
    ("8-scene-and-radio", GROUP, [CLINICIAN], mixed((ANN, ON_SCENE), (BOB, RADIO)), {}, []),
    ("8-scene-and-after", GROUP, [CLINICIAN], mixed((ANN, ON_SCENE), (BOB, AFTER)), {}, ["COI-8 warn"]),
    ("8-radio-and-not", GROUP, [CLINICIAN], mixed((ANN, RADIO), (BOB, NOT)), {}, ["COI-8 warn"]),
    ("8-after-and-not", GROUP, [CLINICIAN], mixed((ANN, AFTER), (BOB, NOT)), {}, []),
    ("8-unknown-says-nothing", GROUP, [CLINICIAN], mixed((ANN, ON_SCENE), (BOB, None)), {}, []),
    ("8-defusing-may-mix", "defusing", [PEER], mixed((ANN, ON_SCENE), (BOB, AFTER)), {}, []),
    ("8-rank", GROUP, [CLINICIAN], people(ANN, SGT), {"reports_to": {ANN: SGT}}, ["COI-8 warn"]),
    ("8-rank-far-up", GROUP, [CLINICIAN], people(ANN, CHIEF), {"reports_to": {ANN: SGT, SGT: CHIEF}}, ["COI-8 warn"]),
    ("8-rank-of-equals", GROUP, [CLINICIAN], people(ANN, BOB), {"reports_to": {ANN: SGT, BOB: SGT}}, []),
    ("8-rank-in-defusing", "defusing", [PEER], people(ANN, SGT), {"reports_to": {ANN: SGT}}, []),
    ("9-group-still-open", GROUP, [CLINICIAN], people(ANN, BOB), {"still_open": True}, ["COI-9 block"]),
    ("9-shooting-still-open", SHOOTING, [CLINICIAN], people(ANN), {"still_open": True}, []),
    ("9-defusing-still-open", "defusing", [PEER], people(ANN, BOB), {"still_open": True}, []),
    ("9-one-on-one-still-open", "individual_peer", [PEER], people(ANN), {"still_open": True}, []),
    ("al-two-peers", "defusing", [PEER, a_helper(SGT)], people(ANN), {"state": "AL"}, ["COI-1 warn"]),
    ("al-peer-and-clinician", GROUP, [PEER, CLINICIAN], people(ANN), {"state": "AL"}, []),
    ("mt-two-peers", "defusing", [PEER, a_helper(SGT)], people(ANN), {"state": "MT"}, []),
    (
        "everything",
        GROUP,
        [PEER],
        mixed((ANN, ON_SCENE), (SGT, NOT)),
        {"still_open": True, "reports_to": {ANN: SGT}},
        ["COI-6 block", "COI-8 warn", "COI-8 warn", "COI-9 block"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "team", "who", "incident", "expected"), [case[1:] for case in SESSIONS], ids=[case[0] for case in SESSIONS]
)
def test_session_as_a_whole(kind, team, who, incident, expected):
    found = session_conflicts(kind, team, who, an_incident(**incident))
    assert [f"{one.rule} {one.effect.value}" for one in found] == expected
    assert all(one.reason.endswith(".") for one in found)


def test_the_tables_hold_every_rule_and_enough_cases():
    said = " ".join(line for case in [*ONE_HELPER, *SESSIONS] for line in case[-1])
    assert all(f"COI-{number}" in said for number in range(1, 10))
    assert len(ONE_HELPER) + len(SESSIONS) >= 60


EVERY_STATE = ["", "TX", "MT", *sorted(STATES_INVOLVED_HELPER | STATES_PRIOR_DESIGNATION)]


@pytest.mark.parametrize("state", EVERY_STATE)
def test_the_state_note_is_firm_only_where_the_law_was_seen(state):
    (involved,) = conflicts(a_helper(), people(ANN), an_incident(involved={LEE}, state=state), AT)
    (named,) = conflicts(a_helper(designated_on=None), people(ANN), an_incident(state=state), AT)
    assert ("this state" in involved.note.casefold()) is (state in STATES_INVOLVED_HELPER)
    assert ("this state" in named.note.casefold()) is (state in STATES_PRIOR_DESIGNATION)
    assert "privileged" not in f"{involved.note} {named.note}".casefold()


def test_an_override_takes_its_reason_from_the_list():
    """debrief_protocols.md 7: the fixed list, so that nothing about a person is typed in."""
    assert [reason.value for reason in OverrideReason] == ["nobody_else", "asked_for", "counsel_agreed"]
    assert len({reason.label for reason in OverrideReason}) == 3


# ------------------------------------------------------------------------------------- no path is ever missed

CHAINS = st.dictionaries(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9)), max_size=9)


def reachable(links: dict[int, int | None], start: int) -> set[int]:
    """Everybody above, found another way: by growing the set until it grows no more."""
    found: set[int] = set()

    def steps() -> Iterator[int]:
        for low, up in links.items():
            if up is not None and (low == start or low in found) and up not in found:
                yield up

    while new := set(steps()):
        found |= new
    return found - {start}


@settings(max_examples=300)
@given(CHAINS, st.integers(1, 9), st.integers(1, 9))
def test_no_path_is_missed_and_none_made_up_even_in_circles(links, one, other):
    chain = {UUID(int=low): UUID(int=up) if up else None for low, up in links.items()}
    up, down = one in reachable(links, other), other in reachable(links, one)
    assert is_above(UUID(int=one), UUID(int=other), chain) is up
    assert same_chain(UUID(int=one), UUID(int=other), chain) is (up or down)
    helper = HelperFacts(UUID(int=one), "A", designated_on=date(2025, 1, 1))
    if one != other:
        found = conflicts(helper, [ParticipantFacts(UUID(int=other), "B")], an_incident(reports_to=chain), AT)
        assert [conflict.rule for conflict in found] == (["COI-2"] if up or down else [])


def test_a_chain_of_a_thousand_is_walked():
    chain = {UUID(int=place): UUID(int=place + 1) for place in range(1, 1000)}
    assert is_above(UUID(int=1000), UUID(int=1), chain)
    assert not is_above(UUID(int=1), UUID(int=1000), chain)


def test_moments_are_compared_in_any_zone():
    helper = a_helper(sessions_at=(HERE, AT - DAY, AT - 14 * DAY))
    for moment in (AT, HERE):
        assert [one.rule for one in conflicts(helper, people(ANN), an_incident(), moment)] == ["COI-7"]
