"""What makes an entry quick: templates, the last one again, and a session that was held, in one key."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.categories import load_categories
from wellness_desktop.debriefs.activity_log.entry_check import check_activity
from wellness_desktop.debriefs.activity_log.log_desk import LogDesk
from wellness_desktop.debriefs.activity_log.month_lock import is_locked
from wellness_desktop.debriefs.activity_log.sheets import Sheets
from wellness_desktop.debriefs.activity_log.shelf import MOST_TEMPLATES, Shelf
from wellness_desktop.debriefs.activity_log.values import (
    DAY_MINUTES,
    MOST_RECIPIENTS,
    STEP,
    Activity,
    Capacity,
    DayPart,
    LogEntry,
    NewEntry,
    RecipientClass,
    Setting,
    month_of,
)
from wellness_desktop.debriefs.desk import gone
from wellness_desktop.debriefs.session_states import TOOK_PLACE, SessionState
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import Done

OFFER_FOR = timedelta(days=45)
"""How long a session is offered for logging."""


class ShelfDesk(LogDesk):
    """Defaults, templates, sessions to log."""

    def next_entry(self) -> NewEntry:
        """The entry as the form begins it: today, this part of the day, the rest as in the last one."""
        self._actor.require(Can.KEEP_LOG)
        now = self.now.astimezone(self._zone)
        part = DayPart.at(now.hour)
        last = self._shelf().last
        if last is None:
            what = Activity(category="walk_through", minutes=60, part=part, capacity=self._own_capacity())
        else:
            what = replace(last, part=part, called_out=False, referrals=frozenset(), safety_protocol=False)
            what = replace(what, follow_up=False, first_contacts=0, travel_minutes=0, miles=0)
        return NewEntry(day=now.date(), activity=what)

    def templates(self) -> tuple[Activity, ...]:
        """The own templates in order."""
        self._actor.require(Can.KEEP_LOG)
        return self._shelf().templates

    def add_template(self, what: Activity) -> Done[tuple[Activity, ...]]:
        """Keeps an activity as a template; one that is there already moves to the end.

        Raises Problem when all nine places are taken.
        """
        check_activity(what, load_categories())
        kept = tuple(one for one in self.templates() if one != what)
        if len(kept) >= MOST_TEMPLATES:
            raise Problem(
                tr("There is room for nine templates."), tr("Remove one that you use no more, then keep this one.")
            )
        return self._set_templates((*kept, what))

    def remove_template(self, what: Activity) -> Done[tuple[Activity, ...]]:
        """Removes a template."""
        return self._set_templates(tuple(one for one in self.templates() if one != what))

    def sessions_to_log(self) -> list[Session]:
        """Sessions the person signed in led and has not logged yet, the newest first.

        Those that were held, and those that were booked for them and are over: whoever led one need not wait until
        the coordinator has noted that it took place.
        """
        self._actor.require(Can.KEEP_LOG)
        if not self._actor.may(Can.LEAD_SESSIONS):
            return []
        logged, now, today = self._shelf().logged, self.now, self.today
        with self._store.read() as work:
            reopened = self._reopened(work)
        return [
            one
            for one in reversed(self.my_sessions())
            if (one.state in TOOK_PLACE or (one.state is SessionState.SCHEDULED and one.ends <= now))
            and one.id not in logged
            and one.starts <= now <= one.ends + OFFER_FOR
            and not is_locked(month_of(one.starts.astimezone(self._zone).date()), today, reopened)
        ]

    def session_entry(self, session: Session) -> NewEntry:
        """How a session that was held would be logged: kind, minutes, number of people; nothing that names it."""
        begins = session.starts.astimezone(self._zone)
        minutes = int((session.ends - session.starts) / timedelta(minutes=1))
        people = min(session.seats, MOST_RECIPIENTS)
        recipients = RecipientClass.NONE if not people else RecipientClass.GROUP if people > 1 else RecipientClass.SWORN
        what = Activity(
            category=load_categories().session_kinds[session.kind],
            minutes=min(max(-(-minutes // STEP) * STEP, STEP), DAY_MINUTES),
            part=DayPart.at(begins.hour),
            recipients=recipients,
            people=people,
            setting=Setting.STATION,
            capacity=self._own_capacity(),
        )
        return NewEntry(day=begins.date(), activity=what)

    def log_session(self, session_id: UUID) -> Done[LogEntry]:
        """Logs a session of `sessions_to_log` as `session_entry` fills it. Its undo offers it again."""
        session = next((one for one in self.sessions_to_log() if one.id == session_id), None)
        if session is None:
            raise gone()
        return self._logged(self.session_entry(session), lambda shelf: shelf.with_logged(session_id, self.today))

    def leave_session(self, session_id: UUID) -> Done[UUID]:
        """Offers a session no more, for one that is logged by hand or by the other leader."""
        self._actor.require(Can.KEEP_LOG)
        with self._store.work() as work:
            sheets = Sheets(work, self._keyring)
            sheets.put_shelf(self._account, sheets.shelf(self._account).with_logged(session_id, self.today))

        def undo() -> None:
            with self._store.work() as later:
                shelves = Sheets(later, self._keyring)
                shelves.put_shelf(self._account, shelves.shelf(self._account).without_logged(session_id))

        return Done(session_id, undo)

    def _set_templates(self, templates: tuple[Activity, ...]) -> Done[tuple[Activity, ...]]:
        self._actor.require(Can.KEEP_LOG)
        with self._store.work() as work:
            sheets = Sheets(work, self._keyring)
            before = sheets.shelf(self._account)
            sheets.put_shelf(self._account, replace(before, templates=templates))

        def undo() -> None:
            with self._store.work() as later:
                shelves = Sheets(later, self._keyring)
                shelf = shelves.shelf(self._account)
                shelves.put_shelf(self._account, replace(shelf, templates=before.templates))

        return Done(templates, undo)

    def _shelf(self) -> Shelf:
        with self._store.read() as work:
            return Sheets(work, self._keyring).shelf(self._account)

    def _own_capacity(self) -> Capacity:
        """Chaplain for whoever is one in the roster and no peer."""
        me = self._roster.me() if self._actor.may(Can.SEE_ROSTER) else None
        if me is not None and PersonRole.CHAPLAIN in me.roles and PersonRole.PEER not in me.roles:
            return Capacity.CHAPLAIN
        return Capacity.PEER
