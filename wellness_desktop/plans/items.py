"""What a plan is made of: the items of resources/plan_templates, one frozen class per kind.

Every item has an id that never changes. Overlays and the agency's own changes find an item by it.
Texts hold two kinds of places: {curly} ones are filled from what the agency entered, [square] ones by hand
on the night (places.py).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim was read. Items name it by `key`."""

    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of S01 to S24 (crisis_plans.md A). Sections with the same `leaf` share a sheet in the binder."""

    id: str
    title: str
    about: str
    leaf: str
    source: str = ""
    needs_review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """What sets the plan off."""

    id: str
    text: str
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """What the plan wants to reach, in order; at most seven (crisis_plans.md S06)."""

    id: str
    text: str
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """What must not happen."""

    id: str
    text: str
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """One of R01 to R20 (crisis_plans.md C), with what its holder does in the first hour."""

    id: str
    title: str
    duty: str
    not_also: tuple[str, ...] = ()
    """Roles the same person must not hold."""
    not_if: str = ""
    """A condition that only people can judge, such as "a witness"."""
    suits: str = ""
    care: bool = False
    first_hour: bool = True
    """Counts toward the limit of three roles for one person."""
    outside_when_small: bool = False
    """In an agency of fewer than ten, somebody from outside should hold it."""
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the call tree: a role, an office, everybody on a list, or whoever hears it another way."""

    id: str
    text: str
    role: str = ""
    contact: str = ""
    """A field of kind contact."""
    everyone: bool = False
    how: str = ""
    """How to reach those who have no number, such as "by radio"."""
    together: bool = False
    """At the same time as the line before it."""
    give_up: int = 0
    """Minutes after which the next name is called."""
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A span of time with its checklist."""

    id: str
    title: str
    before: bool = False
    """Stands before the boxes of the core, such as what to do before the season."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do and tick off."""

    id: str
    box: str
    role: str
    text: str
    quick: bool = True
    """Stands on the quick card, if its box does."""
    after: str = ""
    """The item it follows; at the end of its box when empty."""
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of guidance in a section, perhaps under a small heading."""

    id: str
    section: str
    text: str
    group: str = ""
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline that the agency must check with its counsel; printed as "verify locally"."""

    id: str
    what: str
    limit: str
    note: str = ""
    note_local: bool = False
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Words to start from (crisis_plans.md H.2)."""

    id: str
    title: str
    to: str
    by: str
    when: str
    text: str
    needs_review: tuple[str, ...] = ()
    local: bool = False
    source: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Avoid:
    """Words that a message should not hold, and why; warns, never blocks."""

    id: str
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Must:
    """Words of which each message should hold one, and why; warns, never blocks."""

    id: str
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Signer:
    """A line of the signature block."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A step of the assistant that asks for the agency's facts."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Field:
    """One fact that the agency fills in once and every plan uses."""

    id: str
    topic: str
    section: str
    label: str
    kind: str
    """line, text, number, date or contact."""
    need: str
    """must (approval waits for it), should (listed as missing) or may."""
    minutes: int
    """How long it takes to find out and type in."""
    hint: str = ""
    default: str = ""
    default_phone: str = ""
    max_words: int = 0
    partner: bool = False
    """One of the five partners to call first (section S17)."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that the plan carries (crisis_plans.md I). What stands on it is a file of plans/forms."""

    id: str
    title: str
    use: str
    layout: str = ""
    """sealed (never in the binder, CP-T7), section (a section of the binder is this form), or how the `fields` look."""
    fields: tuple[str, ...] = ()
    """Labels of a form that has no file of its own: as lines, or as the columns of a log or a whole sheet."""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Without:
    """An item of the core that this plan leaves out."""

    id: str
    why: str


Item: TypeAlias = Trigger | Objective | Caution | Role | Call | Step | Note | Clock | Message
"""What an overlay may add, replace or leave out, and the agency may hide or say in its own words."""


@dataclass(frozen=True, slots=True)
class Template:
    """The core, an overlay, or both put together."""

    id: str
    title: str
    template: str
    """Version of the file."""
    checked_on: date
    review_by: date
    about: str = ""
    needs_review: tuple[str, ...] = ()
    exercise: str = ""
    call_order: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    """Which messages of the core this plan carries."""
    forms: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()

    source: tuple[Source, ...] = ()
    section: tuple[Section, ...] = ()
    trigger: tuple[Trigger, ...] = ()
    objective: tuple[Objective, ...] = ()
    warning: tuple[Caution, ...] = ()
    role: tuple[Role, ...] = ()
    call: tuple[Call, ...] = ()
    box: tuple[Box, ...] = ()
    step: tuple[Step, ...] = ()
    note: tuple[Note, ...] = ()
    clock: tuple[Clock, ...] = ()
    message: tuple[Message, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    must: tuple[Must, ...] = ()
    signer: tuple[Signer, ...] = ()
    topic: tuple[Topic, ...] = ()
    field: tuple[Field, ...] = ()
    form: tuple[Form, ...] = ()
    without: tuple[Without, ...] = ()

    def items(self) -> tuple[Item, ...]:
        """Everything that can be replaced, hidden or said in other words."""
        return (
            *self.trigger,
            *self.objective,
            *self.warning,
            *self.role,
            *self.call,
            *self.step,
            *self.note,
            *self.clock,
            *self.message,
        )

    def find_field(self, field_id: str) -> Field | None:
        """The field of that id."""
        return next((one for one in self.field if one.id == field_id), None)


def wording(item: Item | Form | Field) -> str:
    """The sentence of an item that an agency may say in its own words."""
    if isinstance(item, Form):
        return item.use
    if isinstance(item, Field):
        return item.label
    if isinstance(item, Role):
        return item.duty
    if isinstance(item, Clock):
        return item.limit
    return item.text


def reworded(item: Item | Form | Field, text: str) -> Item | Form | Field:
    """The same item with other words; what the agency wrote itself is no longer marked "check locally"."""
    if isinstance(item, Form):
        return replace(item, use=text)
    if isinstance(item, Field):
        return replace(item, label=text)
    if isinstance(item, Role):
        return replace(item, duty=text)
    if isinstance(item, Clock):
        return replace(item, limit=text, local=False)
    return replace(item, text=text, local=False)
