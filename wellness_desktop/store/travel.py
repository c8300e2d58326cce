"""Keeps every record ready to travel to another station (findings/store.md 5).

For each unit of work this station counts one change and ticks its hybrid clock once; each row that changed
gets that number in its version vector and that moment on the fields that changed. Removed rows leave a
tombstone. It happens in session events: the features know nothing of it, and a row's content stays in its
own table only.

Statements that change many rows at once (`update(...)`, `delete(...)`, `insert(...)`) would pass by the
events, so they are refused for tables that travel.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, event, insert, select, update
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, object_session
from sqlalchemy.orm.attributes import instance_state

from wellness_desktop.base.clock import Clock
from wellness_desktop.store.records import Record
from wellness_desktop.store.side_tables import TravelRowRecord, TravelStationRecord

STATION_BYTES = 8
ALL_FIELDS = ""
"""The stamp of every field that has none of its own."""
GONE = "-"
"""The stamp of the row's removal, or of its return."""
STAYS_HERE = frozenset({"id", "version"})
"""Columns that mean nothing elsewhere: `version` counts this station's saves."""
AT_ONCE = 500

ROWS = cast("Table", TravelRowRecord.__table__)
STATIONS = cast("Table", TravelStationRecord.__table__)
SAVE_ROW = (
    update(ROWS)
    .where(ROWS.c.table_name == bindparam("at_table"), ROWS.c.row_id == bindparam("at_row"))
    .values(vector=bindparam("vector"), stamps=bindparam("stamps"), gone=bindparam("gone"))
)

Stamp = list[Any]
"""`[milliseconds, ticks, station, number]`: sorts by time; number is the station's count of changes."""


def new_station() -> str:
    """A random name for this copy of the store. A restored backup takes a new one, or counts would repeat."""
    return secrets.token_hex(STATION_BYTES)


@dataclass(slots=True)
class Change:
    """What a unit of work did to one row."""

    fields: frozenset[str] | None
    """Names of the columns that changed; None for a new row."""
    gone: bool = False


@dataclass(slots=True)
class Journey:
    """What one unit of work has to write down. Lives in the session's `info`."""

    station: str
    clock: Clock
    changes: dict[tuple[str, str], Change] = field(default_factory=dict)
    stamp: Stamp | None = None

    def take_changes(self) -> dict[str, dict[str, Change]]:
        """The changes since the last flush, by table and row."""
        by_table: dict[str, dict[str, Change]] = defaultdict(dict)
        for (table, row), change in self.changes.items():
            by_table[table][row] = change
        self.changes = {}
        return by_table


KEY = "journey"


class WorkSession(Session):
    """The session of a unit of work; its changes are stamped."""


def _note(mapper: Mapper[Any], record: Record, change: Change) -> None:
    session = object_session(record)
    journey = session.info.get(KEY) if session is not None else None
    if journey is not None and record.travels:
        table = cast("Table", mapper.base_mapper.local_table)
        journey.changes[table.name, record.id.hex] = change


def _inserted(mapper: Mapper[Any], _connection: Connection, record: Record) -> None:
    _note(mapper, record, Change(fields=None))


def _updated(mapper: Mapper[Any], _connection: Connection, record: Record) -> None:
    changed = frozenset(_changed_columns(mapper, record)) - STAYS_HERE
    if changed:
        _note(mapper, record, Change(changed))


def _deleted(mapper: Mapper[Any], _connection: Connection, record: Record) -> None:
    _note(mapper, record, Change(frozenset(), gone=True))


def _changed_columns(mapper: Mapper[Any], record: Record) -> Iterator[str]:
    state = instance_state(record)
    for name in state.committed_state:
        if name in mapper.column_attrs and state.attrs[name].history.has_changes():
            yield mapper.column_attrs[name].columns[0].name


def _flushed(session: Session, _context: UOWTransaction) -> None:
    journey: Journey | None = session.info.get(KEY)
    if journey is None or not journey.changes:
        return
    connection = session.connection()
    stamp = _stamp(connection, journey)
    for table, changes in journey.take_changes().items():
        _save_rows(connection, table, changes, stamp)


