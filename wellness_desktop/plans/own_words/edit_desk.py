"""The agency's own words and order for a plan: change, hide, put back, add, move. Each change can be undone."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.desk import Desk, changed_elsewhere, edit_of
from wellness_desktop.plans.items import Template
from wellness_desktop.plans.overlay import LISTS, Edit, EditKind, group_of, members_of, names_of, wordings
from wellness_desktop.plans.own_words.order import Move, frame_of, places, put
from wellness_desktop.plans.own_words.outline import ADDABLE, Mark, PlanItem, outline
from wellness_desktop.plans.own_words.records import MoveRecord, SeenTemplateRecord
from wellness_desktop.plans.records import EditRecord, id_of
from wellness_desktop.plans.templates import CORE
from wellness_desktop.roster.people import Done

LONGEST_TEXT = 4000


class OwnWordsDesk(Desk):
    """Changing the items of a plan. `plan` "core" makes a change hold for every plan that has the item."""

    def items(self, plan: str) -> list[PlanItem]:
        """Every item of the plan with its mark and place, hidden ones at the end of their list."""
        saved = self._read_saved()
        changes = self._edits_for(saved, plan)
        core = frozenset(wordings(self.template(CORE))) if plan != CORE else frozenset()
        own = self._own_changes(saved, plan)
        return outline(self.template(plan), self.template(plan, changes), changes, own, core)

    def reachable(self, plan: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Roles and contacts that a step or call of the plan may name, each with its words."""
        self._actor.require(Can.SEE_PLANS)
        template = self._now(plan)
        roles = [(role.id, tr("{code}  {title}", code=role.id, title=role.title)) for role in template.role]
        return roles, [(one.id, one.label) for one in template.field if one.kind == "contact"]

    def say_item(self, plan: str, item: PlanItem, text: str, *, everywhere: bool = False) -> Done[Edit | None]:
        """Says an item as somebody typed it, in this plan or in every one that has it.

        Raises ChangedElsewhere when it no longer says what `item` says.
        """
        where = CORE if everywhere or self._is_for_all(item) else plan
        self._require_seen(plan, item.id, item.text)
        done = self.change_item(item.id, text, plan=where)
        if where == plan or item.everywhere or item.mark is Mark.TEMPLATE:
            return done
        here = self.restore_item(item.id, plan=plan)

        def undo() -> None:
            here.undo()
            done.undo()

        return Done(done.value, undo)

    def add_after(
        self, plan: str, item: PlanItem, text: str, *, role: str = "", everywhere: bool = False
    ) -> Done[Edit | None]:
        """A new item of the same kind behind this one, in this plan or in every one."""
        where = self._box_of(plan, item)
        return self.add_item(item.table, where, text, role=role, plan=CORE if everywhere else plan, after=item.id)

    def put_back(self, plan: str, item: PlanItem) -> Done[Edit | None]:
        """The item as the template has it, wherever the change is kept; an added one is gone."""
        return self.restore_item(item.id, plan=CORE if item.everywhere else plan)

    def hide_item(self, item: str, *, plan: str = CORE) -> Done[Edit | None]:
        """Leaves an item of the template out."""
        return self._edit(plan, item, EditKind.HIDDEN)

    def change_item(self, item: str, text: str, *, plan: str = CORE, seen: str | None = None) -> Done[Edit | None]:
        """Says an item in the agency's own words; the template's sentence is remembered beside it.

        `seen` are the words the page showed; ChangedElsewhere when it says something else by now.
        """
        added = self._added(plan, item)
        if seen is not None:
            self._require_seen(plan, item, seen)
        if added is not None:
            return self._save_edit(plan, item, replace(added, text=some_text(text)))
        return self._edit(plan, item, EditKind.CHANGED, some_text(text))

    def restore_item(self, item: str, *, plan: str = CORE) -> Done[Edit | None]:
        """Takes the agency's change back: the item stands as the template has it, an added one is gone."""
        return self._edit(plan, item, None)

    def add_item(
        self, table: str, where: str, text: str, *, role: str = "", plan: str = CORE, after: str | None = None
    ) -> Done[Edit | None]:
        """Adds a step to a time box, a note to a section, a call, a partner, or a trigger, objective or warning.

        It stands behind the item `after`, or at the end of its list. `role` is who does a step, and whom a call
        reaches: a role or a contact.
        """
        self._actor.require(Can.EDIT_PLANS)
        template = self._now(plan)
        known = {"step": [box.id for box in template.box], "note": [one.id for one in template.section]}.get(table)
        if table not in ADDABLE or (known is not None and where not in known):
            raise Problem(tr("This plan has no such place."), tr("Choose a time box or a section of the plan."))
        if table == "call" and role not in self._reachable(template):
            raise Problem(tr("Nobody is named for this call."), tr("Choose the role or the office it reaches."))
        new = Edit(f"own.{uuid4()}", EditKind.ADDED, some_text(text), "", table, where, role)
        done = self._save_edit(plan, new.item, new)
        self._put(plan, table, new.item, after)
        return done

    def move_item(self, item: str, by: int, *, plan: str = CORE) -> Done[Move]:
        """Moves an item up (-1) or down (1) among those below the same heading.

        Raises Problem at an end of its list.
        """
        self._actor.require(Can.EDIT_PLANS)
        table, line = self._line_of(plan, item)
        place = line.index(item) + by
        if not 0 <= place < len(line):
            raise Problem(tr("It is at the end of its list."), tr("Nothing was changed."))
        others = [one for one in line if one != item]
        before = self._moved(plan, item)
        now = self._put(plan, table, item, others[place - 1] if place else "")
        return Done(now, lambda: self._save_move(plan, item, before))

    def _put(self, plan: str, table: str, item: str, after: str | None) -> Move:
        """Puts the item behind another one; "" is the start of its list, None its end."""
        if after is None:
            after = next((one for one in reversed(self._line_of(plan, item)[1]) if one != item), "")
        template = members_of(self.template(plan), table)
        there = {one.id for one in template}
        added = [one for one in members_of(self._now(plan), table) if one.id not in there]
        listed, new = (*template, *added), frozenset(one.id for one in added)
        moves = {one.item: one for one in self._edits_for(self._read_saved(), plan).moves if one.item != item}
        move = put(item, after or None, places(listed, names_of, moves, new), frame_of(listed, names_of, new))
        self._save_move(plan, item, move)
        return move

    def _line_of(self, plan: str, item: str) -> tuple[str, list[str]]:
        """The list an item stands in, and the ids of those below the same heading, in their order."""
        template = self._now(plan)
        for table in LISTS:
            members = members_of(template, table)
            for one in members:
                if one.id == item:
                    return table, [other.id for other in members if group_of(other) == group_of(one)]
        raise self._no_item()

    def _now(self, plan: str) -> Template:
        return self.template(plan, self._edits_for(self._read_saved(), plan))

    def _reachable(self, template: Template) -> set[str]:
        return {role.id for role in template.role} | {one.id for one in template.field if one.kind == "contact"}

    def _no_item(self) -> Problem:
        return Problem(tr("This plan has no such item."), tr("Nothing was changed. Open the plan again."))

    def _added(self, plan: str, item: str) -> Edit | None:
        """The item as the agency added it, for this plan or for all."""
        edits = self._own_changes(self._read_saved(), plan).edits
        return next((edit for edit in edits if edit.item == item and edit.kind is EditKind.ADDED), None)

    def _require_seen(self, plan: str, item: str, seen: str) -> None:
        theirs = wordings(self._now(plan)).get(item)
        if theirs != seen:
            raise changed_elsewhere(theirs)

    def _edit(self, plan: str, item: str, kind: EditKind | None, text: str = "") -> Done[Edit | None]:
        based_on = wordings(self.template(plan)).get(item)
        if based_on is None and kind is not None:
            raise self._no_item()
        table, where = self._place_of(plan, item) if kind is not None else ("", "")
        edit = Edit(item, kind, text, based_on or "", table, where) if kind is not None else None
        return self._save_edit(plan, item, edit)

    def _is_for_all(self, item: PlanItem) -> bool:
        """An item that was added to every plan is changed in every plan."""
        return item.everywhere and item.mark is Mark.ADDED

    def _box_of(self, plan: str, item: PlanItem) -> str:
        one = next((one for one in members_of(self._now(plan), item.table) if one.id == item.id), None)
        return getattr(one, "box", "") or getattr(one, "section", "")

    def _place_of(self, plan: str, item: str) -> tuple[str, str]:
        """The list of a template's item, and its box or section: where its words go if the template drops it."""
        template = self.template(plan)
        found = ((table, one) for table in LISTS for one in members_of(template, table) if one.id == item)
        table, one = next(found)
        return table, getattr(one, "box", "") or getattr(one, "section", "")

    def _save_edit(self, plan: str, item: str, edit: Edit | None) -> Done[Edit | None]:
        self._actor.require(Can.EDIT_PLANS)
        key = id_of("edit", plan, item)
        remember = self._template_to_remember(plan)
        with self._work(Event.PLAN_CHANGED, key, self._touched(plan)) as session:
            remember(session)
            record = session.get(EditRecord, key)
            before = edit_of(record, record.kind) if record is not None and record.kind is not None else None
            if record is None:
                record = EditRecord(id=key, plan=plan, item=item)
                session.add(record)
            record.kind = edit.kind if edit else None
            record.text, record.based_on = (edit.text, edit.based_on) if edit else ("", "")
            record.table, record.where, record.role = (edit.table, edit.where, edit.role) if edit else ("", "", "")
        return Done(edit, lambda: self._undo_edit(plan, item, before))

    def _undo_edit(self, plan: str, item: str, before: Edit | None) -> None:
        self._save_edit(plan, item, before)

    def _moved(self, plan: str, item: str) -> Move | None:
        moves = self._own_changes(self._read_saved(), plan).moves
        return next((move for move in moves if move.item == item), None)

    def _save_move(self, plan: str, item: str, move: Move | None) -> None:
        key: UUID = id_of("move", plan, item)
        with self._work(Event.PLAN_CHANGED, key, self._touched(plan)) as session:
            record = session.get(MoveRecord, key)
            if record is None:
                record = MoveRecord(id=key, plan=plan, item=item)
                session.add(record)
            record.moved = move is not None
            record.after, record.rank = (move.after, move.rank) if move is not None else ("", "")

    def _template_to_remember(self, plan: str) -> Callable[[Session], None]:
        """What keeps the template's sentences of today, so that a newer template can be held against them.

        Kept at the first change and the first approval; later only when a planner says that the news was read.
        """
        sentences = wordings(self.template(plan)) if plan != CORE else {}

        def remember(session: Session) -> None:
            key = id_of("template", plan)
            if sentences and session.get(SeenTemplateRecord, key) is None:
                session.add(SeenTemplateRecord(id=key, plan=plan, sentences=sentences))

        return remember

    def _touched(self, plan: str) -> tuple[str, ...]:
        """The plans that lose their approval by a change."""
        return self.plan_ids() if plan == CORE else (plan,)


def some_text(text: str) -> str:
    """What was typed, without spaces around it. Raises Problem when there is nothing, or too much."""
    found = text.strip()
    if not found:
        raise Problem(tr("There are no words yet."), tr("Type what should stand there, or hide the item."))
    if len(found) > LONGEST_TEXT:
        raise Problem(tr("This is too long."), tr("Say it in fewer words; a tired person has to read it."))
    return found
