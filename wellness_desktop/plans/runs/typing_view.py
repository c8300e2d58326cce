"""Times typed back from paper: one open line after the other, 0312 and Enter, and the next one comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import RadioField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField, TimeField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.runs.kinds import EventKind, Source
from wellness_desktop.plans.runs.paper_times import paper_moment
from wellness_desktop.plans.runs.service import TypedLine

if TYPE_CHECKING:
    from wellness_desktop.plans.runs.values import Run, RunState
    from wellness_desktop.plans.service import Plans


@dataclass(frozen=True, slots=True)
class Open:
    """A line of the sheet that has no time yet."""

    id: str
    words: str
    kind: EventKind


class TypingView(QWidget):
    """What is open stands in the list; what is typed belongs to the line above the field."""

    typed = Signal(object, object)
    """A TypedLine, and its Source."""

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs, self._clock, self._zone = plans.runs, plans.clock, plans.zone
        self._run: Run | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._entry_card())
        column.addWidget(self._list(), 1)

    def start(self, run: "Run") -> None:
        """Begins with the first open line of this run, on the day it began."""
        self._run = run
        self.form.field("day").set_value(run.began_at.astimezone(self._zone).date())
        self.form.field("source").set_value(self._runs.usual_source(run))
        self.show_run(run)

    def show_run(self, run: "Run") -> None:
        """What is still open; the cursor goes to the time of the line that is chosen."""
        self._run = run
        lines = open_lines(run, self._runs.state(run))
        self.table.set_rows(lines)
        if self.table.current() is None and lines:
            self.table.choose(lambda _line: True)
        self._choose(self.table.current())
        self.form.set_values({"time": None, "text": ""})
        self.form.field("time").setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry_card(self) -> QWidget:
        card = Card(tr("From the sheet"), "pencil", parent=self)
        self.line = Text("", "big", card)
        card.add(self.line)
        self.form = Form(card, columns=2)
        self.form.add(tr("Time"), TimeField(), tr("Such as 0312. Enter saves it; the next line comes."), name="time")
        self.form.add(tr("Day"), DateField(self._clock, self._zone), tr("Stays until you change it."), name="day")
        self.form.add(tr("Written beside it"), TextField(most=500), name="text", wide=True)
        self.form.add(
            tr("Where from"),
            RadioField([(Source.PAPER, tr("Paper")), (Source.RESTORED, tr("Paper, after a backup was restored"))]),
            name="source",
            wide=True,
        )
        card.add(self.form)
        self.save_button = button(tr("Save this time"), "check", "primary", press=self._save, parent=card)
        self.skip_button = button(tr("Next line"), "arrow-right", shortcut="Ctrl+Down", press=self._next, parent=card)
        card.body.addLayout(button_row(self.save_button, self.skip_button))
        self.form.field("time").returnPressed.connect(self._save)
        self.form.field("text").returnPressed.connect(self._save)
        return card

    def _list(self) -> QWidget:
        self.table = Table[Open](
            [Column(tr("Still open"), lambda one: one.words, width=0)],
            tr("Lines without a time"),
            self,
            empty=lambda: EmptyState("square-check", tr("Every line has its time.")),
            filter_hint=tr("Find a line of the sheet"),
            lines=8,
            enter=tr("type its time"),
        )
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _line: self.form.field("time").setFocus(Qt.FocusReason.OtherFocusReason))
        return self.table

    def _choose(self, line: Open | None) -> None:
        words = line.words if line is not None else tr("Every line has its time.")
        self.line.setText(words)
        self.form.setEnabled(line is not None)
        self.save_button.setEnabled(line is not None)

    def _next(self) -> None:
        current = self.table.current()
        ids = [one.id for one in self._lines()]
        if current is not None and ids:
            after = ids[(ids.index(current.id) + 1) % len(ids)] if current.id in ids else ids[0]
            self.table.choose(lambda one: one.id == after)
        self.form.field("time").setFocus(Qt.FocusReason.OtherFocusReason)

    def _lines(self) -> Sequence[Open]:
        return open_lines(self._run, self._runs.state(self._run)) if self._run is not None else ()

    def _save(self) -> None:
        line, values = self.table.current(), self.form.values()
        if line is None or self._run is None:
            return
        if values["time"] is None or values["day"] is None:
            empty = "time" if values["time"] is None else "day"
            self.form.set_error(empty, tr("Type a time such as 0312, and the day."))
            return
        reading = paper_moment(values["day"], values["time"], self._run.began_at, self._zone)
        if isinstance(reading, str):
            self.form.set_error("time", reading)
            return
        self.typed.emit(TypedLine(line.id, reading, values["text"], line.kind), values["source"] or Source.PAPER)


def open_lines(run: "Run", state: "RunState") -> list[Open]:
    """Steps, then calls, that nobody has ticked."""
    steps = [Open(one.id, one.text, EventKind.TICK) for one in run.text.steps if not state.doing(one.id).done]
    calls = [
        Open(one.id, tr("Call {number}: {what}", number=one.number, what=one.text), EventKind.CALL_REACHED)
        for one in run.text.calls
        if not state.doing(one.id).done
    ]
    return [*steps, *calls]
