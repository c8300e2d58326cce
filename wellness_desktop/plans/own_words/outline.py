"""A plan item by item, as somebody sees it who may change it: what it says, whose words, where it can go."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wellness_desktop.base.language import tr
from wellness_desktop.plans.items import Call, Clock, Field, Form, Message, Note, Role, Step, Template, wording
from wellness_desktop.plans.overlay import LISTS, Changes, EditKind, group_of, members_of

SECTIONS = {
    "trigger": "S04",
    "warning": "S04",
    "objective": "S06",
    "role": "S09",
    "call": "S10",
    "step": "S11",
    "clock": "S12",
    "message": "S13",
    "partner": "S17",
    "form": "S18",
}
"""Where a list stands in the plan; notes name their section themselves."""
ADDABLE = frozenset({"trigger", "warning", "objective", "call", "step", "note", "partner"})
"""Lists to which an agency adds items of its own."""


class Mark(StrEnum):
    """Whose words an item has."""

    TEMPLATE = ""
    OURS = "ours"
    ADDED = "added"
    HIDDEN = "hidden"

    @property
    def words(self) -> str:
        return {
            Mark.TEMPLATE: "",
            Mark.OURS: tr("our words"),
            Mark.ADDED: tr("added by us"),
            Mark.HIDDEN: tr("hidden"),
        }[self]


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One item of a plan."""

    id: str
    table: str
    section: str
    title: str
    """What stands above its words, such as the name of a role; may be empty."""
    text: str
    """Its words as typed, with {places}."""
    template: str
    """What the template says; empty for an added one."""
    mark: Mark
    moved: bool
    everywhere: bool
    """The change holds for every plan."""
    in_core: bool
    """Other plans have it too."""
    first: bool
    last: bool
    role: str = ""

    @property
    def may_add(self) -> bool:
        """Whether an item of the agency's own may follow it."""
        return self.table in ADDABLE


def outline(bare: Template, plan: Template, changes: Changes, own: Changes, core_ids: frozenset[str]) -> list[PlanItem]:
    """Every item of `plan` (which `changes` made from `bare`) in its order, hidden ones last in their list.

    `own` are those changes that hold for this plan alone.
    """
    return [item for table in LISTS for item in _listed(table, bare, plan, _Marks(changes, own), core_ids)]


class _Marks:
    """What was done to each item."""

    def __init__(self, changes: Changes, own: Changes) -> None:
        self.edits = {edit.item: edit for edit in changes.edits}
        self.moved = {move.item for move in changes.moves}
        self._own = {edit.item for edit in own.edits}

    def mark(self, item: str) -> Mark:
        edit = self.edits.get(item)
        if edit is None:
            return Mark.TEMPLATE
        return {EditKind.CHANGED: Mark.OURS, EditKind.ADDED: Mark.ADDED, EditKind.HIDDEN: Mark.HIDDEN}[edit.kind]

    def everywhere(self, item: str) -> bool:
        return item in self.edits and item not in self._own


def _listed(table: str, bare: Template, plan: Template, marks: _Marks, core: frozenset[str]) -> Iterator[PlanItem]:
    shown = members_of(plan, table)
    there = {item.id for item in shown}
    template = {item.id: item for item in members_of(bare, table)}
    groups: dict[Any, list[str]] = {}
    for item in shown:
        groups.setdefault(group_of(item), []).append(item.id)
    for item in (*shown, *(one for one in template.values() if one.id not in there)):
        group = groups.get(group_of(item), [])
        yield PlanItem(
            item.id,
            table,
            item.section if isinstance(item, Note) else SECTIONS[table],
            _title(item, plan),
            wording(item),
            wording(template[item.id]) if item.id in template else "",
            marks.mark(item.id),
            item.id in marks.moved,
            marks.everywhere(item.id),
            item.id in core,
            first=not group or item.id == group[0],
            last=not group or item.id == group[-1],
            role=item.role if isinstance(item, Step) else "",
        )


def _title(item: Any, plan: Template) -> str:
    if isinstance(item, Role | Message | Form):
        return tr("{code}  {title}", code=item.id, title=item.title)
    if isinstance(item, Step):
        return next((box.title for box in plan.box if box.id == item.box), "")
    if isinstance(item, Note):
        return item.group
    if isinstance(item, Clock):
        return item.what
    if isinstance(item, Call):
        return tr("Call")
    return tr("Partner") if isinstance(item, Field) else ""
