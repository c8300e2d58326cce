"""Typing back a call sheet: one key a number, a new number typed in its place. Twenty take a minute or two."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import TextField, speak_as
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.checks import Outcome, ToCheck
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One number, and what came of the call so far."""

    waiting: ToCheck
    outcome: Outcome | None = None
    number: str = ""
    """The new number, as it is shown."""


class ChecksView(QWidget):
    """The numbers that wait, in the call sheet's order. What was answered stays in its place meanwhile."""

    def __init__(
        self,
        roster: "Roster",
        banner: Banner,
        print_sheet: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster, self._banner, self._print_sheet = roster, banner, print_sheet
        self._rows: list[CheckRow] = []
        self._typing: CheckRow | None = None
        self._build()

    def start(self) -> None:
        """Everything that waits for a check now, none answered yet."""
        self._rows = [CheckRow(each) for each in self._roster.numbers_to_check()]
        self._close_field()
        self._show()
        self._print_button.setVisible(bool(self._rows))
        if self._rows:
            self.table.choose(lambda _row: True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, row: CheckRow, outcome: Outcome, typed: str = "") -> bool:
        """Saves what came of one call and goes to the next number. False when it could not be saved."""
        phone_id = row.waiting.id
        if phone_id is None:
            return False
        try:
            done = self._roster.note_check(phone_id, outcome, typed)
        except Problem as problem:
            self._banner.problem(problem)
            return False
        number = next((each.shown for each in done.value.phones if each.id == phone_id), "")
        self._set(row, outcome, number)
        words = tr(
            "{number} of {name}: {outcome}.",
            number=row.waiting.phone.shown,
            name=row.waiting.person.name,
            outcome=outcome.label,
        )
        # Nothing was saved where nobody answered, so there is nothing to take back.
        undo = None if outcome is Outcome.NO_ANSWER else lambda: self._take_back(row, done)
        self._banner.say(words, undo)
        self._next(row)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the field for a new number, not the screen."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._close_field()
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._left = Text("", "body", self)
        self._print_button = button(
            tr("Print call sheet"),
            "printer",
            tip=tr("To call from and write on; then type it back here."),
            press=self._print_sheet,
            parent=self,
        )
        column.addWidget(self._left)
        column.addLayout(button_row(self._print_button))
        self.table = Table[CheckRow](
            self._columns(),
            tr("Numbers to check"),
            self,
            filter_hint=tr("Find by name or number"),
            lines=6,
            enter=tr("type a new number"),
            empty=lambda: EmptyState("circle-check", tr("Every number was checked lately. Nothing to do here.")),
        )
        self.table.opened.connect(self._ask_number)
        self.table.act("Y", tr("yes, right"), lambda row: self.answer(row, Outcome.RIGHT))
        self.table.act("W", tr("wrong: new number"), self._ask_number)
        self.table.act("N", tr("no answer"), lambda row: self.answer(row, Outcome.NO_ANSWER))
        column.addWidget(self._field_card())
        column.addWidget(self.table, 1)

    def _field_card(self) -> Card:
        """Where a new number is typed; shown only meanwhile."""
        self._card = card = Card(tr("New number"), "phone", parent=self, flat=True)
        self.field = TextField(most=60, parent=card)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._keep_number)
        card.add(self.field)
        card.add(
            Text(
                tr("Enter saves it as checked today. Empty: the old one is wrong, nobody knows the new one."),
                "small",
                card,
            )
        )
        card.hide()
        return card

    def _columns(self) -> list[Column[CheckRow]]:
        return [
            Column("#", lambda row: str(row.waiting.place), sort=lambda row: row.waiting.place, width=4, optional=True),
            Column(tr("Name"), lambda row: row.waiting.person.name, width=0, faded=_settled),
            Column(tr("Number"), lambda row: row.waiting.phone.shown, width=20, faded=_settled),
            Column(tr("Label"), lambda row: row.waiting.phone.label, width=10, optional=True, faded=_settled),
            Column(tr("Last right"), _last_right, sort=_last_right_sort, width=14, optional=True, faded=_settled),
            Column(tr("Now"), _answer_words, icon=_answer_icon, tint=lambda _row: "accent", width=24),
        ]

    def _show(self) -> None:
        self.table.set_rows(self._rows, same=_same_number)
        left = sum(row.outcome is None for row in self._rows)
        if not self._rows:
            self._left.setText(tr("No number waits for a check."))
        elif left:
            self._left.setText(
                tr_count("{count} number waits for a check.", "{count} numbers wait for a check.", left)
                + " "
                + tr("The order is that of the call sheet.")
            )
        else:
            self._left.setText(tr("That was the last one. Thank you."))

    def _set(self, row: CheckRow, outcome: Outcome | None, number: str = "") -> None:
        place = row.waiting.place - 1
        self._rows[place] = replace(self._rows[place], outcome=outcome, number=number)
        self._show()

    def _next(self, row: CheckRow) -> None:
        """To the number below, as the finger goes down the sheet."""
        place = row.waiting.place
        if not self.table.choose(lambda other: other.waiting.place > place):
            self.table.choose(lambda other: other.waiting.place == place)
        now = self.table.current()
        if now is not None and now.waiting.place != place:
            words = tr("Next: {name}, {number}", name=now.waiting.person.name, number=now.waiting.phone.shown)
            announce(self.table, words)

    def _take_back(self, row: CheckRow, done: Done[Person]) -> None:
        done.undo()
        self._set(row, None)
        self.table.choose(lambda other: _same_number(other, row))

    def _ask_number(self, row: CheckRow) -> None:
        self._typing = row
        title = tr("New number of {name}", name=row.waiting.person.name)
        self._card.set_title(title)
        speak_as(self.field, title, tr("Old: {number}", number=row.waiting.phone.shown))
        self.field.set_value("")
        self._card.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_number(self) -> None:
        row, typed = self._typing, self.field.value()
        if row is None:
            return
        if self.answer(row, Outcome.NEW_NUMBER if typed else Outcome.WRONG, typed):
            self._close_field()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_field(self) -> None:
        self._typing = None
        self._card.hide()


def _settled(row: CheckRow) -> bool:
    return row.outcome is not None


def _same_number(one: CheckRow, other: CheckRow) -> bool:
    return one.waiting.id == other.waiting.id


def _last_right(row: CheckRow) -> str:
    checked = row.waiting.freshness.checked_on
    return day_text(checked) if checked else tr("never")


def _last_right_sort(row: CheckRow) -> str:
    checked = row.waiting.freshness.checked_on
    return checked.isoformat() if checked else ""


def _answer_words(row: CheckRow) -> str:
    if row.outcome is None:
        return ""
    if row.outcome is Outcome.NEW_NUMBER:
        return row.number
    return row.outcome.label


def _answer_icon(row: CheckRow) -> str:
    return "check" if row.outcome in (Outcome.RIGHT, Outcome.NEW_NUMBER) else ""