def add_new(session: Session, kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts many new rows into one table at once, ready to travel like any other: for imports, in which an object for
    each row takes three times as long as the store itself.

    Each row holds every column that has no default, by name, and an `id` that no row ever had. Nothing that only
    objects do happens: no relationships, no cascades. Raises IntegrityError like any insert.
    """
    if not rows:
        return
    session.flush()
    connection = session.connection()
    table = cast("Table", kind.__table__)
    connection.execute(insert(table), [{"version": 1, **row} for row in rows])
    journey: Journey | None = session.info.get(KEY)
    if journey is None or not kind.travels:
        return
    stamp = _stamp(connection, journey)
    same = {"table_name": table.name, "vector": {stamp[2]: stamp[3]}, "stamps": {ALL_FIELDS: stamp}, "gone": False}
    connection.execute(insert(ROWS), [{**same, "row_id": row["id"].hex} for row in rows])


def _stamp(connection: Connection, journey: Journey) -> Stamp:
    """The stamp of this unit of work, counted by its station."""
    if journey.stamp is None:
        journey.stamp = _next_stamp(connection, journey)
    _save_station(connection, journey.stamp)
    return journey.stamp


def _next_stamp(connection: Connection, journey: Journey) -> Stamp:
    """One tick of the hybrid clock: the PC's time, or the last stamp's when that clock was set back."""
    now = int(journey.clock.now().timestamp() * 1000)
    last = connection.execute(select(STATIONS).where(STATIONS.c.station == journey.station)).one_or_none()
    if last is None:
        return [now, 0, journey.station, 1]
    ticks = 0 if now > last.milliseconds else last.ticks + 1
    return [max(now, last.milliseconds), ticks, journey.station, last.number + 1]


def _save_station(connection: Connection, stamp: Stamp) -> None:
    milliseconds, ticks, station, number = stamp
    values = {"milliseconds": milliseconds, "ticks": ticks, "number": number}
    saved = connection.execute(update(STATIONS).where(STATIONS.c.station == station).values(**values))
    if saved.rowcount == 0:
        connection.execute(insert(STATIONS).values(station=station, **values))


def _save_rows(connection: Connection, table: str, changes: dict[str, Change], stamp: Stamp) -> None:
    known = _known_rows(connection, table, changes)
    fresh, grown = [], []
    for row, change in changes.items():
        vector, stamps = known.get(row, ({}, {}))
        values = {
            "vector": vector | {stamp[2]: stamp[3]},
            "stamps": _stamped(stamps, change, stamp),
            "gone": change.gone,
        }
        if row in known:
            grown.append({"at_table": table, "at_row": row, **values})
        else:
            fresh.append({"table_name": table, "row_id": row, **values})
    if fresh:
        connection.execute(insert(ROWS), fresh)
    if grown:
        connection.execute(SAVE_ROW, grown)


def _stamped(stamps: dict[str, Stamp], change: Change, stamp: Stamp) -> dict[str, Stamp]:
    if change.gone:
        return stamps | {GONE: stamp}
    if change.fields is None:
        return {ALL_FIELDS: stamp}
    return stamps | dict.fromkeys(sorted(change.fields), stamp)


def _known_rows(
    connection: Connection, table: str, rows: Iterable[str]
) -> dict[str, tuple[dict[str, int], dict[str, Stamp]]]:
    """Vector and stamps of the rows that have been saved before, tombstones included."""
    wanted, known = list(rows), {}
    for start in range(0, len(wanted), AT_ONCE):
        some = select(ROWS.c.row_id, ROWS.c.vector, ROWS.c.stamps).where(
            ROWS.c.table_name == table, ROWS.c.row_id.in_(wanted[start : start + AT_ONCE])
        )
        known.update({row: (vector, stamps) for row, vector, stamps in connection.execute(some)})
    return known


def _refuse_bulk(statement: ORMExecuteState) -> None:
    if not (statement.is_insert or statement.is_update or statement.is_delete):
        return
    mapper = statement.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Record) and mapper.class_.travels:
        raise RuntimeError("change records of a table that travels one by one, so that each change is stamped")


event.listen(Record, "after_insert", _inserted, propagate=True)
event.listen(Record, "after_update", _updated, propagate=True)
event.listen(Record, "after_delete", _deleted, propagate=True)
event.listen(WorkSession, "after_flush", _flushed)
event.listen(WorkSession, "do_orm_execute", _refuse_bulk)
