"""Helpers on Today: training that ends, vetting to ask again, a rest that is due (today/helper_matters.py)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.today.town import DAY, HOUR, LEE, NOW, TODAY, Town
from wellness_desktop.accounts.roles import Role
from wellness_desktop.roster.care_load import Led
from wellness_desktop.roster.credentials import Course
from wellness_desktop.roster.kinds import CheckedHow
from wellness_desktop.roster.station_facts import StationFacts
from wellness_desktop.roster.team_records import Finding
from wellness_desktop.roster.vetting import Answer
from wellness_desktop.today.helper_matters import MY_PART, SUPPORT_DAY, own_rest_matters, rest_matters
from wellness_desktop.today.matters import Kind, Matter, Urgency


def of_helpers(town: Town, *roles: Role) -> list[Matter]:
    return [one for one in town.today(*roles).look().matters if one.kind is Kind.HELPER]


def a_course(days: int, title: str = "Refresher") -> Course:
    done = TODAY - timedelta(days=300)
    return Course(title=title, kind="refresher", completed_on=done, expires_on=TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "title", "urgency"),
    [
        (-1, "Training ended on Nov 23, 2026", Urgency.SOON),
        (0, "Training ends Nov 24, 2026", Urgency.QUIET),
        (60, "Training ends Jan 23, 2027", Urgency.QUIET),
        (61, None, None),
    ],
)
def test_training_that_ends_is_told_to_the_coordinator(
    town: Town, days: int, title: str | None, urgency: Urgency | None
) -> None:
    lee = town.person(LEE)
    town.roster(Role.COORDINATOR).save_course(lee.id, a_course(days))
    found = of_helpers(town, Role.COORDINATOR)
    assert [(one.title, one.urgency) for one in found] == ([(title, urgency)] if title else [])
    assert all((one.go, one.record) == ("roster", str(lee.id)) for one in found)
    assert of_helpers(town, Role.PLANNER) == []
    assert of_helpers(town, Role.SUPERVISOR) == []


def test_several_whose_training_ends_are_one_line(town: Town) -> None:
    roster = town.roster(Role.COORDINATOR)
    roster.save_course(town.person(LEE).id, a_course(20, "Later"))
    roster.save_course(town.person("Ruth Okafor").id, a_course(10, "Sooner"))
    (one,) = of_helpers(town, Role.COORDINATOR)
    assert one.detail == "Ruth Okafor: Sooner. And one more helper."


def test_a_helper_is_told_of_the_own_training(sign_in: Callable[[str], Town], town: Town) -> None:
    town.roster(Role.COORDINATOR).save_course(town.person(LEE).id, a_course(10))
    town.signed_in.end()
    (one,) = of_helpers(sign_in(LEE))
    assert one.title == "Your training ends Dec 4, 2026"
    assert one.record == MY_PART


def test_vetting_is_to_be_asked_again_on_its_day(town: Town) -> None:
    kim = town.person("Kim Hale")
    roster = town.roster(Role.COORDINATOR)
    asked = TODAY - timedelta(days=365)
    answer = Answer(question="clinician-license", finding=Finding.GOOD, checked_on=asked, checked_how=CheckedHow.CALLED)
    for place, recheck in enumerate((TODAY + DAY, TODAY)):
        question = ("clinician-license", "clinician-role")[place]
        roster.answer(kim.id, Answer(question=question, finding=answer.finding, checked_on=asked, recheck_on=recheck))
    (one,) = of_helpers(town, Role.COORDINATOR)
    assert one.title == "Vetting to look at again"
    assert one.record == str(kim.id)
    assert of_helpers(town, Role.SUPERVISOR) == []


def test_a_rest_is_told_without_names_and_numbers_and_to_the_helper_alone() -> None:
    (one,) = rest_matters(2)
    assert one.title == "2 helpers are due for a rest"
    assert one.record == ""
    assert list(rest_matters(0)) == []
    assert list(own_rest_matters(None)) == []


def test_the_sessions_of_the_incidents_room_count(town: Town) -> None:
    """The roster asks the room that keeps them; nobody but whoever plans may ask for everybody."""
    from wellness_desktop.base.errors import NotAllowed

    assert town.debriefs(Role.SUPERVISOR).sessions_led(NOW - DAY) == {}
    with pytest.raises(NotAllowed):
        town.debriefs(Role.HELPER).sessions_led(NOW - DAY)
    with pytest.raises(NotAllowed):
        town.debriefs(Role.HELPER).sessions_led(NOW - DAY, town.person(LEE).id)
    mine = town.roster(Role.MEMBER).me()
    assert mine is not None
    assert town.debriefs(Role.HELPER).sessions_led(NOW - DAY, mine.id) == {}


def test_whoever_reached_the_limit_is_counted_on_today(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lee = town.person(LEE)
    led = {lee.id: tuple(Led(NOW - HOUR * hours, 60) for hours in (1, 30, 60))}
    facts = StationFacts(sessions_led=lambda _since, _who: led)
    monkeypatch.setattr("wellness_desktop.roster.service.Roster.facts", facts)
    (one,) = of_helpers(town, Role.COORDINATOR)
    assert one.title == "One helper is due for a rest: please rotate"
    assert LEE not in one.title + one.detail
    assert of_helpers(town, Role.PLANNER) == []


def of_own_list(town: Town, *roles: Role) -> list[Matter]:
    return [one for one in town.today(*roles).look().matters if one.kind is Kind.OWN_LIST]


def test_a_private_list_is_told_to_its_owner_as_a_number_and_nothing_else(town: Town) -> None:
    """Today is read over shoulders; the words stand on the own day, after a key."""
    room = town.debriefs(Role.HELPER)
    room.start_worklist()
    assert of_own_list(town, Role.HELPER) == []
    room.add_line("marzipan", TODAY)
    room.add_line("lighthouse", TODAY - DAY)
    room.add_line("later", TODAY + DAY)
    [matter] = of_own_list(town, Role.HELPER)
    assert (matter.title, matter.go, matter.record) == ("2 to call", SUPPORT_DAY, "")
    assert not [word for word in ("marzipan", "lighthouse", "later") if word in repr(matter)]


def test_somebody_who_is_no_helper_any_more_is_told_of_the_list_they_left(town: Town) -> None:
    town.debriefs(Role.HELPER).start_worklist()
    [matter] = of_own_list(town, Role.SUPERVISOR)
    assert (matter.title, matter.go) == ("You still have a private list", SUPPORT_DAY)
    town.debriefs(Role.SUPERVISOR).burn_list()
    assert of_own_list(town, Role.SUPERVISOR) == []
