"""CP-06, CP-07, CP-08 and CP-12 carry what the field asks of them (crisis_plans.md E to H)."""

import re
from typing import TYPE_CHECKING

import pytest

from wellness_desktop.plans.items import Call, Template
from wellness_desktop.plans.merged import Standing
from wellness_desktop.plans.merging import Known, merge
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.reading_text import section_texts
from wellness_desktop.plans.template_check import faults
from wellness_desktop.plans.templates import load_templates
from wellness_desktop.plans.wording import doubts

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = load_templates()
PLANS = {name: combine(TEMPLATES.core, TEMPLATES.overlays[name]) for name in ("CP-06", "CP-07", "CP-08", "CP-12")}

CALL_ORDER = {
    "CP-06": "R14 radio R02 R15 search_rescue air_support R01 blue_alert_desk R04 R05 R06 R16 R03 R09",
    "CP-07": "R14 radio R02 R15 ems hospital R01 emergency_manager R09 R06 coroner R03 second_support R17 "
    "state_victims federal_victims",
    "CP-08": "R01 R15 R08 R14 R19 emergency_manager R17 R09 R03",
    "CP-12": "R14 R19 R02 neighbor_center radio R01 R15 state_cyber fbi_office R18 R09 R17",
}
"""crisis_plans.md G.1, with the offices as the plans' fields call them; "radio" is all cars."""
MESSAGES = {
    "CP-06": "EXT-1 EXT-5 FAM-3",
    "CP-07": "EXT-1 COMM-1 EXT-9",
    "CP-08": "INT-5 EXT-7",
    "CP-12": "INT-1 EXT-6",
}
FORMS = {
    "CP-06": "F-05 F-12 F-14 F-16",
    "CP-07": "F-12 F-13 F-14 F-15 F-16 F-20",
    "CP-08": "F-13 F-14 F-21 F-25",
    "CP-12": "F-12 F-14 F-23 F-24",
}
PARTNERS = {
    "CP-06": "search_rescue air_support nearest_agency blue_alert_desk",
    "CP-07": "partner_school hospital red_cross coroner",
    "CP-08": "emergency_manager family_shelter veterinarian fuel_supplier",
    "CP-12": "neighbor_center phone_company radio_club",
}
"""crisis_plans.md G.2."""
STEPS = {
    "CP-06": {
        "15min": ("last place", "phone", "perimeter", "second agency", "radio check of all", "blue alert"),
        "1h": ("family", "name the next time", "f-12", "f-14", "rest plan", "dogs, air and water", "nobody from the"),
        "24h": ("12 hours", "chaplain at staging", "at the home", "every hour", "every 2 hours"),
        "72h": ("one person decides", "family hears of that change first"),
        "cp06.found": ("cp-01", "cp-02", "quiet room", "doctor", "quiet week", "support comes when"),
    },
    "CP-07": {
        "15min": ("stop the killing", "medical care", "all mutual aid", "is your family inside"),
        "1h": ("meet", "coroner identifies", "staging", "first team in", "phone chargers", "water"),
        "24h": ("ours and visiting", "dispatchers", "vendors", "gifts", "federal help"),
        "72h": ("by role, not all in one hall", "visiting agencies"),
        "1week": ("officers may go", "jail, school and hospital"),
        "1month": ("3 to 4 weeks", "copy"),
        "later": ("trial", "with the families and the town"),
    },
    "CP-08": {
        "cp08.before": (
            "family plan on file",
            "recall",
            "school or church",
            "pets and livestock",
            "outside the county",
        ),
        "15min": ("account for every member", "family board", "whose home is empty"),
        "1h": ("safe, in shelter, not reached, needs help",),
        "24h": ("12 hours on, 12 hours off", "beds", "shelter near the station", "fuel, medicine", "babies", "voice"),
        "72h": ("leave and money first", "swap staff"),
        "1week": ("fema", "schools", "limit the hours"),
        "1month": ("crew by crew", "days off"),
        "later": ("home of their own", "leave back", "day of the storm"),
    },
    "CP-12": {
        "15min": ("every channel", "pace level", "f-23", "call back", "pull the network cable", "types a password"),
        "1h": ("neighbor center", "two officers", "paper logs", "wall clock", "radio club", "ext-6"),
        "24h": ("12-hour shifts", "state cyber office", "fbi", "insurer", "counsel", "hold on records"),
        "72h": ("test the way back", "fresh people"),
        "1week": ("off line", "new passwords"),
        "1month": ("after-action review",),
        "later": ("two hours by hand",),
    },
}
"""What each time box of crisis_plans.md F asks for, in a word or two of the step that does it."""
WARNINGS = {
    "CP-06": ("live location", "do not promise"),
    "CP-07": ("before the family knows", "may grow", "name the attacker as little"),
    "CP-08": ("homes are empty",),
    "CP-12": ("no detail of what is weak",),
}


def who(call: Call) -> str:
    if call.everyone:
        return "everyone"
    return call.role or call.contact or call.how.removeprefix("by ")


def in_order(calls: "Iterable[str]", wanted: list[str]) -> list[str]:
    return [call for call in dict.fromkeys(calls) if call in wanted]


