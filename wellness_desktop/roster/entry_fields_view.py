"""Fields of a roster entry that the kit does not know: the phone numbers, and one person of the roster."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.fields import TextField, TickField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.entry_check import MOST_PHONES
from wellness_desktop.roster.kinds import CheckedHow, phone_labels
from wellness_desktop.roster.people import Phone
from wellness_desktop.roster.phones import read_number


class PersonField(TextField):
    """One person, found by typing part of the name. `value()` is the id, or None while nobody is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, placeholder=tr("Type part of the name"))
        self._ids: dict[str, UUID] = {}
        self._words: dict[UUID, str] = {}

    def offer(self, people: Sequence[tuple[UUID, str]]) -> None:
        """Replaces whom one can choose; the words must tell people apart."""
        chosen = self.value()
        self._words = dict(people)
        self._ids = {name_key(words): person for person, words in people}
        self.suggest([words for _, words in people])
        if chosen is not None:
            self.set_value(chosen)

    def value(self) -> UUID | None:  # type: ignore[override]
        return self._ids.get(name_key(self.text()))

    def set_value(self, value: UUID | str | None) -> None:
        self.setText(self._words.get(value, "") if isinstance(value, UUID) else value or "")

    def fault(self) -> str:
        """What is wrong with the typed text, in words."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return tr("Choose somebody from the roster: type part of the name, then pick it from the list.")


class PhonesField(QWidget):
    """The numbers of one person, the one to try first at the top. `value()` is a tuple of Phone."""

    edited = Signal()
    left = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.rows: list[_PhoneRow] = []
        self._name = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.add_button = button(tr("Add a number"), "plus", press=self._add, parent=self)
        self._column.addLayout(button_row(self.add_button))
        self.set_value(())

    def value(self) -> tuple[Phone, ...]:
        return tuple(row.value() for row in self.rows if not row.is_empty())

    def set_value(self, value: Sequence[Phone] | None) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for phone in value or (Phone(typed="", label=phone_labels()[0]),):
            self._append(phone)

    def typed(self) -> list[dict[str, Any]]:
        """What stands in the rows, right or wrong, for a draft."""
        return [row.typed() for row in self.rows]

    def set_typed(self, kept: Any) -> None:
        """Shows what `typed` gave, over the saved numbers that are shown now."""
        numbers = [one for one in kept if isinstance(one, dict)] if isinstance(kept, list) else []
        if not numbers:
            return
        saved = {str(row.saved.id): row.saved for row in self.rows if row.saved.id}
        self.set_value([saved.get(one.get("id", ""), Phone(typed="")) for one in numbers])
        for row, one in zip(self.rows, numbers, strict=True):
            row.set_typed(one)

    def adopt(self, phones: Sequence[Phone]) -> None:
        """Goes on from what was saved: each number keeps the row it was made in."""
        for row, phone in zip((row for row in self.rows if not row.is_empty()), phones, strict=False):
            row.adopt(phone)

    def fault(self) -> str:
        """What is wrong with the first number that cannot be dialed."""
        for place, row in enumerate(self.rows, 1):
            if not row.is_empty() and (wrong := row.fault()):
                return tr("Number {place}: {wrong}", place=place, wrong=wrong) if len(self.rows) > 1 else wrong
        return ""

    def parts(self) -> Sequence[QWidget]:
        """The boxes to outline when something is wrong."""
        return [row.number for row in self.rows if not row.is_empty() and row.fault()]

    def speak_as(self, name: str, hint: str = "") -> None:
        self._name = name
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self._speak()

    def setFocus(self, *args: object) -> None:
        """Goes to the number that is wrong, else to the first."""
        wrong = self.parts()
        (wrong[0] if wrong else self.rows[0].number).setFocus(*args)

    def _append(self, phone: Phone) -> "_PhoneRow":
        row = _PhoneRow(phone, self._today, self)
        row.edited.connect(self.edited)
        row.left.connect(self.left)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        row.setVisible(True)
        self._speak()
        return row

    def _add(self) -> None:
        row = self._append(Phone(typed="", label=phone_labels()[min(len(self.rows), 2)]))
        row.number.setFocus()

    def _remove(self, row: "_PhoneRow") -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self._append(Phone(typed="", label=phone_labels()[0]))
        self.rows[min(place, len(self.rows) - 1)].number.setFocus()
        self._speak()
        self.edited.emit()
        self.left.emit()

    def _speak(self) -> None:
        for place, row in enumerate(self.rows, 1):
            row.speak(place)
        self.add_button.setEnabled(len(self.rows) < MOST_PHONES)


class _PhoneRow(QWidget):
    """Label and number on one line, what may be done with it below."""

    edited = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, phone: Phone, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._phone, self._today = phone, today
        self.label = TextField(phone.label, self, most=40, suggestions=phone_labels())
        self.number = TextField(phone.typed, self, most=60)
        self.remove_button = button("", "trash-2", "quiet", spoken=tr("Remove"), press=self.removed.emit, parent=self)
        self.texts = TickField(tr("Takes texts"), self)
        self.published = TickField(tr("May stand on the front door"), self)
        self.checked = TickField(tr("Checked today"), self)
        self._age = Text("", "small", self)
        self.texts.set_value(phone.takes_texts)
        self.published.set_value(phone.published)
        self.checked.set_value(phone.checked_on == today)
        self._build()
        self._connect()
        self._tell()

    def is_empty(self) -> bool:
        return not self.number.value()

    def fault(self) -> str:
        """What is wrong with the number, in words."""
        try:
            read_number(self.number.value())
        except Problem as problem:
            return tr("{title} {advice}", title=problem.title, advice=problem.advice)
        return ""

    def value(self) -> Phone:
        phone = replace(
            self._phone,
            typed=self.number.value(),
            label=self.label.value(),
            takes_texts=self.texts.value(),
            published=self.published.value(),
        )
        if self.checked.value() and phone.checked_on != self._today:
            return replace(phone, checked_on=self._today, checked_by="", checked_how=CheckedHow.CALLED)
        if not self.checked.value() and phone.checked_on == self._today:
            return replace(phone, checked_on=None, checked_by="", checked_how=None)
        return phone

    @property
    def saved(self) -> Phone:
        """The number as it was last saved, or an empty one."""
        return self._phone

    def typed(self) -> dict[str, Any]:
        """What stands in the row, for a draft. A check counts for the day on which it was ticked."""
        return {
            "id": str(self._phone.id) if self._phone.id else "",
            "label": self.label.text(),
            "number": self.number.text(),
            "texts": self.texts.value(),
            "published": self.published.value(),
            "checked": self._today.isoformat() if self.checked.value() else "",
        }

    def set_typed(self, kept: Mapping[str, Any]) -> None:
        """Shows what `typed` gave."""
        self.label.setText(str(kept.get("label", "")))
        self.number.setText(str(kept.get("number", "")))
        self.texts.set_value(kept.get("texts") is True)
        self.published.set_value(kept.get("published") is True)
        self.checked.set_value(kept.get("checked") == self._today.isoformat())
        self._tell()

    def adopt(self, phone: Phone) -> None:
        """What was saved of this row."""
        self._phone = phone
        self._tell()

    def speak(self, place: int) -> None:
        """Names the parts for screen readers: there are several such rows."""
        self.label.setAccessibleName(tr("Number {place}: label", place=place))
        self.number.setAccessibleName(tr("Number {place}", place=place))
        self.remove_button.setAccessibleName(tr("Remove number {place}", place=place))
        for tick in (self.texts, self.published, self.checked):
            tick.speak_as(tr("Number {place}", place=place))

    def theme_changed(self) -> None:
        self.label.setFixedWidth(theme.chars(17))
        self.number.setFixedWidth(theme.chars(28))

    def _build(self) -> None:
        self.number.setPlaceholderText(tr("406-555-0142"))
        self.theme_changed()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(button_row(self.label, self.number, self.remove_button))
        column.addLayout(button_row(self.texts, self.published, self.checked))
        column.addWidget(self._age)

    def _connect(self) -> None:
        for part in (self.label, self.number, self.texts, self.published, self.checked):
            part.edited.connect(self._changed)
            part.left.connect(self.left)

    def _changed(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        """Says how old the check is, and a word of doubt about a number nobody has."""
        words = ""
        if self.number.value() and not self.fault():
            if read_number(self.number.value()).doubtful:
                words = tr("This does not look like a number in use. Look at it once more.")
            elif self._phone.id and not self.checked.value():
                words = self._phone.freshness(self._today).sentence
        self._age.setText(words)
        self._age.setVisible(bool(words))
