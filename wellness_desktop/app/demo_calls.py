"""The demo's days of the long tail: set by hand, and a family's first year (resources/demo/calls.toml)."""

from collections.abc import Mapping
from typing import Any

from wellness_desktop.app.demo_people import People
from wellness_desktop.app.demo_times import Calendar
from wellness_desktop.debriefs.long_tail.long_tail_desk import FamilyWish
from wellness_desktop.debriefs.service import Debriefs


def plan_calls(debriefs: Debriefs, tables: Mapping[str, Any], ids: People, when: Calendar) -> None:
    """Sets these days in the plans that the incidents made, and plans the families' years."""
    for one in tables["day"]:
        plan = next(plan for plan in debriefs.plans() if plan.person == ids[one["person"]])
        debriefs.add_day(plan, one["kind"], when.day(one["due_in"]))
    for one in tables["family"]:
        debriefs.add_family(
            FamilyWish(
                label=one["label"],
                died=when.day(one["died_in"]),
                born=one["born"],
                benefits=one["benefits"],
                owner=ids[one["owner"]],
                deputy=ids[one["deputy"]],
            )
        )
