from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.station import OTHER_PHRASE as OTHER
from tests.support.station import PHRASE
from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Accounts
from wellness_desktop.accounts.station import SUPPORT_TEAM, SignedIn, Station
from wellness_desktop.accounts.tries import AccountLocked
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.paths import Paths
from wellness_desktop.store.key_problems import NotSealedForYou, OlderKeyFile, WrongPassphrase

CHIEF = frozenset({Role.PLANNER, Role.SUPERVISOR})


@pytest.fixture
def chief(station: Station) -> Iterator[SignedIn]:
    signed_in, _ = station.create("Dana Whitfield", PHRASE, CHIEF)
    yield signed_in
    signed_in.end()


@pytest.fixture
def accounts(chief: SignedIn, station: Station, clock: FixedClock) -> Accounts:
    return Accounts(chief, station.tries, clock, ("Millbrook",))


def test_a_station_is_made_whole_and_opened_again(station: Station, paths: Paths) -> None:
    signed_in, code = station.create("Dana Whitfield", PHRASE, CHIEF)
    assert len(code.replace("-", "").replace(" ", "")) == 32
    assert signed_in.actor.roles == CHIEF | {Role.MEMBER, Role.ADMINISTRATOR}
    signed_in.end()
    assert not (paths.data / "new-station").exists()
    again = station.sign_in("dana  WHITFIELD", PHRASE)
    assert again.actor.name == "Dana Whitfield"
    again.end()


def test_no_second_station_in_the_same_folder(station: Station) -> None:
    station.create("Dana", PHRASE, CHIEF)[0].end()
    with pytest.raises(Problem, match="already"):
        station.create("Lee", OTHER, CHIEF)


