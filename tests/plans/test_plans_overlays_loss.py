"""The plans for an injury, a suicide, a death off duty and a police animal carry what the field asks for."""

import re
from collections.abc import Iterator

import pytest
from test_plans_templates import grade

from wellness_desktop.plans.items import Template, wording
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.places import hand_places
from wellness_desktop.plans.templates import load_templates
from wellness_desktop.plans.wording import doubts, lacks

TEMPLATES = load_templates()
OURS = ("CP-02", "CP-04", "CP-05", "CP-13")
PLANS = {name: combine(TEMPLATES.core, TEMPLATES.overlays[name]) for name in OURS}

CALL_ORDER = {
    "CP-02": "R14 R02 R07 R04 R05 R01 R15 R06 R13 R03 R10 R18 everyone R09",
    "CP-04": "R14 R01 R12 coroner R04 R05 R03 suicide_loss_clinician R06 one_by_one everyone R18 R10 R09 "
    "postvention_help",
    "CP-05": "R01 R04 R05 R06 R15 R10 R11 everyone",
    "CP-13": "R02 veterinarian R01 R03 R06 everyone R09",
}
"""crisis_plans.md G.1, with the offices as the plans' fields call them."""

CARRIES = {
    "CP-02": (
        "EXT-1 EXT-3",
        "F-01 F-05 F-07 F-09 F-16",
        "hospital workers_comp spouse_employers",
        "140 miles",
    ),
    "CP-04": (
        "INT-4 EXT-4 FAM-2",
        "F-01 F-04 F-05 F-09 F-10",
        "suicide_loss_clinician crisis_center coroner postvention_help",
        "before the mother has been told",
    ),
    "CP-05": ("INT-2", "F-01 F-02 F-04 F-08 F-09", "hospice partner_faith", "three hours after a foot chase"),
    "CP-13": ("EXT-2", "F-04 F-08", "veterinarian kennel partner_school", "alarm in the car failed"),
}
"""crisis_plans.md G.2: messages, forms, partners, the case for roll call."""

BOXES = {
    "CP-02": {
        "15min": ("which hospital",),
        "1h": ("Drive the family", "second car", "Only the family speaks", "Chaplain", "partner officer"),
        "24h": ("list of visitors", "Leave, pay and light duty", "snow, pets, crops"),
        "72h": ("PSOB disability", "could not"),
        "1week": ("family a session",),
        "1month": ("rehab", "a ramp", "plan for the return", "could not help"),
        "later": ("Once a year",),
    },
    "CP-04": {
        "15min": ("Life first", "no cause on the radio", "another agency", "colleagues off the scene"),
        "1h": ("one by one: shift partner, best friend, former partner", "FAM-2", "your own sheet only"),
        "24h": ("small groups, in the same words", "988", "empty house", "duty weapons", "public word", "No shrine"),
        "72h": ("Never the method", "alone", "written policy"),
        "1week": ("at risk", "locker", "memorial pages", "want to do something"),
        "1month": ("two weeks", "history of hard calls"),
        "later": ("anniversary, holidays and birthdays",),
    },
    "CP-05": {
        "15min": ("coroner", "Relieve them"),
        "1h": ("Two people tell the family",),
        "24h": ("Leave for", "Meals", "off-duty deaths", "PSOB office before anything is closed"),
        "1week": ("go to the funeral",),
        "1month": ("pension, insurance", "belongings"),
    },
    "CP-13": {
        "1h": ("not left alone", "vet decides", "parents tell the children"),
        "24h": ("Leave for the handler", "with the handler", "Honors by our policy"),
        "1week": ("memorial", "No talk of another"),
        "1month": ("next assignment",),
        "later": ("first year", "before the day"),
    },
}
"""crisis_plans.md F: a few words of each thing that the entry asks for, by time box."""

WARNINGS = {
    "CP-02": ("go over to CP-01 without a gap", "Keep the same liaison", "hospital's own words"),
    "CP-04": ("words from a note", "Do not say committed", "no single cause", "No shrine", "out of shame"),
    "CP-05": ("Do not call it a line-of-duty death",),
    "CP-13": ("only a dog",),
}


def order_of(plan: Template) -> Iterator[str]:
    for call in plan.call:
        yield "everyone" if call.everyone else call.role or call.contact or call.how.replace(" ", "_")


@pytest.mark.parametrize("plan", OURS)
def test_calls_come_in_the_order_of_the_field(plan: str) -> None:
    wanted = CALL_ORDER[plan].split()
    assert [call for call in dict.fromkeys(order_of(PLANS[plan])) if call in wanted] == wanted


@pytest.mark.parametrize("plan", OURS)
def test_the_tab_carries_messages_forms_partners_and_a_case(plan: str) -> None:
    messages, forms, partners, case = CARRIES[plan]
    whole = PLANS[plan]
    assert set(messages.split()) <= {one.id for one in whole.message}
    assert set(forms.split()) <= {one.id for one in whole.form}
    assert whole.partners[: len(partners.split())] == tuple(partners.split())
    assert case in whole.exercise


@pytest.mark.parametrize("plan", OURS)
def test_each_time_box_says_what_the_field_asks_for(plan: str) -> None:
    for box, wanted in BOXES[plan].items():
        said = " ".join(step.text for step in PLANS[plan].step if step.box == box)
        assert [words for words in wanted if words not in said] == [], box


