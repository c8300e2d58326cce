"""A draft of a form: what stands in it, right or wrong, comes back letter by letter."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from wellness_desktop.base.clock import FixedClock
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.drafts import say_kept, say_thrown_away, say_unfinished
from wellness_desktop.kit.fields import (
    ChecksField,
    ChoiceField,
    NotesField,
    NumberField,
    RadioField,
    TextField,
    TickField,
)
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField, MomentField
from wellness_desktop.kit.passphrase import PassphraseField

CHICAGO = ZoneInfo("America/Chicago")
LEE, KIM = UUID(int=1), UUID(int=2)


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


def a_form(qtbot: Any) -> Form:
    clock = FixedClock(datetime(2026, 11, 24, 8, tzinfo=UTC))
    form = Form()
    qtbot.addWidget(form)
    form.add("Name", TextField(), name="name", required="Type a name.")
    form.add("Notes", NotesField(), name="notes")
    form.add("Minutes", NumberField(5, 30), name="minutes")
    form.add("Day", DateField(clock, CHICAGO), name="day")
    form.add("Ended", MomentField(clock, CHICAGO), name="ended")
    form.add("Person", ChoiceField([(LEE, "Lee"), (KIM, "Kim")], empty="Nobody"), name="person")
    form.add("Shades", ChecksField([(shade, shade.value) for shade in Shade]), name="shades")
    form.add("Which", RadioField([(1, "First"), (2, "Second")]), name="which")
    form.add("Sure", TickField("Sure"), name="sure")
    form.add("Passphrase", PassphraseField(), name="secret")
    return form


def fill(form: Form) -> None:
    """Types something unfinished into every field."""
    form.field("name").setText("Lee Park")
    form.field("notes").setPlainText("first line\nsecond")
    form.field("minutes").setText("4x")
    form.field("day").setText("13/4")
    form.field("ended").day.setText("11/23")
    form.field("ended").clock.setText("25:")
    form.field("person").set_value(KIM)
    form.field("shades").set_value([Shade.DARK])
    form.field("which").set_value(2)
    form.field("sure").set_value(True)
    form.field("secret").set_value("gravel lantern otter picnic")


def test_a_draft_comes_back_letter_by_letter(qtbot: Any) -> None:
    form, again = a_form(qtbot), a_form(qtbot)
    fill(form)
    kept = json.loads(json.dumps(form.typed()))
    again.set_typed(kept)
    assert again.typed() == kept
    assert again.field("person").value() == KIM
    assert again.field("shades").value() == (Shade.DARK,)
    assert again.field("minutes").text() == "4x"
    assert again.field("ended").fault() == form.field("ended").fault() != ""


def test_a_passphrase_is_never_in_a_draft(qtbot: Any) -> None:
    form = a_form(qtbot)
    fill(form)
    assert "secret" not in form.typed()
    assert "gravel" not in json.dumps(form.typed())
    form.set_typed({"secret": "otter"})
    assert form.field("secret").value() == "gravel lantern otter picnic"


def test_showing_a_draft_is_silent_and_says_what_is_wrong_with_it(qtbot: Any) -> None:
    form, again = a_form(qtbot), a_form(qtbot)
    fill(form)
    heard: list[str] = []
    again.changed.connect(lambda: heard.append("changed"))
    again.drafted.connect(lambda: heard.append("drafted"))
    again.set_typed(form.typed())
    assert not again.waiting
    assert heard == []
    assert again.field("minutes").property("wrong") is True
    assert not again.field("name").property("wrong")


def test_an_empty_field_of_a_draft_is_not_nagged_about(qtbot: Any) -> None:
    form = a_form(qtbot)
    form.set_typed(form.typed())
    assert not form.field("name").property("wrong")


def test_a_choice_that_is_gone_and_a_field_nobody_knows_are_passed_over(qtbot: Any) -> None:
    form = a_form(qtbot)
    form.field("person").set_value(LEE)
    form.set_typed({"person": str(UUID(int=9)), "which": 7, "shades": ["green"], "nothing": "here"})
    assert form.field("person").value() == LEE
    assert form.field("which").value() is None
    assert form.field("shades").value() == ()


JUNK = some.none() | some.booleans() | some.integers() | some.text(max_size=5) | some.lists(some.text(max_size=3))


@pytest.fixture
def any_form(qtbot: Any) -> Form:
    return a_form(qtbot)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=some.dictionaries(some.sampled_from(["name", "notes", "day", "ended", "person", "which", "sure"]), JUNK))
def test_a_spoiled_draft_breaks_nothing(any_form: Form, kept: dict[str, Any]) -> None:
    any_form.set_typed(kept)
    json.dumps(any_form.typed())


@pytest.mark.parametrize("say", [say_kept, say_unfinished])
def test_the_banner_offers_the_way_on(qtbot: Any, say: Any) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    pressed: list[str] = []
    say(banner, lambda: pressed.append("pressed"))
    assert "not saved yet" in banner.words
    banner._action_button.click()
    assert pressed == ["pressed"]


def test_throwing_away_can_be_taken_back(qtbot: Any) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    back: list[str] = []
    say_thrown_away(banner, lambda: back.append("back"))
    banner._undo_button.click()
    assert back == ["back"]