def test_a_failure_on_the_way_leaves_no_half_station(
    station: Station, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Problem("There is not enough free space on this disk.")

    monkeypatch.setattr("wellness_desktop.accounts.station.Store.create", full)
    with pytest.raises(Problem, match="free space"):
        station.create("Dana", PHRASE, CHIEF)
    assert not station.exists()
    monkeypatch.undo()
    station.create("Dana", PHRASE, CHIEF)[0].end()


def test_five_wrong_passphrases_lock_and_the_recovery_sheet_opens(station: Station) -> None:
    signed_in, code = station.create("Dana", PHRASE, CHIEF)
    signed_in.end()
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            station.sign_in("Dana", OTHER)
    with pytest.raises(AccountLocked):
        station.sign_in("Dana", OTHER)
    with pytest.raises(AccountLocked):
        station.sign_in("Dana", PHRASE)
    again = station.recover(code.lower(), "Dana", OTHER)
    assert again.actor.name == "Dana"
    log = Accounts(again, station.tries, FixedClock(again.audit._clock.now())).audit_log()
    events = [entry.event for entry in log]
    assert events.count(Event.SIGN_IN_REFUSED) == 4
    assert events.count(Event.ACCOUNT_LOCKED) == 1
    assert Event.RECOVERY_USED in events
    again.end()


def test_the_recovery_sheet_enrols_a_new_administrator(station: Station) -> None:
    signed_in, code = station.create("Dana", PHRASE, CHIEF)
    signed_in.end()
    lee = station.recover(code, "Lee Novak", OTHER)
    assert lee.actor.roles == {Role.MEMBER, Role.ADMINISTRATOR}
    lee.end()
    station.sign_in("Dana", PHRASE).end()


def test_accounts_are_added_changed_and_closed(accounts: Accounts, station: Station) -> None:
    lee = accounts.add("Lee Novak", OTHER, frozenset({Role.SUPERVISOR}))
    assert lee.roles == {Role.MEMBER, Role.SUPERVISOR}
    with pytest.raises(Problem, match="taken"):
        accounts.add("lee  novak", OTHER, frozenset())
    with pytest.raises(Problem, match="first that someone would try"):
        accounts.add("Sam Ortiz", "Millbrook police 1234", frozenset())
    accounts.change_roles(lee.id, frozenset({Role.PLANNER}))
    signed_in = station.sign_in("Lee Novak", OTHER)
    assert signed_in.actor.roles == {Role.MEMBER, Role.PLANNER}
    signed_in.end()
    accounts.close(lee.id)
    with pytest.raises(WrongPassphrase):
        station.sign_in("Lee Novak", OTHER)
    assert [account.closed for account in accounts.accounts()] == [False, True]


def test_the_last_administrator_stays(accounts: Accounts, chief: SignedIn) -> None:
    for change in (
        lambda: accounts.close(chief.actor.account_id),
        lambda: accounts.change_roles(chief.actor.account_id, frozenset({Role.PLANNER})),
    ):
        with pytest.raises(Problem, match="last administrator"):
            change()
    assert Role.ADMINISTRATOR in accounts.accounts()[0].roles


def test_a_locked_account_is_released_by_an_administrator(accounts: Accounts, station: Station) -> None:
    lee = accounts.add("Lee Novak", OTHER, frozenset())
    for _ in range(5):
        with pytest.raises(Problem):
            station.sign_in("Lee Novak", PHRASE)
    assert [account.locked for account in accounts.accounts()] == [False, True]
    accounts.release(lee.id)
    station.sign_in("Lee Novak", OTHER).end()


def test_only_members_let_a_helper_into_the_support_team(
    accounts: Accounts, station: Station, chief: SignedIn, clock: FixedClock
) -> None:
    helper = accounts.add("Tom Oduya", OTHER, frozenset({Role.HELPER}))
    assert helper.waits_for_team
    assert accounts.waiting_for_team() == []
    with pytest.raises(NotSealedForYou):
        accounts.let_into_team(helper.id)
    tom = station.sign_in("Tom Oduya", OTHER)  # the first member founds the team
    assert tom.keyring.may_open(SUPPORT_TEAM)
    ann = accounts.add("Ann Reyes", PHRASE, frozenset({Role.COORDINATOR}))
    toms = Accounts(tom, station.tries, clock)
    assert [account.name for account in toms.waiting_for_team()] == ["Ann Reyes"]
    toms.let_into_team(ann.id)
    assert toms.waiting_for_team() == []
    tom.end()
    signed_in = station.sign_in("Ann Reyes", PHRASE)
    assert signed_in.keyring.may_open(SUPPORT_TEAM)
    signed_in.end()
    assert not chief.keyring.may_open(SUPPORT_TEAM)


def test_only_administrators_manage_accounts(accounts: Accounts, station: Station, clock: FixedClock) -> None:
    accounts.add("Lee Novak", OTHER, frozenset({Role.SUPERVISOR, Role.COORDINATOR, Role.PLANNER, Role.HELPER}))
    lee = station.sign_in("Lee Novak", OTHER)
    theirs = Accounts(lee, station.tries, clock)
    for deed in (
        theirs.accounts,
        theirs.audit_log,
        theirs.audit_faults,
        theirs.new_recovery_code,
        lambda: theirs.add("X", PHRASE, frozenset()),
        lambda: theirs.close(lee.actor.account_id),
        lambda: theirs.release(lee.actor.account_id),
        lambda: theirs.change_roles(lee.actor.account_id, frozenset()),
        lambda: theirs.reset_passphrase(lee.actor.account_id, PHRASE),
    ):
        with pytest.raises(NotAllowed):
            deed()
    theirs.change_my_passphrase(OTHER, "seven quiet herons wade north")
    lee.end()
    station.sign_in("Lee Novak", "seven quiet herons wade north").end()


def test_a_new_recovery_sheet_ends_the_old_one(station: Station, clock: FixedClock) -> None:
    signed_in, old = station.create("Dana", PHRASE, CHIEF)
    new = Accounts(signed_in, station.tries, clock).new_recovery_code()
    signed_in.end()
    with pytest.raises(WrongPassphrase):
        station.recover(old, "Lee", OTHER)
    station.recover(new, "Lee", OTHER).end()


def test_the_audit_log_holds_ids_and_shows_every_alteration(accounts: Accounts, chief: SignedIn) -> None:
    accounts.add("Lee Novak", OTHER, frozenset())
    assert accounts.audit_faults() == []
    assert [entry.number for entry in accounts.audit_log()] == [4, 3, 2, 1]
    with pytest.raises(Exception, match=r"append-only|records"), chief.store.work() as session:
        session.execute(text("UPDATE accounts_audit SET outcome = 'never' WHERE number = 2"))
    with chief.store.work() as session:
        session.execute(text("DROP TRIGGER accounts_audit_no_update"))
        session.execute(text("UPDATE accounts_audit SET outcome = 'never' WHERE number = 2"))
    assert "2" in accounts.audit_faults()[0]
    with chief.store.work() as session:
        session.execute(text("DELETE FROM accounts_audit WHERE number = 3"))
    assert any("missing" in fault for fault in accounts.audit_faults())


def test_a_clock_set_back_is_noted_once(accounts: Accounts, clock: FixedClock) -> None:
    from datetime import timedelta

    clock.advance(timedelta(hours=-2))
    accounts.audit_log()
    accounts.audit_log()
    events = [entry.event for entry in accounts.audit_log()]
    assert events.count(Event.CLOCK_BACK) == 1
    assert accounts.audit_faults() == []


def test_names_stand_in_no_file_of_a_locked_station(station: Station, paths: Paths) -> None:
    station.create("Dana Whitfield", PHRASE, CHIEF)[0].end()
    with pytest.raises(WrongPassphrase):
        station.sign_in("Dana Whitfield", OTHER)
    for file in [path for path in paths.data.rglob("*") if path.is_file()]:
        data = file.read_bytes().lower()
        for form in ("utf-8", "utf-16-le"):
            assert "whitfield".encode(form) not in data, file.name


def test_a_missing_store_is_told_and_nothing_is_made_anew(station: Station, paths: Paths) -> None:
    station.create("Dana", PHRASE, CHIEF)[0].end()
    paths.store.unlink()
    with pytest.raises(Problem):
        station.sign_in("Dana", PHRASE)
    assert not paths.store.exists() or Path(paths.store).stat().st_size == 0


def test_an_old_key_file_is_noticed_and_opens_nothing_after_someone_was_closed(
    accounts: Accounts, chief: SignedIn, station: Station, paths: Paths
) -> None:
    lee = accounts.add("Lee Novak", OTHER, frozenset({Role.SUPERVISOR}))
    old = paths.keys.read_bytes()
    before = chief.keyring.store_key
    accounts.close(lee.id)
    assert chief.keyring.store_key != before
    assert [account.closed for account in accounts.accounts()] == [False, True]
    chief.end()
    paths.keys.write_bytes(old)
    with pytest.raises(Problem):
        station.sign_in("Lee Novak", OTHER)
    with pytest.raises(Problem):
        station.sign_in("Dana Whitfield", PHRASE)


def test_a_key_file_from_before_a_new_account_is_older_than_the_records(
    station: Station, paths: Paths, clock: FixedClock
) -> None:
    chief, code = station.create("Dana Whitfield", PHRASE, CHIEF)
    old = paths.keys.read_bytes()
    Accounts(chief, station.tries, clock).add("Lee Novak", OTHER, frozenset())
    chief.end()
    paths.keys.write_bytes(old)
    with pytest.raises(OlderKeyFile):
        station.sign_in("Dana Whitfield", PHRASE)
    station.recover(code, "Dana Whitfield", PHRASE).end()
    station.sign_in("Dana Whitfield", PHRASE).end()


def test_where_the_recovery_sheet_lies_is_noted_for_those_who_may_need_it(accounts: Accounts, chief: SignedIn) -> None:
    assert accounts.recovery_place() == ""
    assert accounts.set_recovery_place("  Safe at   town hall ") == ""
    assert accounts.set_recovery_place("Bank box 12") == "Safe at town hall"
    assert accounts.recovery_place() == "Bank box 12"
    assert accounts.audit_log()[1].event == Event.RECOVERY_PLACE_NOTED
    with pytest.raises(Problem):
        accounts.set_recovery_place("x" * 201)


def test_a_sergeant_sees_who_may_sign_in_but_not_where_the_recovery_sheet_lies(
    accounts: Accounts, chief: SignedIn, station: Station, clock: FixedClock
) -> None:
    accounts.set_recovery_place("Bank box 12")
    lee = accounts.add("Lee Park", OTHER, frozenset({Role.SUPERVISOR}))
    gone = accounts.add("Old Account", OTHER, frozenset())
    accounts.close(gone.id)
    signed_in = station.sign_in("Lee Park", OTHER)
    theirs = Accounts(signed_in, station.tries, clock)
    assert [one.name for one in theirs.who_may_sign_in()] == ["Dana Whitfield", lee.name]
    for ask in (theirs.recovery_place, lambda: theirs.set_recovery_place("here"), theirs.accounts):
        with pytest.raises(NotAllowed):
            ask()
    signed_in.end()
