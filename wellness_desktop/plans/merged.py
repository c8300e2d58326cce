"""A plan with everything filled in: what pages show and prints set. Frozen, and free of the store."""

from dataclasses import dataclass
from datetime import date

from wellness_desktop.plans.community.partners import PartnerLine
from wellness_desktop.plans.items import Avoid, Box, Clock, Field, Form, Message, Role, Section, Signer, Source
from wellness_desktop.plans.pairs import StrikeOut, strike_outs
from wellness_desktop.plans.people import Holder, Seats
from wellness_desktop.plans.places import Filled


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the plan."""

    id: str
    text: Filled
    local: bool = False
    """Prints "check locally"."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences under a small heading; the heading may be empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A place or person to call, from the roster or typed by the agency."""

    field: Field
    name: str = ""
    """Empty when nobody was entered or the person is gone: prints as a blank line with the label."""
    numbers: tuple[str, ...] = ()
    detail: str = ""
    gone: bool = False
    stale: bool = False
    ours: bool = False
    """Somebody who works here: the numbers are their own, and stay inside the agency."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact of the agency in its section; `value` is None when it is not filled in."""

    field: Field
    value: str | None
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class SectionBody:
    """Guidance and facts of one section."""

    section: Section
    groups: tuple[Group, ...]
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role and who holds it."""

    role: Role
    duty: Filled
    seats: Seats


@dataclass(frozen=True, slots=True)
class CallLine:
    """One line of the call tree."""

    number: int
    text: Filled
    role: Role | None
    seats: Seats
    office: Office | None
    everyone: bool
    together: bool
    give_up: int
    how: str = ""
    """How to reach those who have no number."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """Something to tick off."""

    id: str
    text: Filled
    role: Role | None
    local: bool
    quick: bool


@dataclass(frozen=True, slots=True)
class BoxLines:
    """A span of time with its checklist."""

    box: Box
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class MessageBody:
    """A message with its places filled; one text for each paragraph."""

    message: Message
    paragraphs: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A deadline to verify locally."""

    clock: Clock
    limit: Filled
    note: Filled


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the record of changes."""

    number: str
    day: date
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy that is out, for the list of copies."""

    number: str
    holder: str
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who helped to write the plan."""

    name: str
    band: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the plan stands."""

    approved: bool
    number: str
    """year.number of the newest approved version, or of the one being drafted."""
    approved_on: date | None = None
    review_on: date | None = None
    reason: str = ""
    """Why it was approved without a contributor from each group."""
    changed: tuple[str, ...] = ()
    """Sections whose printed text differs from the approved one."""


@dataclass(frozen=True, slots=True)
class MergedPlan:
    """The whole plan."""

    id: str
    title: str
    about: str
    agency: str
    town: str
    handling: str
    standing: Standing
    sections: tuple[SectionBody, ...]
    triggers: tuple[Line, ...]
    objectives: tuple[Line, ...]
    warnings: tuple[Line, ...]
    roles: tuple[RoleLine, ...]
    calls: tuple[CallLine, ...]
    members: tuple[Holder, ...]
    """Everybody who works here, for the line "all members"; empty for those who may not see the whole roster."""
    retirees: tuple[Holder, ...]
    boxes: tuple[BoxLines, ...]
    messages: tuple[MessageBody, ...]
    clocks: tuple[ClockLine, ...]
    partners: tuple[Office, ...]
    forms: tuple[Form, ...]
    signers: tuple[Signer, ...]
    sources: tuple[Source, ...]
    avoid: tuple[Avoid, ...]
    exercise: str
    needs_review: tuple[str, ...]
    contributors: tuple[Contributor, ...] = ()
    changes: tuple[Change, ...] = ()
    copies: tuple[CopyLine, ...] = ()
    """The numbered copies of the paper it is printed on."""
    tab: str = ""
    """What its page codes begin with in a binder of several plans; empty in a binder of its own."""
    register: tuple[PartnerLine, ...] = ()
    """Our partners in town, by name (section S17)."""
    first_calls: tuple[PartnerLine, ...] = ()
    """The partners that this plan calls first; empty until the agency has chosen them."""

    @property
    def strike_outs(self) -> tuple[StrikeOut, ...]:
        """The plan with each person struck out once; found anew each time, since only its own page asks."""
        return strike_outs([line.role for line in self.roles], {line.role.id: line.seats for line in self.roles})

    @property
    def code(self) -> str:
        """The plan's id as it is read and printed."""
        return self.id.upper()

    def body(self, section_id: str) -> SectionBody:
        """Guidance and facts of a section."""
        return next(body for body in self.sections if body.section.id == section_id)
