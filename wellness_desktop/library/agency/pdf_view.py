"""The pages of a PDF, straight from memory: nothing is written to disk, no link is opened, no script is run.

Imported only when a PDF is opened.
"""

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QIODevice, QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfLink, QPdfLinkModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.library.agency.content_view import ContentView
from wellness_desktop.library.agency.pdf_find_view import PdfFindBar

STEP = 1.25
LEAST, MOST = 0.2, 5.0
MOST_HEADINGS, MOST_LEVELS = 400, 6


class PdfContent(ContentView):
    """Pages one below the other. Raises Problem when the bytes are not a PDF that can be shown."""

    can_fit = True

    def __init__(self, title: str, data: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # In this order: Qt deletes the parts in the order they were made, and while there is a view its thread may
        # draw from the document, which reads from the buffer; so the buffer also keeps the bytes itself.
        self.view = PageView(self)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._buffer.setData(data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready or self.document.pageCount() < 1:
            self.let_go()
            self.setParent(None)  # else the reader would keep an empty page
            raise Problem(
                tr("The pages of this document cannot be shown."),
                tr("Read it as text, or remove it and add it again from where it came from."),
            )
        self._build(title)
        self.theme_changed()

    @property
    def places(self) -> int:
        return self.document.pageCount()

    @property
    def place(self) -> int:
        return self.view.pageNavigator().currentPage() + 1

    def go(self, place: int) -> None:
        self._jump(place - 1, QPointF())

    def headings(self) -> list[str]:
        return [words for words, _, _ in self._contents]

    def go_to_heading(self, number: int) -> None:
        _, page, location = self._contents[number]
        self._jump(page, location)

    def zoom(self, step: int) -> None:
        now = self.view.zoomFactor()
        if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            now = self.view.scale(self.place - 1)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(LEAST, min(MOST, now * STEP**step)))

    def fit(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def open_find(self, phrase: str = "") -> None:
        self._find.open(phrase)

    def close_find(self) -> bool:
        was_open = not self._find.isHidden()
        self._find.close_quietly()
        return was_open

    def take_focus(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        if hasattr(self, "_find"):
            self._find.let_go()
        self.document.close()
        self._buffer.close()
        self._buffer.setData(b"")

    def theme_changed(self) -> None:
        """The desk behind the pages is quiet; Qt would take the color of a control's edge."""
        palette = QApplication.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.color("sunken"))
        self.view.setPalette(palette)

    def _build(self, title: str) -> None:
        self.view.open_document(self.document)
        count = self.document.pageCount()
        self.view.setAccessibleName(tr("{title}, {count} pages, as pictures", title=title, count=count))
        self.view.setAccessibleDescription(tr("Press Read as text to have the words read aloud."))
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self.moved.emit())
        self.view.followed.connect(self._follow)
        self._find = PdfFindBar(self.view, self.document, self)
        self._contents = list(_contents(self.document))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._find)
        column.addWidget(self.view, 1)

    def _jump(self, page: int, location: QPointF) -> None:
        self.view.pageNavigator().jump(max(0, min(self.places - 1, page)), location, 0)

    def _follow(self, link: QPdfLink) -> None:
        if link.page() >= 0:
            self._jump(link.page(), link.location())
        elif link.url().isValid() and not link.url().isEmpty():
            self.link_wanted.emit(link.url().toString())


class PageView(QPdfView):
    """Qt's view of the pages. Its own handling of the mouse would hand addresses to the system's browser, so it is
    left out; what a person clicks is told by `followed`.
    """

    followed = Signal(QPdfLink)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._links = QPdfLinkModel(self)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setMouseTracking(False)
        self.viewport().setMouseTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_document(self, document: QPdfDocument) -> None:
        """Shows this document, which must live as long as the view."""
        self._links.setDocument(document)
        self.setDocument(document)

    def scale(self, page: int) -> float:
        """How much larger than its paper the page is shown."""
        if self.zoomMode() != QPdfView.ZoomMode.FitToWidth:
            return self.zoomFactor()
        points = max(1.0, self.document().pagePointSize(page).width())
        return self._room() / (points * self._dots())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        found = self._page_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            page, point = found
            self._links.setPage(page)
            link = self._links.linkAt(point)
            if link.page() >= 0 or not link.url().isEmpty():
                self.followed.emit(link)

    def _page_at(self, point: QPoint) -> tuple[int, QPointF] | None:
        """The page under a point of the window, and where on its paper; pages are laid out as Qt does it."""
        down = point.y() + self.verticalScrollBar().value()
        across = point.x() + self.horizontalScrollBar().value()
        top = self.documentMargins().top()
        width = max(self.viewport().width(), self.horizontalScrollBar().maximum() + self.viewport().width())
        for page in range(self.document().pageCount()):
            points = self.document().pagePointSize(page)
            dots = self.scale(page) * self._dots()
            size = (points * dots).toSize()
            if top <= down < top + size.height():
                left = (width - size.width()) / 2
                return page, QPointF((across - left) / dots, (down - top) / dots)
            top += size.height() + self.pageSpacing()
        return None

    def _room(self) -> int:
        margins = self.documentMargins()
        return max(1, self.viewport().width() - margins.left() - margins.right())

    def _dots(self) -> float:
        """Pixels for each point of paper at full size."""
        return self.logicalDpiX() / 72


def _contents(document: QPdfDocument) -> Iterator[tuple[str, int, QPointF]]:
    """The PDF's own contents as a flat list, lower levels set in; an endless one is cut off."""
    model = QPdfBookmarkModel()
    model.setDocument(document)
    left = MOST_HEADINGS
    waiting = [(model.index(row, 0, QModelIndex()), 0) for row in reversed(range(model.rowCount(QModelIndex())))]
    while waiting and left:
        index, level = waiting.pop()
        left -= 1
        words = " ".join(str(model.data(index, int(QPdfBookmarkModel.Role.Title)) or "").split())
        page = model.data(index, int(QPdfBookmarkModel.Role.Page))
        location = model.data(index, int(QPdfBookmarkModel.Role.Location))
        if words and isinstance(page, int):
            yield "\u2003" * level + words[:120], page, location if isinstance(location, QPointF) else QPointF()
        if level < MOST_LEVELS:
            waiting += [(model.index(row, 0, index), level + 1) for row in reversed(range(model.rowCount(index)))]