@pytest.mark.parametrize("plan", CALL_ORDER)
def test_calls_come_in_the_order_of_the_field(plan: str) -> None:
    wanted = CALL_ORDER[plan].split()
    assert in_order((who(call) for call in PLANS[plan].call), wanted) == wanted


@pytest.mark.parametrize("plan", PLANS)
def test_members_hear_it_before_the_town(plan: str) -> None:
    """Only a mass casualty event tells the town first: people must stay away, and families ask within minutes."""
    calls = [who(call) for call in PLANS[plan].call]
    if plan != "CP-07":
        assert calls.index("everyone") < calls.index("R09")
    assert "everyone" in calls


@pytest.mark.parametrize("plan", PLANS)
def test_the_tab_carries_its_messages_forms_and_partners(plan: str) -> None:
    there = PLANS[plan]
    assert set(MESSAGES[plan].split()) <= {one.id for one in there.message}
    assert set(FORMS[plan].split()) <= {one.id for one in there.form}
    assert tuple(PARTNERS[plan].split()) == there.partners[: len(PARTNERS[plan].split())]
    assert there.exercise
    assert there.clock


@pytest.mark.parametrize("plan", PLANS)
def test_every_time_box_of_the_field_is_there(plan: str) -> None:
    for box, words in STEPS[plan].items():
        said = " ".join(step.text.casefold() for step in PLANS[plan].step if step.box == box)
        assert [one for one in words if one not in said] == [], box


@pytest.mark.parametrize("plan", PLANS)
def test_its_warnings_are_there(plan: str) -> None:
    said = " ".join(one.text.casefold() for one in PLANS[plan].warning)
    assert [one for one in WARNINGS[plan] if one not in said] == []


@pytest.mark.parametrize("plan", PLANS)
def test_every_step_and_call_has_someone_to_do_it(plan: str) -> None:
    roles = {role.id for role in PLANS[plan].role}
    assert [step.id for step in PLANS[plan].step if step.role not in roles] == []
    assert [call.id for call in PLANS[plan].call if call.role and call.role not in roles] == []
    assert [one.id for one in PLANS[plan].message if one.by not in roles] == []


@pytest.mark.parametrize("plan", PLANS)
def test_what_it_sends_people_to_is_in_its_binder(plan: str) -> None:
    """A form or message that a sentence names by its code."""
    there = PLANS[plan]
    carried = {one.id for one in (*there.form, *there.message)}
    named = set(re.findall(r"\b(?:F-\d\d|(?:INT|EXT|FAM|COMM|CALLER)-\d)\b", " ".join(_sentences(there))))
    assert named <= carried


def _sentences(plan: Template) -> list[str]:
    return [getattr(one, "text", "") or getattr(one, "duty", "") for one in plan.items()]


@pytest.mark.parametrize("plan", PLANS)
def test_its_own_messages_end_with_our_values_and_leave_lines_to_fill(plan: str) -> None:
    for message in TEMPLATES.overlays[plan].message:
        assert "[" in message.text
        assert "{values_line}" in message.text or message.id.startswith("FAM")
        assert doubts(message.text, PLANS[plan].avoid) == ()


@pytest.mark.parametrize(
    ("plan", "said", "phrase"),
    [
        ("CP-06", "We will find her, do not worry.", ["We will find", "do not worry"]),
        ("CP-07", "The gunman shot at least nine.", ["The gunman", "at least"]),
        ("CP-08", "Please watch the officers' homes.", ["officers' homes"]),
        ("CP-12", "It is ransomware and we have no backup.", ["ransomware", "no backup"]),
    ],
)
def test_words_that_would_do_harm_are_pointed_out(plan: str, said: str, phrase: list[str]) -> None:
    assert [one.phrase for one in doubts(said, PLANS[plan].avoid)] == phrase


def test_what_comes_before_the_season_stands_first_and_the_finding_stands_last() -> None:
    assert [box.id for box in PLANS["CP-08"].box][:2] == ["cp08.before", "15min"]
    assert [box.id for box in PLANS["CP-06"].box][-2:] == ["later", "cp06.found"]
    assert PLANS["CP-08"].step[0].box == "cp08.before"


def test_all_cars_are_reached_by_radio_on_screen_and_on_paper() -> None:
    merged = merge(PLANS["CP-12"], Known(), Standing(approved=False, number="2026.1"))
    assert "by radio" in section_texts(merged)["S10"]
    (cars,) = [call for call in merged.calls if call.how]
    assert (cars.role, cars.office, cars.everyone) == (None, None, False)


def test_a_call_that_names_nobody_is_a_slip() -> None:
    from dataclasses import replace

    overlay = TEMPLATES.overlays["CP-12"]
    nobody = tuple(replace(call, how="") for call in overlay.call)
    assert any("it names nobody to call" in one for one in faults(TEMPLATES.core, [replace(overlay, call=nobody)]))


def test_the_clock_of_a_missing_officer_counts_from_the_last_word() -> None:
    """CP-T17: never a countdown before the family."""
    said = " ".join(_sentences(PLANS["CP-06"]))
    assert "Do not count down" in said
    assert "core.clock.blue" in PLANS["CP-06"].clocks
