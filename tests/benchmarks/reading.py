"""Opening what the library holds: a long guide, and a 400-page PDF of the agency; called by inside.py."""

import gc
import io
from datetime import date
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QTextBrowser, QWidget

from tests.benchmarks.inside import seconds_to_paint
from tests.benchmarks.machine import memory_kib

GUIDE_WORDS = 1_500
PDF_PAGES = 400


def guide(rounds: int) -> dict[str, list[float]]:
    """Milliseconds until a guide of 1,500 words is painted, in the reader and in a bare text browser."""
    from wellness_desktop.kit.theme import apply_theme
    from wellness_desktop.library.reader_view import ReaderView
    from wellness_desktop.library.service import Library

    apply_theme(QApplication.instance(), "light", 100)  # type: ignore[arg-type]
    library = Library()
    longest = max(library.guides(), key=lambda each: len(each.body))
    words = longest.body.split(" ")
    body = " ".join((words * 2)[: max(GUIDE_WORDS, len(words))])
    window = _window()
    stack = QStackedWidget(window)
    window.setCentralWidget(stack)
    nothing, reader, bare = QWidget(), ReaderView(), QTextBrowser()
    for each in (nothing, reader, bare):
        stack.addWidget(each)

    def read() -> QWidget:
        stack.setCurrentWidget(reader)
        reader.read(longest, library.guides(), date(2026, 11, 24))
        return reader

    def show() -> QWidget:
        stack.setCurrentWidget(bare)
        bare.setMarkdown(body)
        return bare.viewport()

    found: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(rounds + 1):
        for name, open_it in (("floor", show), ("ours", read)):
            stack.setCurrentWidget(nothing)
            reader.empty()
            QApplication.processEvents()
            found[name].append(seconds_to_paint(open_it) * 1000)
    return {name: times[1:] for name, times in found.items()}  # the first of each also loads code and fonts


def pdf(rounds: int) -> dict[str, Any]:
    """Milliseconds until the first page of a 400-page PDF is painted, in the reader and in a bare QPdfView; and the
    memory that each takes, KiB.
    """
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

    from wellness_desktop.kit.theme import apply_theme
    from wellness_desktop.library.agency.document_reader_view import DocumentReader
    from wellness_desktop.library.agency.reading import Ready

    apply_theme(QApplication.instance(), "light", 100)  # type: ignore[arg-type]
    data = many_pages()
    ready = Ready(_a_document(len(data)), data)
    window = _window()

    def show() -> QWidget:
        view = QPdfView(window)
        document = QPdfDocument(view)
        buffer = QBuffer(view)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        view.setDocument(document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        window.setCentralWidget(view)
        return view.viewport()

    def read() -> QWidget:
        reader = DocumentReader(window)
        window.setCentralWidget(reader)
        reader.show_ready(ready)
        content: Any = reader.content
        return content.view.viewport()

    found: dict[str, Any] = {"ours": [], "floor": [], "ours_memory": [], "floor_memory": []}
    for _ in range(rounds + 1):
        for name, open_it in (("floor", show), ("ours", read)):
            gc.collect()
            before = (memory_kib() or {}).get("Rss", 0)
            found[name].append(seconds_to_paint(open_it) * 1000)
            found[f"{name}_memory"].append((memory_kib() or {}).get("Rss", 0) - before)
            window.takeCentralWidget().deleteLater()
            QApplication.processEvents()
    return {name: values[1:] for name, values in found.items()}


def many_pages() -> bytes:
    """A PDF of 400 pages of text."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(1, PDF_PAGES + 1):
        canvas.bookmarkPage(f"p{page}")
        if page % 20 == 1:
            canvas.addOutlineEntry(f"Chapter {page // 20 + 1}", f"p{page}")
        for line in range(45):
            canvas.drawString(60, 780 - 16 * line, f"Page {page}, line {line}: who calls whom, and after how long.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _a_document(size: int) -> Any:
    from wellness_desktop.base.clock import Clock
    from wellness_desktop.library.agency.values import AgencyDocument, Format, Searched

    return AgencyDocument(
        uuid4(), 1, "A long manual", "", Format.PDF, size, PDF_PAGES, Searched.WHOLE, "", Clock().now(), ""
    )


def _window() -> QMainWindow:
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    return window
