"""How a care timeline is drawn. Every state has a shape of its own, so it reads without color."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.icons import pixmap
from wellness_desktop.kit.spans import Scale, Span, State, marks_words, range_words, status_words
from wellness_desktop.kit.when import span_words

Index = QModelIndex | QPersistentModelIndex

SPAN_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Answers with the window and the scale to draw it on."""

MOST_HEIGHTS = 200
"""Heights of rows that a list remembers."""
_MARKS = {State.LATER: "clock", State.OPEN: "circle-dot", State.CLOSED: "minus", State.DONE: "circle-check"}


def bar_area(width: int) -> tuple[int, int]:
    """Left edge and width of the part with the bars; beside the words where there is room, else below them."""
    pad = theme.chars(2)
    if _stacked(width):
        return pad, max(1, width - 2 * pad)
    left = theme.chars(38)
    return left, max(1, width - left - pad)


def axis_lines(scale: Scale) -> float:
    """How many lines of text the axis takes: now, hours passed, days at the station, and changes of the clock."""
    return 4.6 if scale.changes() else 3.5


def draw_axis(painter: QPainter, scale: Scale, area: tuple[int, int]) -> None:
    """Writes where now is, the hours that passed and the days at the station that fit, and where clocks change."""
    line = theme.text_height()
    painter.setFont(theme.scaled_font(0.92))
    painter.setPen(theme.color("muted"))
    _write_along(painter, scale.ticks(), area, round(line * 2.15))
    _write_along(painter, scale.days(), area, round(line * 3.2))
    changes = [(scale.place(change.at), _change_words(change.shift)) for change in scale.changes()]
    painter.setPen(theme.color("text"))
    _write_along(painter, changes, area, round(line * 4.25))
    _draw_now_flag(painter, scale, area, line)


