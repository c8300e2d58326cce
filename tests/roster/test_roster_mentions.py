"""What mentions somebody who is to be taken off (roster/removal_desk.py and the rooms above)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.roster.station import HELPER, HOUR, NOON, TODAY, a_person, added, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.roster.mentions import Fate, Mention
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.records import PersonRecord
from wellness_desktop.roster.team_records import ChainRecord, CourseRecord


def words(found, fate):
    return [mention.what for mention in found if mention.fate is fate]


def test_everything_of_the_roster_is_named_with_its_fate(roster, station):
    [lee] = added(roster, published("Lee Park", account_id=HELPER, email="lee@example.gov"))
    added(roster, a_person("Ann Bell", reports_to=lee.id))
    roster.add_duty(Layer.PRIMARY, lee.id, NOON + HOUR, NOON + 9 * HOUR)
    roster.add_duty(Layer.PRIMARY, lee.id, NOON - 9 * HOUR, NOON - HOUR)
    with station.store.work() as session:
        session.add(CourseRecord(person_id=lee.id, title="Peer basics", completed_on=TODAY))
        session.add(ChainRecord(person_id=lee.id, position=0))
    found = roster.mentions(lee.id)
    assert words(found, Fate.HANDS) == [
        "1 time on call to come",
        "1 link of the call chain",
        "1 person reports to them",
        "A sign-in of this program",
    ]
    assert "Name and numbers on the front door" in words(found, Fate.NOW)
    assert "Name, roles, 1 number, e-mail" in words(found, Fate.LATER)
    assert "1 course or certificate" in words(found, Fate.LATER)
    assert "Lines in the audit log" in words(found, Fate.STAYS)
    assert [mention.fate for mention in found] == sorted((mention.fate for mention in found), key=list(Fate).index)
    assert all(mention.why for mention in found if mention.fate in (Fate.HANDS, Fate.STAYS)), "each says why"


def test_other_rooms_say_their_part(roster):
    [lee] = added(roster, a_person("Lee Park"))
    told = Mention(Fate.HANDS, "2 roles in the crisis plans", "Name somebody else.")
    asked = []
    roster.ask_for_mentions(lambda _session, person: [told] if asked.append(person) is None else [])
    assert told in roster.mentions(lee.id)
    assert asked == [lee.id]


def test_what_goes_after_thirty_days_is_really_gone(roster, station):
    [lee] = added(roster, published("Lee Park"))
    with station.store.work() as session:
        session.add(CourseRecord(person_id=lee.id, title="Peer basics"))
        session.add(ChainRecord(person_id=lee.id, position=0))
    roster.remove(lee.id)
    assert station.board.contacts == ()
    station.clock.advance(timedelta(days=31))
    assert roster.empty_bin() == 1
    with station.store.read() as session:
        for kind in (PersonRecord, CourseRecord, ChainRecord):
            assert session.query(kind).count() == 0


def test_only_whoever_keeps_the_roster_asks_and_only_about_somebody_there(roster, station):
    [lee] = added(roster, a_person("Lee Park", account_id=HELPER))
    with pytest.raises(NotAllowed):
        station.roster(Role.HELPER, account=HELPER).mentions(lee.id)
    with pytest.raises(Problem):
        roster.mentions(uuid4())
