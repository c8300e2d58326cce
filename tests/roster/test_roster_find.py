"""Find someone: the filters, the order, the reasons in words, and that nothing of it is kept (roster/finding.py)."""

import logging
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roster.station import CHICAGO, HELPER, HOUR, NOON, added, everything_kept, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.roster.find_desk import _below
from wellness_desktop.roster.finding import NOT_LISTED, Findable, Wish, choices_of, find
from wellness_desktop.roster.hours import reachable_at
from wellness_desktop.roster.kinds import PersonRole


def somebody(name="Ruth Okafor", **changes):
    usual = {
        "key": name,
        "name": name,
        "number": "(406) 555-0101",
        "stale": False,
        "own_agency": False,
        "agency": "Granite County Sheriff",
        "roles": (PersonRole.PEER,),
        "languages": ("English",),
        "attributes": (),
        "called_for": "",
        "hours": "",
    }
    return Findable(**{**usual, **changes})


def names(people, **wish):
    return [match.name for match in find(people, Wish(**wish), NOON, CHICAGO)]


PEOPLE = [
    somebody("Own Otto", own_agency=True, agency="Millbrook PD", in_my_chain=True),
    somebody("Own Olga", own_agency=True, agency="Millbrook PD", attributes=("Woman", "Survivor of a shooting")),
    somebody("Sheriff Sam", roles=(PersonRole.PEER, PersonRole.COMMAND), called_for="Shootings, and supervisors"),
    somebody("Spanish Sofía", languages=("English", "Spanish"), travel_minutes=25),
    somebody("Dr. Weiss", roles=(PersonRole.CLINICIAN,), telehealth=True, travel_minutes=85, hours="Weekdays 7 to 19"),
    somebody("Padre", roles=(PersonRole.CHAPLAIN,), hours="After 16:00", called_for="Staff of any faith or none"),
]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"not_my_agency": True}, {"Sheriff Sam", "Spanish Sofía", "Dr. Weiss", "Padre"}),
        ({"not_in_my_chain": True}, {"Own Olga", "Sheriff Sam", "Spanish Sofía", "Dr. Weiss", "Padre"}),
        ({"not_command": True}, {"Own Otto", "Own Olga", "Spanish Sofía", "Dr. Weiss", "Padre"}),
        ({"role": PersonRole.CHAPLAIN}, {"Padre"}),
        ({"language": "spanish"}, {"Spanish Sofía"}),
        ({"telehealth": True}, {"Dr. Weiss"}),
        ({"within_minutes": 30}, {"Spanish Sofía", "Dr. Weiss"}),
        ({"reachable_now": True}, {"Own Otto", "Own Olga", "Sheriff Sam", "Spanish Sofía", "Dr. Weiss"}),
        ({"words": "someone who has been through a shooting"}, {"Own Olga", "Sheriff Sam"}),
        ({"words": "OIS"}, {"Own Olga", "Sheriff Sam"}),
        ({"words": "a female"}, {"Own Olga"}),
        ({"words": "church"}, {"Padre"}),
        ({"words": "woman shooting"}, {"Own Olga"}),
        ({"words": "who has"}, {person.name for person in PEOPLE}),
        ({"words": "diving"}, set()),
        ({"not_my_agency": True, "words": "shooting"}, {"Sheriff Sam"}),
    ],
)
def test_the_filters(wish, expected):
    assert set(names(PEOPLE, **wish)) == expected


def test_whoever_can_be_reached_best_comes_first():
    people = [
        somebody("Stale", stale=True, on_call_until=NOON + HOUR),
        somebody("Asleep", hours="Nights"),
        somebody("Unknown"),
        somebody("Far", hours="Any hour", travel_minutes=90),
        somebody("Near", hours="Any hour", travel_minutes=5),
        somebody("On call", on_call_until=NOON + 6 * HOUR),
    ]
    assert names(people) == ["On call", "Near", "Far", "Unknown", "Asleep", "Stale"]


def test_own_words_come_before_what_one_is_called_for():
    assert names(PEOPLE, words="shooting") == ["Own Olga", "Sheriff Sam"]


def test_the_reasons_in_words():
    one = somebody(
        languages=("English", "Spanish"),
        on_call_until=NOON + 6 * HOUR,
        attributes=("Survivor of a shooting", "Veteran"),
        called_for="Crashes",
        travel_minutes=25,
        telehealth=True,
    )
    (match,) = find([one], Wish(words="shooting", language="Spanish"), NOON, CHICAGO)
    assert match.reasons == (
        "On call until Tue Mar 10, 18:00.",
        "Not from your agency: Granite County Sheriff.",
        "Says: “Survivor of a shooting”.",
        "Call for: Crashes.",
        "Speaks English, Spanish.",
        "25 minutes away.",
        "By video or telephone too.",
    )
    (unsure,) = find([somebody(stale=True)], Wish(reachable_now=True), NOON, CHICAGO)
    assert unsure.reasons[1:] == ("Their hours are not known.", "The number was not checked lately.")


