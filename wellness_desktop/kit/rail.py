"""The list of places at the left of the window, as icons with words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.rail_drawing import COMPACT_WORDS, ICON_ROLE, PlacePainter, place_size
from wellness_desktop.kit.text import Text

SIDE = 8
LARGEST_SHARE = 0.26
"""The share of the window's width that the rail may take before it gets narrow."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place to go: its key, its words and its icon."""

    key: str
    words: str
    icon: str


class NavigationRail(QFrame):
    """Places as a list, which screen readers announce as one; `chosen` comes with the key of the place.

    The first ones answer to Alt+1, Alt+2 … `foot` places stand at the bottom (settings, lock).
    """

    chosen = Signal(str)

    def __init__(
        self,
        window: QWidget,
        places: Sequence[Destination],
        foot: Sequence[Destination] = (),
        *,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or window)
        self._window = window
        self._keys: list[QShortcut] = []
        self.compact = False
        self.setObjectName("rail")
        self._title = Text(title, "strong", self)
        self._status = Text("", "body", self)
        self.places = _Places(tr("Pages"), self)
        self.foot = _Places(tr("Program"), self)
        self._build()
        self.set_places(places, foot)
        self.places.went.connect(lambda key: self._went(key, self.foot))
        self.foot.went.connect(lambda key: self._went(key, self.places))

    def set_places(self, places: Sequence[Destination], foot: Sequence[Destination] = ()) -> None:
        """Shows other places (after signing in or locking)."""
        for old in self._keys:
            old.setEnabled(False)  # at once: two shortcuts on one key would silence both
            old.deleteLater()
        self._keys = []
        for number, place in enumerate(places[:9], 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self._window)
            shortcut.activated.connect(lambda key=place.key: self.go(key))
            self._keys.append(shortcut)
        self.places.show_places(places, numbered=True)
        self.foot.show_places(foot, numbered=False)
        self._fit_width()

    def go(self, key: str) -> None:
        """Chooses a place as if it were clicked."""
        if not self.places.choose(key):
            self.foot.choose(key)
        self.chosen.emit(key)

    def show_place(self, key: str) -> None:
        """Marks where we are, without going anywhere."""
        found = self.places.choose(key)
        found_foot = self.foot.choose(key)
        if not found:
            self.places.leave()
        if not found_foot:
            self.foot.leave()

    def set_title(self, title: str) -> None:
        """The name above the places: the agency's."""
        self._title.setText(title)
        self._fit_width()

    def set_status(self, words: str) -> None:
        """A quiet line at the bottom: who is signed in."""
        self._status.setText(words)
        self._status.setVisible(bool(words))

    def theme_changed(self) -> None:
        self._fit_width()

    def _build(self) -> None:
        self._title.setVisible(bool(self._title.text()))
        self._title.setContentsMargins(12, 2, 8, 10)
        self._status.setContentsMargins(12, 6, 8, 0)
        self._status.hide()
        self._window.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 16, SIDE, 14)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.places)
        column.addStretch(1)
        column.addWidget(self.foot)
        column.addWidget(self._status)

    def _went(self, key: str, other: "_Places") -> None:
        other.leave()
        self.chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A narrow window gets a narrow rail."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit_width()
        return super().eventFilter(watched, event)

    def _fit_width(self) -> None:
        """As wide as its longest words; with the words small below the icons where that would take too much."""
        wanted = self._natural_width(compact=False)
        self.compact = wanted > self._window.width() * LARGEST_SHARE
        if self.compact:
            wanted = self._natural_width(compact=True)
        for places in (self.places, self.foot):
            places.fit(compact=self.compact)
        self._title.setVisible(bool(self._title.text()) and not self.compact)
        self._status.setFont(theme.scaled_font(COMPACT_WORDS) if self.compact else theme.scaled_font())
        self.setFixedWidth(wanted)

    def _natural_width(self, *, compact: bool) -> int:
        lists = max(places.natural_width(compact=compact) for places in (self.places, self.foot))
        return lists + 2 * SIDE + 8


class _Places(QListWidget):
    """One of the two lists."""

    went = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: Sequence[Destination] = ()
        self.compact = False
        self.hovered = -1
        """The row under the mouse."""
        self.here = -1
        """The row of the place we are at; the current row is only where the keyboard is."""
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.setItemDelegate(PlacePainter(self))
        self.itemClicked.connect(self._go_to)
        self.itemActivated.connect(self._go_to)
        self.itemEntered.connect(lambda item: self._hover(self.row(item)))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def show_places(self, places: Sequence[Destination], *, numbered: bool) -> None:
        self._places = places
        self.hovered = self.here = -1
        self.clear()
        for number, place in enumerate(places, 1):
            item = QListWidgetItem(place.words, self)
            item.setData(Qt.ItemDataRole.UserRole, place.key)
            item.setData(ICON_ROLE, place.icon)
            if numbered:
                item.setToolTip(tr("{place}. Key: Alt+{number}", place=place.words, number=number))
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tr("Key: Alt+{number}", number=number))
        self.setVisible(bool(places))

    def choose(self, key: str) -> bool:
        for row, place in enumerate(self._places):
            if place.key == key:
                self._mark(row)
                return True
        return False

    def leave(self) -> None:
        self._mark(-1)
        self.clearSelection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever only passes through leaves no mark."""
        super().focusOutEvent(event)
        self.setCurrentRow(self.here)

    def _mark(self, row: int) -> None:
        stale, before = {self.here, row} - {-1}, self.currentRow()
        self.here = row
        self.setCurrentRow(row)
        if before != row:
            stale -= {before, row}  # drawn anew by the list itself
        if stale:
            self.viewport().update()

    def fit(self, *, compact: bool) -> None:
        """Lays the places out, and takes the height they need."""
        self.compact = compact
        self.scheduleDelayedItemsLayout()
        heights = [place_size(place.words, compact=compact).height() for place in self._places]
        # A window too low for all places scrolls them; Tab and Alt+number still reach each one.
        self.setMaximumHeight(sum(heights) + 8)
        self.setMinimumHeight(min(sum(heights), 2 * max(heights, default=0)) + 8)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def natural_width(self, *, compact: bool) -> int:
        return max((place_size(place.words, compact=compact).width() for place in self._places), default=0)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _go_to(self, item: QListWidgetItem) -> None:
        self._mark(self.row(item))
        self.went.emit(item.data(Qt.ItemDataRole.UserRole))
