"""What the pictures of the calendar have in common: one day and one entry are chosen; keys and mouse choose others."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.calendar_views.days import change_words, day_label
from wellness_desktop.debriefs.calendar_views.entries import Entry, count_words, entries_of_day
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.scrolling import bring_into_view
from wellness_desktop.roster.rota_weeks import monday_of

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class CalendarPicture(QWidget):
    """Shows what it is given. `day_wanted(date)` when the cursor leaves for another day, `page_wanted(-1 | 1)` at
    Page up and Page down, `today_wanted` at T, `opened(Entry)` at Enter, `list_wanted` where Enter meets several.
    """

    day_wanted = Signal(object)
    page_wanted = Signal(int)
    today_wanted = Signal()
    opened = Signal(object)
    list_wanted = Signal()
    moved = Signal()

    def __init__(self, name: str, zone: ZoneInfo, day: date, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone, self.day, self.now = zone, day, now
        self.entries: Sequence[Entry] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_entries(self, entries: Sequence[Entry], day: date, now: datetime) -> None:
        """Shows these entries, and stands on that day."""
        chosen = self.entry
        self.entries, self.now = entries, now
        self.day = day
        here = self.here
        self._at = here.index(chosen) if chosen in here else 0
        self.lay_out()
        self._tell()

    @property
    def today(self) -> date:
        """The station's date."""
        return self.now.astimezone(self.zone).date()

    @property
    def here(self) -> list[Entry]:
        """The entries of the chosen day, in order."""
        return entries_of_day(self.entries, self.day, self.zone)

    @property
    def entry(self) -> Entry | None:
        """The chosen entry of the chosen day."""
        here = self.here
        return here[min(self._at, len(here) - 1)] if here else None

    @property
    def words(self) -> str:
        """The chosen day and entry, for reading aloud."""
        here = self.here
        parts = [tr("{day}: {count}.", day=day_label(self.day), count=count_words(here))]
        if self.day == self.today:
            parts.insert(0, tr("Today."))
        change = change_words(self.day, self.zone)
        if change:
            parts.append(tr("{change}.", change=change))
        if self.entry is not None:
            parts.append(self.entry.words(self.zone))
            if len(here) > 1:
                parts.append(tr("{place} of {count}.", place=here.index(self.entry) + 1, count=len(here)))
        return " ".join(parts)

    # For each picture to say

    def lay_out(self) -> None:
        """Places everything for the width there is, and sets the height."""
        raise NotImplementedError

    def key_days(self, key: Qt.Key) -> int | None:
        """How many days an arrow goes; None where it does not choose a day."""
        raise NotImplementedError

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point."""
        raise NotImplementedError

    def entry_at(self, point: QPoint) -> Entry | None:
        """The entry under a point."""
        raise NotImplementedError

    def area_of_day(self) -> QRect:
        """Where the chosen day is drawn, for scrolling there."""
        raise NotImplementedError

    # Keys and mouse

    def choose(self, entry: Entry) -> None:
        """Chooses an entry of the chosen day."""
        here = self.here
        if entry in here:
            self._at = here.index(entry)
            self._tell(aloud=True)

    def step_entry(self, steps: int) -> bool:
        """To the next or previous entry of the day; False beyond the last."""
        at = min(self._at, max(0, len(self.here) - 1)) + steps
        if not 0 <= at < len(self.here):
            return False
        self._at = at
        self._tell(aloud=True)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & COMMANDS or not self._use(key, repeated=event.isAutoRepeat()):
            super().keyPressEvent(event)

    def _use(self, key: Qt.Key, *, repeated: bool) -> bool:
        days = self.key_days(key)
        if days is not None:
            self._go_days(days)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            first = monday_of(self.day)
            self.day_wanted.emit(first if key == Qt.Key.Key_Home else first + timedelta(days=6))
            self._tell(aloud=True)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_T:
            self.today_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not repeated:
                self.open_here()
        else:
            return False
        return True

    def open_here(self) -> None:
        """Opens the chosen entry."""
        if self.entry is not None:
            self.opened.emit(self.entry)

    def _go_days(self, days: int) -> None:
        self._at = 0
        self.day_wanted.emit(self.day + timedelta(days=days))
        self._tell(aloud=True)
        self._scroll_there()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        entry, day = self.entry_at(point), self.day_at(point)
        if day is not None and day != self.day:
            self._at = 0
            self.day_wanted.emit(day)
        if entry is not None:
            self.choose(entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.entry_at(event.position().toPoint()) is not None:
            self.open_here()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell(aloud=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # How it looks

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out()

    def theme_changed(self) -> None:
        self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        raise NotImplementedError

    def _scroll_there(self) -> None:
        """Brings the chosen day into view."""
        area = self.area_of_day()
        bring_into_view(self, area.center(), area.height() // 2 + 24)

    def _tell(self, *, aloud: bool = False) -> None:
        words = self.words
        self.setAccessibleDescription(words)
        self.update()
        self.moved.emit()
        if aloud and self.hasFocus():
            announce(self, words)


def more_words(count: int) -> str:
    """What stands in place of entries without room."""
    return tr_count("+ {count} more", "+ {count} more", count)