@pytest.mark.parametrize(
    ("hours", "tuesday_noon", "saturday_night"),
    [
        ("Any hour", True, True),
        ("Any hour; Sunday mornings by text", True, True),
        ("Day and night", True, True),
        ("24/7", True, True),
        ("Weekdays 7 to 19", True, False),
        ("Weekdays 7 to 19, nights for emergencies", True, True),
        ("Mon-Fri 08:00-17:00", True, False),
        ("Monday to Thursday", True, False),
        ("Sat-Mon", False, True),
        ("weekends", False, True),
        ("Evenings", False, False),
        ("Nights", False, True),
        ("After 16:00", False, True),
        ("until 22:00", True, False),
        ("9 a.m. to 5 p.m.", True, False),
        ("10 p.m. to 6 a.m.", False, True),
        ("Tue and Thu", True, False),
        ("Off shift until 22:00", None, None),
        ("By appointment", None, None),
        ("Ask the office", None, None),
        ("", None, None),
        ("Not on weekdays", None, None),
        ("25 to 99", None, None),
    ],
)
def test_hours_as_people_write_them(hours, tuesday_noon, saturday_night):
    assert reachable_at(hours, datetime(2026, 3, 10, 12, 0, tzinfo=CHICAGO)) is tuesday_noon
    assert reachable_at(hours, datetime(2026, 3, 14, 23, 30, tzinfo=CHICAGO)) is saturday_night


# --------------------------------------------------------------------------------------------------------- the roster


def test_whoever_keeps_the_roster_finds_everybody(roster, town):
    found = [match.name for match in roster.find(Wish())]
    assert set(found) == {"Chief Reyes", "Otto Peer", "Sergeant Moss", "Lee Park", "Ruth Okafor", "Silent Sue"}
    assert {match.name for match in roster.find(Wish(words="shooting"))} == {"Ruth Okafor", "Silent Sue"}


def test_not_in_my_chain_of_command_of_any_length(station, town):
    mine = station.roster(Role.SUPERVISOR, account=HELPER)
    assert mine.knows_my_chain
    found = {match.name for match in mine.find(Wish(not_in_my_chain=True))}
    assert found == {"Otto Peer", "Ruth Okafor", "Silent Sue"}
    assert "Lee Park" not in {match.name for match in mine.find(Wish())}, "nobody is sent to themselves"


def test_whoever_has_no_entry_says_whom_they_answer_to(station, roster, town):
    """Without an entry nobody knows who asks; whoever can be answered to is offered, of any length above (DB-05)."""
    sergeant = next(person for person in roster.people() if person.name == "Sergeant Moss")
    assert not roster.knows_my_chain
    assert roster.superiors() == [
        (str(person.id), person.name) for person in roster.people() if person.name in ("Chief Reyes", "Sergeant Moss")
    ]
    found = roster.find(Wish(answers_to=str(sergeant.id)))
    assert {match.name for match in found} == {"Otto Peer", "Lee Park", "Ruth Okafor", "Silent Sue"}
    assert "Not above you." in next(match for match in found if match.name == "Otto Peer").reasons
    assert "Not above you." not in next(match for match in found if match.name == "Ruth Okafor").reasons
    outside = roster.find(Wish(answers_to=NOT_LISTED))
    assert {match.name for match in outside} == {"Ruth Okafor", "Silent Sue"}, "nobody else is surely not above"


def test_a_member_without_an_entry_chooses_among_whoever_is_shown(station, roster, town):
    (olga,) = added(roster, published("Own Olga"))
    member = station.roster(Role.MEMBER, account=UUID(int=0xAB), ring=HELPER)
    assert member.superiors() == [(str(olga.id), "Own Olga")]
    assert [match.name for match in member.find(Wish(answers_to=str(olga.id)))] == ["Ruth Okafor"]


@given(st.lists(st.integers(0, 7), min_size=8, max_size=8), st.integers(0, 7))
@settings(max_examples=60)
def test_nobody_above_is_ever_left_in_however_long_the_chain(above, mine):
    """Random chains, circles too: the answer must be that of walking up one by one."""
    ids = [UUID(int=place + 1) for place in range(8)]
    chain = {ids[place]: ids[upper] if upper != place else None for place, upper in enumerate(above)}
    people = [
        somebody(str(one), own_agency=True, commands=_below(set(ids), chain).get(one, frozenset())) for one in ids
    ]
    walked, current = set(), ids[mine]
    while current is not None and str(current) not in walked:
        walked.add(str(current))
        current = chain[current]
    left = {match.key for match in find(people, Wish(answers_to=str(ids[mine])), NOON, CHICAGO)}
    assert left == {str(one) for one in ids} - walked


def test_own_words_are_looked_at_only_where_their_owner_agreed_to_be_shown(station, town):
    member = station.roster(Role.MEMBER, account=HELPER)
    assert {match.name for match in member.find(Wish(words="shooting"))} == {"Ruth Okafor"}
    supervisor = station.roster(Role.SUPERVISOR, account=HELPER)
    assert {match.name for match in supervisor.find(Wish(words="shooting"))} == {"Ruth Okafor"}
    with pytest.raises(NotAllowed):
        station.roster(Role.ADMINISTRATOR, account=HELPER).find(Wish())


def test_finding_leaves_no_trace(station, roster, town, caplog):
    before = everything_kept(station)
    with caplog.at_level(logging.DEBUG):
        roster.find(Wish(words="shooting", not_my_agency=True, language="Spanish", reachable_now=True))
    assert everything_kept(station) == before
    told = " ".join(record.getMessage() for record in caplog.records)
    assert "shooting" not in told
    assert "Spanish" not in told


def test_the_choices_are_what_occurs():
    assert choices_of(PEOPLE) == (["English", "Spanish"], ["Survivor of a shooting", "Woman"])
