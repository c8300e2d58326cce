"""What a chaplain writes is unreadable to the chief, the administrator and whoever keeps the PC (DESIGN 5).

They all hold the store's key: these tests read every table with it, and every page of the file on the disk.
"""

import logging
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.debriefs.everything_kept import on_disk
from tests.debriefs.log_help import RIDE, TALK, an_entry, staffed, today
from tests.debriefs.station import ACCOUNTS, COORDINATOR, DAY, HELPER, SERGEANT, Station
from tests.support.tables import own_tables
from wellness_desktop.accounts.roles import Role
from wellness_desktop.debriefs.activity_log.records import LogSheetRecord, LogShelfRecord
from wellness_desktop.debriefs.activity_log.values import LateReason, Referral, month_of
from wellness_desktop.store.backup import back_up
from wellness_desktop.store.key_problems import NotSealedForYou
from wellness_desktop.store.keyfile import KeyFile, NewSlot
from wellness_desktop.store.stretching import LOWEST

CANARY = replace(
    TALK, category="hospital_visit", referrals=frozenset({Referral.SUBSTANCE_CARE}), safety_protocol=True, miles=987
)
WORDS = (b"hospital_visit", b"substance_care", b'"vehicle"', b"forgotten")


def logged(station: Station) -> None:
    staffed(station)
    logs(station)


def logs(station: Station) -> None:
    """Everything that could leave a trace: entries, a change, undo, a template, another month."""
    room, day = station.debriefs(HELPER), today(station)
    entry = room.log_entry(replace(an_entry(day, CANARY), late=LateReason.FORGOTTEN)).value
    room.change_entry(entry, an_entry(day - DAY, CANARY, minutes=75)).undo()
    room.remove_entry(entry).undo()
    room.add_template(CANARY)
    station.clock.advance(-3 * DAY)
    room.log_entry(an_entry(day - 20 * DAY, CANARY))


def plain_rows(station: Station) -> list[tuple[str, dict[str, Any]]]:
    """Every row of every table as the store's key alone shows it."""
    with station.store.read() as work:
        return [(table.name, dict(row)) for table in own_tables() for row in work.execute(select(table)).mappings()]


def test_no_table_says_what_was_logged_or_how_often(station: Station) -> None:
    logged(station)
    rows = plain_rows(station)
    for name, row in rows:
        assert not [word for word in WORDS if word in repr(row).encode()], name
    sheets = [row for name, row in rows if name == "debriefs_log_sheet"]
    assert {(row["version"], row["sealing"]) for row in sheets} == {(1, 1)}  # saved many times, and nobody can tell
    assert len({len(row["sealed"]) for row in sheets}) == 1


def test_no_side_table_or_audit_line_tells_when_it_was_logged(station: Station) -> None:
    """Nothing but the sealed rows themselves is there afterwards that was not before."""
    staffed(station)
    before = plain_rows(station)
    logs(station)
    more = [name for name, row in plain_rows(station) if (name, row) not in before]
    assert set(more) == {"debriefs_log_sheet", "debriefs_log_shelf"}


def test_no_byte_of_the_store_its_log_or_a_backup_holds_it(station: Station) -> None:
    logged(station)
    folder = station.folder / "backups"
    folder.mkdir()
    keys = station.folder / "station.keys"
    keys.write_bytes(b"{}")
    copy = back_up(station.store, keys, folder) / "station.db"
    key = station.rings[HELPER].store_key
    for path in (station.folder / "station.db", copy):
        data = on_disk(path, key)
        assert b"debriefs_log_sheet" in data  # the pages were really decrypted
        for word in WORDS[:2]:
            for form in (word, word.decode().encode("utf-16-le")):
                assert form not in data, (path.name, form)


@pytest.mark.parametrize("name", [SERGEANT])
def test_whoever_is_not_of_the_team_opens_no_sheet_with_any_key_they_hold(station: Station, name: str) -> None:
    logged(station)
    with station.store.read() as work:
        for row in [*work.query(LogSheetRecord), *work.query(LogShelfRecord)]:
            with pytest.raises(NotSealedForYou):
                station.rings[name].open(row.sealed, record=row.id, version=row.sealing)


def test_templates_and_the_last_entry_open_for_their_owner_alone(station: Station) -> None:
    logged(station)
    with station.store.read() as work:
        [row] = work.query(LogShelfRecord)
        assert "hospital_visit" in station.rings[HELPER].open(row.sealed, record=row.id, version=row.sealing)
        with pytest.raises(NotSealedForYou):
            station.rings[COORDINATOR].open(row.sealed, record=row.id, version=row.sealing)


def test_the_program_s_log_file_says_nothing_of_it(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logged(station)
    assert not [word for word in WORDS if word.decode() in caplog.text]
    assert HELPER not in caplog.text


def test_a_helper_whose_passphrase_was_reset_starts_anew_and_the_sums_stay(
    station: Station, empty_station: Path
) -> None:
    """The own key is new, so the own entries no longer open; the coordinator still counts them."""
    logged(station)
    day = today(station)
    before = station.debriefs().log_totals(day, day)
    shutil.copy(empty_station / "station.keys", station.folder / "station.keys")
    file = KeyFile.load(station.folder / "station.keys", LOWEST)
    dana = file.unlock(COORDINATOR, ACCOUNTS[COORDINATOR][1])
    file.reset_passphrase(dana, ACCOUNTS[HELPER][0], HELPER, "another river under one bridge")
    station.rings = {COORDINATOR: dana, HELPER: file.unlock(HELPER, "another river under one bridge")}
    room = station.debriefs(HELPER)
    assert (room.my_entries(month_of(day)), room.templates(), room.log_months_lost()) == ([], (), 2)
    assert station.debriefs().log_reading(day, day).unread == 0
    assert station.debriefs().log_totals(day, day) == before
    room.log_entry(an_entry(day, RIDE))
    assert station.debriefs().log_totals(day, day).whole.entries == before.whole.entries + 1


def test_before_the_team_has_a_key_the_helper_logs_and_the_sums_follow(station: Station, tmp_path: Path) -> None:
    """A station where nobody founded the support team yet."""
    first, phrase = ACCOUNTS[HELPER]
    _, ring, _ = KeyFile.create(tmp_path / "other.keys", NewSlot(first, HELPER, phrase), LOWEST)
    station.rings[HELPER], old = ring, station.rings[HELPER]
    try:
        station.debriefs(HELPER).log_entry(an_entry(today(station), RIDE))
        ring.found_group("support_team")
        station.debriefs(HELPER).run_retention()
        both = station.debriefs(HELPER, Role.HELPER, Role.COORDINATOR)
        assert both.log_reading(today(station), today(station)).unread == 0
        assert both.log_totals(today(station), today(station)).whole.entries == 1
    finally:
        station.rings[HELPER] = old
