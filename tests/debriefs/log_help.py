"""Entries for tests of the activity log, and an agency large enough that days are kept."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.debriefs.station import HELPER, ZONE, Station, a_person
from wellness_desktop.debriefs.activity_log.values import Activity, DayPart, NewEntry, RecipientClass, Setting
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.roster.kinds import PersonRole

TALK = Activity(
    category="one_on_one",
    minutes=45,
    part=DayPart.EVENING,
    recipients=RecipientClass.SWORN,
    people=1,
    first_contacts=1,
    setting=Setting.VEHICLE,
)
RIDE = Activity(category="ride_along", minutes=240, part=DayPart.NIGHT, setting=Setting.VEHICLE)


def staffed(station: Station) -> Debriefs:
    """The helper's room in an agency of ten staff, where an entry keeps its day."""
    for name in ("Hal Voss", "Ida Kerr"):
        station.roster().add(a_person(name, {PersonRole.OFFICER}))
    return station.debriefs(HELPER)


def today(station: Station) -> date:
    return station.clock.today(ZONE)


def an_entry(day: date, what: Activity = TALK, **more: Any) -> NewEntry:
    return NewEntry(day=day, activity=replace(what, **more))
