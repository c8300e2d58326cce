"""Accounts, the support team and the audit log, pressed and typed on a real station."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.settings_people import (
    AGENCY,
    CHICAGO,
    DANA,
    KIT,
    LEE,
    PHRASES,
    Desk,
    buttons,
    press,
    require_sound,
    words,
)
from tests.support.looks import show_at
from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.prints import recovery_sheet
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Account
from wellness_desktop.accounts.station import SUPPORT_TEAM
from wellness_desktop.accounts.tries import AccountLocked
from wellness_desktop.app.account_prints import account_list
from wellness_desktop.app.accounts_page import AccountsPage
from wellness_desktop.app.audit_page import AuditPage
from wellness_desktop.app.audit_words import event_words
from wellness_desktop.app.team_page import TeamPage
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.store.key_problems import WrongPassphrase, WrongRecoveryCode

WAIT = 20_000
Offered = list[tuple[str, bytes]]


def accounts_page(qtbot: Any, desk: Desk, tasks: Any, offered: Offered | None = None) -> AccountsPage:
    def offer(_page: QWidget, title: str, pdf: bytes) -> None:
        if offered is not None:
            offered.append((title, pdf))

    def listing(accounts: list[Account]) -> bytes:
        return account_list(accounts, AGENCY, desk.clock.now(), CHICAGO, size="letter")

    page = AccountsPage(
        desk.accounts,
        desk.signed_in.actor.account_id,
        tasks,
        desk.clock,
        CHICAGO,
        lambda code: recovery_sheet(code, AGENCY, desk.clock.today(CHICAGO)),
        listing,
        offer,
        (AGENCY,),
    )
    show_at(QApplication.instance(), page, 1150, 900)
    return page


def choose(page: AccountsPage, name: str) -> None:
    assert page.table.choose(lambda row: row.name == name)


def answer(page: QWidget, key: str) -> None:
    [each for each in page.window().findChildren(Question) if each.isVisible()][-1].answer(key)


def account(desk: Desk, name: str) -> Account:
    return next(each for each in desk.accounts.accounts() if each.name == name)


def test_the_list_says_who_may_sign_in_and_what_waits(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    page = accounts_page(qtbot, sign_in(KIT), tasks)
    rows = page.table.rows
    told = [[rows.data(rows.index(row, column)) for column in range(3)] for row in range(rows.rowCount())]
    assert told == [
        [DANA, "Open", "Support coordinator, Supervisor, Planner, Administrator"],
        [KIT, "Open", "Administrator"],
        [LEE, "Waits for the team", "Helper"],
    ]
    choose(page, LEE)
    assert "Someone of the support team has to let this person in" in words(page)


def test_ones_own_account_cannot_be_closed_by_mistake(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    page = accounts_page(qtbot, sign_in(KIT), tasks)
    choose(page, KIT)
    assert "This is you." in words(page)
    assert {"Close account", "Reset passphrase"}.isdisjoint(buttons(page))
    choose(page, LEE)
    assert {"Close account", "Reset passphrase"} <= set(buttons(page))


def test_an_account_is_added_by_keyboard_with_a_suggestion(
    qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any
) -> None:
    desk = sign_in(KIT)
    page = accounts_page(qtbot, desk, tasks)
    QTest.keyClick(page.add_button, Qt.Key.Key_Space)
    name = page.view.new_form.field("name")
    assert name.hasFocus()
    qtbot.keyClicks(name, "Rev. Thomas Oduya")
    helper = page.view.new_form.field("roles").parts()[0]
    QTest.keyClick(helper, Qt.Key.Key_Space)
    QTest.keyClick(press(page, "Suggest one"), Qt.Key.Key_Space)
    phrase = page.view.new_form.values()["passphrase"]
    assert phrase in words(page)
    QTest.keyClick(page.view.save_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "may sign in" in page.banner.words, timeout=WAIT)
    assert "support team still has to let them in" in page.banner.words
    assert page.table.current().name == "Rev. Thomas Oduya"
    assert phrase not in words(page)
    assert page.view.new_form.values()["passphrase"] == ""
    entered = desk.station.sign_in("Rev. Thomas Oduya", phrase)
    assert entered.actor.roles == {Role.MEMBER, Role.HELPER}
    entered.end()


def test_a_taken_name_and_a_weak_passphrase_are_told(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    page = accounts_page(qtbot, sign_in(KIT), tasks)
    page.add()
    form = page.view.new_form
    form.set_values({"name": LEE, "passphrase": "lee park lee park"})
    page.view.save_button.click()
    assert "among the first that someone would try" in words(page)
    form.set_values({"name": LEE, "passphrase": "plum garage violin tundra"})
    page.view.save_button.click()
    qtbot.waitUntil(lambda: "This sign-in name is taken." in page.banner.words, timeout=WAIT)
    assert form.values()["name"] == LEE


def test_roles_are_changed_and_taken_back(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(KIT)
    page = accounts_page(qtbot, desk, tasks)
    choose(page, LEE)
    assert "Give these roles" not in buttons(page)
    planner = page.view._roles.field("roles").parts()[3]
    QTest.mouseClick(planner, Qt.MouseButton.LeftButton)
    press(page, "Give these roles").click()
    assert account(desk, LEE).roles == {Role.MEMBER, Role.HELPER, Role.PLANNER}
    press(page, "Undo").click()
    assert account(desk, LEE).roles == {Role.MEMBER, Role.HELPER}


def test_the_last_administrator_stays_one(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(KIT)
    page = accounts_page(qtbot, desk, tasks)
    desk.accounts.change_roles(account(desk, DANA).id, frozenset({Role.PLANNER}))
    page.refresh()
    choose(page, KIT)
    administrator = page.view._roles.field("roles").parts()[4]
    QTest.mouseClick(administrator, Qt.MouseButton.LeftButton)
    press(page, "Give these roles").click()
    assert "This is the last administrator." in page.banner.words
    assert administrator.isChecked()
    assert Role.ADMINISTRATOR in account(desk, KIT).roles


def test_closing_asks_first_and_then_opens_nothing(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    """SEC-05."""
    desk = sign_in(KIT)
    page = accounts_page(qtbot, desk, tasks)
    choose(page, LEE)
    press(page, "Close account").click()
    answer(page, "keep")
    assert not account(desk, LEE).closed
    press(page, "Close account").click()
    answer(page, "do")
    qtbot.waitUntil(lambda: "is closed" in page.banner.words, timeout=WAIT)
    assert account(desk, LEE).closed
    with pytest.raises(WrongPassphrase):
        desk.station.sign_in(LEE, PHRASES[LEE])
    choose(page, LEE)
    assert {"Close account", "Reset passphrase", "Give these roles"}.isdisjoint(buttons(page))


def test_a_locked_account_is_pointed_out_and_released(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    """SEC-08."""
    desk = sign_in(KIT)
    for _ in range(5):
        with pytest.raises((WrongPassphrase, AccountLocked)):
            desk.station.sign_in(LEE, "this is not it at all")
    page = accounts_page(qtbot, desk, tasks)
    choose(page, LEE)
    assert "Five wrong passphrases in 15 minutes." in words(page)
    press(page, "Release").click()
    assert "may try again" in page.banner.words
    desk.station.sign_in(LEE, PHRASES[LEE]).end()


def test_a_reset_says_what_is_lost_before_it_happens(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(KIT)
    page = accounts_page(qtbot, desk, tasks)
    choose(page, LEE)
    press(page, "Reset passphrase").click()
    assert "Lost for good: whatever was sealed for this person alone" in words(page)
    new = "plum garage violin tundra"
    qtbot.keyClicks(page.view.reset_form.field("passphrase").line, new)
    press(page, "Reset the passphrase").click()
    answer(page, "do")
    qtbot.waitUntil(lambda: "has a new passphrase" in page.banner.words, timeout=WAIT)
    assert account(desk, LEE).waits_for_team
    desk.station.sign_in(LEE, new).end()
    with pytest.raises(WrongPassphrase):
        desk.station.sign_in(LEE, PHRASES[LEE])


def test_a_new_recovery_sheet_is_offered_and_the_old_one_is_dead(
    qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any
) -> None:
    desk = sign_in(KIT)
    old = desk.accounts.new_recovery_code()
    offered: Offered = []
    page = accounts_page(qtbot, desk, tasks, offered)
    press(page, "New recovery sheet").click()
    answer(page, "do")
    qtbot.waitUntil(lambda: bool(offered), timeout=WAIT)
    ((title, pdf),) = offered
    assert title == "Recovery sheet"
    assert "Recovery sheet" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    with pytest.raises(WrongRecoveryCode):
        desk.station.recover(old, "New Person", "plum garage violin tundra")


def test_the_list_prints_for_the_yearly_review(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    """SEC-01: roles and last use on paper."""
    offered: Offered = []
    page = accounts_page(qtbot, sign_in(KIT), tasks, offered)
    press(page, "Print the list").click()
    qtbot.waitUntil(lambda: bool(offered), timeout=WAIT)
    text = PdfReader(BytesIO(offered[0][1])).pages[0].extract_text()
    for part in (DANA, LEE, "Helper", "Last used", "Not yet", "Reviewed by", AGENCY):
        assert part in text


def test_accounts_that_nobody_uses_are_pointed_out(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    """SEC-02: after 60 days, by a word and nothing else."""
    desk = sign_in(KIT)
    page = accounts_page(qtbot, desk, tasks)
    choose(page, DANA)
    desk.clock.advance(timedelta(days=60))
    page.refresh()
    assert "Not used lately" not in words(page)
    desk.clock.advance(timedelta(days=1))
    page.refresh()
    assert "Nobody signed in with it for 60 days." in words(page)
    assert not account(desk, DANA).closed


def test_leaving_the_page_forgets_typed_passphrases(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    page = accounts_page(qtbot, sign_in(KIT), tasks)
    page.add()
    press(page, "Suggest one").click()
    phrase = page.view.new_form.values()["passphrase"]
    page.leave()
    assert page.view.new_form.values()["passphrase"] == ""
    assert phrase not in words(page)


def team_page(qtbot: Any, desk: Desk, tasks: Any) -> TeamPage:
    page = TeamPage(desk.accounts, tasks, lambda: desk.signed_in.keyring.may_open(SUPPORT_TEAM))
    show_at(QApplication.instance(), page, 1150, 700)
    return page


def test_a_member_of_the_team_lets_a_helper_in(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(DANA)
    page = team_page(qtbot, desk, tasks)
    assert LEE in words(page)
    QTest.keyClick(press(page, "Let in"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "is in the support team" in page.banner.words, timeout=WAIT)
    assert "Nobody waits." in words(page)
    entered = desk.station.sign_in(LEE, PHRASES[LEE])
    assert entered.keyring.may_open(SUPPORT_TEAM)
    entered.end()


def test_whoever_waits_outside_is_told_so(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    page = team_page(qtbot, sign_in(LEE), tasks)
    assert "You are not inside yourself yet." in words(page)
    assert "Let in" not in buttons(page)


def audit_page(qtbot: Any, desk: Desk) -> AuditPage:
    page = AuditPage(desk.accounts, CHICAGO)
    show_at(QApplication.instance(), page, 1150, 800)
    return page


def test_the_audit_log_is_read_in_words_and_reading_is_an_entry(qtbot: Any, sign_in: Callable[[str], Desk]) -> None:
    desk = sign_in(KIT)
    page = audit_page(qtbot, desk)
    newest = page.table.rows.row(0)
    assert (newest.what, newest.who) == ("Read the audit log", KIT)
    assert "Whole: no entry was altered or taken out" in words(page)
    assert desk.audited()[-1] == Event.AUDIT_READ
    page.focus_first()
    qtbot.keyClicks(page.table.search, "added lee")
    (line,) = page.table.rows.shown()
    assert (line.what, line.who, line.about) == ("Added an account", DANA, LEE)
    page.table.choose(lambda _row: True)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert "Added an account" in page.banner.words
    assert LEE in page.banner.words


def test_an_altered_log_is_told(qtbot: Any, sign_in: Callable[[str], Desk]) -> None:
    """SEC-19."""
    from sqlalchemy import text

    desk = sign_in(KIT)
    with desk.signed_in.store.work() as session:
        session.execute(text("DROP TRIGGER accounts_audit_no_update"))
        session.execute(text("UPDATE accounts_audit SET event = 'locked' WHERE number = 2"))
    page = audit_page(qtbot, desk)
    assert "The log was altered in one place." in page.banner.words
    assert "Whole: no entry was altered or taken out" not in words(page)


def test_every_event_has_words_of_its_own() -> None:
    told = [event_words(event) for event in Event]
    assert len(set(told)) == len(told)
    assert all(words[0].isupper() for words in told)
    assert event_words("something newer") == "something newer"


@pytest.mark.slow
def test_nothing_is_cut_and_everything_is_reached(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(DANA)

    def adding() -> AccountsPage:
        page = accounts_page(qtbot, desk, tasks)
        page.add()
        page.view._new_suggested.suggest()
        return page

    def resetting() -> AccountsPage:
        page = accounts_page(qtbot, desk, tasks)
        choose(page, LEE)
        page.view._show_reset()
        return page

    for make in (
        lambda: accounts_page(qtbot, desk, tasks),
        adding,
        resetting,
        lambda: team_page(qtbot, desk, tasks),
        lambda: audit_page(qtbot, desk),
    ):
        require_sound(make())
