"""A helper's private list is found nowhere: not by the administrator, not with the store's key, not in any file.

Helper A writes a canary; everything the program can do with it is done. Then every file it ever wrote is searched in
every encoding, compressed or not, the pages of the store decrypted with the key that everybody signed in holds.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.debriefs.everything_kept import on_disk
from tests.journeys.test_journeys_bytes import needles, search
from tests.support.station import A_NIGHT, OTHER_PHRASE
from tests.support.tables import own_tables
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.station import Station
from wellness_desktop.app.program import Program
from wellness_desktop.app.services import build_services
from wellness_desktop.base.clock import FixedClock, station_zone
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.calendar_views.entries import View
from wellness_desktop.debriefs.incident_values import NewExposure, Report
from wellness_desktop.debriefs.worklist.records import WorklistRecord
from wellness_desktop.debriefs.worklist.values import ListState
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import PersonDetails
from wellness_desktop.store.backup import back_up
from wellness_desktop.store.key_problems import NotSealedForYou
from wellness_desktop.store.stretching import LOWEST

PHRASE = "zephyr quartz bramble waffle"
SETTINGS = Settings(agency_name="Quillfeather Police Department", state="MN", time_zone="America/Chicago")
CANARIES = {"a line": "Marzipan lighthouse 77", "a changed line": "Gooseberry trombone 31", "a draft": "velvet anvil 5"}
HELPER, CLERK = "Xanthippe Orlovsky", "Marguerite Dunlavey"
_ZLIB_STARTS = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def unpacked(data: bytes) -> Iterator[bytes]:
    """Every stream of zlib in the data, as far as it opens."""
    for found in _ZLIB_STARTS.finditer(data):
        try:
            inside = zlib.decompressobj().decompress(data[found.start() :])
        except zlib.error:
            continue
        if inside:
            yield inside


def in_packed(folders: list[Path], words: dict[str, str]) -> list[str]:
    """Files that hold one of the words inside a compressed stream, or compressed by itself."""
    wanted = [data for word in words.values() for _, data in needles(word)]
    alone = [zlib.compress(word.encode(), level)[2:-4] for word in words.values() for level in (1, 6, 9)]
    found = []
    for file in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        data = file.read_bytes()
        streams = list(unpacked(data))
        if any(each in stream for stream in streams for each in wanted) or any(each in data for each in alone):
            found.append(str(file))
    return found


def test_the_search_in_packed_files_finds_what_is_there(tmp_path: Path) -> None:
    for number, packed in enumerate(
        (
            b"head" + zlib.compress(b"so Marzipan lighthouse 77 it is", 9) + b"tail",
            bytes(500) + zlib.compress(base64.b64encode(b"xMarzipan lighthouse 77")) + bytes(500),
            zlib.compress("Marzipan lighthouse 77".encode("utf-16-le"), 1),
        )
    ):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "file").write_bytes(packed)
        assert in_packed([tmp_path / str(number)], CANARIES), number


def test_canaries_of_a_helper_are_found_nowhere(qtbot: QtBot, tmp_path: Path, temporary: Path, paths: Paths) -> None:
    """CL-04, CL-10."""
    clock = FixedClock(A_NIGHT)
    station = Station(paths, clock, LOWEST)
    founder, _ = station.create(CLERK, PHRASE, frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}))
    services = _services(founder, station, paths, clock)
    account = services.accounts.add(HELPER, OTHER_PHRASE, frozenset({Role.HELPER}))
    _something_happened(services, clock, account.id)
    founder.end()

    program = Program(paths, SETTINGS, clock, folder_is_fixed=True, stretching=LOWEST)
    program.show()
    QGuiApplication.clipboard().setText("from elsewhere")
    signed_in = program.open_rooms.station().sign_in(HELPER, OTHER_PHRASE)
    program.open_records(signed_in)
    page: Any = program.frame.page
    assert program.frame.page_key == "support-day"
    _write_lines(page, clock)
    back_up(signed_in.store, paths.keys, tmp_path / "stick")
    _print_and_export_everything(page._debriefs, tmp_path / "papers")
    folders = [paths.data, paths.cache, temporary, tmp_path / "stick", tmp_path / "papers"]
    own = program.own_rooms
    assert own is not None
    for word in CANARIES.values():  # the library forgives slips, so that it may answer, with words of its own
        assert word.casefold() not in repr(own.find(word)).casefold()
    assert search(folders, CANARIES) == []
    program.lock()
    assert QGuiApplication.clipboard().text() == "from elsewhere"
    assert search(folders, CANARIES) == []
    assert in_packed(folders, CANARIES) == []

    clerk = station.sign_in(CLERK, PHRASE)
    _look_with_every_key_of_the_administrator(clerk, station, paths, clock, tmp_path)
    clerk.end()
    again = station.sign_in(HELPER, OTHER_PHRASE)  # and still it is there, for its owner alone
    labels = [one.label for one in _services(again, station, paths, clock).debriefs.worklist().items]
    assert CANARIES["a changed line"] in labels
    again.end()
    program.frame.close()


def _services(signed_in: Any, station: Station, paths: Paths, clock: FixedClock) -> Any:
    return build_services(signed_in, station.tries, paths, SETTINGS, clock, station_zone(SETTINGS.time_zone))


def _write_lines(page: Any, clock: FixedClock) -> None:
    """Adds, changes, does, undoes and burns, by keyboard; leaves a draft behind."""
    page.list._turn_on()
    for word in (CANARIES["a line"], "plain words"):
        _type(page, word)
        QTest.keyClick(page.list.label, Qt.Key.Key_Return)
    view = page.list.table.view
    page.list.table.choose(lambda one: one.label == CANARIES["a line"])
    QTest.keyClick(view, "D")
    page.list.refresh()
    room = page._debriefs
    done = room.add_line(CANARIES["a line"], clock.today(page._debriefs.zone))
    room.line_done(done.value).undo()
    room.change_line(done.value, CANARIES["a changed line"], clock.today(room.zone) + timedelta(days=3))
    gone = room.add_line(CANARIES["a line"]).value
    room.burn_line(gone)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    page.list.begin_line()
    _type(page, CANARIES["a draft"])
    assert page.draft() is not None


def _print_and_export_everything(room: Any, folder: Path) -> None:
    """Every paper and file that a helper can make: the log, its table, the notice, the day, a year of calls."""
    room.log_entry(room.next_entry())
    month = room.today.replace(day=1)
    papers = {
        "month.pdf": room.log_sheet(month),
        "month-large.pdf": room.log_sheet(month, large=True),
        "log.csv": room.export_log(),
        "rules.pdf": room.my_ground_rules(),
        "notice.pdf": room.confidentiality_notice(),
        "week.pdf": room.print_calendar(View.WEEK, room.today),
    }
    for plan in room.plans():
        papers |= {"year.pdf": room.year_sheet(plan), "calls.ics": room.year_calendar(plan)}
    assert {"year.pdf", "calls.ics"} <= papers.keys()
    folder.mkdir()
    for name, data in papers.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def _something_happened(services: Any, clock: FixedClock, helper: UUID) -> None:
    """An incident with a plan of calls in the helper's hands."""
    debriefs = services.debriefs
    person = services.roster.add(
        PersonDetails(name=HELPER, account_id=helper, roles=frozenset({PersonRole.PEER}))
    ).value
    debriefs.something_happened(Report("traumatic_call", clock.now(), (NewExposure("Bo"),)))
    for plan in debriefs.plans():
        debriefs.give_plan(plan, person.id, None)


def _type(page: Any, word: str) -> None:
    for letter in word:
        QTest.keyClick(page.list.label, letter)


def _look_with_every_key_of_the_administrator(
    clerk: Any, station: Station, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    services = _services(clerk, station, paths, clock)
    assert services.debriefs.worklist().state is ListState.OFF
    wanted = [data for word in CANARIES.values() for _, data in needles(word)]
    copies = [paths.store, *(tmp_path / "stick").rglob("station.db")]
    assert len(copies) == 2
    for path in copies:
        plain = on_disk(path, clerk.keyring.store_key)
        assert b"debriefs_worklist" in plain  # the pages were really decrypted
        assert not [data for data in wanted if data in plain]
    with clerk.store.read() as work:
        rows = {table.name: repr(work.execute(select(table)).all()).encode() for table in own_tables()}
        row = work.scalars(select(WorklistRecord)).one()
    assert not [(name, data) for name, said in rows.items() for data in wanted if data in said]
    with pytest.raises(NotSealedForYou):
        clerk.keyring.open(row.sealed, record=row.id, version=row.sealing)
