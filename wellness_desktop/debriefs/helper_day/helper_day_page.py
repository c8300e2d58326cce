"""My support day: everything a chaplain or peer needs who comes twice a month and has forgotten how it works."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.log_words import activity_words
from wellness_desktop.debriefs.activity_log.values import Activity, LogEntry, month_of
from wellness_desktop.debriefs.helper_day.day_cards_view import LoadCard, LogCard, NextCard, OnCallCard
from wellness_desktop.debriefs.helper_day.day_words import day_line, next_words
from wellness_desktop.debriefs.helper_day.people_view import PeopleCard
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.debriefs.worklist.worklist_view import WorklistView
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.people import Done, OnCallEntry

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.roster.service import Roster

ON_CALL_AHEAD = timedelta(days=61)
LOOK_AGAIN_MS = 120_000
Shown = TypeVar("Shown", bound=Card)
CALENDAR, LOG, ASKING, CALLS, ROTA = "own-week", "log", "asking", "calls", "on-call"
"""Where `go` leads: pages, and the rota among the roster's records."""


class HelperDayPage(Page):
    """First thing first, nothing else; each button names its key. `go` carries the key of a page to open."""

    go = Signal(str)

    def __init__(
        self,
        debriefs: "Debriefs",
        roster: "Roster",
        tasks: Tasks,
        *,
        private: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("My support day"), " ", parent)
        self._debriefs, self._roster, self._tasks, self._private = debriefs, roster, tasks, private
        self._helps = debriefs.actor.may(Can.LEAD_SESSIONS)
        self._sessions: list[Session] = []
        self._to_log: list[Session] = []
        self._last: LogEntry | None = None
        self._build_page()
        self._keys: dict[str, Callable[[], object]] = {
            "W": self.list.toggle,
            "A": self.list.begin_line,
        }
        if self._helps:
            self._keys |= {
                "L": self._log_session,
                "O": self._leave_session,
                "R": self._log_again,
                "E": partial(self.go.emit, LOG),
                "M": self._print_month,
                "Q": self._go_to_asked,
                "G": self._print_rules,
                "H": self._print_notice,
                "P": self._print_sheet,
                "C": partial(self.go.emit, CALENDAR),
                "N": self.people.toggle,
                "K": partial(self.go.emit, CALLS),
            }
        self.refresh()
        self._again = QTimer(self, interval=LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()

    def refresh(self) -> None:
        """Shows what the services say at this moment; covered words stay covered."""
        with self.attempt(), self._debriefs.at_one_moment():
            self.list.refresh()
            if self._helps:
                self._refresh_day()
            else:
                self.set_title(tr("My support day"), tr("What is left here is your own private list."))

    def focus_first(self) -> None:
        """On the title: the keys work from there, and no button is pressed by mistake."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys, as the buttons name them; never while something is typed."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        deed = self._keys.get(event.text().upper()) if plain and event.text() else None
        if deed is None or isinstance(self.focusWidget(), QLineEdit):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            deed()

    def draft(self) -> dict[str, Any] | None:
        """A line of the private list that is typed and not saved; the draft is sealed like the list."""
        return self.list.begun()

    def take_draft(self, kept: dict[str, Any]) -> None:
        """Puts it into the form again, covered."""
        self.list.go_on(kept)

        def throw_away() -> None:
            self.list.forget_begun()
            say_thrown_away(self.banner, lambda: self.take_draft(kept))

        say_kept(self.banner, throw_away)

    # ------------------------------------------------------------------------------------------------- building

    def _build_page(self) -> None:
        left, right = _Stack(self), _Stack(self)
        if self._helps:
            to_asked = partial(self.go.emit, ASKING)
            self.asked_button = button(tr("Q: who asked"), "phone-call", "primary", press=to_asked, parent=self)
            self.add_action(self.asked_button)
            calendar, write = partial(self.go.emit, CALENDAR), partial(self.go.emit, LOG)
            prints = (self._print_rules, self._print_notice, self._print_sheet)
            self.next = left.add(NextCard(self._debriefs, *prints, calendar, left))
            self.log = left.add(
                LogCard(self._log_session, self._leave_session, self._log_again, write, self._print_month, left)
            )
            self.people = right.add(PeopleCard(self._debriefs, self, partial(self.go.emit, CALLS), right))
        self.list = right.add(WorklistView(self._debriefs, self, right))
        if self._helps:
            self.on_call = right.add(OnCallCard(right))
            self.on_call.acted.connect(partial(self.go.emit, ROTA))
            self.load = right.add(LoadCard(right))
        self.body.addWidget(Reflow([left, right] if self._helps else [right], self, most=2, column_chars=58))
        self.body.addStretch(1)

    # -------------------------------------------------------------------------------------------------- showing

    def _refresh_day(self) -> None:
        room, now = self._debriefs, self._debriefs.now
        self._sessions, self._to_log = room.my_sessions_ahead(), room.sessions_to_log()
        self._last = room.last_activity()
        people = room.people_to_see()
        self.next.show_sessions(self._sessions, room.my_entry)
        self.log.show_ways(self._to_log, self._last, self._said, self._first_words())
        self.people.show_people(people)
        self.on_call.show_duties(self._own_duties(), now, room)
        entries = room.my_entries(month_of(room.today))
        load = self._roster.my_load() if self._debriefs.actor.may(Can.EDIT_OWN_ENTRY) else None
        self.load.show_load(load, len(entries), sum(one.activity.minutes for one in entries))
        due = [one for one in people if one.is_due(now)]
        today = [one for one in self._sessions if one.starts.astimezone(room.zone).date() <= room.today]
        asked = len([one for one in room.requests() if one.is_free]) if room.answers_requests else 0
        self.asked_button.setVisible(bool(asked))
        line = day_line(
            asked=asked, today=len(today), to_log=len(self._to_log), to_ask=len(due), to_call=room.lines_due()
        )
        self.set_title(tr("My support day"), line)

    def _own_duties(self) -> list[OnCallEntry]:
        me, now = self._roster.me(), self._debriefs.now
        if me is None or not self._debriefs.actor.may(Can.SEE_ON_CALL):
            return []
        found = self._roster.on_call_between(now, now + ON_CALL_AHEAD)
        return sorted((one for one in found if one.person.id == me.id), key=lambda one: one.duty.starts)

    def _said(self, what: Activity) -> str:
        return activity_words(what, self._debriefs.log_categories())

    def _first_words(self) -> str:
        return next_words(self._to_log[0], self._debriefs.zone) if self._to_log else ""

    def _look_again(self) -> None:
        if self.isVisible() and not self.list.uncovered and not self.people_uncovered:
            self.refresh()

    @property
    def people_uncovered(self) -> bool:
        """Whether somebody is reading names just now."""
        return self._helps and self.people.uncovered

    # ---------------------------------------------------------------------------------------------------- doing

    def _go_to_asked(self) -> None:
        if not self.asked_button.isHidden():
            self.go.emit(ASKING)

    def _log_session(self) -> None:
        if self._to_log:
            first = self._to_log[0]
            self._logged(lambda: self._debriefs.log_session(first.id))

    def _leave_session(self) -> None:
        if not self._to_log:
            return
        with self.attempt():
            done = self._debriefs.leave_session(self._to_log[0].id)
            self.refresh()

            def undo() -> None:
                with self.attempt():
                    done.undo()
                    self.refresh()

            self.banner.say(tr("Not offered again."), undo)

    def _log_again(self) -> None:
        if self._last is not None:
            self._logged(lambda: self._debriefs.log_entry(self._debriefs.next_entry()))

    def _logged(self, deed: Callable[[], Done[LogEntry]]) -> None:
        with self.attempt():
            done = deed()
            self.refresh()

            def undo() -> None:
                with self.attempt():
                    done.undo()
                    self.refresh()

            self.banner.say(tr("Logged: {words}.", words=self._said(done.value.activity)), undo)

    def _print_rules(self) -> None:
        self._print(tr("Ground rules"), "ground-rules.pdf", self._debriefs.my_ground_rules)

    def _print_notice(self) -> None:
        self._print(tr("Confidentiality notice"), "confidentiality.pdf", self._debriefs.confidentiality_notice)

    def _print_sheet(self) -> None:
        if not self._sessions:
            self.banner.note(tr("No session is booked for you."), tr("There is no sheet to print."))
            return
        first = self._sessions[0]
        self._print(tr("Session sheet"), "session.pdf", lambda: self._debriefs.my_session_sheet(first.id))

    def _print_month(self) -> None:
        month = month_of(self._debriefs.today)
        self._print(tr("Month sheet"), "month-sheet.pdf", lambda: self._debriefs.log_sheet(month))

    def _print(self, title: str, file_name: str, make: Callable[[], bytes]) -> None:
        def printed(pdf: bytes) -> None:
            from wellness_desktop.kit.printing import offer_print

            offer_print(self, title, pdf, file_name=file_name, private=self._private)

        self._tasks.start(lambda _task: make(), done=printed, failed=self._not_printed, words=tr("Making the sheet"))

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)


class _Stack(QWidget):
    """Cards below each other, so that a tall card pushes only its own column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def add(self, card: Shown) -> Shown:
        """Adds a card at the end, and returns it."""
        self._column.addWidget(card)
        return card
