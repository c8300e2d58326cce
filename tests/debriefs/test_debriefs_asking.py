"""Who asks for a call and whom nobody has asked yet: sealed, without a trace of who asked, gone once it is settled."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text

from tests.debriefs.station import (
    ACCOUNTS,
    COORDINATOR,
    ENDED,
    HELPER,
    NOW,
    SERGEANT,
    a_report,
    exposure_of,
)
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.asking.load import CALLS, WITHIN, Met, met_several
from wellness_desktop.debriefs.asking.requests import Asked, CallWish, Wanted, from_text, to_text
from wellness_desktop.debriefs.incident_values import NewExposure, Report
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import QuestionRecord, RequestRecord
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.note_box import ROOM, NoteBox
from wellness_desktop.store.stretching import LOWEST

WISH = CallWish("507-555-0142", "Chris", time(18), time(22), text_first=True, wanted=Wanted.OUTSIDE, but="Lee Park")


@pytest.fixture
def box(station) -> NoteBox:
    return NoteBox(station.folder / "notes", station.folder / "note_address.json", "support_team")


@pytest.fixture
def desk(station, box):
    def make(name=COORDINATOR, *roles, **more):
        debriefs = station.debriefs(name, *roles, **more)
        debriefs.know_notes(box)
        return debriefs

    return make


def leave(box: NoteBox, asked: Asked) -> UUID:
    return box.leave(to_text(asked))


# ------------------------------------------------------------------------------------------- without any key


def test_before_a_team_signed_in_nothing_can_be_left_and_the_page_can_know(box) -> None:
    assert not box.is_ready
    with pytest.raises(Problem, match="No support team"):
        leave(box, Asked(NOW, wish=WISH))


def test_what_the_front_door_leaves_reaches_the_team_and_only_the_team(desk, box) -> None:
    desk().publish_address()
    assert box.seen_on == date(2026, 11, 11)
    leave(box, Asked(NOW, wish=WISH))
    coordinator = desk()
    assert coordinator.gather() == 0
    (asked,) = coordinator.requests()
    assert asked.wish == WISH
    assert list((box._folder).glob("*")) == []
    for name, roles in ((SERGEANT, ()), (SERGEANT, (Role.PLANNER,)), (SERGEANT, (Role.ADMINISTRATOR,))):
        with pytest.raises(NotAllowed):
            desk(name, *roles).requests()
    with pytest.raises(Problem, match="does not hold the support team's key"):
        desk(HELPER).requests()


def test_the_files_say_nothing_of_what_who_or_when(desk, box) -> None:
    desk().publish_address()
    leave(box, Asked(NOW, wish=CallWish("1")))
    leave(box, Asked(NOW, wish=WISH))
    files = list(box._folder.iterdir())
    assert len({path.stat().st_size for path in files}) == 1
    assert files[0].stat().st_size > ROOM
    assert all(path.stat().st_mtime == 0 for path in files)
    assert all(b"555" not in path.read_bytes() for path in files)


def test_a_note_can_be_taken_back_until_the_team_has_it(desk, box) -> None:
    desk().publish_address()
    note = leave(box, Asked(NOW, wish=WISH))
    assert box.remove(note)
    assert not box.remove(note)
    done = desk(SERGEANT).ask_for_call(WISH)
    desk().gather()
    with pytest.raises(Problem, match="has it already"):
        done.undo()


def test_a_folder_full_of_notes_takes_no_more_and_says_what_to_do(desk, box) -> None:
    desk().publish_address()
    for number in range(40):
        leave(box, Asked(NOW, wish=CallWish(str(number))))
    with pytest.raises(Problem, match="not kept"):
        leave(box, Asked(NOW, wish=WISH))


@pytest.mark.parametrize("harm", ["short", "moved", "garbage", "no request", "other station"])
def test_a_note_that_is_spoiled_is_told_and_stands_in_nobody_s_way(desk, box, station, harm) -> None:
    desk().publish_address()
    leave(box, Asked(NOW, wish=WISH))
    (path,) = box._folder.iterdir()
    data = path.read_bytes()
    if harm == "short":
        path.write_bytes(data[:100])
    elif harm == "moved":
        path.replace(path.with_name(f"{UUID(int=7).hex}.note"))
    elif harm == "garbage":
        path.with_name("notes.note").write_bytes(b"WDN1" + bytes(900))
        path.unlink()
    elif harm == "no request":
        path.unlink()
        box.leave('{"asked_at": "soon"}')
    else:
        path.unlink()
        foreign = station.folder / "foreign"
        foreign.mkdir()
        file, ring, _ = KeyFile.create(foreign / "keys", _slot(), LOWEST)
        ring.found_group("support_team")
        assert file.accounts()
        other = NoteBox(box._folder, foreign / "address.json", "support_team")
        other.publish(ring, date(2026, 1, 1))
        other.leave(to_text(Asked(NOW, wish=WISH)))
    coordinator = desk()
    assert coordinator.gather() == 1
    assert coordinator.requests() == []
    assert coordinator.gather() == 0


def _slot():
    from wellness_desktop.store.keyfile import NewSlot

    return NewSlot(UUID(int=1), "Somebody else", "eleven owls on a fence tonight")


def test_a_swapped_address_is_noticed_and_put_right_at_the_next_sign_in(desk, box, station) -> None:
    assert desk().publish_address()
    path = station.folder / "note_address.json"
    path.write_text(_swapped(path.read_text()))
    assert not desk(SERGEANT).publish_address()
    assert desk(SERGEANT).publish_address()
    leave(box, Asked(NOW, wish=WISH))
    coordinator = desk()
    assert coordinator.gather() == 0
    assert len(coordinator.requests()) == 1


def _swapped(text_of_file: str) -> str:
    import base64
    import json

    found = json.loads(text_of_file)
    return json.dumps(found | {"address": base64.b64encode(bytes(range(32))).decode()})


# -------------------------------------------------------------------------------------------- by somebody signed in


def test_asking_leaves_no_line_in_the_audit_log_and_no_author_anywhere(desk, station, box) -> None:
    """Section 3: the own request. Everybody signed in holds the store's key, so the store may not tell who asked."""
    desk().publish_address()
    before = station.audited()
    desk(SERGEANT, Role.MEMBER).ask_for_call(CallWish("507-555-0142"))
    (path,) = box._folder.iterdir()
    assert ACCOUNTS[SERGEANT][0].bytes not in path.read_bytes()
    desk().gather()
    assert station.audited() == before
    with station.store.read() as work:
        row = work.scalars(select(RequestRecord)).one()
        assert ACCOUNTS[SERGEANT][0].bytes not in row.sealed
        everything = _everything(work)
    assert "507-555-0142" not in everything
    assert ACCOUNTS[SERGEANT][0].hex not in everything.replace("-", "").split("debriefs_request")[-1]


