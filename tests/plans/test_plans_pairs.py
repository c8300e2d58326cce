"""Pairs that exclude each other, load, and the plan with each person struck out once."""

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.plans.checks import checks
from wellness_desktop.plans.items import Role
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.pairs import (
    clashes,
    conflicts,
    line_up,
    not_outside,
    overloads,
    should_be_outside,
    strike_outs,
    too_many,
)
from wellness_desktop.plans.people import Holder, Place, Seat, Seats
from wellness_desktop.plans.templates import load_templates

SPACE = UUID(int=7)
CORE = combine(load_templates().core)
ROLES = CORE.role
NEIGHBORS = ("Harmon", "County", "State", "Attorney", "Peer Team", "Patrol", "Communications", "Hospice")


def person(name: str) -> Holder:
    own = name not in NEIGHBORS
    return Holder(uuid5(SPACE, name), name, "" if own else name, own, ("(612) 555-0100",))


def seats(*names: str | None) -> Seats:
    found = {place: Seat(person(name)) for place, name in zip(Place, names, strict=False) if name}
    return Seats(found)


AGENCY_OF_FIVE = {
    "R01": seats("Chief", "Sergeant", "Harmon"),
    "R02": seats("Sergeant", "Officer B", "County"),
    "R03": seats("Peer Team", None, "Hospice"),
    "R04": seats("County", None, "Harmon"),
    "R05": seats("Chaplain", None, "Hospice"),
    "R06": seats("Hospice", None, "Peer Team"),
    "R07": seats("Officer B", "Officer A", "Patrol"),
    "R08": seats("Officer A", "Clerk", "County"),
    "R09": seats("Chief", "Clerk", "Attorney"),
    "R10": seats("Clerk", "Chaplain", "Attorney"),
    "R11": seats("Officer A", "Chaplain", "Patrol"),
    "R12": seats("State", None, "Patrol"),
    "R13": seats("Officer A", "Officer B", "Peer Team"),
    "R14": seats("Communications", None, "County"),
    "R15": seats("Sergeant", "Chief", "Harmon"),
    "R16": seats("Clerk", "Officer A", "Communications"),
    "R17": seats("Harmon", "Chaplain", "County"),
    "R18": seats("Attorney", None, "State"),
    "R19": seats("Clerk", "Officer B", "Communications"),
    "R20": seats("Patrol", None, "Harmon"),
}
"""crisis_plans.md C: chief, sergeant, two officers, a clerk, and a volunteer chaplain; neighbors by agreement."""


def test_an_agency_of_five_stands() -> None:
    line = line_up(ROLES, AGENCY_OF_FIVE)
    assert conflicts(ROLES, line) == ()
    assert overloads(ROLES, line) == ()
    assert should_be_outside(ROLES, AGENCY_OF_FIVE, 5) == ()


def test_losing_any_one_of_five_leaves_no_role_empty() -> None:
    """CP-T2."""
    found = strike_outs(ROLES, AGENCY_OF_FIVE)
    assert {"Chief", "Sergeant", "Officer A", "Officer B", "Clerk", "Chaplain"} <= {one.person.name for one in found}
    assert [one.person.name for one in found if one.empty] == []


def test_the_next_in_line_takes_the_role() -> None:
    chief = next(one for one in strike_outs(ROLES, AGENCY_OF_FIVE) if one.person.name == "Chief")
    assert {passing.role.id: passing.to.name for passing in chief.passes if passing.to} == {
        "R01": "Sergeant",
        "R09": "Clerk",
    }


@given(st.dictionaries(st.sampled_from([role.id for role in ROLES]), st.lists(st.sampled_from("ABCDEF"), max_size=3)))
def test_striking_out_never_leaves_the_struck_person_in_a_role(held: dict[str, list[str]]) -> None:
    table = {role: seats(*dict.fromkeys(names)) for role, names in held.items()}
    for struck in strike_outs(ROLES, table):
        after = line_up(ROLES, table, struck.person.id)
        assert struck.person not in after.values()
        alone = {role for role, names in held.items() if set(names) == {struck.person.name}}
        assert {role.id for role in struck.empty} == alone


def test_a_pair_is_refused_whichever_of_the_two_names_it() -> None:
    role = {one.id: one for one in ROLES}
    table = {"R12": seats("A")}
    assert [one.id for one in clashes(ROLES, table, role["R01"], person("A").id)] == ["R12"]
    table = {"R01": seats("A")}
    assert [one.id for one in clashes(ROLES, table, role["R12"], person("A").id)] == ["R01"]
    assert clashes(ROLES, table, role["R09"], person("A").id) == ()
    assert clashes(ROLES, table, role["R12"], person("B").id) == ()


def test_an_alternate_may_be_named_for_roles_that_exclude_each_other() -> None:
    """Only when both primaries are lost would it matter, and then the check says so."""
    table = {"R02": seats("A", "C"), "R09": seats("B", "C")}
    assert conflicts(ROLES, line_up(ROLES, table)) == ()


def test_a_fourth_first_hour_role_is_too_many_and_a_slow_one_is_not() -> None:
    table = {"R08": seats("A"), "R13": seats("A"), "R19": seats("A")}
    role = {one.id: one for one in ROLES}
    assert too_many(ROLES, table, role["R15"], person("A").id)
    assert not too_many(ROLES, table, role["R11"], person("A").id)
    assert not too_many(ROLES, table, role["R08"], person("A").id)
    table["R15"] = seats("A")
    (found,) = overloads(ROLES, line_up(ROLES, table))
    assert [one.id for one in found.roles] == ["R08", "R13", "R15", "R19"]


def test_in_a_small_agency_four_roles_come_from_outside() -> None:
    table = {one: seats("A") for one in ("R03", "R06", "R12", "R20")}
    assert [role.id for role in should_be_outside(ROLES, table, 9)] == ["R03", "R06", "R12", "R20"]
    assert should_be_outside(ROLES, table, 10) == ()
    assert should_be_outside(ROLES, table, None) == ()


def test_an_outside_alternate_who_works_here_is_noticed() -> None:
    ((role, holder),) = not_outside(ROLES, {"R08": seats("A", "B", "C"), "R15": seats("A", "B", "County")})
    assert (role.id, holder.name) == ("R08", "C")


def test_checks_say_it_in_sentences_the_serious_first() -> None:
    table = {"R02": seats("Ann"), "R09": seats("Bo", "Ann"), "R08": seats("Cy", "Ann", "Di")}
    found = checks(ROLES, table, 20)
    sentences = [check.sentence for check in found]
    assert "Without Ann, nobody is Incident commander." in sentences
    assert "Without Bo, Ann would be Incident commander and Message lead." in sentences
    assert "Di is outside alternate for Agency liaison, and works here." in sentences
    assert [check.serious for check in found] == sorted((check.serious for check in found), reverse=True)


def test_checks_of_a_person_in_two_roles_that_exclude_each_other() -> None:
    (first, *_) = checks(ROLES, {"R02": seats("Ann", "Bo"), "R09": seats("Ann", "Bo")}, 20)
    assert first.sentence == "Ann is Incident commander and Message lead."
    assert first.key == "R02:primary"


def test_an_empty_table_has_nothing_to_look_at() -> None:
    assert checks(ROLES, {}, 5) == ()


def test_a_role_of_its_own_excludes_itself_from_nothing() -> None:
    lone = Role("R77", "Own", "Own duty.")
    assert clashes((lone,), {"R77": seats("A")}, lone, person("A").id) == ()
