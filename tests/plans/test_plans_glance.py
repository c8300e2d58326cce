"""The list of plans: quick with fourteen of them, and never behind what was just changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import event

from wellness_desktop.plans.people import Place
from wellness_desktop.plans.service import PlanLine, Plans
from wellness_desktop.roster.people import Phone

if TYPE_CHECKING:
    from conftest import Agency


def one_by_one(plans: Plans) -> tuple[PlanLine, ...]:
    return tuple(plans.plan(one).line for one in plans.titles())


def changed(plans: Plans, plan: str) -> tuple[str, ...]:
    return next(line.standing.changed for line in plans.plans() if line.id == plan)


def fill_what_blocks(plans: Plans, plan: str) -> None:
    for gap in plans.missing(plan):
        if gap.blocks:
            plans.set_fact(gap.key, "Amos Field asks.")


@contextmanager
def asked(agency: "Agency") -> Iterator[list[str]]:
    """The statements that go to the database meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    with agency.store.read() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_the_list_says_of_each_plan_what_its_own_page_says(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    plans.set_fact("coroner", "County Coroner", numbers=["507 555 0115"])
    assert plans.plans() == one_by_one(plans) == millbrook.plans().plans()
    assert changed(plans, "CP-01") == ("S10", "S12")


def test_the_list_follows_each_kind_of_change_and_its_undo(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    assert changed(plans, "CP-01") == ()
    changes = (
        (lambda: plans.set_fact("relations", "Better since the fair."), ("S08",)),
        (lambda: plans.assign_role("R16", Place.PRIMARY, None), ("S09",)),
        (lambda: plans.change_item("core.15min.harm", "Stop it. Help the hurt."), ("S11",)),
        (lambda: plans.hide_item("cp01.warning.speak", plan="CP-01"), ("S04",)),
    )
    for change, sections in changes:
        done = change()
        assert changed(plans, "CP-01") == sections
        done.undo()
        assert changed(plans, "CP-01") == ()


def test_a_changed_number_on_the_roster_is_seen_in_the_list(millbrook: "Agency") -> None:
    plans, roster = millbrook.plans(), millbrook.roster()
    plans.approve("CP-01")
    assert changed(plans, "CP-01") == ()
    bell = next(one for one in roster.people() if one.name == "Officer Marcus Bell")
    roster.change(replace(bell, phones=(Phone(typed="612-555-0199", label="Mobile"),)))
    assert "S10" in changed(plans, "CP-01")


def test_a_second_approval_is_held_against_its_own_text(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    plans.set_fact("relations", "Better since the fair.")
    second = plans.approve("CP-01")
    assert changed(plans, "CP-01") == ()
    second.undo()
    assert changed(plans, "CP-01") == ("S08",)


def test_fourteen_plans_are_asked_for_in_one_go(millbrook: "Agency") -> None:
    """The database is asked as often for all plans as for one, and older texts stay where they are."""
    plans = millbrook.plans()
    for plan in plans.titles():
        fill_what_blocks(plans, plan)
        plans.approve(plan, "Tried out in a test.")
    plans.plans()
    with asked(millbrook) as for_one:
        plans.missing("CP-01")
    with asked(millbrook) as for_all:
        lines = plans.plans()
    assert all(line.standing.approved for line in lines)
    assert len(for_all) <= len(for_one) + 2
    assert sum("plans_version.texts" in one for one in for_all) == 1


def test_titles_ask_the_database_for_the_agency_s_own_plans_alone(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    with asked(millbrook) as said:
        assert len(plans.titles()) == len(plans.templates.overlays)
    assert [one for one in said if "plans_" in one and "plans_own_plan" not in one] == []
    assert sum("plans_own_plan" in one for one in said) == 1
