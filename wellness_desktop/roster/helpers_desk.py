"""Who can help: the helpers for a session with what speaks against each, and their sealed close ties."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from wellness_desktop.accounts.roles import Can
from wellness_desktop.roster.care_load import Led, please_rotate
from wellness_desktop.roster.conflicts import (
    Conflict,
    Effect,
    HelperFacts,
    IncidentFacts,
    ParticipantFacts,
    blocked,
    conflicts,
)
from wellness_desktop.roster.kinds import PersonRole, RelationKind, Standing
from wellness_desktop.roster.merge_desk import merged_ids
from wellness_desktop.roster.on_call import on_now
from wellness_desktop.roster.own_desk import OwnDesk
from wellness_desktop.roster.people import Person, Relation
from wellness_desktop.roster.reading import duties_between
from wellness_desktop.roster.records import PersonRecord, RelationsRecord

SUPPORT_TEAM = "support_team"
TIES_CHANGED = "close ties changed"
FAR = 10_000
"""Stands for an unknown travel time when helpers are put in order (minutes)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A helper who might lead, with every reason against it."""

    person: Person
    facts: HelperFacts
    conflicts: tuple[Conflict, ...]
    on_call: bool
    rotate: bool = False
    """Whether somebody else should take this one: how much a helper carried is told to nobody else."""

    @property
    def blocked(self) -> bool:
        """Whether only an override with a reason can assign this helper."""
        return blocked(self.conflicts)


class HelpersDesk(OwnDesk):
    """Helpers, for scheduling."""

    def helpers(self) -> list[Person]:
        """Active peers, chaplains and clinicians that this actor may see, by name."""
        return [each for each in self.people() if each.is_helper and each.standing is Standing.ACTIVE]

    def headcount(self, roles: Collection[PersonRole]) -> int:
        """How many active people of the own agency have one of these roles: a number, whoever asks, and no name."""
        self._actor.require(Can.SEE_ROSTER)
        wanted = {role.value for role in roles}
        query = select(PersonRecord.roles).where(
            PersonRecord.own_agency, PersonRecord.removed_at.is_(None), PersonRecord.standing == Standing.ACTIVE
        )
        with self._store.read() as session:
            return sum(not wanted.isdisjoint(found) for found in session.scalars(query))

    def helpers_for(
        self,
        participants: Sequence[ParticipantFacts],
        incident: IncidentFacts,
        at: datetime,
        sessions: Mapping[UUID, tuple[datetime, ...]] | None = None,
        similar_events: Mapping[UUID, tuple[datetime, ...]] | None = None,
    ) -> list[Candidate]:
        """Every active helper with what speaks against leading a session at `at`, the freest first.

        `sessions` and `similar_events` say by person when each helper led or attended, or was exposed
        (COI-7). The chain of command is filled in from the roster. Whoever is rested comes before whoever carried a
        lot, and helpers of other agencies before own ones, since in a small agency everybody was there.
        """
        self._actor.require(Can.PLAN_SUPPORT)
        everyone = self.people()
        ties = self.close_ties()
        facts = replace(incident, reports_to={each.id: each.reports_to for each in everyone})
        local = at.astimezone(self._zone)
        on_call = self._on_call_at(at)
        found = []
        for person in everyone:
            if not person.is_helper or person.standing is not Standing.ACTIVE:
                continue
            helper = helper_facts(
                person,
                None if ties is None else ties.get(person.id, frozenset()),
                (sessions or {}).get(person.id, ()),
                (similar_events or {}).get(person.id, ()),
            )
            helper = replace(helper, limits=self.facts.limits)
            against = tuple(conflicts(helper, participants, facts, local))
            rotate = please_rotate([Led(led, 0) for led in helper.sessions_at], helper.limits, at)
            found.append(Candidate(person, helper, against, person.id in on_call, rotate))
        return sorted(found, key=_freest_first)

    def close_ties(self) -> dict[UUID, frozenset[UUID]] | None:
        """Who is close to whom, as the helpers entered it; None when this actor's keys do not open it."""
        if not self._keyring.may_open(SUPPORT_TEAM):
            return None
        with self._store.read() as session:
            records = list(session.scalars(select(RelationsRecord)))
            now = merged_ids(session)
        ties: dict[UUID, frozenset[UUID]] = {}
        for record in records:
            of = now.get(record.person_id, record.person_id)
            ties[of] = ties.get(of, frozenset()) | {now.get(tie.to, tie.to) for tie in self._opened(record)}
        return ties

    def my_ties(self) -> list[Relation]:
        """The close ties that the person signed in entered."""
        me = self._require_me()
        with self._store.read() as session:
            record = session.scalars(select(RelationsRecord).where(RelationsRecord.person_id == me.id)).first()
            now = merged_ids(session)
        return [Relation(now.get(tie.to, tie.to), tie.kind) for tie in self._opened(record)] if record else []

    def set_my_ties(self, relations: Sequence[Relation]) -> None:
        """Seals the own close ties to oneself and the support team. Nobody enters them for somebody else."""
        self._actor.require(Can.EDIT_OWN_ENTRY)
        me = self._require_me()
        text = json.dumps([{"to": str(tie.to), "kind": tie.kind.value} for tie in relations])
        with self._work(TIES_CHANGED, me.id) as session:
            record = session.scalars(select(RelationsRecord).where(RelationsRecord.person_id == me.id)).first()
            if record is None:
                record = RelationsRecord(person_id=me.id, sealing=0)
                session.add(record)
            record.sealing += 1
            record.sealed = self._keyring.seal(text, record=record.id, version=record.sealing, to=["me", SUPPORT_TEAM])

    def _opened(self, record: RelationsRecord) -> list[Relation]:
        text = self._keyring.open(record.sealed, record=record.id, version=record.sealing)
        return [Relation(UUID(tie["to"]), RelationKind(tie["kind"])) for tie in json.loads(text)]

    def _on_call_at(self, at: datetime) -> set[UUID]:
        with self._store.read() as session:
            duties = duties_between(session, at, at + timedelta(seconds=1))
        return {duty.person_id for duty in on_now(duties, at)}


def helper_facts(
    person: Person,
    close_to: frozenset[UUID] | None,
    sessions: tuple[datetime, ...] = (),
    similar_events: tuple[datetime, ...] = (),
) -> HelperFacts:
    """What the conflict rules look at, taken from a roster entry."""
    return HelperFacts(
        person_id=person.id,
        name=person.name,
        is_clinician=person.is_clinician,
        designated_on=person.designated_on,
        trained_until=person.trained_until,
        close_to=close_to,
        sessions_at=sessions,
        similar_events_at=similar_events,
    )


def _freest_first(candidate: Candidate) -> tuple[bool, int, bool, bool, int, str]:
    person = candidate.person
    warnings = sum(conflict.effect is not Effect.INFO for conflict in candidate.conflicts)
    travel = FAR if person.travel_minutes is None else person.travel_minutes
    return candidate.blocked, warnings, candidate.rotate, person.own_agency, travel, person.name.casefold()
