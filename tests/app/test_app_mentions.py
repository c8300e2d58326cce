"""Plans and incidents say what mentions somebody (plans/mentions.py, debriefs/mentions.py), in the demo agency."""

from collections import Counter

import pytest
from made_demo import demo_in, services_of
from sqlalchemy import select

from wellness_desktop.debriefs.records import ExposureRecord, LeaderRecord
from wellness_desktop.plans.records import SeatRecord
from wellness_desktop.roster.mentions import Fate


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    made = services_of(demo_in(tmp_path_factory, tmp_path_factory.mktemp("mentions") / "demo"), "Dana Whitfield")
    yield made
    made.signed_in.end()


def counted(services, column):
    with services.signed_in.store.read() as session:
        return Counter(one for one in session.scalars(select(column)) if one is not None)


def test_every_seat_exposure_and_session_of_the_demo_is_told(services):
    seats, exposed, led = (
        counted(services, column) for column in (SeatRecord.person_id, ExposureRecord.person_id, LeaderRecord.person_id)
    )
    assert seats
    assert exposed
    assert led
    for person in services.roster.people():
        found = "\n".join(f"{mention.what} {mention.why}" for mention in services.roster.mentions(person.id))
        assert ("in the crisis plans" in found) == (person.id in seats), person.name
        assert ("met this person" in found) == (person.id in exposed), person.name
        assert ("Leads" in found or "Led" in found) == (person.id in led), person.name


def test_nobody_goes_while_something_needs_a_hand_without_being_told(services):
    [chief] = [person for person in services.roster.people() if person.name == "Alana Reyes"]
    waiting = [mention for mention in services.roster.mentions(chief.id) if mention.fate is Fate.HANDS]
    assert any("crisis plans" in mention.what for mention in waiting)
    assert any("report" in mention.what for mention in waiting)
    assert all(mention.why for mention in waiting)
