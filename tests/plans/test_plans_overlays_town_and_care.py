"""The plans for unrest, hard calls, deaths in custody and dispatch: each carries what the field asks for.

crisis_plans.md F, and its tables G.1 (call order) and G.2 (messages, forms, partners).
"""

import re
from datetime import datetime
from io import BytesIO

import pytest

from wellness_desktop.plans.items import Template, wording
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.prints import binder
from wellness_desktop.plans.templates import load_templates
from wellness_desktop.plans.wording import doubts

TEMPLATES = load_templates()
CODES = ("CP-09", "CP-10", "CP-11", "CP-14")
PLANS = {code: combine(TEMPLATES.core, TEMPLATES.overlays[code]) for code in CODES}
STYLE = PrintStyle(datetime(2026, 11, 24, 12, 0))  # noqa: DTZ001 - station time, as the sheet wants

CALL_ORDER = {
    "CP-09": "R01 R17 R09 R18 R03 R15 elected_official everyone inclusion_lead",
    "CP-10": "R02 R03 R14 R15 R01",
    "CP-11": "ems R02 R12 coroner R01 R18 R04 R03 R13 R17 R09 state_desk",
    "CP-14": "R14 relief_console R03 R01 R15",
}
"""crisis_plans.md G.1, with the offices as the plans' fields call them."""
MESSAGES = {
    "CP-09": {"INT-1", "EXT-3", "EXT-8", "COMM-1"},
    "CP-10": {"INT-1"},
    "CP-11": {"EXT-6", "COMM-1"},
    "CP-14": {"INT-1"},
}
FORMS = {
    "CP-09": {"F-10", "F-13", "F-16"},
    "CP-10": set[str](),
    "CP-11": {"F-05", "F-10", "F-16", "F-17"},
    "CP-14": {"F-16"},
}
PARTNERS = {
    "CP-09": {
        "partner_faith",
        "partner_school",
        "partner_youth",
        "partner_business",
        "partner_neighbors",
        "rights_group",
    },
    "CP-10": {"fire_company", "ems", "school_counselor"},
    "CP-11": {"outside_investigator", "coroner", "public_health", "tribal_office"},
    "CP-14": {"county_center", "eap"},
}  # fmt: skip
SAID = {
    "CP-09": {
        "15min": ("facts only", "who is calling already", "each rumor"),
        "1h": ("five partners", "see you and speak to you", "right to speak", "safety tips"),
        "24h": ("date to listen", "one fact sheet", "12 hours", "agree in writing", "medics and water", "peers at the"),
        "72h": ("second public update", "home addresses", "officers of color"),
        "1week": ("worn out", "hold the meeting", "every promise"),
        "1month": ("promises kept", "people from the town have seats"),
        "later": ("food pantry",),
        "warning": ("mob or outsiders", "inquiry will end", "kneel"),
    },
    "CP-10": {
        "15min": ("off the next call", "dispatcher"),
        "1h": ("short talk", "wait until the next day", "early, with pay", "alone"),
        "24h": ("one call from a peer", "card for the one at home"),
        "72h": ("fire and ems", "clinician"),
        "1week": ("call each person again", "parents of a child that age"),
        "1month": ("second round of follow-up",),
        "later": ("date one year on",),
        "warning": ("roll call",),
    },
    "CP-11": {
        "15min": ("give aid", "911", "keep the video", "separate the staff", "times of the checks"),
        "1h": ("in person, before the press", "other detainees", "in the jail too"),
        "24h": ("medical file, intake screening", "state's form and day", "tribe or the consulate"),
        "72h": ("peers from outside", "counsel agrees"),
        "1month": ("dcra", "intake screening"),
        "later": ("inquest, suit", "anniversary"),
        "warning": ("coroner", "drugs"),
    },
    "CP-14": {
        "15min": ("hand over the headset", "within 15 minutes of the end of the call"),
        "1h": ("quiet room", "another console", "how it ended", "go home, with pay", "lock the recording"),
        "24h": ("every list and in every meeting", "own words", "cover the console"),
        "72h": ("by telephone",),
        "1month": ("tell the dispatcher first", "erase their names"),
        "warning": ("guests", "no data on them"),
    },
}
"""What F asks for in each time box and among the warnings, in the words of our sentences."""
OWN_TEXTS = ("step", "warning", "trigger", "objective", "note", "call", "role")


@pytest.mark.parametrize("code", CODES)
def test_calls_come_in_the_order_of_the_field(code: str) -> None:
    calls = ["everyone" if call.everyone else call.role or call.contact for call in PLANS[code].call]
    wanted = CALL_ORDER[code].split()
    assert [call for call in dict.fromkeys(calls) if call in wanted] == wanted


