"""A week as seven rows of hours: each day as long as it is, so that a clock-change day is as true as any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.days import HOUR, change_words, day_length, hours_into, ticks
from wellness_desktop.debriefs.calendar_views.drawing_view import Fonts, draw_mark, draw_ring, draw_words
from wellness_desktop.debriefs.calendar_views.entries import Entry, entries_of_day
from wellness_desktop.debriefs.calendar_views.picture_view import CalendarPicture, more_words
from wellness_desktop.kit import theme
from wellness_desktop.roster.rota_weeks import DAYS, monday_of
from wellness_desktop.roster.when import month_word, weekday_word

MOST_LANES = 6
"""Entries of one day below each other; the others are counted, and read beside the picture."""
ROOM_FOR_LABELS = 70
"""Characters of width from which the days' names stand beside their rows instead of above them."""
LABEL_EVERY = 3
"""Hours between two numbers of the scale."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its row: the bar of its true length, and its words beside it."""

    entry: Entry
    bar: QRectF
    words: QRectF


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the picture."""

    day: date
    box: QRectF
    hours_top: float
    """Where the entries begin, below what is said of the day."""
    placed: tuple[Placed, ...]
    more: int


class WeekPicture(CalendarPicture):
    """Up and down choose the day, left and right the entry."""

    def __init__(self, zone: ZoneInfo, day: date, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(tr("Week"), zone, day, now, parent)
        self.rows: tuple[DayRow, ...] = ()
        self.lay_out()

    def key_days(self, key: Qt.Key) -> int | None:
        """Up and down; left and right only beyond the day's entries."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return -1 if key == Qt.Key.Key_Up else 1
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -1 if key == Qt.Key.Key_Left else 1
            return 0 if self.step_entry(step) else step
        return None

    def _go_days(self, days: int) -> None:
        if days:
            super()._go_days(days)

    def lay_out(self) -> None:
        """Places the days below each other; a full day is higher."""
        self._fonts = Fonts.now()
        line = self._fonts.line
        beside = self.width() >= theme.chars(ROOM_FOR_LABELS)
        self._left = self._label_width() if beside else 6
        monday = monday_of(self.day)
        days = [monday + timedelta(days=number) for number in range(DAYS)]
        longest = max(day_length(day, self.zone) for day in days)
        self._hour = max(1.0, (self.width() - self._left - 8) / (longest / HOUR))
        self._top = round(line * 1.4)
        top = float(self._top)
        rows = []
        for day in days:
            rows.append(self._row(day, top, beside=beside))
            top = rows[-1].box.bottom()
        self.rows = tuple(rows)
        self.setFixedHeight(round(top) + 4)
        self.update()

    def _label_width(self) -> int:
        widest = self._fonts.metrics.horizontalAdvance(
            tr("{weekday} {month} {day}", weekday="Mmm", month="Mmm", day=30)
        )
        return widest + theme.chars(3)

    def _row(self, day: date, top: float, *, beside: bool) -> DayRow:
        line = self._fonts.line
        said = 0.0 if beside else line * 1.3
        if change_words(day, self.zone):
            said = line * 2.6 if not beside else line * 1.5
        first = top + line * 0.35 + said
        entries = entries_of_day(self.entries, day, self.zone)
        placed, lanes = self._place(entries, day, first)
        more = len(entries) - len(placed)
        height = max(1, lanes) * line * 1.5 + (line * 1.2 if more else 0)
        box = QRectF(0, top, self.width(), first - top + height + line * 0.3)
        return DayRow(day, box, first, tuple(placed), more)

    def _place(self, entries: Sequence[Entry], day: date, top: float) -> tuple[list[Placed], int]:
        """Each entry in the first lane where neither bar nor words run into another."""
        line, placed = self._fonts.line, []
        ends: list[float] = []
        for entry in entries:
            bar, words = self._boxes(entry, day)
            left, right = min(bar.left(), words.left()), max(bar.right(), words.right())
            lane = next((number for number, end in enumerate(ends) if end <= left), len(ends))
            if lane >= MOST_LANES:
                continue
            if lane == len(ends):
                ends.append(0.0)
            ends[lane] = right + 8
            y = top + lane * line * 1.5
            placed.append(Placed(entry, bar.translated(0, y), words.translated(0, y)))
        return placed, len(ends)

    def _boxes(self, entry: Entry, day: date) -> tuple[QRectF, QRectF]:
        height = self._fonts.line * 1.25
        edge = float(self.width() - 8)
        first = self._left + max(0.0, hours_into(day, entry.starts, self.zone)) * self._hour
        last = self._left + min(day_length(day, self.zone) / HOUR, hours_into(day, entry.ends, self.zone)) * self._hour
        width = max(float(self._fonts.mark), last - first)
        left = min(first, edge - width)
        text = float(self._fonts.metrics.horizontalAdvance(self._label(entry, day)) + 4)
        after, room = left + width + 5, edge - (left + width + 5)
        if text <= room or room >= left - self._left:
            return QRectF(left, 0, width, height), QRectF(after, 0, min(text, room), height)
        text = min(text, left - 5 - self._left)
        return QRectF(left, 0, width, height), QRectF(left - 5 - text, 0, text, height)

    def _label(self, entry: Entry, day: date) -> str:
        return tr("{clock} {code}", clock=entry.clock_on(day, self.zone), code=entry.code_name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_scale(painter)
        for row in self.rows:
            if row.box.intersects(QRectF(event.rect())):
                self._draw_row(painter, row)
        painter.end()

    def _draw_scale(self, painter: QPainter) -> None:
        """The hours of an ordinary day; a day on which the clock changes has its own."""
        plain = next((row.day for row in self.rows if not change_words(row.day, self.zone)), self.rows[0].day)
        self._draw_hours(painter, plain, self._top - self._fonts.line * 0.35)

    def _draw_hours(self, painter: QPainter, day: date, baseline: float) -> None:
        painter.setFont(self._fonts.small)
        painter.setPen(theme.color("muted"))
        step = self._label_step()
        for tick in ticks(day, self.zone):
            if tick.clock_hour % step == 0 and tick.clock_hour < 24:
                painter.drawText(QPointF(self._left + tick.hours * self._hour + 3, baseline), f"{tick.clock_hour:02}")

    def _label_step(self) -> int:
        """Hours between two numbers, so that they never touch."""
        wide = self._fonts.metrics.horizontalAdvance("00") + 10
        return next((step for step in (LABEL_EVERY, 6, 12) if step * self._hour >= wide), 12)

    def _draw_row(self, painter: QPainter, row: DayRow) -> None:
        today = row.day == self.today
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(row.box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(row.box.topLeft(), row.box.topRight())
        step = self._label_step()
        for tick in ticks(row.day, self.zone):
            if tick.clock_hour % step == 0:
                x = self._left + tick.hours * self._hour
                painter.drawLine(QPointF(x, row.hours_top - 2), QPointF(x, row.box.bottom() - 2))
        self._draw_day_words(painter, row, today=today)
        if today:
            self._draw_now(painter, row)  # first: it must not run through words
        for placed in row.placed:
            draw_mark(painter, self._fonts, placed.entry, placed.bar)
            ink = "muted" if placed.entry.is_settled else "text"
            draw_words(painter, self._fonts, self._label(placed.entry, row.day), placed.words, ink)
        if row.more:
            box = QRectF(self._left, row.box.bottom() - self._fonts.line * 1.4, 400, self._fonts.line * 1.2)
            draw_words(painter, self._fonts, more_words(row.more), box, "muted")
        if row.day == self.day:
            self._draw_chosen(painter, row)

    def _draw_day_words(self, painter: QPainter, row: DayRow, *, today: bool) -> None:
        line = self._fonts.line
        words = tr("{weekday} {month} {day}", weekday=weekday_word(row.day), month=month_word(row.day), day=row.day.day)
        painter.setFont(self._fonts.strong if today else self._fonts.small)
        painter.setPen(theme.color("accent" if today else "text"))
        painter.drawText(QPointF(8, row.box.top() + line * 1.25), words)
        change = change_words(row.day, self.zone)
        if change:
            self._draw_hours(painter, row.day, row.hours_top - line * 0.25)
            self._draw_change(painter, row, change)

    def _draw_change(self, painter: QPainter, row: DayRow, change: str) -> None:
        """What the clock does, at the end of the row where nobody meets."""
        metrics, line = self._fonts.metrics, self._fonts.line
        width = metrics.horizontalAdvance(change) + 6
        box = QRectF(self.width() - 8 - width, row.box.bottom() - line * 1.4, width, line * 1.2)
        taken = [placed for placed in row.placed if placed.words.united(placed.bar).intersects(box)]
        if not taken:
            draw_words(painter, self._fonts, change, box, "on_warn_soft")

    def _draw_now(self, painter: QPainter, row: DayRow) -> None:
        x = self._left + hours_into(row.day, self.now, self.zone) * self._hour
        for width, tint in ((5, "surface"), (2, "text")):
            painter.setPen(QPen(theme.color(tint), width))
            painter.drawLine(QPointF(x, row.hours_top - 3), QPointF(x, row.box.bottom() - 3))

    def _draw_chosen(self, painter: QPainter, row: DayRow) -> None:
        found = [placed for placed in row.placed if placed.entry == self.entry]
        draw_ring(painter, row.box.adjusted(3, 3, -3, -2), focused=self.hasFocus() and not found)
        for placed in found:
            draw_ring(painter, placed.bar.united(placed.words).adjusted(-3, -2, 2, 2), focused=self.hasFocus())

    def day_at(self, point: QPoint) -> date | None:
        """The row under a point."""
        return next((row.day for row in self.rows if row.box.contains(QPointF(point))), None)

    def entry_at(self, point: QPoint) -> Entry | None:
        """The bar or words under a point."""
        at = QPointF(point)
        placed = (one for row in self.rows for one in row.placed)
        return next((one.entry for one in placed if one.bar.united(one.words).contains(at)), None)

    def area_of_day(self) -> QRect:
        """The row of the chosen day."""
        return next(row.box for row in self.rows if row.day == self.day).toRect()
