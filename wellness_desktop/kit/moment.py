"""Date and time fields in the station's zone: type 1122 and 0130, and be told in words what was understood."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.fields import RadioField
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import (
    Reading,
    date_text,
    day_words,
    moment_words,
    read_date,
    read_moment,
    read_time,
    time_text,
)

MINUTES_A_STEP = 15


class DateField(QLineEdit):
    """A calendar date. Up and Down change it by a day, T types today. `value()` is None while it is not one."""

    edited = Signal()
    left = Signal()

    def __init__(self, clock: Clock, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self.setPlaceholderText(tr("mm/dd/yyyy"))
        self.setMaxLength(24)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self._tidy)
        self.theme_changed()

    def theme_changed(self) -> None:
        self.setFixedWidth(theme.chars(18))

    def today(self) -> date:
        """The date at the station."""
        return self._clock.now().astimezone(self._zone).date()

    def value(self) -> date | None:
        return read_date(self.text(), self.today())

    def set_value(self, value: date | None) -> None:
        self.setText(date_text(value) if value else "")

    def fault(self) -> str:
        """What is wrong with the typed text, in words."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return tr("Type a date such as 11/22/2026, 11/22 or today.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_letter(event, "t", self):
            self._type(self.today())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Up else -1
            now = self.value()
            self._type(now + timedelta(days=step) if now else self.today())
        else:
            super().keyPressEvent(event)

    def _type(self, value: date) -> None:
        self.set_value(value)
        self.edited.emit()

    def _tidy(self) -> None:
        """Shows the whole date once the field is left."""
        value = self.value()
        if value is not None:
            self.set_value(value)
        self.left.emit()


