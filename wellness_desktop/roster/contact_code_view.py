"""One contact as a code that a phone scans into its own address book, so that no number is typed off a screen."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.text import Text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class ContactCodeView(QWidget):
    """The code, and in words what a phone takes from it."""

    closed = Signal()

    def __init__(self, roster: "Roster", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._code: QrLabel | None = None
        self._build()

    def show_person(self, person_id: UUID) -> None:
        """Shows the code of this person. Raises Problem when they have not agreed, or no number is fresh."""
        code = self._roster.contact_code(person_id)
        person = self._roster.person(person_id)
        says = tr("{name}, {numbers}", name=person.name, numbers=", ".join(_numbers(code)))
        if self._code is None:
            self._code = QrLabel(code, says, self._card, lines=14)
            self._card.body.insertWidget(0, self._code, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._code.say(code, says)
        self._says.setText(says)
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def code(self) -> str:
        """What a phone reads."""
        return self._code.text if self._code is not None else ""

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._card = Card(parent=self)
        self._says = Text("", "strong", self._card, selectable=True)
        self._card.add(self._says)
        self._card.add(
            Text(
                tr("Point the phone's camera at it, then choose to add the contact. Only checked numbers are in it."),
                "muted",
                self._card,
            )
        )
        column.addWidget(self._card)
        self.done_button = button(tr("Done"), "check", "primary", press=self.closed.emit, parent=self)
        column.addLayout(button_row(self.done_button))
        column.addStretch(1)


def _numbers(code: str) -> list[str]:
    """The numbers in the code, as people read them."""
    from wellness_desktop.roster.contacts_vcard import preview_of_cards
    from wellness_desktop.roster.vcards import read_cards

    (row,) = preview_of_cards(read_cards(code.encode()), []).rows
    return [phone.shown for phone in row.person.phones] if row.person else []
