"""A plan in use, for two in the morning: the time since it began, what is late, my role first, big rows to tick."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.runs.run_lines import call_rows, role_rows, step_rows, sum_words
from wellness_desktop.plans.runs.run_rows_view import RunRows
from wellness_desktop.plans.runs.words import began_words, elapsed_words
from wellness_desktop.roster.when import moment_text

if TYPE_CHECKING:
    from wellness_desktop.plans.runs.values import Run, RunState
    from wellness_desktop.plans.service import Plans

MINE, EVERYONE = "mine", ""
LOOK_AGAIN = 10_000
"""Milliseconds after which it is looked at again: the clock moves on, and others tick too."""


class RunView(QWidget):
    """Shows one run. It changes nothing itself: what people want is told by signals."""

    tick_wanted = Signal(str)
    untick_wanted = Signal(str)
    reached_wanted = Signal(str)
    tried_wanted = Signal(str)
    role_wanted = Signal(str)
    note_wanted = Signal(str, str)
    """Words, and the late step they explain, or nothing."""
    contact_wanted = Signal()
    left_wanted = Signal()
    typing_wanted = Signal()
    timeline_wanted = Signal()
    end_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs, self._zone = plans.runs, plans.zone
        self._may_use = plans.actor.may(Can.USE_PLANS)
        self._run: Run | None = None
        self._state: RunState | None = None
        self._mine: tuple[str, ...] = ()
        self._explains = ""
        self._timer = QTimer(self, interval=LOOK_AGAIN)
        self._timer.timeout.connect(self.look_wanted)
        self._build()

    def show_run(self, run: "Run") -> None:
        """Shows this run as it is now; the cursor stays where it was."""
        new = self._run is None or self._run.id != run.id
        self._run, self._state = run, self._runs.state(run)
        self._mine = self._runs.my_roles(run)
        self._numbers = self._runs.numbers(run)
        if new:
            self._explain("")
            self.note.set_value("")
            self._offer_roles()
        self._show()
        if new:
            self.steps.focus_first()

    def begun(self) -> dict[str, str] | None:
        """A note that is typed and not saved."""
        text = self.note.text().strip()
        return {"run": str(self._run.id), "note": text, "step": self._explains} if text and self._run else None

    def go_on(self, kept: dict[str, str]) -> None:
        """Shows such a note again."""
        self._explain(kept.get("step", ""))
        self.note.set_value(kept.get("note", ""))

    def throw_away(self) -> None:
        """Empties the note."""
        self._explain("")
        self.note.set_value("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _build(self) -> None:
        head = self._head_card()
        tip = tr("Space: done, or not done. Arrows: the next row. L: say why it is late.")
        self.steps = RunRows(tip, "L", self)
        self.calls = RunRows(tr("Space: reached. T: tried."), "T", self)
        self.roles = RunRows(tr("Space: I take this role."), "", self)
        self.steps.pressed.connect(self._pressed)
        self.steps.keyed.connect(lambda item, _key: self._explain(item))
        self.calls.pressed.connect(self._called)
        self.calls.keyed.connect(lambda item, _key: self.tried_wanted.emit(item))
        self.roles.pressed.connect(self.role_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(head)
        column.addWidget(self._card(tr("To do"), "list-checks", self.steps))
        self._beside = Reflow(
            [
                self._card(tr("Calls"), "phone", self.calls),
                self._card(tr("Who does what"), "users", self.roles),
            ],
            self,
            most=2,
            column_chars=56,
        )
        column.addWidget(self._beside)
        column.addStretch(1)
        for rows in (self.steps, self.calls, self.roles):
            rows.setEnabled(self._may_use)

    def _head_card(self) -> QWidget:
        card = Card(parent=self)
        self.band = Chip(tr("DRILL. Nothing here is real."), "warn", card)
        card.body.addWidget(self.band, 0, Qt.AlignmentFlag.AlignLeft)
        self.clock = Text("", "huge", card)
        self.sum = Text("", "big", card)
        self.began = Text("", "muted", card)
        self.contact = Text("", "big", card)
        for words in (self.clock, self.sum, self.began, self.contact):
            card.add(words)
        self.left_button = button(
            tr("Print what is left"), "printer", "primary", shortcut="F8", press=self.left_wanted.emit, parent=card
        )
        self.typing_button = button(
            tr("Type times back"), "pencil", shortcut="Ctrl+T", press=self.typing_wanted.emit, parent=card
        )
        self.timeline_button = button(
            tr("Timeline"), "history", shortcut="Ctrl+Shift+T", press=self.timeline_wanted.emit, parent=card
        )
        self.contact_button = button(
            tr("Heard from our member now"), "radio", press=self.contact_wanted.emit, parent=card
        )
        self.end_button = button(tr("End"), "flag", press=self.end_wanted.emit, parent=card)
        card.body.addLayout(
            button_row(self.left_button, self.typing_button, self.timeline_button, self.contact_button, self.end_button)
        )
        self.form = Form(card, columns=2)
        self.who = self.form.add(tr("Show"), ChoiceField(), name="who")
        self.note = self.form.add(tr("Write down"), TextField(most=500), name="note")
        self.note.setPlaceholderText(tr("What happened. Enter saves it with the time."))
        self.who.edited.connect(self._show)
        self.note.returnPressed.connect(self._note)
        card.add(self.form)
        for each in (self.left_button, self.typing_button, self.contact_button, self.end_button, self.note):
            each.setEnabled(self._may_use)
        return card

    def _card(self, title: str, icon: str, rows: RunRows) -> Card:
        card = Card(title, icon, parent=self)
        card.add(rows)
        return card

    def _offer_roles(self) -> None:
        run = self._run
        if run is None:
            return
        own = [role.title for role in run.text.roles if role.id in self._mine]
        mine = [(MINE, tr("My roles: {roles}", roles=", ".join(own)))] if own else []
        self.who.offer([*mine, (EVERYONE, tr("All roles")), *((role.id, role.title) for role in run.text.roles)])
        steps_of_mine = any(step.role in self._mine for step in run.text.steps)
        self.who.set_value(MINE if own and steps_of_mine else EVERYONE)

    def _show(self) -> None:
        run, state = self._run, self._state
        if run is None or state is None:
            return
        chosen = self.who.value()
        roles = None if not chosen else self._mine if chosen == MINE else (chosen,)
        self.band.setVisible(run.drill)
        self.clock.setText(elapsed_words(state.elapsed))
        self.sum.setText(_ended(state) or sum_words(run, state, roles))
        self.began.setText(began_words(run, self._zone))
        self._show_contact(run, state)
        self.steps.show_rows(step_rows(run, state, roles, self._zone))
        self.calls.show_rows(call_rows(run, state, self._numbers, self._zone))
        self.roles.show_rows(role_rows(run, state, self._mine))
        self.end_button.setVisible(state.open)

    def _show_contact(self, run: "Run", state: "RunState") -> None:
        """Counts up since the last contact with a missing member; never down (CP-T17)."""
        self.contact.setVisible(run.text.missing_member)
        self.contact_button.setVisible(run.text.missing_member and state.open)
        if state.last_contact is None:
            self.contact.setText(tr("Last contact: not written down yet."))
        else:
            until = state.ended.at if state.ended is not None else self._runs.now
            since = elapsed_words(until - state.last_contact)
            when = moment_text(state.last_contact, self._zone)
            self.contact.setText(tr("{time} since the last contact, {when}.", time=since, when=when))

    def _pressed(self, item: str) -> None:
        done = self._state is not None and self._state.doing(item).done
        (self.untick_wanted if done else self.tick_wanted).emit(item)

    def _called(self, item: str) -> None:
        done = self._state is not None and self._state.doing(item).done
        (self.untick_wanted if done else self.reached_wanted).emit(item)

    def _explain(self, step: str) -> None:
        """What is typed next says why this step is late; with no step it is a note."""
        self._explains = step
        self.form.set_remark("note", self._about(step))
        if step:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _about(self, step: str) -> str:
        if not step or self._run is None:
            return ""
        return tr("Why it is late: {step}", step=self._run.text.words_of(step))

    def _note(self) -> None:
        if self.note.text().strip():
            self.note_wanted.emit(self.note.text(), self._explains)

    def noted(self) -> None:
        """The note is saved: the field is free for the next."""
        self.throw_away()


def _ended(state: "RunState") -> str:
    if state.open:
        return ""
    return tr("Started by mistake.") if state.by_mistake else tr("Ended.")
