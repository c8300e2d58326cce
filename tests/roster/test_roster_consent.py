"""Agreements and the paper that still shows somebody (roster/consent_desk.py, register_desk.py)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.roster.station import HELPER, TODAY, a_person, a_phone, added, published
from tests.roster.test_roster_prints import LINES, text_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.roster.consent_desk import Agreement
from wellness_desktop.roster.export_desk import ExportForm
from wellness_desktop.roster.papers import PaperSetup

SETUP = PaperSetup()


def exported(roster):
    """Everything that leaves in an export that is text."""
    forms = (ExportForm.CSV, ExportForm.VCARD_3, ExportForm.VCARD_4)
    return "".join(roster.export_contacts(form).decode("utf-8-sig") for form in forms)


@pytest.fixture
def lee(roster):
    phones = (a_phone(checked_on=TODAY), a_phone("406-555-0143", label="Home", checked_on=TODAY))
    return added(roster, a_person("Lee Park", phones=phones))[0]


def test_nothing_is_shown_before_somebody_agreed_and_then_only_the_ticked_number(roster, station, lee):
    assert station.board.contacts == ()
    assert "Lee Park" not in exported(roster)
    done = roster.note_agreement(lee, Agreement.FRONT_DOOR, TODAY, {lee.phones[0].id})
    [shown] = station.board.contacts
    assert [phone.shown for phone in shown.phones] == ["(406) 555-0142"]
    assert (done.value.published_on, done.value.published_noted_by) == (TODAY, "Dana Whitfield")
    assert "Lee Park" not in exported(roster), "the front door is no agreement to be handed on"
    roster.note_agreement(done.value, Agreement.OTHER_AGENCIES, TODAY, {lee.phones[0].id})
    assert "Lee Park" in exported(roster)
    assert "555-0143" not in exported(roster)


def test_taking_it_back_empties_the_board_at_once_and_names_the_paper(roster, station):
    ruth, lee = added(roster, published("Ruth Okafor"), published("Lee Park"))
    roster.print_wall_sheet(LINES, PaperSetup(holder="Break room"))
    station.clock.advance(timedelta(days=3))
    roster.print_wallet_cards(LINES, SETUP)
    roster.print_call_sheet()
    done = roster.withdraw(lee, Agreement.FRONT_DOOR)
    assert [contact.name for contact in station.board.contacts] == ["Ruth Okafor"]
    assert [(paper.label, paper.holder) for paper in done.value.papers] == [
        ("Wallet cards of the team", ""),
        ("Wall sheet", "Break room"),
    ]
    assert "Lee Park" not in text_of(roster.print_wall_sheet(LINES, SETUP))
    done.undo()
    assert {contact.name for contact in station.board.contacts} == {"Ruth Okafor", "Lee Park"}
    assert ruth.id in roster.papers()[0].people


def test_shredded_paper_leaves_the_list_comes_back_on_undo_and_is_forgotten_after_a_month(roster, station):
    [lee] = added(roster, published("Lee Park"))
    roster.print_wall_sheet(LINES, SETUP)
    [paper] = roster.papers(lee.id)
    done = roster.shredded(paper.id)
    assert roster.papers(lee.id) == []
    done.undo()
    assert roster.papers(lee.id) == [paper]
    roster.shredded(paper.id)
    station.clock.advance(timedelta(days=30))
    assert roster.tidy_papers() == 0
    station.clock.advance(timedelta(days=1))
    assert roster.tidy_papers() == 1
    assert roster.papers(gone=True) == []
    with pytest.raises(Problem, match="no longer in the register"):
        roster.shredded(paper.id)


def test_a_day_to_come_and_an_agreement_without_a_number_are_refused(roster, lee):
    with pytest.raises(Problem, match="still to come"):
        roster.note_agreement(lee, Agreement.FRONT_DOOR, TODAY + timedelta(days=1), {lee.phones[0].id})
    with pytest.raises(Problem, match="No number is ticked"):
        roster.note_agreement(lee, Agreement.FRONT_DOOR, TODAY, set())
    assert roster.person(lee.id) == lee


def test_everybody_decides_about_themselves_and_nobody_else(roster, station):
    mine, other = added(roster, published("Lee Park", account_id=HELPER), published("Ruth Okafor"))
    roster.print_wall_sheet(LINES, SETUP)
    member = station.roster(Role.MEMBER, account=HELPER, name="Lee Park")
    assert len(member.withdraw(member.me(), Agreement.FRONT_DOOR).value.papers) == 1
    assert [contact.name for contact in station.board.contacts] == ["Ruth Okafor"]
    with pytest.raises(NotAllowed):
        member.withdraw(member.person(other.id), Agreement.FRONT_DOOR)
    for forbidden in (member.papers, lambda: member.papers(other.id)):
        with pytest.raises(NotAllowed):
            forbidden()
    assert mine.id != other.id


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_board_and_exports_hold_exactly_those_who_agreed(roster, station, data):
    for person in roster.people():
        roster.remove(person.id)
    for place, (front, shared, ticked) in enumerate(data):
        phone = a_phone(f"406-555-01{place:02}", published=ticked, checked_on=TODAY)
        dates = {"published_on": TODAY if front else None, "shared_on": TODAY if shared else None}
        added(roster, a_person(f"Person {place}", phones=(phone,), **dates))
    on_board = {contact.name for contact in station.board.contacts}
    assert on_board == {f"Person {place}" for place, (front, _, ticked) in enumerate(data) if front and ticked}
    out = exported(roster)
    for place, (_, shared, ticked) in enumerate(data):
        assert (f"Person {place}" in out) == (shared and ticked)
