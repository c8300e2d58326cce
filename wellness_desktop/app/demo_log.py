"""The chaplain's activity log of the demo (resources/demo/log.toml): each entry made on its own day."""

from collections.abc import Mapping
from typing import Any

from wellness_desktop.app.demo_times import Calendar, DemoClock
from wellness_desktop.debriefs.activity_log.values import Activity, DayPart, NewEntry, RecipientClass, Setting
from wellness_desktop.debriefs.service import Debriefs

Table = Mapping[str, Any]


def keep_log(debriefs: Debriefs, table: Table, when: Calendar, clock: DemoClock) -> None:
    """Logs what the table says, and leaves the clock where it stood: entries leave no line in the audit log, which
    would have to go forward.
    """
    stood = clock.now()
    for one in sorted(table["entry"], key=lambda entry: -entry["days_ago"]):
        clock.advance(when.ago(one["days_ago"]) - clock.now())
        debriefs.log_entry(NewEntry(day=debriefs.today, activity=_activity(one)))
    for one in table["template"]:
        debriefs.add_template(_activity(one))
    clock.advance(stood - clock.now())


def _activity(one: Table) -> Activity:
    return Activity(
        category=one["category"],
        minutes=one["minutes"],
        part=DayPart(one["part"]),
        recipients=RecipientClass(one.get("recipients", "none")),
        people=one.get("people", 0),
        first_contacts=one.get("first_contacts", 0),
        setting=Setting(one.get("setting", "station")),
        travel_minutes=one.get("travel_minutes", 0),
        miles=one.get("miles", 0),
        follow_up=one.get("follow_up", False),
    )
