"""The station board: only what was agreed, right at the moment of reading, never a crash (roster/board.py)."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.roster.station import HOUR, NOON, TODAY, a_person, a_phone, added, published
from wellness_desktop.base.errors import Problem
from wellness_desktop.roster.board import Board, read_board, replace_board
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.on_call import Layer


def test_only_agreed_people_and_numbers_are_in_the_file(roster, station):
    shown, hidden = a_phone("406-555-0101", published=True), a_phone("406-555-0102")
    added(
        roster,
        published("Ruth Okafor", phones=(shown, hidden), email="ruth@x.example", hours="After 16:00"),
        a_person("Secret Sam", phones=(a_phone("406-555-0103", published=True),)),
        published("Quiet Quinn", phones=(a_phone("406-555-0104"),)),
        published("Paused Pat", standing=Standing.PAUSED, phones=(a_phone("406-555-0105", published=True),)),
    )
    text = station.board_path.read_text(encoding="utf-8")
    (ruth,) = station.board.contacts
    assert (ruth.name, ruth.hours, ruth.roles) == ("Ruth Okafor", "After 16:00", ("peer",))
    assert [(phone.shown, phone.dial) for phone in ruth.phones] == [("(406) 555-0101", "tel:+14065550101")]
    for secret in ("0102", "0103", "0104", "0105", "Sam", "Quinn", "Pat", "x.example"):
        assert secret not in text


def test_withdrawn_consent_takes_effect_at_once(roster, station):
    (ruth,) = added(roster, published("Ruth Okafor"))
    assert "Ruth Okafor" in station.board_path.read_text(encoding="utf-8")
    done = roster.change(replace(ruth, published_on=None))
    assert "Ruth" not in station.board_path.read_text(encoding="utf-8")
    done.undo()
    assert [contact.name for contact in station.board.contacts] == ["Ruth Okafor"]
    roster.remove(ruth.id)
    assert station.board.contacts == ()


def test_on_call_is_right_at_the_moment_of_reading(roster, station):
    ruth, sam, lee = added(roster, published("Ruth Okafor"), a_person("Secret Sam"), published("Lee Park"))
    roster.add_duty(Layer.PRIMARY, ruth.id, NOON, NOON + 12 * HOUR)
    roster.add_duty(Layer.PRIMARY, sam.id, NOON + 12 * HOUR, NOON + 24 * HOUR)
    roster.add_duty(Layer.PRIMARY, lee.id, NOON + 24 * HOUR, NOON + 36 * HOUR)
    roster.add_duty(Layer.BACKUP, lee.id, NOON, NOON + 36 * HOUR)
    board = station.board
    at = [[(entry.layer, entry.contact.name) for entry in board.on_call(NOON + hours * HOUR)] for hours in (0, 13, 24)]
    assert at == [
        [(Layer.PRIMARY, "Ruth Okafor"), (Layer.BACKUP, "Lee Park")],
        [(Layer.BACKUP, "Lee Park")],
        [(Layer.PRIMARY, "Lee Park"), (Layer.BACKUP, "Lee Park")],
    ]
    assert [(each.layer, each.contact.name) for each in board.next_on_call(NOON)] == [(Layer.PRIMARY, "Lee Park")]
    assert board.on_call(NOON)[0].ends == NOON + 12 * HOUR
    assert board.on_call(NOON + 40 * HOUR) == []


def test_the_board_knows_the_coming_weeks_and_moves_on_at_sign_in(roster, station):
    (ruth,) = added(roster, published("Ruth Okafor"))
    far = NOON + timedelta(weeks=9)
    roster.add_duty(Layer.PRIMARY, ruth.id, far, far + HOUR)
    roster.add_duty(Layer.PRIMARY, ruth.id, NOON - 40 * HOUR, NOON - 30 * HOUR)
    assert station.board.duties == ()
    station.clock.advance(timedelta(weeks=2))
    roster.publish()
    assert len(station.board.duties) == 1


def test_numbers_on_the_board_age_while_nobody_signs_in(roster, station):
    old = a_phone("406-555-0101", published=True, checked_on=TODAY - timedelta(days=80))
    new = a_phone("406-555-0102", published=True, checked_on=TODAY)
    added(roster, published("Ruth Okafor", phones=(old, new)))
    (ruth,) = station.board.contacts
    assert ruth.best_phone(TODAY).shown == "(406) 555-0101"
    assert ruth.best_phone(TODAY + timedelta(days=30)).shown == "(406) 555-0102"
    assert ruth.phones[0].freshness(TODAY + timedelta(days=30)).needs_check


def test_the_same_board_is_not_written_again(roster, station):
    added(roster, published("Ruth Okafor"))
    before = station.board_path.stat().st_mtime_ns, station.board_path.stat().st_ino
    roster.add(a_person("Somebody Else"))
    assert (station.board_path.stat().st_mtime_ns, station.board_path.stat().st_ino) == before


def test_a_missing_board_is_empty(tmp_path):
    assert read_board(tmp_path / "nowhere.json") == Board()


GOOD_DUTY = {"layer": "primary", "contact": "1", "starts": "2026-03-10T17:00:00+00:00", "ends": "2026-03-11T17:00:00"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"[]",
        b"null",
        b"{",
        b"[" * 100_000,
        b'{"format": 2, "contacts": [], "duties": []}',
        b'{"format": 1, "contacts": {}, "duties": 5}',
        b'{"format": 1, "contacts": [{"key": 1}], "duties": []}',
        json.dumps({"format": 1, "contacts": [], "duties": [GOOD_DUTY]}).encode(),
        json.dumps({"format": 1, "contacts": [], "duties": [{**GOOD_DUTY, "layer": "king"}]}).encode(),
        b" " * (5 * 1024 * 1024),
    ],
)
def test_a_damaged_board_is_empty_and_no_crash(tmp_path, data):
    path = tmp_path / "board.json"
    path.write_bytes(data)
    assert read_board(path) == Board()


def test_a_folder_in_place_of_the_board_is_empty(tmp_path):
    assert read_board(tmp_path) == Board()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.data())
def test_any_bytes_changed_in_a_board_read_as_a_board(tmp_path, data):
    path = tmp_path / "board.json"
    replace_board(path, _a_board())
    good = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(good[: data.draw(st.integers(0, len(good)))]))
    board = read_board(path)
    assert isinstance(board.on_call(NOON), list)
    assert all(contact.best_phone(TODAY) is None or contact.phones for contact in board.contacts)


def _a_board():
    from wellness_desktop.roster.board import BoardContact, BoardDuty, BoardPhone

    phone = BoardPhone("Mobile", "(406) 555-0142", "tel:+14065550142", False, TODAY)
    contact = BoardContact("1", "Ruth Okafor", "", "Millbrook", ("chaplain",), "", ("English",), (phone,))
    return Board((contact,), (BoardDuty(Layer.PRIMARY, "1", NOON, NOON + HOUR),))


def test_a_board_comes_back_as_it_was_written(tmp_path):
    replace_board(tmp_path / "board.json", _a_board())
    assert read_board(tmp_path / "board.json") == _a_board()


def test_when_the_disk_refuses_the_old_board_is_taken_away(tmp_path, monkeypatch):
    path = tmp_path / "board.json"
    replace_board(path, _a_board())

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Problem, match="front door") as told:
        replace_board(path, Board())
    assert "free" in told.value.advice.casefold()
    assert not path.exists()


def test_reading_the_board_loads_nothing_heavy():
    """DESIGN 10: the front door's import path knows no SQLAlchemy, ReportLab, cryptography, phonenumbers."""
    code = (
        "import sys; import wellness_desktop.roster.board;"
        "heavy = {'sqlalchemy', 'reportlab', 'cryptography', 'phonenumbers', 'alembic', 'icalendar', 'PySide6'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
