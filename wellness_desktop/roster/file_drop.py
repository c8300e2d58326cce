"""A file dropped on a page: taken where the page can use one, refused by the pointer's own sign where it cannot."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Calls `dropped` with the path of one file that is dropped on `page`; several at once are not taken."""

    def __init__(self, page: QWidget, dropped: Callable[[str], object]) -> None:
        super().__init__(page)
        self._dropped = dropped
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        """Offers to copy one local file, and hands it on when it is let go."""
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            path = _one_file(event)
            if path:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._dropped(path)
            return bool(path)
        return super().eventFilter(watched, event)


def _one_file(event: QDragEnterEvent | QDropEvent) -> str:
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""
