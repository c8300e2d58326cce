"""One of a list, found by typing: the field for questions with more answers than fit in view."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from wellness_desktop.kit import theme

PAUSE_MS = 1200
"""After this long without a key, the next letter begins a new word."""

LEAST_CHARS = 16
"""The field is never narrower than this many characters."""

_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ChoiceField(QComboBox):
    """One of a list. `choices` are pairs of a value and its words; `empty` adds a first line for no choice.

    Typing finds the entry that begins with the typed letters, then one with a word that does: "shoot" finds
    "Officer-involved shooting". Qt's own search opens the list at the first space and forgets slow fingers.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        choices: Iterable[tuple[Any, str]] = (),
        parent: QWidget | None = None,
        *,
        empty: str = "",
        also: Callable[[Any], str] = lambda _value: "",
    ) -> None:
        """`also` gives further words, parted by commas, by which the entry of a value is found."""
        super().__init__(parent)
        self._empty, self._also = empty, also
        self._typed, self._since = "", QElapsedTimer()
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentTextChanged.connect(self._explain)
        self.offer(choices)
        self.activated.connect(self._chosen)

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Replaces the list; the value stays if it is still offered."""
        before = self.value()
        self.clear()
        if self._empty:
            self.addItem(self._empty, _Kept(None))
        for value, words in choices:
            self.addItem(words, _Kept(value))
        self.set_value(before)

    def value(self) -> Any:
        kept = self.currentData()
        return kept.value if isinstance(kept, _Kept) else None

    def set_value(self, value: Any) -> None:
        for place in range(self.count()):
            if self.itemData(place).value == value:
                self.setCurrentIndex(place)
                return
        self.setCurrentIndex(0 if self.count() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters look an entry up; a space among them belongs to the words, a space alone opens the list."""
        letters = event.text()
        if not letters.isprintable() or not letters or event.modifiers() & _COMMAND:
            super().keyPressEvent(event)
            return
        if not self._since.isValid() or self._since.hasExpired(PAUSE_MS):
            self._typed = ""
        if letters == " " and not self._typed:
            super().keyPressEvent(event)
            return
        self._typed += letters.casefold()
        self._since.start()
        self._look_up()

    def minimumSizeHint(self) -> QSize:
        """The longest answer makes the field as wide as there is room for, but never the page wider than its window."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.chars(LEAST_CHARS)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt cuts a long answer off in the middle of a letter; three dots say that there is more."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        inside = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, inside, self).width()
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def showPopup(self) -> None:
        """In the open list, a long answer goes on to the next line."""
        view = self.view()
        if isinstance(view, QListView):
            view.setWordWrap(True)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page over a closed list must not change what it says."""
        event.ignore()

    def _look_up(self) -> None:
        place = self._entry(self._typed)
        if place is None and len(set(self._typed)) == 1:
            place = self._entry(self._typed[0])
        if place is not None and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def _entry(self, typed: str) -> int | None:
        """The entry that fits; one letter goes on to the next that begins with it, more letters stay if they can."""
        count, first = self.count(), self.currentIndex() + (1 if len(typed) == 1 else 0)
        around = [(first + step) % count for step in range(count)] if count else []
        places = [place for place in around if place or not self._empty]
        words = {place: self.itemText(place).casefold() for place in places}
        for place in places:
            if words[place].startswith(typed):
                return place
        for place in places:
            if f" {typed}" in words[place].replace("-", " ").replace("(", " "):
                return place
        for place in places:
            also = self._also(self.itemData(place).value).casefold().split(",")
            if any(word.strip().startswith(typed) for word in also):
                return place
        return None

    def _explain(self, _words: str = "") -> None:
        """An answer longer than the field stands whole in the tip."""
        # Twice the height of a line is more than the frame and the arrow take.
        room = self.width() - 2 * self.fontMetrics().height()
        fits = self.fontMetrics().horizontalAdvance(self.currentText()) <= room
        self.setToolTip("" if fits else self.currentText())

    def _chosen(self, _index: int) -> None:
        self.edited.emit()
        self.left.emit()


class _Kept:
    """Keeps a value as it is: Qt would turn tuples and enums into its own types."""

    def __init__(self, value: Any) -> None:
        self.value = value
