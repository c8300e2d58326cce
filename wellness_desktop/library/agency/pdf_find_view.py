"""Find in the PDF that is open: every place is marked, one after the other is shown; nothing typed is kept."""

import time

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.text import Text

_PAUSE_MS = 200
"""A PDF is searched page by page, so not at every letter of somebody who types on."""
_TURN = 0.008
"""Seconds of searching before the window may draw again."""
_ABOVE = 60
"""Points of paper shown above a place that was found."""


class PdfFindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before. Pages are searched in turns; the window lives on."""

    def __init__(self, view: QPdfView, document: QPdfDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._document = view, document
        self._model = QPdfSearchModel(self)
        self._model.setDocument(document)
        view.setSearchModel(self._model)
        self._here = -1
        self._from = 0
        self._next = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._search_on)
        self._build()
        self._pause.timeout.connect(self._search)
        self._field.textChanged.connect(lambda _text: self._pause.start())
        self._model.countChanged.connect(self._grew)
        self._model.statusChanged.connect(lambda _status: self._grew())
        self.hide()

    def open(self, phrase: str = "") -> None:
        """Shows the field, ready to type; with a phrase, looks for it at once, from the page in view on."""
        self.show()
        if phrase:
            self._from = self._view.pageNavigator().currentPage()
            self._field.setText(phrase)
            self._search()
            return
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_quietly(self) -> None:
        """Hides the field and takes the marks away."""
        self._from = 0
        self._field.clear()
        self._search()
        self.hide()

    def let_go(self) -> None:
        """Forgets what was looked for."""
        self._pause.stop()
        self._turns.stop()
        self._model.setSearchString("")

    def step(self, step: int) -> None:
        """Goes to the next place, or back; after the last comes the first."""
        if self._pause.isActive():
            self._search()
        elif self._count():
            self._here = (self._here + step) % self._count()
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._field.hasFocus():
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)

    @property
    def words(self) -> str:
        """What the bar says of the search."""
        return self._said.text()

    def _count(self) -> int:
        return self._model.count()

    def _search(self) -> None:
        self._pause.stop()
        self._here = -1
        self._model.setSearchString(self._field.text().strip())
        self._view.setCurrentSearchResultIndex(-1)
        self._next = 0
        if self._model.searchString():
            self._turns.start()
        else:
            self._turns.stop()
        self._grew()

    def _search_on(self) -> None:
        """Left alone, Qt looks at ten pages a second: the last page of a long policy would take most of a minute."""
        end = time.monotonic() + _TURN
        while not self._done() and time.monotonic() < end:
            self._model.resultsOnPage(self._next)
            self._next += 1
        if self._done():
            self._turns.stop()
            self._grew()

    def _done(self) -> bool:
        return self._next >= self._document.pageCount()

    def _grew(self) -> None:
        """Places come in page by page; the first is shown as soon as it is there."""
        first = self._first() if self._here < 0 else -1
        if first >= 0:
            self._here, self._from = first, 0
            self._show()
        else:
            self._tell()

    def _first(self) -> int:
        """The first place from the wanted page on; once all pages were searched, the first of all."""
        count = self._count()
        for place in range(count):
            if self._model.resultAtIndex(place).page() >= self._from:
                return place
        return 0 if count and self._done() else -1

    def _show(self) -> None:
        found = self._model.resultAtIndex(self._here)
        self._view.setCurrentSearchResultIndex(self._here)
        self._view.pageNavigator().jump(found.page(), QPointF(0, max(0.0, found.location().y() - _ABOVE)), 0)
        self._tell()

    def _tell(self) -> None:
        before, now = self._said.text(), self._words()
        self._said.setText(now)
        if now and now != before:
            announce(self, now)

    def _words(self) -> str:
        if not self._model.searchString():
            return ""
        if self._here >= 0:
            return tr("{here} of {all}", here=self._here + 1, all=self._count())
        return tr("Not found") if self._done() else tr("Searching…")

    def _closed(self) -> None:
        self.close_quietly()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._field = TextField("", self, placeholder=tr("Find in this document"))
        self._field.setAccessibleName(tr("Find in this document"))
        self._said = Text("", "muted", self, wrap=False)
        before = button("", "chevron-up", spoken=tr("Place before"), press=lambda: self.step(-1), parent=self)
        after = button("", "chevron-down", spoken=tr("Next place"), press=lambda: self.step(1), parent=self)
        close = button("", "x", "quiet", spoken=tr("Close the search"), press=self._closed, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        for each in (self._said, before, after, close):
            row.addWidget(each)
