"""The demo agency: whole, believable, made by its own people (DESIGN 7)."""

import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.app.made_demo import demo_in, passphrases, services_of
from wellness_desktop.app.demo import make_demo
from wellness_desktop.app.open_rooms import read_demo_people
from wellness_desktop.app.services import Services
from wellness_desktop.app.start import make_demo_once
from wellness_desktop.base.clock import Clock, FixedClock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.plans.people import Place
from wellness_desktop.roster.board import read_board
from wellness_desktop.roster.finding import Wish
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.on_call import LAYERS, Layer

SERGEANT, CHIEF, CHAPLAIN, CLERK = "Dana Whitfield", "Alana Reyes", "Thomas Oduya", "Maria Delgado"
SWORN = {PersonRole.OFFICER, PersonRole.COMMAND}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return demo_in(tmp_path_factory, tmp_path_factory.mktemp("read") / "demo")


@contextmanager
def signed_in(paths: Paths, name: str, clock: Clock | None = None) -> Iterator[Services]:
    services = services_of(paths, name, clock)
    try:
        yield services
    finally:
        services.signed_in.end()


@pytest.fixture(scope="module")
def sergeant(paths: Paths) -> Iterator[Services]:
    with signed_in(paths, SERGEANT) as services:
        yield services


def test_the_agency_has_the_people_it_says(sergeant: Services) -> None:
    people = sergeant.roster.people()
    own = [person for person in people if person.own_agency]
    assert sum(bool(person.roles & SWORN) for person in own) == 9
    assert sum(PersonRole.DISPATCHER in person.roles for person in own) == 2
    assert sum(PersonRole.CIVILIAN in person.roles for person in own) == 1
    assert sum(PersonRole.CHAPLAIN in person.roles for person in own) == 1
    peers = [person for person in people if PersonRole.PEER in person.roles and not person.own_agency]
    assert len(peers) >= 4
    assert len({person.agency for person in peers}) == 2
    (clinician,) = [person for person in people if person.is_clinician]
    assert clinician.travel_minutes is not None
    assert clinician.travel_minutes > 60
    assert clinician.telehealth


def test_every_number_is_from_the_range_kept_for_stories() -> None:
    found = [phone["number"] for person in _table("people")["person"] for phone in person["phones"]]
    assert all(number.startswith("507-555-01") and len(number) == 12 for number in found)


def test_every_key_is_used_once_and_every_reference_leads_somewhere() -> None:
    people = _table("people")["person"]
    keys = [person["key"] for person in people]
    assert len(keys) == len(set(keys))
    shared = {"507-555-0144"}  # the investigators' duty desk
    numbers = [phone["number"] for person in people for phone in person["phones"] if phone["number"] not in shared]
    assert len(numbers) == len(set(numbers))


def test_officers_work_in_two_teams_and_some_are_away(sergeant: Services) -> None:
    own = [person for person in sergeant.roster.people() if person.own_agency and PersonRole.OFFICER in person.roles]
    assert {person.shift_pattern for person in own} == {"pitman_fixed"}
    assert len({person.shift_team[0] for person in own}) == 4  # two teams, each with its days and its nights
    now = sergeant.roster.now
    kinds = {entry.kind for entry in sergeant.roster.calendar(now - timedelta(days=7), now + timedelta(days=28))}
    assert {"leave", "court", "training"} <= {kind.value for kind in kinds}


def test_somebody_answers_now_and_one_gap_is_left(sergeant: Services) -> None:
    now = [entry.duty.layer for entry in sergeant.roster.on_call_now()]
    assert now == list(LAYERS)
    (gap,) = sergeant.roster.on_call_gaps(Layer.PRIMARY, timedelta(days=20))
    assert timedelta(hours=24) < gap.length < timedelta(hours=60)


def test_turns_a_call_chain_and_own_words_are_there_to_be_seen(sergeant: Services, paths: Paths) -> None:
    roster = sergeant.roster
    ahead = roster.on_call_between(roster.now, roster.now + timedelta(weeks=12))
    assert len({entry.duty.series for entry in ahead} - {None}) >= 4
    steps = roster.call_chain()
    assert len(steps) >= 4
    assert steps[-1].give_up_minutes is None
    assert {match.name for match in roster.find(Wish(words="been through a shooting", not_my_agency=True))} >= {
        "Grace Park",
        "Hannah Weiss",
    }
    assert any("been through a shooting" in contact.attributes for contact in read_board(paths.board).contacts)


def test_several_stand_on_the_front_door_and_only_who_agreed(sergeant: Services, paths: Paths) -> None:
    board = read_board(paths.board)
    agreed = {person.name for person in sergeant.roster.people() if person.published_on}
    assert {contact.name for contact in board.contacts} == agreed
    assert len(agreed) >= 5
    assert board.on_call(Clock().now())


