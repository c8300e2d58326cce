"""DB-11: declining leaves no mark, read with every key there is, and compared with a station where nobody declined."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.debriefs.booked import YES, after, offered_and_closed, the_booking, weeks_later
from tests.debriefs.everything_kept import every_row, without_ids
from tests.debriefs.station import COORDINATOR, DAY, HELPER, NOW, Station, an_incident, exposure_of, give_calls
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.protocols import AttendanceValue, Kind
from wellness_desktop.debriefs.records import CoverageRecord, FollowUpRecord
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.session_values import FollowUpOutcome, Offered
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store

Walk = Callable[[Station, bool], None]


@pytest.fixture
def stations(empty_station: Path, rings: dict[str, Keyring], tmp_path: Path) -> Iterator[tuple[Station, Station]]:
    """Two stations alike: at one of them somebody will decline."""
    made = []
    for name in ("declined", "accepted"):
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(empty_station / "station.db", folder / "station.db")
        clock = FixedClock(NOW)
        store = Store.open(folder / "station.db", rings[COORDINATOR].store_key, clock)
        made.append(Station(folder, store, rings, clock))
    yield made[0], made[1]
    for station in made:
        station.store.close()


def on_the_board(station: Station, declines: bool) -> None:
    """Ana is offered a contact, and answers; then the next follow-up is done."""
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.set_offered_to([one.id for one in incident.exposed], Kind.ONE_ON_ONE, Offered.OFFERED)
    answer = Offered.DECLINED if declines else Offered.OFFERED
    room.set_offered(exposure_of(incident, "Ana Ruiz"), Kind.ONE_ON_ONE, answer)
    station.clock.advance(2 * DAY)
    for due in room.follow_ups_due():
        room.settle(due, FollowUpOutcome.DONE)


def in_a_follow_up(station: Station, declines: bool) -> None:
    """Ana does not want to talk after 24 hours; after 72 she does."""
    an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    for days, outcome in ((1, FollowUpOutcome.DECLINED if declines else FollowUpOutcome.DONE), (3, None)):
        station.clock.advance(days * DAY)
        for due in room.follow_ups_due():
            room.settle(due, outcome if outcome and due.name == "Ana Ruiz" else FollowUpOutcome.DONE)


def in_a_session(station: Station, declines: bool) -> None:
    """Ana came to a session and declined to stay; the incident is closed afterwards."""
    room = station.debriefs()
    room.set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    incident = an_incident(station)
    session = room.book(incident.id, the_booking(station, incident)).value
    after(station, session)
    answer = AttendanceValue.DECLINED if declines else AttendanceValue.EXCUSED
    values = dict.fromkeys(session.members or (), AttendanceValue.INFORMATION_PART)
    held = room.hold(session, values | {exposure_of(incident, "Ana Ruiz"): answer}).value
    room.close(held, YES)
    room.close_incident(room.incident(incident.id))


def told_to_a_helper(station: Station, declines: bool) -> None:
    """A helper without the team's key settles; the coordinator's sign-in on the next day does the forgetting."""
    an_incident(station, "Ana Ruiz", "Ben Cole")
    room, helper = station.debriefs(), station.debriefs(HELPER)
    lee = station.people()["Lee Park"].id
    room.run_retention()
    for days, outcome in ((1, FollowUpOutcome.DECLINED if declines else FollowUpOutcome.DONE), (3, None)):
        station.clock.advance(days * DAY)
        give_calls(room, lee)
        for one in helper.follow_ups_due():
            helper.settle(one, outcome if outcome and one.name == "Ana Ruiz" else FollowUpOutcome.DONE)
    station.clock.advance(DAY)
    room.run_retention()


@pytest.mark.parametrize("walk", [on_the_board, in_a_follow_up, in_a_session, told_to_a_helper])
def test_db11_nobody_can_tell_afterwards_who_declined(stations: tuple[Station, Station], walk: Walk) -> None:
    """No value, no counter, no stamp, no tombstone, no audit line differs from the station where nobody declined."""
    for station, declines in zip(stations, (True, False), strict=True):
        walk(station, declines)
    one, other = (every_row(station) for station in stations)
    assert "declined" not in str(one)
    assert without_ids(one) == without_ids(other)


def test_db11_before_that_the_coordinator_reads_it_and_the_comparison_would_notice(
    stations: tuple[Station, Station],
) -> None:
    for station, declines in zip(stations, (True, False), strict=True):
        incident = an_incident(station, "Ana Ruiz")
        answer = Offered.DECLINED if declines else Offered.OFFERED
        station.debriefs().set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, answer)
    one, other = (every_row(station) for station in stations)
    assert "declined" in str(one)
    assert without_ids(one) != without_ids(other)


def test_db11_the_last_follow_up_leaves_no_declined_behind(station: Station) -> None:
    an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    station.clock.advance(400 * DAY)
    due = room.follow_ups_due()
    for one in due[:-1]:
        room.settle(one, FollowUpOutcome.NOT_REACHED)
    room.settle(due[-1], FollowUpOutcome.DECLINED)
    assert "declined" not in str(every_row(station))


def test_db11_undo_cannot_bring_it_back(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    ana = incident.exposed[0].id
    room.set_offered(ana, Kind.ONE_ON_ONE, Offered.DECLINED)
    done = room.set_offered(ana, Kind.ONE_ON_ONE, Offered.OFFERED)
    room.close_incident(room.incident(incident.id))
    with pytest.raises(Problem, match="changed since"):
        done.undo()
    with pytest.raises(Problem, match="is not kept any more"):
        room.set_offered(ana, Kind.ONE_ON_ONE, Offered.DECLINED)
    assert "declined" not in str(every_row(station))


def test_db11_drafts_and_the_log_hold_nothing_of_it(
    station: Station, incidents, caplog: pytest.LogCaptureFixture
) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.DECLINED)
    page = incidents()
    room.close_incident(room.incident(incident.id))
    page.refresh()
    assert page.draft() is None
    assert "declin" not in caplog.text.lower()


def test_a_legal_hold_keeps_it_and_lifting_forgets_it(station: Station) -> None:
    """chaplain_log.md 7.6: a hold stops deletion, also of what closing would forget."""
    incident = an_incident(station, "Ana Ruiz", "Joe Quill")
    room = station.debriefs()
    hold = room.hold_records(incident.id, HoldReason.LAWSUIT)
    for one in incident.exposed:
        room.set_offered(one.id, Kind.ONE_ON_ONE, Offered.DECLINED)
    room.close_incident(room.incident(incident.id))
    weeks_later(station, 20)
    kept = str(every_row(station))
    assert "declined" in kept
    assert "'guest': 'Joe'" in kept
    chief = station.chief_s_debriefs()
    chief.lift(room.ask_to_lift(hold))
    weeks_later(station, 1)
    gone = str(every_row(station))
    assert "declined" not in gone
    assert "Joe" not in gone


def test_under_a_hold_a_plan_that_somebody_stops_is_kept_as_stopped(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.hold_records(incident.id, HoldReason.COUNSEL)
    before = len(room.follow_ups(incident.id))
    station.clock.advance(DAY)
    room.settle(room.follow_ups_due()[0], FollowUpOutcome.STOPPED)
    after_it = room.follow_ups(incident.id)
    assert len(after_it) == before
    assert {room.outcome(one) for one in after_it} == {FollowUpOutcome.STOPPED}


def test_closing_makes_everybody_s_rows_anew(station: Station) -> None:
    """The reason why no counter tells: whoever never declined is treated alike."""
    incident = offered_and_closed(station, "Ana Ruiz", "Ben Cole")
    with station.store.read() as work:
        assert {row.sealing for row in work.query(CoverageRecord)} == {1}
        assert not [row for row in work.query(FollowUpRecord) if row.stale]
    assert incident.offered_to_all
