"""Who was there, in one typed line: people, whole groups, guests of other agencies."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.debriefs.station import ENDED, SERGEANT, a_person, a_report
from wellness_desktop.debriefs.circles import Circle, circle_of
from wellness_desktop.debriefs.exposed_words import Known, meaning, read_line
from wellness_desktop.debriefs.people_groups import PeopleGroup, find_group, open_groups
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.kinds import CalendarKind, PersonRole
from wellness_desktop.roster.people import CalendarEntry

FLO = Known(UUID(int=1), "Flo Berg", "", Circle.DISPATCH)
DESK = Known(UUID(int=2), "County dispatch desk", "", Circle.DISPATCH, "Alder County")
PAT = Known(UUID(int=3), "Pat Rollins", "", Circle.PATROL)
GROUPS = [*open_groups(), PeopleGroup("team:A days", "Team A days", (UUID(int=1),), ("A days",))]


def test_after_a_comma_stand_exposure_circle_or_agency() -> None:
    assert read_line("Flo, after").exposure is Exposure.AFTER
    assert read_line("Flo, radio, records").circle is Circle.RECORDS
    line = read_line(" Joe  Quill , Alder County Sheriff ")
    assert (line.name, line.agency, line.exposure) == ("Joe Quill", "Alder County Sheriff", None)


def test_a_dispatcher_is_by_radio_unless_said() -> None:
    assert meaning("flo", [FLO], ()).one.exposure is Exposure.BY_RADIO
    assert meaning("flo, scene", [FLO], ()).one.exposure is Exposure.ON_SCENE


def test_a_guest_of_another_agency_is_mutual_aid_by_first_name() -> None:
    meant = meaning("Joe Quill, Alder County", [FLO], GROUPS)
    assert (meant.one.name, meant.one.agency, meant.one.person_id) == ("Joe", "Alder County", None)


def test_groups_come_after_names_that_begin_so_and_before_everything_else() -> None:
    assert meaning("dispatch", [FLO, DESK], GROUPS).group.key == "circle:dispatch"
    assert meaning("on duty", [FLO], GROUPS).group.key == "on_duty"
    assert meaning("a days", [FLO], GROUPS).group.key == "team:A days"
    assert meaning("patr", [PAT], GROUPS).group.key == "circle:patrol"
    assert meaning("pat", [PAT], GROUPS).one.person_id == PAT.person_id
    assert meaning("Pat", [], GROUPS).one.name == "Pat"  # three letters are a first name, and no group yet


@pytest.mark.parametrize("words", ["on duty", "duty", "whole shift", "everyone on duty", "ON  DUTY then"[:8]])
def test_everybody_on_duty_is_found_by_the_words_of_the_field(words: str) -> None:
    assert find_group(words, GROUPS).key == "on_duty"


def test_somebody_of_another_agency_on_the_roster_is_mutual_aid_but_its_dispatcher_is_dispatch() -> None:
    outside = {"own_agency": False, "agency": "Alder County"}
    assert circle_of(a_person("A", {PersonRole.OFFICER}, **outside)) is Circle.MUTUAL_AID
    assert circle_of(a_person("B", {PersonRole.COMMAND}, **outside)) is Circle.MUTUAL_AID
    assert circle_of(a_person("C", {PersonRole.DISPATCHER}, **outside)) is Circle.DISPATCH
    assert circle_of(a_person("D", {PersonRole.PEER}, **outside)) is Circle.HELPERS


def names(station, keys, debriefs):
    people = {person.id: person.name for person in station.people().values()}
    return {group.key: sorted(people[one] for one in group.people) for group in debriefs.groups_at(keys)}


def test_on_duty_then_is_by_shift_and_calendar_at_the_end_of_the_incident(station) -> None:
    """Ten to midnight on Nov 10: the night team works; one of them was on leave, and a day officer stood in."""
    debriefs = station.debriefs(SERGEANT)
    before = names(station, ENDED, debriefs)
    night = before["on_duty"]
    assert night
    assert set(night) <= {"Di Lang", "Ed Moss"}
    roster, people = station.roster(), station.people()
    start, end = ENDED - timedelta(hours=3), ENDED + timedelta(hours=3)
    roster.add_calendar(CalendarEntry(person_id=people[night[0]].id, kind=CalendarKind.LEAVE, starts=start, ends=end))
    roster.add_calendar(
        CalendarEntry(person_id=people["Flo Berg"].id, kind=CalendarKind.EXTRA_DUTY, starts=start, ends=end)
    )
    assert names(station, ENDED, debriefs)["on_duty"] == sorted([*night[1:], "Flo Berg"])
    noon = datetime(2026, 11, 10, 18, tzinfo=UTC)
    assert not set(night) & set(names(station, noon, debriefs)["on_duty"])


def test_circles_and_teams_hold_our_own_people(station) -> None:
    found = names(station, ENDED, station.debriefs(SERGEANT))
    assert found["circle:dispatch"] == ["Flo Berg"]
    assert found["team:B days"] == ["Cy Doyle", "Gus Webb"]
    assert "circle:jail" not in found


def test_kinds_of_event_used_last_come_first(station) -> None:
    debriefs = station.debriefs(SERGEANT)
    assert debriefs.recent_triggers() == []
    for trigger in ("child_fatality", "lodd", "child_fatality", "k9_death", "traumatic_call"):
        station.clock.advance(timedelta(minutes=1))
        debriefs.something_happened(a_report("Ana Ruiz", trigger=trigger))
    assert debriefs.recent_triggers() == ["traumatic_call", "k9_death", "child_fatality"]