class TimeField(QLineEdit):
    """A time of day on a 24-hour clock; 0130, 1:30 and 1:30 pm are understood. Up and Down change it by 15 minutes."""

    edited = Signal()
    left = Signal()
    pressed_key = Signal(str)
    """N for now, minus and plus for an hour; the field around it decides what that means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("hh:mm"))
        self.setMaxLength(12)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self._tidy)
        self.theme_changed()

    def theme_changed(self) -> None:
        self.setFixedWidth(theme.chars(11))

    def value(self) -> time | None:
        return read_time(self.text())

    def set_value(self, value: time | None) -> None:
        self.setText(time_text(value) if value else "")

    def fault(self) -> str:
        """What is wrong with the typed text, in words."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return tr("Type a time such as 0130, 13:30 or 1:30 pm.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().casefold() in ("n", "-", "+"):
            self.pressed_key.emit(event.text().casefold())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, direction: int) -> None:
        now = self.value() or time(12)
        minutes = now.hour * 60 + now.minute
        rest = minutes % MINUTES_A_STEP
        step = MINUTES_A_STEP - rest if direction > 0 else -(rest or MINUTES_A_STEP)
        minutes = (minutes + step) % (24 * 60)
        self.set_value(time(minutes // 60, minutes % 60))
        self.edited.emit()

    def _tidy(self) -> None:
        value = self.value()
        if value is not None:
            self.set_value(value)
        self.left.emit()


class MomentField(QWidget):
    """A moment, typed as date and time at the station. `value()` is aware UTC, or None while there is none.

    N means now, and minus and plus an hour earlier or later, in elapsed time. In the night when clocks go back
    it asks which of the two was meant; in the night when they go forward it says what is wrong.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, clock: Clock, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self.day = DateField(clock, zone, self)
        self.clock = TimeField(self)
        self.now_button = button(
            tr("Now"), tip=tr("Fills in the present date and time. Key in the time: N"), parent=self
        )
        self.earlier_button = button(
            tr("1 h earlier"), tip=tr("Goes back one hour. Key in the time: minus"), parent=self
        )
        self.which = RadioField(
            ((0, tr("The first, before clocks went back")), (1, tr("The second, after clocks went back"))),
            self,
            columns=2,
        )
        self._words = Text("", "small", self)
        self._build()
        self._connect()
        self._understand()

    def value(self) -> datetime | None:
        moments = self._reading().moments
        if len(moments) < 2:
            return moments[0] if moments else None
        chosen = self.which.value()
        return None if chosen is None else moments[chosen]

    def set_value(self, value: datetime | None) -> None:
        if value is None:
            self.day.set_value(None)
            self.clock.set_value(None)
            self.which.set_value(None)
            self._understand()
            return
        value = value.replace(second=0, microsecond=0)
        here = value.astimezone(self._zone)
        self.day.set_value(here.date())
        self.clock.set_value(here.time())
        moments = self._reading().moments
        self.which.set_value(moments.index(value) if len(moments) > 1 and value in moments else None)
        self._understand()

    def typed(self) -> dict[str, Any]:
        """What stands in the parts, right or wrong, for a draft."""
        return {"day": self.day.text(), "clock": self.clock.text(), "which": self.which.value()}

    def set_typed(self, kept: Any) -> None:
        """Shows what `typed` gave."""
        if isinstance(kept, dict):
            self.day.setText(str(kept.get("day", "")))
            self.clock.setText(str(kept.get("clock", "")))
            self.which.set_value(kept.get("which"))
            self._understand()

    def fault(self) -> str:
        """What is wrong with what was typed, in words; empty when it can be used or nothing is typed."""
        day, clock = self.day.value(), self.clock.value()
        if part := self.day.fault() or self.clock.fault():
            return part
        if day is None or clock is None:
            if day is None and clock is None:
                return ""
            return tr("Type the date as well.") if day is None else tr("Type the time as well.")
        reading = self._reading()
        if reading.moments and self.value() is None:
            return tr("Clocks showed this time twice that night. Choose the first or the second.")
        return reading.fault

    def parts(self) -> Sequence[QWidget]:
        return (self.day, self.clock)

    def speak_as(self, name: str, hint: str = "") -> None:
        self.setAccessibleName(name)
        self.day.setAccessibleName(tr("{field}: date", field=name))
        self.clock.setAccessibleName(tr("{field}: time", field=name))
        self.which.speak_as(tr("{field}: which of the two times", field=name))
        for part in self.parts():
            part.setAccessibleDescription(hint)
        self.now_button.setAccessibleName(tr("{field}: now", field=name))
        self.earlier_button.setAccessibleName(tr("{field}: 1 hour earlier", field=name))

    def _build(self) -> None:
        line = button_row(self.day, self.clock, self.now_button, self.earlier_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(line)
        column.addWidget(self.which)
        column.addWidget(self._words)
        self.setFocusProxy(self.day)

    def _connect(self) -> None:
        for part in (self.day, self.clock, self.which):
            part.edited.connect(self._changed)
            part.left.connect(self.left)
        self.clock.pressed_key.connect(self._key)
        self.now_button.clicked.connect(lambda _on=False: self._set_by_hand(self._now()))
        self.earlier_button.clicked.connect(lambda _on=False: self._shift(-1))

    def _now(self) -> datetime:
        return self._clock.now().replace(second=0, microsecond=0)

    def _key(self, key: str) -> None:
        if key == "n":
            self._set_by_hand(self._now())
        else:
            self._shift(-1 if key == "-" else 1)

    def _shift(self, hours: int) -> None:
        self._set_by_hand((self.value() or self._now()) + timedelta(hours=hours))

    def _set_by_hand(self, value: datetime) -> None:
        self.set_value(value)
        self.edited.emit()
        self.left.emit()

    def _changed(self) -> None:
        self._understand()
        self.edited.emit()

    def _reading(self) -> Reading:
        day, clock = self.day.value(), self.clock.value()
        return read_moment(day, clock, self._zone) if day and clock is not None else Reading(())

    def _understand(self) -> None:
        """Says what was understood, and asks when clocks showed that time twice."""
        moments = self._reading().moments
        twice = len(moments) > 1
        self.which.setVisible(twice)
        if not twice:
            self.which.set_value(None)
        value, day = self.value(), self.day.value()
        words = ""
        if value is not None:
            words = moment_words(value, self._zone)
            if twice:
                words = tr("{moment} ({zone})", moment=words, zone=value.astimezone(self._zone).tzname())
        elif day is not None and self.clock.value() is None:
            words = day_words(day)
        self._words.setText(words)
        self._words.setVisible(bool(words))


def _is_letter(event: QKeyEvent, letter: str, field: QLineEdit) -> bool:
    """Whether a single letter is typed over an empty or wholly marked field, where it is a command."""
    free = not field.text() or field.selectedText() == field.text()
    return free and event.text().casefold() == letter
