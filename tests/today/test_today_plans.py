"""What plans need stands on Today: reviews now and soon, paper that is out of date; each leads to the plans."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.today.town import CHICAGO, TODAY, Town
from wellness_desktop.accounts.roles import Role
from wellness_desktop.plans.copies.kinds import CopyState
from wellness_desktop.plans.copies.values import Copy, NewCopy, PaperKey
from wellness_desktop.plans.merged import Standing
from wellness_desktop.plans.service import PlanLine
from wellness_desktop.today.matters import Kind, Urgency
from wellness_desktop.today.plan_matters import copy_matters, plan_matters


def a_line(plan: str, review_on: date | None) -> PlanLine:
    return PlanLine(plan, f"Plan {plan}", "", Standing(True, "2026.1", TODAY, review_on), 0, 0, 0, False)


def a_copy(**more: object) -> Copy:
    key = PaperKey("binder", "CP-01")
    plain = Copy(
        uuid4(), key, 1, 1, "K7Q", "", None, False, "Car 2", TODAY, uuid4(), False, None, CopyState.IN_USE, None
    )
    return replace(plain, **more)


@pytest.mark.parametrize(
    ("days", "titles"),
    [
        ((0,), [("Read again: Plan A", Urgency.SOON, "A")]),
        ((-3, 0), [("2 plans to read again", Urgency.SOON, "")]),
        ((60,), [("Read again by Jan 23, 2027: Plan A", Urgency.QUIET, "A")]),
        ((1, 60), [("2 plans to read again, the first by Nov 25, 2026", Urgency.QUIET, "")]),
        ((61,), []),
        ((None,), []),
    ],
)
def test_reviews_are_one_line_however_many_plans_they_are_of(
    days: tuple[int | None, ...], titles: list[tuple[str, Urgency, str]]
) -> None:
    lines = [
        a_line("AB"[number], None if day is None else TODAY + timedelta(days=day)) for number, day in enumerate(days)
    ]
    found = [(one.title, one.urgency, one.record) for one in plan_matters(lines, TODAY)]
    assert found == titles
    assert all(one.go == "plans" for one in plan_matters(lines, TODAY))


def test_copies_out_of_date_and_copies_of_people_who_left_are_one_line_each() -> None:
    gone = a_copy(gone=True, stale=True)
    ended = a_copy(gone=True, stale=False, state=CopyState.DESTROYED)
    assert list(copy_matters([a_copy(), ended])) == []
    [old] = copy_matters([a_copy(stale=True)])
    assert old.title == "A paper copy of the plans is out of date"
    back, old = copy_matters([gone, a_copy(stale=True), a_copy(stale=True), ended])
    assert back.title == "A paper copy of the plans is with somebody who left"
    assert old.title == "2 paper copies of the plans are out of date"


def test_a_planner_is_told_of_a_stale_copy_after_the_longer_look(town: Town) -> None:
    planner = town.plans(Role.PLANNER)
    batch = planner.copies.prepare("binder", "CP-01", [NewCopy(place="Car 2")])
    planner.copies.enter(batch)
    today = town.today(Role.PLANNER)
    assert not today.look_longer()
    planner.set_fact("town", "Millbrook")
    assert today.look_longer()
    assert not today.look_longer(), "nothing new"
    assert next(one.title for one in today.look().matters if one.kind is Kind.PLAN) == (
        "A paper copy of the plans is out of date"
    )
    other = town.today(Role.COORDINATOR)
    assert not other.look_longer()
    assert not [one for one in other.look().matters if one.kind is Kind.PLAN]


def test_a_new_chief_brings_the_review_of_every_approved_plan_within_60_days(town: Town) -> None:
    """crisis_plans.md L. The first chief ever entered is no new chief, and the undo puts the days back."""
    from wellness_desktop.plans.people import Place
    from wellness_desktop.plans.records import PlanRecord, Status, id_of

    with town.signed_in.store.work() as session:
        for plan, day in (("CP-01", date(2027, 11, 1)), ("CP-02", date(2026, 12, 1))):
            session.add(PlanRecord(id=id_of("plan", plan), plan=plan, status=Status.APPROVED, review_on=day))
    plans = town.plans(Role.PLANNER)
    days = lambda: (plans.next_review("CP-01"), plans.next_review("CP-02"))  # noqa: E731
    at_first = days()
    first, second = town.person("Ana Ruiz").id, town.person("Ben Cole").id
    plans.assign_role("R01", Place.PRIMARY, first)
    plans.assign_role("R01", Place.ALTERNATE, second).undo()
    assert days() == at_first == (date(2027, 11, 1), date(2026, 12, 1))
    done = plans.assign_role("R01", Place.PRIMARY, second)
    in_time = plans.clock.today(CHICAGO) + timedelta(days=60)
    assert days() == (in_time, date(2026, 12, 1)), "an earlier day stays"
    done.undo()
    assert days() == at_first
    emptied = plans.assign_role("R01", Place.PRIMARY, None)
    emptied.undo()
    assert days() == at_first, "nobody new came"


def test_today_asks_for_nobody_of_the_roster_twice(town: Town) -> None:
    """The roster is read once; a name that is needed afterwards is there already."""
    from tests.benchmarks.work import recorded

    town.something_happened()
    town.covered()
    today = town.today(Role.COORDINATOR, Role.SUPERVISOR, Role.PLANNER, Role.HELPER)
    with recorded() as statements:
        today.look()
    words = [sentence for _, sentence, *_ in statements]
    assert sum("FROM roster_phone" in one for one in words) == 1
    assert sum("FROM roster_person" in one and "roster_duty" not in one for one in words) <= 1
