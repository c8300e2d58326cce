"""What goes into a proposal and what comes out of it: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.availability import Rules, Times
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.grid import STEP_MINUTES, Grid
from wellness_desktop.debriefs.protocols import Intervention
from wellness_desktop.debriefs.roads import Drive
from wellness_desktop.roster.conflicts import NEAR, Exposure, HelperFacts, IncidentFacts

MANNED = frozenset({Circle.PATROL, Circle.DISPATCH, Circle.JAIL})
"""Circles whose posts cannot stand empty: whoever leaves one during a shift needs a cover officer."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody exposed. `id` is the exposure's, not the person's: a guest has no other."""

    id: UUID
    name: str
    exposure: Exposure
    circle: Circle
    times: Times
    commands: frozenset[UUID] = frozenset()
    """The other attendees below this person in the chain of command."""
    opens: datetime | None = None
    """When the window opens for this person, where that differs from the others (DB-14)."""
    closes: datetime | None = None
    person_id: UUID | None = None
    """The person of the roster; None for a guest."""

    @property
    def is_near(self) -> bool:
        """Whether they were there or on the radio; the others form another group (COI-8)."""
        return self.exposure in NEAR


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who could lead. `id` is the person's."""

    id: UUID
    name: str
    clinician: bool
    times: Times
    drive: Drive = field(default_factory=Drive)
    by_phone: bool = False
    """May join by telephone or video over a number that was checked."""
    refused: str = ""
    """Why this person may not lead anything here; empty when they may (DB-04)."""
    blocked: Mapping[UUID, str] = field(default_factory=dict)
    """Attendees this person may not lead, with the reason (DB-05)."""
    close: Mapping[UUID, str] = field(default_factory=dict)
    """Attendees this person is close to, with the words to confirm (COI-4)."""
    warnings: tuple[str, ...] = ()
    """To be confirmed, such as a designation after the incident."""
    facts: HelperFacts | None = None
    """What the rules about a whole session look at; None where nobody asks them."""

    def comes_in(self, length: int) -> int:
        """The steps at which a session of `length` steps can begin with this person in the room: the drive each
        way fits, and the road is open.
        """
        drive = self.drive
        usual = self.times.starts(length, -(-drive.minutes // STEP_MINUTES)) & ~drive.slow
        if drive.slow:
            usual |= self.times.starts(length, -(-drive.slow_minutes // STEP_MINUTES)) & drive.slow
        return usual & ~drive.closed

    def starts(self, length: int) -> int:
        """The same, or by telephone where that may be."""
        return self.comes_in(length) | (self.times.starts(length) if self.by_phone else 0)


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody who could cover the road, the radio or the jail. `id` is the person's."""

    id: UUID
    name: str
    circle: Circle
    times: Times
    attendee: UUID | None = None
    """Their exposure, when they are exposed themselves: they cover a session they do not sit in."""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a proposal is worked out from."""

    intervention: Intervention
    minutes: int
    opens: datetime
    target: datetime
    closes: datetime | None
    earliest: datetime
    """Nothing is proposed before it: now, with the time it takes to tell people."""
    zone: ZoneInfo
    grid: Grid
    rules: Rules
    attendees: tuple[Attendee, ...]
    leaders: tuple[Leader, ...]
    covers: tuple[Cover, ...] = ()
    facts: IncidentFacts | None = None
    """What the rules about a whole session look at; None where nobody asks them."""
    individual_minutes: int = 45
    """How long a one-on-one contact takes that is offered instead of a group session."""


class Need(StrEnum):
    """What still has to be found before a session can be marked scheduled."""

    CLINICIAN = "clinician"
    LEADER = "leader"
    COVER = "cover"
    ANSWERS = "answers"

    @property
    def label(self) -> str:
        """The need as a short sentence."""
        return {
            Need.CLINICIAN: tr("A licensed clinician is still to be found, in the room or by telephone."),
            Need.LEADER: tr("A trained helper is still to be found; ask the county or a neighboring team."),
            Need.COVER: tr("Somebody to cover is still to be found; ask a neighboring agency."),
            Need.ANSWERS: tr("It is not known yet if enough people can come; ask them first."),
        }[self]


@dataclass(frozen=True, slots=True)
class ProposedSession:
    """One session of a choice."""

    starts: datetime
    ends: datetime
    members: tuple[UUID, ...]
    """Everybody who is asked to come, in the order of the request."""
    leaders: tuple[UUID, ...]
    clinician: UUID | None
    covers: tuple[UUID, ...]
    posts: int
    """How many posts must be covered, with or without somebody found for each."""
    needs: tuple[Need, ...]
    reasons: tuple[str, ...]
    """Why this time, in words."""
    warnings: tuple[str, ...]
    by_phone: tuple[UUID, ...] = ()
    """Leaders who join by telephone or video."""
    not_known: tuple[UUID, ...] = ()
    """Of the members those whose shifts nobody has entered: to be asked, not counted as able to come."""


@dataclass(frozen=True, slots=True)
class IndividualOffer:
    """What somebody is offered whom no session reaches: never nothing."""

    attendee: UUID
    reason: str
    """Why they are not in a session."""
    helper: UUID | None
    """Who could contact them; None when a helper from elsewhere must be asked."""
    starts: datetime | None
    """The first time both have; None when none was found."""
    by_phone: bool = False
    """The helper calls instead of driving."""
    known: bool = True
    """Whether their shifts are known; if not, the time is a guess to be asked about."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go about it. A person decides; the program only says what it costs."""

    sessions: tuple[ProposedSession, ...]
    individuals: tuple[IndividualOffer, ...]
    reasons: tuple[str, ...] = ()

    @property
    def reached(self) -> int:
        """How many people sit in a session who are known to be able to come."""
        return sum(len(session.members) - len(session.not_known) for session in self.sessions)

    @property
    def to_ask(self) -> int:
        """How many people are asked to a session whose shifts are not known."""
        return sum(len(session.not_known) for session in self.sessions)

    @property
    def tentative(self) -> bool:
        """Whether something still has to be found for it."""
        return any(session.needs for session in self.sessions)


@dataclass(frozen=True, slots=True)
class Proposals:
    """The choices, best first, never none; and which helpers stay out of it, with the reason."""

    choices: tuple[Choice, ...]
    left_out: tuple[tuple[UUID, str], ...]
    """Helpers whom a rule keeps from leading here, or from leading for some, with the reason."""
