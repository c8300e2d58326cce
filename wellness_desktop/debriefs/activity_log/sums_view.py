"""The coordinator's own screen: raw sums, which nobody prints or copies (R14, CL-06); months; the agency's labels.

Nothing on it can be marked with the mouse, no key copies, and there is no way to print or save it: reports, which leave
small numbers out, are what leaves the station.
"""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.entry_check import hours_words, month_words
from wellness_desktop.debriefs.activity_log.month_lock import ReopenReason
from wellness_desktop.debriefs.activity_log.totals import Dimension, LogCell
from wellness_desktop.debriefs.activity_log.values import LABEL_LENGTH, Capacity, RecipientClass, Setting, month_of
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs

Row = tuple[str, LogCell]
BREAKDOWNS = (Dimension.CATEGORY, Dimension.RECIPIENTS, Dimension.SETTING, Dimension.CAPACITY)


class SumsView(QWidget):
    """Sums of a month by one breakdown at a time (R6)."""

    back_wanted = Signal()

    def __init__(self, debriefs: "Debriefs", page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._debriefs, self._page = debriefs, page
        self._build()

    def refresh(self) -> None:
        """Shows the sums as they are now."""
        room = self._debriefs
        month: date = self._months.value() or month_of(room.today)
        self._months.offer((one.month, month_words(one.month)) for one in room.log_month_states())
        self._months.set_value(month)
        state = room.month_state(month)
        self._reopen.setVisible(state.locked)
        self._why.setVisible(state.locked)
        self._state.setText(
            tr("Closed on {day}.", day=day_text(state.locks_on))
            if state.locked
            else tr("Takes entries until {day}.", day=day_text(state.reopened_until or state.locks_on))
        )
        self._show_sums(month)

    def _show_sums(self, month: date) -> None:
        room = self._debriefs
        self.table.set_rows(())
        self._whole.setText("")
        with self._page.attempt():
            reading = room.log_reading(month, month)
            totals = reading.whole
            dimension = self._by.value()
            cells = totals.by(dimension)
            rows = [(self._label(dimension, code), cell) for code, cell in cells.items()]
            self.table.set_rows(sorted(rows, key=lambda row: -row[1].minutes))
            whole = totals.whole
            self._whole.setText(
                tr(
                    "{entries} entries, {time}, {contacts} contacts.",
                    entries=whole.entries,
                    time=hours_words(whole.minutes),
                    contacts=whole.contacts,
                )
            )
            self._unread.setVisible(bool(reading.unread))
            self._unread.setText(
                tr_count(
                    "The month of {count} helper is not in it yet: it follows when they sign in.",
                    "The months of {count} helpers are not in it yet: they follow when they sign in.",
                    reading.unread,
                )
            )

    def _label(self, dimension: Dimension, code: str) -> str:
        if dimension is Dimension.CATEGORY:
            return self._debriefs.log_categories().label(code)
        if dimension is Dimension.RECIPIENTS:
            return RecipientClass(code).label
        return Setting(code).label if dimension is Dimension.SETTING else Capacity(code).label

    # ------------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        if self._debriefs.actor.may(Can.KEEP_LOG):
            back = button(tr("Back to my log"), "arrow-left", press=self.back_wanted.emit, parent=self)
            column.addLayout(button_row(back))
        column.addWidget(Reflow([self._build_sums(), self._build_labels()], self, most=2, column_chars=62))
        column.addStretch(1)

    def _build_sums(self) -> Card:
        card = Card(tr("Raw sums"), "chart-column", parent=self)
        warning = tr("These numbers may point to somebody. Only reports leave this room: they leave small numbers out.")
        card.add(Text(warning, "strong", card))
        form = Form(card, columns=2)
        self._months = form.add(tr("Month"), ChoiceField(), name="month")
        by = (
            (Dimension.CATEGORY, tr("What was done")),
            (Dimension.RECIPIENTS, tr("Whom it was for")),
            (Dimension.SETTING, tr("Where")),
            (Dimension.CAPACITY, tr("Acted as")),
        )
        self._by = form.add(tr("By"), ChoiceField(by), name="by")
        self._why = ChoiceField([(one, one.label) for one in ReopenReason], card)
        self._why.setAccessibleName(tr("Why the month is opened again"))
        for field in (self._months, self._by):
            field.edited.connect(self.refresh)
        self._state, self._whole = Text("", "muted", card), Text("", "strong", card)
        self._unread = Text("", "body", card)
        self._reopen = button(tr("Open again for a week"), press=self._open_again, parent=card)
        self.table = Table[Row](
            [
                Column(tr("What"), lambda row: row[0], width=0),
                Column(tr("Entries"), lambda row: str(row[1].entries), sort=lambda row: row[1].entries, width=10),
                Column(tr("Time"), lambda row: hours_words(row[1].minutes), sort=lambda row: row[1].minutes, width=14),
                Column(tr("Contacts"), lambda row: str(row[1].contacts), sort=lambda row: row[1].contacts, width=11),
            ],
            tr("Sums of the month"),
            card,
            enter=tr("read it aloud"),
        )
        self.table.opened.connect(self._read_aloud)
        self.table.view.installEventFilter(self)
        card.add(form)
        for widget in (self._state, self._why):
            card.add(widget)
        card.body.addLayout(button_row(self._reopen))
        for widget in (self._whole, self._unread):
            card.add(widget)
        card.body.addWidget(self.table, 1)
        return card

    def _build_labels(self) -> Card:
        card = Card(tr("Words of your agency"), "languages", parent=self)
        card.add(Text(tr("Call things as your agency calls them. Reports use these words too."), "body", card))
        form = Form(card)
        codes = [(one.code, one.label) for one in self._debriefs.log_categories().by_code.values()]
        self._code = form.add(tr("Category"), ChoiceField(codes), name="code")
        hint = tr("At most 40 characters, and no name. Empty gives the first word back.")
        self._label_field = form.add(tr("Called"), TextField(most=LABEL_LENGTH), hint, name="label")
        save = button(tr("Save the label"), "check", press=self._save_label, parent=card)
        card.add(form)
        card.body.addLayout(button_row(save))
        return card

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A list copies its row at Ctrl+C by itself; this one must not (CL-06)."""
        if isinstance(event, QKeyEvent) and (
            event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut)
        ):
            return True
        return super().eventFilter(watched, event)

    def _read_aloud(self, row: Row) -> None:
        label, cell = row
        said = tr(
            "{label}: {entries} entries, {time}, {contacts} contacts.",
            label=label,
            entries=cell.entries,
            time=hours_words(cell.minutes),
            contacts=cell.contacts,
        )
        announce(self.table, said, urgent=True)

    # --------------------------------------------------------------------------------------------------- deeds

    def _open_again(self) -> None:
        month, why = self._months.value(), self._why.value()
        with self._page.attempt():
            done = self._debriefs.reopen_month(month, why)
            until = done.value.reopened_until
            self._told(done, tr("Open again until {day}.", day=day_text(until) if until else ""))

    def _save_label(self) -> None:
        with self._page.attempt():
            done = self._debriefs.set_log_label(self._code.value(), self._label_field.value())
            self._code.offer((one.code, one.label) for one in done.value.by_code.values())
            self._label_field.set_value("")
            self._told(done, tr("Saved. It is called so from now on."))

    def _told(self, done: Done[object], words: str) -> None:
        def undo() -> None:
            done.undo()
            codes = self._debriefs.log_categories().by_code.values()
            self._code.offer((one.code, one.label) for one in codes)
            self.refresh()

        self.refresh()
        self._page.banner.say(words, undo)
