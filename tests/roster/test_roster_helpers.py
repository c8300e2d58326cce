"""Who can help, with every reason against (roster/helpers_desk.py)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.roster.station import HELPER, HOUR, NOON, a_person, added, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.roster.conflicts import Effect, IncidentFacts, ParticipantFacts
from wellness_desktop.roster.kinds import PersonRole, RelationKind, Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import Relation
from wellness_desktop.roster.records import RelationsRecord

BEFORE = date(2025, 1, 1)
INCIDENT = IncidentFacts(happened_on=date(2026, 3, 9))
OFFICER = frozenset({PersonRole.OFFICER})


def in_order(candidates):
    return [(each.person.name, [conflict.rule for conflict in each.conflicts]) for each in candidates]


@pytest.fixture(scope="session")
def team(support_team):
    """The support team has its key; its first member is the coordinator."""
    return support_team


def test_helpers_are_active_peers_chaplains_and_clinicians(roster):
    added(
        roster,
        a_person("Peer", roles=frozenset({PersonRole.PEER})),
        a_person("Chaplain", roles=frozenset({PersonRole.CHAPLAIN, PersonRole.OFFICER})),
        a_person("Officer", roles=OFFICER),
        a_person("Paused", standing=Standing.PAUSED),
    )
    assert [person.name for person in roster.helpers()] == ["Chaplain", "Peer"]


def test_the_freest_helper_comes_first_with_reasons(roster, team):
    (chief,) = added(roster, a_person("Chief Hale", roles=frozenset({PersonRole.COMMAND, PersonRole.PEER})))
    (ann,) = added(roster, a_person("Ann Bell", roles=OFFICER, reports_to=chief.id))
    near, far, here, _ = added(
        roster,
        a_person("Near", own_agency=False, travel_minutes=20, designated_on=BEFORE),
        a_person("Far", own_agency=False, travel_minutes=90, designated_on=BEFORE),
        a_person("Here", designated_on=BEFORE),
        a_person("New", own_agency=False, travel_minutes=1),
    )
    roster.add_duty(Layer.PRIMARY, far.id, NOON, NOON + HOUR)
    sessions = {near.id: (NOON - HOUR,) * 3, here.id: (NOON - HOUR,)}
    found = roster.helpers_for([ParticipantFacts(ann.id, ann.name)], INCIDENT, NOON, sessions)
    assert in_order(found) == [
        ("Far", []),
        ("Here", []),
        ("New", ["COI-5"]),
        ("Near", ["COI-7"]),
        ("Chief Hale", ["COI-2", "COI-5"]),
    ]
    assert [each.person.name for each in found if each.on_call] == ["Far"]
    assert [each.person.name for each in found if each.blocked] == ["Chief Hale"]


def test_close_ties_are_sealed_and_reach_the_coordinator_as_a_warning(station, roster, team):
    lee, ann = added(
        roster, a_person("Lee Park", account_id=HELPER, designated_on=BEFORE), a_person("Ann Bell", roles=OFFICER)
    )
    mine = station.roster(Role.HELPER, account=HELPER)
    mine.set_my_ties([Relation(ann.id, RelationKind.SIBLING)])
    mine.set_my_ties([Relation(ann.id, RelationKind.SIBLING), Relation(uuid4(), RelationKind.BUSINESS)])
    assert mine.my_ties()[0] == Relation(ann.id, RelationKind.SIBLING)
    with station.store.read() as session:
        (record,) = session.scalars(select(RelationsRecord))
        assert str(ann.id).encode() not in record.sealed
        assert b"sibling" not in record.sealed
    who = [ParticipantFacts(ann.id, ann.name)]
    (seen,) = roster.helpers_for(who, INCIDENT, NOON)
    assert [(conflict.rule, conflict.effect) for conflict in seen.conflicts] == [("COI-4", Effect.WARN)]
    assert roster.close_ties()[lee.id] >= {ann.id}


def test_a_supervisor_without_the_teams_key_is_told_that_ties_are_not_shown(station, roster, team):
    (lee,) = added(roster, a_person("Lee Park", account_id=HELPER, designated_on=BEFORE))
    station.roster(Role.HELPER, account=HELPER).set_my_ties([Relation(uuid4(), RelationKind.SPOUSE)])
    supervisor = station.roster(Role.SUPERVISOR, account=HELPER)
    assert supervisor.close_ties() is None
    (seen,) = supervisor.helpers_for([ParticipantFacts(uuid4(), "Ann Bell")], INCIDENT, NOON)
    assert [(conflict.rule, conflict.effect) for conflict in seen.conflicts] == [("COI-4", Effect.INFO)]
    assert not seen.blocked
    assert lee.id == seen.person.id


def test_without_an_entry_of_ones_own_there_is_nowhere_to_put_ties(station, roster, team):
    added(roster, published("Ruth Okafor"))
    with pytest.raises(Problem, match="No roster entry"):
        station.roster(Role.HELPER, account=HELPER).set_my_ties([])


@pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.PLANNER, Role.ADMINISTRATOR])
def test_only_who_plans_support_sees_conflicts(station, roster, role):
    with pytest.raises(NotAllowed):
        station.roster(role, account=HELPER).helpers_for([], INCIDENT, NOON)


def test_lapsed_training_is_seen_on_the_day_of_the_session(roster, team):
    lapses = (NOON + timedelta(days=3)).date()
    added(roster, a_person("Lee Park", designated_on=BEFORE, trained_until=lapses))
    assert in_order(roster.helpers_for([], INCIDENT, NOON + timedelta(days=3))) == [("Lee Park", [])]
    assert in_order(roster.helpers_for([], INCIDENT, NOON + timedelta(days=4))) == [("Lee Park", ["COI-5"])]
