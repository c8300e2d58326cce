"""A month as weeks of days: what begins on each day, in as many lines as fit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.days import change_words, length_words
from wellness_desktop.debriefs.calendar_views.drawing_view import Fonts, draw_mark, draw_ring, draw_words
from wellness_desktop.debriefs.calendar_views.entries import Entry, EntryKind, entries_of_day
from wellness_desktop.debriefs.calendar_views.picture_view import CalendarPicture, more_words
from wellness_desktop.kit import theme
from wellness_desktop.roster.rota_weeks import DAYS, month_mondays
from wellness_desktop.roster.when import month_word, weekday_word

LINES = 3
"""Entries of one day in the picture; the others are counted, and read beside it."""
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the picture."""

    day: date
    box: QRectF
    entries: tuple[Entry, ...]
    lines: tuple[tuple[Entry, QRectF], ...]


class MonthPicture(CalendarPicture):
    """The arrows go from day to day and from week to week."""

    def __init__(self, zone: ZoneInfo, day: date, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(tr("Month"), zone, day, now, parent)
        self.cells: tuple[DayCell, ...] = ()
        self.lay_out()

    def key_days(self, key: Qt.Key) -> int | None:
        """One day sideways, a week up and down."""
        return STEPS.get(key)

    def open_here(self) -> None:
        """The only entry of the day; where there are several, one chooses in the list beside."""
        if len(self.here) > 1:
            self.list_wanted.emit()
        else:
            super().open_here()

    def lay_out(self) -> None:
        """Seven columns, as high as the entries of a day need."""
        self._fonts = Fonts.now()
        line = self._fonts.line
        self._head = round(line * 1.5)
        self._cell_width = max(1.0, (self.width() - 3) / DAYS)
        height = line * (1.45 + 1.35 * (LINES + 1)) + 6
        cells = []
        for week, monday in enumerate(month_mondays(self.day)):
            for number in range(DAYS):
                day = monday + timedelta(days=number)
                box = QRectF(1 + number * self._cell_width, self._head + week * height, self._cell_width, height)
                cells.append(self._cell(day, box))
        self.cells = tuple(cells)
        self.setFixedHeight(round(cells[-1].box.bottom()) + 3)
        self.update()

    def _cell(self, day: date, box: QRectF) -> DayCell:
        line = self._fonts.line
        entries = entries_of_day(self.entries, day, self.zone)
        top = box.top() + line * 1.45
        shown = entries if len(entries) <= LINES + 1 else entries[:LINES]
        lines = [
            (entry, QRectF(box.left() + 5, top + number * line * 1.35, box.width() - 9, line * 1.25))
            for number, entry in enumerate(shown)
        ]
        return DayCell(day, box, tuple(entries), tuple(lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.color("muted"))
        for cell in self.cells[:DAYS]:
            at = QPointF(cell.box.left() + 6, self._head - self._fonts.line * 0.4)
            painter.drawText(at, weekday_word(cell.day))
        for cell in self.cells:
            if cell.box.intersects(QRectF(event.rect())):
                self._draw_cell(painter, cell)
        for cell in self.cells:
            if cell.day == self.day:
                draw_ring(painter, cell.box.adjusted(2, 2, -2, -2), focused=self.hasFocus())
        painter.end()

    def _draw_cell(self, painter: QPainter, cell: DayCell) -> None:
        inside = (cell.day.year, cell.day.month) == (self.day.year, self.day.month)
        today = cell.day == self.today
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("sunken" if today else "surface" if inside else "bg"))
        painter.drawRect(cell.box)
        self._draw_number(painter, cell, inside=inside, today=today)
        for entry, box in cell.lines:
            mark = QRectF(box.left(), box.top() + 1, self._fonts.mark, box.height() - 2)
            draw_mark(painter, self._fonts, entry, mark)
            words = box.adjusted(self._fonts.mark + 4, 0, 0, 0)
            ink = "muted" if entry.is_settled else "text"
            draw_words(painter, self._fonts, self._label(entry, cell.day, words.width()), words, ink)
        more = len(cell.entries) - len(cell.lines)
        if more:
            last = cell.lines[-1][1]
            draw_words(painter, self._fonts, more_words(more), last.translated(0, self._fonts.line * 1.35), "muted")

    def _draw_number(self, painter: QPainter, cell: DayCell, *, inside: bool, today: bool) -> None:
        line, metrics = self._fonts.line, self._fonts.metrics
        number = str(cell.day.day)
        first = cell.day.day == 1 or cell is self.cells[0]
        words = tr("{month} {day}", month=month_word(cell.day), day=cell.day.day) if first else number
        painter.setFont(self._fonts.strong if today or first else self._fonts.small)
        painter.setPen(theme.color("accent" if today else "text" if inside else "muted"))
        painter.drawText(QPointF(cell.box.left() + 6, cell.box.top() + line * 1.1), words)
        change = change_words(cell.day, self.zone)
        used = metrics.horizontalAdvance(words) + 12
        if change:
            room = cell.box.width() - used - 6
            said = change if metrics.horizontalAdvance(change) <= room else length_words(cell.day, self.zone)
            box = QRectF(cell.box.left() + used, cell.box.top() + line * 0.25, room, line * 1.2)
            if metrics.horizontalAdvance(said) <= room:
                draw_words(painter, self._fonts, said, box, "on_warn_soft")

    def _label(self, entry: Entry, day: date, room: float) -> str:
        """As much as fits: clock, code name, and of several follow-ups how many."""
        clock = entry.clock_on(day, self.zone)
        most = [clock, entry.short_code]
        if entry.kind is EntryKind.FOLLOW_UP and entry.people > 1:
            most.append(tr("({count})", count=entry.people))
        tries = (" ".join(most[:count]) for count in range(len(most), 0, -1))
        return next((words for words in tries if self._fonts.metrics.horizontalAdvance(words) <= room), clock)

    def day_at(self, point: QPoint) -> date | None:
        """The cell under a point."""
        return next((cell.day for cell in self.cells if cell.box.contains(QPointF(point))), None)

    def entry_at(self, point: QPoint) -> Entry | None:
        """The line under a point."""
        lines = (line for cell in self.cells for line in cell.lines)
        return next((entry for entry, box in lines if box.contains(QPointF(point))), None)

    def area_of_day(self) -> QRect:
        """The cell of the chosen day."""
        return next(cell.box for cell in self.cells if cell.day == self.day).toRect()
