"""Agreements, prints, paper and removal on screen, by keyboard (roster/upkeep.py and its views)."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.roster.station import CHICAGO, HELPER, HOUR, NOON, TODAY, a_person, a_phone, added, published
from tests.roster.test_roster_prints import LINES, in_order, text_of
from tests.roster.typing_roster import LINES as TYPED_LINES
from tests.roster.typing_roster import buttons_of, press, type_in
from tests.support.cases import quick
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.roster.board_page import BoardPage
from wellness_desktop.roster.consent_desk import Agreement
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.papers import PaperKind, PaperSetup


@pytest.fixture
def page_at(open_page, roster):
    """The page with this person chosen, the keyboard in the list."""

    def open_at(person, *roles, account=None):
        page = open_page(*roles, account=account)
        page.list.choose(person.id)
        page.list.table.setFocus()
        return page

    return open_at


@pytest.fixture
def lee(roster):
    phones = (a_phone(checked_on=TODAY), a_phone("406-555-0143", label="Home", checked_on=TODAY))
    return added(roster, a_person("Lee Park", phones=phones))[0]


def test_an_agreement_is_noted_and_taken_back_by_keys(page_at, roster, station, lee):
    page = page_at(lee)
    press(Qt.Key.Key_A)
    card = page.upkeep.consent.cards[Agreement.FRONT_DOOR]
    assert card.agree_button.hasFocus()
    press(Qt.Key.Key_Return)
    assert "No number is ticked." in page.banner.words
    card.form.field("numbers").parts()[1].setFocus()
    press(Qt.Key.Key_Space)
    card.agree_button.setFocus()
    press(Qt.Key.Key_Return)
    assert [phone.shown for phone in station.board.contacts[0].phones] == ["(406) 555-0143"]
    roster.print_wall_sheet(LINES, PaperSetup(holder="Break room"))
    page.upkeep.consent.cards[Agreement.FRONT_DOOR].withdraw_button.setFocus()
    press(Qt.Key.Key_Return)
    assert station.board.contacts == ()
    assert "1 print still shows them" in page.banner.words
    assert page.upkeep.consent.papers.table.view.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_S)
    assert roster.papers(lee.id) == []
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(roster.papers(lee.id)) == 1
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_a_day_to_come_stands_in_words_and_notes_nothing(page_at, roster, lee):
    page = page_at(lee)
    press(Qt.Key.Key_A)
    card = page.upkeep.consent.cards[Agreement.OTHER_AGENCIES]
    type_in(card.form.field("on"), "12/31/2030")
    card.agree_button.click()
    assert "still to come" in page.banner.words
    assert roster.person(lee.id).shared_on is None


def test_taking_back_is_taken_back(page_at, roster, station):
    [ruth] = added(roster, published("Ruth Okafor"))
    page = page_at(ruth)
    press(Qt.Key.Key_A)
    assert page.upkeep.consent.cards[Agreement.FRONT_DOOR].withdraw_button.hasFocus()
    press(Qt.Key.Key_Return)
    assert station.board.contacts == ()
    page.banner.undo.take_back()
    assert [contact.name for contact in station.board.contacts] == ["Ruth Okafor"]
    assert (
        "Agreed on Mar 10, 2026, noted by Dana Whitfield."
        in page.upkeep.consent.cards[Agreement.FRONT_DOOR]._state.text()
    )


def test_a_member_reaches_the_own_agreement_and_no_other(page_at, roster, station):
    mine, other = added(roster, published("Lee Park", account_id=HELPER), published("Ruth Okafor"))
    page = page_at(mine, Role.MEMBER, account=HELPER)
    next(each for each in page.list.view.findChildren(QPushButton) if each.text() == "Agreement").click()
    page.upkeep.consent.cards[Agreement.FRONT_DOOR].withdraw_button.click()
    assert [contact.name for contact in station.board.contacts] == ["Ruth Okafor"]
    page.show_list()
    page.list.choose(other.id)
    assert "Agreement" not in buttons_of(page.list.view)


def test_before_somebody_goes_the_screen_says_what_becomes_of_everything(page_at, roster, station):
    [ruth] = added(roster, published("Ruth Okafor"))
    roster.add_duty(Layer.PRIMARY, ruth.id, NOON + HOUR, NOON + 9 * HOUR)
    roster.print_wall_sheet(LINES, PaperSetup())
    page = page_at(ruth)
    press(Qt.Key.Key_Delete)
    words = page.upkeep.removal.words
    for part in (
        "Needs somebody's hand",
        "1 time on call to come",
        "Put somebody else on these hours.",
        "Goes at once",
        "Name and numbers on the front door",
        "Kept 30 days for Undo, then deleted",
        "Stays, and why",
        "Lines in the audit log",
    ):
        assert part in words
    assert [paper.label for paper in page.upkeep.removal.papers.table.rows.shown()] == ["Wall sheet"]
    assert len(roster.people()) == 1, "looking changes nothing"
    press(Qt.Key.Key_Return)
    assert page.list.isVisible()
    assert roster.people() == []
    assert station.board.contacts == ()
    page.banner.undo.take_back()
    assert [person.name for person in roster.people()] == ["Ruth Okafor"]


def test_escape_keeps_somebody_on_the_roster(page_at, roster, lee):
    page = page_at(lee)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert [person.name for person in roster.people()] == ["Lee Park"]


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind is not PaperKind.DOSSIER])
def test_each_print_is_offered_and_registered(page_at, roster, qtbot, kind):
    [ruth] = added(roster, published("Ruth Okafor", phones=(a_phone(published=True, checked_on=TODAY),)))
    added(roster, a_person("Ann Bell", phones=(a_phone("406-555-0120"),)))
    roster.add_duty(Layer.PRIMARY, ruth.id, NOON + HOUR, NOON + 9 * HOUR)
    page = page_at(ruth)
    press(Qt.Key.Key_P)
    prints = page.upkeep.prints
    prints.form.set_values({"size": "a4", "large": True, "holder": "Night desk"})
    prints.buttons[kind].setFocus()
    press(Qt.Key.Key_Return)
    if kind is PaperKind.PHONE_LIST:
        page.findChildren(Question)[0].answer("everybody")
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=20_000)
    page.findChildren(PrintOffer)[0].close()
    [paper] = roster.papers()
    assert (paper.kind, paper.holder) == (kind, "Night desk")


def test_the_month_among_the_prints_ends_with_whom_to_try_next(page_at, roster, qtbot, tmp_path):
    [ruth] = added(roster, published("Ruth Okafor"))
    roster.add_duty(Layer.PRIMARY, ruth.id, NOON + HOUR, NOON + 9 * HOUR)
    page = page_at(ruth)
    press(Qt.Key.Key_P)
    page.upkeep.prints.buttons[PaperKind.ON_CALL_MONTH].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=20_000)
    offer = page.findChildren(PrintOffer)[0]
    offer.save_to(str(tmp_path / "month.pdf"))
    offer.close()
    text = text_of((tmp_path / "month.pdf").read_bytes())
    text = text[text.index("If nobody answers") :]
    in_order(text, "If nobody answers", *(step.title for step in roster.call_chain(TYPED_LINES, on_paper=True)))
    assert "Answers day and night." in text, "the chain always ends in a line that answers"


def test_a_print_that_cannot_be_made_says_why(page_at, qtbot, lee):
    page = page_at(lee)
    press(Qt.Key.Key_P)
    page.upkeep.prints.buttons[PaperKind.CONTACT_CARDS].click()
    qtbot.waitUntil(lambda: "Nobody can stand on a card yet." in page.banner.words, timeout=20_000)


def test_a_member_prints_what_hangs_anyway_and_no_more(page_at, roster):
    [mine] = added(roster, published("Lee Park", account_id=HELPER))
    page = page_at(mine, Role.MEMBER, account=HELPER)
    press(Qt.Key.Key_P)
    assert PaperKind.WALL_SHEET in page.upkeep.prints.buttons
    assert PaperKind.TEAM_ROSTER not in page.upkeep.prints.buttons
    assert PaperKind.CALL_SHEET not in page.upkeep.prints.buttons


def test_the_register_is_one_button_away(page_at, roster):
    [ruth] = added(roster, published("Ruth Okafor"))
    roster.print_wall_sheet(LINES, PaperSetup())
    page = page_at(ruth)
    page.upkeep.show_prints()
    page.upkeep.prints.papers_button.click()
    page.upkeep.papers.table.choose(lambda _paper: True)
    press(Qt.Key.Key_S)
    assert roster.papers() == []
    assert page.upkeep.papers.isAncestorOf(QApplication.focusWidget())


OPENERS = {
    "consent": lambda page, person: page.upkeep.show_consent(person),
    "removal": lambda page, person: page.upkeep.show_removal(person),
    "prints": lambda page, _person: page.upkeep.show_prints(),
    "papers": lambda page, _person: page.upkeep.show_papers(),
}


@pytest.mark.parametrize("screen", quick("consent", OPENERS))
def test_every_screen_reads_well_in_every_look(page_at, roster, qapp, screen):
    [ruth] = added(roster, published("Ruth Okafor"))
    added(roster, a_person("Ann Bell", reports_to=ruth.id))
    roster.print_wall_sheet(LINES, PaperSetup(holder="Break room, by the coffee"))
    page = page_at(ruth)
    OPENERS[screen](page, ruth)
    assert not faults(page)
    assert not cut_in_any_look(qapp, page)


def test_r_beside_the_list_says_still_right(page_at, roster):
    [ann] = added(roster, a_person("Ann Bell", phones=(a_phone("406-555-0120"), a_phone("406-555-0121"))))
    page = page_at(ann)
    page.list.view.focus_first()
    press(Qt.Key.Key_R)
    assert [phone.checked_on for phone in roster.person(ann.id).phones] == [TODAY, None]
    page.list.view.focus_first()
    press(Qt.Key.Key_R)
    assert [phone.checked_on for phone in roster.person(ann.id).phones] == [TODAY, TODAY]


def test_beside_the_list_overdue_numbers_stand_last_and_gray(page_at, roster):
    [ann] = added(
        roster, a_person("Ann Bell", phones=(a_phone("406-555-0120"), a_phone("406-555-0121", checked_on=TODAY)))
    )
    page = page_at(ann)
    words = page.list.view.words
    assert words.index("555-0121") < words.index("555-0120")
    tones = {each.text(): each.property("tone") for each in page.list.view.findChildren(QLabel)}
    assert (tones["(406) 555-0121"], tones["(406) 555-0120"]) == (None, "muted")


def test_emptying_the_day_in_the_form_points_to_the_paper_too(page_at, roster, station):
    [ruth] = added(roster, published("Ruth Okafor"))
    roster.print_wall_sheet(LINES, PaperSetup())
    page = page_at(ruth)
    press(Qt.Key.Key_E)
    type_in(page.form.form.field("published_on"), "")
    press(Qt.Key.Key_Delete)
    page.form.flush()
    assert station.board.contacts == ()
    assert "1 print still shows them" in page.banner.words
    next(each for each in page.banner.findChildren(QPushButton) if each.text() == "Show the paper").click()
    assert [paper.label for paper in page.upkeep.consent.papers.table.rows.shown()] == ["Wall sheet"]


def test_ninety_one_days_later_every_number_is_flagged_on_both_screens(page_at, roster, station, qtbot):
    """The roster signed in and the list at the front door (issue 5, Freshness); paper and CSV: test_roster_sheets."""
    people = added(
        roster,
        *(published(f"Peer {place}", phones=(a_phone(f"406-555-012{place}", published=True),)) for place in range(3)),
        a_person("Ann Bell", phones=(a_phone("406-555-0130", checked_on=TODAY), a_phone("406-555-0131"))),
    )
    for each in [phone.id for person in people for phone in person.phones]:
        roster.still_right(each)

    def flagged(table, column):
        """How many rows are gray, and how many say in words that the number is to be checked first."""
        rows, model = range(table.rows.rowCount()), table.rows
        gray = [row for row in rows if model.data(model.index(row, column), Qt.ItemDataRole.ForegroundRole)]
        words = [model.data(model.index(row, 3)) for row in rows]
        return len(gray), sum(each.casefold().startswith("check") and "mar" not in each.casefold() for each in words)

    def front_door():
        page = BoardPage(lambda: station.board, station.clock, CHICAGO)
        qtbot.addWidget(page)
        return page.table

    page = page_at(people[0])
    assert flagged(page.list.table, 2) == flagged(front_door(), 1) == (0, 0)
    station.clock.advance(timedelta(days=91))
    page = page_at(people[0])
    assert flagged(page.list.table, 2) == (4, 4)
    assert flagged(front_door(), 1) == (3, 3)
    for person in people:
        page.list.choose(person.id)
        assert page.list.view.words.count("Check before use.") == len(person.phones)
    page.list.table.setFocus()
    press(Qt.Key.Key_C)
    assert page.upkeep.checks.table.rows.total == 5
