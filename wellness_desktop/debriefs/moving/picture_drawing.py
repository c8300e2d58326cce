"""How the days are drawn: a row a day, a bar for how many could come, a block for each session.

Heights and outlines carry the meaning, so it reads without color.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.moving.costs import Movable
from wellness_desktop.debriefs.moving.days import HALF_HOUR, DayRow, DayTable
from wellness_desktop.kit import theme
from wellness_desktop.roster.when import month_word, weekday_word

HOURS = (0, 3, 6, 9, 12, 15, 18, 21)
FEW_HOURS = (0, 6, 12, 18)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn."""

    table: DayTable
    sessions: Sequence[Movable]
    chosen: int
    """Which of the sessions the keys move."""
    at: datetime
    """Where the chosen one stands now."""
    now: datetime
    focused: bool


class DaysPainter:
    """Draws the days at one width; everything that depends on the text size is measured once."""

    def __init__(self, width: int, rows: int, slots: int) -> None:
        self._small = theme.scaled_font(0.92)
        self._strong = theme.scaled_font(0.92, QFont.Weight.DemiBold)
        self._line = theme.text_height()
        metrics = QFontMetrics(self._strong)
        self._left = metrics.horizontalAdvance(tr("{weekday} {month} {day}", weekday="Wed", month="Sep", day=30)) + 14
        self._slot = max(1.0, (width - self._left - 4) / max(1, slots))
        self._head = round(self._line * 1.4)
        self._row = round(self._line * 1.9)
        self.height = self._head + self._row * rows + round(self._line * 0.4)

    def box(self, row: int, slot: float, length: float) -> QRectF:
        """The box of a session in a row; `slot` and `length` are half hours."""
        return QRectF(self._left + slot * self._slot, self._top(row) + 2, max(6.0, length * self._slot), self._row - 4)

    def under(self, x: float, y: float) -> tuple[int, float]:
        """Row and half hours from midnight under a point, also beyond the picture."""
        return int((y - self._head) // self._row), (x - self._left) / self._slot

    def paint(self, painter: QPainter, shown: Shown) -> None:
        """Everything, from the hours on top to the blocks."""
        self._draw_hours(painter, shown.table)
        for number, row in enumerate(shown.table.rows):
            self._draw_row(painter, shown, number, row)
        for number, session in enumerate(shown.sessions):
            if number != shown.chosen:
                self._draw_block(painter, shown, session, session.starts, chosen=False)
        if 0 <= shown.chosen < len(shown.sessions):
            session = shown.sessions[shown.chosen]
            if session.starts != shown.at:
                self._draw_ghost(painter, shown, session)
            self._draw_block(painter, shown, session, shown.at, chosen=True)

    def _top(self, row: int) -> int:
        return self._head + row * self._row

    def _draw_hours(self, painter: QPainter, table: DayTable) -> None:
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        roomy = metrics.horizontalAdvance("00:00") + 10 < self._slot * 6
        for hour in HOURS if roomy else FEW_HOURS:
            x = self._left + hour * 2 * self._slot
            painter.setPen(theme.color("muted"))
            painter.drawText(QPointF(x + 2, self._head - self._line * 0.35), f"{hour:02}:00")
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, self._head - 3), QPointF(x, self._top(len(table.rows))))

    def _draw_row(self, painter: QPainter, shown: Shown, number: int, row: DayRow) -> None:
        top = self._top(number)
        painter.setFont(self._strong if row.day == shown.now.astimezone(shown.table.zone).date() else self._small)
        painter.setPen(theme.color("text"))
        words = tr("{weekday} {month} {day}", weekday=weekday_word(row.day), month=month_word(row.day), day=row.day.day)
        mark = tr("{day}*", day=words) if row.clock_changes else words
        label = QRectF(2, top, self._left - 6, self._row)
        painter.drawText(label, int(Qt.AlignmentFlag.AlignVCenter), mark)
        self._draw_counts(painter, shown.table, row, top)
        painter.setPen(QPen(theme.color("line"), 1))
        bottom = top + self._row
        painter.drawLine(QPointF(self._left, bottom), QPointF(self._left + len(row.counts) * self._slot, bottom))

    def _draw_counts(self, painter: QPainter, table: DayTable, row: DayRow, top: int) -> None:
        """Bars as high as the share that could come; hatched outside of the care window, a gap where it is past."""
        room = self._row - 6
        for slot, count in enumerate(row.counts):
            if count < 0:
                continue
            x = self._left + slot * self._slot
            if not row.inside[slot]:
                painter.fillRect(
                    QRectF(x, top + 1, self._slot, self._row - 2),
                    QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern),
                )
            if count and table.most:
                height = room * count / table.most
                bar = QRectF(x, top + 3 + room - height, self._slot + 0.5, height)
                painter.fillRect(bar, theme.color("info_soft"))
                painter.setPen(QPen(theme.color("on_info_soft"), 1.6 if count == table.most else 1))
                painter.drawLine(bar.topLeft(), QPointF(bar.right(), bar.top()))

    def _draw_ghost(self, painter: QPainter, shown: Shown, session: Movable) -> None:
        """Where the session was before it was moved."""
        found = shown.table.place(session.starts)
        if found is not None:
            painter.setPen(QPen(theme.color("muted"), 1.4, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.box(*found, self._length(session)), 4, 4)

    def _draw_block(self, painter: QPainter, shown: Shown, session: Movable, at: datetime, *, chosen: bool) -> None:
        found = shown.table.place(at)
        if found is None:
            return
        box = self.box(*found, self._length(session))
        end = self._left + len(shown.table.rows[found[0]].counts) * self._slot
        over = box.right() - end
        if over > 0:  # past midnight: the rest stands in the next row
            box.setRight(end)
            if found[0] + 1 < len(shown.table.rows):
                self._draw_box(painter, self.box(found[0] + 1, 0, over / self._slot), shown, session, chosen=chosen)
        self._draw_box(painter, box, shown, session, chosen=chosen)
        self._write(painter, box, self._label(shown, session, chosen=chosen))

    def _draw_box(self, painter: QPainter, box: QRectF, shown: Shown, session: Movable, *, chosen: bool) -> None:
        painter.setBrush(theme.color("ok_soft" if session.booked else "surface"))
        painter.setPen(QPen(theme.color("text" if chosen else "edge"), 2 if chosen else 1.4))
        painter.drawRoundedRect(box, 4, 4)
        if chosen and shown.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 6, 6)

    @staticmethod
    def _label(shown: Shown, session: Movable, *, chosen: bool) -> str:
        del chosen
        if session.booked:
            return tr("booked")
        number = sum(not one.booked for one in shown.sessions[: shown.sessions.index(session) + 1])
        return str(number)

    def _write(self, painter: QPainter, box: QRectF, words: str) -> None:
        metrics = QFontMetrics(self._strong)
        if metrics.horizontalAdvance(words) + 6 > box.width():
            words = words[:1].upper()
        painter.setFont(self._strong)
        painter.setPen(theme.color("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    @staticmethod
    def _length(session: Movable) -> float:
        return timedelta(minutes=session.minutes) / HALF_HOUR
