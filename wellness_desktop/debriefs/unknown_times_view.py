"""The question "When are they on?", for people whose shifts nobody has entered: they are not free at all hours."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.proposal_facts import Attendee
from wellness_desktop.debriefs.proposal_words import names_text
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.text import Text


class UnknownTimes(QWidget):
    """Hidden while the shifts of everybody are known. `shifts_wanted(person)` goes where they are entered."""

    shifts_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: UUID | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.words = Text("", "strong", self)
        self._why = Text(
            tr("Until you say so, they are not counted as able to come. Ask them, or say when they are on."),
            "body",
            self,
        )
        self.enter_button = button(tr("Say when they are on"), "calendar-days", press=self._enter, parent=self)
        column.addWidget(self.words)
        column.addWidget(self._why)
        column.addLayout(button_row(self.enter_button))
        self.hide()

    def show_people(self, attendees: Sequence[Attendee]) -> None:
        """Asks about everybody of these whose shifts are not known."""
        unknown = [one for one in attendees if not one.times.known]
        ours = [one.person_id for one in unknown if one.person_id is not None]
        self._first = ours[0] if ours else None
        self.words.setText(tr("When is {names} on?", names=names_text([one.name for one in unknown])))
        if len(unknown) > 1:
            self.words.setText(tr("When are {names} on?", names=names_text([one.name for one in unknown])))
        self.enter_button.setVisible(self._first is not None)
        self.setVisible(bool(unknown))

    def _enter(self) -> None:
        self.shifts_wanted.emit(self._first)
