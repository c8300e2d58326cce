"""One's own part: the own calendar, the own words with today's consent, and whom one can name as close."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.credentials_desk import CredentialsDesk
from wellness_desktop.roster.entry_check import clean_list
from wellness_desktop.roster.people import CalendarEntry, Done, Person
from wellness_desktop.roster.reading import calendar_between, everybody


class OwnDesk(CredentialsDesk):
    """What people do for themselves."""

    def my_calendar(self, starts: datetime, ends: datetime) -> list[CalendarEntry]:
        """The own leave, court and the like that touch the span."""
        me = self._require_me()
        with self._store.read() as session:
            return calendar_between(session, starts, ends, [me.id])

    def set_my_words(self, words: list[str]) -> Done[Person]:
        """What one says of oneself, to be found by; writing it today is the consent, and no words need none."""
        me = self._require_me()
        kept = clean_list(words)
        return self.change(replace(me, attributes=kept, attributes_on=self.today if kept else None))

    def colleagues(self) -> list[tuple[UUID, str]]:
        """The names of everybody who works here, without more, to name close ties; oneself left out."""
        me = self._require_me()
        with self._store.read() as session:
            return [(one.id, one.name) for one in everybody(session) if one.own_agency and one.id != me.id]

    def _require_me(self) -> Person:
        self._actor.require(Can.EDIT_OWN_ENTRY)
        me = self.me()
        if me is None:
            raise Problem(
                tr("No roster entry belongs to your sign-in yet."),
                tr("Open the roster: where an entry carries your name, it asks whether it is yours."),
            )
        return me
