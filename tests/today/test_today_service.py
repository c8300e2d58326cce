"""Today gathers what needs a person, by role, in a stable order; calm is empty (DESIGN 6.6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.today.town import CHICAGO, DANA, DAY, HOUR, LEE, NOW, TODAY, Ages, Town
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs.protocols import Kind as SupportKind
from wellness_desktop.debriefs.session_values import Booking, Closing, FollowUpOutcome, Offered, Session
from wellness_desktop.roster.on_call import Span
from wellness_desktop.today.keeping_matters import backup_matters
from wellness_desktop.today.matters import Kind, Matter, Urgency, in_order
from wellness_desktop.today.roster_matters import CHECKS, gap_matters, number_matters


def matters(town: Town, *roles: Role) -> list[Matter]:
    return list(town.today(*roles).look().matters)


def titles(town: Town, *roles: Role) -> list[str]:
    return [matter.title for matter in matters(town, *roles)]


def of_kind(town: Town, kind: Kind, *roles: Role) -> list[Matter]:
    return [matter for matter in matters(town, *roles) if matter.kind is kind]


def test_a_coordinators_quiet_night_is_empty(town: Town) -> None:
    town.covered()
    news = town.today(Role.COORDINATOR).look()
    assert news.matters == ()
    assert news.calm
    assert [entry.person.name for entry in news.on_call or ()] == ["Ruth Okafor"]
    assert news.incidents == ()
    assert news.sessions == ()


@pytest.mark.parametrize(
    ("roles", "on_call", "incidents", "sessions"),
    [
        ((Role.MEMBER,), True, False, False),
        ((Role.HELPER,), True, False, True),
        ((Role.COORDINATOR,), True, True, True),
        ((Role.SUPERVISOR,), True, True, True),
        ((Role.PLANNER,), True, False, False),
    ],
)
def test_each_role_is_told_its_own_part(
    town: Town, roles: tuple[Role, ...], on_call: bool, incidents: bool, sessions: bool
) -> None:
    """SEC-06: what the actor may not see is never asked for; NotAllowed would show as trouble."""
    town.something_happened()
    news = town.today(*roles).look()
    told = (news.on_call is not None, news.incidents is not None, news.sessions is not None)
    assert told == (on_call, incidents, sessions)
    assert not [matter for matter in news.matters if matter.kind is Kind.TROUBLE]


def test_whoever_keeps_the_pc_sees_nothing_of_support(town: Town) -> None:
    """DESIGN 3: the administrator gets no support data."""
    from wellness_desktop.accounts.actor import Actor

    town.something_happened()
    town.ages = Ages(None, None)
    today = town.today()
    today._actor = Actor(uuid4(), "Kit", frozenset({Role.ADMINISTRATOR}))
    news = today.look()
    assert (news.on_call, news.incidents, news.sessions) == (None, None, None)
    assert {matter.kind for matter in news.matters} <= {Kind.BACKUP, Kind.ACCOUNT, Kind.TEAM}
    assert [matter.go for matter in news.matters if matter.kind is Kind.BACKUP] == ["backup"]


def test_open_windows_without_a_booking_lead_to_the_incident(town: Town) -> None:
    town.covered()
    incident = town.something_happened(hours_ago=6)
    (matter,) = of_kind(town, Kind.WINDOWS, Role.SUPERVISOR)
    assert incident.code_name in matter.title
    assert (matter.go, matter.record) == ("incidents", str(incident.id))
    assert matter.urgency is Urgency.NOW
    news = town.today(Role.SUPERVISOR).look()
    (shown,) = news.incidents or ()
    assert shown.lines
    assert all(line.line.closes is None or line.line.closes >= NOW for line in shown.lines)
    closes = [line.line.closes for line in shown.lines if line.line.closes]
    assert closes == sorted(closes)
    assert matter.due == shown.unbooked[0].line.closes


def test_a_closed_incident_is_calm(town: Town) -> None:
    town.covered()
    incident = town.something_happened()
    assert of_kind(town, Kind.WINDOWS, Role.COORDINATOR)
    debriefs = town.debriefs(Role.COORDINATOR)
    debriefs.set_offered_to([one.id for one in incident.exposed], SupportKind.ONE_ON_ONE, Offered.OFFERED)
    debriefs.close_incident(debriefs.incident(incident.id))
    assert of_kind(town, Kind.WINDOWS, Role.COORDINATOR) == []
    assert town.today(Role.COORDINATOR).look().incidents == ()


def a_session(town: Town, starts: datetime, *leaders: str) -> Session:
    incident = town.something_happened(hours_ago=30)
    booking = Booking(
        SupportKind.GROUP_DEBRIEFING,
        starts,
        90,
        tuple(one.id for one in incident.exposed),
        tuple(town.person(name).id for name in leaders),
        place="Parish house",
    )
    return town.debriefs(Role.COORDINATOR).book(incident.id, booking).value


def test_a_session_that_lacks_somebody_says_whom(town: Town) -> None:
    """DB-06: tentative until a clinician is found."""
    session = a_session(town, NOW + 30 * HOUR, LEE)
    (matter,) = of_kind(town, Kind.SESSION, Role.SUPERVISOR)
    assert matter.title == f"{session.code_name}: {session.title}"
    assert "clinician is still to be found" in matter.detail
    assert (matter.urgency, matter.due) == (Urgency.SOON, session.starts)
    town.clock.advance(28 * HOUR)
    (matter,) = of_kind(town, Kind.SESSION, Role.SUPERVISOR)
    assert matter.urgency is Urgency.NOW
    ahead = town.today(Role.SUPERVISOR).look().sessions or ()
    assert [one.id for one in ahead] == [session.id]


def test_a_complete_session_stands_there_on_its_day_and_until_it_is_closed(town: Town) -> None:
    session = a_session(town, NOW + 40 * HOUR, "Kim Hale", LEE)
    assert session.needs == ()
    assert of_kind(town, Kind.SESSION, Role.COORDINATOR) == []
    town.clock.advance(38 * HOUR)
    (matter,) = of_kind(town, Kind.SESSION, Role.COORDINATOR)
    assert (matter.urgency, matter.due) == (Urgency.TODAY, session.starts)
    assert "Parish house" in matter.detail
    town.clock.advance(5 * HOUR)
    (matter,) = of_kind(town, Kind.SESSION, Role.COORDINATOR)
    assert "Did it take place?" in matter.detail
    debriefs = town.debriefs(Role.COORDINATOR)
    held = debriefs.hold(debriefs.session(session.id)).value
    assert of_kind(town, Kind.SESSION, Role.COORDINATOR)
    debriefs.close(held, Closing(True, True, False, True))
    assert of_kind(town, Kind.SESSION, Role.COORDINATOR) == []
    assert town.today(Role.COORDINATOR).look().sessions == ()


def test_a_helper_sees_the_own_session_and_no_way_to_the_incident(sign_in: Callable[[str], Town]) -> None:
    dana = sign_in(DANA)
    session = a_session(dana, NOW + 2 * HOUR, "Kim Hale", LEE)
    lee = sign_in(LEE)
    (matter,) = of_kind(lee, Kind.SESSION)
    assert (matter.due, matter.go, matter.record) == (session.starts, "support-day", "")
    assert [one.id for one in lee.today().look().sessions or ()] == [session.id]
    assert lee.today().look().incidents is None


def test_calls_are_told_to_owner_and_deputy_and_the_coordinator_hears_of_those_of_nobody(
    sign_in: Callable[[str], Town],
) -> None:
    """Once, as calls, not once more for each incident; and without the incident's name."""
    dana = sign_in(DANA)
    incident = dana.something_happened(hours_ago=30)
    room = dana.debriefs(Role.COORDINATOR)
    lee = sign_in(LEE)
    assert of_kind(lee, Kind.FOLLOW_UP) == []
    (nobody,) = of_kind(dana, Kind.FOLLOW_UP, Role.COORDINATOR)
    assert (nobody.title, nobody.go) == (f"{len(incident.exposed)} calls that are nobody's yet", "calls")
    first, second, *others = room.plans()
    room.give_plan(first, dana.person(LEE).id, None)
    room.give_plan(second, dana.person("Ruth Okafor").id, dana.person(LEE).id)
    (matter,) = of_kind(lee, Kind.FOLLOW_UP)
    assert (matter.title, matter.go) == ("2 calls to make", "support-day")
    assert matter.detail.endswith("For one you stand in.")
    (nobody,) = of_kind(dana, Kind.FOLLOW_UP, Role.COORDINATOR)
    assert nobody.title == f"{len(others)} calls that are nobody's yet"
    for plan in others:
        room.give_plan(plan, dana.person(LEE).id, None)
    assert of_kind(dana, Kind.FOLLOW_UP, Role.COORDINATOR) == []
    assert of_kind(dana, Kind.FOLLOW_UP, Role.SUPERVISOR) == []