def test_some_numbers_are_due_for_a_check(sergeant: Services) -> None:
    stale = [person for person in sergeant.roster.people() if person.stale_phones(sergeant.roster.today)]
    assert 3 <= len(stale) <= 8


def test_the_fresh_event_is_in_the_middle_of_its_first_hours(sergeant: Services) -> None:
    fresh, _old = sergeant.debriefs.incidents()
    assert timedelta(hours=1) < sergeant.debriefs.now - fresh.ended_at < timedelta(hours=12)
    incident = sergeant.debriefs.incident(fresh.id)
    assert 5 <= len(incident.exposed) <= 6
    circles = {one.circle.value for one in incident.exposed}
    assert {"patrol", "dispatch", "mutual_aid"} <= circles
    assert sum(one.is_guest for one in incident.exposed) == 1
    coverage = sergeant.debriefs.coverage(fresh.id)
    assert any(line.is_blank for line in coverage)
    assert {Offered.OFFERED, Offered.BOOKED, Offered.DONE} <= {
        status for line in coverage for status in line.offered.values()
    }
    states = {session.state for session in sergeant.debriefs.sessions(fresh.id)}
    assert states <= {SessionState.SCHEDULED, SessionState.TENTATIVE}
    assert SessionState.SCHEDULED in states


def test_the_old_event_is_nearly_closed(sergeant: Services) -> None:
    _fresh, old = sergeant.debriefs.incidents()
    assert timedelta(days=20) < sergeant.debriefs.now - old.ended_at < timedelta(days=23)
    assert old.offered_to_all
    assert [session.state for session in sergeant.debriefs.sessions(old.id)] == [SessionState.CLOSED]
    standings = [one.standing(sergeant.debriefs.now) for one in sergeant.debriefs.follow_ups(old.id)]
    assert standings.count(None) >= 12
    assert FollowUpStanding.OVERDUE in standings
    assert FollowUpStanding.LATER in standings


def test_the_chief_has_two_plans_nearly_filled_in(paths: Paths) -> None:
    with signed_in(paths, CHIEF) as services:
        standings = {line.id: line.standing for line in services.plans.plans()}
        assert standings["CP-03"].approved
        assert standings["CP-03"].changed  # a number changed since it was approved
        assert not standings["CP-01"].approved
        for plan in ("CP-01", "CP-03"):
            core = services.plans.core(plan)
            wanted = [entry for topic in core.topics for entry in topic.entries if entry.field.need != "may"]
            seats = [seats.seats.at(place).holder for seats in core.roles for place in Place]
            filled = sum(bool(entry.shown) for entry in wanted) + sum(holder is not None for holder in seats)
            assert 0.78 < filled / (len(wanted) + len(seats)) < 0.93, plan
            assert any(gap.gone for gap in services.plans.missing(plan))


def test_the_agency_keeps_three_documents_of_its_own(sergeant: Services) -> None:
    kept = sergeant.documents.documents()
    assert [(one.title, one.format) for one in kept] == [
        ("Family evening in March", "markdown"),
        ("General Order 6-12: Peer support", "pdf"),
        ("The quiet room", "text"),
    ]
    assert sergeant.documents.search("is support paid")[0].title == "General Order 6-12: Peer support"


def test_the_chaplain_sees_own_sessions_and_follow_ups(paths: Paths) -> None:
    with signed_in(paths, CHAPLAIN) as services:
        assert services.roster.my_ties()
        assert services.debriefs.my_sessions()
        assert services.debriefs.follow_ups_due() is not None


def test_the_log_goes_back_two_years_and_two_reports_were_issued(sergeant: Services, paths: Paths) -> None:
    with signed_in(paths, CHAPLAIN) as services:
        assert len(services.debriefs.my_log_months()) > 20
    newer, older = sergeant.debriefs.issued_reports()
    assert older.span.last < newer.span.first
    assert len(older.span.months) == len(newer.span.months) == 12
    for report in (older, newer):
        assert sergeant.debriefs.report_is_sound(report.id)
        assert report.needs
        worked, contacts = (section for section in report.sections if section.title in ("Hours", "Support contacts"))
        assert sum(line.number for line in worked.lines) > 40
        assert contacts.sentence.endswith("Numbers are not shown in an agency of this size.")


def test_the_clerk_keeps_the_accounts_and_the_log_reads_like_four_months(paths: Paths) -> None:
    with signed_in(paths, CLERK) as services:
        accounts = services.accounts.accounts()
        assert {account.name for account in accounts} == {SERGEANT, CHIEF, CHAPLAIN, CLERK}
        assert not any(account.waits_for_team for account in accounts)
        assert services.accounts.audit_faults() == []
        log = services.accounts.audit_log(10_000)
        assert not [entry for entry in log if "clock" in entry.event]
        assert log[0].at - log[-1].at > timedelta(days=100)


