"""An agency of a chosen size whose helpers logged two years of work, for tests of the reports."""

from datetime import date

from tests.debriefs.station import ACCOUNTS, COORDINATOR, HELPER, Station, a_person
from wellness_desktop.debriefs.activity_log.sheet_text import row_of
from wellness_desktop.debriefs.activity_log.sheets import Sheets
from wellness_desktop.debriefs.activity_log.values import (
    Activity,
    DayPart,
    LogEntry,
    RecipientClass,
    Referral,
    Setting,
)
from wellness_desktop.debriefs.reports.spans import moved
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.roster.kinds import PersonRole


def grown(station: Station, size: int) -> Debriefs:
    """The coordinator's room in an agency of `size` people."""
    roster = station.roster()
    there = sum(one.own_agency for one in roster.people()) - 1  # the chaplain is no staff
    for number in range(size - there):
        roster.add(a_person(f"Officer Number{number}", {PersonRole.OFFICER}))
    return station.debriefs()


def log(station: Station, month: date, rows: list[tuple[str, int, int]], name: str = HELPER, **more: object) -> None:
    """Entries of a helper in a month: category, people, and how many of them are new to the helper."""
    entries = [
        LogEntry(
            key=f"{number:04}",
            month=month,
            day=month,
            logged_on=month,
            activity=Activity(
                category=category,
                minutes=45,
                part=DayPart.EVENING,
                recipients=RecipientClass.SWORN if people else RecipientClass.NONE,
                people=people,
                first_contacts=new,
                setting=Setting.STATION,
                miles=7,
                **more,  # type: ignore[arg-type]
            ),
        )
        for number, (category, people, new) in enumerate(rows)
    ]
    with station.store.work() as work:
        sheets = Sheets(work, station.rings[name])
        sheets.put(ACCOUNTS[name][0], month, [row_of(one) for one in entries])


def two_helpers_half_year(station: Station, half: date = date(2026, 1, 1)) -> None:
    """Two helpers; 40 talks, 25 phone contacts, 12 home visits and 5 hospital visits, all of them well spread."""
    log(station, half, [("one_on_one", 40, 20), ("phone_contact", 25, 9), ("ride_along", 0, 0)])
    log(
        station,
        moved(half, 2),
        [("home_visit", 12, 6), ("hospital_visit", 5, 5), ("training_given", 0, 0)],
        COORDINATOR,
        referrals=frozenset({Referral.EAP}),
    )