def _everything(work) -> str:
    """Every table's every value as text, the requests last."""
    tables = [row[0] for row in work.execute(text("select name from sqlite_master where type = 'table'"))]
    tables.sort(key=lambda name: name == "debriefs_request")
    return " ".join(f"{name} {work.execute(text(f'select * from {name}')).all()!r}" for name in tables)  # noqa: S608


def test_two_do_not_call_and_nothing_is_left_once_it_is_settled(desk, station, box) -> None:
    coordinator = desk()
    coordinator.publish_address()
    leave(box, Asked(NOW, wish=WISH))
    coordinator.gather()
    (asked,) = coordinator.requests()
    taken = coordinator.take_up(asked)
    assert (taken.value.taken_by, taken.value.is_free) == (COORDINATOR, False)
    with pytest.raises(Problem):
        coordinator.settle_request(asked)  # somebody changed it since
    taken.undo()
    (asked,) = coordinator.requests()
    assert asked.is_free
    settled = coordinator.settle_request(asked)
    assert coordinator.requests() == []
    with station.store.read() as work:
        assert work.scalars(select(RequestRecord)).all() == []
    settled.undo()
    assert [one.wish for one in coordinator.requests()] == [WISH]


def test_a_note_that_was_saved_but_not_removed_is_not_saved_twice(desk, box, monkeypatch) -> None:
    """A power cut between the two, or a file that another program holds open."""
    coordinator = desk()
    coordinator.publish_address()
    leave(box, Asked(NOW, wish=WISH))
    monkeypatch.setattr(NoteBox, "remove", lambda _self, _note: False)
    coordinator.gather()
    coordinator.gather()
    assert len(coordinator.requests()) == 1


def test_who_asks_under_their_name_has_a_care_clock_from_that_moment(desk, station, box) -> None:
    """The anchor request_by_officer: only for the support team, sealed, and taken back with the undo."""
    coordinator = desk()
    coordinator.publish_address()
    incident = coordinator.something_happened(a_report("Ana Ruiz", "Ben Cole")).value
    ana = station.people()["Ana Ruiz"]
    leave(box, Asked(NOW, wish=CallWish("507-555-0142", "Ana", person=ana.id)))
    coordinator.gather()
    done = coordinator.take_up(coordinator.requests()[0])

    def asked_at(debriefs):
        return {one.name: one.asked_at for one in debriefs.incident(incident.id).exposed}

    assert asked_at(desk()) == {"Ana Ruiz": NOW, "Ben Cole": None}
    assert asked_at(desk(SERGEANT)) == {"Ana Ruiz": None, "Ben Cole": None}
    done.undo()
    assert asked_at(desk()) == {"Ana Ruiz": None, "Ben Cole": None}


def test_a_state_s_law_on_requests_counts_from_the_asking(desk, box) -> None:
    """37 Pa. Code 261.3: ten calendar days from the officer's own request; only in that state."""
    coordinator = desk(settings=Settings(state="PA"))
    (law,) = coordinator.request_clock(Asked(NOW, wish=WISH))
    assert law.closes == NOW + timedelta(days=10)
    assert desk(settings=Settings(state="OH")).request_clock(Asked(NOW, wish=WISH)) == []


