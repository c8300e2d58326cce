"""What the page Something happened needs beside the list of people: usual kinds of event, whole groups of people."""

from datetime import datetime, timedelta

from sqlalchemy import select

from wellness_desktop.accounts.roles import Can
from wellness_desktop.debriefs.incidents_desk import IncidentsDesk
from wellness_desktop.debriefs.people_groups import PeopleGroup, on_duty_at, people_groups
from wellness_desktop.debriefs.records import IncidentRecord
from wellness_desktop.debriefs.scheduling import changes_of

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
        works = self._roster.works()
        day = moment.astimezone(self._zone).date()
        teams = {person: stint.team for person, each in works.items() if (stint := each.on(day))}
        changes = changes_of(self._roster.calendar(moment - AROUND, moment + AROUND))
        on_call = {one.person.id for one in self._roster.on_call_between(moment, moment + timedelta(minutes=1))}
        on_duty = on_duty_at(people.values(), works, changes, moment, self._zone)
        return people_groups(people, on_duty, on_call, teams)
