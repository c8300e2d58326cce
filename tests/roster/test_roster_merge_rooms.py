"""When two entries become one, plans and incidents follow (plans/merged_people.py, debriefs/merged_people.py)."""

from uuid import UUID

import pytest
from sqlalchemy import JSON, Uuid, select

from tests.roster.station import NOON, a_person, added
from wellness_desktop.debriefs import merged_people as in_incidents
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.records import (
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    LeaderRecord,
    SessionRecord,
)
from wellness_desktop.plans import merged_people as in_plans
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.records import FactRecord, SeatRecord
from wellness_desktop.roster import merge_desk
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.records import PhoneRecord, RelationsRecord
from wellness_desktop.roster.team_records import VettingRecord
from wellness_desktop.store.records import Base

OF_THE_ENTRY = {PhoneRecord, RelationsRecord, VettingRecord}
"""Moved by hand, or gone with the entry: the numbers are put together with it."""
NAMES = {"person_id", "holder_id", "other_id", "owner_id", "deputy_id", "reports_to"}
LISTS = {
    ("debriefs_incident", "inquiry"),
    ("debriefs_incident", "died_or_hurt"),
    ("debriefs_session", "covers"),
    ("roster_paper", "people"),
}


def test_every_column_that_names_a_person_follows():
    """A table that is added later and forgotten here would go on naming an entry that is deleted after 30 days."""
    followed = {
        (kind.__tablename__, name) for kind, name in (*merge_desk._PLACES, *in_incidents._PLACES, *in_plans._PLACES)
    }
    by_hand = {kind.__tablename__ for kind in OF_THE_ENTRY} | {"plans_packet_custodian"}  # holders are accounts
    named = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        if table.name.startswith(("roster_", "plans_", "debriefs_")) and table.name not in by_hand
        for column in table.columns
        if (isinstance(column.type, Uuid) and column.name in NAMES)
        or (isinstance(column.type, JSON) and (table.name, column.name) in LISTS)
    }
    assert named == followed


@pytest.fixture
def doubles(roster, station):
    roster.follow_merges(in_plans.follow, in_incidents.follow)
    ann, again = added(roster, a_person("Ann Bell"), a_person("A. Bell"))
    with station.store.work() as session:
        session.add(FactRecord(field="pio", person_id=again.id))
        session.add(SeatRecord(plan="core", role="R01", place=Place.PRIMARY, person_id=again.id))
        session.add(SeatRecord(plan="core", role="R02", place=Place.PRIMARY, person_id=ann.id))
        incident = IncidentRecord(
            code_name="Event 2026-A",
            trigger="shooting",
            profile="usual",
            ended_at=NOON,
            reported_at=NOON,
            inquiry=[str(again.id)],
        )
        session.add(incident)
        session.flush()
        one = ExposureRecord(
            incident_id=incident.id, person_id=again.id, exposure=next(iter(Exposure)), circle=next(iter(Circle))
        )
        session.add(one)
        session.flush()
        session.add(FollowUpRecord(exposure_id=one.id, point="day", due_at=NOON, overdue_at=NOON, owner_id=again.id))
    return ann, again


def named(station) -> dict[str, list[object]]:
    with station.store.read() as session:
        columns = {
            "fact": FactRecord.person_id,
            "seat": SeatRecord.person_id,
            "exposed": ExposureRecord.person_id,
            "owner": FollowUpRecord.owner_id,
            "inquiry": IncidentRecord.inquiry,
        }
        return {name: sorted(map(str, session.scalars(select(column)))) for name, column in columns.items()}


def test_plans_and_incidents_name_the_one_that_stays_and_the_undo_gives_them_back(roster, station, doubles):
    ann, again = doubles
    before = named(station)
    done = roster.merge(ann, again)
    after = named(station)
    assert after == {
        "fact": [str(ann.id)],
        "seat": [str(ann.id)] * 2,
        "exposed": [str(ann.id)],
        "owner": [str(ann.id)],
        "inquiry": [str([str(ann.id)])],
    }
    done.undo()
    assert named(station) == before


def test_what_somebody_changed_since_is_left_alone_by_the_undo(roster, station, doubles):
    ann, again = doubles
    done = roster.merge(ann, again)
    other = UUID(int=5)
    with station.store.work() as session:
        session.scalars(select(FactRecord)).one().person_id = other
    done.undo()
    assert named(station)["fact"] == [str(other)]


def test_leaders_and_cover_follow_too():
    assert {(LeaderRecord, "person_id"), (SessionRecord, "covers")} <= set(in_incidents._PLACES)
