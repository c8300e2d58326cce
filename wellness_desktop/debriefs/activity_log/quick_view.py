"""One key and it is logged: sessions that were held, the last entry again, the own templates."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.log_words import activity_words
from wellness_desktop.debriefs.activity_log.values import Activity, LogEntry, NewEntry
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import day_text


class QuickView(Card):
    """Buttons, each with its key; the keys work in the list of the month too."""

    repeat_wanted = Signal()
    template_wanted = Signal(object)
    template_dropped = Signal(object)
    session_wanted = Signal(object)
    session_left = Signal(object)

    def __init__(self, categories: Categories, parent: QWidget | None = None) -> None:
        super().__init__(tr("Log it in one key"), "clipboard-check", parent=parent)
        self._categories = categories
        self._ways: QWidget | None = None
        self._after: QWidget | None = None
        self.hide()

    def show_ways(
        self,
        sessions: Sequence[Session],
        last: LogEntry | None,
        templates: Sequence[Activity],
        as_entry: Callable[[Session], NewEntry],
    ) -> None:
        """Shows what can be logged at once; the card is hidden while there is nothing."""
        if self._ways is not None:
            self._ways.hide()
            self._ways.deleteLater()
        self._ways = ways = QWidget(self)
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for place, session in enumerate(sessions):
            new = as_entry(session)
            self._add_session(column, session, self._said(new.activity, new.day), first=place == 0)
        if last is not None:
            words = tr("R: the last one again: {words}", words=self._said(last.activity))
            column.addWidget(button(words, "rotate-ccw", "row", press=self.repeat_wanted.emit, parent=ways))
        for number, what in enumerate(templates, 1):
            said = tr("{number}: {words}", number=number, words=self._said(what))
            column.addWidget(button(said, "star", "row", press=partial(self.template_wanted.emit, what), parent=ways))
        drops = [self._drop_button(number, what) for number, what in enumerate(templates, 1)]
        if drops:
            column.addLayout(button_row(*drops, at_end=True))
        self.body.addWidget(ways)
        ways.show()
        self._keep_tab_order(ways)
        self.setVisible(bool(sessions or last or templates))

    def lead_to(self, after: QWidget) -> None:
        """Tab goes from here to `after`, also when the ways were made later than it."""
        self._after = after

    def _keep_tab_order(self, ways: QWidget) -> None:
        """Buttons made anew come last with Tab, wherever they stand; these belong before the form."""
        made = ways.findChildren(QPushButton)
        if self._after is None or not made:
            return
        before = _stop_before(self._after, made)
        for each in made:
            QWidget.setTabOrder(before, each)
            before = each
        QWidget.setTabOrder(before, self._after)

    def _add_session(self, column: QVBoxLayout, session: Session, words: str, *, first: bool) -> None:
        ways = self._ways
        column.addWidget(Text(tr("You led this session: {words}", words=words), "strong", ways))
        press = button(
            tr("L: log it") if first else tr("Log it"),
            "check",
            "primary",
            spoken=tr("Log the session: {words}", words=words),
            press=lambda: self.session_wanted.emit(session),
            parent=ways,
        )
        leave = button(
            tr("Already logged"),
            spoken=tr("Already logged: {words}", words=words),
            press=lambda: self.session_left.emit(session),
            parent=ways,
        )
        column.addLayout(button_row(press, leave))

    def _drop_button(self, number: int, what: Activity) -> QPushButton:
        return button(
            tr("Remove {number}", number=number),
            "",
            "link",
            spoken=tr("Remove the template: {words}", words=self._said(what)),
            press=partial(self.template_dropped.emit, what),
            parent=self._ways,
        )

    def _said(self, what: Activity, day: date | None = None) -> str:
        words = activity_words(what, self._categories)
        return tr("{words} ({day})", words=words, day=day_text(day)) if day is not None else words


def _stop_before(widget: QWidget, without: Sequence[QWidget]) -> QWidget:
    """What Tab reaches before a widget, leaving some out; the widget itself where there is nothing else."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget:
        if before not in without and before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return before
        before = before.previousInFocusChain()
    return widget
