"""Somebody leaves: calls and sessions go to another in one action, and nothing stays theirs who is gone."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import or_, select

from tests.debriefs.station import NOW, SERGEANT, Station, an_incident
from tests.debriefs.test_debriefs_long_tail import plan_of
from tests.debriefs.typing_pages import press, said
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.debriefs.long_tail.long_tail_desk import FamilyWish
from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.mentions import mentions
from wellness_desktop.debriefs.proposal_facts import Need
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import FollowUpRecord, LeaderRecord, SessionRecord
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Booking
from wellness_desktop.kit.banner import Banner
from wellness_desktop.roster.removal_view import RemovalView
from wellness_desktop.roster.service import Roster


@dataclass
class Leaving:
    """Lee calls Ana, stands in for Ben, has a family's year, and leads two sessions: with Kim, and alone."""

    station: Station
    roster: Roster
    lee: UUID
    max_tull: UUID
    kim: UUID

    @property
    def room(self):
        return self.station.debriefs()

    def held_by(self, person: UUID) -> int:
        """How many rows are in their hands."""
        with self.station.store.read() as work:
            own = [
                len(work.scalars(select(kind).where(or_(kind.owner_id == person, kind.deputy_id == person))).all())
                for kind in (FollowUpRecord, YearPlanRecord)
            ]
            led = work.scalars(select(LeaderRecord).where(LeaderRecord.person_id == person)).all()
            covered = [one for one in work.scalars(select(SessionRecord)) if str(person) in one.covers]
        return sum(own) + len(led) + len(covered)

    def calls(self) -> dict[str, str]:
        return {plan.name: plan.helpers() for plan in self.room.plans()}

    def sessions(self):
        return [(one.kind, one.state, {each.name for each in one.leaders}) for one in self.room.sessions(self.incident)]

    @property
    def incident(self) -> UUID:
        return self.room.incidents()[0].id


@pytest.fixture
def leaving(station: Station) -> Leaving:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang")
    people = station.people()
    found = Leaving(station, station.roster(), people["Lee Park"].id, people["Max Tull"].id, people["Kim Hale"].id)
    room, ids = found.room, [one.id for one in incident.exposed]
    room.give_plan(plan_of(station, "Ana Ruiz"), found.lee, None)
    room.give_plan(plan_of(station, "Ben Cole"), found.max_tull, found.lee)
    room.give_plan(plan_of(station, "Cy Doyle"), found.lee, found.kim)
    room.add_family(FamilyWish("The Hales", station.clock.today(room.zone), owner=found.lee))
    day = timedelta(days=1)
    group = Booking(
        Kind.GROUP_DEBRIEFING, NOW + 2 * day, 120, tuple(ids), leaders=(found.lee, found.kim), place="Parish house"
    )
    alone = Booking(Kind.ONE_ON_ONE, NOW + day, 45, (ids[0],), leaders=(found.lee,))
    room.book(incident.id, group)
    room.book(incident.id, alone)
    found.roster.hand_over_through(room.hand_on, room.let_go)
    found.roster.ask_for_mentions(mentions)
    return found


def test_calls_and_sessions_go_over_in_one_action_and_come_back(leaving: Leaving) -> None:
    before = (leaving.calls(), leaving.sessions())
    done = leaving.roster.hand_on(leaving.lee, leaving.max_tull)
    assert leaving.held_by(leaving.lee) == 0
    assert done.value == "4 plans of calls went over. 2 sessions to lead went over."
    assert leaving.calls() == {
        "Ana Ruiz": "Max Tull",
        "Ben Cole": "Max Tull",
        "Cy Doyle": "Max Tull, then Kim Hale",
        "Di Lang": "Nobody yet",
        "The Hales": "Max Tull",
    }
    assert {name for _, _, leaders in leaving.sessions() for name in leaders} == {"Max Tull", "Kim Hale"}
    done.undo()
    assert (leaving.calls(), leaving.sessions()) == before


def test_a_session_that_a_rule_keeps_from_the_other_helper_stays_to_be_given_by_hand(leaving: Leaving) -> None:
    """Kim leads the group session already, so it needs another; the one-on-one goes to her."""
    done = leaving.roster.hand_on(leaving.lee, leaving.kim)
    assert "1 session to lead went over." in done.value
    assert "1 session needs another leader" in done.value
    assert [leaders for kind, _, leaders in leaving.sessions() if kind is Kind.GROUP_DEBRIEFING] == [
        {"Lee Park", "Kim Hale"}
    ]


def test_whoever_is_taken_off_the_roster_owns_nothing_any_more(leaving: Leaving) -> None:
    """The deputy calls; without one the coordinator is told, and the sessions wait for a leader."""
    before = (leaving.calls(), leaving.sessions())
    assert leaving.held_by(leaving.lee) > 0
    gone = leaving.roster.remove(leaving.lee)
    assert leaving.held_by(leaving.lee) == 0
    assert leaving.calls() == {
        "Ana Ruiz": "Nobody yet",
        "Ben Cole": "Max Tull",
        "Cy Doyle": "Kim Hale",
        "Di Lang": "Nobody yet",
        "The Hales": "Nobody yet",
    }
    for session in leaving.room.sessions(leaving.incident):
        assert Need.LEADER in session.needs
        assert session.state is SessionState.TENTATIVE
    leaving.station.clock.advance(timedelta(days=3))
    waiting = leaving.room.calls_waiting()
    assert {plan.name for plan, _ in waiting.of_nobody} == {"Ana Ruiz", "Di Lang"}
    gone.undo()
    assert (leaving.calls(), leaving.sessions()) == before


def test_a_helper_who_left_and_still_owns_a_call_is_told_to_the_coordinator(leaving: Leaving) -> None:
    """Leaving the agency ends no plan, and the entry may stay for the rules; the call must not be forgotten."""
    from dataclasses import replace

    from wellness_desktop.roster.kinds import Standing

    leaving.station.clock.advance(timedelta(days=3))
    assert "Ana Ruiz" not in {plan.name for plan, _ in leaving.room.calls_waiting().of_nobody}
    leaving.roster.change(replace(leaving.station.people()["Lee Park"], standing=Standing.LEFT))
    assert "Ana Ruiz" in {plan.name for plan, _ in leaving.room.calls_waiting().of_nobody}


def test_only_the_coordinator_hands_over(leaving: Leaving) -> None:
    for role in (Role.SUPERVISOR, Role.PLANNER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            leaving.station.roster(SERGEANT, role).hand_on(leaving.lee, leaving.max_tull)


def test_the_screen_offers_it_before_the_button_that_takes_off(leaving: Leaving, qtbot) -> None:
    banner = Banner()
    taken: list[object] = []
    view = RemovalView(leaving.roster, banner, taken.append)
    for each in (banner, view):
        qtbot.addWidget(each)
        each.show()
    lee = leaving.station.people()["Lee Park"]
    view.start(lee, {})
    assert "Hand them over here" in said(view)
    assert view.focusWidget() is view.taker, "a hasty Enter takes nobody off who has calls to make"
    press(view, "Hand over")
    assert "Choose who takes over." in banner.words
    view.taker.set_value(leaving.max_tull)
    press(view, "Hand over")
    assert "2 sessions to lead went over." in banner.words
    assert not view.hand_card.isVisible()
    banner.undo.take_back()
    assert view.hand_card.isVisible()
    assert taken == []
    view.start(leaving.station.people()["Di Lang"], {})
    assert not view.hand_card.isVisible()
