"""A month of the own log as a calendar: a mark on each day with an entry, the day chosen by arrows."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.entry_check import hours_words
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.roster.rota_weeks import DAYS, month_mondays
from wellness_desktop.roster.when import day_text, weekday_word

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
MONTH = 31


class MonthMarks(QWidget):
    """`moved(day)` when another day is current, `chosen(day)` at Enter or a click: log something on it."""

    moved = Signal(object)
    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = self._today = today
        self._minutes: Mapping[date, tuple[int, int]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Month"))
        self.theme_changed()

    def show_days(self, day: date, entries: Mapping[date, tuple[int, int]], today: date) -> None:
        """Shows the month of `day`: for each day with entries, how many and how many minutes."""
        self.day, self._minutes, self._today = day, entries, today
        self.theme_changed()

    def words(self) -> str:
        """The current day for who does not see the picture."""
        count, minutes = self._minutes.get(self.day, (0, 0))
        if not count:
            return tr("{day}: nothing logged.", day=day_text(self.day))
        said = tr_count("{count} entry, {time}", "{count} entries, {time}", count, time=hours_words(minutes))
        return tr("{day}: {said}.", day=day_text(self.day), said=said)

    def theme_changed(self) -> None:
        line = theme.text_height()
        self._line, self._head = line, round(line * 1.5)
        self._font = theme.scaled_font(0.92)
        self._height = round(line * 2.7)
        self.setFixedHeight(self._head + self._height * len(month_mondays(self.day)) + 4)
        self.setAccessibleDescription(self.words())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._go(self.day + timedelta(days=STEPS[key]))
        elif key == Qt.Key.Key_T:
            self._go(self._today)
        elif key == Qt.Key.Key_PageUp:
            self._go(_same_day(self.day.replace(day=1) - timedelta(days=1), self.day.day))
        elif key == Qt.Key.Key_PageDown:
            after = _same_day(self.day.replace(day=1) + timedelta(days=MONTH), self.day.day)
            self._go(min(after, self._today))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.day_at(event.position())
        if found is not None:
            self._go(found)
            self.chosen.emit(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point."""
        return next((day for day, box in self._cells() if box.contains(point)), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for day, box in self._cells()[:DAYS]:
            painter.setPen(theme.color("muted"))
            painter.drawText(QPointF(box.left() + 5, self._head - self._line * 0.4), weekday_word(day))
        for day, box in self._cells():
            self._draw(painter, day, box)
        painter.end()

    def _cells(self) -> list[tuple[date, QRectF]]:
        width = max(1.0, (self.width() - 3) / DAYS)
        return [
            (
                monday + timedelta(days=number),
                QRectF(1 + number * width, self._head + week * self._height, width, self._height),
            )
            for week, monday in enumerate(month_mondays(self.day))
            for number in range(DAYS)
        ]

    def _draw(self, painter: QPainter, day: date, box: QRectF) -> None:
        inside = day.month == self.day.month
        count, minutes = self._minutes.get(day, (0, 0))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("ok_soft" if count else "surface" if inside else "bg"))
        painter.drawRect(box)
        painter.setPen(theme.color("accent" if day == self._today else "text" if inside else "muted"))
        painter.setFont(theme.scaled_font(0.92, theme.scaled_font().Weight.Bold) if day == self._today else self._font)
        painter.drawText(QPointF(box.left() + 5, box.top() + self._line), str(day.day))
        if count:
            painter.setFont(self._font)
            painter.setPen(theme.color("on_ok_soft"))
            self._draw_time(painter, box, minutes)
        if day == self.day:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tint = "focus" if self.hasFocus() else "edge"
            painter.setPen(QPen(theme.color(tint), 3 if self.hasFocus() else 2))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 5, 5)

    def _draw_time(self, painter: QPainter, box: QRectF, minutes: int) -> None:
        """The time where it fits, else a mark: nothing is cut off."""
        words = tr("{hours} h", hours=f"{minutes / 60:.4g}")
        room = QFontMetrics(self._font).horizontalAdvance(words) + 10 <= box.width()
        painter.drawText(QPointF(box.left() + 5, box.bottom() - self._line * 0.45), words if room else "\u25cf")

    def _go(self, day: date) -> None:
        if day > self._today or day == self.day:
            return
        self.day = day
        self.setAccessibleDescription(self.words())
        announce(self, self.words())
        self.update()
        self.moved.emit(day)


def _same_day(within: date, number: int) -> date:
    """That day of the month of `within`, or its last."""
    for day in range(number, 27, -1):
        try:
            return within.replace(day=day)
        except ValueError:
            continue
    return within.replace(day=number)
