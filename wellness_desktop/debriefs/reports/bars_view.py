"""The shown numbers of a section as bars, as on paper: lengths and numbers, so that it reads without color."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.debriefs.reports.report_values import Section, bar_lines, bars_words
from wellness_desktop.kit import theme

LABELS = 0.44
"""The share of the width for labels at most, as on paper."""
SIDE_BY_SIDE = 58
"""From so many characters of width on a label stands beside its bar, else above it."""


class BarsView(QWidget):
    """Draws one section. Its words are the accessible name: the same labels and numbers as in the table beside it."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = bar_lines(section)
        self.setAccessibleName(bars_words(section))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def theme_changed(self) -> None:
        """The text size may have changed."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.chars(SIDE_BY_SIDE), self.heightForWidth(theme.chars(SIDE_BY_SIDE)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.chars(20), self.heightForWidth(theme.chars(20)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(len(self.lines) * self._row(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def bar_of(self, place: int) -> QRectF:
        """Where a line's bar is drawn."""
        width, line = self.width(), theme.text_height()
        beside = self._beside(width)
        left = self._label_room(width) + theme.chars(1) if beside else 0
        right = max(left + 1, width - theme.chars(8))
        top = place * self._row(width) + (line * 0.35 if beside else line * 1.25)
        most = max(one.number or 0 for one in self.lines)
        return QRectF(left, top, max(2.0, (right - left) * (self.lines[place].number or 0) / most), line * 0.75)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.scaled_font())
        metrics, line = QFontMetrics(painter.font()), theme.text_height()
        beside = self._beside(self.width())
        room = self._label_room(self.width()) if beside else self.width()
        for place, one in enumerate(self.lines):
            bar = self.bar_of(place)
            top = round(place * self._row(self.width()))
            painter.setPen(theme.color("text"))
            height = round(line * (1.45 if beside else 1.2))
            label = metrics.elidedText(one.label, Qt.TextElideMode.ElideRight, room)
            painter.drawText(0, top, room, height, Qt.AlignmentFlag.AlignVCenter, label)
            painter.fillRect(bar, theme.color("accent"))
            base = round(bar.center().y() + (metrics.ascent() - metrics.descent()) / 2)
            painter.drawText(round(bar.right()) + theme.chars(0.7), base, one.text)
        painter.end()

    def _label_room(self, width: int) -> int:
        """As wide as the longest label, within bounds."""
        metrics = QFontMetrics(theme.scaled_font())
        return min(round(width * LABELS), max(metrics.horizontalAdvance(one.label) for one in self.lines) + 2)

    def _beside(self, width: int) -> bool:
        return width >= theme.chars(SIDE_BY_SIDE)

    def _row(self, width: int) -> float:
        return theme.text_height() * (1.45 if self._beside(width) else 2.3)
