"""A person with a keyboard and nothing else: keys go to whatever has the focus; what is read is what is on screen."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractProxyModel, QAbstractTableModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.support.walker import spoken_name
from wellness_desktop.kit.hits import HitList

MOST_TABS = 200
"""More than any page has stops; once around is enough."""
PATIENCE = 15_000
"""Milliseconds that anything may take."""
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Keyboard:
    """Types into the program's window and the windows that open over it."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window = window
        self._bot = qtbot

    # ------------------------------------------------------------------------------------------- keys

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        """Presses a key."""
        for _ in range(times):
            QTest.keyClick(self._target(), key, modifier)
            QApplication.processEvents()

    def write(self, words: str) -> None:
        """Types words, in place of what stood in the field."""
        here = self._target()
        if isinstance(here, QLineEdit | QPlainTextEdit):
            self.press(Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(self._target(), words)
        QApplication.processEvents()

    def tab_to(self, words: str) -> QWidget:
        """Tabs on until the focus is on what is called so."""
        met = []
        for _ in range(MOST_TABS):
            here = self._target()
            names = _names(here)
            if any(name.startswith(words) for name in names):
                return here
            met.append(next(iter(names), type(here).__name__))
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches “{words}”; it meets {list(dict.fromkeys(met))}")

    def do(self, words: str) -> None:
        """Tabs to a button and presses it."""
        self.tab_to(words)
        self.press(Qt.Key.Key_Space)

    def fill(self, field: str, words: str) -> None:
        """Tabs to a field and types into it."""
        self.tab_to(field)
        self.write(words)

    # ------------------------------------------------------------------------------------------- eyes

    def read(self) -> str:
        """Everything that stands on the screen now."""
        return "\n".join(dict.fromkeys(_texts(self._front())))

    def see(self, words: str) -> None:
        """Waits until these words stand on the screen."""
        self.until(lambda: words in self.read(), lambda: f"“{words}” never came; there is:\n{self.read()}")

    def until(self, so: Callable[[], object], otherwise: Callable[[], str] = lambda: "it never came") -> None:
        """Waits until something is so."""
        try:
            self._bot.waitUntil(lambda: bool(so()), timeout=PATIENCE)
        except Exception as error:
            raise AssertionError(otherwise()) from error
        QApplication.processEvents()

    def mark(self, words: str) -> None:
        """Moves the mark in the search results down to what says so."""

        def listed() -> bool:
            found = self._window.findChild(HitList)  # made with the first search
            return found is not None and any(words in hit.title for hit in found.hits())

        self.until(listed, lambda: f"no hit says “{words}”")
        popup = self._window.findChild(HitList)
        for _ in popup.hits():
            if words in popup.marked_words():
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"the mark never comes to “{words}”")

    # ------------------------------------------------------------------------------------------- focus

    def _front(self) -> QWidget:
        """The window that keys go to: the newest dialog, else the program's own."""
        dialogs = [each for each in self._window.findChildren(QDialog) if each.isVisible()]
        return dialogs[-1] if dialogs else self._window

    def _target(self) -> QWidget:
        front = self._front()
        if QApplication.activeWindow() is not front:
            front.activateWindow()  # what a window manager does when a window opens or closes
            self.until(lambda: QApplication.activeWindow() is front)
        return QApplication.focusWidget() or front


def _names(widget: QWidget) -> list[str]:
    """What the widget is called: spoken, printed on it, or standing in it while it is empty."""
    names = [spoken_name(widget), widget.accessibleName()]
    if isinstance(widget, QAbstractButton):
        names.append(widget.text())
    if isinstance(widget, QLineEdit):
        names.append(widget.placeholderText())
    owner = widget.parentWidget()
    if owner is not None and owner.focusProxy() is widget:
        names.append(owner.accessibleName())
    return [name.replace("&", "") for name in names if name]


def _texts(root: QWidget) -> list[str]:
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text().replace("&", ""))
        elif isinstance(each, QLineEdit):
            found.append(each.text())
        elif isinstance(each, QComboBox):
            found.append(each.currentText())
        elif isinstance(each, QAbstractItemView):
            found += _cells(each)
    return [words for words in found if words]


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    columns = model.columnCount() if isinstance(model, QAbstractTableModel | QAbstractProxyModel) else 1
    return [str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(columns)]
