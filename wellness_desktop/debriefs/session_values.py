"""What the service takes and returns about sessions, coverage and follow-ups. No field for what was said (DB-02)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.proposal_facts import Choice, Need, Proposals, Request
from wellness_desktop.debriefs.protocols import Intervention, Kind
from wellness_desktop.debriefs.session_states import CancelReason, SessionState
from wellness_desktop.roster.conflicts import OverrideReason

AGENCY_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Booking:
    """A session to be booked, as proposed or as a person changed it."""

    kind: Kind
    starts: datetime
    minutes: int
    members: tuple[UUID, ...] | None
    """Exposures of the incident. None where a session is changed by somebody who may not see them: they stay."""
    leaders: tuple[UUID, ...] = ()
    """People of the roster, the clinician among them."""
    covers: tuple[UUID, ...] = ()
    """Who of the roster covers."""
    cover_agency: str = ""
    """Another agency that covers, where nobody of the roster does."""
    posts: int = 0
    """How many posts must be covered while people are in the session."""
    place: str = ""
    note: str = ""
    """Room, food, cover: at most 200 characters, screened (section 9)."""
    overrides: Mapping[UUID, OverrideReason] = field(default_factory=dict)
    """Leaders assigned in spite of a rule that blocks them, with the reason (DB-04)."""
    by_phone: frozenset[UUID] = frozenset()
    """Leaders who join by telephone or video."""


@dataclass(frozen=True, slots=True)
class Led:
    """A leader of a session."""

    person_id: UUID
    name: str
    clinician: bool
    by_phone: bool = False
    """Joins by telephone or video."""
    numbers: tuple[str, ...] = ()
    """For whoever joins by telephone: the line, and one to fall back on."""

    @property
    def words(self) -> str:
        """The name with what they are and how they join, for screens and sheets."""
        if self.clinician and self.by_phone:
            return tr("{name} (clinician, by telephone)", name=self.name)
        if self.by_phone:
            return tr("{name} (by telephone)", name=self.name)
        return tr("{name} (clinician)", name=self.name) if self.clinician else self.name


@dataclass(frozen=True, slots=True)
class Session:
    """A session: logistics only."""

    id: UUID
    version: int
    incident_id: UUID
    code_name: str
    kind: Kind
    intervention: Intervention
    state: SessionState
    starts: datetime
    ends: datetime
    seats: int
    """How many people are asked to come."""
    leaders: tuple[Led, ...]
    cover: str
    """Who covers, in words; empty when nobody does yet or nobody has to."""
    posts: int
    """How many posts must be covered."""
    needs: tuple[Need, ...]
    place: str
    note: str
    policy: str
    """The attendance policy that was in force when it was booked."""
    members: tuple[UUID, ...] | None
    """Exposures asked to come; None for whoever may not see it (sealed to the support team)."""
    booked_moves: int = 0
    """How often it was moved, so that a calendar takes the newest invitation."""
    rested: bool = False
    """Ticked before a group session: people have slept and eaten."""
    room_away: bool = False
    """Ticked: the room is away from the station."""
    merged_into: UUID | None = None
    """The session that its people come to instead."""
    cancel_reason: CancelReason | None = None

    @property
    def title(self) -> str:
        """The kind of support, as screens and sheets say it."""
        return self.intervention.name


@dataclass(frozen=True, slots=True)
class Closing:
    """The four questions at the end of a session (section 14)."""

    ground_rules_read: bool
    clinician_available: bool
    safety_step: bool
    """Somebody needed a safety step: yes or no, with the date and nothing else."""
    follow_up_assigned: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposals for an incident and the request they come from, so that a time can be tried out."""

    kind: Kind
    proposals: Proposals
    request: Request
    names: Mapping[UUID, str]
    """Names of attendees, leaders and covers, for reading."""

    @property
    def best(self) -> Choice:
        """The first choice."""
        return self.proposals.choices[0]


class Offered(StrEnum):
    """Where somebody stands with one kind of support. Stored sealed."""

    TO_OFFER = "to_offer"
    OFFERED = "offered"
    DECLINED = "declined"
    """For now. It is forgotten at the next follow-up or when the plan closes (DB-11)."""
    BOOKED = "booked"
    DONE = "done"

    @property
    def label(self) -> str:
        """The status on the coordinator's screen."""
        return {
            Offered.TO_OFFER: tr("To offer"),
            Offered.OFFERED: tr("Offered"),
            Offered.DECLINED: tr("Declined for now"),
            Offered.BOOKED: tr("Booked"),
            Offered.DONE: tr("Done"),
        }[self]


@dataclass(frozen=True, slots=True)
class Covered:
    """One person's line of the coverage."""

    exposure_id: UUID
    name: str
    offered: Mapping[Kind, Offered]
    """Kinds that were at least offered."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was offered to this person yet."""
        return not self.offered


class FollowUpOutcome(StrEnum):
    """What came of a follow-up. Stored sealed; there is no field for more (section 9)."""

    DONE = "done"
    NOT_REACHED = "could_not_reach"
    DECLINED = "declined"
    STOPPED = "closed_early"

    @property
    def label(self) -> str:
        """The outcome as it is picked."""
        return {
            FollowUpOutcome.DONE: tr("Done"),
            FollowUpOutcome.NOT_REACHED: tr("Could not reach"),
            FollowUpOutcome.DECLINED: tr("Declined for now"),
            FollowUpOutcome.STOPPED: tr("The person stopped the plan"),
        }[self]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up of one person."""

    id: UUID
    version: int
    incident_id: UUID
    code_name: str
    exposure_id: UUID
    name: str
    label: str
    about: str
    due: datetime
    overdue: datetime
    owner: UUID | None
    owner_name: str
    deputy: UUID | None
    """Who asks where the owner cannot."""
    settled: bool
    """Something came of it; what, only the support team can read."""

    def standing(self, now: datetime) -> FollowUpStanding | None:
        """Where it stands; None once it is settled."""
        if self.settled:
            return None
        if now < self.due:
            return FollowUpStanding.LATER
        return FollowUpStanding.DUE if now <= self.overdue else FollowUpStanding.OVERDUE
