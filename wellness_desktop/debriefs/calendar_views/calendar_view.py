"""The calendar over all incidents: week, month, list, timeline; beside the picture, its day in words."""

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.days import change_words, day_label, span_title, turned, visible
from wellness_desktop.debriefs.calendar_views.entries import Entry, View, count_words, legend
from wellness_desktop.debriefs.calendar_views.list_view import calendar_list
from wellness_desktop.debriefs.calendar_views.month_view import MonthPicture
from wellness_desktop.debriefs.calendar_views.timeline_view import TimelinePicture
from wellness_desktop.debriefs.calendar_views.week_view import WeekPicture
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.table import Table
from wellness_desktop.kit.text import Text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.calendar_views.picture_view import CalendarPicture
    from wellness_desktop.debriefs.service import Debriefs

P = TypeVar("P", bound="CalendarPicture")

ENTER = 2
"""Where Enter stands among the keys of a picture."""
MOST_BESIDE = 12
"""Entries of a day read beside the picture; the list has them all."""


class CalendarView(QWidget):
    """`incident_wanted(UUID)` at Enter on an entry, `print_wanted(View, date, large)` for paper."""

    incident_wanted = Signal(object)
    print_wanted = Signal(object, object, bool)

    def __init__(self, debriefs: "Debriefs", parent: QWidget | None = None, *, opens_incidents: bool = True) -> None:
        """`opens_incidents`: whether the person may open the incident of an entry."""
        super().__init__(parent)
        self._debriefs, self._opens = debriefs, opens_incidents
        self.view = View.WEEK
        self.day: date = debriefs.today
        self._weeks = 0
        self.entries: tuple[Entry, ...] = ()
        self._build()

    def open_view(self, view: View, day: date | None = None) -> None:
        """Shows this view, on that day or the one before."""
        self.view = view
        self.day = day or self.day
        self.refresh()

    def refresh(self) -> None:
        """Shows what lies in the visible span now. Raises Problem where it cannot be read."""
        shown = self.shown
        for part in self._parts():
            part.setVisible(part is shown)
        if isinstance(shown, TimelinePicture):
            self._weeks = shown.weeks
        span = visible(self.view, self.day, self._debriefs.zone, self._weeks or 1)
        with self._debriefs.at_one_moment():
            self.entries = self._debriefs.calendar_between(span.starts, span.ends)
        self._span = span
        self.title.setText(span_title(self.view, self.day, self._weeks or 1))
        self._count.setText(tr("Here: {count}.", count=count_words(self.entries)))
        self._legend.setVisible(self.view is not View.LIST)
        self._keys.setText(_keys(self.view, opens=self._opens))
        self._keys.setVisible(self.view is not View.LIST)
        self._pane.setVisible(self.view is not View.LIST)
        if isinstance(shown, Table):
            shown.set_rows(self.entries)
        else:
            shown.show_entries(self.entries, self.day, self._debriefs.now)

    @property
    def shown(self) -> "CalendarPicture | Table[Entry]":
        """What shows the entries in this view; built when it is first asked for."""
        if self.view is View.LIST:
            return self.table
        if self.view is View.MONTH:
            return self.month
        return self.timeline if self.view is View.TIMELINE else self.week

    @cached_property
    def week(self) -> WeekPicture:
        """The week."""
        return self._take_in(WeekPicture(self._debriefs.zone, self.day, self._debriefs.now, self))

    @cached_property
    def month(self) -> MonthPicture:
        """The month."""
        return self._take_in(MonthPicture(self._debriefs.zone, self.day, self._debriefs.now, self))

    @cached_property
    def timeline(self) -> TimelinePicture:
        """The timeline."""
        return self._take_in(TimelinePicture(self._debriefs.zone, self.day, self._debriefs.now, self))

    @cached_property
    def table(self) -> Table[Entry]:
        """The list."""
        made = calendar_list(self._debriefs.zone, self, opens=self._opens)
        made.opened.connect(self._open)
        made.act("E", tr("earlier"), lambda _one: self.turn(-1))
        made.act("L", tr("later"), lambda _one: self.turn(1))
        made.act("T", tr("today"), lambda _one: self.to_today())
        self._pictures.addWidget(made)
        return made

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the picture or list."""
        self.shown.setFocus(reason)

    def turn(self, pages: int) -> None:
        """So many weeks or months on or back."""
        self._stand_on(turned(self.view, self.day, pages))

    def to_today(self) -> None:
        """Back to the present day."""
        self._stand_on(self._debriefs.today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A timeline shows as many weeks as have room."""
        super().resizeEvent(event)
        if self.view is View.TIMELINE and self.isVisible():
            QTimer.singleShot(0, self, self._fit_weeks)

    def _fit_weeks(self) -> None:
        if self.view is View.TIMELINE and self.timeline.weeks != self._weeks:
            self.refresh()

    # What it is made of

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._card = Card(" ", "calendar-days", parent=self)
        self.title = self._card.title
        earlier = button(tr("Earlier"), "chevron-left", press=lambda: self.turn(-1), parent=self)
        today = button(tr("Today"), press=self.to_today, parent=self)
        later = button(tr("Later"), "chevron-right", press=lambda: self.turn(1), parent=self)
        paper = button(tr("Print"), "printer", press=partial(self._print, large=False), parent=self)
        large = button(tr("Print in large letters"), kind="link", press=partial(self._print, large=True), parent=self)
        self._card.body.addLayout(button_row(earlier, today, later, paper, large))
        self._count = Text("", "muted", self)
        self._card.add(self._count)
        self._pictures = QVBoxLayout()
        self._card.body.addLayout(self._pictures)
        self._legend = Text(legend(), "small", self)
        self._card.add(self._legend)
        self._keys = Text("", "small", self)
        self._card.add(self._keys)
        column.addWidget(self._card)
        self._pane = Card(" ", "calendar-check", parent=self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._pane.body.addLayout(self._rows)
        column.addWidget(self._pane)
        column.addStretch(1)
        self._read: object = None

    def _parts(self) -> list[QWidget]:
        return [vars(self)[name] for name in ("week", "month", "timeline", "table") if name in vars(self)]

    def _take_in(self, picture: P) -> P:
        picture.day_wanted.connect(self._stand_on)
        picture.page_wanted.connect(self.turn)
        picture.today_wanted.connect(self.to_today)
        picture.opened.connect(self._open)
        picture.list_wanted.connect(self._into_pane)
        picture.moved.connect(self._tell)
        self._pictures.addWidget(picture)
        return picture

    # What people do

    def _stand_on(self, day: date) -> None:
        self.day = day
        span = visible(self.view, day, self._debriefs.zone, self._weeks or 1)
        if span != self._span:
            self.refresh()
        elif not isinstance(self.shown, Table):
            self.shown.show_entries(self.entries, day, self._debriefs.now)

    def _open(self, entry: Entry) -> None:
        if self._opens:
            self.incident_wanted.emit(entry.incident_id)

    def _print(self, *, large: bool) -> None:
        self.print_wanted.emit(self.view, self.day, large)

    def _into_pane(self) -> None:
        first = self._rows.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self) -> None:
        """The chosen day, or the chosen incident of a timeline, entry by entry."""
        shown = self.shown
        if isinstance(shown, Table):
            return
        here, chosen = shown.here, shown.entry
        title = day_label(shown.day)
        if isinstance(shown, TimelinePicture):
            title = chosen.code_name if chosen is not None else tr("Nothing here")
        change = "" if isinstance(shown, TimelinePicture) else change_words(shown.day, self._debriefs.zone)
        if change:
            title = tr("{day}: {change}", day=title, change=change)
        if (told := (title, tuple(here), chosen)) == self._read:
            return
        self._read = told
        self._pane.set_title(title)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        first = max(0, min(here.index(chosen) - 2, len(here) - MOST_BESIDE)) if chosen in here else 0
        for entry in here[first : first + MOST_BESIDE]:
            words = entry.words(self._debriefs.zone)
            row = self._row(words, entry, chosen=entry == chosen)
            self._rows.addWidget(row)
            row.show()  # at once, so that the keyboard can go there
        if not here:
            self._rows.addWidget(Text(tr("Nothing is planned."), "muted", self._pane))
        elif len(here) > MOST_BESIDE:
            self._rows.addWidget(Text(tr("More stand in the list."), "muted", self._pane))

    def _row(self, words: str, entry: Entry, *, chosen: bool) -> QWidget:
        """An entry in words, to press where it leads to its incident."""
        if not self._opens:
            return Text(words, "strong" if chosen else "body", self._pane)
        mark = "chevron-right" if chosen else ""
        return button(words, mark, "row", press=partial(self._open, entry), parent=self._pane)


def _keys(view: View, *, opens: bool) -> str:
    """The keys of a picture, in one line; Enter only where it leads somewhere."""
    keys = {
        View.WEEK: (tr("Up, down: day"), tr("Left, right: entry"), tr("Enter: open the incident"),
                    tr("Page up, down: week"), tr("T: today")),
        View.MONTH: (tr("Arrows: day"), "", tr("Enter: open, or choose one of several"),
                     tr("Page up, down: month"), tr("T: today")),
    }.get(view, (tr("Up, down: incident"), tr("Left, right: entry"), tr("Enter: open the incident"),
                 tr("Page up, down: two weeks"), tr("T: today")))  # fmt: skip
    return "   ".join(words for place, words in enumerate(keys) if words and (opens or place != ENTER))
