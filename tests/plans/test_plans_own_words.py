"""The agency's own words: changed, hidden, added, moved; and its own plans."""

from typing import TYPE_CHECKING

import pytest

from tests.support.cases import slow
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.overlay import EditKind
from wellness_desktop.plans.own_words.outline import Mark, PlanItem
from wellness_desktop.plans.own_words.records import MoveRecord
from wellness_desktop.plans.reading_text import section_texts
from wellness_desktop.plans.records import EditRecord
from wellness_desktop.plans.service import Plans

if TYPE_CHECKING:
    from conftest import Agency


def listed(plans: Plans, plan: str, table: str, title: str = "") -> list[PlanItem]:
    return [one for one in plans.items(plan) if one.table == table and title in one.title]


def shown(plans: Plans, plan: str, table: str, title: str = "") -> list[str]:
    return [one.id for one in listed(plans, plan, table, title) if one.mark is not Mark.HIDDEN]


@pytest.mark.parametrize(
    "table",
    ["trigger", "warning", "objective", "role", "call", "step", "clock", "message", "partner", "form", "note"],
)
def test_every_kind_of_item_is_reworded_hidden_moved_and_put_back(millbrook: "Agency", table: str) -> None:
    plans = millbrook.plans()
    before = section_texts(plans.merged("CP-01"))
    first, second = listed(plans, "CP-01", table)[:2]
    if first.last:  # it stands alone below its heading
        first, second = next(
            (one, other)
            for one, other in zip(listed(plans, "CP-01", table), listed(plans, "CP-01", table)[1:], strict=False)
            if not one.last
        )
    undo = [plans.change_item(first.id, "Said in our own words", plan="CP-01").undo]
    now = next(one for one in plans.items("CP-01") if one.id == first.id)
    assert (now.text, now.mark, now.template) == ("Said in our own words", Mark.OURS, first.template)
    undo.append(plans.move_item(first.id, 1, plan="CP-01").undo)
    order = shown(plans, "CP-01", table)
    assert order.index(second.id) + 1 == order.index(first.id)
    undo.append(plans.hide_item(second.id, plan="CP-01").undo)
    assert second.id not in shown(plans, "CP-01", table)
    after = section_texts(plans.merged("CP-01"))
    assert "Said in our own words" in after[first.section]
    assert before[first.section] != after[first.section]
    for take_back in reversed(undo):
        take_back()
    assert section_texts(plans.merged("CP-01")) == before


