"""What the page Something happened needs beside the list of people: usual kinds of event, whole groups of people."""

from datetime import datetime, timedelta

from sqlalchemy import select

from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.incidents_desk import IncidentsDesk
from wellness_desktop.debriefs.people_groups import PeopleGroup, on_duty_at, people_groups
from wellness_desktop.debriefs.records import IncidentRecord
from wellness_desktop.debriefs.scheduling import changes_of
from wellness_desktop.roster.duty_roster.patterns import Duty
from wellness_desktop.roster.people import Person

MOST_RECENT = 3
LOOKED_AT = 50
"""Incidents looked at for the kinds used last."""
AROUND = timedelta(days=1)
"""How far around a moment the calendar is read: whatever touches it cuts out of a shift or comes on top."""


class HappenedDesk(IncidentsDesk):
    """For whoever reports an incident."""

    def recent_triggers(self) -> list[str]:
        """The kinds of event reported last at this station, the newest first; three at most."""
        self._actor.require(Can.REPORT_INCIDENT)
        newest = select(IncidentRecord.trigger).order_by(IncidentRecord.reported_at.desc()).limit(LOOKED_AT)
        with self._store.read() as work:
            found = dict.fromkeys(work.scalars(newest))
        return [trigger for trigger in found if trigger in self.protocols.triggers][:MOST_RECENT]

    def groups_at(self, moment: datetime) -> list[PeopleGroup]:
        """Whole groups that can be listed at once: who was on duty or on call at `moment`, teams, circles."""
        self._actor.require(Can.REPORT_INCIDENT)
        people = self.roster_people()
        duties = {person.id: duty for person in people.values() if (duty := self._duty_of(person)) is not None}
        changes = changes_of(self._roster.calendar(moment - AROUND, moment + AROUND))
        on_call = {one.person.id for one in self._roster.on_call_between(moment, moment + timedelta(minutes=1))}
        return people_groups(people, on_duty_at(people.values(), duties, changes, moment, self._zone), on_call)

    def _duty_of(self, person: Person) -> Duty | None:
        if not person.shift_pattern or person.cycle_start is None:
            return None
        try:
            return self.patterns.duty(person.shift_pattern, person.shift_team, person.cycle_start)
        except KeyError:  # a pattern or team that this program no longer has counts as unknown
            return None
