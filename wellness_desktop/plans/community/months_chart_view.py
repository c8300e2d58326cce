"""Where we showed up, month by month: solid with a leader, outlined without; readable in black and white."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.plans.community.engagement import Month
from wellness_desktop.plans.community.words import month_words
from wellness_desktop.roster.when import month_word

BAR_LINES = 5
"""How many lines of text the highest bar is high."""


class MonthsChart(QWidget):
    """Twelve bars. A month without any event says so in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: Sequence[Month] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Events by month"))
        self.theme_changed()

    def show_months(self, months: Sequence[Month]) -> None:
        """Draws these months; the same stands in words for screen readers."""
        self._months = months
        self.setAccessibleDescription(" ".join(month_words(month) for month in months))
        self.update()

    def theme_changed(self) -> None:
        self.setFixedHeight(round(theme.text_height() * (BAR_LINES + 3.2)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.chars(60), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, most = theme.text_height(), max(1, *(month.events for month in self._months))
        wide, foot = self.width() / len(self._months), line * (BAR_LINES + 1.4)
        painter.setPen(QPen(theme.color("muted"), 1))
        painter.drawLine(0, round(foot), self.width(), round(foot))
        for place, month in enumerate(self._months):
            left, bar = place * wide, min(wide * 0.55, line * 2.2)
            start = left + (wide - bar) / 2
            unit = line * BAR_LINES / most
            self._bar(painter, QRectF(start, foot - unit * month.led, bar, unit * month.led), solid=True)
            rest = month.events - month.led
            self._bar(painter, QRectF(start, foot - unit * month.events, bar, unit * rest), solid=False)
            painter.setPen(theme.color("text"))
            painter.setFont(theme.scaled_font(0.92))
            above = QRectF(left, foot - unit * month.events - line * 1.3, wide, line * 1.3)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(month.events) if month.events else tr("none"))
            below = QRectF(left, foot + line * 0.2, wide, line * 1.3)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, month_word(month.first))
        painter.end()

    def _bar(self, painter: QPainter, area: QRectF, *, solid: bool) -> None:
        if area.height() <= 0:
            return
        painter.setPen(QPen(theme.color("text"), 1.5))
        painter.setBrush(theme.color("accent") if solid else Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
