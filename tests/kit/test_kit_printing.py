"""A print is looked at, printed, saved or opened; nothing touches the disk before a person asks."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from reportlab.lib.pagesizes import A4, landscape, letter
from reportlab.pdfgen.canvas import Canvas

from tests.support.walker import faults
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.preview import Preview
from wellness_desktop.kit.print_run import PrintRun
from wellness_desktop.kit.printing import PrintOffer, close_offers, offer_print


def pdf(pages: int = 3, size: tuple[float, float] = letter) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for page in range(pages):
        canvas.drawString(72, 72, f"page {page + 1}")
        canvas.rect(72, 100, 200, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def printed() -> list[int]:
    return []


@pytest.fixture
def offer(window: QWidget, printed: list[int], tmp_path: Path, qtbot: Any) -> PrintOffer:
    made = offer_print(
        window,
        "Call tree",
        pdf(),
        file_name="call-tree.pdf",
        private=tmp_path / "private",
        printed=lambda: printed.append(1),
    )
    qtbot.waitUntil(made.isVisible)
    return made


def test_looking_writes_nothing(offer: PrintOffer, tmp_path: Path, printed: list[int]) -> None:
    assert offer.preview.pages == 3
    assert list(tmp_path.iterdir()) == []
    assert printed == []
    assert not offer.isModal()
    assert faults(offer) == []


def test_pages_on_and_back_by_key(offer: PrintOffer, qtbot: Any) -> None:
    preview = offer.preview
    assert preview.count.text() == "Page 1 of 3"
    assert not preview.back_button.isEnabled()
    qtbot.keyClick(preview.on_button, Qt.Key.Key_Space)
    assert preview.count.text() == "Page 2 of 3"
    preview.go(99)
    assert preview.count.text() == "Page 3 of 3"
    assert not preview.on_button.isEnabled()


def test_larger_and_smaller_within_bounds(offer: PrintOffer) -> None:
    preview = offer.preview
    preview.zoom(1.25)
    before = preview.view.zoomFactor()
    preview.zoom(1.25)
    assert preview.view.zoomFactor() == pytest.approx(before * 1.25)
    for _ in range(20):
        preview.zoom(1.25)
    assert preview.view.zoomFactor() == 4.0
    preview.fit()


def test_the_page_is_really_drawn(offer: PrintOffer, qtbot: Any) -> None:
    def ink() -> int:
        picture = offer.preview.view.grab().toImage()
        return sum(
            picture.pixelColor(x, y).lightness() < 40
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        )

    qtbot.waitUntil(lambda: ink() > 50)


def test_saving_writes_the_same_bytes_and_says_they_are_open(
    offer: PrintOffer, tmp_path: Path, printed: list[int]
) -> None:
    target = tmp_path / "out.pdf"
    offer.save_to(str(target))
    assert target.read_bytes() == pdf()
    assert "not encrypted" in offer.banner.words
    assert printed == [1]


def test_saving_asks_where_without_stopping_the_window(offer: PrintOffer, qtbot: Any, tmp_path: Path) -> None:
    offer.save()
    dialog = offer.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    target = tmp_path / "chosen.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert target.read_bytes() == pdf()


def test_a_folder_that_refuses_is_told_and_nothing_counts_as_printed(
    offer: PrintOffer, tmp_path: Path, printed: list[int]
) -> None:
    offer.save_to(str(tmp_path / "missing" / "out.pdf"))
    assert "could not be written" in offer.banner.words
    assert printed == []


def opening(monkeypatch: pytest.MonkeyPatch, answers: bool) -> list[str]:
    """Stands in for the system's PDF reader, which no test may start."""
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return answers

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    return opened


def test_opening_elsewhere_uses_the_private_folder_and_a_silent_name(
    offer: PrintOffer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: list[int]
) -> None:
    opened = opening(monkeypatch, answers=True)
    offer.open_elsewhere()
    (path,) = (tmp_path / "private").iterdir()
    assert opened == [str(path)]
    assert path.read_bytes() == pdf()
    assert "tree" not in path.name
    assert printed == [1]


def test_without_a_reader_the_copy_is_taken_back(
    offer: PrintOffer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: list[int]
) -> None:
    opening(monkeypatch, answers=False)
    offer.open_elsewhere()
    assert list((tmp_path / "private").iterdir()) == []
    assert "No PDF reader answered." in offer.banner.words
    assert printed == []


