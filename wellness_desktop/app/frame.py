"""The one window: places at the left, search and help on top, the page below (DESIGN 8)."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.helpbutton import HelpButton
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.rail import Destination, NavigationRail
from wellness_desktop.kit.searchbox import SearchBox
from wellness_desktop.kit.tasks import Tasks

WIDTH, HEIGHT = 1366, 768
"""The design size; 1024x700 works too."""
SMALLEST = (800, 560)


class Frame(QMainWindow):
    """Holds pages by key and shows one of them. Knows nothing of accounts, features or files."""

    went = Signal(str)
    """A place was chosen in the rail."""
    help_wanted = Signal()
    key_pressed = Signal()
    """The button beside the search box: sign in, or lock."""
    closing = Signal()
    stands = Signal()
    """The window has been painted for the first time; what could wait may begin."""

    def __init__(self, searching: Tasks) -> None:
        super().__init__()
        self.setWindowTitle(tr("Wellness Desktop"))
        self.resize(WIDTH, HEIGHT)
        self.setMinimumSize(*SMALLEST)
        self.pages: dict[str, Page] = {}
        self.may_close: Callable[[], bool] = lambda: True
        self._stands = False
        self._top = QFrame(self)
        self._top_row = QHBoxLayout(self._top)
        self.key: QPushButton = button("", parent=self._top)
        self._lock_key = QShortcut(QKeySequence(), self)
        self._build(searching)
        self._connect()

    def set_places(self, places: list[Destination], foot: list[Destination]) -> None:
        """Shows these places in the rail."""
        self.rail.set_places(places, foot)

    def set_key(self, words: str, icon: str, tip: str, shortcut: str = "") -> None:
        """What the button beside the search box says and does now."""
        self._key_words = words
        row = self._top_row
        fresh = button(words, icon, tip=tip, press=self.key_pressed.emit, parent=self._top)
        row.replaceWidget(self.key, fresh)
        self.key.hide()
        self.key.deleteLater()
        self.key = fresh
        self._lock_key.setKey(QKeySequence(shortcut) if shortcut else QKeySequence())

    def add_page(self, key: str, page: Page) -> None:
        """Takes a page in under its key."""
        self.pages[key] = page
        self._stack.addWidget(page)

    def show_page(self, key: str, place: str = "") -> None:
        """Shows the page; `place` is its entry in the rail when that has another key."""
        page = self.pages[key]
        self._stack.setCurrentWidget(page)
        self.rail.show_place(place or key)
        self._title_of(page)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def page_key(self) -> str:
        """The key of the page that is shown; empty before the first."""
        return next((key for key, page in self.pages.items() if page is self._stack.currentWidget()), "")

    def drop_page(self, key: str) -> None:
        """Deletes a page and everything in it."""
        page = self.pages.pop(key, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    @property
    def has_stood(self) -> bool:
        """Whether the window has been painted."""
        return self._stands

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._stands:
            self._stands = True
            QTimer.singleShot(0, self, self.stands.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _title_of(self, page: Page) -> None:
        """The window's title names the program only: a task bar is read over one's shoulder (SEC-66)."""
        self.setAccessibleDescription(page.title)

    def _build(self, searching: Tasks) -> None:
        whole = QWidget(self)
        self.rail = NavigationRail(self, [], parent=whole)
        self._top.setObjectName("topbar")
        self.search = SearchBox(self, lambda _text: [], self._top, tasks=searching)
        self.help = HelpButton(self, self._top)
        self._stack = QStackedWidget(whole)
        self._top_row.setContentsMargins(28, 10, 20, 10)
        self._top_row.setSpacing(12)
        self._top_row.addWidget(self.search, 100)  # all the room there is, up to its own limit
        self._top_row.addStretch(1)
        self._top_row.addWidget(self.key)
        self._top_row.addWidget(self.help)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.went)
        self.help.clicked.connect(self.help_wanted)
        self._lock_key.activated.connect(self.key_pressed)
