"""Drills: which of the four is due, how each one went (F-19), and every run so far."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import NotesField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.plans.runs.drill_desk import Drill, DueDrill, NewDrill
from wellness_desktop.plans.runs.kinds import DrillKind, Rating
from wellness_desktop.plans.runs.values import RunLine
from wellness_desktop.plans.runs.words import line_title, line_words
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class DrillsView(QWidget):
    """The calendar, the list, and the form of one drill."""

    save_wanted = Signal(object, object)
    """A NewDrill, and the Drill it is about or None."""
    remove_wanted = Signal(object)
    print_wanted = Signal(object)
    run_wanted = Signal(object)
    begin_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._drill: Drill | None = None
        self._of_run: UUID | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self._due_card(), self._drills_card(), self._form_card(), self._runs_card()):
            column.addWidget(card)
        column.addStretch(1)

    def show_all(self, due: Sequence[DueDrill], drills: Sequence[Drill], runs: Sequence[RunLine]) -> None:
        """What is due, what was held, what ran."""
        self.due.set_rows(due, same=lambda one, other: one.kind is other.kind)
        self.drills.set_rows(drills)
        self.runs.set_rows(runs)

    def start(self, titles: Sequence[tuple[str, str]]) -> None:
        """An empty form."""
        self.form.field("plan").offer(titles)
        self._fill(None)

    def evaluate(self, run: RunLine) -> None:
        """A form for the drill that has just ended."""
        self._fill(None)
        self._of_run = run.id
        day = run.began_at.astimezone(self._plans.zone).date()
        self.form.set_values({"plan": run.plan, "day": day})
        self.form.field("objective").setFocus(Qt.FocusReason.OtherFocusReason)

    def _due_card(self) -> QWidget:
        card = Card(tr("Four drills a year"), "calendar-check", parent=self)
        self.due = Table[DueDrill](
            [
                Column(
                    tr("Kind"),
                    lambda one: one.kind.label,
                    icon=lambda one: "triangle-alert" if one.overdue else "circle-check",
                    tint=lambda one: "danger" if one.overdue else "muted",
                    width=0,
                ),
                Column(tr("Held last"), lambda one: day_text(one.held) if one.held else tr("never"), width=18),
                Column(tr("Due"), _due_words, width=26),
            ],
            tr("Drills that are due"),
            card,
            lines=4,
            enter=tr("write one down"),
        )
        self.due.opened.connect(self._of_kind)
        card.add(self.due)
        self.begin_button = button(tr("Begin a drill"), "play", "primary", press=self.begin_wanted.emit, parent=card)
        self.begin_button.setVisible(self._plans.actor.may(Can.USE_PLANS))
        card.body.addLayout(button_row(self.begin_button))
        return card

    def _drills_card(self) -> QWidget:
        card = Card(tr("Drills held and planned"), "clipboard-check", parent=self)
        self.drills = Table[Drill](
            [
                Column(tr("Day"), lambda one: day_text(one.said.day), sort=lambda one: one.said.day, width=16),
                Column(tr("Plan"), lambda one: one.said.plan.upper(), width=14),
                Column(tr("Kind"), lambda one: one.said.kind.label, width=0),
                Column(tr("Result"), lambda one: one.said.rating.value if one.said.rating else tr("planned"), width=12),
            ],
            tr("Drills"),
            card,
            lines=4,
            empty=lambda: EmptyState("clipboard-check", tr("No drill is written down yet. Fill in the form below.")),
        )
        self.drills.opened.connect(self._fill)
        self.drills.act("P", tr("print its record"), self.print_wanted.emit)
        if self._may_edit:
            self.drills.act("Del", tr("remove"), self.remove_wanted.emit)
        card.add(self.drills)
        return card

    def _form_card(self) -> QWidget:
        self.form_card = Card(tr("How a drill went (F-19)"), "pencil", parent=self)
        self.form = Form(self.form_card, columns=2)
        self.form.add(tr("Kind"), ChoiceField([(one, one.label) for one in DrillKind]), name="kind")
        self.form.add(tr("Plan"), ChoiceField(), name="plan", required=tr("Choose the plan."))
        self.form.add(
            tr("Day"), DateField(self._plans.clock, self._plans.zone), name="day", required=tr("Type the day.")
        )
        ratings = [(None, tr("Not held yet")), *((one, one.label) for one in Rating)]
        self.form.add(tr("Result"), ChoiceField(ratings), name="rating")
        self.form.add(tr("What it was to show"), TextField(most=300), name="objective", wide=True)
        self.form.add(tr("Who took part"), TextField(most=300), tr("Roles are enough."), name="who", wide=True)
        self.form.add(tr("What to mend"), NotesField(), name="item", wide=True)
        self.save_button = button(tr("Save"), "save", "primary", press=self._save, parent=self.form_card)
        self.new_button = button(tr("Another drill"), "plus", press=lambda: self._fill(None), parent=self.form_card)
        self.form.add_buttons(self.save_button, self.new_button)
        self.form_card.add(self.form)
        self.form_card.setVisible(self._may_edit)
        return self.form_card

    def _runs_card(self) -> QWidget:
        card = Card(tr("Every run"), "history", parent=self)
        self.runs = Table[RunLine](
            [
                Column(tr("Plan"), line_title, width=0),
                Column(tr("How it stands"), lambda one: line_words(one, self._plans.zone), width=50),
            ],
            tr("Runs and drills"),
            card,
            lines=5,
            empty=lambda: EmptyState("siren", tr("No plan was put to use yet.")),
        )
        self.runs.opened.connect(lambda one: self.run_wanted.emit(one.id))
        card.add(self.runs)
        return card

    def _of_kind(self, due: DueDrill) -> None:
        self._fill(None)
        self.form.set_values({"kind": due.kind})
        self.form.field("plan").setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, drill: Drill | None) -> None:
        self._drill, self._of_run = drill, drill.said.run if drill is not None else None
        said = drill.said if drill is not None else None
        self.form.set_values(
            {
                "kind": said.kind if said else DrillKind.ROLL_CALL,
                "plan": said.plan if said else None,
                "day": said.day if said else self._plans.today,
                "rating": said.rating if said else None,
                "objective": said.objective if said else "",
                "who": said.who if said else "",
                "item": said.item if said else "",
            }
        )
        if drill is not None:
            self.form.field("objective").setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        if self.form.confirm():
            self.save_wanted.emit(NewDrill(**self.form.values(), run=self._of_run), self._drill)

    def saved(self) -> None:
        """The form is free for the next."""
        self._fill(None)


def _due_words(one: DueDrill) -> str:
    if one.planned is not None:
        return tr("planned for {day}", day=day_text(one.planned))
    return tr("now") if one.overdue else day_text(one.due)
