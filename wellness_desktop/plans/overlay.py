"""Core plus overlay plus the agency's own changes is one plan.

An overlay adds items, replaces items of the core by id, and leaves items out with a reason. After that the
agency's changes are laid on top, so that a newer template never overwrites the agency's words: each change
remembers the template's sentence it was made on.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import Any, TypeVar

from wellness_desktop.base.language import tr
from wellness_desktop.plans.items import (
    Box,
    Call,
    Caution,
    Field,
    Form,
    Item,
    Note,
    Objective,
    Step,
    Template,
    Trigger,
    reworded,
    wording,
)
from wellness_desktop.plans.own_words.order import Move, ordered

MINUTES_FOR_PARTNER = 5
"""How long it takes to find somebody's number for a partner that the agency added."""
GIVE_UP = 5
"""Minutes after which an added call goes on to the next name (crisis_plans.md D)."""

Some = TypeVar("Some", bound=Item)
Part = TypeVar("Part", bound=Item | Form)


class EditKind(StrEnum):
    """What an agency did with an item."""

    HIDDEN = "hidden"
    CHANGED = "changed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by the agency."""

    item: str
    """Id of the item; a new one for an added item."""
    kind: EditKind
    text: str = ""
    based_on: str = ""
    """The template's sentence at the time of the change."""
    table: str = ""
    """For an added item: step, note, trigger, objective, warning, call or partner."""
    where: str = ""
    """For an added item: its box or section."""
    role: str = ""
    """For an added step its role, for an added call whom it reaches: a role or a contact."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything an agency did to a plan: its words, and its order."""

    edits: tuple[Edit, ...] = ()
    moves: tuple[Move, ...] = ()


NO_CHANGES = Changes()
LISTS = ("trigger", "objective", "warning", "role", "call", "step", "note", "clock", "message", "form", "partner")
"""Everything in a plan that an agency may say in its own words, hide, and put in another order."""


def combine(
    core: Template, overlay: Template | None = None, edits: Sequence[Edit] = (), moves: Sequence[Move] = ()
) -> Template:
    """The whole plan. Without an overlay it is the core alone. Pure: the same input gives the same plan."""
    plan = _together(core, overlay)
    return _edited(replace(plan, partners=_partners(plan)), edits, {move.item: move for move in moves})


def _together(core: Template, overlay: Template | None) -> Template:
    """Core and overlay, without anything of the agency's."""
    if overlay is None:
        return replace(core, step=_steps(core, core.step))
    gone = {left.id for left in overlay.without}
    whole = replace(
        overlay,
        source=core.source + overlay.source,
        section=core.section,
        box=_boxes(core, overlay),
        signer=core.signer + overlay.signer,
        avoid=core.avoid + overlay.avoid,
        must=core.must + overlay.must,
        topic=core.topic + overlay.topic,
        field=core.field + overlay.field,
        trigger=overlay.trigger + _laid((), core.trigger, gone),
        objective=_laid(overlay.objective, core.objective, gone),
        warning=core.warning + overlay.warning,
        role=_laid(overlay.role, core.role, gone),
        call=_chosen(_laid(overlay.call, core.call, gone), overlay.call_order),
        note=_laid(overlay.note, core.note, gone),
        clock=_chosen(_laid(overlay.clock, core.clock, gone), overlay.clocks),
        message=_chosen(_laid(overlay.message, core.message, gone), overlay.messages),
        form=_chosen(core.form + overlay.form, overlay.forms),
    )
    return replace(whole, step=_steps(whole, _laid(overlay.step, core.step, gone)))


def _partners(plan: Template) -> tuple[str, ...]:
    """Those this kind of plan calls first, then the rest of the five."""
    general = [one.id for one in plan.field if one.partner]
    return tuple(dict.fromkeys([*plan.partners, *general]))


def members_of(plan: Template, table: str) -> tuple[Any, ...]:
    """The items of one of LISTS."""
    if table != "partner":
        return tuple(getattr(plan, table))
    fields = {one.id: one for one in plan.field}
    return tuple(fields[one] for one in plan.partners if one in fields)


def names_of(item: Any) -> tuple[str, str]:
    """An item's id, and the id of what it stands in for in this plan."""
    return item.id, getattr(item, "replaces", "")


def group_of(item: Any) -> Hashable:
    """Items of the same group stand below one heading; an item moves within its group."""
    if isinstance(item, Step):
        return item.box
    return (item.section, item.group) if isinstance(item, Note) else ""


def wordings(plan: Template) -> dict[str, str]:
    """The sentence of everything an agency may say in its own words, by id."""
    return {item.id: wording(item) for table in LISTS for item in members_of(plan, table)}


