"""What the service takes and returns about incidents: frozen values, free of the store, usable at the front door."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.protocols import Kind, Trigger
from wellness_desktop.debriefs.windows import ClockLine, Standing
from wellness_desktop.roster.conflicts import Exposure

GUEST_LENGTH = 40
AGENCY_LENGTH = 60


class IncidentStatus(StrEnum):
    """Whether the plan for an incident is still worked on. Stored by value."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The status on screen."""
        return tr("Open") if self is IncidentStatus.OPEN else tr("Closed")


class CounselAnswer(StrEnum):
    """Whether counsel or the prosecutor was consulted about the timing. Only the answer is kept (section 2)."""

    YES = "yes"
    NOT_NEEDED = "not_needed"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """The answer as it is picked."""
        return {
            CounselAnswer.YES: tr("Yes"),
            CounselAnswer.NOT_NEEDED: tr("Not needed"),
            CounselAnswer.NOT_YET: tr("Not yet"),
        }[self]


def exposure_label(exposure: Exposure) -> str:
    """How somebody met the event, as it is picked and printed."""
    return {
        Exposure.ON_SCENE: tr("On scene"),
        Exposure.BY_RADIO: tr("By radio or phone"),
        Exposure.AFTER: tr("After the event"),
        Exposure.NOT_EXPOSED: tr("Not exposed"),
    }[exposure]


@dataclass(frozen=True, slots=True)
class GuestShifts:
    """The shifts that a guest works at home, so that a proposed time does not fall into them (section 13)."""

    pattern: str
    team: str
    cycle_start: date


@dataclass(frozen=True, slots=True)
class NewExposure:
    """Somebody to list, sworn or not (DB-12): a person of the roster, or a guest by first name only."""

    name: str
    person_id: UUID | None = None
    """None for a guest, or for a name typed before signing in; the service then looks for it in the roster."""
    exposure: Exposure = Exposure.ON_SCENE
    circle: Circle | None = None
    """None takes it from the roster; guests are patrol unless said."""
    released_at: datetime | None = None
    agency: str = ""
    """Where a guest comes from; a person of the roster has the agency there."""
    shifts: GuestShifts | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is known in the first minute. It can be typed before signing in and is kept in memory only."""

    trigger: str
    ended_at: datetime
    exposed: tuple[NewExposure, ...] = ()
    still_open: bool = False
    """The scene is not released yet, so that `ended_at` is a guess (COI-9)."""
    id: UUID = field(default_factory=uuid4)
    """Made at once, so that handing the same report over twice makes one incident."""
    groups: tuple[str, ...] = ()
    """Keys of whole groups (people_groups) typed before signing in; looked up once the roster is open."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """Somebody listed for an incident."""

    id: UUID
    name: str
    person_id: UUID | None
    exposure: Exposure
    circle: Circle
    released_at: datetime | None
    asked_at: datetime | None
    """When they asked for support themselves; None as well for whoever may not see it (sealed)."""
    agency: str = ""
    """Of a guest, or of somebody on the roster who belongs to another agency."""
    shifts: GuestShifts | None = None
    """A guest's, where they were entered."""

    @property
    def is_guest(self) -> bool:
        """Whether only a first name is kept, until the incident is closed."""
        return self.person_id is None


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """One line of the list of incidents."""

    id: UUID
    code_name: str
    trigger: Trigger
    ended_at: datetime
    status: IncidentStatus
    people: int
    sessions_ahead: int
    offered_to_all: bool
    """All that a supervisor sees of the coverage: support offered to all, yes or not yet."""


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident with everybody listed. It has no place, no case number and no story (DB-07)."""

    id: UUID
    version: int
    code_name: str
    trigger: Trigger
    ended_at: datetime
    profile: str
    status: IncidentStatus
    still_open: bool
    counsel: CounselAnswer | None
    force_at: datetime | None
    death_told_at: datetime | None
    funeral_end_at: datetime | None
    offered_to_all: bool
    exposed: tuple[Exposed, ...]
    inquiry: frozenset[UUID] = frozenset()
    """People of the roster who take part in the inquiry and so cannot lead (COI-3)."""
    died_or_hurt: frozenset[UUID] = frozenset()
    """People of the roster who died or were hurt; helpers close to them are asked last (COI-4)."""
    began_at: datetime | None = None
    """When it began, where that was another day than its end."""

    @property
    def first_moment(self) -> datetime:
        """When it began as far as anybody said; else when it ended (COI-5).

        A designation has to lie before the day of the start (debrief_protocols.md 7). Where nobody typed the start of
        an event that ran over midnight, a helper designated on its first day is not warned about: type the start.
        """
        return min(self.began_at or self.ended_at, self.ended_at)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """People who can meet in one session, and when that is useful to all of them."""

    opens: datetime
    target: datetime
    closes: datetime | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CareLine:
    """A line of the care clock, of an incident or of one person, with what is booked into it."""

    key: str
    """Tells the lines of one clock apart, also two of one kind."""
    line: ClockLine
    title: str
    ahead: tuple[datetime, ...]
    """When sessions of this kind begin that are still ahead."""
    held: tuple[datetime, ...]
    """When sessions of this kind began that took place."""
    reached: int
    """How many people those that took place were for."""
    done: bool
    """Whether it took place for everybody it is for."""
    check_locally: bool
    """The range comes from nobody's reading of a source: a starting value."""
    meetings: tuple[MeetingLine, ...] = ()
    """Where one session cannot serve all: who can meet with whom."""

    @property
    def kind(self) -> Kind:
        """What it is for."""
        return self.line.window.kind

    @property
    def booked(self) -> datetime | None:
        """The next session of this kind."""
        return min(self.ahead, default=None)

    @property
    def is_late(self) -> bool:
        """The usual time is over and nothing took place: one-on-one contact and follow-up are offered instead."""
        return self.line.standing is Standing.LATE and not self.done


def checked_report(report: Report, now: datetime) -> Report:
    """The report if it can be kept. Raises Problem for an end in the future or a guest's whole life story."""
    if report.ended_at.tzinfo is None:
        raise ValueError("a report needs an aware time")
    if report.ended_at > now and not report.still_open:
        raise Problem(
            tr("This end lies in the future."),
            tr("Type when the last person was released, or tick that it is still going on."),
        )
    for one in report.exposed:
        checked_guest(one)
    return report


def checked_guest(one: NewExposure) -> None:
    """Raises Problem for a guest with more than a first name and an agency, which is all that is kept of guests."""
    if one.person_id is None and len(one.name) > GUEST_LENGTH:
        raise Problem(tr("This name is too long."), tr("A first name is enough for a guest."))
    if len(one.agency) > AGENCY_LENGTH:
        raise Problem(tr("The name of this agency is too long."), tr("Its usual short name is enough."))
