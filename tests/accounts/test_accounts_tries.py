from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wellness_desktop.accounts.tries import AccountLocked, Tries
from wellness_desktop.base.clock import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 24, 2, tzinfo=UTC))


def test_five_wrong_in_fifteen_minutes_lock_even_after_a_restart(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "tries.json"
    for count in range(5):
        Tries(path, clock).require_unlocked("slot-a")
        assert Tries(path, clock).wrong("slot-a") is (count == 4)
        clock.advance(timedelta(minutes=2))
    with pytest.raises(AccountLocked):
        Tries(path, clock).require_unlocked("slot-a")
    Tries(path, clock).require_unlocked("slot-b")
    clock.advance(timedelta(days=30))
    with pytest.raises(AccountLocked):
        Tries(path, clock).require_unlocked("slot-a")


def test_slow_wrong_tries_do_not_lock(tmp_path: Path, clock: FixedClock) -> None:
    tries = Tries(tmp_path / "tries.json", clock)
    for _ in range(20):
        assert not tries.wrong("slot-a")
        clock.advance(timedelta(minutes=4))


def test_a_clock_set_back_does_not_forgive(tmp_path: Path, clock: FixedClock) -> None:
    tries = Tries(tmp_path / "tries.json", clock)
    for _ in range(4):
        tries.wrong("slot-a")
        clock.advance(timedelta(minutes=-1))
    assert tries.wrong("slot-a")


def test_a_good_sign_in_forgets_and_a_release_opens(tmp_path: Path, clock: FixedClock) -> None:
    tries = Tries(tmp_path / "tries.json", clock)
    for _ in range(4):
        tries.wrong("slot-a")
    tries.right("slot-a")
    assert not tries.wrong("slot-a")
    for _ in range(4):
        tries.wrong("slot-a")
    assert tries.locked_slots() == ["slot-a"]
    tries.release("slot-a")
    tries.require_unlocked("slot-a")


def test_wrong_tries_wait_to_be_told_to_the_audit_log(tmp_path: Path, clock: FixedClock) -> None:
    tries = Tries(tmp_path / "tries.json", clock)
    tries.wrong("slot-a")
    assert [(one.slot, one.at, one.locked) for one in tries.untold()] == [("slot-a", clock.now(), False)]
    tries.told()
    assert tries.untold() == []


@pytest.mark.parametrize("spoiled", [b"", b"[]", b'{"wrong": 3}', b"\x00\xff"])
def test_a_spoiled_file_counts_as_empty(tmp_path: Path, clock: FixedClock, spoiled: bytes) -> None:
    path = tmp_path / "tries.json"
    path.write_bytes(spoiled)
    tries = Tries(path, clock)
    tries.require_unlocked("slot-a")
    assert not tries.wrong("slot-a")
