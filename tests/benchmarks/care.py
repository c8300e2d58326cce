"""The care clock of a large event, and an agency with ten years of incidents; called by inside.py as `care.NAME`."""

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import shiboken6
from PySide6.QtWidgets import QApplication

from tests.benchmarks.inside import at_rest, running, sign_in, wait
from tests.benchmarks.work import timed

EXPOSED = 200
INCIDENTS, SESSIONS = 2_000, 20_000
"""Ten years of a busy county team; activity.py has their log of 100,000 entries."""
RECENT = 90
"""Days of history whose sealed records are real."""
_ROWS = """
    SELECT e.id, e.person_id, e.exposure, e.circle, e.released_at, p.name FROM debriefs_exposure e
    LEFT JOIN roster_person p ON p.id = e.person_id WHERE e.incident_id = ? ORDER BY e.position, e.id
"""
_SESSIONS = "SELECT kind, state, starts_at, seats FROM debriefs_session WHERE incident_id = ? ORDER BY starts_at"


def clock(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds of the care clock of an incident with 200 people exposed, each released at a time of their own,
    and of one person's own clock. The floor is reading that incident, which every page about it does; the bare floor
    reads the same rows by SQL alone.
    """
    found: dict[str, list[float]] = {"bare": [], "floor": [], "ours": [], "one": []}
    with _a_large_event(folder) as (room, incident_id, exposure_id):
        key = incident_id.hex

        def bare() -> None:
            with room._store.read() as session:
                raw = session.connection()
                raw.exec_driver_sql(_ROWS, (key,)).fetchall()
                raw.exec_driver_sql(_SESSIONS, (key,)).fetchall()

        room.care_clock(incident_id)
        for _ in range(rounds):
            found["bare"].append(timed(bare))
            found["floor"].append(timed(lambda: room.incident(incident_id)))
            found["ours"].append(timed(lambda: room.care_clock(incident_id)))
            found["one"].append(timed(lambda: room.person_clock(incident_id, exposure_id)))
    return found


def opening(rounds: int, folder: Path) -> dict[str, Any]:
    """Milliseconds from nothing to Incidents & support painted with everything of the first incident in it, and how
    many statements that took."""
    from tests.benchmarks.work import recorded
    from wellness_desktop.debriefs.incidents_page import IncidentsPage

    with running(folder) as program:
        sign_in(program, folder)
        at_rest(program)
        debriefs = program.own_rooms.services.debriefs

        def open_page() -> None:
            page = IncidentsPage(debriefs, program.tasks)
            page.resize(1150, 700)
            page.show()
            wait(lambda: page.view.has_parts)
            QApplication.processEvents()
            page.hide()
            shiboken6.delete(page)

        open_page()
        with recorded() as statements:
            open_page()
        return {"ours": [busy(open_page) for _ in range(rounds)], "statements": len(statements)}


def busy(do: Callable[[], object]) -> float:
    """Milliseconds of this process's own work, so that others on the machine do not count."""
    began = time.process_time()
    do()
    return (time.process_time() - began) * 1000


def fill(_rounds: int, folder: Path) -> int:
    """Ten years before the demo's own incidents: closed ones with their sessions, leaders and people, and the log."""
    from tests.benchmarks import activity

    with running(folder) as program:
        sign_in(program, folder)
        at_rest(program)
        debriefs = program.own_rooms.services.debriefs
        with debriefs._store.work() as session:
            raw = session.connection()
            incident = _a_row(raw, "debriefs_incident")
            people = [row[0] for row in raw.exec_driver_sql("SELECT id FROM roster_person")]
            chance = random.Random(10)  # noqa: S311 - made-up history
            ids = [uuid4().hex for _ in range(INCIDENTS)]
            ended = {one: debriefs.now - timedelta(days=2 + 1.8 * number) for number, one in enumerate(ids)}
            closed = {
                "status": "closed",
                "offered_to_all": 1,
                "trigger": "traumatic_call",
                "profile": "program_default",
            }
            _insert(
                raw,
                "debriefs_incident",
                [
                    incident
                    | closed
                    | {
                        "id": one,
                        "code_name": f"Event {ended[one].year}-{number:04}",
                        "ended_at": _stored(ended[one]),
                        "closed_at": _stored(ended[one] + timedelta(days=30)),
                    }
                    for number, one in enumerate(ids)
                ],
            )
            exposure = _a_row(raw, "debriefs_exposure")
            _insert(
                raw,
                "debriefs_exposure",
                [
                    exposure | {"id": uuid4().hex, "incident_id": one, "person_id": person, "released_at": None}
                    for one in ids
                    for person in chance.sample(people, 5)
                ],
            )
            held = _a_row(raw, "debriefs_session") | {"state": "closed", "note": "", "place": ""}
            sessions = [
                held
                | {"id": uuid4().hex, "incident_id": one, "starts_at": _stored(ended[one] + timedelta(hours=hours))}
                for one in ids
                for hours in range(10, 10 + SESSIONS // INCIDENTS)
            ]
            _seal_recent(debriefs, sessions, held["sealing"])
            _insert(raw, "debriefs_session", sessions)
            leader = _a_row(raw, "debriefs_leader")
            _insert(
                raw,
                "debriefs_leader",
                [
                    leader | {"id": uuid4().hex, "session_id": one["id"], "person_id": chance.choice(people)}
                    for one in sessions
                ],
            )
        activity.fill(debriefs._store, debriefs._keyring)
        return len(sessions)


def _seal_recent(debriefs: Any, sessions: list[dict[str, Any]], version: int) -> None:
    """Seals the sessions of the last months as the service does: some rules look back at them. Older ones keep a copy
    of another record, which nothing may open."""
    since = _stored(debriefs.now - timedelta(days=RECENT))
    for one in sessions:
        if one["starts_at"] > since:
            text = json.dumps({"members": []})
            one["sealed"] = debriefs._keyring.seal(text, record=UUID(one["id"]), version=version, to="support_team")


def _a_row(raw: Any, table: str) -> dict[str, Any]:
    row: dict[str, Any] = dict(raw.exec_driver_sql(f"SELECT * FROM {table} LIMIT 1").mappings().one())  # noqa: S608
    return row


def _insert(raw: Any, table: str, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    raw.exec_driver_sql(sql, [tuple(row.values()) for row in rows])


def _stored(moment: Any) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")


@contextmanager
def _a_large_event(folder: Path) -> Iterator[tuple[Any, Any, Any]]:
    """A station with 200 people on the roster, all exposed, and a session booked for some."""
    from dataclasses import replace

    from tests.debriefs.booked import the_booking
    from tests.debriefs.station import COORDINATOR, ENDED, NOW, PersonRole, Station, a_person, make_station
    from wellness_desktop.base.clock import FixedClock
    from wellness_desktop.debriefs.incident_values import NewExposure, Report
    from wellness_desktop.debriefs.protocols import Kind
    from wellness_desktop.store.keyfile import KeyFile
    from wellness_desktop.store.store import Store
    from wellness_desktop.store.stretching import LOWEST

    folder.mkdir(parents=True, exist_ok=True)
    make_station(folder)
    ring = KeyFile.load(folder / "station.keys", LOWEST).unlock(COORDINATOR, "four quiet words on paper")
    clock = FixedClock(NOW)
    station = Station(folder, Store.open(folder / "station.db", ring.store_key, clock), {COORDINATOR: ring}, clock)
    try:
        roster, room = station.roster(), station.debriefs()
        added = [roster.add(a_person(f"Name{n} Officer{n}", {PersonRole.OFFICER})).value for n in range(EXPOSED)]
        exposed = [
            NewExposure(one.name, one.id, released_at=ENDED + timedelta(minutes=n % 240)) for n, one in enumerate(added)
        ]
        incident = room.something_happened(Report("officer_involved_shooting", ENDED, tuple(exposed))).value
        booking = the_booking(station, incident)
        room.book(incident.id, replace(booking, kind=Kind.GROUP_DEBRIEFING))
        yield room, incident.id, incident.exposed[0].id
    finally:
        station.store.close()
