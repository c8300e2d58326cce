"""Plans in use stand first on Today; what they dated comes up on its day; drills wait for a quiet shift."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from tests.today.town import CHICAGO, TODAY
from wellness_desktop.plans.runs.drill_desk import NewDrill, due_drills
from wellness_desktop.plans.runs.kinds import DrillKind, Rating
from wellness_desktop.plans.runs.reading_desk import DueDay
from wellness_desktop.plans.runs.values import RunDay, RunLine
from wellness_desktop.today.matters import Urgency
from wellness_desktop.today.run_matters import day_matters, drill_matters, run_matters

BEGAN = datetime(2026, 11, 24, 2, 3, tzinfo=CHICAGO)


def a_run(*, drill: bool = False, open_: bool = True) -> RunLine:
    return RunLine(uuid4(), "CP-01", "CP-01", "Line-of-duty death", drill, BEGAN, "Kim", open_, False, 14, 2)


def test_a_plan_in_use_is_now_and_a_drill_says_that_it_is_one() -> None:
    real, drill = a_run(), a_run(drill=True)
    found = list(run_matters([real, drill, a_run(open_=False)], CHICAGO))

    assert [one.urgency for one in found] == [Urgency.NOW, Urgency.TODAY]
    assert found[0].record == f"run:{real.id}"
    assert found[0].detail == "Since Tue Nov 24, 02:03. 14 steps left, 2 late."
    assert found[1].title == "In use: DRILL  CP-01  Line-of-duty death"


def test_days_that_a_run_set_come_up_before_and_on_their_day() -> None:
    def due(day: date) -> DueDay:
        return DueDay(uuid4(), "CP-01", "Line-of-duty death", RunDay("day.hot-wash", day, "Hold the hot wash."))

    now, soon = day_matters([due(TODAY), due(TODAY + timedelta(days=1))], TODAY)
    assert (now.urgency, soon.urgency) == (Urgency.TODAY, Urgency.SOON)


def test_drills_are_one_line_until_they_are_held_or_planned() -> None:
    held = [
        NewDrill(kind=kind, plan="CP-01", day=TODAY, objective="x", rating=Rating.SOME)
        for kind in DrillKind
        if kind is not DrillKind.TABLETOP
    ]
    [one] = drill_matters(due_drills(held, TODAY))
    assert one.title == "A drill is due: Tabletop"
    planned = NewDrill(kind=DrillKind.TABLETOP, plan="CP-01", day=TODAY + timedelta(days=9))
    assert list(drill_matters(due_drills([*held, planned], TODAY))) == []
