"""What a newer template says differently, beside the words an agency has. Nothing of the agency's is overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.plans.overlay import Edit, EditKind
from wellness_desktop.plans.own_words.outline import ADDABLE


class Turn(StrEnum):
    """What became of a template's sentence."""

    REWORDED = "reworded"
    REMOVED = "removed"
    ADDED = "added"

    @property
    def words(self) -> str:
        return {
            Turn.REWORDED: tr("Reworded by the template"),
            Turn.REMOVED: tr("Removed by the template"),
            Turn.ADDED: tr("New in the template"),
        }[self]


@dataclass(frozen=True, slots=True)
class News:
    """One item in which the template changed."""

    item: str
    turn: Turn
    was: str
    now: str
    ours: str = ""
    """The agency's words for it; empty when it has none."""
    hidden: bool = False
    """The agency hid it."""
    plan: str = ""
    """Where the agency's change is kept: this plan, or "core"; empty without one."""
    table: str = ""
    where: str = ""

    @property
    def to_decide(self) -> bool:
        """Whether the agency has a say in it: its own words, or that it hid the item."""
        return bool(self.plan)

    @property
    def may_keep(self) -> bool:
        """Whether the agency's words can go on: what the template removed becomes an item of the agency's own."""
        return self.to_decide and (self.turn is not Turn.REMOVED or (bool(self.ours) and self.table in ADDABLE))


def template_news(
    now: Mapping[str, str], seen: Mapping[str, str] | None, edits: Sequence[tuple[str, Edit]]
) -> list[News]:
    """Everything the template changed: first what the agency must decide, then what is only told.

    `now` and `seen` are sentences by item, as they are and as a planner last saw them; `edits` the agency's changes,
    each with the plan it is kept under.
    """
    ours = {
        edit.item: _about(plan, edit, now)
        for plan, edit in edits
        if edit.kind is not EditKind.ADDED and edit.based_on and now.get(edit.item) != edit.based_on
    }
    touched = {edit.item for _, edit in edits}
    return [*ours.values(), *_told(now, seen, touched)]


def _about(plan: str, edit: Edit, now: Mapping[str, str]) -> News:
    return News(
        edit.item,
        Turn.REWORDED if edit.item in now else Turn.REMOVED,
        edit.based_on,
        now.get(edit.item, ""),
        edit.text,
        edit.kind is EditKind.HIDDEN,
        plan,
        edit.table,
        edit.where,
    )


def _told(now: Mapping[str, str], seen: Mapping[str, str] | None, touched: set[str]) -> list[News]:
    if seen is None:
        return []
    changed = [
        News(item, Turn.REWORDED, seen[item], words)
        for item, words in now.items()
        if item in seen and seen[item] != words and item not in touched
    ]
    came = [News(item, Turn.ADDED, "", words) for item, words in now.items() if item not in seen]
    gone = [News(item, Turn.REMOVED, was, "") for item, was in seen.items() if item not in now and item not in touched]
    return [*changed, *came, *gone]
