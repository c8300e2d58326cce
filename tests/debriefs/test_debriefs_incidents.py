"""Something happened: what is kept, what is not, who may, and the care clock of an incident."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.debriefs.station import (
    COORDINATOR,
    DAY,
    ENDED,
    HELPER,
    NOW,
    SERGEANT,
    Station,
    a_report,
    an_incident,
    exposure_of,
)
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_values import CounselAnswer, NewExposure, Report
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.windows import Standing
from wellness_desktop.roster.conflicts import Exposure


def test_a_report_becomes_an_incident_with_a_neutral_code_name(station: Station) -> None:
    incident = an_incident(station)
    assert incident.code_name == "Event 2026-A"
    assert [one.name for one in incident.exposed] == ["Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang", "Ed Moss"]
    assert incident.force_at == ENDED
    assert ("incident changed", incident.id) in station.audited()
    assert an_incident(station, "Flo Berg").code_name == "Event 2026-B"


def test_the_year_of_the_code_name_is_the_station_s(station: Station) -> None:
    """23:50 on New Year's Eve in Chicago is next year in UTC."""
    station.clock.advance(timedelta(days=60))
    ended = NOW.replace(year=2027, month=1, day=1, hour=5, minute=50)
    report = replace(a_report("Ana Ruiz"), ended_at=ended)
    assert station.debriefs().something_happened(report).value.code_name == "Event 2026-A"


def test_handing_a_report_over_twice_makes_one_incident(station: Station) -> None:
    report = a_report("Ana Ruiz")
    first = station.debriefs().something_happened(report).value
    assert station.debriefs().something_happened(report).value.id == first.id
    assert len(station.debriefs().incidents()) == 1


def test_a_report_can_be_taken_back_whole(station: Station) -> None:
    done = station.debriefs().something_happened(a_report())
    done.undo()
    assert station.debriefs().incidents() == []
    assert station.debriefs().follow_ups_due() == []


def test_a_report_that_somebody_worked_on_is_not_taken_back(station: Station) -> None:
    done = station.debriefs().something_happened(a_report())
    station.debriefs(SERGEANT).change_incident(replace(done.value, counsel=CounselAnswer.YES))
    with pytest.raises(ChangedElsewhere):
        done.undo()
    assert len(station.debriefs().incidents()) == 1


@pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.PLANNER, Role.ADMINISTRATOR])
def test_who_may_not_report_may_not_see_either(station: Station, role: Role) -> None:
    room = station.debriefs(HELPER, role)
    with pytest.raises(NotAllowed):
        room.something_happened(a_report())
    for call in (room.incidents, lambda: room.incident(UUID(int=1)), lambda: room.care_clock(UUID(int=1))):
        with pytest.raises(NotAllowed):
            call()


def test_an_end_in_the_future_is_refused_unless_it_still_goes_on(station: Station) -> None:
    later = replace(a_report("Ana Ruiz"), ended_at=NOW + timedelta(hours=1))
    with pytest.raises(Problem, match="future"):
        station.debriefs().something_happened(later)
    assert station.debriefs().something_happened(replace(later, still_open=True)).value.still_open


def test_an_unknown_kind_of_event_is_refused(station: Station) -> None:
    with pytest.raises(Problem, match="Choose what happened"):
        station.debriefs().something_happened(replace(a_report(), trigger=""))


# ------------------------------------------------------------------------------------------------- people


def test_db12_everybody_can_be_listed_and_stands_where_the_roster_says(station: Station) -> None:
    incident = an_incident(station, "flo berg", "Max Tull", "Sam Ortega", "Tow driver")
    circles = {one.name: one.circle for one in incident.exposed}
    assert circles == {
        "Flo Berg": Circle.DISPATCH,
        "Max Tull": Circle.HELPERS,
        "Sam Ortega": Circle.COMMAND,
        "Tow": Circle.PATROL,
    }


def test_of_a_guest_only_the_first_name_is_kept(station: Station) -> None:
    incident = an_incident(station, "Joe Quill", "  ", "Joe Brandt")
    assert [(one.name, one.is_guest) for one in incident.exposed] == [("Joe", True)]


def test_nobody_is_listed_twice(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "ANA RUIZ")
    again = station.debriefs().add_exposed(incident.id, [NewExposure("Ana Ruiz"), NewExposure("Ed Moss")]).value
    assert [one.name for one in again.exposed] == ["Ana Ruiz", "Ed Moss"]


