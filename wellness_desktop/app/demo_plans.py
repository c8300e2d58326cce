"""The demo's crisis plans, filled in as a chief would (resources/demo/plans.toml)."""

from collections.abc import Mapping
from typing import Any

from wellness_desktop.app.demo_people import People
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.copies.kinds import BINDER
from wellness_desktop.plans.copies.values import NewCopy
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


def hand_out_copies(plans: Plans, table: Mapping[str, Any], ids: People) -> None:
    """Numbered copies of one binder, each where it lies."""
    wanted = [
        NewCopy(one.get("holder", ""), one["place"], ids[one["person"]] if "person" in one else None)
        for one in table["copy"]
    ]
    plans.copies.enter(plans.copies.prepare(BINDER, table["plan"], wanted))


def bring_up_to_date(plans: Plans, table: Mapping[str, Any]) -> None:
    """Puts the pages that changed since into the copies at hand, and notes who read them; the others wait."""
    copies = plans.copies
    at_hand = [copy.id for copy in copies.register() if copy.place in table["put_in"]]
    copies.enter_update(copies.prepare_update(at_hand))
    for copy, initials in zip(at_hand, table["read_by"], strict=True):
        copies.put_in(copy)
        copies.acknowledge(copy, initials)


def _write_own_plan(plans: Plans, table: Mapping[str, Any]) -> None:
    """The plan that the agency made itself, with its own first steps."""
    own = plans.make_plan(table["title"], table["trigger"], table["about"]).value
    for step in table["steps"]:
        plans.add_item("step", step["box"], step["text"], role=step["role"], plan=own.id)
