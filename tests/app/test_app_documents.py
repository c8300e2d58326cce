"""The agency's own documents in the whole program: found from anywhere, opened where they were found, gone at lock."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.library.agency_files import pdf, png
from tests.support.station import PHRASE, a_station
from wellness_desktop.accounts.roles import Role
from wellness_desktop.library.library_page import DOCUMENTS

WAIT = 20_000


@pytest.fixture
def signed_in(program: Any, clock: Any) -> Any:
    """The program with a planner signed in, and one document."""
    made, _ = a_station(program.paths.data, clock).create("Dana Whitfield", PHRASE, frozenset({Role.PLANNER}))
    program.open_records(made)
    program.own_rooms.services.documents.add("Order.pdf", pdf("Nothing here", "The lamp in the quiet room stays on"))
    yield program
    program.lock()


def test_ctrl_k_finds_a_document_and_opens_it_at_its_page(qtbot: Any, signed_in: Any) -> None:
    program = signed_in
    qtbot.keyClick(program.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = program.frame.search
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "lamp quiet")

    def found() -> list[Any]:
        return [hit for hit in box.popup.hits() if hit.key[0] == "document"]

    qtbot.waitUntil(lambda: bool(found()), timeout=WAIT)
    kinds = [hit.key[0] for hit in box.popup.hits()]
    assert kinds.index("document") > 0, "what everyone can find comes first"
    box.chosen.emit(found()[0])
    page = program.frame.page
    qtbot.waitUntil(lambda: page._agency.reader is not None and page._agency.reader.isVisible(), timeout=WAIT)
    qtbot.waitUntil(lambda: page._agency.reader.content.place == 2, timeout=WAIT)
    assert page._agency.reader.content._find._field.text() == "lamp quiet"


def test_lock_takes_the_document_away_and_ends_what_is_added(qtbot: Any, signed_in: Any, tmp_path: Path) -> None:
    program = signed_in
    documents = program.own_rooms.services.documents
    page: Any = program.go("library")
    page._show_shelf(DOCUMENTS)
    page._agency.open(page._list.entries()[0].id)
    qtbot.waitUntil(lambda: page._agency.reader is not None and page._agency.reader.isVisible(), timeout=WAIT)
    files = []
    for number in range(30):
        files.append(tmp_path / f"secret {number}.png")
        files[-1].write_bytes(png(2, 2)[:-12] + bytes(2_000_000 + number) + png(2, 2)[-12:])
    page._agency.add(files)
    qtbot.waitUntil(lambda: len(documents.documents()) > 1, timeout=WAIT)
    program.lock()
    assert page._agency.reader.content is None
    qtbot.waitUntil(lambda: not program.importing.busy, timeout=WAIT)
    page = program.go("library")
    page._show_shelf(DOCUMENTS)
    assert page._list.entries() == ()
    assert page.banner.words == ""
    again = a_station(program.paths.data, program.clock).sign_in("Dana Whitfield", PHRASE)
    program.open_records(again)
    kept = program.own_rooms.services.documents
    assert 2 <= len(kept.documents()) < 31
    for document in kept.documents():
        assert len(kept.content(document.id)) == document.size


def test_new_settings_do_not_stop_what_is_added(signed_in: Any) -> None:
    before = signed_in.own_rooms.services.documents
    signed_in.own_rooms.settings_changed()
    assert signed_in.own_rooms.services.documents is before
    assert before.documents()


def test_signing_in_makes_the_search_ready_and_sweeps_up(qtbot: Any, signed_in: Any) -> None:
    program = signed_in
    documents = program.own_rooms.services.documents
    with program.own_rooms.services.signed_in.store.work() as session:
        for table in ("library_vocabulary", "library_words", "library_shelf"):
            session.connection().exec_driver_sql(f"DROP TABLE {table}")
    assert documents.search("lamp") == []
    program.lock()
    program.open_records(a_station(program.paths.data, program.clock).sign_in("Dana Whitfield", PHRASE))
    qtbot.waitUntil(lambda: bool(program.own_rooms.services.documents.search("lamp")), timeout=WAIT)


def test_signed_out_the_library_leads_to_the_sign_in(qtbot: Any, signed_in: Any) -> None:
    program = signed_in
    program.lock()
    page = program.go("library")
    page._show_shelf(DOCUMENTS)
    page.sign_in_wanted.emit()
    assert program.frame.page_key == "sign-in"