def test_adding_people_can_be_taken_back(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    done = station.debriefs().add_exposed(incident.id, [NewExposure("Ed Moss")])
    assert len(done.value.exposed) == 2
    done.undo()
    assert len(station.debriefs().incident(incident.id).exposed) == 1
    assert len(station.debriefs().follow_ups(incident.id)) == 8


def test_taking_somebody_off_takes_everything_and_undo_lists_them_again(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station, "Ana Ruiz", "Ed Moss")
    done = room.remove_exposed(incident.id, exposure_of(incident, "Ed Moss"))
    assert [one.name for one in done.value.exposed] == ["Ana Ruiz"]
    assert {one.name for one in room.follow_ups(incident.id)} == {"Ana Ruiz"}
    done.undo()
    assert [one.name for one in room.incident(incident.id).exposed] == ["Ana Ruiz", "Ed Moss"]


def test_who_leaves_the_roster_leaves_the_list_but_stays_counted(station: Station) -> None:
    """Section 15, test 10."""
    incident = an_incident(station, "Ana Ruiz", "Ed Moss")
    station.roster().remove(station.people()["Ed Moss"].id)
    assert [one.name for one in station.debriefs().incident(incident.id).exposed] == ["Ana Ruiz"]
    assert station.debriefs().incidents()[0].people == 2


def test_how_somebody_met_it_can_be_changed_and_taken_back(station: Station) -> None:
    room = station.debriefs(SERGEANT)
    incident = an_incident(station, "Ana Ruiz")
    one = replace(incident.exposed[0], exposure=Exposure.AFTER, circle=Circle.DETECTIVES)
    done = room.change_exposed(incident.id, one)
    assert done.value.exposed[0] == one
    done.undo()
    assert room.incident(incident.id).exposed == incident.exposed


def test_follow_ups_come_with_exposure(station: Station) -> None:
    room = station.debriefs()
    report = Report("lodd", ENDED, (NewExposure("Ana Ruiz", exposure=Exposure.NOT_EXPOSED),))
    incident = room.something_happened(report).value
    assert room.follow_ups(incident.id) == []
    room.change_exposed(incident.id, replace(incident.exposed[0], exposure=Exposure.ON_SCENE))
    assert len(room.follow_ups(incident.id)) == 8


# ------------------------------------------------------------------------------------------------- times


def test_another_end_moves_windows_and_follow_ups_together(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station, "Ana Ruiz")
    before = room.follow_ups(incident.id)[0].due
    done = room.change_incident(replace(incident, ended_at=ENDED - timedelta(hours=3)))
    assert room.follow_ups(incident.id)[0].due == before - timedelta(hours=3)
    assert next(line.line.opens for line in room.care_clock(incident.id)) == ENDED - timedelta(hours=3)
    done.undo()
    assert room.follow_ups(incident.id)[0].due == before


def test_two_people_who_change_the_same_incident_do_not_overwrite_each_other(station: Station) -> None:
    incident = an_incident(station)
    station.debriefs(SERGEANT).change_incident(replace(incident, counsel=CounselAnswer.YES))
    with pytest.raises(ChangedElsewhere) as refusal:
        station.debriefs().change_incident(replace(incident, counsel=CounselAnswer.NOT_NEEDED))
    assert refusal.value.theirs.counsel is CounselAnswer.YES  # type: ignore[attr-defined]


def test_the_care_clock_shows_what_is_booked_and_what_waits(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", trigger="lodd")
    lines = {line.kind: line for line in room.care_clock(incident.id)}
    assert lines[Kind.GROUP_DEBRIEFING].line.standing is Standing.WAITING
    assert lines[Kind.GROUP_DEBRIEFING].check_locally
    assert not lines[Kind.DEFUSING].check_locally
    funeral = room.change_incident(replace(incident, funeral_end_at=ENDED + 4 * DAY)).value
    lines = {line.kind: line for line in room.care_clock(funeral.id)}
    assert lines[Kind.GROUP_DEBRIEFING].line.opens == ENDED + 7 * DAY


def test_a_statute_shows_in_its_own_state_only(station: Station) -> None:
    incident = an_incident(station)
    in_pa = station.debriefs(settings=Settings(state="PA")).care_clock(incident.id)
    assert [line.line.window.state for line in in_pa if line.line.window.state] == ["PA"]
    assert not any(line.line.window.state for line in station.debriefs().care_clock(incident.id))


def test_the_agency_s_profile_goes_with_the_incident(station: Station) -> None:
    room = station.debriefs(settings=Settings(care_profile="regional_team_24_72"))
    incident = room.something_happened(a_report()).value
    lines = {line.kind: line for line in station.debriefs().care_clock(incident.id)}
    assert lines[Kind.GROUP_DEBRIEFING].line.closes == ENDED + 3 * DAY


def test_a_release_of_ones_own_splits_the_demobilization(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    late = replace(incident.exposed[1], released_at=ENDED + timedelta(hours=5))
    room.change_exposed(incident.id, late)
    lines = {line.kind: line for line in room.care_clock(incident.id)}
    assert lines[Kind.DEMOBILIZATION].line.sessions == 2


def test_a_missing_incident_is_said_kindly(station: Station) -> None:
    with pytest.raises(Problem, match="no longer there"):
        station.debriefs(COORDINATOR).incident(UUID(int=99))
