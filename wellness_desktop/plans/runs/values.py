"""A run as frozen values: the plan's text of that night, the lines written down, and the timeline made of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from wellness_desktop.plans.runs.kinds import EventKind, Source


@dataclass(frozen=True, slots=True)
class RunRole:
    """A role and who the plan named for it, first in line first."""

    id: str
    title: str
    duty: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunBox:
    """A span of time."""

    id: str
    title: str
    minutes: int | None = None
    """After how many minutes it is over; None for one without an end."""


@dataclass(frozen=True, slots=True)
class RunStep:
    """Something to do and tick off."""

    id: str
    box: str
    role: str
    text: str
    local: bool = False


@dataclass(frozen=True, slots=True)
class RunCall:
    """A line of the call tree."""

    id: str
    number: int
    text: str
    names: tuple[str, ...] = ()
    give_up: int = 0
    """Minutes after which the next name is called."""


@dataclass(frozen=True, slots=True)
class RunDay:
    """Something with a day that the activation set: a review, a follow-up round, an anniversary (CP-T13)."""

    id: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class PlanText:
    """The plan as it was when it was put to use."""

    plan: str
    code: str
    title: str
    roles: tuple[RunRole, ...] = ()
    boxes: tuple[RunBox, ...] = ()
    steps: tuple[RunStep, ...] = ()
    calls: tuple[RunCall, ...] = ()
    objectives: tuple[str, ...] = ()
    days: tuple[RunDay, ...] = ()
    missing_member: bool = False
    """Shows the time since the last contact (CP-06)."""

    def role(self, role: str) -> RunRole | None:
        """The role of that id."""
        return next((one for one in self.roles if one.id == role), None)

    def words_of(self, item: str) -> str:
        """The words of a step, call, role or day; the id itself for one that the plan does not have."""
        words = {step.id: step.text for step in self.steps}
        words |= {call.id: call.text for call in self.calls}
        words |= {day.id: day.text for day in self.days}
        words |= {role.id: role.title for role in self.roles}
        return words.get(item, item)


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One line that somebody wrote down."""

    id: UUID
    kind: EventKind
    item: str
    at: datetime
    entered_at: datetime
    by: str
    account: UUID
    station: str
    number: int
    source: Source = Source.SCREEN
    text: str = ""
    refs: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A plan put to use, with all lines so far in the order of entry."""

    id: UUID
    text: PlanText
    number: str
    approved: bool
    drill: bool
    began_at: datetime
    entered_at: datetime
    by: str
    station: str
    events: tuple[RunEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Doing:
    """A step, call or day, and what became of it."""

    id: str
    ticks: tuple[RunEvent, ...] = ()
    """Every tick that counts, by the time it happened: two people may both have ticked."""
    tried: tuple[RunEvent, ...] = ()
    reason: str = ""
    """Why it is late, as somebody wrote."""
    due: datetime | None = None
    late: bool = False

    @property
    def done(self) -> bool:
        return bool(self.ticks)

    @property
    def done_at(self) -> datetime | None:
        """When it happened; the earliest of all ticks."""
        return self.ticks[0].at if self.ticks else None


@dataclass(frozen=True, slots=True)
class RunState:
    """How a run stands: folded from its lines, the same in whatever order they came."""

    doings: dict[str, Doing]
    holders: dict[str, RunEvent]
    """Who has taken a role over, by role; the others are with the first that the plan names."""
    ended: RunEvent | None = None
    by_mistake: bool = False
    """It was started by mistake and taken back."""
    last_contact: datetime | None = None
    elapsed: timedelta = timedelta()
    """Since it began; until its end once that is written down."""

    @property
    def open(self) -> bool:
        return self.ended is None

    def doing(self, item: str) -> Doing:
        """What became of an item; nothing yet for one that nobody touched."""
        return self.doings.get(item, Doing(item))


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the timeline (form F-16, ICS 214): what happened, when, and where we know it from."""

    at: datetime
    """When it happened."""
    entered_at: datetime
    """When it was written down."""
    text: str
    by: str
    role: str
    """Title of the role it belongs to; empty when it belongs to none."""
    source: Source
    remark: str = ""
    """Taken back, typed later, clock set back: in words."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in a list."""

    id: UUID
    plan: str
    code: str
    title: str
    drill: bool
    began_at: datetime
    by: str
    open: bool
    by_mistake: bool
    left: int
    """Steps that nobody ticked."""
    late: int
