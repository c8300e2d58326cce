"""A PDF in the window, straight from memory: nothing is written to disk. Imported only when first needed."""

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.text import Text

STEP = 1.25
LEAST, MOST = 0.25, 4.0


class Preview(QWidget):
    """Shows the pages of a PDF given as bytes; pages on and back, larger and smaller.

    Raises Problem when the bytes are not a PDF. The pages are pictures to a screen reader, so the name of the
    view says how many there are; the saved file is tagged and can be read aloud.
    """

    def __init__(self, title: str, pdf: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # In this order: Qt deletes the parts in the order they were made, and while there is a view its thread may
        # draw from the document, which reads from the buffer; so the buffer also keeps the bytes itself.
        self.view = QPdfView(self)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._buffer.setData(pdf)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() != QPdfDocument.Status.Ready:
            self.setParent(None)  # else the window would keep an empty preview
            raise Problem(
                tr("This document cannot be shown."),
                tr("Close it and make it again. If that does not help, save it and open it elsewhere."),
            )
        self._build(title)
        self.theme_changed()
        self._tell()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.document.pageCount()

    @property
    def page(self) -> int:
        """The page in view, counted from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def go(self, page: int) -> None:
        """Brings a page into view; beyond the ends it stays at the first or last."""
        wanted = max(1, min(self.pages, page))
        self.view.pageNavigator().jump(wanted - 1, QPointF(), 0)

    def zoom(self, factor: float) -> None:
        """Larger or smaller than now, within sensible bounds."""
        now = self.view.zoomFactor()
        if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            points = self.document.pagePointSize(self.page - 1).width()
            now = self.view.viewport().width() / max(1.0, points * self.logicalDpiX() / 72)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(LEAST, min(MOST, now * factor)))

    def fit(self) -> None:
        """As wide as the window."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def theme_changed(self) -> None:
        """The desk behind the pages is quiet; Qt would take the color of a control's edge."""
        palette = QApplication.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.color("sunken"))
        self.view.setPalette(palette)

    def order_tabs(self) -> None:
        """The pages come after their buttons, though the view was made first. Called when all around it is made: Qt
        loses the order of a last widget when others follow it.
        """
        self.setTabOrder(self._last_button, self.view)

    def let_go(self) -> None:
        """Forgets the document (lock)."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(b"")

    def _build(self, title: str) -> None:
        self.count = Text("", "muted", self, wrap=False)
        self.back_button = button(
            "", "chevron-left", spoken=tr("Page back"), press=lambda: self.go(self.page - 1), parent=self
        )
        self.on_button = button(
            "", "chevron-right", spoken=tr("Page on"), press=lambda: self.go(self.page + 1), parent=self
        )
        smaller = button("", "zoom-out", spoken=tr("Smaller"), press=lambda: self.zoom(1 / STEP), parent=self)
        larger = button("", "zoom-in", spoken=tr("Larger"), press=lambda: self.zoom(STEP), parent=self)
        fit = button(tr("Fit to width"), press=self.fit, parent=self)
        bar = Flow()
        for each in (self.back_button, self.count, self.on_button, smaller, larger, fit):
            bar.addWidget(each)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.view.setDocument(self.document)
        self.view.setAccessibleName(tr("Preview of {title}, {count} pages, as pictures", title=title, count=self.pages))
        self.view.setAccessibleDescription(tr("The saved PDF can be read aloud."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._tell)
        self._last_button = fit

    def _tell(self) -> None:
        self.count.setText(tr("Page {page} of {pages}", page=self.page, pages=self.pages))
        self.back_button.setEnabled(self.page > 1)
        self.on_button.setEnabled(self.page < self.pages)
