"""The field for the end of an incident: one line, typed as people say it, and told in words what was understood."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.ended_words import NOW_WORDS, is_relative, read_ended
from wellness_desktop.kit.fields import RadioField
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import Reading, date_text, moment_words, span_words, time_text

STEPS = {
    Qt.Key.Key_Up: timedelta(minutes=15),
    Qt.Key.Key_Down: -timedelta(minutes=15),
    Qt.Key.Key_PageUp: timedelta(hours=1),
    Qt.Key.Key_PageDown: -timedelta(hours=1),
}


class EndedField(QWidget):
    """`value()` is aware UTC, or None. "now" stays now until somebody types; "20 min ago" counts from its typing.

    In the night when clocks go back it asks which of the two was meant.
    """

    edited = Signal()
    left = Signal()
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, clock: Clock, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._typed_at = clock.now()
        self.line = _Line(self)
        self.which = RadioField(
            ((0, tr("The first, before clocks went back")), (1, tr("The second, after clocks went back"))),
            self,
            columns=2,
        )
        self._words = Text("", "small", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (self.line, self.which, self._words):
            column.addWidget(part)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _text: self._edited_by_hand())
        self.line.returnPressed.connect(self.entered)
        self.line.editingFinished.connect(self.left)
        self.line.stepped.connect(self._step)
        self.which.edited.connect(self._changed)
        self.line.setText(tr("now"))
        self._understand()

    def value(self) -> datetime | None:
        moments = self._reading().moments
        if len(moments) < 2:
            return moments[0] if moments else None
        chosen = self.which.value()
        return None if chosen is None else moments[chosen]

    def set_value(self, value: datetime | None) -> None:
        """None means now."""
        if value is None:
            self.line.setText(tr("now"))
        else:
            here = value.astimezone(self._zone)
            self.line.setText(f"{date_text(here.date())} {time_text(here.time())}")
        self._typed_at = self._clock.now()
        moments = self._reading().moments
        exact = value.replace(second=0, microsecond=0) if value is not None else None
        self.which.set_value(moments.index(exact) if len(moments) > 1 and exact in moments else None)
        self._understand()

    def typed(self) -> dict[str, Any]:
        """What stands here, for a draft; words that would mean another moment later are kept as the moment."""
        value = self.value()
        moment = value.isoformat() if value is not None and is_relative(self.line.text()) else ""
        return {"text": self.line.text(), "moment": moment, "which": self.which.value()}

    def set_typed(self, kept: Any) -> None:
        """Shows what `typed` gave."""
        if not isinstance(kept, dict):
            return
        if kept.get("moment"):
            self.set_value(datetime.fromisoformat(kept["moment"]))
            return
        self.line.setText(str(kept.get("text", "")))
        self._understand()
        self.which.set_value(kept.get("which"))

    def fault(self) -> str:
        """What is wrong with what was typed, in words."""
        reading = self._reading()
        if len(reading.moments) > 1 and self.value() is None:
            return tr("Clocks showed this time twice that night. Choose the first or the second.")
        return reading.fault

    def parts(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def speak_as(self, name: str, hint: str = "") -> None:
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(hint)
        self.which.speak_as(tr("{field}: which of the two times", field=name))

    @property
    def words(self) -> str:
        """What was understood."""
        return self._words.text()

    def _reading(self) -> Reading:
        text = self.line.text()
        is_now = text.strip().casefold() in NOW_WORDS | {tr("now").casefold()}
        return read_ended("now" if is_now else text, self._clock.now() if is_now else self._typed_at, self._zone)

    def _edited_by_hand(self) -> None:
        self._typed_at = self._clock.now()
        self._changed()

    def _changed(self) -> None:
        self._understand()
        self.edited.emit()

    def _step(self, length: timedelta) -> None:
        self.set_value((self.value() or self._clock.now()) + length)
        self.edited.emit()

    def _understand(self) -> None:
        """Says what was understood, and asks when clocks showed that time twice."""
        twice = len(self._reading().moments) > 1
        self.which.setVisible(twice)
        if not twice:
            self.which.set_value(None)
        value = self.value()
        words = "" if value is None else self._told(value, twice=twice)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _told(self, value: datetime, *, twice: bool) -> str:
        moment = moment_words(value, self._zone)
        if twice:
            moment = tr("{moment} ({zone})", moment=moment, zone=value.astimezone(self._zone).tzname())
        ago = self._clock.now() - value
        if ago < timedelta(0):
            return tr("{moment}, still to come", moment=moment)
        if ago < timedelta(minutes=5):
            return tr("{moment}, just now", moment=moment)
        return tr("{moment}, {length} ago", moment=moment, length=span_words(ago))


class _Line(QLineEdit):
    """The line itself; arrows move the time."""

    stepped = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._clicked_in = False
        self.setMaxLength(40)
        self.setPlaceholderText(tr("now, 2330, 20 min ago"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whatever way one comes here, typing replaces what stands here; a second click sets the cursor."""
        super().focusInEvent(event)
        self._clicked_in = event.reason() is Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._clicked_in:
            self._clicked_in = False
            self.selectAll()
