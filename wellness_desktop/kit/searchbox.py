"""One search box for everything: results at each keystroke, arrows and Enter, older results never overtake newer."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.search_field import SearchField
from wellness_desktop.kit.tasks import Task, Tasks

if TYPE_CHECKING:  # the list is made when somebody types
    from wellness_desktop.kit.hits import Group, Hit, HitList

Find = Callable[[str], "Sequence[Group]"]


class SearchBox(SearchField):
    """Asks `find` at each change and lists what it returns in a popup. Ctrl+K comes here from anywhere.

    `chosen` comes with the hit at Enter or a click; `submitted` with the text at Enter when nothing was found.
    With `tasks`, `find` runs on that worker (give the search one of its own, so that it never waits for a
    backup); searches overtaken by more typing are not begun. Enter never chooses from the results of fewer letters:
    it waits for those of what stands here. Escape empties the box, and then goes back to where Ctrl+K was pressed.
    """

    chosen = Signal(object)
    submitted = Signal(str)

    def __init__(
        self, window: QWidget, find: Find, parent: QWidget | None = None, *, tasks: Tasks | None = None
    ) -> None:
        super().__init__(parent or window)
        self._find, self._tasks = find, tasks
        self._window = window
        self._asked = self._shown = 0
        self._running: Task | None = None
        self._enter_waits = False
        self._came_from: QWidget | None = None
        self.setAccessibleName(tr("Search everything"))
        self.setAccessibleDescription(tr("Results appear below while you type. Key: Ctrl+K"))
        self.setMaximumWidth(theme.chars(70))
        self.textEdited.connect(self._typed)
        self.keys = QShortcut(QKeySequence("Ctrl+K"), window)
        self.keys.activated.connect(self.begin)
        window.installEventFilter(self)

    @cached_property
    def popup(self) -> "HitList":
        """The list of results below the box."""
        from wellness_desktop.kit.hits import HitList

        made = HitList(self._window)
        made.hide()
        made.picked.connect(self._choose)
        return made

    @property
    def _lists(self) -> bool:
        """Whether results are on show."""
        return "popup" in vars(self) and self.popup.isVisible()

    def set_find(self, find: Find) -> None:
        """Searches elsewhere from now on (after signing in or locking), and forgets what was typed."""
        self._find = find
        self.wipe()

    def begin(self) -> None:
        """Puts the cursor here, ready to type over what stands here."""
        before = QApplication.focusWidget()
        self._came_from = before if before is not self else self._came_from
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def wipe(self) -> None:
        """Forgets text and results; what is still being searched for is not shown any more."""
        self._asked += 1
        self._give_up_waiting()
        self.clear()
        self._put_away()

    def theme_changed(self) -> None:
        super().theme_changed()
        self.setMaximumWidth(theme.chars(70))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Says as much as there is room for."""
        super().resizeEvent(event)
        full = tr("Search everything (Ctrl+K)")
        margins = self.textMargins().left() + 2 * theme.text_height()
        fits = self.fontMetrics().horizontalAdvance(full) + margins <= event.size().width()
        self.setPlaceholderText(full if fits else tr("Search"))
        if self._lists:
            self._put_popup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._lists:
            self.popup.move_mark(1 if key == Qt.Key.Key_Down else -1)
            announce(self, self.popup.marked_words())
        elif key == Qt.Key.Key_Down and self.text().strip():
            self._ask(self.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and (self._lists or self.text()):
            self.wipe()
        elif key == Qt.Key.Key_Escape and self._can_go_back():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._give_up_waiting()
            if self._lists:
                self.popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The popup keeps below the box when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self._lists:
            self._put_popup()
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._enter_waits = False
        self._ask(text)

    def _ask(self, text: str) -> None:
        self._asked += 1
        number, wanted = self._asked, text.strip()
        if self._running is not None:
            self._running.stop()
            self._running = None
        if not wanted:
            self._show(number, [])
        elif self._tasks is None:
            self._show(number, self._find_safely(wanted))
        else:
            self._running = self._tasks.start(
                lambda _task: self._find_safely(wanted),
                done=lambda groups: self._show(number, groups),
                failed=_raise,
                stopped=lambda: None,
            )

    def _find_safely(self, text: str) -> "Sequence[Group]":
        """A Problem while searching becomes the one line of the list."""
        from wellness_desktop.kit.hits import Group

        try:
            return self._find(text)
        except Problem as problem:
            return [Group(problem.title, ())]

    def _show(self, number: int, groups: "Sequence[Group]") -> None:
        if number <= self._shown:
            return
        self._shown = number
        self._running = None
        if not self.text().strip():
            self._put_away()
            return
        self.popup.show_groups(groups)
        self._put_popup()
        self.popup.show()
        self.popup.raise_()
        count = sum(len(group.hits) for group in groups)
        announce(self, tr_count("{count} result", "{count} results", count))
        if self._enter_waits:
            self._enter_waits = False
            self._enter()

    def _put_away(self) -> None:
        if "popup" in vars(self):
            self.popup.show_groups([])
            self.popup.hide()

    def _put_popup(self) -> None:
        window = self._window
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        width = min(max(self.width(), theme.chars(64)), window.width() - corner.x() - 8)
        height = min(self.popup.wanted_height(width), window.height() - corner.y() - 16)
        self.popup.setGeometry(corner.x(), corner.y(), width, height)

    def _enter(self) -> None:
        if not self.text().strip():
            return
        if self._shown < self._asked:
            self._enter_waits = True
        elif not self._lists:
            self._ask(self.text())
        elif (hit := self.popup.marked()) is not None:
            self._choose(hit)
        else:
            self.submitted.emit(self.text().strip())

    def _give_up_waiting(self) -> None:
        """What is still being searched for is not shown any more: a list must not open over another page."""
        self._shown = self._asked
        self._enter_waits = False

    def _can_go_back(self) -> bool:
        there = self._came_from
        return there is not None and shiboken6.isValid(there) and there.isVisible()

    def _go_back(self) -> None:
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._came_from = None

    def _choose(self, hit: "Hit") -> None:
        self.wipe()
        self.chosen.emit(hit)


def _raise(error: Exception) -> None:
    raise error
