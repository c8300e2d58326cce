"""Checking numbers by phone (roster/checks.py, checks_desk.py, call_sheet.py)."""

from datetime import timedelta

import pytest

from tests.roster.station import HELPER, TODAY, a_person, a_phone, added, published
from tests.roster.test_roster_prints import text_of
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.roster.checks import Outcome
from wellness_desktop.roster.kinds import PersonRole, Standing

OLD = TODAY - timedelta(days=120)
OFFICER = frozenset({PersonRole.OFFICER})


@pytest.fixture
def waiting(roster):
    return added(
        roster,
        a_person("Ann Bell", roles=OFFICER, phones=(a_phone("406-555-0120"), a_phone("406-555-0121", checked_on=OLD))),
        published("Zoe Park", phones=(a_phone("406-555-0130", published=True, checked_on=OLD),)),
        a_person("Fresh Fay", phones=(a_phone("406-555-0140", checked_on=TODAY),)),
        a_person("Soon Sue", phones=(a_phone("406-555-0150", checked_on=TODAY - timedelta(days=80)),)),
        a_person("Left Lou", standing=Standing.LEFT, phones=(a_phone("406-555-0160"),)),
    )


def test_helpers_come_first_and_one_person_stands_together(roster, waiting):
    found = [(each.place, each.person.name, each.phone.shown) for each in roster.numbers_to_check()]
    assert found == [
        (1, "Soon Sue", "(406) 555-0150"),
        (2, "Zoe Park", "(406) 555-0130"),
        (3, "Ann Bell", "(406) 555-0120"),
        (4, "Ann Bell", "(406) 555-0121"),
    ]


def test_a_right_number_leaves_the_list_and_comes_back_on_undo(roster, waiting):
    [_, zoe, *_] = roster.numbers_to_check()
    done = roster.note_check(zoe.id, Outcome.RIGHT)
    assert "Zoe Park" not in [each.person.name for each in roster.numbers_to_check()]
    done.undo()
    assert roster.numbers_to_check()[1].phone.checked_on == OLD


@pytest.mark.parametrize("checked_first", [False, True])
def test_a_new_number_is_saved_and_checked_even_where_the_old_one_was_just_called_right(
    roster, station, waiting, checked_first
):
    [_, zoe, *_] = roster.numbers_to_check()
    if checked_first:
        roster.note_check(zoe.id, Outcome.RIGHT)
    done = roster.note_check(zoe.id, Outcome.NEW_NUMBER, "406 555 0199")
    [phone] = done.value.phones
    assert (phone.shown, phone.checked_on, phone.checked_by) == ("(406) 555-0199", TODAY, "Dana Whitfield")
    assert station.board.contacts[0].phones[0].shown == "(406) 555-0199"
    done.undo()
    [phone] = roster.person(waiting[1].id).phones
    assert phone.shown == "(406) 555-0130"
    assert phone.checked_on == (TODAY if checked_first else OLD)


def test_what_is_no_number_changes_nothing(roster, waiting):
    [_, zoe, *_] = roster.numbers_to_check()
    with pytest.raises(Problem):
        roster.note_check(zoe.id, Outcome.NEW_NUMBER, "call the desk")
    assert roster.person(waiting[1].id).phones[0].checked_on == OLD


def test_a_wrong_number_stays_in_the_entry_unchecked(roster, waiting):
    [_, zoe, *_] = roster.numbers_to_check()
    done = roster.note_check(zoe.id, Outcome.WRONG)
    assert done.value.phones[0].checked_on is None
    assert done.value.phones[0].freshness(TODAY).needs_check
    done.undo()
    assert roster.person(waiting[1].id).phones[0].checked_on == OLD


def test_no_answer_leaves_the_number_waiting(roster, station, waiting):
    before = station.audited()
    [sue, *_] = roster.numbers_to_check()
    roster.note_check(sue.id, Outcome.NO_ANSWER).undo()
    assert roster.numbers_to_check()[0] == sue
    assert station.audited() == before


def test_only_the_coordinator_checks_other_peoples_numbers(station, waiting):
    helper = station.roster(Role.HELPER, account=HELPER)
    for forbidden in (helper.numbers_to_check, helper.print_call_sheet):
        with pytest.raises(NotAllowed):
            forbidden()
    with pytest.raises(NotAllowed):
        helper.note_check(waiting[1].phones[0].id, Outcome.RIGHT)


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("large", [False, True])
def test_the_call_sheet_has_the_order_of_the_screen(roster, waiting, size, large):
    text = text_of(roster.print_call_sheet(agency="Millbrook PD", size=size, large=large))
    assert "4 numbers to check." in text
    places = [text.index(each.phone.shown) for each in roster.numbers_to_check()]
    assert places == sorted(places)
    assert "never checked" in text
    assert "last right Nov 10, 2025" in text
    assert "Fresh Fay" not in text
    assert "Confidential" in text


def test_a_call_sheet_without_numbers_says_so(roster):
    assert "nothing to call today" in text_of(roster.print_call_sheet())


def test_the_register_knows_whom_the_call_sheet_shows(roster, waiting):
    roster.print_call_sheet(holder="  Dana,\tdesk ")
    [paper] = roster.papers()
    assert (paper.label, paper.holder) == ("Call sheet", "Dana, desk")
    assert set(paper.people) == {waiting[0].id, waiting[1].id, waiting[3].id}