def outdated(plan: Template, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Changes whose template sentence has changed since: the two texts belong side by side before a person."""
    now = wordings(plan)
    return tuple(
        edit
        for edit in edits
        if edit.kind is not EditKind.ADDED and edit.based_on and now.get(edit.item) != edit.based_on
    )


def _boxes(core: Template, overlay: Template) -> tuple[Box, ...]:
    """The core's spans of time between what comes before and what comes after them."""
    early = tuple(box for box in overlay.box if box.before)
    return early + core.box + tuple(box for box in overlay.box if not box.before)


def _laid(over: tuple[Some, ...], core: tuple[Some, ...], gone: set[str]) -> tuple[Some, ...]:
    """The core's items, each replaced where the overlay says so, without those left out; then what is new."""
    standing_in = {item.replaces: item for item in over if item.replaces}
    kept = tuple(standing_in.get(item.id, item) for item in core if item.id not in gone)
    return kept + tuple(item for item in over if not item.replaces)


def _chosen(items: tuple[Part, ...], ids: tuple[str, ...]) -> tuple[Part, ...]:
    """The items a plan carries, in its order; one that replaces another is named by its own id."""
    by_id = {item.id: item for item in items}
    return tuple(by_id[one] for one in ids)


def _steps(plan: Template, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps box by box; one that names an item to follow stands right behind it."""
    ordered: list[Step] = []
    for box in plan.box:
        in_box = [step for step in steps if step.box == box.id]
        line = [step for step in in_box if not step.after]
        for step in (one for one in in_box if one.after):
            line.insert(_behind(line, step.after), step)
        ordered += line
    return tuple(ordered)


def _behind(line: list[Step], after: str) -> int:
    """Where a step goes: behind the item it follows and behind others that follow the same item."""
    leader = next((place for place, step in enumerate(line) if after in (step.id, step.replaces)), None)
    if leader is None:
        return len(line)
    followers = takewhile(lambda step: step.after == after, line[leader + 1 :])
    return leader + 1 + sum(1 for _ in followers)


def _edited(plan: Template, edits: Sequence[Edit], moves: Mapping[str, Move]) -> Template:
    if not edits and not moves:
        # as the files have it, which is most plans of most agencies: only the notes stand below headings there
        notes = ordered(plan.note, names_of, group_of, {})
        return replace(plan, note=notes, partners=tuple(one.id for one in members_of(plan, "partner")))
    own = _OwnWords(plan, edits, moves)
    plan = replace(plan, field=(*plan.field, *own.new_contacts()))
    lists: dict[str, Any] = {table: own.laid(plan, table) for table in LISTS}
    partners = lists.pop("partner")
    labels = {one.id: one for one in partners}
    plan = replace(
        plan,
        **lists,
        partners=tuple(one.id for one in partners),
        field=tuple(own.asked(labels.get(one.id, one)) for one in plan.field),
    )
    return replace(
        plan,
        call=tuple(call for call in plan.call if call.contact or call.role not in own.hidden),
        step=tuple(step for box in plan.box for step in plan.step if step.box == box.id),
    )


class _OwnWords:
    """The agency's changes, sorted for laying them on a plan."""

    def __init__(self, plan: Template, edits: Sequence[Edit], moves: Mapping[str, Move]) -> None:
        self.hidden = {edit.item for edit in edits if edit.kind is EditKind.HIDDEN}
        self._words = {edit.item: edit.text for edit in edits if edit.kind is EditKind.CHANGED}
        self._added = [edit for edit in edits if edit.kind is EditKind.ADDED]
        self._ids = frozenset(edit.item for edit in self._added)
        self._moves = moves
        self._contacts = {one.id for one in plan.field if one.kind == "contact"}
        self._contacts |= {edit.item for edit in self._added if edit.table == "partner"}
        self._roles = {role.id for role in plan.role}
        self._headings = {note.id: note.group for note in plan.note}
        self._topic = next((one.topic for one in plan.field if one.partner), "")

    def new_contacts(self) -> list[Field]:
        """Added partners are fields of the plan, to be filled in like all others."""
        return [self._partner(edit) for edit in self._added if edit.table == "partner"]

    def asked(self, one: Field) -> Field:
        """A partner that the agency hid is no longer asked for; texts may still name it."""
        return replace(one, need="may") if one.id in self.hidden else one

    def laid(self, plan: Template, table: str) -> tuple[Any, ...]:
        """A list of the plan with the agency's items, order and words, without what it hid."""
        items = (*members_of(plan, table), *(self._new(edit) for edit in self._added if edit.table == table))
        in_order = ordered(items, names_of, group_of, self._moves, self._ids)
        return tuple(
            reworded(item, self._words[item.id]) if item.id in self._words else item
            for item in in_order
            if item.id not in self.hidden
        )

    def _new(self, edit: Edit) -> Any:
        make: dict[str, Callable[[], Any]] = {
            "trigger": lambda: Trigger(edit.item, edit.text),
            "objective": lambda: Objective(edit.item, edit.text),
            "warning": lambda: Caution(edit.item, edit.text),
            "step": lambda: Step(edit.item, edit.where, edit.role, edit.text),
            "note": lambda: Note(edit.item, edit.where, edit.text, self._heading(edit.item)),
            "call": lambda: self._call(edit),
            "partner": lambda: self._partner(edit),
        }
        return make[edit.table]()

    def _partner(self, edit: Edit) -> Field:
        return Field(edit.item, self._topic, "S17", edit.text, "contact", "should", MINUTES_FOR_PARTNER)

    def _heading(self, note: str) -> str:
        """An added sentence stands below the heading of the one it follows."""
        move = self._moves.get(note)
        return self._headings.get(move.after, "") if move is not None else ""

    def _call(self, edit: Edit) -> Call:
        if edit.role in self._contacts:
            return Call(edit.item, edit.text, contact=edit.role, give_up=GIVE_UP)
        if edit.role in self._roles:
            return Call(edit.item, edit.text, role=edit.role, give_up=GIVE_UP)
        return Call(edit.item, edit.text, how=tr("look up the number"))
