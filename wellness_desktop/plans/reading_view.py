"""The plan read on the screen, section by section, with everything filled in; a planner changes its words here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.own_words.item_editor_view import ItemEditor, Typed, doubt_text
from wellness_desktop.plans.own_words.item_rows_view import ItemRows
from wellness_desktop.plans.own_words.outline import Mark, PlanItem
from wellness_desktop.plans.plan_view import empty_out
from wellness_desktop.plans.reading_text import ReadLine, section_lines

if TYPE_CHECKING:
    from wellness_desktop.plans.merged import MergedPlan
    from wellness_desktop.plans.service import Plans

FIRST = "S11"
"""Whoever opens a plan in a hurry wants what to do."""
MESSAGES = "S13"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A section with its lines."""

    id: str
    title: str
    about: str
    lines: tuple[ReadLine, ...]


class ReadingView(QWidget):
    """Sections at the left, the text of the chosen one at the right."""

    shown_below = Signal(QWidget)
    """Something was opened that should be in view."""

    def __init__(self, plans: "Plans", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._banner = plans, banner
        self._plan = ""
        self.may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._editing = False
        self._kept: dict[str, Any] | None = None
        self._build()

    def show_plan(self, plan: "MergedPlan") -> None:
        """Shows the plan; opens what to do now."""
        if plan.id != self._plan:
            self._edit(on=False)
        self._plan = plan.id
        self._set_leaves(plan)
        self.sections.choose(lambda leaf: leaf.id == FIRST)
        self._show(self.sections.current())
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """What stands in the card now."""
        return "\n".join(line.text() for line in self._shown)

    @property
    def plan_id(self) -> str:
        """Which plan is shown."""
        return self._plan

    def begun(self) -> dict[str, Any] | None:
        """Words that are typed and not saved."""
        typed = self.editor.begun() if self._editing else None
        return {"plan": self._plan} | typed if typed else self._kept

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Opens the item at what `begun` gave; the plan is shown already. Raises Problem when the item is gone."""
        item = self._item(kept["item"])
        if item is None:
            raise Problem(tr("What you typed belongs to an item that is gone."), tr("Your words are kept."))
        self._kept = None
        self._open_at(item)
        self.editor.go_on(item, kept)

    def open_item(self, item_id: str) -> None:
        """Opens an item to be changed; the plan is shown already. Raises Problem when it is gone."""
        item = self._item(item_id)
        if item is None:
            raise Problem(tr("This item is gone."), tr("Look for what stands in its place, or put it back."))
        self._open_at(item)

    def _item(self, item_id: str) -> PlanItem | None:
        return next((one for one in self._plans.items(self._plan) if one.id == item_id), None)

    def _open_at(self, item: PlanItem) -> None:
        self._edit(on=True)
        self.sections.choose(lambda leaf: leaf.id == item.section)
        self._show(self.sections.current())
        self._open(item)

    def throw_away(self) -> None:
        """Forgets what is typed and not saved."""
        self._kept = None
        self.editor.close_it()

    # How it is built

    def _build(self) -> None:
        self.sections = Table[Leaf](
            [Column(tr("Section"), lambda leaf: tr("{code}  {title}", code=leaf.id, title=leaf.title), width=0)],
            tr("Sections of the plan"),
            self,
            lines=8,
        )
        self.card = Card(tr("Section"), parent=self)
        self._about = Text("", "muted", self.card)
        self.card.add(self._about)
        self.edit_button = button(
            tr("Change the words"),
            "pencil",
            shortcut="Ctrl+E",
            press=lambda: self._edit(not self._editing),
            parent=self,
        )
        self.edit_button.setVisible(self.may_edit)
        self.card.body.addLayout(button_row(self.edit_button))
        self._shown: list[Text] = []
        self._words = QVBoxLayout()
        self._words.setSpacing(6)
        self.card.body.addLayout(self._words)
        self.rows = ItemRows(self.card)
        self.card.add(self.rows)
        self.rows.hide()
        self.editor = ItemEditor(lambda text, whole: self._plans.doubts(self._plan, text, message=whole), self.rows)
        self.editor.hide()
        side = QWidget(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = Beside(self.sections, side, self, back=tr("Back to the sections"), share=72)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        self._connect()

    def _connect(self) -> None:
        self.sections.chosen.connect(self._show)
        self.sections.opened.connect(lambda _leaf: self._beside.show_detail())
        self.rows.open_wanted.connect(self._open)
        self.rows.add_wanted.connect(lambda item: self._open(item, new=True))
        for part in (self.rows, self.editor):
            part.move_wanted.connect(self._move)
            part.hide_wanted.connect(self._hide)
        self.editor.restore_wanted.connect(self._restore)
        self.editor.save_wanted.connect(self._save)
        self.editor.closed.connect(self._closed)

    # What is shown

    def _set_leaves(self, plan: "MergedPlan") -> None:
        found = section_lines(plan)
        with_items = {item.section for item in self._plans.items(plan.id)} if self._editing else set()
        leaves = [
            Leaf(body.section.id, body.section.title, body.section.about, found[body.section.id])
            for body in plan.sections
            if found.get(body.section.id) or body.section.id in with_items  # something can be put back there
        ]
        self.sections.set_rows(leaves, same=lambda one, other: one.id == other.id)

    def _show(self, leaf: Leaf | None) -> None:
        if leaf is None:
            return
        self.card.set_title(tr("{code}  {title}", code=leaf.id, title=leaf.title))
        self._about.setText(leaf.about)
        empty_out(self._words)
        self._shown.clear()
        self.rows.take_out(self.editor)
        self.rows.setVisible(self._editing)
        if self._editing:
            self._close_editor()
            self.rows.show_lines(
                leaf.lines, [item for item in self._plans.items(self._plan) if item.section == leaf.id]
            )
            return
        messages = self._messages() if leaf.id == MESSAGES else set()
        group = ""
        for number, line in enumerate(leaf.lines):
            if line.group != group and line.group:
                self._words.addSpacing(6)
                self._say(line.group, "strong")
            group = line.group
            self._say(line.text, "body")
            after = leaf.lines[number + 1] if number + 1 < len(leaf.lines) else None
            if line.item in messages and (after is None or after.item != line.item):
                self._look_over(line.item, leaf)

    def _look_over(self, message: str, leaf: Leaf) -> None:
        """Says under a message what it should not hold or lacks (CP-T6)."""
        text = "\n\n".join(line.text for line in leaf.lines if line.item == message)
        words = doubt_text(self._plans.doubts(self._plan, text, message=True))
        if words:
            self._say(words, "small")

    def _messages(self) -> set[str]:
        """The messages of the plan; a note of guidance in their section is none."""
        return {item.id for item in self._plans.items(self._plan) if item.table == "message"}

    def _say(self, words: str, style: str) -> None:
        line = Text(words, style, self.card, selectable=style == "body")
        self._shown.append(line)
        self._words.addWidget(line)

    # Changing words

    def _edit(self, on: bool) -> None:
        """Switches between reading and changing."""
        if on == self._editing:
            return
        self._kept = self.begun() or self._kept
        self._editing = on
        words = tr("Done changing") if on else tr("Change the words")
        self.edit_button.setText(words)
        self.edit_button.setAccessibleName(words)
        self.edit_button.setShortcut(QKeySequence("Ctrl+E"))  # other words take the key away
        if self._plan:
            self._refresh()
        if on:
            self._beside.show_detail()
            _focus(next(iter(self.rows.rows.values()), self.edit_button))

    def _refresh(self, item: str = "") -> None:
        """Shows the plan anew, at the same section, with the cursor on an item."""
        self._set_leaves(self._plans.merged(self._plan))
        self._show(self.sections.current())
        row = self.rows.rows.get(item) or next(iter(self.rows.rows.values()), None)
        if row is not None and item:
            _focus(row)
            self.shown_below.emit(row)

    def _open(self, item: PlanItem, *, new: bool = False) -> None:
        everyone = self._plans.reachable(self._plan)
        self.editor.offer_people(*everyone)
        self.rows.below(item.id, self.editor)
        self.editor.open(item, new=new)
        self.shown_below.emit(self.editor)

    def _close_editor(self) -> None:
        self._kept = self.begun() or self._kept
        self.editor.item = None
        self.editor.hide()

    def _closed(self) -> None:
        self._kept = None
        self.rows.take_out(self.editor)
        first = next(iter(self.rows.rows.values()), None)
        if first is not None and self._editing:
            _focus(first)

    def _save(self, typed: Typed) -> None:
        item = typed.item
        if typed.after_it:
            self._attempt(
                lambda: self._plans.add_after(
                    self._plan, item, typed.text, role=typed.role, everywhere=typed.everywhere
                ),
                tr("Added."),
            )
        else:
            self._attempt(
                lambda: self._plans.say_item(self._plan, item, typed.text, everywhere=typed.everywhere),
                tr("Saved in your own words."),
                item.id,
            )

    def _move(self, item: PlanItem, by: int) -> None:
        words = tr("Moved up.") if by < 0 else tr("Moved down.")
        self._attempt(lambda: self._plans.move_item(item.id, by, plan=self._plan), words, item.id)

    def _hide(self, item: PlanItem) -> None:
        self._attempt(
            lambda: self._plans.hide_item(item.id, plan=self._plan),
            tr("Hidden. It stands at the end of the section, to be put back."),
            item.id,
        )

    def _restore(self, item: PlanItem) -> None:
        self._attempt(
            lambda: self._plans.put_back(self._plan, item),
            tr("Removed.") if item.mark is Mark.ADDED else tr("It stands as the template has it."),
            item.id,
        )

    def _attempt(self, change: Callable[[], Any], words: str, item: str = "") -> None:
        """Makes the change, shows it, and offers to take it back; a refusal leaves what was typed."""
        try:
            done = change()
        except ChangedElsewhere as theirs:
            self._banner.problem(
                Problem(
                    theirs.title, tr("It says now: {theirs}  {advice}", theirs=str(theirs.theirs), advice=theirs.advice)
                )
            )
            return
        except Problem as problem:
            self._banner.problem(problem)
            return
        self.editor.item = None
        self._kept = None
        edit = getattr(done.value, "item", "")
        self._refresh(item or edit)

        def undo() -> None:
            done.undo()
            self._refresh(item)

        self._banner.say(words, undo)


def _focus(widget: QWidget) -> None:
    """Puts the cursor on a row that was made a moment ago, once it is in its place."""
    QTimer.singleShot(0, widget, lambda: widget.setFocus(Qt.FocusReason.OtherFocusReason))
