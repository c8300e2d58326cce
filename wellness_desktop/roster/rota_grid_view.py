"""The rota as a picture: weeks below each other, days across, layers down. Arrows, Enter and Del work in it, and so
does the mouse: pressing and pulling chooses a span. What stands under the cursor is said in words as well.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.scrolling import bring_into_view
from wellness_desktop.roster.on_call import LAYERS, Duty, Layer, Span
from wellness_desktop.roster.people import OnCallEntry
from wellness_desktop.roster.rota_cursor import Cursor, Slots
from wellness_desktop.roster.rota_drawing import Picture, WeekPainter
from wellness_desktop.roster.rota_weeks import place
from wellness_desktop.roster.when import length_text, span_text

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RotaGrid(QWidget):
    """Shows what it is given; whoever owns it saves.

    `chosen` when another span is chosen, `opened` at Enter or when the mouse lets go of a span, `remove_wanted` at
    Del, `trade_wanted` at S, `page_wanted` with -1 or 1 where the cursor would leave the weeks shown.
    """

    chosen = Signal()
    opened = Signal()
    remove_wanted = Signal()
    trade_wanted = Signal()
    page_wanted = Signal(int)

    def __init__(self, now: datetime, slots: Slots, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slots, self.cursor_at = slots, Cursor()
        self.entries: Sequence[OnCallEntry] = ()
        self._names: Mapping[UUID, str] = {}
        self._now = now
        self._exact: Span | None = None
        self._traded: Duty | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Rota"))
        self._fit()

    def show_rota(
        self,
        entries: Sequence[OnCallEntry],
        names: Mapping[UUID, str],
        slots: Slots,
        now: datetime,
        traded: Duty | None,
    ) -> None:
        """Shows these duties in these weeks. `traded` is marked: the one that is to be traded."""
        if (slots.step, slots.weeks) != (self.slots.step, self.slots.weeks):
            at = slots.at(self.slots.starts(self.cursor_at.anchor))
            self.cursor_at = Cursor(self.cursor_at.layer, at, at)
        self.entries, self._names, self.slots, self._now, self._traded = entries, names, slots, now, traded
        self._fit()
        self._tell(aloud=False)

    # What is chosen

    @property
    def span(self) -> Span:
        """From when to when something is chosen."""
        return self._exact or self.slots.span(self.cursor_at.anchor, self.cursor_at.head)

    @property
    def layer(self) -> Layer:
        """In which layer."""
        return self.cursor_at.of_layer

    @property
    def here(self) -> list[OnCallEntry]:
        """Everybody on call in that layer during the span, in order."""
        span = self.span
        return [
            each
            for each in self.entries
            if each.duty.layer is self.layer and each.duty.starts < span.ends and each.duty.ends > span.starts
        ]

    @property
    def words(self) -> str:
        """What is chosen and who stands there, in a sentence or two."""
        span, zone = self.span, self.slots.zone
        when = tr(
            "{layer}: {span} ({length}).",
            layer=self.layer.label,
            span=span_text(span.starts, span.ends, zone),
            length=length_text(span.ends - span.starts),
        )
        return f"{when} {self.who_words}"

    @property
    def who_words(self) -> str:
        """Who is on call during the chosen span."""
        here, span, zone = self.here, self.span, self.slots.zone
        if not here:
            return tr("Nobody.")
        if len(here) == 1 and here[0].duty.starts <= span.starts and here[0].duty.ends >= span.ends:
            return tr("{name}.", name=here[0].person.name)
        return " ".join(
            tr(
                "{name}, {span}.",
                name=each.person.name,
                span=span_text(max(each.duty.starts, span.starts), min(each.duty.ends, span.ends), zone),
            )
            for each in here
        )

    def choose(self, layer: Layer, moment: datetime) -> None:
        """Puts the cursor on the step of that moment."""
        slot = self.slots.at(moment)
        self._move(Cursor(LAYERS.index(layer), slot, slot), aloud=False)

    def choose_whole(self) -> None:
        """Chooses exactly the time of whoever is on call under the cursor."""
        if self.here:
            duty = self.here[0].duty
            self._exact = Span(duty.starts, duty.ends)
            self._tell()

    def after(self, span: Span) -> None:
        """Goes on behind the span, ready for the next one of the same length."""
        length = abs(self.cursor_at.head - self.cursor_at.anchor)
        last = max(self.cursor_at.head, self.cursor_at.anchor)
        if self._exact is not None:
            last, length = self.slots.at(span.ends - timedelta(seconds=1)), 0
        anchor = min(last + 1, self.slots.count - 1)
        self._move(Cursor(self.cursor_at.layer, anchor, min(anchor + length, self.slots.count - 1)), aloud=False)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._step(_STEPS[key], shift)
        elif key in _ROWS:
            self._row(_ROWS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._to_edge(last=key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif event.isAutoRepeat() or not self._act(key):
            super().keyPressEvent(event)

    def _act(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_S:
            self.trade_wanted.emit()
        elif key == Qt.Key.Key_Space:
            self.choose_whole()
        else:
            return False
        return True

    def _step(self, steps: int, shift: bool) -> None:
        if shift:
            self._move(self.cursor_at.lengthened(steps, self.slots))
        elif 0 <= self.cursor_at.head + steps < self.slots.count:
            self._move(self.cursor_at.moved(steps, self.slots))
        else:
            self._turn_page(steps)

    def _row(self, rows: int) -> None:
        moved = self.cursor_at.down(rows, self.slots)
        if moved == self.cursor_at:
            self._turn_page(rows)
        else:
            self._move(moved)

    def _turn_page(self, direction: int) -> None:
        """Into the weeks before or after, to the step that follows."""
        span, layer = self.slots.span(self.cursor_at.head, self.cursor_at.head), self.layer
        self.page_wanted.emit(direction)
        self.choose(layer, span.ends if direction > 0 else span.starts - timedelta(seconds=1))

    def _to_edge(self, *, last: bool) -> None:
        week = self.cursor_at.head // self.slots.in_a_week * self.slots.in_a_week
        slot = week + self.slots.in_a_week - 1 if last else week
        self._move(Cursor(self.cursor_at.layer, slot, slot))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._move(Cursor(found[0], found[1], found[1]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if event.buttons() & Qt.MouseButton.LeftButton and found is not None and found[1] != self.cursor_at.head:
            self._move(Cursor(self.cursor_at.layer, self.cursor_at.anchor, found[1]), aloud=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.cursor_at.wide:
            self.opened.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._at(event.position().toPoint()) is not None:
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # How it looks

    def sizeHint(self) -> QSize:
        return QSize(self._painter().least_width, self._painter().height * self.slots.weeks)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        week = self._painter()
        for number in range(self.slots.weeks):
            top = number * week.height
            if QRect(0, top, self.width(), week.height).intersects(event.rect()):
                week.paint(painter, self._picture(number), top)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def theme_changed(self) -> None:
        self._fit()

    def area_of(self, span: Span, layer: Layer) -> QRectF:
        """Where the first day of a span is drawn, for scrolling there and for tests."""
        number, left = self._where(span.starts)
        right = min(7.0, left + (span.ends - span.starts) / timedelta(days=1))
        week = self._painter()
        return week.bar(left, right, LAYERS.index(layer), number * week.height)

    def _picture(self, number: int) -> Picture:
        monday = self.slots.monday + timedelta(weeks=number)
        return Picture(
            monday=monday,
            zone=self.slots.zone,
            now=self._now,
            duties=tuple(each.duty for each in self.entries),
            names=self._names,
            chosen=self.span,
            layer=self.layer,
            traded=self._traded,
            focused=self.hasFocus(),
        )

    def _where(self, moment: datetime) -> tuple[int, float]:
        days = place(moment, self.slots.monday, self.slots.zone)
        week = min(max(int(days // 7), 0), self.slots.weeks - 1)
        return week, max(0.0, days - 7 * week)

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        """Layer and step under a point; None beside the days."""
        week = self._painter()
        number = point.y() // week.height
        found = week.under(point.x(), point.y() - number * week.height)
        if found is None or not 0 <= number < self.slots.weeks:
            return None
        layer, days = found
        hours = self.slots.handed_over_at.hour + self.slots.handed_over_at.minute / 60
        step = self.slots.step.value / timedelta(days=1)
        slot = int((7 * number + days - hours / 24) // step)
        return layer, min(max(slot, 0), self.slots.count - 1)

    def _painter(self) -> WeekPainter:
        return WeekPainter(self.width(), self.font())

    def _fit(self) -> None:
        self.setMinimumWidth(0)
        height = self._painter().height * self.slots.weeks
        if height != self.height():
            self.setFixedHeight(height)
        self.update()

    def _move(self, cursor: Cursor, *, aloud: bool = True) -> None:
        self._exact = None
        self.cursor_at = cursor
        self._tell(aloud=aloud)
        self._scroll_there()

    def _scroll_there(self) -> None:
        """Brings the cursor's week into view."""
        bring_into_view(self, self.area_of(self.span, self.layer).center().toPoint(), self._painter().height)

    def _tell(self, *, aloud: bool = True) -> None:
        words = self.words
        self.setAccessibleDescription(words)
        self.update()
        self.chosen.emit()
        if aloud and self.hasFocus():
            announce(self, words)