def test_an_added_step_stands_where_it_was_put_and_moves_both_ways(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    box = listed(plans, "CP-01", "step")[0].title
    first, second = shown(plans, "CP-01", "step", box)[:2]
    done = plans.add_item("step", "15min", "Lock the front door.", role="R14", plan="CP-01", after=first)
    own = done.value.item  # type: ignore[union-attr]
    assert shown(plans, "CP-01", "step", box)[:3] == [first, own, second]
    plans.move_item(own, -1, plan="CP-01")
    assert shown(plans, "CP-01", "step", box)[:3] == [own, first, second]
    with pytest.raises(Problem):
        plans.move_item(own, -1, plan="CP-01")
    plans.move_item(own, 1, plan="CP-01")
    plans.move_item(own, 1, plan="CP-01")
    assert shown(plans, "CP-01", "step", box)[:3] == [first, second, own]
    steps = [step.text.pieces[0] for step in plans.merged("CP-01").boxes[0].steps]
    assert steps[2] == "Lock the front door."
    plans.change_item(own, "Lock both doors.", plan="CP-01")
    assert next(one for one in plans.items("CP-01") if one.id == own).mark is Mark.ADDED
    done.undo()
    assert own not in shown(plans, "CP-01", "step")


def test_an_added_note_stands_below_the_heading_of_its_neighbor(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    note = next(one for one in listed(plans, "CP-01", "note") if one.title)
    plans.add_item("note", note.section, "Ask Marge first.", plan="CP-01", after=note.id)
    groups = {group.title: group.lines for group in plans.merged("CP-01").body(note.section).groups}
    assert "Ask Marge first." in [line.text.pieces[0] for line in groups[note.title]]


def test_an_added_partner_is_asked_for_and_called(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    first = shown(plans, "CP-09", "partner")[0]
    own = plans.add_item("partner", "S17", "Grain elevator", plan="CP-09", after=first).value
    assert own is not None
    assert any(gap.label == "Grain elevator" for gap in plans.missing("CP-09"))
    assert not any(gap.label == "Grain elevator" for gap in plans.missing("CP-01"))
    plans.set_fact(own.item, "Lars Holt", numbers=["507-555-0199"])
    office = plans.merged("CP-09").partners[1]
    assert (office.field.label, office.name, office.numbers) == ("Grain elevator", "Lars Holt", ("(507) 555-0199",))


def test_a_hidden_partner_is_no_longer_missing_and_texts_that_name_it_stay_whole(agency: "Agency") -> None:
    plans = agency.plans()
    assert any(gap.key == "partner_faith" for gap in plans.missing("CP-09"))
    plans.hide_item("partner_faith", plan="CP-09")
    assert not any(gap.key == "partner_faith" for gap in plans.missing("CP-09"))
    assert "{" not in "".join(section_texts(plans.merged("CP-09")).values())


def test_an_added_call_needs_somebody_to_reach(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    with pytest.raises(Problem, match="Nobody is named"):
        plans.add_item("call", "", "Tell the band.", plan="CP-01")
    plans.add_item("call", "", "Ask for the hall key.", role="partner_faith", plan="CP-01")
    call = plans.merged("CP-01").calls[-1]
    assert call.office is not None
    assert call.office.name == "Pastor Ruth Amdahl"


def test_whoever_hides_a_role_hides_its_call(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    assert any(call.role is not None and call.role.id == "R10" for call in plans.merged("CP-01").calls)
    plans.hide_item("R10", plan="CP-01")
    calls = plans.merged("CP-01").calls
    assert not any(call.role is None and call.office is None and not call.everyone and not call.how for call in calls)


def test_a_change_for_every_plan_gives_way_to_one_for_this_plan(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.change_item("core.15min.phones", "No posts, anyone.")
    plans.change_item("core.15min.phones", "No posts tonight.", plan="CP-01")
    here, there = (
        next(one for one in plans.items(plan) if one.id == "core.15min.phones") for plan in ("CP-01", "CP-02")
    )
    assert (here.text, here.everywhere) == ("No posts tonight.", False)
    assert (there.text, there.everywhere, there.in_core) == ("No posts, anyone.", True, True)


def test_words_that_somebody_else_changed_are_not_overwritten(millbrook: "Agency") -> None:
    plans, other = millbrook.plans(), millbrook.plans()
    item = listed(plans, "CP-01", "trigger")[0]
    other.change_item(item.id, "Their words.", plan="CP-01")
    with pytest.raises(ChangedElsewhere) as caught:
        plans.change_item(item.id, "Mine.", plan="CP-01", seen=item.text)
    assert caught.value.theirs == "Their words."


def test_only_a_planner_changes_words_or_makes_plans(millbrook: "Agency") -> None:
    member = millbrook.plans(Role.MEMBER)
    item = listed(member, "CP-01", "trigger")[0].id
    for change in (
        lambda: member.move_item(item, 1, plan="CP-01"),
        lambda: member.add_item("trigger", "", "More.", plan="CP-01"),
        lambda: member.make_plan("Flood", "The river"),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_an_own_plan_is_a_plan_like_all_others(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    own = plans.make_plan("Train off the rails", "A train leaves the track in town.", "For the freight line.").value
    assert own.id.startswith("own-")
    assert plans.plan_ids()[-1] == own.id
    assert plans.titles()[own.id] == "Train off the rails"
    line = next(one for one in plans.plans() if one.id == own.id)
    assert (line.code, line.about) == (own.id.upper(), "For the freight line.")
    plans.add_item("step", "15min", "Ask the railroad what is in the cars.", role="R14", plan=own.id)
    merged = plans.merged(own.id)
    assert merged.triggers[0].text.pieces == ("A train leaves the track in town.",)
    assert "railroad" in section_texts(merged)["S11"]
    for band in Band:
        plans.add_contributor(own.id, f"Voice {band}", band)
    assert plans.approve(own.id).value == "2026.1"
    assert plans.merged(own.id).standing.approved
    plans.describe_plan(own.id, "Train accident", "A train leaves the track.")
    assert not plans.merged(own.id).standing.approved
    assert plans.plan(own.id).line.title == "Train accident"


def test_a_retired_plan_leaves_the_list_and_comes_back_whole(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    own = plans.make_plan("Dam break", "Water over the dam.").value
    plans.add_item("trigger", "", "The siren.", plan=own.id)
    done = plans.retire_plan(own.id)
    assert own.id not in plans.titles()
    assert [one.title for one in plans.retired_plans()] == ["Dam break"]
    done.undo()
    assert own.id in plans.titles()
    assert plans.merged(own.id).triggers[-1].text.pieces == ("The siren.",)
    with pytest.raises(Problem, match="came with the program"):
        plans.retire_plan("CP-01")


@pytest.mark.parametrize(
    ("title", "trigger"), [("", "x"), ("Line-of-duty death", "x"), ("y" * 61, "x"), ("Flood", " ")]
)
def test_a_plan_needs_a_title_of_its_own_and_a_trigger(agency: "Agency", title: str, trigger: str) -> None:
    with pytest.raises(Problem):
        agency.plans().make_plan(title, trigger)
    assert agency.plans().plan_ids()[-1] == "CP-14"


def test_the_binder_of_an_own_plan_carries_its_code(millbrook: "Agency") -> None:
    from io import BytesIO

    from pypdf import PdfReader

    plans = millbrook.plans()
    own = plans.make_plan("Dam break", "Water over the dam.").value
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(plans.binder(own.id))).pages)
    assert f"{own.id.upper()} S11-1" in text.replace("\n", " ")
    assert "Water over the dam." in text


@pytest.mark.parametrize(
    "row",
    [
        {"table": "step", "where": "no such box", "role": "R99"},
        slow({"table": "call", "where": "", "role": "nobody.known"}),
        slow({"table": "note", "where": "S99", "role": ""}),
        slow({"table": "of another program", "where": "", "role": ""}),
    ],
)
def test_a_spoiled_row_of_an_own_plan_takes_no_other_along(millbrook: "Agency", row: dict[str, str]) -> None:
    """Rows can come from a newer program on another station."""
    plans = millbrook.plans()
    own = plans.make_plan("Dam break", "Water over the dam.").value
    with millbrook.store.work() as session:
        session.add(EditRecord(plan=own.id, item="own.odd", kind=EditKind.ADDED, text="Odd words", **row))
        session.add(MoveRecord(plan=own.id, item="own.odd", moved=True, after="gone", rank=""))
    plans = millbrook.plans()
    assert len(plans.plans()) == 15
    assert plans.plan("CP-01").line.title == "Line-of-duty death"
    assert plans.binder(own.id).startswith(b"%PDF")
    assert len(plans.items(own.id)) > 100