def test_whoever_was_not_reached_twice_is_told_to_the_coordinator_as_a_number(town: Town) -> None:
    town.something_happened(hours_ago=30)
    room = town.debriefs(Role.COORDINATOR)
    helper = town.person(LEE).id
    for plan in room.plans():
        room.give_plan(plan, helper, None)
    for days in (0, 4):
        town.clock.advance(days * DAY)
        plan = next(one for one in room.plans() if one.name.startswith("Ana"))
        room.settle_call(plan, plan.calls(room.now)[0], FollowUpOutcome.NOT_REACHED)
    (matter,) = of_kind(town, Kind.FOLLOW_UP, Role.COORDINATOR)
    assert matter.title == "Somebody could not be reached twice"
    assert of_kind(town, Kind.FOLLOW_UP, Role.SUPERVISOR) == []


def test_nobodys_name_stands_in_what_concerns_support(town: Town) -> None:
    """Today is read over shoulders (SEC-52)."""
    town.something_happened(hours_ago=40)
    for matter in matters(town, Role.COORDINATOR, Role.SUPERVISOR):
        if matter.kind in (Kind.WINDOWS, Kind.SESSION, Kind.FOLLOW_UP):
            for name in ("Ana", "Ruiz", "Ben", "Cole", "Cy", "Doyle", "Di", "Lang"):
                assert name not in f"{matter.title} {matter.detail}".replace(",", "").split()


