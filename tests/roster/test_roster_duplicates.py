"""Two entries of one person: found, and made one (roster/duplicates.py, merge_desk.py, store/pointing.py)."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.roster.station import (
    COORDINATOR,
    HELPER,
    HOUR,
    NOON,
    TODAY,
    a_person,
    a_phone,
    added,
    published,
    saved_person,
)
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.duplicates import _nearly, _worth_a_look, choices, merged, pairs_of
from wellness_desktop.roster.entry_check import WrongEntry
from wellness_desktop.roster.kinds import CalendarKind, PersonRole, RelationKind, Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import CalendarEntry, Relation
from wellness_desktop.roster.records import PersonRecord
from wellness_desktop.roster.team_records import CourseRecord, Finding, PaperRecord, TwoPeopleRecord, VettingRecord

NO_NUMBER = {"phones": ()}


def people(*names, **more):
    return [replace(saved_person(name=name, **more), id=a_person_id(place)) for place, name in enumerate(names)]


def a_person_id(place):
    from uuid import UUID

    return UUID(int=1000 + place)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ann Bell", "ANN  BELL", "The same name."),
        ("Rev. Ruth Okafor", "Ruth Okafor, LCSW", "The same name."),
        ("Bell, Ann", "Ann Bell", "The same name."),
        ("José Núñez", "Jose Nunez", "The same name."),
        ("Ann Bell", "A. Bell", "Names that are nearly the same."),
        ("Tom Hill", "Thomas Hill", ""),
        ("Rob Stone", "Robert Stone", "Names that are nearly the same."),
        ("Katherine Moss", "Katharine Moss", "Names that are nearly the same."),
        ("Daniel Okafor", "Daniel Okafro", "Names that are nearly the same."),
        ("Daniel Okafor", "Daniela Okafor", "Names that are nearly the same."),
        ("Ann Bell", "Ann Ball", ""),
        ("Sgt. Lee", "Sgt. Park", ""),
        ("Ann Bell", "Lee Park", ""),
    ],
)
def test_names_that_look_like_one_person(one, other, why):
    assert [pair.reasons for pair in pairs_of(people(one, other))] == ([(why,)] if why else [])


def test_numbers_and_addresses_tell_more_than_names():
    ann, anna, desk, same = people("Ann Bell", "Anna Bell", "Dispatch", "Quite Other")
    number = a_phone("406-555-0101", number="+14065550101")
    ann, anna = replace(ann, phones=(number,)), replace(anna, phones=(number,), email="ANN@x.example")
    same = replace(same, email="ann@x.example")
    found = pairs_of([ann, anna, desk, same])
    assert [(pair.one.name, pair.other.name, pair.reasons) for pair in found] == [
        ("Ann Bell", "Anna Bell", ("Names that are nearly the same.", "The same number, (406) 555-0101.")),
        ("Anna Bell", "Quite Other", ("The same e-mail address.",)),
    ]
    shared = [replace(each, phones=(number,)) for each in (ann, anna, desk)]
    assert [pair.reasons for pair in pairs_of(shared)] == [("Names that are nearly the same.",)]
    couple = [replace(each, phones=(number,)) for each in people("Ann Bell", "Lee Park")]
    assert pairs_of(couple) == []


@given(st.lists(st.text("ab .-é", min_size=1, max_size=6), max_size=12))
def test_every_pair_is_told_once_and_is_never_one_entry_twice(names):
    found = pairs_of(people(*names))
    assert len({pair.id for pair in found}) == len(found)
    assert all(pair.one.id != pair.other.id and pair.reasons for pair in found)


@given(st.lists(st.text("abé", min_size=1, max_size=7), min_size=2, max_size=2), st.sampled_from(["Bell", "Moss"]))
@settings(max_examples=300)
def test_no_pair_is_missed_by_looking_only_at_what_words_share(firsts, last):
    one, other = ((first, last.casefold()) for first in firsts)
    for left, right in ((one, other), (one[::-1], other[::-1])):
        shared = [place for place in (0, -1) if left[-1 - place] == right[-1 - place]]
        looked = any((0, 1) in _worth_a_look([(0, left[place]), (1, right[place])]) for place in shared)
        assert looked or not _nearly(left, right)


def test_five_thousand_people_take_a_moment():
    crowd = people(*(f"First{n % 700} Last{n % 911}" for n in range(5_000)))
    began = time.process_time()
    pairs_of(crowd)
    assert time.process_time() - began < 1


def test_one_entry_out_of_two():
    keep, other = people("Ann Bell", "A. Bell")
    keep = replace(
        keep,
        roles=frozenset({PersonRole.PEER}),
        hours="mornings",
        reports_to=other.id,
        phones=(a_phone("406-555-0101", number="+14065550101", checked_on=TODAY - timedelta(days=9)),),
    )
    other = replace(
        other,
        roles=frozenset({PersonRole.OFFICER}),
        email="ann@x.example",
        hours="evenings",
        phones=(
            a_phone("406-555-0101", number="+14065550101", checked_on=TODAY, published=True),
            a_phone("406-555-0102", number="+14065550102", id=a_person_id(9)),
        ),
    )
    assert choices(keep, other) == ["name", "hours"]
    one = merged(keep, other, from_other=["hours"])
    assert (one.id, one.name, one.hours, one.email, one.reports_to) == (
        keep.id,
        "Ann Bell",
        "evenings",
        "ann@x.example",
        None,
    )
    assert one.roles == {PersonRole.PEER, PersonRole.OFFICER}
    assert [(phone.number, phone.checked_on, phone.published, phone.id) for phone in one.phones] == [
        ("+14065550101", TODAY, True, None),
        ("+14065550102", None, False, None),
    ]


@pytest.fixture
def doubles(roster):
    """Two entries of Ann Bell, and everything that points to the second."""
    ann, again, boss = added(
        roster,
        a_person("Ann Bell", phones=(a_phone("406-555-0101"),)),
        published("A. Bell", hours="evenings", phones=(a_phone("406-555-0102", published=True),)),
        a_person("Young Officer", phones=()),
    )
    roster.change(replace(boss, reports_to=again.id))
    return ann, again


def test_whatever_points_to_the_one_that_goes_follows_and_comes_back(roster, station, doubles):
    ann, again = doubles
    roster.add_duty(Layer.PRIMARY, again.id, NOON, NOON + HOUR)
    roster.add_calendar(CalendarEntry(person_id=again.id, kind=CalendarKind.LEAVE, starts=NOON, ends=NOON + HOUR))
    with station.store.work() as session:
        session.add(CourseRecord(person_id=again.id, title="Basic peer course"))
        session.add(
            PaperRecord(kind="wall", made_at=NOON, account_id=COORDINATOR, people=[str(ann.id), str(again.id), "x"])
        )
        session.add(PaperRecord(kind="card", made_at=NOON, account_id=COORDINATOR, people=[str(again.id)]))
        for person, question, day in (
            (ann, "both", TODAY - timedelta(days=9)),
            (again, "both", TODAY),
            (again, "theirs", TODAY),
        ):
            finding = Finding.GOOD if person is again else Finding.PARTLY
            session.add(VettingRecord(person_id=person.id, question=question, finding=finding, checked_on=day))

    def picture():
        with station.store.read() as session:
            papers = sorted((row.kind, row.people) for row in session.scalars(select(PaperRecord)))
            courses = [row.person_id for row in session.scalars(select(CourseRecord))]
            answers = sorted(
                (str(row.person_id), row.question, row.finding) for row in session.scalars(select(VettingRecord))
            )
        duty = [entry.duty.person_id for entry in roster.on_call_between(NOON, NOON + HOUR)]
        leave = [entry.person_id for entry in roster.calendar(NOON, NOON + HOUR)]
        plain = [replace(person, version=0) for person in roster.people()]
        return plain, roster.reports_to(), papers, courses, answers, duty, leave, station.board.contacts

    before = picture()
    done = roster.merge(ann, again, ["hours"])
    plain, chain, papers, courses, answers, duty, leave, board = picture()
    assert [person.name for person in plain] == ["Ann Bell", "Young Officer"]
    assert (plain[0].hours, [phone.number for phone in plain[0].phones]) == (
        "evenings",
        ["+14065550101", "+14065550102"],
    )
    assert chain[plain[1].id] == ann.id
    assert papers == [("card", [str(ann.id)]), ("wall", [str(ann.id), "x"])]
    assert courses == duty == leave == [ann.id]
    assert sorted(answers) == sorted(
        [
            (str(ann.id), "both", Finding.GOOD),
            (str(again.id), "both", Finding.PARTLY),
            (str(ann.id), "theirs", Finding.GOOD),
        ]
    )
    assert [contact.name for contact in board] == ["Ann Bell"]
    done.undo()
    assert picture() == before


def test_the_rooms_that_follow_are_told_and_told_again_by_the_undo(roster, doubles):
    ann, again = doubles
    told = []

    def follow(_session, old, new):
        told.append((old, new))
        return lambda _later: told.append("back")

    roster.follow_merges(follow)
    done = roster.merge(ann, again)
    assert told == [(again.id, ann.id)]
    done.undo()
    assert told[-1] == "back"


def test_close_ties_still_mean_the_right_person(support_team, roster, doubles):
    ann, again = doubles
    (lee,) = added(roster, a_person("Lee Park", account_id=COORDINATOR))
    roster.set_my_ties([Relation(again.id, RelationKind.SIBLING)])
    done = roster.merge(ann, again)
    assert roster.close_ties() == {lee.id: frozenset({ann.id})}
    assert roster.my_ties() == [Relation(ann.id, RelationKind.SIBLING)]
    done.undo()
    assert roster.my_ties() == [Relation(again.id, RelationKind.SIBLING)]


def test_two_sign_ins_are_two_people(roster):
    ann, again = added(roster, a_person("Ann Bell", account_id=COORDINATOR), a_person("A. Bell", account_id=HELPER))
    with pytest.raises(Problem, match="sign-in"):
        roster.merge(ann, again)
    (third,) = added(roster, a_person("Anne Bell"))
    done = roster.merge(third, ann)
    assert done.value.account_id == COORDINATOR
    assert roster.me().id == third.id
    done.undo()
    assert roster.me().id == ann.id


def test_somebody_who_saved_meanwhile_is_not_overwritten(roster, doubles):
    ann, again = doubles
    roster.change(replace(again, hours="nights"))
    with pytest.raises(ChangedElsewhere):
        roster.merge(ann, again)
    done = roster.merge(ann, roster.person(again.id))
    roster.change(replace(done.value, hours="days"))
    with pytest.raises(ChangedElsewhere):
        done.undo()
    assert roster.person(ann.id).hours == "days"


def test_more_numbers_than_an_entry_holds_are_said_and_nothing_changes(roster):
    first = [a_phone(f"406-555-01{n:02}") for n in range(5)]
    second = [a_phone(f"406-555-01{n:02}") for n in range(20, 25)]
    ann, again = added(roster, a_person("Ann Bell", phones=tuple(first)), a_person("A. Bell", phones=tuple(second)))
    with pytest.raises(WrongEntry):
        roster.merge(ann, again)
    assert len(roster.people()) == 2


def test_nobody_comes_to_report_to_themselves(roster):
    ann, again, between = added(roster, a_person("Ann Bell"), a_person("A. Bell"), a_person("Sam Roy"))
    roster.change(replace(between, reports_to=again.id))
    ann = roster.change(replace(ann, reports_to=between.id)).value
    with pytest.raises(Problem, match="report to each other"):
        roster.merge(ann, roster.person(again.id))
    assert len(roster.people()) == 3


def test_the_entry_that_went_is_deleted_in_time_and_nothing_with_it(roster, station, doubles):
    ann, again = doubles
    roster.add_duty(Layer.PRIMARY, again.id, NOON, NOON + HOUR)
    roster.merge(ann, again)
    station.clock.advance(timedelta(days=31))
    assert roster.empty_bin() == 1
    with station.store.read() as session:
        assert session.get(PersonRecord, again.id) is None
    assert [entry.duty.person_id for entry in roster.on_call_between(NOON, NOON + HOUR)] == [ann.id]


def test_only_the_coordinator_is_offered_doubles(station, roster, doubles):
    assert [pair.reasons for pair in roster.duplicates()] == [("Names that are nearly the same.",)]
    other = station.roster(Role.SUPERVISOR, account=HELPER)
    with pytest.raises(NotAllowed):
        other.duplicates()
    with pytest.raises(NotAllowed):
        other.merge(*doubles)


def test_whoever_left_stays_so_unless_chosen():
    keep, other = people("Ann Bell", "A. Bell")
    left = replace(keep, standing=Standing.LEFT)
    assert merged(left, other).standing is Standing.LEFT
    assert choices(left, other) == ["name", "standing"]
    assert merged(left, other, from_other=["standing"]).standing is Standing.ACTIVE


def test_two_people_stay_two_while_both_are_there(roster, station):
    """The note goes with either entry, and follows when one of them becomes part of a third (issue 5, doubles)."""
    names = ("Ann Bell", "A. Bell", "Ann B. Bell")
    ann, other, third = added(roster, *(a_person(name, **NO_NUMBER) for name in names))
    (pair,) = [one for one in roster.duplicates() if {one.one.id, one.other.id} == {ann.id, other.id}]
    done = roster.two_people(pair)
    assert pair.id not in {one.id for one in roster.duplicates()}
    assert roster.kept_apart() == 1
    done.undo()
    assert pair.id in {one.id for one in roster.duplicates()}
    roster.two_people(pair)
    assert "1 note that they are another person" in {each.what for each in roster.mentions(other.id)}
    merging = roster.merge(third, ann)
    assert roster.duplicates() == [], "whoever the entry became part of is not the other one either"
    merging.undo()
    assert pair.id not in {one.id for one in roster.duplicates()}
    roster.remove(other.id)
    station.clock.advance(timedelta(days=31))
    roster.empty_bin()
    with station.store.read() as session:
        assert session.scalars(select(TwoPeopleRecord)).all() == []
    assert {ann.id, third.id} == {person.id for person in roster.people()}


def test_only_whoever_keeps_the_roster_says_so(roster, station):
    added(roster, a_person("Ann Bell"), a_person("A. Bell"))
    (pair,) = roster.duplicates()
    helper = station.roster(Role.HELPER, account=HELPER)
    for forbidden in (lambda: helper.two_people(pair), helper.kept_apart, helper.offer_again):
        with pytest.raises(NotAllowed):
            forbidden()
    roster.remove(pair.other.id)
    with pytest.raises(Problem):
        roster.two_people(pair)
