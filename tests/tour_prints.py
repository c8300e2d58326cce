"""Keeps the tour's PDFs, and pictures of their pages."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

DOTS_PER_INCH = 80


class Paper:
    """Every print of the tour, as PDF and as one PNG a page."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.written: list[Path] = []
        self.faults: list[str] = []
        out.mkdir(parents=True, exist_ok=True)

    def keep(self, name: str, pdf: bytes) -> None:
        """Saves a print under this name, and a picture of each of its pages."""
        path = self._out / f"{name}.pdf"
        path.write_bytes(pdf)
        self.written.append(path)
        document = QPdfDocument(None)
        document.load(str(path))
        pages = document.pageCount()
        if pages < 1:
            self.faults.append(f"{path.name} has no pages")
        for number in range(pages):
            self._picture(document, number, self._out / f"{name}-{number + 1:02}.png")
        document.close()
        print(f"{path.name}, {pages} pages")  # noqa: T201 - says what it wrote

    def _picture(self, document: QPdfDocument, number: int, target: Path) -> None:
        points = document.pagePointSize(number)
        size = QSize(round(points.width() / 72 * DOTS_PER_INCH), round(points.height() / 72 * DOTS_PER_INCH))
        drawn = document.render(number, size)
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(page)
        painter.drawImage(0, 0, drawn)
        painter.end()
        if not page.save(str(target)):
            self.faults.append(f"{target.name} could not be written")
        self.written.append(target)
