"""How the month picture is drawn: names, days, letters, and the fewest on duty below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.roster.duty_roster.month import DayCell, Picture, Row
from wellness_desktop.roster.when import weekday_word


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the picture: a person, or a team with all its people."""

    rows: tuple[int, ...]
    heading: str = ""

    @property
    def is_team(self) -> bool:
        """Whether it stands for everybody of a team."""
        return bool(self.heading)


@dataclass(frozen=True, slots=True)
class Look:
    """What is marked in the picture."""

    today: date
    chosen: tuple[int, int, int]
    """The cursor's line, and its first and last day."""
    marked: tuple[UUID, date] | None
    focused: bool
    teams: bool
    font: QFont


class MonthPainter:
    """Draws the picture at one width; everything that depends on the text size is measured once."""

    def __init__(self, width: int, days: int) -> None:
        self._width = width
        self._small = theme.scaled_font(0.92)
        self._strong = theme.scaled_font(0.92, QFont.Weight.DemiBold)
        self._narrow = theme.scaled_font(0.72, QFont.Weight.DemiBold)
        metrics = QFontMetrics(self._strong)
        self._least_day = max(metrics.horizontalAdvance(text) for text in ("Ct", "Lv", "N+", "30", "W")) + 7
        self._line_height = round(theme.text_height() * 1.55)
        self._head_height = round(theme.text_height() * 2.5)
        self._names = theme.chars(20)
        self._day_width = max(1.0, (width - self._names - 3) / max(1, days))
        self.least_width = self._names + 7 * self._least_day

    def days_that_fit(self, width: int) -> int:
        """How many days have room beside the names: 31, 14 or 7."""
        room = (width - self._names - 4) // self._least_day
        return 31 if room >= 31 else 14 if room >= 14 else 7

    def height(self, lines: int) -> int:
        """How high a picture of so many lines is."""
        return self._head_height + self._line_height * (lines + 1) + 6

    def cell_box(self, line: int, day: int) -> QRectF:
        """The box of a day of a line."""
        left, top = self._names + day * self._day_width, self._head_height + line * self._line_height
        return QRectF(left, top, self._day_width, self._line_height)

    def under(self, x: int, y: int) -> tuple[int, int]:
        """Line and day of a point; they may lie outside of the picture."""
        return (y - self._head_height) // self._line_height, int((x - self._names) // self._day_width)

    def paint(self, painter: QPainter, picture: Picture, lines: Sequence[Line], look: Look, area: QRect) -> None:
        """Everything that touches `area`."""
        self._draw_head(painter, picture, look)
        for number, line in enumerate(lines):
            top = self._head_height + number * self._line_height
            if QRect(0, top, self._width, self._line_height).intersects(area):
                self._draw_line(painter, picture, number, line, look)
        self._draw_fewest(painter, picture, len(lines), look)
        self._draw_today(painter, picture, len(lines), look)
        self._draw_cursor(painter, picture, lines, look)

    def _draw_head(self, painter: QPainter, picture: Picture, look: Look) -> None:
        wide = QFontMetrics(self._strong)
        fits = [wide.horizontalAdvance(weekday_word(day)) <= self._day_width - 2 for day in picture.days]
        letters = 3 if all(fits) else 2
        for number, day in enumerate(picture.days):
            box = self.cell_box(0, number)
            now = day == look.today
            painter.setFont(self._strong if now else self._small)
            painter.setPen(theme.color("accent" if now else "text"))
            height = self._head_height / 2 - 2
            middle = int(Qt.AlignmentFlag.AlignCenter)
            word = weekday_word(day)[:letters]
            painter.drawText(QRectF(box.left(), 0, box.width(), height), middle, word)
            painter.drawText(QRectF(box.left(), height, box.width(), height), middle, str(day.day))

    def _draw_line(self, painter: QPainter, picture: Picture, number: int, line: Line, look: Look) -> None:
        top = self._head_height + number * self._line_height
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(0, top, self._width, top)
        painter.setPen(theme.color("text"))
        painter.setFont(self._strong if line.is_team else look.font)
        name = line.heading or picture.rows[line.rows[0]].member.name
        left = 4 if line.is_team or not look.teams else 12
        room = (self._width if line.is_team else self._names) - left - 6
        name = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, top, room, self._line_height), int(Qt.AlignmentFlag.AlignVCenter), name)
        if not line.is_team:
            for day, cell in enumerate(picture.rows[line.rows[0]].cells):
                self._draw_cell(painter, number, day, cell)

    def _draw_cell(self, painter: QPainter, line: int, day: int, cell: DayCell) -> None:
        box = self.cell_box(line, day).adjusted(1, 2, -1, -2)
        if cell.clash:
            painter.setPen(QPen(theme.color("on_warn_soft"), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(theme.color("warn_soft"))
            painter.drawRoundedRect(box, 3, 3)
        elif cell.works or cell.away:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("info_soft" if cell.works else "sunken"))
            painter.drawRoundedRect(box, 3, 3)
        strong = cell.works or cell.away or cell.on_call
        painter.setFont(self._fitting(cell.text) if strong else self._small)
        painter.setPen(theme.color("on_warn_soft" if cell.clash else "on_info_soft" if cell.works else "text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cell.text)

    def _fitting(self, text: str) -> QFont:
        """Three signs are set narrower where the day has no room for them."""
        return (
            self._strong if QFontMetrics(self._strong).horizontalAdvance(text) <= self._day_width - 3 else self._narrow
        )

    def _draw_fewest(self, painter: QPainter, picture: Picture, count_lines: int, look: Look) -> None:
        """The last line: the fewest on duty at any time of each day, hatched where it is nobody."""
        if not look.teams or not picture.fewest:
            return
        line = count_lines
        top = self._head_height + line * self._line_height
        painter.setPen(QPen(theme.color("edge"), 1.4))
        painter.drawLine(0, top, self._width, top)
        painter.setFont(self._small)
        painter.setPen(theme.color("text"))
        words = QFontMetrics(self._small).elidedText(tr("Fewest on"), Qt.TextElideMode.ElideRight, self._names - 6)
        painter.drawText(QRectF(4, top, self._names, self._line_height), int(Qt.AlignmentFlag.AlignVCenter), words)
        for day, count in enumerate(picture.fewest):
            box = self.cell_box(line, day).adjusted(1, 2, -1, -2)
            if not count:
                painter.setPen(QPen(theme.color("on_warn_soft"), 1.2, Qt.PenStyle.DashLine))
                painter.setBrush(theme.color("warn_soft"))
                painter.drawRoundedRect(box, 3, 3)
                painter.setBrush(QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern))
                painter.drawRoundedRect(box, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setFont(self._strong)
            painter.setPen(theme.color("text" if count else "on_warn_soft"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(count))

    def _draw_today(self, painter: QPainter, picture: Picture, count_lines: int, look: Look) -> None:
        if look.today not in picture.days:
            return
        box = self.cell_box(0, picture.days.index(look.today))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 1.6))
        shown = count_lines if look.teams else count_lines - 1
        painter.drawRect(QRectF(box.left(), 1, box.width(), self.height(shown) - 4))

    def _draw_cursor(self, painter: QPainter, picture: Picture, lines: Sequence[Line], look: Look) -> None:
        if not lines or not picture.days:
            return
        line, first, last = look.chosen
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = self.cell_box(line, first).united(self.cell_box(line, last))
        for width, tint in ((5, "surface"), (3 if look.focused else 2, "focus" if look.focused else "edge")):
            painter.setPen(QPen(theme.color(tint), width))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if look.marked is not None and look.marked[1] in picture.days:
            row = picture.row_of(look.marked[0])
            for number, each in enumerate(lines):
                if not each.is_team and each.rows[0] == row:
                    painter.setPen(QPen(theme.color("accent"), 3, Qt.PenStyle.DashLine))
                    where = self.cell_box(number, picture.days.index(look.marked[1]))
                    painter.drawRoundedRect(where.adjusted(2, 2, -2, -2), 4, 4)


def lines_of(rows: Sequence[Row], *, with_teams: bool) -> list[Line]:
    """People below their team's line; those without a team come below a line of their own."""
    if not with_teams:
        return [Line((number,)) for number in range(len(rows))]
    found: list[Line] = []
    groups: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        key = row.team or (tr("No team") if row.known else tr("When are they on?"))
        groups.setdefault(key, []).append(number)
    for heading, members in groups.items():
        found.append(Line(tuple(members), heading))
        found += [Line((number,)) for number in members]
    return found