def test_the_records_are_sound(sergeant: Services) -> None:
    assert sergeant.signed_in.store.check() == []


def test_the_sign_in_page_finds_names_and_passphrases(paths: Paths) -> None:
    people = read_demo_people(SimpleNamespace(paths=paths))  # type: ignore[arg-type]
    assert [name for name, _, _ in people] == [SERGEANT, CLERK, CHIEF, CHAPLAIN]
    assert {name: phrase for name, _, phrase in people} == passphrases(paths)


def test_nothing_but_the_station_is_left_in_the_folder(paths: Paths) -> None:
    assert {each.name for each in paths.data.iterdir() if "-" not in each.name} == {
        "answers.json",
        "board.json",
        "demo.json",
        "note_address.json",
        "settings.json",
        "station.db",
        "station.keys",
    }


def test_real_records_are_never_touched(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    real = demo_in(tmp_path_factory, tmp_path / "real")
    real.demo_note.unlink()
    before = _bytes_of(real.data)
    for missing in (None, real.store, real.keys):
        if missing is not None:
            before.pop(missing.name)
            missing.unlink()
        if not (real.store.exists() or real.keys.exists()):
            break
        with pytest.raises(Problem, match="holds"):
            make_demo_once(real)
        assert _bytes_of(real.data) == before


@pytest.mark.slow
def test_a_demo_that_was_cut_off_is_made_anew(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    cut = demo_in(tmp_path_factory, tmp_path / "cut")
    cut.keys.unlink()
    cut.store.write_bytes(cut.store.read_bytes()[:5000])
    (cut.data / "new-demo").mkdir()
    (cut.data / "new-demo" / "station.db").write_bytes(b"half")
    make_demo_once(cut)
    with signed_in(cut, SERGEANT) as services:
        assert len(services.debriefs.incidents()) == 2
    assert not (cut.data / "new-demo").exists()


def test_a_demo_is_made_once(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    there = demo_in(tmp_path_factory, tmp_path / "there")
    before = _bytes_of(there.data)
    make_demo_once(there)
    assert _bytes_of(there.data) == before


def test_nothing_is_left_where_it_cannot_be_made(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where a folder should be")
    with pytest.raises(Problem):
        make_demo(find_paths(taken), Clock())
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def _table(name: str) -> dict:
    return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


# ------------------------------------------------------------------------------------------------ slow

MOMENTS = [
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # 01:30 in the hour that comes twice
    datetime(2027, 3, 14, 8, 30, tzinfo=UTC),  # the night without 02:30
    datetime(2028, 2, 29, 18, 0, tzinfo=UTC),
    datetime(2027, 1, 1, 5, 59, tzinfo=UTC),  # the last minute of the old year at the station
    datetime(2026, 12, 7, 13, 59, tzinfo=UTC),  # a Monday, one minute before on call changes
]


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
def test_it_can_be_made_at_any_moment(tmp_path: Path, moment: datetime) -> None:
    clock = FixedClock(moment)
    paths = find_paths(tmp_path / "demo")
    make_demo(paths, clock)
    with signed_in(paths, SERGEANT, clock) as services:
        assert [entry.duty.layer for entry in services.roster.on_call_now()][:1] == [Layer.PRIMARY]
        fresh, old = services.debriefs.incidents()
        assert services.debriefs.sessions(fresh.id)
        assert services.debriefs.sessions(old.id)[0].state is SessionState.CLOSED


@pytest.mark.slow
def test_it_is_the_same_each_time_at_the_same_moment(tmp_path: Path) -> None:
    told = []
    for name in ("one", "two"):
        clock = FixedClock(MOMENTS[2])
        paths = find_paths(tmp_path / name)
        make_demo(paths, clock)
        with signed_in(paths, SERGEANT, clock) as services:
            told.append(_story(services))
        board = read_board(paths.board)  # duties that begin together stand in any order
        told[-1]["board"] = (board.contacts, sorted(board.duties, key=lambda duty: (duty.starts, duty.layer)))
        shutil.rmtree(paths.data)
    assert told[0] == told[1]


def _story(services: Services) -> dict:
    roster, debriefs = services.roster, services.debriefs
    incidents = debriefs.incidents()
    return {
        "people": [
            (one.name, one.role_words, [p.shown for p in one.phones], one.shift_team) for one in roster.people()
        ],
        "incidents": [(one.code_name, one.ended_at, one.people) for one in incidents],
        "sessions": [
            (one.title, one.state, one.starts, [led.name for led in one.leaders], one.cover, one.place)
            for incident in incidents
            for one in debriefs.sessions(incident.id)
        ],
        "follow-ups": [
            (one.name, one.label, one.due, one.owner_name, one.settled)
            for incident in incidents
            for one in debriefs.follow_ups(incident.id)
        ],
    }
