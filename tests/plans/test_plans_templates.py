"""The shipped plan files: complete, sound, plain, and forgiving to the person who edits them."""

import re
from pathlib import Path

import pytest

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.resources import resource
from wellness_desktop.plans.items import Role, Template, wording
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.places import hand_places
from wellness_desktop.plans.template_check import faults
from wellness_desktop.plans.templates import Templates, load_templates

TEMPLATES = load_templates()
CORE = TEMPLATES.core
PLANS = {name: combine(CORE, overlay) for name, overlay in TEMPLATES.overlays.items()}

CALL_ORDER = {
    "CP-01": "R14 R02 R01 R04 R05 R07 R15 R12 R06 R03 coroner R18 R10 everyone R09 R17 cops_chapter state_group",
    "CP-03": "R14 R02 ems R12 R13 R01 R15 R18 R04 R06 R03 R17 R09 elected_official everyone",
}
"""crisis_plans.md G.1, with the offices as the plans' fields call them."""


def test_all_parts_fit_together() -> None:
    assert list(faults(CORE, TEMPLATES.overlays.values())) == []


def test_the_plans_of_the_first_walk_are_there() -> None:
    """What each further plan must carry is proven in its own file (test_plans_overlays_*.py)."""
    assert set(CALL_ORDER) <= set(PLANS)


def test_a_file_bears_the_name_of_its_plan() -> None:
    files = {path.stem for path in resource("plan_templates").glob("cp-*.toml")}
    assert files == {name.lower() for name in PLANS}


def test_a_field_that_two_plans_ask_for_is_one_field() -> None:
    """What the agency entered is found by the field's id, whichever plan asks."""
    kinds: dict[str, set[str]] = {}
    for overlay in TEMPLATES.overlays.values():
        for field in overlay.field:
            kinds.setdefault(field.id, set()).add(f"{field.kind}, {field.section}, {field.label}")
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_every_section_role_form_and_time_box_of_the_field_is_there() -> None:
    assert [one.id for one in CORE.section] == [f"S{number:02}" for number in range(1, 25)]
    assert [one.id for one in CORE.role] == [f"R{number:02}" for number in range(1, 21)]
    assert [one.id for one in CORE.form] == [f"F-{number:02}" for number in range(1, 26)]
    assert [one.id for one in CORE.box] == ["15min", "1h", "24h", "72h", "1week", "1month", "later"]


def test_every_section_has_something_to_print() -> None:
    for plan in PLANS.values():
        filled = {one.section for one in plan.field} | {one.section for one in plan.note}
        made_by_print = {"S01", "S02", "S03", "S04", "S05", "S06", "S09", "S10", "S11", "S18"}
        assert filled | made_by_print == {one.id for one in plan.section}


def test_plans_carry_the_messages_and_forms_of_the_field() -> None:
    """crisis_plans.md F and G.2."""
    assert {"INT-2", "EXT-2", "FAM-1", "CALLER-1"} <= set(PLANS["CP-01"].messages)
    assert {"INT-1", "EXT-3", "COMM-1"} <= set(PLANS["CP-03"].messages)
    lodd = {"F-01", "F-02", "F-03", "F-04", "F-05", "F-06", "F-08", "F-09", "F-10", "F-16"}
    assert lodd <= set(PLANS["CP-01"].forms)
    assert {"F-05", "F-10", "F-16", "F-21"} <= set(PLANS["CP-03"].forms)


@pytest.mark.parametrize("plan", CALL_ORDER)
def test_calls_come_in_the_order_of_the_field(plan: str) -> None:
    calls = ["everyone" if call.everyone else call.role or call.contact for call in PLANS[plan].call]
    wanted = CALL_ORDER[plan].split()
    assert [call for call in dict.fromkeys(calls) if call in wanted] == wanted


def test_members_hear_it_before_the_press() -> None:
    calls = [call.id for call in PLANS["CP-01"].call]
    assert calls.index("core.call.members") < calls.index("core.call.message")


def test_the_pairs_of_the_field_are_refused() -> None:
    """crisis_plans.md C, column "must not also be"."""
    pairs = {
        ("R01", "R12"), ("R02", "R09"), ("R03", "R12"), ("R03", "R02"), ("R04", "R09"), ("R06", "R12"),
        ("R06", "R09"), ("R06", "R10"), ("R07", "R06"), ("R09", "R06"), ("R09", "R02"), ("R10", "R12"),
        ("R12", "R03"), ("R12", "R04"), ("R12", "R05"), ("R12", "R06"), ("R12", "R07"), ("R12", "R13"),
        ("R13", "R02"), ("R13", "R12"), ("R16", "R02"), ("R20", "R12"),
    }  # fmt: skip
    for plan in (CORE, *PLANS.values()):
        roles = {role.id: role for role in plan.role}
        for one, other in pairs:
            if one in roles and other in roles:
                assert other in roles[one].not_also, (plan.id, one, other)