def test_a_dispatcher_s_report_reaches_the_team_without_starting_a_plan(desk, station, box) -> None:
    """Section 3: a peer's or dispatcher's request. Somebody who may start the plan does it from there."""
    desk().publish_address()
    member = desk(SERGEANT, Role.MEMBER)
    with pytest.raises(NotAllowed):
        member.something_happened(a_report("Ana Ruiz"))
    report = Report(
        "child_fatality", ENDED, (NewExposure("Ana Ruiz"), NewExposure("Joe", agency="Alder")), groups=("on_duty",)
    )
    member.pass_on(report)
    coordinator = desk()
    coordinator.gather()
    (asked,) = coordinator.requests()
    assert (asked.report, asked.reporter) == (report, SERGEANT)
    assert coordinator.incidents() == []


@pytest.mark.parametrize("wish", [CallWish(""), CallWish("  "), CallWish("1" * 61), CallWish("1", "n" * 41)])
def test_a_wish_nobody_can_act_on_is_refused(desk, wish) -> None:
    desk().publish_address()
    with pytest.raises(Problem):
        desk().ask_for_call(wish)


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"asked_at": "2026-11-11T00:00:00", "wish": null}'])
def test_whatever_is_no_request_is_refused(broken: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_text(broken)


# ------------------------------------------------------------------------------------------------- cumulative load


def several(desk, station, *days: float, who: str = "Ana Ruiz", trigger: str = "traumatic_call", **more):
    coordinator = desk()
    found = []
    for ago in days:
        exposed = (NewExposure(who, **more),)
        found.append(coordinator.something_happened(Report(trigger, NOW - timedelta(days=ago), exposed)).value)
    return found


def test_three_grave_calls_in_two_weeks_put_a_quiet_question_to_the_coordinator_alone(desk, station) -> None:
    """Section 3, cumulative load: it asks, it never tells."""
    several(desk, station, 1, 6)
    assert desk().quiet_questions() == []
    several(desk, station, 13)
    (question,) = desk().quiet_questions()
    assert question.name == "Ana Ruiz"
    assert question.events == ("Event 2026-A", "Event 2026-B", "Event 2026-C")
    for name in (SERGEANT, HELPER):
        with pytest.raises(NotAllowed):
            desk(name).quiet_questions()


@pytest.mark.parametrize(
    ("days", "more"),
    [((1, 6, 14), {}), ((1, 2, 3), {"exposure": Exposure.NOT_EXPOSED}), ((1, 2), {})],
)
def test_older_calls_and_people_who_were_not_exposed_do_not_count(desk, station, days, more) -> None:
    several(desk, station, *days, **more)
    assert desk().quiet_questions() == []


def test_an_outage_is_no_grave_call(desk, station) -> None:
    several(desk, station, 1, 2, 3, trigger="comms_outage")
    assert desk().quiet_questions() == []


def test_the_answer_leaves_no_mark(desk, station) -> None:
    """Only that the question need not be put again stands, sealed, in one form for every answer; then that goes too."""
    (*_, newest) = several(desk, station, 6, 5, 1)
    before = station.audited()
    done = desk().rest_question(desk().quiet_questions()[0])
    assert desk().quiet_questions() == []
    assert station.audited() == before
    with station.store.read() as work:
        row = work.scalars(select(QuestionRecord)).one()
        assert str(station.people()["Ana Ruiz"].id).encode() not in row.sealed
        assert row.until == NOW - timedelta(days=6) + WITHIN
    done.undo()
    assert len(desk().quiet_questions()) == 1
    desk().offer_after_question(desk().quiet_questions()[0])
    (line,) = desk().coverage(newest.id)
    assert line.offered[Kind.ONE_ON_ONE] is Offered.OFFERED
    station.clock.advance(timedelta(days=9))
    desk().gather()
    with station.store.read() as work:
        assert work.scalars(select(QuestionRecord)).all() == []


def test_another_hard_call_asks_again(desk, station) -> None:
    several(desk, station, 6, 5, 4)
    desk().rest_question(desk().quiet_questions()[0])
    several(desk, station, 1)
    assert len(desk().quiet_questions()) == 1


def test_offering_does_not_take_back_what_was_done(desk, station) -> None:
    (*_, newest) = several(desk, station, 6, 5, 1)
    exposure = exposure_of(newest, "Ana Ruiz")
    desk().set_offered(exposure, Kind.ONE_ON_ONE, Offered.DONE)
    desk().offer_after_question(desk().quiet_questions()[0])
    (line,) = desk().coverage(newest.id)
    assert line.offered[Kind.ONE_ON_ONE] is Offered.DONE


def test_the_rule_by_itself_counts_events_not_lines() -> None:
    def met(number: int, days: float) -> Met:
        return Met(UUID(int=1), UUID(int=50), UUID(int=number), "", "lodd", NOW - timedelta(days=days))

    assert met_several([met(1, 1), met(1, 1), met(2, 2)], NOW) == {}
    assert len(met_several([met(1, 1), met(2, 2), met(3, 13.999)], NOW)[UUID(int=1)]) == CALLS
    assert met_several([met(1, 1), met(2, 2), met(3, 14)], NOW) == {}
    assert met_several([met(1, -1), met(2, 2), met(3, 3)], NOW) == {}
