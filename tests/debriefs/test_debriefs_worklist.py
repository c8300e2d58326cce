"""The private worklist: off until turned on, the owner's alone, gone when it is gone (CL-04, CL-05, CL-10)."""

import logging
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.debriefs.everything_kept import on_disk
from tests.debriefs.station import ACCOUNTS, COORDINATOR, DAY, HELPER, SERGEANT, ZONE, Station, an_incident
from tests.support.tables import own_tables
from wellness_desktop.accounts.records import AccountRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.worklist.list_text import STEP, read, written
from wellness_desktop.debriefs.worklist.records import WorklistRecord
from wellness_desktop.debriefs.worklist.values import LABEL_LENGTH, MOST_ITEMS, ListState, WorkItem, warning
from wellness_desktop.store.backup import back_up
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.records import Sealed
from wellness_desktop.store.stretching import LOWEST

CANARY = "Marzipan lighthouse 77"
TODAY = date(2026, 11, 11)


def turned_on(station: Station, *labels: str):
    room = station.debriefs(HELPER)
    room.start_worklist()
    for label in labels:
        room.add_line(label, TODAY)
    return room


def rows(station: Station) -> list[WorklistRecord]:
    with station.store.read() as work:
        return list(work.scalars(select(WorklistRecord)))


def sealed(station: Station) -> bytes:
    [row] = rows(station)
    return row.sealed


# ------------------------------------------------------------------------------------------------------ the list


def test_it_is_off_until_its_owner_turns_it_on(station: Station) -> None:
    room = station.debriefs(HELPER)
    assert room.worklist().state is ListState.OFF
    with pytest.raises(Problem, match="off"):
        room.add_line("blue truck")
    assert rows(station) == []
    assert room.start_worklist().state is ListState.ON
    room.add_line("blue truck")
    assert room.start_worklist().items == room.worklist().items  # turned on twice, nothing is lost
    assert [one.label for one in room.worklist().items] == ["blue truck"]


def test_the_warning_is_three_lines_and_says_what_a_forgotten_passphrase_does() -> None:
    lines = warning()
    assert len(lines) == 3
    assert "If you forget it" in lines[0]
    assert "lost for good" in lines[0]


def test_lines_stand_by_day_and_those_without_one_last(station: Station) -> None:
    room = turned_on(station)
    room.add_line("some time")
    room.add_line("later", TODAY + DAY)
    room.add_line("before", TODAY - DAY)
    room.add_line("  now \n or   never ", TODAY)
    assert [one.label for one in room.worklist().items] == ["before", "now or never", "later", "some time"]
    assert room.lines_due() == 2
    station.clock.advance(DAY)
    assert room.lines_due() == 3


def test_a_day_begins_at_the_station_s_midnight(station: Station) -> None:
    """NOW is half past midnight in Chicago, and still the day before in UTC minus six hours."""
    room = turned_on(station)
    room.add_line("tomorrow", station.clock.today(ZONE) + DAY)
    station.clock.advance(DAY * 23 / 24)
    assert room.lines_due() == 0
    station.clock.advance(DAY / 24)
    assert room.lines_due() == 1


@pytest.mark.parametrize("label", ["", "   ", "x" * (LABEL_LENGTH + 1)])
def test_an_empty_or_long_label_is_refused_and_not_repeated(station: Station, label: str) -> None:
    room = turned_on(station)
    with pytest.raises(Problem) as raised:
        room.add_line(label)
    assert "xxx" not in f"{raised.value.title} {raised.value.advice}"
    assert room.worklist().items == ()


def test_a_full_list_says_so(station: Station) -> None:
    room = turned_on(station)
    with station.store.work() as work:
        room._seal_list(work, [WorkItem(f"{n:012x}", "é" * LABEL_LENGTH, TODAY) for n in range(MOST_ITEMS)])
    with pytest.raises(Problem, match="full"):
        room.add_line("one more")
    assert len(room.worklist().items) == MOST_ITEMS


def test_every_change_can_be_undone(station: Station) -> None:
    room = turned_on(station, "blue truck")
    [line] = room.worklist().items
    added = room.add_line("red barn")
    changed = room.change_line(line, "green truck", TODAY + DAY)
    done = room.line_done(changed.value)
    assert [one.label for one in room.worklist().items] == ["red barn"]
    done.undo()
    changed.undo()
    added.undo()
    assert [(one.label, one.due) for one in room.worklist().items] == [("blue truck", TODAY)]


