"""Look at a print, print it, or save it as a PDF. Nothing touches the disk unless it is saved or opened.

QtPdf and the printer classes are imported on first use, since the front door must not wait for them.
"""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import make_private_folder, write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.text import Text


def offer_print(
    parent: QWidget,
    title: str,
    pdf: bytes,
    *,
    file_name: str = "",
    private: Path | None = None,
    printed: Callable[[], object] | None = None,
) -> "PrintOffer":
    """Opens a window with the finished PDF and returns at once.

    `file_name` is offered when saving. With `private` (the folder that is emptied at lock and exit) the file
    can also be opened in the system's PDF reader. `printed` is called when it was printed, saved or opened,
    for a register of paper copies.
    """
    offer = PrintOffer(parent.window(), title, pdf, file_name, private, printed)
    offer.show()
    return offer


def close_offers(window: QWidget) -> None:
    """Closes all print windows (lock), and forgets their documents."""
    for offer in window.findChildren(PrintOffer):
        offer.close()


class PrintOffer(QDialog):
    """The window of `offer_print`. Not modal: a ringing phone does not wait."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        pdf: bytes,
        file_name: str,
        private: Path | None,
        printed: Callable[[], object] | None,
    ) -> None:
        super().__init__(window)
        self._title, self._pdf, self._private = title, pdf, private
        self._file_name = file_name or f"{title}.pdf"
        self._printed = printed
        self._run: Any = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._build()
        self.resize(theme.chars(110), theme.text_height() * 40)

    def save(self) -> None:
        """Asks where to, and saves there."""
        dialog = QFileDialog(self, tr("Save as PDF"), str(Path.home() / self._file_name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Saves there, and says so."""
        if self._attempt(lambda: write_whole(Path(path), self._pdf)):
            self.banner.say(tr("Saved."), detail=tr("The file is not encrypted: anyone who finds it can read it."))
            self._tell()

    def open_elsewhere(self) -> None:
        """Opens the file, under a name that says nothing, in the system's PDF reader."""
        folder = self._private
        if folder is None:
            return
        target = folder / f"document-{secrets.token_hex(4)}.pdf"

        def write() -> None:
            make_private_folder(folder)
            write_whole(target, self._pdf)
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
                target.unlink(missing_ok=True)
                raise Problem(tr("No PDF reader answered."), tr("Print from this window, or save the PDF to a stick."))

        if self._attempt(write):
            self.banner.say(tr("Opened in the PDF reader."), detail=tr("Its copy is deleted when this program locks."))
            self._tell()

    def print_it(self) -> None:
        """Opens the system's printer dialog."""
        from wellness_desktop.kit.print_run import choose_printer

        self._attempt(lambda: choose_printer(self, self._print_on))

    def done(self, result: int) -> None:
        self._forget()
        super().done(result)

    def closeEvent(self, event: Any) -> None:
        self._forget()
        super().closeEvent(event)

    def _build(self) -> None:
        from wellness_desktop.kit.preview import Preview

        self.banner = Banner(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Text(self._title, "heading", self))
        column.addWidget(self.banner)
        self.preview = Preview(self._title, self._pdf, self)
        column.addWidget(self.preview, 1)
        self.print_button = button(tr("Print"), "printer", "primary", press=self.print_it, parent=self)
        self.save_button = button(tr("Save as PDF"), "download", press=self.save, parent=self)
        self.open_button = button(tr("Open in PDF reader"), "external-link", press=self.open_elsewhere, parent=self)
        self.open_button.setVisible(self._private is not None)
        self.close_button = button(tr("Close"), press=self.close, parent=self)
        column.addLayout(
            button_row(self.print_button, self.save_button, self.open_button, self.close_button, at_end=True)
        )
        self.preview.order_tabs()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print_on(self, printer: Any) -> None:
        from wellness_desktop.kit.print_run import PrintRun

        self.print_button.setEnabled(False)
        self._run = PrintRun(self.preview.document, printer, self)
        self.banner.note(tr("Printing…"), action=tr("Stop"), press=self._run.stop)
        self._run.finished.connect(self._print_ended)
        QTimer.singleShot(0, self._run, self._run.begin)

    def _print_ended(self, problem: Problem | None, stopped: bool) -> None:
        self._run = None
        self.print_button.setEnabled(True)
        if problem is not None:
            self.banner.problem(problem)
        elif stopped:
            self.banner.note(tr("Printing was stopped."), tr("Some pages may already be on paper."))
        else:
            self.banner.say(tr("Sent to the printer."))
            self._tell()

    def _attempt(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except Problem as problem:
            self.banner.problem(problem)
            return False
        return True

    def _tell(self) -> None:
        if self._printed is not None:
            self._printed()

    def _forget(self) -> None:
        if self._run is not None:
            self._run.stop()
        self.preview.let_go()
        self._pdf = b""