def test_roles_that_come_from_outside_in_a_small_agency() -> None:
    assert {role.id for role in CORE.role if role.outside_when_small} == {"R03", "R06", "R12", "R20"}


def test_what_we_know_from_memory_only_is_marked_check_locally() -> None:
    """crisis_plans.md, tag [M]."""
    plans = (CORE, *(PLANS[name] for name in CALL_ORDER))
    marked = {item.id for plan in plans for item in plan.items() if getattr(item, "local", False)}
    assert marked == {
        "core.family.nophone",
        "core.family.lights",
        "core.family.words",
        "core.family.hope",
        "core.family.hospital",
        "core.clock.federal",
        "core.clock.workers",
        "core.clock.memorial",
        "cp01.1week.group_days",
        "cp03.later.four_months",
    }


def test_an_officer_involved_shooting_waits_for_its_section_on_inclusion() -> None:
    """crisis_plans.md A.1: S23 empty blocks approval of CP-03."""
    must = [field.id for field in PLANS["CP-03"].field if field.need == "must" and field.section == "S23"]
    assert must == ["cp03_alone"]


def test_every_source_has_an_address_and_every_plan_a_review_date() -> None:
    for template in (CORE, *TEMPLATES.overlays.values()):
        assert template.review_by > template.checked_on
        for source in template.source:
            assert source.title
            assert re.match(r"https?://", source.url)


def test_messages_leave_lines_to_fill_by_hand_and_end_with_our_values() -> None:
    for message in CORE.message:
        assert hand_places(message.text), message.id
        if message.id.startswith(("INT", "EXT")):
            assert "{values_line}" in message.text, message.id


def test_messages_hold_no_words_they_advise_against() -> None:
    from wellness_desktop.plans.wording import doubts

    for plan in PLANS.values():
        for message in plan.message:
            assert doubts(message.text, plan.avoid) == ()


def test_a_support_session_is_never_called_a_debrief() -> None:
    """DB-01: the word never stands alone. The title of a published paper is what it is."""
    for path in resource("plan_templates").glob("*.toml"):
        own = re.sub(r"\[\[source\]\][^\[]*", "", path.read_text(encoding="utf-8"))
        assert "debrief" not in own.casefold()


def test_what_is_read_on_the_night_reads_at_sixth_grade() -> None:
    """DESIGN 11."""
    for plan in PLANS.values():
        for group in ("step", "warning", "trigger", "objective", "note"):
            words = " ".join(wording(item) for item in getattr(plan, group))
            assert grade(re.sub(r"[{\[(][^})\]]*[})\]]", "", words)) <= 6.0, (plan.id, group)


def test_no_step_is_longer_than_a_tired_person_reads() -> None:
    for plan in PLANS.values():
        for step in plan.step:
            assert len(step.text.split()) <= 20, step.id


def grade(text: str) -> float:
    """Flesch-Kincaid grade: years of school that a reader needs."""
    sentences = [one for one in re.split(r"[.!?:;]+", text) if one.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    bare = re.sub(r"(?:es|ed|e)$", "", word.casefold()) or word
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def _copy(folder: Path) -> None:
    for path in resource("plan_templates").glob("*.toml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "tells"),
    [
        ("cp-01.toml", 'box = "1week"', 'box = "1weak"', "cp01.1week.funeral"),
        ("cp-01.toml", 'role = "R11"', 'role = "R99"', "R99" and "role is not known"),
        ("cp-03.toml", "replaces =", "replases =", "replases"),
        ("core.toml", "{values_line}", "{value_line}", "{value_line}"),
        ("core.toml", 'kind = "line"', 'kind = "lines"', "kind"),
        ("core.toml", "minutes = 1\n", 'minutes = "one"\n', "minutes"),
        ("core.toml", '"core.objective.harm"', '"core.objective.learn"', "stands twice"),
        ("cp-03.toml", '    "core.call.cover",\n', "", "core.call.cover"),
        ("core.toml", "[[box]]", "[[box]", "core.toml"),
    ],
)
def test_a_slip_in_a_plan_file_is_told_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, tells: str
) -> None:
    _copy(tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_templates(tmp_path)
    assert tells in caught.value.advice


def test_a_new_sentence_of_a_chaplain_is_in_the_plan(tmp_path: Path) -> None:
    _copy(tmp_path)
    own = '\n[[step]]\nid = "own.pray"\nbox = "24h"\nrole = "R05"\ntext = "Sit with the night shift."\n'
    with (tmp_path / "cp-01.toml").open("a", encoding="utf-8") as file:
        file.write(own)
    templates: Templates = load_templates(tmp_path)
    plan: Template = combine(templates.core, templates.overlays["CP-01"])
    assert "Sit with the night shift." in [step.text for step in plan.step]


def test_a_folder_without_the_core_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        load_templates(tmp_path)


def test_a_role_in_an_overlay_keeps_its_code() -> None:
    for overlay in TEMPLATES.overlays.values():
        assert all(role.id == role.replaces for role in overlay.role if isinstance(role, Role))
