"""Who should not lead a support session, and why (DB-04, DB-05, COI-1 to COI-9).

Pure functions: everything they look at is handed in, everything they say is a sentence for a person.
COI-1 to COI-5 and COI-7 look at one helper (`conflicts`); COI-6, COI-8 and COI-9 look at the session
as a whole (`session_conflicts`). Nothing here forbids: a coordinator may override with a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.roster.care_load import Limits
from wellness_desktop.roster.chain_of_command import is_above, same_chain

SIMILAR_EVENT_WITHIN = timedelta(days=30)

NEEDS_A_CLINICIAN = frozenset({"group_debriefing", "post_shooting_individual"})
"""Kinds of support that a licensed clinician must be part of (DB-06)."""
GROUP_DEBRIEFING = "group_debriefing"

STATES_INVOLVED_HELPER = frozenset({"WA", "UT", "LA", "GA", "WI", "MN", "IA", "VA", "CO"})
"""States whose law was seen to leave out a helper who was involved (chaplain_log.md 7)."""
STATES_ONE_PEER = frozenset({"AL"})
"""States where a summary of the law speaks of one certified peer at a time (debrief_protocols.md 7)."""
STATES_PRIOR_DESIGNATION = frozenset({"LA", "AL", "NC", "GA", "WI", "UT"})
"""States whose law was seen to cover only people designated and trained beforehand."""


class Effect(StrEnum):
    """What a conflict does to an assignment."""

    BLOCK = "block"
    """Refused, unless the coordinator overrides it with a reason from the list."""
    WARN = "warn"
    """To be confirmed."""
    INFO = "info"
    """Only to be known."""


class Exposure(StrEnum):
    """How a person met the incident. One question per person; nothing about how it felt."""

    ON_SCENE = "on_scene"
    BY_RADIO = "by_radio"
    AFTER = "after"
    NOT_EXPOSED = "not_exposed"


NEAR = frozenset({Exposure.ON_SCENE, Exposure.BY_RADIO})
"""Exposures that belong in one group; the other two belong in another."""


class OverrideReason(StrEnum):
    """Why a coordinator assigns a helper in spite of a conflict. A fixed list, so that nothing
    about a person is typed in.
    """

    NOBODY_ELSE = "nobody_else"
    ASKED_FOR = "asked_for"
    COUNSEL_AGREED = "counsel_agreed"

    @property
    def label(self) -> str:
        """The reason as the coordinator picks it."""
        return {
            OverrideReason.NOBODY_ELSE: tr("No other trained person is within reach."),
            OverrideReason.ASKED_FOR: tr("The person to be supported asked for this helper."),
            OverrideReason.COUNSEL_AGREED: tr("The agency's counsel agreed."),
        }[self]


@dataclass(frozen=True, slots=True)
class HelperFacts:
    """What the rules look at in one helper."""

    person_id: UUID
    name: str
    is_clinician: bool = False
    designated_on: date | None = None
    """The date of the written designation; None when there is none."""
    trained_until: date | None = None
    """When the training or certificate lapses; None when it has no end."""
    close_to: frozenset[UUID] | None = frozenset()
    """People the helper named as close. None when this actor's key cannot open that entry."""
    sessions_at: tuple[datetime, ...] = ()
    """Sessions led or attended, past and booked."""
    similar_events_at: tuple[datetime, ...] = ()
    """When the helper was exposed to something of the same kind."""
    limits: Limits = field(default_factory=Limits)
    """From how many sessions on the agency gives its helpers a rest."""


