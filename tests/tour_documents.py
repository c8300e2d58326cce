"""The tour's walk through the agency's own documents: listed, found, read, one added and one refused."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from tests.tour_window import Window

if TYPE_CHECKING:
    from tests.tour_walks import Tour


def documents(tour: "Tour") -> None:
    """Our documents on the library's page, as the coordinator sees them."""
    w = tour.window
    w.place("library")
    w.press("Our documents")
    w.quiet()
    w.shot("documents", main=True)
    entries = _entries(w)
    for row, name in enumerate(("text", "pdf", "plain")):
        w.row(entries, row)
        w.wait(lambda: _reader(w) is not None and _reader(w).isVisible(), "the reader")
        w.quiet()
        w.shot(f"document-{name}", main=name == "pdf")
        if name == "pdf":
            w.key(Qt.Key.Key_F, _reader(w).content.view, Qt.KeyboardModifier.ControlModifier)
            w.wait(lambda: not _reader(w).content._find.isHidden(), "the search in the document")
            w.type("voluntary", _reader(w).content._find._field)
            w.wait(lambda: " of " in _reader(w).content._find.words, "the place that was found")
            w.shot("document-find")
            w.press("Read as text")
            w.quiet()
            w.shot("document-as-text")
        w.press("Back to the library")
    _add(w, tour.scratch)
    w.key(Qt.Key.Key_K, w.frame, Qt.KeyboardModifier.ControlModifier)
    w.type("quiet room lamp")
    w.quiet()
    w.shot("search-documents", whole=False)
    w.key(Qt.Key.Key_Escape, w.frame.search)


def _add(w: Window, scratch: Path) -> None:
    """One file that can be added and one that cannot, as if they were dropped on the page."""
    good, bad = scratch / "Locker code.txt", scratch / "Scan.pdf"
    good.write_text("The code of the key locker is changed on the first of each month.", encoding="utf-8")
    bad.write_bytes(b"")
    page: Any = w.frame.page
    page._agency.add([good, bad])
    w.wait(lambda: not page._agency.intake.busy, "the end of adding")
    w.quiet()
    w.shot("documents-added", main=True)


def _entries(w: Window) -> QListView:
    page: Any = w.frame.page
    return page._list


def _reader(w: Window) -> Any:
    page: Any = w.frame.page
    return page._agency.reader