def test_a_gap_that_runs_now_comes_before_everything_quiet(town: Town) -> None:
    town.on_call("Ruth Okafor", NOW + 5 * HOUR, 24 * 20)
    (matter,) = of_kind(town, Kind.ON_CALL, Role.COORDINATOR)
    assert matter.title == "Nobody is first to call right now"
    assert matter.urgency is Urgency.NOW
    assert matters(town, Role.COORDINATOR)[0] == matter
    assert (matter.go, matter.record) == ("roster", "on-call")
    assert of_kind(town, Kind.ON_CALL, Role.SUPERVISOR) == []


@pytest.mark.parametrize(
    ("spans", "title", "urgency"),
    [
        ([], None, None),
        ([(0, 24 * 14)], "Nobody is on call in the coming two weeks", Urgency.TODAY),
        ([(0, 3)], "Nobody is first to call right now", Urgency.NOW),
        ([(20, 22), (90, 99)], "Nobody is first to call for a while", Urgency.TODAY),
        ([(100, 112)], "Nobody is first to call for a while", Urgency.SOON),
    ],
)
def test_gaps_in_words(spans: list[tuple[int, int]], title: str | None, urgency: Urgency | None) -> None:
    gaps = [Span(NOW + starts * HOUR, NOW + ends * HOUR) for starts, ends in spans]
    found = list(gap_matters(gaps, NOW, CHICAGO))
    assert [(one.title, one.urgency) for one in found] == ([(title, urgency)] if title else [])
    if len(spans) > 1:
        assert "One more stretch in two weeks." in found[0].detail


def test_the_number_of_whoever_answers_now_matters_most(town: Town) -> None:
    town.covered()
    roster = town.roster(Role.COORDINATOR)
    ruth = town.person("Ruth Okafor")
    old = tuple(replace(phone, checked_on=date(2026, 1, 1)) for phone in ruth.phones)
    roster.change(replace(ruth, phones=old))
    urgent, quiet = of_kind(town, Kind.NUMBER, Role.COORDINATOR)
    assert urgent.urgency is Urgency.TODAY
    assert (urgent.go, urgent.record) == ("roster", str(ruth.id))
    assert (quiet.title, quiet.urgency, quiet.record) == ("One number to check", Urgency.QUIET, CHECKS)
    assert list(number_matters([], (), TODAY)) == []


