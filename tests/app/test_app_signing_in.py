"""Signing in, locking, and what is left on the screen and the disk afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.support.station import OTHER_PHRASE, PHRASE, a_station
from tests.support.words import words_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths
from wellness_desktop.store.keyring import Locked

EVERY_ROLE = frozenset(Role)


@pytest.fixture
def made(paths: Paths, clock: FixedClock) -> Paths:
    """A station that Dana, who is everything here, has set up."""
    a_station(paths.data, clock).create("Dana Whitfield", PHRASE, EVERY_ROLE)[0].end()
    return paths


@pytest.fixture
def running(made: Paths, program: Program) -> Program:
    program._show_open_places()
    program.frame.drop_page("start")
    program.go("start")
    return program


def type_in(program: Program, qtbot: QtBot, name: str, passphrase: str) -> Any:
    page: Any = program.go("sign-in")
    qtbot.keyClicks(page._name, name)
    qtbot.keyClick(page._name, Qt.Key.Key_Return)
    qtbot.keyClicks(page._passphrase.line, passphrase)
    qtbot.keyClick(page._passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._task is None, timeout=30_000)
    return page


def test_name_and_passphrase_lead_to_today(running: Program, qtbot: QtBot) -> None:
    type_in(running, qtbot, "dana whitfield", PHRASE)
    assert running.signed_in
    assert running.frame.page_key == "today"
    assert "Dana Whitfield" in words_of(running.frame.rail)
    for key in ("roster", "incidents", "plans", "settings", "library", "help"):
        assert running.go(key).isVisible()


def test_a_wrong_passphrase_is_said_plainly_and_can_be_tried_again(running: Program, qtbot: QtBot) -> None:
    page = type_in(running, qtbot, "Dana Whitfield", OTHER_PHRASE)
    assert not running.signed_in
    assert "do not match" in page.banner.words
    assert page._passphrase.value() == ""
    assert page._name.value() == "Dana Whitfield"
    type_in(running, qtbot, "", PHRASE)
    assert running.signed_in


def test_five_wrong_tries_lock_the_account_and_never_the_front_door(running: Program, qtbot: QtBot) -> None:
    page = type_in(running, qtbot, "Dana Whitfield", OTHER_PHRASE)
    for _ in range(4):
        page = type_in(running, qtbot, "", OTHER_PHRASE)
    assert "locked after five wrong" in page.banner.words
    qtbot.keyClick(running.frame, Qt.Key.Key_F1)
    assert "988" in words_of(running.frame.page)


def test_ctrl_l_locks_and_leaves_nothing_on_screen_or_in_memory(running: Program, qtbot: QtBot) -> None:
    type_in(running, qtbot, "Dana Whitfield", PHRASE)
    rooms = running.own_rooms
    assert rooms is not None
    keyring = rooms._signed_in.keyring
    running.go("roster")
    running.paths.private.mkdir(parents=True)
    (running.paths.private / "phone-list.pdf").write_bytes(b"%PDF")
    QGuiApplication.clipboard().setText("(507) 555-0142")
    qtbot.keyClick(running.frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not running.signed_in
    assert running.frame.page_key == "sign-in"
    assert set(running.frame.pages) <= {"sign-in", "help", "library"}
    assert "Dana" not in words_of(running.frame)
    assert not running.paths.private.exists()
    assert QGuiApplication.clipboard().text() == ""
    with pytest.raises(Locked):
        _ = keyring.store_key
    with pytest.raises(KeyError):
        running.go("roster")


def test_someone_else_s_copied_text_is_left_alone(
    running: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(running, qtbot, "Dana Whitfield", PHRASE)
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    QGuiApplication.clipboard().setText("from another program")
    running.lock()
    assert QGuiApplication.clipboard().text() == "from another program"


def test_idle_time_locks(running: Program, qtbot: QtBot, clock: FixedClock) -> None:
    type_in(running, qtbot, "Dana Whitfield", PHRASE)
    for _ in range(11):
        clock.advance(timedelta(minutes=1))
        running._idle.look()
    assert not running.signed_in


def test_what_was_typed_before_signing_in_goes_on_afterwards(running: Program, qtbot: QtBot) -> None:
    page: Any = running.go("happened", "start")
    assert words_of(page).index("988") < words_of(page).index("What happened?")  # DB-15: the help card first
    page.what.set_value("child_fatality")
    page._touched = True
    type_in(running, qtbot, "Dana Whitfield", PHRASE)
    assert running.frame.page_key == "happened"
    assert running.frame.page.report().trigger == "child_fatality"  # type: ignore[union-attr]
    assert running.open_rooms.waiting_report is None


@pytest.mark.parametrize(
    ("roles", "places"),
    [
        ({Role.ADMINISTRATOR}, {"today", "library"}),
        ({Role.MEMBER}, {"today", "library", "roster", "plans"}),
        ({Role.SUPERVISOR}, {"today", "library", "roster", "incidents", "plans"}),
    ],
)
def test_a_role_sees_only_its_places(roles: set[Role], places: set[str]) -> None:
    from uuid import uuid4

    from wellness_desktop.accounts.actor import Actor
    from wellness_desktop.app.places import own_places

    assert {place.key for place in own_places(Actor(uuid4(), "Lee", frozenset(roles)))} == places


@pytest.mark.slow
def test_new_settings_count_at_once(running: Program, qtbot: QtBot) -> None:
    from wellness_desktop.base.settings import change, load_settings

    type_in(running, qtbot, "Dana Whitfield", PHRASE)
    rooms = running.own_rooms
    assert rooms is not None
    rooms.settings.save(change(running.settings, agency_name="Harlan County Sheriff", lock_after_minutes=5))
    assert load_settings(running.paths.settings).agency_name == "Harlan County Sheriff"
    assert "Harlan County Sheriff" in words_of(running.frame.rail)
    assert running.go("plans").isVisible()


@pytest.mark.slow
def test_two_windows_on_the_same_records_work_side_by_side(running: Program, qtbot: QtBot, clock: FixedClock) -> None:
    type_in(running, qtbot, "Dana Whitfield", PHRASE)
    other = a_station(running.paths.data, clock).sign_in("Dana Whitfield", PHRASE)
    assert running.go("roster").isVisible()
    other.end()
    running.go("plans")
    assert running.signed_in
