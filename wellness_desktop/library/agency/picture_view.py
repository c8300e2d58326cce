"""A photo or picture, as large as the window or larger."""

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.agency.content_view import ContentView

STEP = 1.25
LEAST, MOST = 0.05, 4.0
MOST_SHOWN = 40_000_000
"""Dots on the screen; a photo that has more is shown at its own size at most."""
MEGABYTES = 256
"""What unpacking a picture may take; intake refuses larger ones, and this holds when a file lies about its size."""


class PictureContent(ContentView):
    """Fits the window until it is zoomed. Raises Problem when the bytes are not a picture that can be shown."""

    can_find = False
    can_fit = True

    def __init__(self, title: str, data: bytes, parent: QWidget | None = None) -> None:
        image = _read(data)  # first: one that cannot be shown leaves nothing in the reader
        super().__init__(parent)
        self._image = image
        self._factor = 0.0
        """Zero while it fits the window."""
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setAccessibleName(title)
        self.area = QScrollArea(self)
        self.area.setWidget(self._label)
        self.area.setWidgetResizable(True)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(
            tr("{title}, a picture of {width} by {height} dots", title=title, width=self._image.width(),
               height=self._image.height())
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    @property
    def shown_size(self) -> QSize:
        """How large the picture is shown, in pixels."""
        return self._label.pixmap().size()

    def zoom(self, step: int) -> None:
        now = self._factor or self._fitting()
        most = min(MOST, (MOST_SHOWN / max(1, self._image.width() * self._image.height())) ** 0.5)
        self._factor = max(LEAST, min(max(1.0, most), now * STEP**step))
        self._show()

    def fit(self) -> None:
        self._factor = 0.0
        self._show()

    def take_focus(self) -> None:
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        self._image = QImage()
        self._label.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._factor:
            self._show()

    def _fitting(self) -> float:
        """The factor at which the whole picture is seen; a small one is not blown up."""
        room = self.area.maximumViewportSize()
        width, height = max(1, self._image.width()), max(1, self._image.height())
        return max(LEAST / 10, min(1.0, room.width() / width, room.height() / height))

    def _show(self) -> None:
        if self._image.isNull():
            return
        factor = self._factor or self._fitting()
        size = QSize(max(1, round(self._image.width() * factor)), max(1, round(self._image.height() * factor)))
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        self._label.setPixmap(QPixmap.fromImage(scaled))


def _read(data: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(MEGABYTES)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # phones note how they were held
    reader.setDecideFormatFromContent(True)
    image = reader.read()
    if image.isNull():
        raise Problem(
            tr("This picture cannot be shown."),
            tr("It may be damaged. Remove it and add it again from where it came from."),
        )
    return image
