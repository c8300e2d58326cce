"""The incidents below each other on one line of days: what is planned for each, and when its usual times end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.days import TIMELINE_WEEKS
from wellness_desktop.debriefs.calendar_views.drawing_view import Fonts, draw_mark, draw_ring
from wellness_desktop.debriefs.calendar_views.entries import Entry
from wellness_desktop.debriefs.calendar_views.picture_view import CalendarPicture
from wellness_desktop.kit import theme
from wellness_desktop.roster.rota_weeks import DAYS, monday_of
from wellness_desktop.roster.when import month_word

FEWEST_WEEKS, MOST_LINES = 2, 3


@dataclass(frozen=True, slots=True)
class EventLine:
    """One incident."""

    incident_id: UUID
    code_name: str
    box: QRectF
    marks: tuple[tuple[Entry, QRectF], ...]


class TimelinePicture(CalendarPicture):
    """Left and right go through the entries of an incident, up and down through the incidents."""

    def __init__(self, zone: ZoneInfo, day: date, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(tr("Timeline"), zone, day, now, parent)
        self.lines: tuple[EventLine, ...] = ()
        self._incident: UUID | None = None
        self._chosen: Entry | None = None
        self.lay_out()

    @property
    def weeks(self) -> int:
        """How many weeks have room beside the names."""
        room = self.width() - self._name_width() - 8
        week = DAYS * Fonts.now().mark
        return min(TIMELINE_WEEKS, max(FEWEST_WEEKS, int(room // max(1, week))))

    def show_entries(self, entries: Sequence[Entry], day: date, now: datetime) -> None:
        """Shows these entries; the chosen one stays chosen where it is still there."""
        chosen, incident = self._chosen, self._incident
        super().show_entries(entries, day, now)
        if chosen is None or chosen not in self.entries:
            mine = [one for one in self.entries if one.incident_id == incident] or list(self.entries)
            self._chosen = min(mine, key=lambda one: abs(one.starts - now), default=None)
        self._incident = self._chosen.incident_id if self._chosen else None
        self._tell()

    @property
    def here(self) -> list[Entry]:
        """The entries of the chosen incident, in order."""
        return [one for one in self.entries if one.incident_id == self._incident]

    @property
    def entry(self) -> Entry | None:
        """The chosen entry."""
        return self._chosen

    @property
    def words(self) -> str:
        """The chosen incident and entry, for reading aloud."""
        if self._chosen is None:
            return tr("Nothing stands in these weeks.")
        here = self.here
        place = tr("{place} of {count}.", place=here.index(self._chosen) + 1, count=len(here))
        return " ".join((tr("{code}.", code=self._chosen.code_name), self._chosen.words(self.zone), place))

    def key_days(self, key: Qt.Key) -> int | None:
        """No arrow chooses a day; they choose an entry."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_entry(-1 if key == Qt.Key.Key_Left else 1)
            return 0
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_line(-1 if key == Qt.Key.Key_Up else 1)
            return 0
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            here = self.here
            if here:
                self.choose(here[0 if key == Qt.Key.Key_Home else -1])
            return 0
        return None

    def step_entry(self, steps: int) -> bool:
        """To the next or previous entry of the incident; beyond the last, the weeks are turned."""
        here = self.here
        at = here.index(self._chosen) + steps if self._chosen in here else 0
        if 0 <= at < len(here):
            self.choose(here[at])
            return True
        self.page_wanted.emit(steps)
        return False

    def choose(self, entry: Entry) -> None:
        """Chooses this entry, whichever incident's it is."""
        self._chosen, self._incident = entry, entry.incident_id
        self._tell(aloud=True)
        self._scroll_there()

    def _go_days(self, days: int) -> None:
        """The day follows the weeks, not the cursor."""
        del days

    def _step_line(self, steps: int) -> None:
        order = [line.incident_id for line in self.lines]
        if self._incident not in order or self._chosen is None:
            return
        at = order.index(self._incident) + steps
        if 0 <= at < len(order):
            theirs = [one for one in self.entries if one.incident_id == order[at]]
            chosen = self._chosen.starts
            self.choose(min(theirs, key=lambda one: abs(one.starts - chosen)))

    def lay_out(self) -> None:
        """A line for each incident, as high as the fullest of its days."""
        self._fonts = Fonts.now()
        self._left = self._name_width()
        self._day = max(1.0, (self.width() - self._left - 6) / (self.weeks * DAYS))
        self._head = round(self._fonts.line * 2.6)
        top, lines = float(self._head), []
        for incident, code_name in {one.incident_id: one.code_name for one in self.entries}.items():
            theirs = [one for one in self.entries if one.incident_id == incident]
            lines.append(self._line_of(incident, code_name, theirs, top))
            top = lines[-1].box.bottom()
        self.lines = tuple(lines)
        self.setFixedHeight(round(max(top, self._head + self._fonts.line * 3)) + 4)
        self.update()

    def _line_of(self, incident: UUID, code_name: str, entries: Sequence[Entry], top: float) -> EventLine:
        line, size = self._fonts.line, self._fonts.mark
        first = monday_of(self.day)
        taken: dict[int, int] = {}
        marks = []
        for entry in entries:
            day = max(0, (entry.starts.astimezone(self.zone).date() - first).days)
            lane = taken.get(day, 0)
            taken[day] = lane + 1
            if lane < MOST_LINES:
                left = self._left + day * self._day + max(0.0, (self._day - size) / 2)
                marks.append((entry, QRectF(left, top + line * 0.35 + lane * line * 1.35, size, line * 1.2)))
        lanes = min(MOST_LINES, max(taken.values(), default=1))
        box = QRectF(0, top, self.width(), line * (0.7 + 1.35 * lanes))
        return EventLine(incident, code_name, box, tuple(marks))

    def _name_width(self) -> int:
        metrics = Fonts.now().metrics
        names = {one.code_name for one in self.entries} or {tr("Event")}
        return max(metrics.horizontalAdvance(name) for name in names) + theme.chars(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_days(painter)
        for line in self.lines:
            if line.box.intersects(QRectF(event.rect())):
                self._draw_line(painter, line)
        if not self.lines:
            painter.setFont(self._fonts.small)
            painter.setPen(theme.color("muted"))
            painter.drawText(QPointF(6, self._head + self._fonts.line * 1.6), tr("Nothing stands in these weeks."))
        painter.end()

    def _draw_days(self, painter: QPainter) -> None:
        first, line = monday_of(self.day), self._fonts.line
        bottom = float(self.height() - 3)
        for number in range(self.weeks * DAYS):
            day, x = first + timedelta(days=number), self._left + number * self._day
            if day == self.today:
                painter.fillRect(QRectF(x, line * 1.3, self._day, bottom - line * 1.3), theme.color("sunken"))
            monday = number % DAYS == 0
            painter.setPen(QPen(theme.color("edge" if monday else "line"), 1))
            painter.drawLine(QPointF(x, self._head - line * (1.2 if monday else 0.4)), QPointF(x, bottom))
            painter.setFont(self._fonts.strong if day == self.today else self._fonts.small)
            painter.setPen(theme.color("accent" if day == self.today else "muted"))
            if monday:
                words = tr("{month} {day}", month=month_word(day), day=day.day)
                painter.drawText(QPointF(x + 3, line * 1.15), words)
            box = QRectF(x, self._head - line * 1.2, self._day, line)
            if self._day >= self._fonts.metrics.horizontalAdvance("00"):
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(day.day))

    def _draw_line(self, painter: QPainter, line: EventLine) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(line.box.topLeft(), line.box.topRight())
        chosen = line.incident_id == self._incident
        painter.setFont(self._fonts.strong if chosen else self._fonts.small)
        painter.setPen(theme.color("text"))
        painter.drawText(QPointF(6, line.box.top() + self._fonts.line * 1.3), line.code_name)
        for entry, box in line.marks:
            draw_mark(painter, self._fonts, entry, box)
        for entry, box in line.marks:
            if entry == self._chosen:
                draw_ring(painter, box.adjusted(-3, -3, 3, 3), focused=self.hasFocus())

    def day_at(self, point: QPoint) -> date | None:
        """A press chooses entries here, not days."""
        del point
        return None

    def entry_at(self, point: QPoint) -> Entry | None:
        """The mark under a point."""
        marks = (mark for line in self.lines for mark in line.marks)
        return next((entry for entry, box in marks if box.contains(QPointF(point))), None)

    def area_of_day(self) -> QRect:
        """The line of the chosen incident."""
        found = next((line.box for line in self.lines if line.incident_id == self._incident), None)
        return found.toRect() if found is not None else self.rect()
