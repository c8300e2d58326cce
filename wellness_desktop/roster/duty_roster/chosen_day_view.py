"""Below the month picture: what is noted for the chosen days, buttons for it, and exact times to type."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.kinds import TYPED_KINDS, CalendarKind
from wellness_desktop.roster.people import CalendarEntry
from wellness_desktop.roster.when import span_text


class ChosenDay(Card):
    """`command(str)` as from a key of the picture, `remove_wanted(CalendarEntry)`, `note_wanted(kind, from, to)`."""

    command = Signal(str)
    remove_wanted = Signal(object)
    note_wanted = Signal(object, object, object)
    left = Signal()

    def __init__(self, clock: Clock, zone: ZoneInfo, parent: QWidget | None = None, *, editable: bool) -> None:
        super().__init__(tr("The chosen days"), "calendar-days", parent=parent)
        self._zone, self._editable = zone, editable
        self.add(self._what())
        self._noted = QWidget(self)
        self._rows = QVBoxLayout(self._noted)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.add(self._noted)
        self._actions = QWidget(self)
        column = QVBoxLayout(self._actions)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(button_row(*self._buttons()))
        self.form = Form(self._actions)
        needed = tr("Type a day and a time.")
        self.form.add(tr("&What"), ChoiceField([(kind, kind.label) for kind in TYPED_KINDS]), name="kind")
        self.form.add(tr("&From"), MomentField(clock, zone), name="starts", required=needed)
        self.form.add(tr("&To"), MomentField(clock, zone), name="ends", required=needed)
        self.note_button = button(tr("Note these times"), "check", "primary", press=self._note, parent=self._actions)
        self.form.add_buttons(self.note_button)
        column.addWidget(self.form)
        self.add(self._actions)
        self._actions.setVisible(editable)
        self._opened: Mapping[str, Any] = self.form.typed()

    def show_chosen(self, words: str, amount: str, noted: Sequence[CalendarEntry], on_call: str = "") -> None:
        """Shows what is chosen and what is noted for it; `amount` is how much somebody works in all, `on_call` who
        answers the phone then."""
        self.words.setText(words)
        self.on_call.setText(on_call)
        self.on_call.setVisible(bool(on_call))
        self.amount.setText(amount)
        self.amount.setVisible(bool(amount))
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for entry in noted:
            self._rows.addWidget(self._row(entry))
        self._noted.setVisible(bool(noted))

    def offer_times(self, kind: CalendarKind, starts: datetime, ends: datetime) -> None:
        """Ready to type exact times, begun with these."""
        self.form.set_values({"kind": kind, "starts": starts, "ends": ends})
        self._opened = self.form.typed()
        self.form.focus_first()

    def begun(self) -> dict[str, Any] | None:
        """Times that are typed and not noted."""
        typed = self.form.typed()
        return dict(typed) if typed != self._opened else None

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave."""
        self.form.set_typed(kept)

    def throw_away(self) -> None:
        """Shows the fields as they were."""
        self.form.set_typed(self._opened)

    def noted(self) -> None:
        """The typed times are saved."""
        self._opened = self.form.typed()

    def _what(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.words = Text("", "body", side, selectable=True)
        self.amount = Text("", "small", side)
        self.on_call = Text("", "body", side, selectable=True)
        column.addWidget(self.words)
        column.addWidget(self.on_call)
        column.addWidget(self.amount)
        return side

    def _buttons(self) -> list[QWidget]:
        made: list[QWidget] = []
        for words, icon, key in (
            (tr("Leave"), "sun", "leave"),
            (tr("Court"), "scale", "court"),
            (tr("Training"), "graduation-cap", "training"),
            (tr("Free"), "minus", "free"),
            (tr("Trade"), "refresh-cw", "trade"),
            (tr("As planned"), "undo", "clear"),
            (tr("Team"), "users", "team"),
        ):
            made.append(button(words, icon, press=self._saying(key), parent=self))
        return made

    def _saying(self, key: str) -> Any:
        return lambda: self.command.emit(key)

    def _row(self, entry: CalendarEntry) -> QWidget:
        words = tr("{what}: {span}", what=entry.kind.label, span=span_text(entry.starts, entry.ends, self._zone))
        row = QWidget(self._noted)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(words, "body", row))
        if self._editable:
            spoken = tr("Remove: {what}", what=words)
            remove = button(
                tr("Remove"), "x", "link", spoken=spoken, press=lambda: self.remove_wanted.emit(entry), parent=row
            )
            column.addLayout(button_row(remove))
        row.show()
        return row

    def _note(self) -> None:
        if self.form.confirm():
            values = self.form.values()
            self.note_wanted.emit(values["kind"], values["starts"], values["ends"])
