"""The own month: calendar, the entries, and the ways to take them along."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.categories import load_categories
from wellness_desktop.debriefs.activity_log.entry_check import hours_words, month_words
from wellness_desktop.debriefs.activity_log.log_words import people_words, weekday_word
from wellness_desktop.debriefs.activity_log.month_view import MonthMarks
from wellness_desktop.debriefs.activity_log.values import LogEntry, month_of, months_before
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs

KEYS = ("N", "R", "L", *map(str, range(1, 10)))
"""Keys of the page that also work in the list."""


class OwnMonth(Card):
    """Says what somebody wants of it; `print_wanted(month, large)`."""

    moved = Signal(object)
    removed = Signal(object)
    kept = Signal(object)
    key_pressed = Signal(str)
    print_wanted = Signal(object, bool)
    csv_wanted = Signal()
    older_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(tr("My month"), "calendar-days", parent=parent)
        self._today, self._categories = today, load_categories()
        earlier = button(tr("Month before"), "chevron-left", press=lambda: self._turn(-1), parent=self)
        later = button(tr("Month after"), "chevron-right", press=lambda: self._turn(1), parent=self)
        self.marks = MonthMarks(today, self)
        self._state, self._lost = Text("", "muted", self), Text("", "muted", self)
        self.table = self._made_table()
        sheet = button(tr("Print this month"), "printer", press=lambda: self._print(large=False), parent=self)
        large = button(tr("In large print"), press=lambda: self._print(large=True), parent=self)
        save = button(tr("Save as CSV"), "download", "link", press=self.csv_wanted.emit, parent=self)
        older = button(tr("Take in an older log"), "import", "link", press=self.older_wanted.emit, parent=self)
        self.body.addLayout(button_row(earlier, later))
        for widget in (self._state, self._lost, self.marks):
            self.add(widget)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(button_row(sheet, large))
        self.body.addLayout(button_row(save, older))
        self.marks.moved.connect(self.moved)

    def show_month(self, day: date, room: "Debriefs") -> None:
        """Shows the month of that day, with the day current."""
        self._today, self._categories = room.today, room.log_categories()
        month = month_of(day)
        entries = room.my_entries(month)
        by_day: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for one in entries:
            if one.day is not None:
                count, minutes = by_day[one.day]
                by_day[one.day] = (count + 1, minutes + one.activity.minutes)
        self.marks.show_days(day, by_day, room.today)
        self.marks.setVisible(not room.keeps_month_only or bool(by_day))
        self.set_title(month_words(month))
        self.table.set_rows(reversed(entries), same=lambda one, other: one.key == other.key)
        self._state.setText(_state_words(month, entries, room))
        lost = room.log_months_lost()
        self._lost.setVisible(bool(lost))
        self._lost.setText(
            tr_count(
                "{count} month from before your passphrase was reset cannot be opened. The sums still hold it.",
                "{count} months from before your passphrase was reset cannot be opened. The sums still hold them.",
                lost,
            )
        )

    def _made_table(self) -> Table[LogEntry]:
        table = Table[LogEntry](
            [
                Column(tr("Day"), _day, width=8),
                Column(tr("What"), self._what, width=0),
                Column(tr("Time"), _time, width=12),
                Column(tr("People"), _people, width=20, optional=True),
            ],
            tr("Entries of the month"),
            self,
            empty=_nothing,
            enter=tr("change"),
        )
        table.act("Del", tr("remove"), self.removed.emit)
        table.act("K", tr("keep as template"), self.kept.emit)
        for key in KEYS:
            table.act(key, "", self._presser(key))
        return table

    def _presser(self, key: str) -> Callable[[object], object]:
        return lambda _row: self.key_pressed.emit(key)

    def _what(self, entry: LogEntry) -> str:
        return self._categories.label(entry.activity.category)

    def _print(self, *, large: bool) -> None:
        self.print_wanted.emit(month_of(self.marks.day), large)

    def _turn(self, step: int) -> None:
        first = months_before(month_of(self.marks.day), -step)
        self.moved.emit(min(first, self._today))


def _state_words(month: date, entries: list[LogEntry], room: "Debriefs") -> str:
    state = room.month_state(month)
    time = hours_words(sum(one.activity.minutes for one in entries))
    if state.locked:
        return tr("{time} so far. This month closed on {day}.", time=time, day=day_text(state.locks_on))
    if state.reopened_until is not None:
        return tr("{time} so far. Open again until {day}.", time=time, day=day_text(state.reopened_until))
    return tr("{time} so far. Closes on {day}.", time=time, day=day_text(state.locks_on))


def _nothing() -> EmptyState:
    detail = tr("Save an entry; it stands here at once.")
    return EmptyState("notebook-pen", tr("Nothing logged in this month."), detail=detail)


def _day(entry: LogEntry) -> str:
    if entry.day is None:
        return tr("\u2013")
    return tr("{weekday} {day}", weekday=weekday_word(entry.day), day=entry.day.day)


def _time(entry: LogEntry) -> str:
    return hours_words(entry.activity.minutes)


def _people(entry: LogEntry) -> str:
    return people_words(entry.activity)
