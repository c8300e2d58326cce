"""The fields of a form. Each has `value`, `set_value` (silent), `edited` (each change by a person) and `left`."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.columns import Columns
from wellness_desktop.kit.tick_boxes import CheckBox, RadioButton

__all__ = [
    "ChecksField",
    "ChoiceField",
    "NotesField",
    "NumberField",
    "RadioField",
    "TextField",
    "TickField",
    "mark_wrong",
    "speak_as",
]


def speak_as(field: QWidget, name: str, hint: str = "") -> None:
    """Gives the field its spoken name and hint; fields made of parts name their parts themselves."""
    if hasattr(field, "speak_as"):
        field.speak_as(name, hint)
        return
    field.setAccessibleName(name)
    field.setAccessibleDescription(hint)


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Outlines the field; the words beside it say why."""
    parts = field.parts() if hasattr(field, "parts") else (field,)
    for part in parts:
        if bool(part.property("wrong")) != wrong:
            part.setProperty("wrong", wrong)
            theme.restyle(part)


class TextField(QLineEdit):
    """One line of text. `value()` has no spaces at its ends."""

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        most: int = 200,
        suggestions: Iterable[str] = (),
    ) -> None:
        super().__init__(text, parent)
        self.setMaxLength(most)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self.left)
        if offered := list(suggestions):
            self.suggest(offered)

    def value(self) -> str:
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        if (value or "") != self.value():
            self.setText(value or "")

    def suggest(self, words: Sequence[str]) -> None:
        """Offers these words while typing; anything else may be typed as well."""
        completer = QCompleter(QStringListModel(list(words), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self.edited.emit())
        self.setCompleter(completer)
        # Without an owner the popup counts as a window of its own, and whoever closes all windows crashes Qt.
        if (popup := completer.popup()) is not None:
            popup.setParent(self, Qt.WindowType.Popup)


class NumberField(TextField):
    """A whole number between `least` and `most`; Up and Down count. `value()` is None while it is not one."""

    def __init__(self, least: int = 0, most: int = 9999, parent: QWidget | None = None) -> None:
        super().__init__("", parent, most=len(str(most)) + 1)
        self._least, self._most = least, most
        self.theme_changed()

    def theme_changed(self) -> None:
        self.setFixedWidth(theme.chars(max(10, len(str(self._most)) + 6)))

    def value(self) -> int | None:  # type: ignore[override]
        text = self.text().strip()
        try:
            number = int(text)
        except ValueError:
            return None
        return number if self._least <= number <= self._most else None

    def set_value(self, value: int | str | None) -> None:
        self.setText("" if value is None else str(value))

    def fault(self) -> str:
        """What is wrong with the typed text, in words; empty when it can be used or nothing is typed."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return tr("Type a whole number from {least} to {most}.", least=self._least, most=self._most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        now = self.value()
        self.set_value(self._least if now is None else max(self._least, min(self._most, now + step)))
        self.edited.emit()


class NotesField(QPlainTextEdit):
    """Several lines of text; grows with what is typed, Tab goes on to the next field."""

    edited = Signal()
    left = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None, *, lines: int = 3, placeholder: str = "") -> None:
        super().__init__(text, parent)
        self._lines = lines
        self._silent = False
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._typed)
        self._grow()

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        if (value or "") == self.value():
            return
        self._silent = True
        self.setPlainText(value or "")
        self._silent = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def theme_changed(self) -> None:
        self._grow()

    def _typed(self) -> None:
        self._grow()
        if not self._silent:
            self.edited.emit()

    def _grow(self) -> None:
        """A plain text document measures its height in lines."""
        lines = max(self._lines, min(4 * self._lines, round(self.document().size().height())))
        height = QFontMetrics(self.font()).lineSpacing() * lines + round(1.6 * theme.text_height())
        if height != self.maximumHeight():
            self.setFixedHeight(height)


class _Group(QWidget):
    """Check boxes or radio buttons in as many columns as fit."""

    edited = Signal()
    left = Signal()

    def __init__(self, boxes: Sequence[QAbstractButton], parent: QWidget | None, columns: int) -> None:
        super().__init__(parent)
        self._boxes = list(boxes)
        lines = _Lines(self, most=columns, chars=0, gap=(24, 8), stacks=False)
        for box in self._boxes:
            lines.add(box)
        if self._boxes:
            self.setFocusProxy(self._boxes[0])

    def parts(self) -> Sequence[QWidget]:
        return self._boxes

    def _pressed(self, _on: bool = False) -> None:
        self.edited.emit()
        self.left.emit()

    def speak_as(self, name: str, hint: str = "") -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        for box in self._boxes:
            box.setAccessibleDescription(f"{name}. {hint}" if hint else name)


class _Lines(Columns):
    """Columns as wide as the longest words in them, close together at the left."""

    def columns_for(self, width: int) -> int:
        across = self._gap[0]
        return max(1, min(self._most, (width + across) // (self._widest() + across)))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        across, columns = self._gap[0], self.columns_for(rect.width())
        needed = (self._widest() + across) * columns - across
        return super()._arrange(rect.adjusted(0, 0, min(0, needed - rect.width()), 0), move=move)

    def _widest(self) -> int:
        return max((item.sizeHint().width() for item in self._items if not item.isEmpty()), default=1)


class ChecksField(_Group):
    """Any number of a few. `value()` is a tuple of the values ticked, in the order offered."""

    def __init__(self, choices: Iterable[tuple[Any, str]], parent: QWidget | None = None, *, columns: int = 3) -> None:
        pairs = list(choices)
        self._values = [value for value, _ in pairs]
        super().__init__([CheckBox(_literal(words)) for _, words in pairs], parent, columns)
        for box in self._boxes:
            box.clicked.connect(self._pressed)

    def value(self) -> tuple[Any, ...]:
        return tuple(value for value, box in zip(self._values, self._boxes, strict=True) if box.isChecked())

    def set_value(self, value: Iterable[Any] | None) -> None:
        wanted = list(value or ())
        for each, box in zip(self._values, self._boxes, strict=True):
            box.setChecked(each in wanted)


class RadioField(_Group):
    """Exactly one of a few, all in view. `value()` is None until one is chosen."""

    def __init__(self, choices: Iterable[tuple[Any, str]], parent: QWidget | None = None, *, columns: int = 3) -> None:
        pairs = list(choices)
        self._values = [value for value, _ in pairs]
        super().__init__([RadioButton(_literal(words)) for _, words in pairs], parent, columns)
        self._buttons = QButtonGroup(self)
        for box in self._boxes:
            self._buttons.addButton(box)
            box.clicked.connect(self._pressed)

    def value(self) -> Any:
        for value, box in zip(self._values, self._boxes, strict=True):
            if box.isChecked():
                return value
        return None

    def set_value(self, value: Any) -> None:
        self._buttons.setExclusive(False)
        for each, box in zip(self._values, self._boxes, strict=True):
            box.setChecked(value is not None and each == value)
        self._buttons.setExclusive(True)


class TickField(CheckBox):
    """One yes or no; its words stand beside the box."""

    edited = Signal()
    left = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(_literal(words), parent)
        self._words = words
        self.clicked.connect(self._pressed)

    def value(self) -> bool:
        return self.isChecked()

    def _pressed(self, _on: bool = False) -> None:
        self.edited.emit()
        self.left.emit()

    def set_value(self, value: bool | None) -> None:
        self.setChecked(bool(value))

    def speak_as(self, name: str, hint: str = "") -> None:
        self.setAccessibleName(f"{name}: {self._words}" if name else self._words)
        self.setAccessibleDescription(hint)


def _literal(words: str) -> str:
    """Words that may hold an ampersand, without making it a key."""
    return words.replace("&", "&&")
