"""From records to values: incidents with everybody listed, sessions with their teams."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_values import Exposed, GuestShifts, Incident, IncidentStatus, IncidentSummary
from wellness_desktop.debriefs.proposal_facts import Need
from wellness_desktop.debriefs.protocols import Anchor, Clinician, Intervention, Protocols, Trigger
from wellness_desktop.debriefs.records import (
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    LeaderRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.session_states import AHEAD
from wellness_desktop.debriefs.session_values import FollowUp, Led, Session
from wellness_desktop.roster.people import Contact, Person

Names = Mapping[UUID, Person] | Mapping[UUID, Contact]


def summaries(work: Work, protocols: Protocols) -> list[IncidentSummary]:
    """Every incident, open ones first, then the newest.

    An agency keeps them for years, so the rows are read bare, and people and sessions are counted only where the
    incident itself does not say how many there were: sessions ahead belong to open incidents.
    """
    people = _counts(
        work,
        select(ExposureRecord.incident_id, func.count())
        .where(ExposureRecord.incident_id.in_(select(IncidentRecord.id).where(IncidentRecord.listed.is_(None))))
        .group_by(ExposureRecord.incident_id),
    )
    still_open = select(IncidentRecord.id).where(IncidentRecord.status == IncidentStatus.OPEN)
    ahead = _counts(
        work,
        select(SessionRecord.incident_id, func.count())
        .where(SessionRecord.incident_id.in_(still_open), SessionRecord.state.in_(AHEAD))
        .group_by(SessionRecord.incident_id),
    )
    row = IncidentRecord.__table__.c
    query = select(row.id, row.code_name, row.trigger, row.ended_at, row.status, row.listed, row.offered_to_all)
    order = (row.status == IncidentStatus.CLOSED, row.ended_at.desc(), row.code_name)
    return [
        IncidentSummary(
            id=incident_id,
            code_name=code_name,
            trigger=trigger_called(trigger, protocols),
            ended_at=ended_at,
            status=status,
            people=people.get(incident_id, 0) if listed is None else listed,
            sessions_ahead=ahead.get(incident_id, 0),
            offered_to_all=offered_to_all,
        )
        for incident_id, code_name, trigger, ended_at, status, listed, offered_to_all in work.execute(
            query.order_by(*order)
        )
    ]


def exposures_of(work: Work, incident_id: UUID) -> list[ExposureRecord]:
    """Everybody listed for an incident, in the order in which they were listed."""
    query = select(ExposureRecord).where(ExposureRecord.incident_id == incident_id)
    return list(work.scalars(query.order_by(ExposureRecord.position, ExposureRecord.id)))


def incident_of(
    record: IncidentRecord, rows: Sequence[ExposureRecord], protocols: Protocols, people: Names
) -> Incident:
    """An incident with everybody listed who is still on the roster, and its guests."""
    exposed = [found for found in (_exposed(row, people) for row in rows) if found is not None]
    return Incident(
        id=record.id,
        version=record.version,
        code_name=record.code_name,
        trigger=trigger_of(record, protocols),
        ended_at=record.ended_at,
        profile=record.profile,
        status=record.status,
        still_open=record.still_open,
        counsel=record.counsel,
        force_at=record.force_at,
        death_told_at=record.death_told_at,
        funeral_end_at=record.funeral_end_at,
        offered_to_all=record.offered_to_all,
        exposed=tuple(exposed),
        inquiry=frozenset(UUID(one) for one in record.inquiry),
        died_or_hurt=frozenset(UUID(one) for one in record.died_or_hurt),
        began_at=record.began_at,
    )


def anchors_of(incident: Incident) -> dict[Anchor, datetime]:
    """The moments known of an incident."""
    found = {
        Anchor.INCIDENT_END: incident.ended_at,
        Anchor.USE_OF_FORCE: incident.force_at,
        Anchor.DEATH_TOLD: incident.death_told_at,
        Anchor.FUNERAL_END: incident.funeral_end_at,
    }
    return {anchor: moment for anchor, moment in found.items() if moment is not None}


def trigger_of(record: IncidentRecord, protocols: Protocols) -> Trigger:
    """The kind of event. One that this program no longer knows reads as another hard call."""
    return trigger_called(record.trigger, protocols)


def trigger_called(name: str, protocols: Protocols) -> Trigger:
    """The kind of event of this name, or another hard call."""
    return protocols.triggers.get(name) or protocols.triggers["traumatic_call"]


def leaders_of(work: Work, sessions: Iterable[UUID]) -> dict[UUID, list[LeaderRecord]]:
    """The leaders of these sessions."""
    wanted = list(sessions)
    rows = work.scalars(select(LeaderRecord).where(LeaderRecord.session_id.in_(wanted)).order_by(LeaderRecord.id))
    found: dict[UUID, list[LeaderRecord]] = {session: [] for session in wanted}
    for row in rows:
        found[row.session_id].append(row)
    return found


def session_of(
    record: SessionRecord,
    leaders: Sequence[LeaderRecord],
    code_name: str,
    protocols: Protocols,
    people: Names,
    members: tuple[UUID, ...] | None,
    *,
    with_note: bool,
) -> Session:
    """A session as it may be seen: without its members for whoever may not open them."""
    intervention = protocols.interventions[record.kind]
    led = [
        Led(
            row.person_id,
            name_of(row.person_id, people),
            row.clinician,
            row.by_phone,
            _numbers_of(row.person_id, people) if row.by_phone else (),
        )
        for row in leaders
    ]
    covers = [name_of(UUID(one), people) for one in record.covers]
    covers += [record.cover_agency] if record.cover_agency else []
    return Session(
        id=record.id,
        version=record.version,
        incident_id=record.incident_id,
        code_name=code_name,
        kind=record.kind,
        intervention=intervention,
        state=record.state,
        starts=record.starts_at,
        ends=record.starts_at + timedelta(minutes=record.minutes),
        seats=record.seats,
        leaders=tuple(sorted(led, key=lambda one: (not one.clinician, one.name.casefold()))),
        cover=", ".join(covers),
        posts=record.posts,
        needs=needs_of(intervention, led, uncovered=record.posts - len(covers)),
        place=record.place,
        note=record.note if with_note else "",
        policy=record.policy,
        members=members,
        booked_moves=record.moves,
        rested=record.rested,
        room_away=record.room_away,
        merged_into=record.merged_into,
        cancel_reason=record.cancel_reason,
    )


def needs_of(intervention: Intervention, leaders: Sequence[Led], *, uncovered: int) -> tuple[Need, ...]:
    """What still has to be found before a session can be marked scheduled (DB-06, section 12)."""
    needs = []
    if intervention.clinician is Clinician.REQUIRED and not any(one.clinician for one in leaders):
        needs.append(Need.CLINICIAN)
    if len(leaders) + len(needs) < intervention.leaders:
        needs.append(Need.LEADER)
    if uncovered > 0:
        needs.append(Need.COVER)
    return tuple(needs)


def follow_up_of(
    record: FollowUpRecord, incident: IncidentRecord, name: str, protocols: Protocols, people: Names
) -> FollowUp:
    """A follow-up with its neutral name."""
    point = next((one for one in protocols.followups if one.id == record.point), None)
    return FollowUp(
        id=record.id,
        version=record.version,
        incident_id=incident.id,
        code_name=incident.code_name,
        exposure_id=record.exposure_id,
        name=name,
        label=point.name if point else tr("Follow-up"),
        about=tr(point.about) if point else "",
        due=record.due_at,
        overdue=record.overdue_at,
        owner=record.owner_id,
        owner_name=name_of(record.owner_id, people) if record.owner_id else "",
        deputy=record.deputy_id,
        settled=record.outcome is not None,
    )


def name_of(person_id: UUID, people: Names) -> str:
    """The name on the roster, or words for whoever left it or may not be seen."""
    person = people.get(person_id)
    return person.name if person else tr("Somebody not on the roster")


def _numbers_of(person_id: UUID, people: Names) -> tuple[str, ...]:
    """The first two numbers of somebody: the line, and one to fall back on."""
    person = people.get(person_id)
    return tuple(phone.shown for phone in person.phones[:2]) if person else ()


def exposed_name(record: ExposureRecord, people: Names) -> str | None:
    """The name of somebody listed; None when they left the roster. A guest's name goes when the incident is closed."""
    if record.person_id is not None:
        person = people.get(record.person_id)
        return person.name if person else None
    return record.guest or tr("Name taken off")


def _exposed(record: ExposureRecord, people: Names) -> Exposed | None:
    name = exposed_name(record, people)
    if name is None:
        return None
    return Exposed(
        id=record.id,
        name=name,
        person_id=record.person_id,
        exposure=record.exposure,
        circle=record.circle,
        released_at=record.released_at,
        asked_at=None,
        agency=_agency(record, people),
        shifts=_shifts(record),
    )


def _agency(record: ExposureRecord, people: Names) -> str:
    """Where a guest comes from, or somebody of the roster who came from another agency."""
    person = people.get(record.person_id) if record.person_id and record.circle is Circle.MUTUAL_AID else None
    return person.agency if person else record.guest_agency


def _shifts(record: ExposureRecord) -> GuestShifts | None:
    if not record.guest_pattern or record.guest_cycle is None:
        return None
    return GuestShifts(record.guest_pattern, record.guest_team, record.guest_cycle)


def _counts(work: Work, query: Select[UUID, int]) -> dict[UUID, int]:
    return {key: int(count) for key, count in work.execute(query)}
