"""Versions, template changes, strike-outs and own plans on the page."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from tests.support.cut_text import cut_texts
from tests.support.looks import PAGE_SIZES, look, settle, show_at
from tests.support.walker import faults
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.service import Plans
from wellness_desktop.plans.templates import Templates, shipped_templates

if TYPE_CHECKING:
    from conftest import Agency

FIVE = ("Chief Alana Reyes", "Sgt. Dana Whitfield", "Officer Kim O'Neil", "Officer Marcus Bell", "Maria Delgado")
OUTSIDE = ("Lt. Grace Park", "Dr. Hannah Weiss", "Bea Larsen", "Special Agent Ray Cole")


def newer_templates() -> Templates:
    """A core that says one sentence in other words, and has one more."""
    shipped = shipped_templates()
    steps = [
        replace(step, text="Tell all: no posts.") if step.id == "core.15min.phones" else step
        for step in shipped.core.step
    ]
    new = replace(steps[0], id="core.15min.new", text="Look at your own hands.")
    return Templates(replace(shipped.core, step=(*steps, new)), shipped.overlays)


@pytest.fixture
def open_page(qapp: Any, qtbot: Any) -> Iterator[Callable[[Plans], PlansPage]]:
    tasks = Tasks()

    def opened(plans: Plans) -> PlansPage:
        page = PlansPage(plans, tasks)
        qtbot.addWidget(page)
        page.resize(1214, 710)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield opened
    tasks.close()


def five_people(agency: "Agency") -> Plans:
    """An agency of five (crisis_plans.md C): everyone inside has an alternate or somebody outside behind them."""
    plans = agency.plans()
    roles = [one.role for one in plans.core().roles]
    for role in roles:
        for place in Place:
            plans.assign_role(role.id, place, None)
    inside = {
        "R01": 0, "R09": 0, "R02": 1, "R15": 1, "R08": 2, "R11": 2, "R13": 2, "R07": 3, "R10": 4, "R16": 4, "R19": 4,
    }  # fmt: skip
    for number, role in enumerate(roles):
        mine = inside.get(role.id)
        if mine is not None:
            plans.assign_role(role.id, Place.PRIMARY, agency.id_of(FIVE[mine]))
            plans.assign_role(role.id, Place.ALTERNATE, agency.id_of(FIVE[(mine + 1) % 5]))
        plans.assign_role(role.id, Place.OUTSIDE, agency.id_of(OUTSIDE[number % 4]))
    return plans


def test_any_one_of_five_can_be_struck_out_and_every_role_is_held(millbrook: "Agency", open_page: Any) -> None:
    """CP-T2 through the page: choose each name in turn, and no role stands empty."""
    page = open_page(five_people(millbrook))
    page.show_plan("CP-01")
    page.plan.review.strike_button.click()
    names = {page.strike.who.itemText(place) for place in range(page.strike.who.count())}
    assert set(FIVE) <= names
    for name in FIVE:
        page.strike.who.set_value(millbrook.id_of(name))
        page.strike.who.edited.emit()
        assert page.strike.sum.text() == f"Without {name}, every role is still held."
        passes = page.strike.passes
        assert passes.view.model().rowCount() > 0


def test_a_role_that_would_stand_empty_leads_to_its_seat(millbrook: "Agency", open_page: Any, qtbot: Any) -> None:
    plans = millbrook.plans()
    plans.assign_role("R10", Place.ALTERNATE, None)
    plans.assign_role("R10", Place.OUTSIDE, None)
    page = open_page(plans)
    page.show_plan("CP-01")
    page.show_strike()
    page.strike.who.set_value(millbrook.id_of("Maria Delgado"))
    page.strike.who.edited.emit()
    assert page.strike.sum.text() == "Without Maria Delgado, 1 role stands empty."
    page.strike.passes.choose(lambda one: one.role.id == "R10")
    qtbot.keyClick(page.strike.passes.view, Qt.Key.Key_Return)
    assert page.is_open("roles")
    assert page.roles.table.current().role.id == "R10"


def test_versions_are_compared_and_printed(millbrook: "Agency", open_page: Any, qtbot: Any) -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    plans.change_item("core.15min.phones", "No posts tonight.", plan="CP-01")
    page = open_page(plans)
    page.show_plan("CP-01")
    page.plan.review.versions_button.click()
    assert page.versions.sum.text() == "1 line differs."
    assert "Words put in: No posts tonight." in page.versions.text
    page.versions.newer.set_value(page.versions.older.value())
    page.versions.newer.edited.emit()
    assert page.versions.sum.text() == "Nothing differs between the two."
    page.versions.print_button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)) or page.window().findChild(PrintOffer) is not None)


def test_template_changes_stand_side_by_side_and_are_decided(millbrook: "Agency", open_page: Any, qtbot: Any) -> None:
    millbrook.plans().change_item("core.15min.phones", "No posts. Chief's order.", plan="CP-01")
    plans = millbrook.plans(templates=newer_templates)
    page = open_page(plans)
    page.show_plan("CP-01")
    assert page.plan.review.news_button.text() == "Template changes: 2"
    page.plan.review.news_button.click()
    shown = [one.text() for one in page.news.findChildren(Text)]
    for words in ("Tell all: no posts.", "No posts. Chief's order.", "Now: Look at your own hands."):
        assert words in shown
    field, _ = page.news.merges["core.15min.phones"]
    field.set_value("Tell all: no posts. Chief's order.")
    kept = page.draft()
    assert kept == {"merges": {"CP-01": {"core.15min.phones": "Tell all: no posts. Chief's order."}}}
    again = open_page(plans)
    again.take_draft(kept)
    assert again.draft() == kept
    page.news.buttons["core.15min.phones"]["merge"].click()
    assert page.news.merges == {}
    assert page.draft() is None
    page.banner.undo.take_back()
    page.news.buttons["core.15min.phones"]["take"].click()
    assert page.news.merges == {}
    page.news.read_button.click()
    assert plans.template_news("CP-01") == []
    page.show_plan("CP-01")
    assert page.plan.review.news_button.isHidden()


def test_an_own_plan_is_made_changed_retired_and_brought_back(millbrook: "Agency", open_page: Any, qtbot: Any) -> None:
    page = open_page(millbrook.plans())
    page.list.own_button.click()
    qtbot.keyClicks(page.own_plan.form.field("title"), "Dam break")
    kept = page.draft()
    assert kept is not None
    page.own_plan.save_button.click()
    assert page.is_open("own_plan")
    page.own_plan.form.field("trigger").set_value("Water over the dam.")
    page.own_plan.save_button.click()
    assert page.title.endswith("Dam break")
    assert page.draft() is None
    page.plan.review.own_button.click()
    page.own_plan.retire_button.click()
    assert not any(one.startswith("own-") for one in page.list.open_buttons)
    page.list.own_button.click()
    assert not page.own_plan.retired.isHidden()
    page.banner.undo.take_back()
    assert any(one.startswith("own-") for one in page.list.open_buttons)
    again = open_page(millbrook.plans())
    again.take_draft(kept)
    assert again.own_plan.form.values()["title"] == "Dam break"


def prepared(agency: "Agency", page: PlansPage, name: str) -> None:
    page.show_plan("CP-01")
    {"versions": page.show_versions, "news": page.show_news, "strike": page.show_strike, "plan": lambda: None}[name]()


@pytest.mark.parametrize("name", ["versions", "news", "strike", "plan"])
def test_every_screen_is_sound_at_its_smallest(millbrook: "Agency", open_page: Any, qapp: Any, name: str) -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    plans.change_item("core.15min.phones", "No posts tonight.", plan="CP-01")
    page = open_page(millbrook.plans(templates=newer_templates))
    prepared(millbrook, page, name)
    settle(qapp)
    assert faults(page) == []
    percent, width, height = PAGE_SIZES[3]
    with look(qapp, "light", percent):
        show_at(qapp, page, width, height)
        assert cut_texts(page) == []