def test_a_member_is_asked_about_the_own_number_only(sign_in: Callable[[str], Town]) -> None:
    lee = sign_in(LEE)
    assert of_kind(lee, Kind.NUMBER) == []
    lee.clock.advance(timedelta(days=120))
    (matter,) = of_kind(lee, Kind.NUMBER)
    assert matter.title == "Is your number still right?"
    assert matter.record == str(lee.person(LEE).id)


def test_plans_stand_there_for_planners_only(town: Town) -> None:
    drills, matter = of_kind(town, Kind.PLAN, Role.PLANNER)
    assert "drills are due" in drills.title
    assert matter.title.startswith("Not finished: ")
    assert matter.urgency is Urgency.QUIET
    most = max(town.plans(Role.PLANNER).plans(), key=lambda plan: (plan.minutes, plan.id))
    assert (matter.go, matter.record) == ("plans", most.id)
    assert of_kind(town, Kind.PLAN, Role.COORDINATOR) == []


def test_someone_who_waits_for_the_team_is_shown_to_its_members(town: Town) -> None:
    from tests.today.town import PHRASE

    town.accounts().add("New Helper", f"{PHRASE} too", frozenset({Role.HELPER}))
    (matter,) = of_kind(town, Kind.TEAM, Role.COORDINATOR)
    assert matter.title == "New Helper waits to be let into the support team"
    assert matter.go == "team"
    town.accounts().add("Second Helper", f"{PHRASE} also", frozenset({Role.HELPER}))
    (matter,) = of_kind(town, Kind.TEAM, Role.COORDINATOR)
    assert matter.title == "2 people wait to be let into the support team"


@pytest.mark.parametrize(
    ("newest", "proved", "told"),
    [
        (None, None, ["No backup was made yet"]),
        (0, 0, []),
        (7, 90, []),
        (8, 90, ["The newest backup is 8 days old"]),
        (7, 91, ["Prove that a backup can be restored"]),
        (30, None, ["The newest backup is 30 days old", "Prove that a backup can be restored"]),
    ],
)
def test_backups_by_age(newest: int | None, proved: int | None, told: list[str]) -> None:
    """SEC-42."""
    ages = Ages(None if newest is None else NOW - newest * DAY, None if proved is None else NOW - proved * DAY)
    assert [matter.title for matter in backup_matters(ages, NOW)] == told


def test_locked_and_unused_accounts_are_the_administrators(town: Town) -> None:
    """SEC-02, SEC-08."""
    for _ in range(5):
        with pytest.raises(Problem):
            town.station.sign_in(LEE, "this is not it at all")
    locked = of_kind(town, Kind.ACCOUNT)
    assert [matter.title for matter in locked] == [f"The account of {LEE} is locked"]
    assert of_kind(town, Kind.ACCOUNT, Role.COORDINATOR) == []
    town.clock.advance(timedelta(days=61))
    assert "Nobody uses 2 of the accounts" in titles(town)


def test_a_part_that_cannot_be_read_is_told_and_hides_nothing_else(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trouble is never taken for calm."""
    today = town.today(Role.COORDINATOR, Role.PLANNER)

    def broken() -> None:
        raise Problem("The plan files are damaged.", "Install the program again.")

    monkeypatch.setattr(today._plans, "plans", broken)
    news = today.look()
    (trouble,) = [matter for matter in news.matters if matter.kind is Kind.TROUBLE]
    assert news.matters[0] == trouble
    assert (trouble.title, trouble.detail) == ("The plan files are damaged.", "Install the program again.")
    assert [matter.kind for matter in news.matters if matter.kind is Kind.ON_CALL] == [Kind.ON_CALL]


MATTERS = st.builds(
    Matter,
    kind=st.sampled_from(Kind),
    title=st.text(max_size=3),
    detail=st.just(""),
    urgency=st.sampled_from(Urgency),
    go=st.just("plans"),
    record=st.text(max_size=2),
    due=st.none() | st.integers(-50, 50).map(lambda hours: NOW + hours * HOUR),
)


@given(st.lists(MATTERS, max_size=12), st.randoms())
def test_the_order_is_the_same_however_matters_arrive(found: list[Matter], chance) -> None:
    ordered = in_order(found)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert in_order(shuffled) == ordered
    urgencies = [list(Urgency).index(matter.urgency) for matter in ordered]
    assert urgencies == sorted(urgencies)
    assert sorted(map(repr, ordered)) == sorted(map(repr, found))
