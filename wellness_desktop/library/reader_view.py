"""The reader: one guide in large calm text, with contents, search, back and forward, and its prints."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QMouseEvent, QResizeEvent, QShortcut, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.text import Text
from wellness_desktop.library.find_view import FindBar
from wellness_desktop.library.guides import Guide
from wellness_desktop.library.link_view import LinkCard
from wellness_desktop.library.reader_look import dress
from wellness_desktop.library.reader_tools import ReaderTools
from wellness_desktop.library.reading import GUIDE_LINK, SOURCE_LINK, reading_text
from wellness_desktop.library.safe_browser import SafeBrowser
from wellness_desktop.library.tool_row_view import GuideToolsRow
from wellness_desktop.library.trail import Trail

SIZES = (100, 115, 130, 150, 175, 200)
"""Text sizes in percent of the program's own; kept only while the program runs."""
LINE_CHARS = 84
_ROOM_FOR_CONTENTS = 128
_CONTENTS_CHARS = 34
_FEWEST_LINES = 10
"""Of text that can be seen at once, however large it is; the page scrolls before there are fewer."""


class ReaderView(QWidget):
    """Shows guides. Where one was read is known until `forget`, in memory only; see library.trail."""

    closed = Signal()
    guide_wanted = Signal(str)
    handout_wanted = Signal(str)
    card_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide: Guide | None = None
        self._order: tuple[str, ...] = ()
        self._size = 0
        self._headings: list[tuple[str, int]] = []
        self._trail = Trail()
        self._way_back: Callable[[], object] | None = None
        self._moving = False
        self._text = ""
        self._build()
        self._connect()

    def read(self, guide: Guide, others: Sequence[Guide], today: date) -> None:
        """Shows the guide where its reading stopped. `others` are all guides, in the order of Next and Previous."""
        self._keep_place()
        self._guide = guide
        self._order = tuple(other.id for other in others)
        self._trail.open(guide.id)
        self._text = reading_text(guide, others, today)
        self._link.hide()
        self._find.close_quietly()
        here = self._order.index(guide.id)
        self.tools.show_guide(has_card=guide.card, has_before=here > 0, has_next=here + 1 < len(self._order))
        self.tools.show_trail(self._trail)
        self._render(self._trail.place(guide.id))
        self._say_resumed(quietly=self._moving)
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_from(self, way_back: Callable[[], object] | None) -> None:
        """Where Back leads when the reader was not opened from the library's lists; None for those."""
        self._way_back = way_back
        self.tools.say_back(to_library=way_back is None)

    @property
    def large_print(self) -> bool:
        """Whether handouts and cards of the guide that is open are wanted in large print."""
        return self._guide is not None and self.tools.large_print

    def empty(self) -> None:
        """The guide is closed. How far it was read stays known until `forget`."""
        self._keep_place()
        self._trail.close()
        self._guide = None
        self._text = ""
        self._resumed.hide()
        self.browser.clear()
        self._find.close_quietly()
        self._link.hide()
        self._list.clear()
        self.tools.contents.offer([])
        self.come_from(None)

    def forget(self) -> None:
        """Keeps nothing of what was read (on lock, on signing in and out, when nobody is there)."""
        self.empty()
        self._trail.forget()

    def open_find(self) -> None:
        """Opens the search in this text."""
        self._find.open()

    def theme_changed(self) -> None:
        if self._guide is not None:
            self._render(self._top_place())
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._top_place()
        super().resizeEvent(event)
        self._arrange()
        if self._guide is not None and place:
            self._show(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._history_button(event):
            super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the text: the mouse's back and forward buttons, and Ctrl with the wheel for the text size."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            return self._history_button(event)
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self._resize_text((turned > 0) - (turned < 0))
            return True
        return super().eventFilter(watched, event)

    # ---- made once ----

    def _build(self) -> None:
        # Tab goes in the order in which parts get their parent: the text comes last, after all that stands above it.
        self.browser = SafeBrowser()
        self.browser.setAccessibleName(tr("Text of the guide"))
        self.browser.document().setDocumentMargin(0)
        self.tools = ReaderTools(self)
        self._find = FindBar(self.browser, self)
        self._resumed = self._resumed_row()
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Contents"))
        self._list.setAccessibleDescription(tr("Arrows go to a heading, Enter to its text."))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.browser.setParent(self)
        self._link = LinkCard(self)
        self.tool_row = GuideToolsRow(self)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._list)
        middle.addWidget(self.browser, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for each in (self.tools, self._find, self._resumed):
            column.addWidget(each)
        column.addLayout(middle, 1)
        column.addWidget(self._link)
        column.addWidget(self.tool_row)

    def _resumed_row(self) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Text(tr("You stopped reading here."), "muted", row), 1)
        line.addWidget(button(tr("Start at the top"), "chevron-up", press=self._start_again, parent=row))
        row.hide()
        return row

    def _connect(self) -> None:
        tools = self.tools
        tools.back.clicked.connect(self._leave)
        tools.trail_back.clicked.connect(self._go_back)
        tools.trail_forward.clicked.connect(self._go_forward)
        tools.handout.clicked.connect(lambda _on=False: self._ask(self.handout_wanted))
        tools.card.clicked.connect(lambda _on=False: self._ask(self.card_wanted))
        tools.search.clicked.connect(self.open_find)
        tools.smaller.clicked.connect(lambda _on=False: self._resize_text(-1))
        tools.larger.clicked.connect(lambda _on=False: self._resize_text(1))
        tools.previous.clicked.connect(lambda _on=False: self._turn(-1))
        tools.next.clicked.connect(lambda _on=False: self._turn(1))
        tools.contents.edited.connect(lambda: self._go_to(tools.contents.value()))
        self._list.currentRowChanged.connect(self._go_to)
        self._list.itemActivated.connect(lambda _item: self.browser.setFocus(Qt.FocusReason.OtherFocusReason))
        self.browser.followed.connect(self._followed)
        self.browser.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.browser.viewport().installEventFilter(self)
        for keys, act in (
            ("Esc", self._escaped),
            ("Alt+Left", self._go_back),
            ("Alt+Right", self._go_forward),
            ("Alt+Up", lambda: self._step_heading(-1)),
            ("Alt+Down", lambda: self._step_heading(1)),
            ("Ctrl+=", lambda: self._resize_text(1)),
            ("Ctrl++", lambda: self._resize_text(1)),
            ("Ctrl+-", lambda: self._resize_text(-1)),
            ("Ctrl+0", lambda: self._resize_text(-len(SIZES))),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- the text and where it is read ----

    def _render(self, place: int) -> None:
        """Shows the text at the present size and colors, with this place of it at the top."""
        self.browser.show_markdown(self._text)
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        points = theme.scaled_font(SIZES[self._size] / 100).pointSizeF() * 1.05
        self._headings = dress(self.browser.document(), points)
        self._fill_contents()
        self._arrange()
        self._show(place)
        if place:
            # A page shown for the first time gets its width a moment later, and lines break elsewhere then.
            QTimer.singleShot(0, self, lambda: self._show(place))
        self._find.again()
        self.tools.show_size(can_shrink=self._size > 0, can_grow=self._size < len(SIZES) - 1)

    def _fill_contents(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([words for words, _ in self._headings])
        self._list.blockSignals(False)
        self.tools.contents.offer((place, words) for place, (words, _) in enumerate(self._headings))

    def _arrange(self) -> None:
        wide = self.width() >= theme.chars(_ROOM_FOR_CONTENTS)
        self._list.setVisible(wide)
        self.tools.contents.setVisible(not wide)
        self._list.setFixedWidth(theme.chars(_CONTENTS_CHARS))
        widest = theme.chars(LINE_CHARS * SIZES[self._size] / 100)
        self.browser.keep_lines_short(widest, round(theme.text_height() * 0.9))
        self.browser.setMinimumHeight(theme.text_height() * _FEWEST_LINES)

    def _top_place(self) -> int:
        """The position in the text that stands at the top of the view; 0 at its beginning."""
        if self.browser.verticalScrollBar().value() == 0:
            return 0
        return self.browser.cursorForPosition(QPoint(0, 0)).position()

    def _keep_place(self) -> None:
        if self._guide is not None:
            self._trail.stopped(self._guide.id, self._top_place())

    def _show(self, position: int) -> None:
        """Brings a place of the text to the top of the view."""
        bar = self.browser.verticalScrollBar()
        if position <= 0:
            bar.setValue(0)
            return
        cursor = QTextCursor(self.browser.document())
        cursor.setPosition(min(position, self.browser.document().characterCount() - 1))
        self.browser.setTextCursor(cursor)
        bar.setValue(self.browser.cursorRect(cursor).top() + bar.value())

    def _scrolled(self) -> None:
        """Marks the heading that is read in the contents."""
        row = self._heading_here()
        self._list.blockSignals(True)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        if row >= 0:
            self.tools.contents.set_value(row)

    def _heading_here(self) -> int:
        """The heading under which the top of the view stands; -1 before the first."""
        # A heading that was jumped to stands a hair below the top.
        top = self.browser.cursorForPosition(QPoint(0, round(theme.text_height()))).position()
        return sum(1 for _, position in self._headings if position <= top) - 1

    def _step_heading(self, step: int) -> None:
        row = min(len(self._headings) - 1, self._heading_here() + step)
        if row < 0:
            self._show(0)
        elif self._headings:
            self._go_to(row)
            announce(self.browser, self._headings[row][0])

    def _go_to(self, heading: int | None) -> None:
        if heading is not None and 0 <= heading < len(self._headings):
            self._show(self._headings[heading][1])

    def _say_resumed(self, *, quietly: bool) -> None:
        """Whoever opens a guide in its middle is told so; who goes back and forward knows."""
        resumed = self._guide is not None and self._trail.place(self._guide.id) > 0
        self._resumed.setVisible(resumed and not quietly)

    def _start_again(self) -> None:
        self._resumed.hide()
        self._show(0)
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- where one goes ----

    def _go_back(self) -> None:
        """To the guide before; from the first one, out of the reader."""
        self._move(self._trail.back()) if self._trail.can_go_back else self._leave()

    def _go_forward(self) -> None:
        self._move(self._trail.forward())

    def _move(self, guide_id: str) -> None:
        if guide_id and self._guide is not None:
            self._moving = True
            self.guide_wanted.emit(guide_id)
            self._moving = False

    def _history_button(self, event: QMouseEvent) -> bool:
        if event.button() == Qt.MouseButton.BackButton:
            self._go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self._go_forward()
        else:
            return False
        return True

    def _leave(self) -> None:
        way_back = self._way_back
        self.closed.emit()
        if way_back is not None:
            way_back()

    def _turn(self, step: int) -> None:
        if self._guide is not None:
            here = self._order.index(self._guide.id) + step
            if 0 <= here < len(self._order):
                self.guide_wanted.emit(self._order[here])

    def _followed(self, link: str) -> None:
        if link.startswith(GUIDE_LINK):
            self.guide_wanted.emit(link.removeprefix(GUIDE_LINK))
        elif link.startswith(SOURCE_LINK):
            self._show_source()
        elif not link.startswith("app:"):
            self._link.say(QUrl(link))

    def _show_source(self) -> None:
        if self._headings:
            titles = [words for words, _ in self._headings]
            self._go_to(titles.index(tr("Sources")) if tr("Sources") in titles else len(titles) - 1)

    def _resize_text(self, step: int) -> None:
        size = min(len(SIZES) - 1, max(0, self._size + step))
        if size != self._size and self._guide is not None:
            self._size = size
            self._render(self._top_place())

    def _ask(self, signal: SignalInstance) -> None:
        if self._guide is not None:
            signal.emit(self._guide.id)

    def _escaped(self) -> None:
        """Closes what was opened last: the link, the search, then the guide."""
        if not self._link.isHidden():
            self._link.hide()
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._find.isHidden():
            self._find.close_quietly()
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._leave()