@pytest.mark.parametrize("code", CODES)
def test_the_tab_holds_messages_forms_and_partners(code: str) -> None:
    plan = PLANS[code]
    assert {one.id for one in plan.message} >= MESSAGES[code]
    assert {one.id for one in plan.form} >= FORMS[code]
    assert set(plan.partners) >= PARTNERS[code]
    assert plan.exercise


@pytest.mark.parametrize(("code", "place"), [(code, place) for code in CODES for place in SAID[code]])
def test_each_time_box_says_what_the_field_asks_for(code: str, place: str) -> None:
    plan = PLANS[code]
    texts = [one.text for one in plan.warning] if place == "warning" else [s.text for s in plan.step if s.box == place]
    there = " ".join(texts).casefold()
    assert [words for words in SAID[code][place] if words not in there] == []


def test_the_small_plans_keep_to_a_supervisor_and_a_helper() -> None:
    """crisis_plans.md F: CP-10 needs R03 and a supervisor only, no log (F-16) and no public message."""
    plan = PLANS["CP-10"]
    assert {role.id for role in plan.role} == {"R01", "R02", "R03", "R14", "R15"}
    assert "F-16" not in plan.forms
    assert {message.to for message in plan.message} == {"This shift and the next, by voice"}


@pytest.mark.parametrize("code", CODES)
def test_nothing_names_a_role_form_or_message_that_the_plan_leaves_out(code: str) -> None:
    plan = PLANS[code]
    roles = {role.id for role in plan.role}
    there = {one.id for one in (*plan.message, *plan.form)}
    assert {step.role for step in plan.step} <= roles
    assert {call.role for call in plan.call if call.role} <= roles
    assert {message.by for message in plan.message} <= roles
    own = [item for name in OWN_TEXTS for item in getattr(plan, name) if item.id != "core.practice.cadence"]
    named = {
        code for item in own for code in re.findall(r"\b(?:F-\d\d|(?:INT|EXT|FAM|COMM|CALLER)-\d)\b", wording(item))
    }
    assert named <= there


@pytest.mark.parametrize("code", CODES)
def test_every_box_has_something_to_do(code: str) -> None:
    assert {step.box for step in PLANS[code].step} == {box.id for box in PLANS[code].box}


@pytest.mark.parametrize("code", ["CP-09", "CP-11"])
def test_approval_waits_for_the_section_on_who_carries_more(code: str) -> None:
    """crisis_plans.md A.1: an empty S23 blocks the approval of CP-03, CP-09 and CP-11."""
    must = [field.id for field in TEMPLATES.overlays[code].field if field.need == "must"]
    assert must == [f"{code.lower().replace('-', '')}_alone"]


def test_words_that_hurt_are_noticed() -> None:
    """crisis_plans.md F, warnings: a hint beside a message, never a block."""
    for code, text in (
        ("CP-09", "A mob came from out of town."),
        ("CP-10", "It is part of the job."),
        ("CP-11", "It was an overdose."),
        ("CP-14", "It was just a call."),
    ):
        assert len(doubts(text, PLANS[code].avoid)) == 1, code


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_of_the_plan_uses_what_it_advises_against(code: str) -> None:
    plan = PLANS[code]
    for message in plan.message:
        assert doubts(message.text, plan.avoid) == (), message.id


def test_clocks_of_a_death_in_custody_say_where_their_days_come_from() -> None:
    clocks = {clock.id: clock for clock in PLANS["CP-11"].clock}
    assert clocks["cp11.clock.dcra"].source == "DCRA"
    assert clocks["cp11.clock.dcra_day"].source == "DCRA-LA"
    assert "ask counsel" in clocks["cp11.clock.state"].limit.casefold()


@pytest.mark.parametrize("code", CODES)
def test_messages_leave_lines_to_fill_and_end_with_our_values(code: str) -> None:
    own: Template = TEMPLATES.overlays[code]
    for message in own.message:
        assert "[" in message.text
        assert "{values_line}" in message.text


@pytest.mark.slow
def test_a_plan_without_a_scribe_reports_back_to_the_first_on_the_list(
    millbrook_plans: dict[str, MergedPlan],
) -> None:
    """CP-10 keeps no log, so nobody is its scribe; no line waits for a name."""
    from pypdf import PdfReader

    for code, words in (("CP-10", "reports back to the first on the list"), ("CP-14", "scribe, Maria Delgado")):
        pages = PdfReader(BytesIO(binder(millbrook_plans[code], STYLE))).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert words in text
        assert "(scribe)" not in text
