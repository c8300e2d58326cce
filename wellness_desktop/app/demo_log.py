"""The chaplain's activity log of the demo and the reports made from it (resources/demo/log.toml)."""

from collections.abc import Mapping
from typing import Any

from wellness_desktop.app.demo_times import Calendar, DemoClock
from wellness_desktop.debriefs.activity_log.exchange_desk import LogImport
from wellness_desktop.debriefs.activity_log.values import Activity, DayPart, NewEntry, RecipientClass, Setting
from wellness_desktop.debriefs.reports.differencing import Breakdown
from wellness_desktop.debriefs.reports.report_values import ReportKind
from wellness_desktop.debriefs.reports.spans import Span, moved
from wellness_desktop.debriefs.service import Debriefs

Table = Mapping[str, Any]


def keep_log(debriefs: Debriefs, table: Table, when: Calendar, clock: DemoClock) -> None:
    """Logs what the table says, and leaves the clock where it stood: entries leave no line in the audit log, which
    would have to go forward.
    """
    stood = clock.now()
    _take_in_months(debriefs, table, when, clock)
    for one in sorted(table["entry"], key=lambda entry: -entry["days_ago"]):
        clock.advance(when.ago(one["days_ago"]) - clock.now())
        debriefs.log_entry(NewEntry(day=debriefs.today, activity=_activity(one)))
    for one in table["template"]:
        debriefs.add_template(_activity(one))
    clock.advance(stood - clock.now())


def _take_in_months(debriefs: Debriefs, table: Table, when: Calendar, clock: DemoClock) -> None:
    """The months before the last two, each at its end: as an older log that is taken in whole."""
    last = moved(when.day(0).replace(day=1), -2)
    for number in range(table["months"], -1, -1):
        month = moved(last, -number)
        clock.advance(when.ago((when.day(0) - month.replace(day=27)).days) - clock.now())
        entries = tuple(
            NewEntry(day=month.replace(day=one["day"]), activity=_activity(one))
            for one in table["habit"]
            if number % one["every"] == 0
        )
        debriefs.take_in_log(LogImport(len(entries), entries, (), {}))


def issue_report(debriefs: Debriefs, one: Table, when: Calendar, issued: int) -> None:
    """Issues a grant's year. The newest one was closed `issued` days ago; the others lie whole years before it."""
    last = moved(when.day(-issued).replace(day=1), -2)
    span = Span.of(moved(last, -11 - 12 * one["years_before"]), 12)
    debriefs.issue_report(ReportKind.GRANT, span, Breakdown.NONE, one["needs"])


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
