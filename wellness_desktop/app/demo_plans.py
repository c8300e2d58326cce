"""The demo's crisis plans, filled in as a chief would (resources/demo/plans.toml)."""

from collections.abc import Mapping
from typing import Any

from wellness_desktop.app.demo_people import People
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.service import Plans


def write_plans(plans: Plans, tables: Mapping[str, Any], ids: People) -> None:
    """Enters facts, offices, roles and contributors, and approves what is to be approved."""
    for field, words in tables["facts"].items():
        plans.set_fact(field, words)
    for field, person in tables["offices"].items():
        plans.set_fact(field, person=ids[person])
    for role, people in tables["seats"].items():
        for place, person in zip(Place, people, strict=True):
            if person:
                plans.assign_role(role, place, ids[person])
    for voice in tables["voice"]:
        plans.add_contributor(voice["plan"], voice["name"], Band(voice["band"]))
    for words in tables["words"]:
        plans.change_item(words["item"], words["text"], plan=words["plan"])
    _write_own_plan(plans, tables["own_plan"])
    for plan in tables["approved"]["plans"]:
        plans.approve(plan)


def _write_own_plan(plans: Plans, table: Mapping[str, Any]) -> None:
    """The plan that the agency made itself, with its own first steps."""
    own = plans.make_plan(table["title"], table["trigger"], table["about"]).value
    for step in table["steps"]:
        plans.add_item("step", step["box"], step["text"], role=step["role"], plan=own.id)
