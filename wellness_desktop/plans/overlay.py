"""Core plus overlay plus the agency's own changes is one plan.

An overlay adds items, replaces items of the core by id, and leaves items out with a reason. After that the
agency's changes are laid on top, so that a newer template never overwrites the agency's words: each change
remembers the template's sentence it was made on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import TypeVar

from wellness_desktop.plans.items import (
    Box,
    Caution,
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
    """For an added item: step, note, trigger, objective or warning."""
    where: str = ""
    """For an added item: its box or section."""
    role: str = ""


def combine(core: Template, overlay: Template | None = None, edits: Sequence[Edit] = ()) -> Template:
    """The whole plan. Without an overlay it is the core alone. Pure: the same input gives the same plan."""
    if overlay is None:
        return _edited(replace(core, step=_steps(core, core.step)), edits)
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
    return _edited(replace(whole, step=_steps(whole, _laid(overlay.step, core.step, gone))), edits)


def outdated(plan: Template, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Changes whose template sentence has changed since: the two texts belong side by side before a person."""
    now = {item.id: wording(item) for item in plan.items()}
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


def _edited(plan: Template, edits: Sequence[Edit]) -> Template:
    hidden = {edit.item for edit in edits if edit.kind is EditKind.HIDDEN}
    words = {edit.item: edit.text for edit in edits if edit.kind is EditKind.CHANGED}
    added = [edit for edit in edits if edit.kind is EditKind.ADDED]

    def kept(items: tuple[Some, ...]) -> tuple[Some, ...]:
        return tuple(
            reworded(item, words[item.id]) if item.id in words else item  # type: ignore[misc]
            for item in items
            if item.id not in hidden
        )

    return replace(
        plan,
        trigger=kept(plan.trigger) + tuple(Trigger(edit.item, edit.text) for edit in added if edit.table == "trigger"),
        objective=kept(plan.objective)
        + tuple(Objective(edit.item, edit.text) for edit in added if edit.table == "objective"),
        warning=kept(plan.warning) + tuple(Caution(edit.item, edit.text) for edit in added if edit.table == "warning"),
        role=kept(plan.role),
        call=kept(plan.call),
        step=_with_added_steps(plan, kept(plan.step), added),
        note=kept(plan.note) + tuple(Note(edit.item, edit.where, edit.text) for edit in added if edit.table == "note"),
        clock=kept(plan.clock),
        message=kept(plan.message),
    )


def _with_added_steps(plan: Template, steps: tuple[Step, ...], added: list[Edit]) -> tuple[Step, ...]:
    """The agency's own steps stand at the end of their box."""
    own = tuple(Step(edit.item, edit.where, edit.role, edit.text) for edit in added if edit.table == "step")
    return tuple(step for box in plan.box for step in (*steps, *own) if step.box == box.id)