def test_without_a_printer_the_advice_is_a_stick(offer: PrintOffer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    offer.print_it()
    assert "This PC has no printer." in offer.banner.words


def to_file(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


@pytest.mark.parametrize("size", [letter, A4, landscape(letter)], ids=["letter", "a4", "across"])
def test_our_own_printing_keeps_pages_size_and_ink(
    window: QWidget, qtbot: Any, tmp_path: Path, size: tuple[float, float]
) -> None:
    from pypdf import PdfReader

    target = tmp_path / "paper.pdf"
    preview = Preview("Call tree", pdf(2, size), window)
    run = PrintRun(preview.document, to_file(target), window)
    with qtbot.waitSignal(run.finished, timeout=10_000) as told:
        run.begin()
    assert told.args == [None, False]
    pages = PdfReader(target).pages
    assert len(pages) == 2
    box = pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=2)


def test_a_range_of_pages_is_kept(window: QWidget, qtbot: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    printer = to_file(tmp_path / "some.pdf")
    printer.setFromTo(2, 3)
    preview = Preview("Call tree", pdf(4), window)
    run = PrintRun(preview.document, printer, window)
    with qtbot.waitSignal(run.finished, timeout=10_000):
        run.begin()
    assert len(PdfReader(tmp_path / "some.pdf").pages) == 2


def test_printing_can_be_stopped_between_pages(window: QWidget, qtbot: Any, tmp_path: Path) -> None:
    preview = Preview("Call tree", pdf(30), window)
    run = PrintRun(preview.document, to_file(tmp_path / "stopped.pdf"), window)
    with qtbot.waitSignal(run.finished, timeout=10_000) as told:
        run.begin()
        run.stop()
    assert told.args == [None, True]


def test_a_stopped_print_has_ended_at_once(window: QWidget, tmp_path: Path) -> None:
    preview = Preview("Call tree", pdf(30), window)
    run = PrintRun(preview.document, to_file(tmp_path / "stopped.pdf"), window)
    told: list[bool] = []
    run.finished.connect(lambda _problem, stopped: told.append(stopped))
    run.begin()
    run.stop()
    assert not run._painter.isActive(), "the printer may go now"
    run.stop()
    QApplication.processEvents()
    assert told == [True]


def test_a_print_that_was_stopped_before_it_began_never_begins(window: QWidget, tmp_path: Path) -> None:
    preview = Preview("Call tree", pdf(3), window)
    run = PrintRun(preview.document, to_file(tmp_path / "never.pdf"), window)
    run.stop()
    run.begin()
    assert not run._painter.isActive()


@pytest.mark.parametrize("first", ["close", "delete"])
def test_a_window_may_go_while_it_prints(qtbot: Any, tmp_path: Path, first: str) -> None:
    window = QWidget()
    window.show()
    made = offer_print(window, "Call tree", pdf(30), file_name="call-tree.pdf")
    made._print_on(to_file(tmp_path / "cut.pdf"))
    QApplication.processEvents()
    assert made._run._painter.isActive()
    if first == "close":
        made.close()
    window.hide()
    del made  # nothing of Python's keeps it: printer, painter and document go in Qt's order
    shiboken6.delete(window)
    QApplication.processEvents()


def test_printing_from_the_window_tells_the_register(
    offer: PrintOffer, qtbot: Any, tmp_path: Path, printed: list[int]
) -> None:
    offer._print_on(to_file(tmp_path / "paper.pdf"))
    assert not offer.print_button.isEnabled()
    qtbot.waitUntil(lambda: printed == [1], timeout=10_000)
    assert offer.banner.words == "Sent to the printer."
    assert offer.print_button.isEnabled()


def test_locking_closes_every_print_and_forgets_it(window: QWidget, offer: PrintOffer, qtbot: Any) -> None:
    offer_print(window, "Second", pdf(1))
    close_offers(window)
    assert offer._pdf == b""
    assert offer.preview.pages <= 0
    qtbot.waitUntil(lambda: not window.findChildren(PrintOffer))


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda _: b"no pdf", lambda whole: whole[:200]])
def test_what_is_no_pdf_is_said_plainly(window: QWidget, spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Problem, match="cannot be shown"):
        Preview("Broken", spoil(pdf()), window)


def test_the_preview_ends_before_the_document_that_it_draws(window: QWidget) -> None:
    preview = Preview("Call tree", pdf(), window)
    order: list[str] = []
    preview._buffer.destroyed.connect(lambda: order.append("bytes"))
    preview.document.destroyed.connect(lambda: order.append("document"))
    preview.view.destroyed.connect(lambda: order.append("view"))
    preview.show()
    shiboken6.delete(preview)
    assert order == ["view", "document", "bytes"]


def test_what_is_no_pdf_leaves_nothing_in_the_window(window: QWidget) -> None:
    with pytest.raises(Problem):
        Preview("Call tree", b"no PDF", window)
    assert window.findChildren(Preview) == []


def test_tab_comes_to_the_pages_after_the_buttons_above_them(window: QWidget) -> None:
    preview = Preview("Call tree", pdf(), window)
    preview.show()
    chain, each = [], preview.back_button
    while each is not preview.view and len(chain) < 50:
        chain.append(each)
        each = each.nextInFocusChain()
    assert preview.on_button in chain
    assert each is preview.view
