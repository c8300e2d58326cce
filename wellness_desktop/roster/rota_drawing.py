"""How one week of the rota is drawn. Bars carry names and gaps carry a pattern, so it reads without color."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.roster.on_call import LAYERS, Duty, Layer, Span
from wellness_desktop.roster.rota_weeks import DAYS, Piece, pieces, place, week_span
from wellness_desktop.roster.when import month_word, weekday_word

_FILLS = (("info_soft", "on_info_soft"), ("ok_soft", "on_ok_soft"), ("sunken", "text"))
"""People follow each other in these; the name says who, the color only where one ends."""
ROOM_FOR_LABELS = 62
"""Characters of width from which the layers' names stand beside their rows instead of above them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn of one week."""

    monday: date
    zone: ZoneInfo
    now: datetime
    duties: tuple[Duty, ...]
    names: Mapping[UUID, str]
    chosen: Span
    layer: Layer
    traded: Duty | None
    focused: bool


class WeekPainter:
    """Draws weeks of one width; everything that depends on the text size is measured once."""

    def __init__(self, width: int, font: QFont) -> None:
        self._metrics = QFontMetrics(font)
        self._small = theme.scaled_font(0.92)
        self._strong = theme.scaled_font(0.92, QFont.Weight.DemiBold)
        self._line = theme.text_height()
        self._beside = width >= theme.chars(ROOM_FOR_LABELS)
        labels = max(QFontMetrics(self._small).horizontalAdvance(layer.label) for layer in LAYERS)
        self._left = labels + theme.chars(2) if self._beside else 2
        self._day = max(1.0, (width - self._left - 3) / DAYS)
        self._head = round(self._line * 1.5)
        self._label = 0 if self._beside else round(self._line * 1.1)
        self._bar = round(self._line * 1.45)
        self._lane = self._label + self._bar + round(self._line * 0.3)
        self.height = self._head + self._lane * len(LAYERS) + round(self._line * 0.7)
        self.least_width = theme.chars(40)

    def bar(self, left: float, right: float, layer: int, top: int) -> QRectF:
        """The box of a span given in days from Monday."""
        y = top + self._head + layer * self._lane + self._label
        return QRectF(self._left + left * self._day, y, max(3.0, (right - left) * self._day), self._bar)

    def under(self, x: int, y: int) -> tuple[int, float] | None:
        """Layer and days from Monday of a point in the week; None in the margins."""
        layer = (y - self._head) // self._lane
        days = (x - self._left) / self._day
        return (int(layer), days) if 0 <= layer < len(LAYERS) and 0 <= days < DAYS else None

    def paint(self, painter: QPainter, picture: Picture, top: int) -> None:
        """One week, from its days down to its last layer."""
        self._draw_days(painter, picture, top)
        for row, layer in enumerate(LAYERS):
            self._draw_label(painter, layer, row, top)
            for piece in pieces(picture.duties, layer, picture.monday, picture.zone):
                box = self.bar(piece.left, piece.right, row, top).adjusted(1, 0, -1, 0)
                if piece.duty is None:
                    self._draw_gap(painter, picture, piece, layer, box)
                else:
                    self._draw_duty(painter, picture, piece.duty, box)
        self._draw_now(painter, picture, top)
        self._draw_chosen(painter, picture, top)

    def _draw_days(self, painter: QPainter, picture: Picture, top: int) -> None:
        today = picture.now.astimezone(picture.zone).date()
        bottom = top + self._head + self._lane * len(LAYERS)
        for number in range(DAYS):
            day = picture.monday + timedelta(days=number)
            x = self._left + number * self._day
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, top + self._head * 0.3), QPointF(x, bottom))
            font = self._strong if day == today else self._small
            painter.setFont(font)
            painter.setPen(theme.color("accent" if day == today else "muted"))
            words = self._day_words(day, number == 0, QFontMetrics(font))
            painter.drawText(QPointF(x + 5, top + self._head - self._line * 0.4), words)

    def _day_words(self, day: date, first: bool, metrics: QFontMetrics) -> str:
        """As much of the date as fits into a day's width."""
        weekday, month = weekday_word(day), month_word(day)
        full = tr("{weekday} {month} {day}", weekday=weekday, month=month, day=day.day)
        short = tr("{month} {day}", month=month, day=day.day)
        plain = tr("{weekday} {day}", weekday=weekday, day=day.day)
        for words in (full, short if first or day.day == 1 else plain, plain):
            if metrics.horizontalAdvance(words) <= self._day - 8:
                return words
        return str(day.day)

    def _draw_label(self, painter: QPainter, layer: Layer, row: int, top: int) -> None:
        painter.setFont(self._small)
        painter.setPen(theme.color("text"))
        y = top + self._head + row * self._lane
        if self._beside:
            box = QRectF(0, y, self._left - theme.chars(1), self._bar)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), layer.label)
        else:
            painter.drawText(QPointF(6, y + self._label * 0.8), layer.label)

    def _draw_duty(self, painter: QPainter, picture: Picture, duty: Duty, box: QRectF) -> None:
        order = sorted(picture.names, key=str)
        fill, ink = _FILLS[order.index(duty.person_id) % len(_FILLS) if duty.person_id in order else 0]
        marked = picture.traded is not None and picture.traded.id == duty.id
        over = duty.ends <= picture.now
        painter.setPen(
            QPen(theme.color("accent"), 3, Qt.PenStyle.DashLine) if marked else QPen(theme.color("edge"), 1.2)
        )
        painter.setBrush(theme.color("surface" if over else fill))
        painter.drawRoundedRect(box, 5, 5)
        self._write(painter, box, picture.names.get(duty.person_id, ""), "muted" if over else ink, self._strong)

    def _draw_gap(self, painter: QPainter, picture: Picture, piece: Piece, layer: Layer, box: QRectF) -> None:
        """Hours without anybody: hatched and outlined where somebody is called first, a quiet line elsewhere."""
        now = place(picture.now, picture.monday, picture.zone)
        if piece.right <= now:
            return
        if layer is not Layer.PRIMARY:
            painter.setPen(QPen(theme.color("edge"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
            return
        if now > piece.left:
            box.setLeft(max(box.left(), self._left + now * self._day))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("warn_soft"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(theme.color("on_warn_soft"), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._write(painter, box, tr("nobody"), "on_warn_soft", self._small, whole=True)

    def _write(self, painter: QPainter, box: QRectF, words: str, ink: str, font: QFont, *, whole: bool = False) -> None:
        """The words where they fit, shortened where a few letters do; nothing rather than a stump."""
        metrics = QFontMetrics(font)
        room = int(box.width()) - 12
        if metrics.horizontalAdvance(words) > room:
            if whole or room < metrics.horizontalAdvance("MMM"):
                return
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        painter.drawText(box.adjusted(6, 0, -6, 0), int(Qt.AlignmentFlag.AlignVCenter), words)

    def _draw_now(self, painter: QPainter, picture: Picture, top: int) -> None:
        week = week_span(picture.monday, picture.zone)
        if not week.starts <= picture.now < week.ends:
            return
        x = self._left + place(picture.now, picture.monday, picture.zone) * self._day
        for width, tint in ((5, "surface"), (2, "text")):
            painter.setPen(QPen(theme.color(tint), width))
            painter.drawLine(
                QPointF(x, top + self._head - 3), QPointF(x, top + self._head + self._lane * len(LAYERS) - 3)
            )

    def _draw_chosen(self, painter: QPainter, picture: Picture, top: int) -> None:
        week = week_span(picture.monday, picture.zone)
        if picture.chosen.ends <= week.starts or picture.chosen.starts >= week.ends:
            return
        left = place(max(picture.chosen.starts, week.starts), picture.monday, picture.zone)
        right = place(min(picture.chosen.ends, week.ends), picture.monday, picture.zone)
        box = self.bar(left, right, LAYERS.index(picture.layer), top).adjusted(0, -3, 0, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, tint in ((5, "surface"), (3 if picture.focused else 2, "focus" if picture.focused else "edge")):
            painter.setPen(QPen(theme.color(tint), width))
            painter.drawRoundedRect(box, 6, 6)
