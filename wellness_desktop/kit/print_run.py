"""Our own way onto paper, for stations without a PDF reader: one page at a time, so the window stays alive."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

DOTS_PER_INCH = 300
"""Sharp enough for text and QR codes; twice as much makes four times the data (findings/window_pdf_speed.md 6)."""


def choose_printer(parent: QWidget, then: Callable[[QPrinter], object]) -> QPrintDialog:
    """Opens the system's printer dialog and returns at once; `then` gets the printer that was chosen.

    Raises Problem when this PC has no printer. The job is called "Document", since others see the queue.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise Problem(tr("This PC has no printer."), tr("Save the PDF to a stick and print it elsewhere."))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(tr("Document"))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.accepted.connect(lambda: then(printer))
    QDialog.open(dialog)  # its own open() wants somebody to tell
    return dialog


class PrintRun(QObject):
    """Draws the pages onto the printer, one at each turn of the event loop."""

    finished = Signal(object, bool)
    """A Problem or None, and whether it was stopped."""

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._painter = QPainter()  # before the printer, so that it also ends before it: Qt crashes the other way round
        self._document, self._printer = document, printer
        self._stop = False
        self._pages = self._wanted_pages()
        self._done = 0

    def begin(self) -> None:
        """Starts with the first page."""
        if self._stop:
            return
        if not self._pages:
            self._end(None)
            return
        self._set_page(self._pages[0])
        if not self._painter.begin(self._printer):
            self._end(Problem(tr("The printer did not answer."), tr("Check that it is on, then print again.")))
            return
        self._next()

    def stop(self) -> None:
        """Ends after the page that was drawn last. The document and this object may go at once afterwards."""
        if self._stop:
            return
        self._stop = True
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self.finished.emit(None, True)

    def _wanted_pages(self) -> list[int]:
        """The chosen range, in the order of the printer's dialog; pages counted from 0."""
        last = self._document.pageCount()
        first = max(1, self._printer.fromPage() or 1)
        until = min(last, self._printer.toPage() or last)
        pages = list(range(first - 1, until))
        backwards = self._printer.pageOrder() == QPrinter.PageOrder.LastPageFirst
        return pages[::-1] if backwards else pages

    def _next(self) -> None:
        if self._stop:
            return
        page = self._pages[self._done]
        if self._done:
            self._set_page(page)
            if not self._printer.newPage():
                self._painter.end()
                self._end(Problem(tr("The printer stopped."), tr("Check paper and ink, then print what is missing.")))
                return
        self._draw(page)
        self._done += 1
        if self._done < len(self._pages):
            QTimer.singleShot(0, self, self._next)
            return
        self._painter.end()
        self._end(None)

    def _set_page(self, page: int) -> None:
        """The paper follows the document: Letter or A4, upright or across."""
        points = self._document.pagePointSize(page)
        across = points.width() > points.height()
        upright = points.transposed() if across else points
        turn = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        layout = QPageLayout(QPageSize(upright, QPageSize.Unit.Point), turn, QMarginsF())
        layout.setMode(QPageLayout.Mode.FullPageMode)
        self._printer.setPageLayout(layout)

    def _draw(self, page: int) -> None:
        points = self._document.pagePointSize(page)
        dots = QSize(round(points.width() * DOTS_PER_INCH / 72), round(points.height() * DOTS_PER_INCH / 72))
        picture = self._document.render(page, dots)
        scale = self._printer.resolution() / 72
        self._painter.drawImage(QRectF(0, 0, points.width() * scale, points.height() * scale), picture)

    def _end(self, problem: Problem | None) -> None:
        self.finished.emit(problem, False)