@dataclass(frozen=True, slots=True)
class ParticipantFacts:
    """One person to be supported."""

    person_id: UUID
    name: str
    exposure: Exposure | None = None


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """What the rules look at in an incident."""

    happened_on: date
    """The station's calendar date on which it began."""
    involved: frozenset[UUID] = frozenset()
    """First responders, witnesses, parties and those who supervised it (COI-1)."""
    investigating: frozenset[UUID] = frozenset()
    """Who takes part in the criminal, administrative or insurance inquiry, or in discipline (COI-3)."""
    died_or_hurt: frozenset[UUID] = frozenset()
    still_open: bool = False
    """Search, suspect or scene not yet closed (COI-9)."""
    state: str = ""
    """Two-letter code of the agency's state; empty when not set."""
    reports_to: Mapping[UUID, UUID | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One rule that speaks against an assignment."""

    rule: str
    effect: Effect
    reason: str
    note: str = ""
    """What the law may have to say about it; empty when there is nothing to add."""

    @property
    def words(self) -> str:
        """The reason, and what the law may have to say."""
        return f"{self.reason} {self.note}".strip()


def conflicts(
    helper: HelperFacts,
    participants: Sequence[ParticipantFacts],
    incident: IncidentFacts,
    at: datetime,
) -> list[Conflict]:
    """What speaks against `helper` leading a session with `participants` at the moment `at`.

    In the order of the rules; empty when nothing does. `at` is aware and in the station's zone, since a
    certificate lapses by the calendar on the wall.
    """
    found = [
        _involved(helper, participants, incident),
        *_in_command(helper, participants, incident),
        _investigates(helper, incident),
        _close(helper, participants, incident),
        _not_designated(helper, incident, at),
        _needs_rest(helper, at),
    ]
    return [conflict for conflict in found if conflict]


def session_conflicts(
    intervention: str,
    team: Sequence[HelperFacts],
    participants: Sequence[ParticipantFacts],
    incident: IncidentFacts,
) -> list[Conflict]:
    """What speaks against the session as a whole. `intervention` is an id of debrief_windows.toml."""
    found = [
        _no_clinician(intervention, team),
        _mixed_exposure(intervention, participants),
        _mixed_rank(intervention, participants, incident),
        _not_over(intervention, incident),
        _two_peers(team, incident),
    ]
    return [conflict for conflict in found if conflict]


def blocked(found: Sequence[Conflict]) -> bool:
    """Whether an override is needed."""
    return any(conflict.effect is Effect.BLOCK for conflict in found)


def _involved(
    helper: HelperFacts, participants: Sequence[ParticipantFacts], incident: IncidentFacts
) -> Conflict | None:
    """Nobody supports themselves either: who only was not exposed may still sit in the group."""
    takes_part = any(person.person_id == helper.person_id for person in participants)
    if helper.person_id not in incident.involved and not takes_part:
        return None
    note = (
        tr("In this state, the law may then not protect what is said. Ask the agency's counsel.")
        if incident.state in STATES_INVOLVED_HELPER
        else tr("In several states, the law may then not protect what is said. Ask the agency's counsel.")
    )
    if helper.person_id in incident.involved:
        reason = tr("{helper} was part of this incident.", helper=helper.name)
    else:
        reason = tr("{helper} is one of the people to be supported.", helper=helper.name)
    return Conflict("COI-1", Effect.BLOCK, reason, note)


def _in_command(
    helper: HelperFacts, participants: Sequence[ParticipantFacts], incident: IncidentFacts
) -> list[Conflict]:
    found = []
    for person in participants:
        if is_above(helper.person_id, person.person_id, incident.reports_to):
            reason = tr(
                "{person} reports to {helper}, directly or through others.",
                person=person.name,
                helper=helper.name,
            )
        elif is_above(person.person_id, helper.person_id, incident.reports_to):
            reason = tr(
                "{helper} reports to {person}, directly or through others.",
                person=person.name,
                helper=helper.name,
            )
        else:
            continue
        found.append(Conflict("COI-2", Effect.BLOCK, reason))
    return found


def _investigates(helper: HelperFacts, incident: IncidentFacts) -> Conflict | None:
    if helper.person_id not in incident.investigating:
        return None
    reason = tr("{helper} takes part in the inquiry. Support and inquiry stay apart.", helper=helper.name)
    return Conflict("COI-3", Effect.BLOCK, reason)


def _close(helper: HelperFacts, participants: Sequence[ParticipantFacts], incident: IncidentFacts) -> Conflict | None:
    if helper.close_to is None:
        reason = tr("Close ties of {helper} are known to the coordinator only.", helper=helper.name)
        return Conflict("COI-4", Effect.INFO, reason)
    if any(person.person_id in helper.close_to for person in participants):
        reason = tr("{helper} is close to somebody in this group.", helper=helper.name)
    elif helper.close_to & incident.died_or_hurt:
        reason = tr("{helper} is close to somebody who died or was hurt.", helper=helper.name)
    else:
        return None
    return Conflict("COI-4", Effect.WARN, reason)


def _not_designated(helper: HelperFacts, incident: IncidentFacts, at: datetime) -> Conflict | None:
    # A designation of the same day cannot be shown to come first, so it does not count.
    if helper.designated_on is None or helper.designated_on >= incident.happened_on:
        reason = tr("{helper} was not named in writing before the incident.", helper=helper.name)
    elif helper.trained_until is not None and helper.trained_until < at.date():
        reason = tr("The training of {helper} has lapsed.", helper=helper.name)
    else:
        return None
    note = (
        tr("This state's law may cover only helpers named and trained beforehand. Ask the agency's counsel.")
        if incident.state in STATES_PRIOR_DESIGNATION
        else tr("Some states' law covers only helpers named and trained beforehand.")
    )
    return Conflict("COI-5", Effect.WARN, reason, note)


def _needs_rest(helper: HelperFacts, at: datetime) -> Conflict | None:
    """Gives no count: how much a helper carried is shown to that helper only (DESIGN 6.4)."""
    at = at.astimezone(UTC)
    within = timedelta(days=helper.limits.days)
    recent = [moment for moment in helper.sessions_at if at - within <= moment <= at]
    similar = any(at - SIMILAR_EVENT_WITHIN <= moment <= at for moment in helper.similar_events_at)
    if len(recent) < helper.limits.sessions and not similar:
        return None
    reason = tr("{helper} has carried a lot lately. Please rotate.", helper=helper.name)
    return Conflict("COI-7", Effect.WARN, reason)


def _no_clinician(intervention: str, team: Sequence[HelperFacts]) -> Conflict | None:
    if intervention not in NEEDS_A_CLINICIAN or any(helper.is_clinician for helper in team):
        return None
    reason = tr("This kind of session needs a licensed clinician, in the room or by telephone.")
    return Conflict("COI-6", Effect.BLOCK, reason)


def _mixed_exposure(intervention: str, participants: Sequence[ParticipantFacts]) -> Conflict | None:
    if intervention != GROUP_DEBRIEFING:
        return None
    circles = {person.exposure in NEAR for person in participants if person.exposure is not None}
    if len(circles) < 2:
        return None
    reason = tr("Some were there or on the radio, others were not. Two groups, or one-on-one, serve better.")
    return Conflict("COI-8", Effect.WARN, reason)


def _mixed_rank(
    intervention: str, participants: Sequence[ParticipantFacts], incident: IncidentFacts
) -> Conflict | None:
    if intervention != GROUP_DEBRIEFING:
        return None
    pairs = combinations(participants, 2)
    if not any(same_chain(a.person_id, b.person_id, incident.reports_to) for a, b in pairs):
        return None
    reason = tr("Somebody in this group reports to somebody else in it. People may speak less freely.")
    return Conflict("COI-8", Effect.WARN, reason)


def _not_over(intervention: str, incident: IncidentFacts) -> Conflict | None:
    if intervention != GROUP_DEBRIEFING or not incident.still_open:
        return None
    reason = tr("The incident is not over yet. Until it is, offer one-on-one contact or a demobilization.")
    return Conflict("COI-9", Effect.BLOCK, reason)


def _two_peers(team: Sequence[HelperFacts], incident: IncidentFacts) -> Conflict | None:
    if incident.state not in STATES_ONE_PEER or sum(not helper.is_clinician for helper in team) < 2:
        return None
    return Conflict(
        "COI-1",
        Effect.WARN,
        tr("Two peers lead this session."),
        tr("In this state, the law may protect a talk with one certified peer only. Ask the agency's counsel."),
    )