def _write_along(painter: QPainter, ticks: Sequence[tuple[float, str]], area: tuple[int, int], base: int) -> None:
    """Writes what fits side by side."""
    left, width = area
    metrics = QFontMetrics(painter.font())
    free_from = left - theme.chars(30)
    for place, words in ticks:
        room = metrics.horizontalAdvance(words)
        start = min(max(left, left + round(place * width) - room // 2), left + width - room)
        if start >= free_from:
            painter.drawText(start, base, words)
            free_from = start + room + theme.chars(2)


def _change_words(shift: timedelta) -> str:
    length = span_words(abs(shift))
    if shift < timedelta():
        return tr("clocks back {length}", length=length)
    return tr("clocks forward {length}", length=length)


def _change_pen() -> QPen:
    return QPen(theme.color("text"), 1.5, Qt.PenStyle.DotLine)


def _draw_now_flag(painter: QPainter, scale: Scale, area: tuple[int, int], line: int) -> None:
    left, width = area
    words = tr("now, {moment}", moment=scale.now_words())
    if scale.now > scale.end:
        words = tr("{now} →", now=words)
    painter.setFont(theme.scaled_font(0.92, QFont.Weight.DemiBold))
    room = QFontMetrics(painter.font()).horizontalAdvance(words)
    x = left + round(scale.place(scale.now) * width)
    start = min(max(left, x - room // 2), left + width - room)
    painter.setPen(theme.color("accent"))
    painter.drawText(start, round(line * 1.05), words)


class RowPainter(QStyledItemDelegate):
    """Draws one row: title and state in words, the bar, and below it the range and whose it is."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[Span, Scale, int, int], int] = {}
        """Laying a row out takes a while, and each resize asks for the height of every row a few times over."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width = self._view.viewport().width()
        span, scale = held = index.data(SPAN_ROLE)
        key = (span, scale, width, theme.text_height())
        if key not in self._heights:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            self._heights[key] = _Row(held, QRect(0, 0, width, 0)).height
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        held = index.data(SPAN_ROLE)
        if held is None:
            return
        row = _Row(held, QRect(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state: Any = option.state
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 6, 6)
        row.paint(painter)
        if index.row() > 0:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(option.rect.left() + 12, option.rect.top(), option.rect.right() - 12, option.rect.top())
        painter.restore()


class _Row:
    """Where everything in one row goes."""

    def __init__(self, held: tuple[Span, Scale], rect: QRect) -> None:
        self.span, self.scale = held
        self.rect = rect
        self.strong = theme.scaled_font(1.0, QFont.Weight.DemiBold)
        self.plain = theme.scaled_font(0.92)
        self.line = theme.text_height()
        self._place()

    def _place(self) -> None:
        pad = round(self.line * 0.6)
        area_left, area_width = bar_area(self.rect.width())
        left = theme.chars(2)
        icon_room = round(self.line * 1.5)
        words_width = self.rect.width() - 2 * left if _stacked(self.rect.width()) else area_left - left - theme.chars(2)
        top = self.rect.top() + pad
        self.icon_at = QPointF(self.rect.left() + left, top)
        text_left = self.rect.left() + left + icon_room
        self.title = self._box(text_left, top, words_width - icon_room, self.strong, self.span.title)
        self.status = self._box(
            text_left, self.title.bottom() + 3, words_width - icon_room, self.plain, self.status_text
        )
        bar_top = self.status.bottom() + pad // 2 if _stacked(self.rect.width()) else top
        self.bar = QRectF(self.rect.left() + area_left, bar_top + self.line * 0.1, area_width, round(self.line * 0.8))
        below = int(self.bar.bottom()) + round(self.line * 0.35)
        self.note = self._box(self.rect.left() + area_left, below, area_width, self.plain, self.note_text)
        self.height = max(self.status.bottom(), self.note.bottom()) + pad - self.rect.top()

    @property
    def status_text(self) -> str:
        words = status_words(self.span, self.scale.now)
        marks = marks_words(self.span, self.scale.zone)
        return " ".join([tr("{status}.", status=words.rstrip(".")), *marks]) if marks else words

    @property
    def note_text(self) -> str:
        words = range_words(self.span, self.scale.zone)
        words = words[:1].upper() + words[1:]
        return tr("{range}  ·  {source}", range=words, source=self.span.source) if self.span.source else words

    def paint(self, painter: QPainter) -> None:
        state = self.span.state(self.scale.now)
        tint = {State.OPEN: "accent", State.DONE: "on_ok_soft"}.get(state, "muted")
        painter.drawPixmap(self.icon_at, pixmap(_MARKS[state], tint, 1.0))
        self._write(painter, self.title, self.strong, "text", self.span.title)
        self._write(painter, self.status, self.plain, "text", self.status_text)
        self._write(painter, self.note, self.plain, "muted", self.note_text)
        self._draw_bar(painter, state)
        self._draw_changes(painter)
        self._draw_now(painter)
        self._draw_marks(painter)

    def _draw_bar(self, painter: QPainter, state: State) -> None:
        middle = self.bar.center().y()
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawLine(QPointF(self.bar.left(), middle), QPointF(self.bar.right(), middle))
        left, right = self._x(self.span.opens), self.bar.right()
        if self.span.closes is not None:
            right = self._x(self.span.closes)
        box = QRectF(left, self.bar.top(), max(6.0, right - left), self.bar.height())
        radius = box.height() / 3
        painter.setPen(QPen(theme.color(_EDGES[state]), 2, _LINES[state]))
        painter.setBrush(QBrush(theme.color("surface")))
        painter.drawRoundedRect(box, radius, radius)
        painter.setBrush(_fill(state))
        painter.drawRoundedRect(box, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_changes(self, painter: QPainter) -> None:
        painter.setPen(_change_pen())
        for change in self.scale.changes():
            x = self._x(change.at)
            painter.drawLine(QPointF(x, self.bar.top() - 5), QPointF(x, self.bar.bottom() + 5))

    def _draw_now(self, painter: QPainter) -> None:
        """A line with a light edge, so that it shows on a full bar as well."""
        x = self._x(self.scale.now)
        for width, tint in ((6, "surface"), (2, "text")):
            painter.setPen(QPen(theme.color(tint), width))
            painter.drawLine(QPointF(x, self.bar.top() - 5), QPointF(x, self.bar.bottom() + 5))

    def _draw_marks(self, painter: QPainter) -> None:
        """A diamond at the best time, a calendar where something is booked, a check mark where it took place."""
        if self.span.target is not None:
            x, y, r = self._x(self.span.target), self.bar.center().y(), self.bar.height() * 0.42
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.setBrush(theme.color("surface"))
            painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]))
        for moments, icon in ((self.span.held, "check"), (self.span.booked, "calendar-check")):
            for moment in moments:
                self._draw_mark(painter, self._x(moment), icon)

    def _draw_mark(self, painter: QPainter, x: float, icon: str) -> None:
        y, size = self.bar.center().y(), round(self.line * 0.9)
        painter.setPen(QPen(theme.color("text"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QRectF(x - size / 2 - 3, y - size / 2 - 3, size + 6, size + 6))
        painter.drawPixmap(QPointF(x - size / 2, y - size / 2), pixmap(icon, "text", 0.9))

    def _x(self, moment: Any) -> float:
        return self.bar.left() + self.scale.place(moment) * self.bar.width()

    @staticmethod
    def _box(left: int, top: int, width: int, font: QFont, text: str) -> QRect:
        """The place a text takes when wrapped to a width."""
        bounds = QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 10000), int(Qt.TextFlag.TextWordWrap), text)
        return QRect(left, top, width, bounds.height())

    @staticmethod
    def _write(painter: QPainter, box: QRect, font: QFont, tint: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(tint))
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap), text)


_EDGES = {State.LATER: "edge", State.OPEN: "accent", State.CLOSED: "edge", State.DONE: "on_ok_soft"}
_LINES = {
    State.LATER: Qt.PenStyle.DashLine,
    State.OPEN: Qt.PenStyle.SolidLine,
    State.CLOSED: Qt.PenStyle.SolidLine,
    State.DONE: Qt.PenStyle.SolidLine,
}


def _fill(state: State) -> QBrush:
    """Open is full, later is empty, passed is hatched, done is soft."""
    if state is State.OPEN:
        return QBrush(theme.color("accent"))
    if state is State.DONE:
        return QBrush(theme.color("ok_soft"))
    if state is State.CLOSED:
        return QBrush(theme.color("edge"), Qt.BrushStyle.BDiagPattern)
    return QBrush(QColor(Qt.GlobalColor.transparent))


def _stacked(width: int) -> bool:
    return width < theme.chars(84)
