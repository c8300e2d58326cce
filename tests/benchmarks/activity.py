"""The activity log, and a year of it with 100,000 entries; called by inside.py as `activity.NAME`.

`fill` is shared with whoever measures reports.
"""

import random
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests.benchmarks.work import timed
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.activity_log.categories import load_categories
from wellness_desktop.debriefs.activity_log.records import LogLabelRecord, LogSheetRecord
from wellness_desktop.debriefs.activity_log.sheet_text import row_of, rows_in
from wellness_desktop.debriefs.activity_log.sheets import Sheets
from wellness_desktop.debriefs.activity_log.values import (
    Activity,
    Capacity,
    DayPart,
    LogEntry,
    NewEntry,
    RecipientClass,
    Referral,
    Setting,
)
from wellness_desktop.debriefs.reports.differencing import Breakdown
from wellness_desktop.debriefs.reports.report_values import ReportKind
from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import PersonDetails
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST

ENTRIES, HELPERS, STAFF = 100_000, 40, 150
"""A year of a county's support team."""
YEAR = 2026
NOW = datetime(YEAR, 12, 30, 18, tzinfo=UTC)
ZONE = ZoneInfo("America/Chicago")
ME = UUID(int=1)


def a_room(folder: Path) -> tuple[Debriefs, Keyring]:
    """A new station with one person who keeps a log and sees its sums."""
    folder.mkdir(parents=True, exist_ok=True)
    _, ring, _ = KeyFile.create(folder / "station.keys", NewSlot(ME, "Pat Lane", "four quiet words here"), LOWEST)
    ring.found_group("support_team")
    clock = FixedClock(NOW)
    store = Store.create(folder / "station.db", ring.store_key, clock)
    actor = Actor(ME, "Pat Lane", frozenset({Role.HELPER, Role.COORDINATOR}))
    roster = Roster(store, actor, ring, clock, Audit(clock), ZONE, folder / "board.json")
    return Debriefs(store, actor, ring, clock, Audit(clock), ZONE, roster, Settings()), ring


def fill(store: Store, ring: Keyring, entries: int = ENTRIES, helpers: int = HELPERS) -> None:
    """A year of entries of many helpers, a sheet for each and month."""
    rng = random.Random(7)  # noqa: S311 - a repeatable station
    accounts = [UUID(int=1000 + number) for number in range(helpers)]
    each = entries // (12 * helpers) + 1
    left = entries
    with store.work() as work:
        sheets = Sheets(work, ring)
        for month in (date(YEAR, number, 1) for number in range(1, 13)):
            for account in accounts:
                count = min(each, left)
                left -= count
                sheets.put(account, month, [row_of(an_entry(rng, month)) for _ in range(count)])


def an_entry(rng: random.Random, month: date) -> LogEntry:
    """Any entry of that month."""
    people = rng.choice((0, 1, 1, 2, 6))
    what = Activity(
        category=rng.choice(list(load_categories().by_code)),
        minutes=15 * rng.randrange(1, 17),
        part=rng.choice(list(DayPart)),
        recipients=rng.choice(list(RecipientClass)[:-1]) if people else RecipientClass.NONE,
        people=people,
        first_contacts=rng.randrange(people + 1),
        setting=rng.choice(list(Setting)),
        miles=rng.randrange(40),
        referrals=frozenset(rng.sample(list(Referral), rng.choice((0, 0, 1)))) if people else frozenset(),
        capacity=rng.choice(list(Capacity)),
    )
    day = month.replace(day=rng.randrange(1, 29))
    return LogEntry(key=secrets.token_hex(6), month=month, day=day, logged_on=day, activity=what)


def a_yearly_report(room: Any) -> Callable[[], object]:
    """Makes the report on the year, by category, in an agency of a county's size, once the year is closed."""
    for number in range(STAFF):
        room._roster.add(PersonDetails(name=f"Officer {number}", roles=frozenset({PersonRole.OFFICER})))
    room._clock.advance(datetime(YEAR + 1, 1, 20, 18, tzinfo=UTC) - room._clock.now())
    year = Span.of(date(YEAR, 1, 1), 12)
    return lambda: room.look_at_report(ReportKind.YEARLY, year, Breakdown.CATEGORY)


def log(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of each deed and of its floor."""
    room, ring = a_room(folder / str(secrets.token_hex(4)))
    store: Any = room._store
    fill(store, ring)
    found: dict[str, list[float]] = {
        name: [] for name in ("row", "entry", "paper", "sheet", "opening", "sums", "report")
    }
    what = Activity(category="ride_along", minutes=15, part=DayPart.NIGHT)

    def row() -> None:
        with store.work() as work:
            work.add(LogLabelRecord(code=secrets.token_hex(8), label="a bare row"))

    saved: list[Any] = []

    def save() -> None:
        saved.append(room.log_entry(NewEntry(day=room.today, activity=what)))

    def paper() -> None:
        from wellness_desktop.paper import blocks as b
        from wellness_desktop.paper.sheet import Sheet, make

        rows = [("Mon 28", "Night", "Ride-along", "15 min", "1", "Station") for _ in range(20)]
        table = b.table(("Day", "Part", "What", "Time", "People", "Where"), rows, widths=(12, 14, 28, 13, 18, 15))
        make(Sheet(title="A table", printed_on=room.today), [b.heading("A table"), table])

    def opening() -> None:
        """What any program must do that keeps them sealed: read, open, parse."""
        with store.read() as work:
            for sheet in work.scalars(select(LogSheetRecord)):
                rows_in(ring.open(sheet.sealed, record=sheet.id, version=sheet.sealing))

    for _ in range(20):
        room.log_entry(NewEntry(day=room.today, activity=what))
    for _ in range(rounds):
        found["row"].append(timed(row))
        found["entry"].append(timed(save))
        saved.pop().undo()
        found["paper"].append(timed(paper))
        found["sheet"].append(timed(lambda: room.log_sheet(room.today)))
    report = a_yearly_report(room)
    for _ in range(max(3, rounds // 3)):
        found["report"].append(timed(report))
        found["opening"].append(timed(opening))
        found["sums"].append(timed(lambda: room.log_totals(date(YEAR, 1, 1), date(YEAR, 12, 31))))
    return found
