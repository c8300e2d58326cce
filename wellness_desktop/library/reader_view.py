"""The reader: one guide in large calm text, with contents, search, next and previous, and its prints."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QUrl, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.library.find_view import FindBar
from wellness_desktop.library.guides import Guide
from wellness_desktop.library.link_view import LinkCard
from wellness_desktop.library.reader_look import dress
from wellness_desktop.library.reading import GUIDE_LINK, SOURCE_LINK, reading_text
from wellness_desktop.library.safe_browser import SafeBrowser

SIZES = (100, 115, 130, 150, 175, 200)
"""Text sizes in percent of the program's own; kept only while the program runs."""
LINE_CHARS = 84
_ROOM_FOR_CONTENTS = 128
_CONTENTS_CHARS = 34


class ReaderView(QWidget):
    """Shows guides. It keeps no history beyond its own Back button and forgets that when it is closed."""

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
        self._build()
        self._connect()

    def read(self, guide: Guide, others: Sequence[Guide], today: date) -> None:
        """Shows the guide from its beginning. `others` are all guides, in the order of Next and Previous."""
        self._guide = guide
        self._order = tuple(other.id for other in others)
        self._text = reading_text(guide, others, today)
        self._link.hide()
        self._find.close_quietly()
        self._card.setVisible(guide.card)
        here = self._order.index(guide.id)
        self._previous.setEnabled(here > 0)
        self._next.setEnabled(here + 1 < len(self._order))
        self._render()
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        self.browser.verticalScrollBar().setValue(0)
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Forgets what was read (on lock, and when the person goes back)."""
        self._guide = None
        self._text = ""
        self.browser.clear()
        self._find.close_quietly()
        self._link.hide()
        self._list.clear()
        self._choice.offer([])

    def open_find(self) -> None:
        """Opens the search in this text."""
        self._find.open()

    def theme_changed(self) -> None:
        if self._guide is not None:
            self._render()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ---- made once ----

    def _build(self) -> None:
        self._text = ""
        self.browser = SafeBrowser(self)
        self.browser.setAccessibleName(tr("Text of the guide"))
        self.browser.document().setDocumentMargin(0)
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Contents"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choice = ChoiceField((), self)
        self._choice.setAccessibleName(tr("Contents"))
        self._link = LinkCard(self)
        self._find = FindBar(self.browser, self)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._list)
        middle.addWidget(self.browser, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._tools())
        column.addWidget(self._find)
        column.addLayout(middle, 1)
        column.addWidget(self._link)

    def _tools(self) -> QWidget:
        bar = QWidget(self)
        row = Flow(bar)
        self._back = button(tr("Back to the library"), "arrow-left", tip=tr("Close this guide."), parent=bar)
        self._handout = button(tr("Print handout"), "printer", parent=bar)
        self._card = button(tr("Quick card"), "file-text", tip=tr("The first steps on one sheet."), parent=bar)
        self._search = button(tr("Find"), "search", tip=tr("Find a word in this guide."), shortcut="Ctrl+F", parent=bar)
        self._smaller = button("", "zoom-out", spoken=tr("Smaller text"), parent=bar)
        self._larger = button("", "zoom-in", spoken=tr("Larger text"), parent=bar)
        self._previous = button("", "chevron-left", spoken=tr("Previous guide"), parent=bar)
        self._next = button("", "chevron-right", spoken=tr("Next guide"), parent=bar)
        for each in (
            self._back,
            self._handout,
            self._card,
            self._search,
            self._smaller,
            self._larger,
            self._previous,
            self._next,
            self._choice,
        ):
            row.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        return bar

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._handout.clicked.connect(lambda _on=False: self._ask(self.handout_wanted))
        self._card.clicked.connect(lambda _on=False: self._ask(self.card_wanted))
        self._search.clicked.connect(self.open_find)
        self._smaller.clicked.connect(lambda _on=False: self._resize_text(-1))
        self._larger.clicked.connect(lambda _on=False: self._resize_text(1))
        self._previous.clicked.connect(lambda _on=False: self._turn(-1))
        self._next.clicked.connect(lambda _on=False: self._turn(1))
        self._list.currentRowChanged.connect(self._go_to)
        self._choice.edited.connect(lambda: self._go_to(self._choice.value()))
        self.browser.followed.connect(self._followed)
        keys = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._escaped)

    # ---- what happens ----

    def _render(self) -> None:
        """Shows the text at the present size and colors, staying where the person reads."""
        bar = self.browser.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self.browser.show_markdown(self._text)
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        points = theme.scaled_font(SIZES[self._size] / 100).pointSizeF() * 1.05
        self._headings = dress(self.browser.document(), points)
        self._fill_contents()
        self._arrange()
        bar.setValue(round(part * bar.maximum()))
        self._smaller.setEnabled(self._size > 0)
        self._larger.setEnabled(self._size < len(SIZES) - 1)

    def _fill_contents(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([words for words, _ in self._headings])
        self._list.blockSignals(False)
        self._choice.offer((place, words) for place, (words, _) in enumerate(self._headings))

    def _arrange(self) -> None:
        wide = self.width() >= theme.chars(_ROOM_FOR_CONTENTS)
        self._list.setVisible(wide)
        self._choice.setVisible(not wide)
        self._list.setFixedWidth(theme.chars(_CONTENTS_CHARS))
        widest = theme.chars(LINE_CHARS * SIZES[self._size] / 100)
        self.browser.keep_lines_short(widest, round(theme.text_height() * 0.9))

    def _go_to(self, place: int | None) -> None:
        if place is None or not 0 <= place < len(self._headings):
            return
        self._show(self._headings[place][1])

    def _show(self, position: int) -> None:
        """Brings a place of the text to the top of the view."""
        cursor = QTextCursor(self.browser.document())
        cursor.setPosition(position)
        self.browser.setTextCursor(cursor)
        top = self.browser.cursorRect(cursor).top() + self.browser.verticalScrollBar().value()
        self.browser.verticalScrollBar().setValue(top)

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
        self._size = min(len(SIZES) - 1, max(0, self._size + step))
        self._render()

    def _turn(self, step: int) -> None:
        if self._guide is not None:
            here = self._order.index(self._guide.id) + step
            if 0 <= here < len(self._order):
                self.guide_wanted.emit(self._order[here])

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
            self.closed.emit()