def test_what_another_window_finished_cannot_be_changed_any_more(station: Station) -> None:
    room = turned_on(station, "blue truck")
    [line] = room.worklist().items
    station.debriefs(HELPER).line_done(line)
    with pytest.raises(Problem, match="no longer there"):
        room.change_line(line, "green truck", None)
    with pytest.raises(Problem, match="no longer there"):
        room.burn_line(line)


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=LABEL_LENGTH), st.none() | st.dates()),
        max_size=MOST_ITEMS,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_words_and_days_come_back_and_the_size_tells_nothing(lines) -> None:
    items = [WorkItem(f"{number:012x}", label, due) for number, (label, due) in enumerate(lines)]
    text = written(items)
    assert read(text) == items
    assert len(text.encode()) % STEP == 0


# ------------------------------------------------------------------------------------------- who can and who cannot


def test_only_helpers_turn_one_on(station: Station) -> None:
    for name, role in ((COORDINATOR, Role.COORDINATOR), (SERGEANT, Role.PLANNER), (SERGEANT, Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            station.debriefs(name, role).start_worklist()


def test_nobody_else_sees_a_line_in_any_role_or_opens_it_with_any_key(station: Station) -> None:
    turned_on(station, CANARY)
    for name in (COORDINATOR, SERGEANT):
        room = station.debriefs(name, *Role)
        assert room.worklist().state is ListState.OFF
        assert room.worklist().items == ()
        [row] = rows(station)
        with pytest.raises(NotSealedForYou):
            station.rings[name].open(row.sealed, record=row.id, version=row.sealing)


def test_somebody_who_is_no_helper_any_more_still_reads_and_burns_the_own_list(station: Station) -> None:
    turned_on(station, CANARY)
    room = station.debriefs(HELPER, Role.MEMBER)
    assert [one.label for one in room.worklist().items] == [CANARY]
    with pytest.raises(NotAllowed):
        room.add_line("another")
    room.burn_list()
    assert rows(station) == []


def test_a_list_put_under_another_account_or_altered_opens_for_nobody(station: Station) -> None:
    room = turned_on(station, CANARY)
    with station.store.work() as work:
        work.scalars(select(WorklistRecord)).one().account_id = ACCOUNTS[COORDINATOR][0]
    assert room.worklist().state is ListState.OFF
    assert station.debriefs().worklist().state is ListState.LOST
    with station.store.work() as work:
        row = work.scalars(select(WorklistRecord)).one()
        row.account_id, row.sealed = ACCOUNTS[HELPER][0], row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    assert room.worklist().state is ListState.LOST


# ------------------------------------------------------------------------------------------------ what is left of it


def plain_rows(station: Station) -> list[tuple[str, str]]:
    with station.store.read() as work:
        return [
            (table.name, repr(dict(row))) for table in own_tables() for row in work.execute(select(table)).mappings()
        ]


def test_no_other_table_learns_of_it_and_its_own_row_tells_neither_how_many_nor_how_often(station: Station) -> None:
    """No audit line, no stamp for travelling, no tombstone; the same counters and the same size after ten changes."""
    before = plain_rows(station)
    room = turned_on(station)
    [empty] = rows(station)
    for number in range(9):
        room.add_line(f"{CANARY} {number}", TODAY)
    room.line_done(room.worklist().items[0]).undo()
    assert {name for name, row in plain_rows(station) if (name, row) not in before} == {"debriefs_worklist"}
    [full] = rows(station)
    assert (full.version, full.sealing, len(full.sealed)) == (empty.version, empty.sealing, len(empty.sealed))
    assert full.id != empty.id
    room.burn_list()
    assert plain_rows(station) == before


def test_nothing_of_a_line_reaches_the_log_a_repr_or_a_problem(station: Station, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    room = turned_on(station, CANARY)
    [line] = room.worklist().items
    done = room.line_done(line)
    with pytest.raises(Problem) as raised:
        room.burn_line(line)
    assert CANARY not in f"{caplog.text} {line!r} {done!r} {room.worklist()!r} {raised.value!r} {raised.value.advice}"


@pytest.mark.parametrize("how", ["done", "burn one", "burn all"])
def test_what_is_deleted_is_in_no_page_of_the_store_its_log_or_a_later_backup(station: Station, how: str) -> None:
    """CL-10: not even the sealed bytes are left, in used pages or free ones."""
    room = turned_on(station, CANARY)
    [line] = room.worklist().items
    old, key, path = sealed(station)[300:364], station.rings[HELPER].store_key, station.folder / "station.db"
    assert old in on_disk(path, key)
    if how == "done":
        room.line_done(line)
        station.store.fold_in()
    elif how == "burn one":
        room.burn_line(line)
    else:
        room.burn_list()
    keys = station.folder / "station.keys"
    keys.write_bytes(b"{}")
    (station.folder / "backups").mkdir()
    copy = back_up(station.store, keys, station.folder / "backups") / "station.db"
    for each in (path, copy):
        data = on_disk(each, key)
        assert b"debriefs_worklist" in data  # the pages were really decrypted
        assert old not in data
        assert CANARY.encode() not in data
    assert station.store.check() == []


# ------------------------------------------------------------------------- reset, leaving, doubles, legal holds


def test_after_a_reset_it_is_lost_and_said_so_and_a_new_one_begins(station: Station, empty_station: Path) -> None:
    """CL-05."""
    turned_on(station, CANARY)
    shutil.copy(empty_station / "station.keys", station.folder / "station.keys")
    file = KeyFile.load(station.folder / "station.keys", LOWEST)
    dana = file.unlock(COORDINATOR, ACCOUNTS[COORDINATOR][1])
    file.reset_passphrase(dana, ACCOUNTS[HELPER][0], HELPER, "another river under one bridge")
    station.rings = {COORDINATOR: dana, HELPER: file.unlock(HELPER, "another river under one bridge")}
    room = station.debriefs(HELPER)
    assert room.worklist().state is ListState.LOST
    assert room.lines_due() == 0
    old = sealed(station)
    [row] = rows(station)
    with pytest.raises((NotSealedForYou, Tampered)):
        dana.open(row.sealed, record=row.id, version=row.sealing)
    assert room.start_worklist().items == ()
    assert sealed(station) != old
    assert len(rows(station)) == 1


def _account(name: str, station: Station, *, closed: bool = False) -> AccountRecord:
    at = station.clock.now()
    return AccountRecord(
        id=ACCOUNTS[name][0], name=name, name_key=name, roles=[], created_at=at, closed_at=at if closed else None
    )


def test_when_an_account_is_closed_its_list_goes_at_the_next_run_unless_a_hold_is_set(station: Station) -> None:
    turned_on(station, CANARY)
    with station.store.work() as work:
        work.add_all([_account(COORDINATOR, station), _account(HELPER, station)])
    station.debriefs().run_retention()
    assert len(rows(station)) == 1
    with station.store.work() as work:
        work.get_one(AccountRecord, ACCOUNTS[HELPER][0]).closed_at = station.clock.now()
    hold = station.debriefs().hold_records(None, HoldReason.LAWSUIT)
    station.clock.advance(2 * DAY)
    station.debriefs().run_retention()
    assert len(rows(station)) == 1
    station.debriefs().ask_to_lift(hold)
    station.chief_s_debriefs().lift(station.chief_s_debriefs().holds()[0])
    station.clock.advance(2 * DAY)
    station.debriefs().run_retention()
    assert rows(station) == []


def test_a_legal_hold_is_told_and_stops_nothing_that_nobody_can_read(station: Station) -> None:
    room = turned_on(station, CANARY)
    assert not room.any_hold
    station.debriefs().hold_records(an_incident(station).id, HoldReason.LAWSUIT)
    assert room.any_hold
    room.line_done(room.worklist().items[0])


def test_merging_two_entries_of_the_roster_leaves_the_list_with_its_owner(station: Station) -> None:
    """It hangs on the sign-in, never on an entry of the roster, and no line holds anybody's id."""
    room = turned_on(station, CANARY)
    people = station.people()
    before = sealed(station)
    station.roster().merge(people["Max Tull"], people["Lee Park"])
    assert sealed(station) == before
    assert [one.label for one in room.worklist().items] == [CANARY]
    assert not [one for one in people.values() if one.id.bytes in before]


def test_the_table_holds_no_column_for_words() -> None:
    """CL-01, CL-12: nothing but ids, counters and the sealed list."""
    names = {column.name for column in WorklistRecord.__table__.columns}
    assert names == {"id", "version", "account_id", "sealing", "sealed"}
    assert isinstance(WorklistRecord.__table__.c.sealed.type, Sealed)
