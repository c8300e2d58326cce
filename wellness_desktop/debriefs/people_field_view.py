"""Several people of the roster, found by typing part of a name: Enter adds, a button beside each takes away."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.entry_fields_view import PersonField


class PeopleField(QWidget):
    """`value()` is a frozenset of ids, with whoever still stands in the line without Enter."""

    edited = Signal()
    left = Signal()

    def __init__(self, people: Sequence[tuple[UUID, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = dict(people)
        self._chosen: list[UUID] = []
        self._name = ""
        self.line = PersonField(self)
        self.line.offer(people)
        self.line.installEventFilter(self)
        self.line.edited.connect(self.edited)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addLayout(self._rows)
        self.setFocusProxy(self.line)

    def value(self) -> frozenset[UUID]:
        typed = self.line.value()
        return frozenset([*self._chosen, typed] if typed else self._chosen)

    def set_value(self, value: Iterable[UUID] | None) -> None:
        wanted = [one for one in self._names if one in set(value or ())]
        # Whoever left the roster stays in what is saved, though nobody can name them here.
        self._chosen = [*wanted, *(one for one in value or () if one not in self._names)]
        self.line.clear()
        self._show()

    def fault(self) -> str:
        """What is wrong with the typed text, in words."""
        return self.line.fault()

    def parts(self) -> Sequence[QWidget]:
        """The box to outline."""
        return (self.line,)

    def typed(self) -> dict[str, Any]:
        """What is chosen and typed, for a draft."""
        return {"chosen": [str(one) for one in self._chosen], "line": self.line.text()}

    def set_typed(self, kept: Any) -> None:
        """Shows what `typed` gave."""
        if isinstance(kept, dict):
            self.set_value([UUID(one) for one in kept.get("chosen", ())])
            self.line.setText(str(kept.get("line", "")))

    def speak_as(self, name: str, hint: str = "") -> None:
        self._name = name
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds the person, and is no press of the form's button."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.value() is not None:
            self._add()
            return True
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        person = self.line.value()
        if person is not None and person not in self._chosen:
            self._chosen.append(person)
            announce(self.line, tr("{name} is added.", name=self._names[person]))
        self.line.clear()
        self._show()
        self.edited.emit()

    def _drop(self, person: UUID) -> None:
        self._chosen.remove(person)
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        self.left.emit()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for person in self._chosen:
            if person in self._names:
                row = self._row(person)
                self._rows.addWidget(row)
                row.show()

    def _row(self, person: UUID) -> QWidget:
        name = self._names[person]
        row = QWidget(self)
        remove = button(
            "",
            "x",
            "quiet",
            spoken=tr("Take {name} off the list", name=name),
            press=lambda: self._drop(person),
            parent=row,
        )
        row.setLayout(button_row(Text(name, "body", row, wrap=False), remove))
        return row
