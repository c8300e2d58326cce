"""People: added, changed, removed, brought back; who sees what (roster/people_desk.py)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.roster.station import (
    COORDINATOR,
    HELPER,
    TODAY,
    a_person,
    a_phone,
    added,
    published,
)
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.entry_check import WrongEntry
from wellness_desktop.roster.kinds import CheckedHow, PersonRole, Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import PersonDetails
from wellness_desktop.roster.records import DutyRecord, PersonRecord, PhoneRecord

EVERY_FIELD = PersonDetails(
    name="Ruth Okafor",
    call_name="Chap",
    agency="Granite County Sheriff",
    own_agency=False,
    roles=frozenset({PersonRole.CHAPLAIN, PersonRole.FAMILY_LIAISON}),
    standing=Standing.PAUSED,
    account_id=HELPER,
    email="ruth@granite.example",
    languages=("English", "Spanish"),
    area="North county",
    travel_minutes=35,
    telehealth=True,
    hours="Weekdays after 16:00",
    called_for="Deaths, families",
    shift_pattern="four_tens",
    shift_team="B",
    cycle_start=date(2026, 1, 5),
    is_clinician=True,
    designated_on=date(2025, 2, 1),
    designated_by="Chief Hale",
    designation_document="Order 12",
    trained_by="ICISF",
    trained_until=date(2027, 2, 1),
    published_on=TODAY,
    phones=(
        a_phone("406-555-0142 x7", label="Mobile", takes_texts=True, published=True),
        a_phone("988", label="Line", checked_on=TODAY, checked_how=CheckedHow.CALLED),
    ),
)


def details_of(person):
    """A saved person as details, without what saving adds to numbers."""
    names = PersonDetails.__dataclass_fields__
    phones = tuple(replace(each, id=None, number="", extension="", checked_by="") for each in person.phones)
    return PersonDetails(**{**{name: getattr(person, name) for name in names}, "phones": phones})


def test_every_field_is_kept(roster):
    saved = roster.add(EVERY_FIELD).value
    again = roster.person(saved.id)
    assert again == saved
    assert details_of(again) == EVERY_FIELD
    assert [(each.number, each.extension) for each in again.phones] == [("+14065550142", "7"), ("988", "")]
    assert again.phones[1].checked_by == "Dana Whitfield"


def test_people_come_by_name_whatever_the_case_or_accent(roster):
    added(roster, a_person("álvaro Ruiz"), a_person("Zoe Bell"), a_person("Bo Ames"))
    assert [person.name for person in roster.people()] == ["álvaro Ruiz", "Bo Ames", "Zoe Bell"]


def test_typed_text_is_kept_without_stray_characters(roster):
    saved = roster.add(a_person("  Lee\x00 \t Park\r\n", languages=("", " es ", "es"))).value
    assert saved.name == "Lee Park"
    assert saved.languages == ("es",)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "   "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "a b@c.d"}, "email"),
        ({"travel_minutes": -1}, "travel_minutes"),
        ({"travel_minutes": 1441}, "travel_minutes"),
        ({"phones": (a_phone(), a_phone("12"))}, "phones.1"),
        ({"phones": (a_phone(label="x" * 41),)}, "phones.0"),
        ({"phones": tuple(a_phone() for _ in range(9))}, "phones"),
    ],
)
def test_a_wrong_entry_names_its_field_and_saves_nothing(roster, station, changes, field):
    with pytest.raises(WrongEntry) as refused:
        roster.add(a_person(**{"name": "Lee Park", **changes}))
    assert set(refused.value.mistakes) == {field}
    assert roster.people() == []
    assert station.audited() == []


def test_adding_can_be_undone(roster):
    done = roster.add(a_person())
    done.undo()
    assert roster.people() == []


def test_a_change_is_saved_and_undone(roster):
    (lee,) = added(roster, a_person())
    done = roster.change(replace(lee, name="Lee Parker", phones=(a_phone("406-555-0199"),)))
    assert roster.person(lee.id).name == "Lee Parker"
    assert done.value.version > lee.version
    done.undo()
    back = roster.person(lee.id)
    assert replace(back, version=lee.version) == lee


def test_two_people_editing_meet_and_nothing_is_overwritten(station):
    one, other = station.roster(), station.roster()
    (lee,) = added(one, a_person())
    one.change(replace(lee, call_name="Parkway"))
    with pytest.raises(ChangedElsewhere) as met:
        other.change(replace(lee, call_name="LP"))
    assert met.value.theirs.call_name == "Parkway"
    assert one.person(lee.id).call_name == "Parkway"


def test_two_people_editing_different_numbers_meet_too(station):
    roster = station.roster()
    (lee,) = added(roster, a_person(phones=(a_phone(), a_phone("406-555-0177"))))
    first = replace(lee, phones=(a_phone("406-555-0111", id=lee.phones[0].id), lee.phones[1]))
    second = replace(lee, phones=(lee.phones[0], a_phone("406-555-0122", id=lee.phones[1].id)))
    roster.change(first)
    with pytest.raises(ChangedElsewhere):
        roster.change(second)


def test_undo_gives_way_to_a_later_save(roster):
    (lee,) = added(roster, a_person())
    done = roster.change(replace(lee, call_name="Parkway"))
    roster.change(replace(done.value, call_name="LP"))
    with pytest.raises(ChangedElsewhere):
        done.undo()
    assert roster.person(lee.id).call_name == "LP"


def test_removing_hides_at_once_and_can_be_undone(roster):
    (lee,) = added(roster, a_person())
    done = roster.remove(lee.id)
    assert roster.people() == []
    with pytest.raises(Problem, match="no longer"):
        roster.person(lee.id)
    with pytest.raises(Problem, match="no longer"):
        roster.change(lee)
    done.undo()
    assert replace(roster.person(lee.id), version=lee.version) == lee


def test_a_removed_person_is_deleted_after_thirty_days(station, roster):
    (lee,) = added(roster, a_person())
    start = station.clock.now()
    roster.add_duty(Layer.PRIMARY, lee.id, start, start + timedelta(hours=1))
    roster.remove(lee.id)
    station.clock.advance(timedelta(days=30))
    assert roster.empty_bin() == 0
    station.clock.advance(timedelta(seconds=1))
    assert roster.empty_bin() == 1
    with station.store.read() as session:
        for kind in (PersonRecord, PhoneRecord, DutyRecord):
            assert session.scalars(select(kind)).all() == []


def test_a_removed_person_whom_others_name_keeps_the_name_alone(station, roster):
    (chief,) = added(roster, a_person("Chief Hale", email="hale@millbrook.example"))
    added(roster, a_person(reports_to=chief.id))
    roster.remove(chief.id)
    station.clock.advance(timedelta(days=31))
    assert roster.empty_bin() == 1
    assert roster.empty_bin() == 0
    with station.store.read() as session:
        record = session.get_one(PersonRecord, chief.id)
        assert (record.name, record.email, record.roles, record.phones) == ("Chief Hale", "", [], [])


def test_still_right_notes_day_person_and_how(station, roster):
    (lee,) = added(roster, a_person())
    assert lee.phones[0].freshness(TODAY).needs_check
    done = roster.still_right(lee.phones[0].id, CheckedHow.IN_PERSON)
    phone = roster.person(lee.id).phones[0]
    assert (phone.checked_on, phone.checked_by, phone.checked_how) == (TODAY, "Dana Whitfield", CheckedHow.IN_PERSON)
    done.undo()
    assert roster.person(lee.id).phones[0].checked_on is None


def test_a_check_is_lost_with_the_number_that_was_checked(roster):
    (lee,) = added(roster, a_person(phones=(a_phone(checked_on=TODAY, checked_how=CheckedHow.CALLED),)))
    other = replace(lee.phones[0], typed="406-555-0199")
    assert roster.change(replace(lee, phones=(other,))).value.phones[0].checked_on is None


def test_a_check_stays_when_only_the_writing_changes(roster):
    (lee,) = added(roster, a_person(phones=(a_phone(checked_on=TODAY),)))
    other = replace(lee.phones[0], typed="(406) 555.0142", label="Cell")
    assert roster.change(replace(lee, phones=(other,))).value.phones[0].checked_on == TODAY


def test_the_best_number_needs_no_check(roster):
    old, fresh = a_phone("406-555-0101"), a_phone("406-555-0102", checked_on=TODAY)
    (lee,) = added(roster, a_person(phones=(old, fresh)))
    assert lee.best_phone(TODAY).typed == "406-555-0102"
    assert lee.best_phone(TODAY + timedelta(days=91)).typed == "406-555-0101"
    assert [phone.typed for phone in lee.stale_phones(TODAY)] == ["406-555-0101"]


def test_nobody_reports_to_themselves_along_any_chain(roster):
    (chief,) = added(roster, a_person("Chief Hale"))
    (sergeant,) = added(roster, a_person("Sgt. Cruz", reports_to=chief.id))
    (officer,) = added(roster, a_person("Ann Bell", reports_to=sergeant.id))
    with pytest.raises(Problem, match="report to each other"):
        roster.change(replace(chief, reports_to=officer.id))
    with pytest.raises(Problem, match="no longer"):
        roster.change(replace(chief, reports_to=uuid4()))
    assert roster.reports_to() == {chief.id: None, sergeant.id: chief.id, officer.id: sergeant.id}


def test_others_see_published_people_and_numbers_only(station, roster):
    open_phone, closed_phone = a_phone("406-555-0101", published=True), a_phone("406-555-0102")
    added(
        roster,
        published("Ruth Okafor", phones=(open_phone, closed_phone), email="r@x.example"),
        a_person("Secret Sam"),
        a_person("Gone Gail", published_on=TODAY),
        published("Past Pat", standing=Standing.LEFT),
    )
    (ruth,) = station.roster(Role.MEMBER).people()
    assert ruth.name == "Ruth Okafor"
    assert [phone.typed for phone in ruth.phones] == ["406-555-0101"]
    assert ruth.email == ""
    for role in (Role.SUPERVISOR, Role.PLANNER):
        assert len(station.roster(role).people()) == 4
    with pytest.raises(NotAllowed):
        station.roster(Role.ADMINISTRATOR).people()


def test_a_person_not_published_cannot_be_opened_by_id(station, roster):
    (sam,) = added(roster, a_person("Secret Sam"))
    with pytest.raises(Problem, match="no longer"):
        station.roster(Role.MEMBER, account=HELPER).person(sam.id)


def test_people_change_their_own_numbers_but_not_their_roles(station, roster):
    (lee,) = added(roster, a_person(account_id=HELPER))
    mine = station.roster(Role.MEMBER, account=HELPER)
    me = mine.me()
    assert me == lee
    changed = mine.change(replace(me, phones=(a_phone("406-555-0199", published=True),), published_on=TODAY)).value
    assert changed.phones[0].number == "+14065550199"
    with pytest.raises(NotAllowed, match="kept by the support coordinator"):
        mine.change(replace(changed, roles=frozenset({PersonRole.COMMAND})))
    with pytest.raises(NotAllowed):
        station.roster(Role.MEMBER, account=COORDINATOR).change(changed)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.HELPER, Role.SUPERVISOR, Role.PLANNER, Role.ADMINISTRATOR])
def test_only_the_coordinator_edits_the_roster(station, roster, role):
    (lee,) = added(roster, a_person())
    other = station.roster(role, account=HELPER)
    for forbidden in (
        lambda: other.add(a_person("New")),
        lambda: other.change(replace(lee, name="Changed")),
        lambda: other.remove(lee.id),
        lambda: other.still_right(lee.phones[0].id),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert [person.name for person in roster.people()] == ["Lee Park"]
    assert other.empty_bin() == 0


def test_contacts_for_plans_mark_those_who_left(station, roster):
    lee, ann, pat = added(roster, a_person(), a_person("Ann Bell"), a_person("Pat Roy", standing=Standing.LEFT))
    roster.remove(ann.id)
    found = station.roster(Role.MEMBER, account=HELPER).contacts([lee.id, ann.id, pat.id, uuid4()])
    assert {each.name: each.removed for each in found.values()} == {
        "Lee Park": False,
        "Ann Bell": True,
        "Pat Roy": True,
    }
    assert found[lee.id].phones[0].shown == "(406) 555-0142"
    with pytest.raises(NotAllowed):
        station.roster(Role.ADMINISTRATOR).contacts([lee.id])


def test_every_change_leaves_a_line_in_the_audit_log_by_id(station, roster):
    done = roster.add(a_person())
    lee = done.value
    roster.change(replace(lee, call_name="LP"))
    roster.remove(lee.id)
    assert station.audited() == [("roster changed", lee.id)] * 3


def test_an_entry_is_claimed_by_whoever_bears_its_name(station, roster):
    lee, ann = added(roster, a_person("Lee Park"), a_person("Ann Bell"))
    mine = station.roster(Role.MEMBER, account=HELPER, name="lee  PARK")
    assert mine.entry_with_my_name().id == lee.id
    with pytest.raises(NotAllowed, match="does not carry your name"):
        mine.claim(ann.id)
    done = mine.claim(lee.id)
    assert mine.me().id == lee.id
    assert mine.entry_with_my_name() is None
    with pytest.raises(NotAllowed):
        station.roster(Role.MEMBER, account=COORDINATOR, name="Lee Park").claim(lee.id)
    done.undo()
    assert mine.me() is None


def test_nobody_is_asked_when_two_bear_the_name_or_the_role_is_missing(station, roster):
    added(roster, a_person("Lee Park"))
    assert station.roster(Role.ADMINISTRATOR, account=HELPER, name="Lee Park").entry_with_my_name() is None
    added(roster, a_person("Lee Park"))
    assert station.roster(Role.MEMBER, account=HELPER, name="Lee Park").entry_with_my_name() is None
