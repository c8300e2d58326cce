"""The rota in a real store: put on, repeat, trade, undo, print, calendar file (roster/rota_desk.py)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import vobject
from pypdf import PdfReader

from tests.paper.tag_checker import faults
from tests.roster.station import CHICAGO, HELPER, HOUR, NOON, TODAY, a_person, a_phone, added, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.on_call import Layer, Span, station_moment
from wellness_desktop.roster.rota import Repeat, Scope

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NIGHT = Span(NOON + 6 * HOUR, NOON + 18 * HOUR)


@pytest.fixture
def lee_and_ruth(roster):
    return added(roster, a_person("Lee Park"), published("Ruth Okafor"))


def planned(roster, until=timedelta(days=120)):
    """The rota as a person reads it: layer, name, hours from noon."""
    return [
        (entry.duty.layer, entry.person.name, (entry.duty.starts - NOON) / HOUR, (entry.duty.ends - NOON) / HOUR)
        for entry in roster.on_call_between(NOON - 30 * DAY, NOON + until)
    ]


def test_who_stood_there_gives_up_just_that_time_and_gets_it_back(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    roster.put_on_call(Layer.PRIMARY, lee.id, Span(NOON, NOON + 3 * DAY))
    before = planned(roster)
    done = roster.put_on_call(Layer.PRIMARY, ruth.id, Span(NOON + DAY, NOON + 2 * DAY))
    assert planned(roster) == [
        (Layer.PRIMARY, "Lee Park", 0, 24),
        (Layer.PRIMARY, "Ruth Okafor", 24, 48),
        (Layer.PRIMARY, "Lee Park", 48, 72),
    ]
    done.undo()
    assert planned(roster) == before


def test_a_whole_duty_that_was_painted_over_comes_back_with_undo(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT, Repeat(weeks_ahead=3))
    before = planned(roster)
    done = roster.put_on_call(Layer.PRIMARY, ruth.id, Span(NOON, NOON + 20 * DAY))
    assert [name for _, name, _, _ in planned(roster)] == ["Ruth Okafor"]
    done.undo()
    assert planned(roster) == before
    entries = roster.on_call_between(NOON, NOON + 30 * DAY)
    assert len({entry.duty.series for entry in entries}) == 1
    assert entries[0].duty.series is not None


def test_other_layers_are_left_alone(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    roster.put_on_call(Layer.BACKUP, lee.id, Span(NOON, NOON + DAY))
    roster.put_on_call(Layer.PRIMARY, ruth.id, Span(NOON, NOON + DAY))
    assert len(planned(roster)) == 2


def test_one_later_and_all_of_a_repeat_are_changed_and_removed(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    duties = roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT, Repeat(weeks_ahead=5)).value
    assert len(duties) == 5
    before = planned(roster)
    done = roster.change_duties(duties[2], replace(duties[2], person_id=ruth.id), Scope.LATER)
    assert [name for _, name, _, _ in planned(roster)] == ["Lee Park"] * 2 + ["Ruth Okafor"] * 3
    done.undo()
    assert planned(roster) == before
    third = roster.on_call_between(NOON, NOON + 60 * DAY)[2].duty
    one = roster.change_duties(third, replace(third, person_id=ruth.id))
    assert one.value[0].series is None
    first = roster.on_call_between(NOON, NOON + DAY)[0].duty
    gone = roster.remove_duties(first, Scope.ALL)
    assert [name for _, name, _, _ in planned(roster)] == ["Ruth Okafor"], "what was agreed for one day stays"
    gone.undo()
    assert len(planned(roster)) == 5


def test_times_that_are_over_stay_when_all_are_removed(roster, station, lee_and_ruth):
    duties = roster.put_on_call(Layer.PRIMARY, lee_and_ruth[0].id, NIGHT, Repeat(weeks_ahead=4)).value
    station.clock.advance(WEEK + DAY)
    roster.remove_duties(duties[3], Scope.ALL)
    assert len(planned(roster)) == 2


def test_two_people_trade_in_one_step_with_undo(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    (one,) = roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT).value
    (other,) = roster.put_on_call(Layer.PRIMARY, ruth.id, Span(NIGHT.starts + WEEK, NIGHT.ends + WEEK)).value
    done = roster.swap_duties(one, other)
    assert [name for _, name, _, _ in planned(roster)] == ["Ruth Okafor", "Lee Park"]
    done.undo()
    assert [name for _, name, _, _ in planned(roster)] == ["Lee Park", "Ruth Okafor"]
    with pytest.raises(ChangedElsewhere):
        roster.swap_duties(one, other)
    assert [name for _, name, _, _ in planned(roster)] == ["Lee Park", "Ruth Okafor"], "nothing is half traded"


def test_an_undo_meets_what_somebody_saved_since(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    done = roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT)
    roster.change_duties(done.value[0], replace(done.value[0], person_id=ruth.id))
    with pytest.raises(ChangedElsewhere):
        done.undo()
    assert [name for _, name, _, _ in planned(roster)] == ["Ruth Okafor"]


def test_a_span_is_cleared_with_undo(roster, lee_and_ruth):
    roster.put_on_call(Layer.PRIMARY, lee_and_ruth[0].id, Span(NOON, NOON + 3 * DAY))
    done = roster.clear_on_call(Layer.PRIMARY, Span(NOON + DAY, NOON + 2 * DAY))
    assert [(start, end) for _, _, start, end in planned(roster)] == [(0, 24), (48, 72)]
    done.undo()
    assert [(start, end) for _, _, start, end in planned(roster)] == [(0, 72)]


def test_the_front_door_follows_every_change(roster, station, lee_and_ruth):
    ruth = lee_and_ruth[1]
    done = roster.put_on_call(Layer.PRIMARY, ruth.id, Span(NOON, NOON + DAY))
    assert [each.contact.name for each in station.board.on_call(NOON)] == ["Ruth Okafor"]
    done.undo()
    assert station.board.on_call(NOON) == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.SUPERVISOR, Role.PLANNER, Role.ADMINISTRATOR])
def test_only_the_coordinator_plans(station, roster, lee_and_ruth, role):
    lee, ruth = lee_and_ruth
    (duty,) = roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT).value
    other = station.roster(role, account=HELPER)
    for forbidden in (
        lambda: other.put_on_call(Layer.PRIMARY, ruth.id, NIGHT),
        lambda: other.clear_on_call(Layer.PRIMARY, NIGHT),
        lambda: other.change_duties(duty, duty),
        lambda: other.remove_duties(duty),
        lambda: other.swap_duties(duty, duty),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert len(planned(roster)) == 1


def test_who_cannot_be_called_cannot_be_on_call(roster):
    (vendor,) = added(roster, a_person("Tow Yard", roles=frozenset({PersonRole.VENDOR}), phones=()))
    with pytest.raises(Problem, match="no number"):
        roster.put_on_call(Layer.PRIMARY, vendor.id, NIGHT)


# ------------------------------------------------------------------------------------------------ calendar and paper


def test_another_calendar_library_reads_the_times_and_finds_no_name(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    evening = station_moment(datetime.fromisoformat("2026-10-31T18:00"), CHICAGO)
    roster.put_on_call(Layer.PRIMARY, lee.id, Span(evening, evening + 13 * HOUR))
    roster.put_on_call(Layer.CLINICIAN, lee.id, NIGHT)
    roster.put_on_call(Layer.BACKUP, ruth.id, NIGHT)
    text = roster.on_call_calendar(lee.id).decode()
    events = list(vobject.readOne(text).vevent_list)
    assert [(event.dtstart.value, event.dtend.value) for event in events] == [
        (NIGHT.starts, NIGHT.ends),
        (evening, evening + 13 * HOUR),
    ]
    assert {event.summary.value for event in events} == {"On call"}
    assert {getattr(event, "class").value for event in events} == {"PRIVATE"}
    assert {event.transp.value for event in events} == {"TRANSPARENT"}
    assert len({event.uid.value for event in events}) == 2
    for secret in ("Lee", "Park", "Ruth", "linician", "0142", "peer"):
        assert secret not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_moved_time_takes_the_place_of_the_old_one(roster, lee_and_ruth):
    lee = lee_and_ruth[0]
    (duty,) = roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT).value
    first = vobject.readOne(roster.on_call_calendar(lee.id).decode()).vevent
    roster.change_duties(duty, replace(duty, ends=duty.ends + HOUR))
    second = vobject.readOne(roster.on_call_calendar(lee.id).decode()).vevent
    assert first.uid.value == second.uid.value
    assert int(second.sequence.value) > int(first.sequence.value)


def words(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(("size", "large"), [("letter", False), ("a4", False), ("letter", True)])
def test_the_month_is_printed_as_grid_and_list(roster, size, large):
    lee, ruth = added(
        roster,
        a_person("Lee Park", phones=(a_phone("406-555-0102", checked_on=TODAY),)),
        published("Ruth Okafor", phones=(a_phone("406-555-0103", published=True, checked_on=TODAY - 400 * DAY),)),
    )
    roster.put_on_call(Layer.PRIMARY, lee.id, Span(NOON, NOON + 2 * DAY))
    roster.put_on_call(Layer.BACKUP, ruth.id, Span(NOON, NOON + 10 * DAY))
    pdf = roster.print_rota(date(2026, 3, 1), agency="Millbrook PD", size=size, large=large)
    assert faults(pdf) == []
    text = words(pdf)
    grid = ("Mon 3/9", "Park from 12:00", "Park to 12:00", "nobody from 12:00")
    assert all((wanted in text) is not large for wanted in grid)
    for wanted in (
        *("On call: March 2026", "Ruth Okafor", "Thu Mar 12, 12:00 to Mon Apr 6, 00:00 Nobody"),
        *("(406) 555-0102", "CHECK BEFORE USE", "Tue Mar 10, 12:00 to Thu Mar 12, 12:00", "Confidential"),
    ):
        assert wanted in text
    assert "Clinician" not in text, "a layer that nobody planned takes no paper"


def test_colleagues_print_no_number_that_was_not_published(roster, station):
    lee, ruth = added(
        roster,
        a_person("Lee Park", phones=(a_phone("406-555-0102", checked_on=TODAY),)),
        published("Ruth Okafor", phones=(a_phone("406-555-0103", published=True, checked_on=TODAY),)),
    )
    roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT)
    roster.put_on_call(Layer.BACKUP, ruth.id, NIGHT)
    text = words(station.roster(Role.MEMBER, account=HELPER).print_rota(TODAY))
    assert "(406) 555-0103" in text
    assert "0102" not in text
    assert "Ask the coordinator" in text
    assert ("printed", None) in station.audited()
    assert "If nobody answers" in text


def test_the_month_is_noted_in_the_register_of_paper(roster, lee_and_ruth):
    lee, ruth = lee_and_ruth
    roster.put_on_call(Layer.PRIMARY, lee.id, NIGHT)
    roster.print_rota(TODAY, holder="Dispatch")
    (paper,) = roster.papers()
    assert (paper.label, paper.people, paper.holder) == ("On-call month", (lee.id,), "Dispatch")
    assert roster.papers(ruth.id) == []
