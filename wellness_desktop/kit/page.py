"""Every page opens the same way: title, one line that says what it is for, then the work."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wellness_desktop.base.errors import Problem
from wellness_desktop.kit import theme
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.text import Text


class Page(QWidget):
    """A page of the window.

    Fill `body` (a QVBoxLayout); put the page's own buttons at the right of the title with `add_action`;
    speak through `banner`; override `refresh` to show what the services say now. A list that should fill the
    page is added with a stretch: `self.body.addWidget(table, 1)`. The page scrolls when it must, never sideways.
    """

    WIDEST_CHARS = 190

    def __init__(self, title: str, purpose: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(self)
        self._title = Text(title, "title", self)
        self._purpose = Text(purpose, "muted", self)
        self._purpose.setVisible(bool(purpose))
        self.setAccessibleName(title)
        self._build()

    def refresh(self) -> None:
        """Shows what the services say now. Called when the page opens and after each change."""

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Runs the block; a Problem it raises is shown in the banner instead of going further."""
        try:
            yield
        except Problem as problem:
            self.banner.problem(problem)

    def add_action(self, widget: QWidget) -> QWidget:
        """Puts a button at the right of the title, and returns it."""
        self._actions.addWidget(widget)
        return widget

    def set_title(self, title: str, purpose: str = "") -> None:
        """Shows another title and purpose line."""
        self._title.setText(title)
        self._purpose.setText(purpose)
        self._purpose.setVisible(bool(purpose))
        self.setAccessibleName(title)

    @property
    def title(self) -> str:
        """The title in large letters."""
        return self._title.text()

    @property
    def scroll(self) -> QScrollArea:  # type: ignore[override] # takes the place of a method no page needs
        """What scrolls the page."""
        return self._scroll_area

    def show_widget(self, widget: QWidget) -> None:
        """Scrolls until the widget can be seen."""
        self._scroll_area.ensureWidgetVisible(widget)

    def theme_changed(self) -> None:
        self._limit()
        self._turn_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_top()

    def _build(self) -> None:
        self._content = _Content(self)
        self._content.setProperty("page", "true")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(28, 22, 28, 28)
        column.setSpacing(18)
        column.addLayout(self._head())
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column.addLayout(self.body, 1)
        self._scroll_area = _Scroll(self)
        self._scroll_area.setWidget(self._content)
        self._strip = QVBoxLayout()
        self._strip.addWidget(self.banner)
        self._scroll_area.verticalScrollBar().rangeChanged.connect(self._align_banner)
        self._typing: tuple[QWidget, int] | None = None
        self.banner.changing.connect(self._note_typing)
        self.banner.changed.connect(self._banner_changed)
        self._align_banner()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._strip)
        outer.addWidget(self._scroll_area, 1)
        self._limit()

    def _banner_changed(self, _speaks: bool) -> None:
        """The banner takes its room from the page, but the field that is being typed in stays where it is."""
        self._align_banner()
        layout = self.layout()
        if self._typing is None or layout is None or not self.isVisible():
            self._content.setMinimumHeight(0)
            return
        field, before = self._typing
        layout.activate()
        bar = self._scroll_area.verticalScrollBar()
        wanted = bar.value() + field.mapTo(self, QPoint(0, 0)).y() - before
        # A short page has nothing to scroll; while the banner stands it gets room at its end.
        room = self._scroll_area.viewport().height() + wanted if not self.banner.isHidden() else 0
        self._content.setMinimumHeight(max(0, room))
        for each in (self._content, self._scroll_area):
            QApplication.sendPostedEvents(each, QEvent.Type.LayoutRequest)
        bar.setValue(wanted)

    def _note_typing(self) -> None:
        """Where the field with the cursor stands before the banner is another."""
        field = self._typed_in()
        self._typing = (field, field.mapTo(self, QPoint(0, 0)).y()) if field is not None else None

    def _typed_in(self) -> QWidget | None:
        """The field of this page that has the cursor."""
        found = QApplication.focusWidget()
        if found is None or not self._content.isAncestorOf(found):
            return None
        # Asked by name: the front door need not load the classes of fields.
        return found if found.inherits("QLineEdit") or found.inherits("QPlainTextEdit") else None

    def _align_banner(self) -> None:
        """The banner ends where the cards end, with or without a scroll bar."""
        bar = self._scroll_area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self._strip.setContentsMargins(28, 0 if self.banner.isHidden() else 14, 28 + taken, 0)

    def _head(self) -> QBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._purpose)
        self._actions = Flow()
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(16)
        self._top.addLayout(words, 1)
        self._top.addLayout(self._actions)
        self._top.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)
        return self._top

    def _turn_top(self) -> None:
        """The buttons stand beside the title, or below it where they would squeeze it."""
        beside = self.width() - self._actions.sizeHint().width() > theme.chars(60)
        turn = QBoxLayout.Direction
        self._top.setDirection(turn.LeftToRight if beside else turn.TopToBottom)

    def _limit(self) -> None:
        self._content.setMaximumWidth(theme.chars(self.WIDEST_CHARS))


class _Scroll(QScrollArea):
    """Scrolls up and down only; whoever comes in by Tab is brought into view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class _Content(QWidget):
    """As high as its width asks for; the heights Qt would demand are those of a narrower page."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