@pytest.mark.parametrize("plan", OURS)
def test_warnings_of_the_field_are_there(plan: str) -> None:
    said = " ".join(one.text for one in PLANS[plan].warning)
    assert [words for words in WARNINGS[plan] if words not in said] == []


@pytest.mark.parametrize("plan", OURS)
def test_what_a_sentence_points_to_is_in_the_plan(plan: str) -> None:
    """A step that names form F-07 is of no use when the binder does not hold it."""
    whole = PLANS[plan]
    held = {one.id for one in (*whole.form, *whole.message)}
    for item in (one for one in whole.items() if one.id != "core.practice.cadence"):  # speaks of every plan at once
        sentences = f"{wording(item)} {getattr(item, 'note', '')}".split(".")
        for sentence in (one for one in sentences if "CP-" not in one):
            named = set(re.findall(r"\b(?:F-\d\d|(?:INT|EXT|FAM|COMM|CALLER)-\d)\b", sentence))
            assert named <= held, item.id


@pytest.mark.parametrize("plan", OURS)
def test_everything_to_do_has_a_role_that_the_plan_has(plan: str) -> None:
    whole = PLANS[plan]
    roles = {role.id for role in whole.role}
    named = {one.role for one in (*whole.step, *whole.call) if one.role} | {one.by for one in whole.message}
    assert named <= roles
    assert {one for role in whole.role for one in re.findall(r"\bR\d\d\b", role.duty)} <= roles


@pytest.mark.parametrize("plan", OURS)
def test_messages_read_easily_and_hold_no_word_they_advise_against(plan: str) -> None:
    for message in PLANS[plan].message:
        assert doubts(message.text, PLANS[plan].avoid) == (), message.id
        assert lacks(message.text, PLANS[plan].must) == (), message.id
        assert hand_places(message.text), message.id
        words = re.sub(r"\[[^\]]*\]|\{[^}]*\}", "Ann", message.text)
        assert grade(words) <= 6.0, message.id


@pytest.mark.parametrize("plan", OURS)
def test_every_clock_is_sourced_or_to_be_asked(plan: str) -> None:
    for clock in TEMPLATES.overlays[plan].clock:
        assert clock.source or (clock.local and clock.limit.startswith("Ask")), clock.id


def test_what_we_know_from_memory_only_is_asked_and_never_told() -> None:
    """crisis_plans.md, tag [M]: marked items beyond those of the core."""
    core = {item.id for item in TEMPLATES.core.items()}
    marked = {item.id for plan in PLANS.values() for item in plan.items() if getattr(item, "local", False)} - core
    assert marked == {"cp04.family.words", "cp05.clock.psob_ask", "cp13.clock.owner", "cp13.clock.law"}


def test_no_sentence_of_the_suicide_plan_holds_a_word_it_advises_against() -> None:
    """crisis_plans.md H.3. Warnings and wording rules name what to leave out, so they are not asked."""
    plan = PLANS["CP-04"]
    for item in (*plan.step, *plan.trigger, *plan.objective, *plan.role, *plan.call, *plan.clock):
        assert doubts(wording(item), plan.avoid) == (), item.id
    for item in (one for one in plan.note if one.section != "S13"):
        assert doubts(wording(item), plan.avoid) == (), item.id


def test_help_stands_in_every_message_of_the_suicide_plan() -> None:
    for message in PLANS["CP-04"].message:
        assert "988" in message.text, message.id
        if message.id != "INT-3" and not message.id.startswith("FAM"):
            assert "{crisis_center}" in message.text, message.id


@pytest.mark.parametrize(
    "words",
    [
        "He committed suicide",
        "a failed attempt",
        "a successful attempt",
        "with his service weapon",
        "an overdose",
        "without warning",
        "an epidemic of loss",
        "the suicide note",
        "a fall from forty stories high",
        "no comment",
    ],
)
def test_words_that_hurt_are_pointed_out_in_the_suicide_plan(words: str) -> None:
    """CP-T6."""
    assert doubts(words, PLANS["CP-04"].avoid)


def test_a_message_without_a_number_for_help_is_pointed_out_in_the_suicide_plan_only() -> None:
    """CP-T6."""
    (doubt,) = lacks("The agency mourns a friend.", PLANS["CP-04"].must)
    assert "call or text 988" in doubt.why
    assert lacks("The agency mourns a friend. Call 988.", PLANS["CP-04"].must) == ()
    assert lacks("The agency mourns a friend. Call 19880.", PLANS["CP-04"].must) != ()
    assert lacks("The agency mourns a friend.", PLANS["CP-05"].must) == ()


def test_the_off_duty_plan_makes_no_claim() -> None:
    plan = PLANS["CP-05"]
    for claim in ("died in the line of duty", "in the service of Millbrook", "the ultimate sacrifice"):
        assert doubts(claim, plan.avoid)
    assert not any(re.search(r"in the service of|on duty / today", message.text) for message in plan.message)


def test_the_animals_plan_does_not_speak_of_a_persons_death() -> None:
    plan = PLANS["CP-13"]
    assert not {"R04", "R05", "R07", "R10"} & {role.id for role in plan.role}
    said = " ".join(note.text for note in plan.note if note.section == "S12")
    assert "brothers and sisters" not in said
    assert "The parents tell the children" in said
