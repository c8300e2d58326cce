"""The program's own reader for the agency's documents: pages, text and pictures, with contents, search and zoom."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import ChoiceField, NumberField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.text import Text
from wellness_desktop.library.agency.content_view import ContentView
from wellness_desktop.library.agency.reading import Ready
from wellness_desktop.library.agency.values import Format
from wellness_desktop.library.link_view import LinkCard

_ROOM_FOR_CONTENTS = 128
_CONTENTS_CHARS = 34


class DocumentReader(QWidget):
    """Shows one document and forgets it when it is closed. `text_wanted` and `pages_wanted` ask for the other form."""

    closed = Signal()
    text_wanted = Signal()
    pages_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: ContentView | None = None
        self._build()
        self._connect()

    def show_ready(self, ready: Ready) -> None:
        """Shows a document from its beginning. Raises Problem when its bytes cannot be shown."""
        self._drop_content()
        content = _content_of(ready, self)
        self.content = content
        content.moved.connect(self._moved)
        content.link_wanted.connect(lambda link: self._link.say(QUrl(link)))
        self._row.addWidget(content, 1)
        self._offer(ready, content)
        content.show()
        self._moved()
        self._arrange()

    def go_to(self, phrase: str, page: int) -> None:
        """Goes where a search found the document: to a page, and to the words on it."""
        content = self.content
        if content is None:
            return
        if page:
            content.go(page)
        if phrase and content.can_find:
            content.open_find(phrase)
        self._moved()
        content.take_focus()

    def empty(self) -> None:
        """Forgets the document (going back, lock)."""
        self._drop_content()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def theme_changed(self) -> None:
        self._fill_contents()
        self._arrange()

    # ---- made once ----

    def _build(self) -> None:
        self._link = LinkCard(self)
        bar = self._bar()  # first, so that Tab comes here first
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Contents"))
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(bar)
        column.addWidget(self._link)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addWidget(self._list)
        column.addLayout(self._row, 1)

    def _bar(self) -> QWidget:
        bar = QWidget(self)
        row = Flow(bar)
        self._back = button(tr("Back to the library"), "arrow-left", tip=tr("Close this document."), parent=bar)
        self._search = button(
            tr("Find"), "search", tip=tr("Find a word in this document."), shortcut="Ctrl+F", parent=bar
        )
        self._smaller = button("", "zoom-out", spoken=tr("Smaller"), shortcut="Ctrl+-", parent=bar)
        self._larger = button("", "zoom-in", spoken=tr("Larger"), shortcut="Ctrl++", parent=bar)
        self._fit = button(
            tr("Fit"), "maximize", tip=tr("As large as the window allows."), shortcut="Ctrl+0", parent=bar
        )
        self._before = button("", "chevron-left", spoken=tr("Page back"), shortcut="Ctrl+PgUp", parent=bar)
        self._place = NumberField(1, 99999, bar)
        self._of = Text("", "muted", bar, wrap=False)
        self._after = button("", "chevron-right", spoken=tr("Page on"), shortcut="Ctrl+PgDown", parent=bar)
        self._as_text = button(
            tr("Read as text"),
            "file-text",
            tip=tr("The words alone, for large letters and screen readers."),
            parent=bar,
        )
        self._as_pages = button(tr("Show the pages"), "book-open", parent=bar)
        self._choice = ChoiceField([], bar, empty=tr("Contents"))
        self._choice.setAccessibleName(tr("Contents"))
        offered: tuple[QWidget, ...] = (self._back, self._search, self._smaller, self._larger, self._fit)
        offered += (self._before, self._place, self._of, self._after, self._as_text, self._as_pages, self._choice)
        for each in offered:
            row.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        return bar

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._as_text.clicked.connect(self.text_wanted)
        self._as_pages.clicked.connect(self.pages_wanted)
        self._search.clicked.connect(lambda _on=False: self._open_find())
        self._smaller.clicked.connect(lambda _on=False: self._zoom(-1))
        self._larger.clicked.connect(lambda _on=False: self._zoom(1))
        self._fit.clicked.connect(lambda _on=False: self._fit_window())
        self._before.clicked.connect(lambda _on=False: self._turn(-1))
        self._after.clicked.connect(lambda _on=False: self._turn(1))
        self._place.returnPressed.connect(self._go_to_place)
        self._list.currentRowChanged.connect(self._go_to_heading)
        self._choice.edited.connect(lambda: self._go_to_heading(self._choice.value()))
        keys = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._escaped)

    # ---- what happens ----

    def _offer(self, ready: Ready, content: ContentView) -> None:
        """Only what this document can do."""
        pdf = ready.document.format is Format.PDF
        self._search.setVisible(content.can_find)
        self._fit.setVisible(content.can_fit)
        self._as_text.setVisible(pdf and bool(ready.data))
        self._as_pages.setVisible(pdf and not ready.data)
        for each in (self._before, self._place, self._of, self._after):
            each.setVisible(content.places > 1)
        paged = bool(ready.data)
        self._place.setAccessibleName(tr("Page to show") if paged else tr("Part to show"))
        self._place.setAccessibleDescription(tr("Type a number and press Enter."))
        self._of.setText(tr("of {count}", count=content.places))
        self._fill_contents()

    def _fill_contents(self) -> None:
        words = self.content.headings() if self.content is not None else []
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems(words)
        self._list.blockSignals(False)
        self._choice.offer((place, each.strip()) for place, each in enumerate(words))

    def _arrange(self) -> None:
        some = self._list.count() > 1
        wide = self.width() >= theme.chars(_ROOM_FOR_CONTENTS)
        self._list.setVisible(some and wide)
        self._choice.setVisible(some and not wide)
        self._list.setFixedWidth(theme.chars(_CONTENTS_CHARS))

    def _moved(self) -> None:
        content = self.content
        if content is None:
            return
        self._place.set_value(content.place)
        self._before.setEnabled(content.place > 1)
        self._after.setEnabled(content.place < content.places)
        if content.headings() != [self._list.item(row).text() for row in range(self._list.count())]:
            self._fill_contents()  # each part of a long text has its own
            self._arrange()

    def _turn(self, step: int) -> None:
        if self.content is not None:
            self.content.go(self.content.place + step)

    def _go_to_place(self) -> None:
        wanted = self._place.value()
        if self.content is not None and wanted is not None:
            self.content.go(wanted)
            self._moved()
            self.content.take_focus()

    def _go_to_heading(self, number: int | None) -> None:
        if self.content is not None and number is not None and 0 <= number < len(self.content.headings()):
            self.content.go_to_heading(number)

    def _zoom(self, step: int) -> None:
        if self.content is not None:
            self.content.zoom(step)

    def _fit_window(self) -> None:
        if self.content is not None:
            self.content.fit()

    def _open_find(self) -> None:
        if self.content is not None:
            self.content.open_find()

    def _escaped(self) -> None:
        """Closes what was opened last: the link, the search, then the document."""
        if not self._link.isHidden():
            self._link.hide()
        elif self.content is None or not self.content.close_find():
            self.closed.emit()
            return
        if self.content is not None:
            self.content.take_focus()

    def _drop_content(self) -> None:
        self._link.hide()
        if self.content is None:
            return
        self._row.removeWidget(self.content)
        self.content.hide()
        self.content.let_go()
        self.content.deleteLater()
        self.content = None
        self._fill_contents()


def _content_of(ready: Ready, parent: QWidget) -> ContentView:
    """The view for this document; QtPdf is loaded with the first PDF."""
    if not ready.data:
        from wellness_desktop.library.agency.text_view import TextContent

        return TextContent(ready.document.title, ready.parts, marked=ready.marked, parent=parent)
    if ready.document.format is Format.PDF:
        from wellness_desktop.library.agency.pdf_view import PdfContent

        return PdfContent(ready.document.title, ready.data, parent)
    from wellness_desktop.library.agency.picture_view import PictureContent

    return PictureContent(ready.document.title, ready.data, parent)
