"""The cards of a helper's day: what to lead next, what to log, when on call, what was carried."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.values import Activity, LogEntry
from wellness_desktop.debriefs.helper_day.day_words import (
    later_words,
    load_words,
    next_details,
    next_words,
    on_call_words,
)
from wellness_desktop.debriefs.session_states import TOOK_PLACE
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.care_load import Load
from wellness_desktop.roster.people import OnCallEntry
from wellness_desktop.roster.when import length_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs

Press = Callable[[], object]


class NextCard(Card):
    """The next session with its papers, and those after it."""

    def __init__(
        self, debriefs: "Debriefs", rules: Press, notice: Press, sheet: Press, calendar: Press, parent: QWidget
    ) -> None:
        super().__init__(tr("What you lead next"), "calendar-check", parent=parent)
        self._debriefs = debriefs
        self._what, self._details = Text("", "lead", self), Text("", "body", self)
        self._later = Text("", "muted", self)
        for each in (self._what, self._details, self._later):
            self.add(each)
        self.rules_button = button(tr("G: ground rules"), "printer", press=rules, parent=self)
        notice_words = tr("H: confidentiality notice")
        self.notice_button = button(notice_words, "printer", press=notice, parent=self)
        self.sheet_button = button(tr("P: session sheet"), "printer", press=sheet, parent=self)
        self.calendar_button = button(tr("C: my calendar"), "calendar-days", press=calendar, parent=self)
        self.body.addLayout(button_row(self.rules_button, self.notice_button, self.sheet_button, self.calendar_button))

    def show_sessions(self, sessions: Sequence[Session], me: UUID | None) -> None:
        """Shows the sessions ahead; `me` is the own entry in the roster, None for a sign-in without one."""
        zone = self._debriefs.zone
        first = sessions[0] if sessions else None
        if first is not None:
            self._what.setText(next_words(first, zone))
            self._details.setText(next_details(first, me))
        elif me is not None:
            self._what.setText(tr("No session is booked for you."))
            self._details.setText(tr("The coordinator books them. Each one stands here as soon as it is."))
        else:
            self._what.setText(tr("Your sign-in is not linked to your entry in the roster yet."))
            self._details.setText(
                tr("Ask the coordinator to link it. Then your sessions, follow-ups and times on call stand here.")
            )
        self._later.setText(later_words(sessions[1:], zone))
        self._later.setVisible(len(sessions) > 1)
        self.sheet_button.setVisible(first is not None)


class LogCard(Card):
    """What was done, logged in one key."""

    def __init__(
        self, log_it: Press, leave_it: Press, again: Press, write: Press, sheet: Press, parent: QWidget
    ) -> None:
        super().__init__(tr("Log what you did"), "clipboard-check", parent=parent)
        self._session = Text("", "strong", self)
        self._more = Text("", "muted", self)
        self._log = button(tr("L: log it"), "check", "primary", press=log_it, parent=self)
        self._leave = button(tr("O: do not log it"), "x", press=leave_it, parent=self)
        self._again = button("", "rotate-ccw", "row", press=again, parent=self)
        self.write_button = button(tr("E: write an entry"), "square-pen", press=write, parent=self)
        self._sheet = button(tr("M: my month sheet"), "printer", press=sheet, parent=self)
        for each in (self._session, self._more):
            self.add(each)
        self.body.addLayout(button_row(self._log, self._leave))
        self.add(self._again)
        self.body.addLayout(button_row(self.write_button, self._sheet))

    def show_ways(
        self, sessions: Sequence[Session], last: LogEntry | None, said: Callable[[Activity], str], first: str
    ) -> None:
        """Shows what one key logs. `said` puts an activity in words; `first` are those of the first session."""
        was_held = bool(sessions) and sessions[0].state in TOOK_PLACE
        self._session.setText(
            tr("You led: {session}.", session=first) if was_held else tr("Did it take place? {session}", session=first)
        )
        rest = len(sessions) - 1
        self._more.setText(
            tr_count("Then one more to log.", "Then {count} more to log.", rest)
            if rest > 0
            else ""
            if sessions or last
            else tr("Nothing is logged yet. An entry takes some seconds and names nobody.")
        )
        for each in (self._log, self._leave):
            each.setVisible(bool(sessions))
        self._session.setVisible(bool(sessions))
        self._more.setVisible(bool(self._more.text()))
        self._again.setVisible(last is not None)
        if last is not None:
            self._again.setText(tr("R: the same again today: {words}", words=said(last.activity)))
            self._again.setAccessibleName(self._again.text())


class OnCallCard(Card):
    """When the person themselves is on call."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("When you are on call"), "phone-call", tr("Rota"), parent)
        self._now, self._soon = Text("", "strong", self), Text("", "muted", self)
        self.add(self._now)
        self.add(self._soon)

    def show_duties(self, own: Sequence[OnCallEntry], now: datetime, debriefs: "Debriefs") -> None:
        """Shows the own duties, as of now."""
        first, second = on_call_words(own, now, debriefs.zone)
        self._now.setText(first)
        self._soon.setText(second)
        self._soon.setVisible(bool(second))


class LoadCard(Card):
    """What the person carried lately. Nobody else is shown it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("What you carried"), "heart", parent=parent)
        self._said, self._logged = Text("", "body", self), Text("", "body", self)
        self._rest = Text("", "strong", self)
        only = Text(tr("Only you see this."), "muted", self)
        for each in (self._said, self._logged, self._rest, only):
            self.add(each)

    def show_load(self, load: Load | None, entries: int, minutes: int) -> None:
        """Shows the sessions led, and what the own log of this month holds."""
        said, rest = load_words(load) if load is not None else ("", "")
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._logged.setText(
            tr_count(
                "Logged this month: one entry, {length}.",
                "Logged this month: {count} entries, {length}.",
                entries,
                length=length_text(timedelta(minutes=minutes)),
            )
            if entries
            else tr("Nothing is logged this month.")
        )
