"""The register, the log and the first calls on the page, and on paper."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from tests.support.cut_text import cut_texts
from tests.support.looks import settle
from tests.support.pdf_text import text_of
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.community.engagement import EngagementDetails, EngagementKind, Rank
from wellness_desktop.plans.community.partners import PartnerDetails, PartnerKind
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.service import Plans

if TYPE_CHECKING:
    from conftest import Agency


@pytest.fixture
def open_page(qapp: Any, qtbot: Any) -> Iterator[Callable[[Plans], PlansPage]]:
    tasks = Tasks()

    def opened(plans: Plans) -> PlansPage:
        page = PlansPage(plans, tasks)
        qtbot.addWidget(page)
        page.resize(1214, 710)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield opened
    tasks.close()


def fill(plans: Plans) -> None:
    pastor = plans.add_partner(
        PartnerDetails(
            name="Pastor Ruth Amdahl",
            numbers=("507-555-0124",),
            group="First Lutheran",
            kinds=(PartnerKind.FAITH,),
            speaks_for="The families by the river, the harvest workers and everybody who was here in the flood",
            promised="To call before the next search by the river, not after it.",
            backup="Deacon Olson, 507-555-0140",
        )
    ).value
    plans.add_partner(PartnerDetails(name="Dev Patel", group="Millbrook School", kinds=(PartnerKind.SCHOOL,)))
    plans.log_talk(pastor.id, plans.today - timedelta(days=200), met=True, note="Parking at Christmas.")
    plans.log_engagement(
        EngagementDetails(
            plans.today - timedelta(days=30), "School fair", EngagementKind.SCHOOL, "Reyes", (Rank.CHIEF,), 120
        )
    )
    plans.log_engagement(
        EngagementDetails(plans.today, "Food drive", EngagementKind.FOOD_PANTRY, "", (Rank.OFFICER,), 90)
    )


def test_a_partner_is_added_by_keyboard_and_a_talk_is_one_key(
    millbrook: "Agency", open_page: Callable[[Plans], PlansPage], qtbot: Any
) -> None:
    plans = millbrook.plans()
    page = open_page(plans)
    page.list.community_button.click()
    page.register.add_button.click()
    form = page.partner_form.form
    qtbot.keyClicks(form.field("name"), "Coach Mia Torres")
    qtbot.keyClicks(form.field("first"), "507-555-0127")
    assert page.draft() is not None
    qtbot.keyClick(form.field("first"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.is_open("register"))
    assert page.draft() is None
    view = page.register.table.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_T)
    (coach,) = plans.partners()
    assert coach.last_contact == plans.today
    assert coach.last_meeting is None
    page.banner.undo.take_back()
    assert plans.partners()[0].last_contact is None
    page.go_back()
    assert page.is_open("list") or not page.list.isHidden()


def test_what_is_typed_about_a_partner_comes_back_as_a_draft(
    millbrook: "Agency", open_page: Callable[[Plans], PlansPage], qtbot: Any
) -> None:
    plans = millbrook.plans()
    fill(plans)
    page = open_page(plans)
    page.show_partner(next(one.id for one in plans.partners() if one.line.name == "Dev Patel"))
    qtbot.keyClicks(page.partner_form.form.field("hours"), "after three")
    draft = page.draft()
    assert draft is not None
    other = open_page(plans)
    other.take_draft(draft)
    assert other.partner_form.form.values()["hours"] == "after three"
    other.partner_form.save_button.click()
    assert {one.line.details.hours for one in plans.partners()} == {"", "after three"}


def test_an_event_is_logged_and_taken_out_and_the_chart_says_it_in_words(
    millbrook: "Agency", open_page: Callable[[Plans], PlansPage], qtbot: Any
) -> None:
    plans = millbrook.plans()
    page = open_page(plans)
    page.show_town()
    form = page.town.form
    page.town.log_button.click()
    assert not plans.engagements()
    qtbot.keyClicks(form.field("event"), "School fair")
    form.field("kind").set_value(EngagementKind.SCHOOL)
    form.field("ranks").set_value((Rank.CHIEF,))
    qtbot.keyClicks(form.field("hours"), "2")
    page.town.log_button.click()
    assert [one.details.minutes for one in plans.engagements()] == [120]
    assert "Nov 2026: 1 event, 1 with a leader, 2 h." in page.town.chart.accessibleDescription()
    assert "Oct 2026: nothing." in page.town.chart.accessibleDescription()
    page.town.log.opened.emit(plans.engagements()[0])
    page.town.form.field("hours").set_value(1)
    page.town.log_button.click()
    assert [one.details.event for one in plans.engagements()] == ["School fair", "School fair"]
    page.banner.undo.take_back()
    page.town.log.choose(lambda _one: True)
    qtbot.keyClick(page.town.log.view, Qt.Key.Key_Delete)
    assert not plans.engagements()


def test_five_are_proposed_and_chosen(millbrook: "Agency", open_page: Callable[[Plans], PlansPage]) -> None:
    plans = millbrook.plans()
    fill(plans)
    page = open_page(plans)
    page.show_first_calls("CP-09")
    page.first_calls.take_button.click()
    assert [one.name for one in plans.first_calls("CP-09")] == ["Pastor Ruth Amdahl", "Dev Patel"]
    first, second = page.first_calls.pickers[:2]
    first.set_value(second.value())
    first.edited.emit()  # the same partner twice is refused, and put back
    assert [one.name for one in plans.first_calls("CP-09")] == ["Pastor Ruth Amdahl", "Dev Patel"]
    assert page.banner.words
    first.set_value(None)
    first.edited.emit()
    assert [one.name for one in plans.first_calls("CP-09")] == ["Dev Patel"]


def test_an_officer_logs_and_sees_no_button_that_is_not_theirs(
    millbrook: "Agency", open_page: Callable[[Plans], PlansPage]
) -> None:
    fill(millbrook.plans())
    page = open_page(millbrook.plans(Role.MEMBER))
    page.show_register()
    view = page.register
    assert view.spoke_button.isVisible()
    hidden = (view.add_button, view.change_button, view.print_button)
    assert not any(one.isVisible() for one in hidden)
    page.show_first_calls()
    assert not page.first_calls.pickers[0].isEnabled()


SCREENS: dict[str, Callable[[PlansPage], None]] = {
    "register": lambda page: page.show_register(),
    "partner": lambda page: page.show_partner(),
    "town": lambda page: page.show_town(),
    "calls": lambda page: page.show_first_calls("CP-09"),
}


@pytest.mark.parametrize("name", [*SCREENS])
def test_everything_is_named_and_nothing_is_cut(
    name: str, millbrook: "Agency", open_page: Callable[[Plans], PlansPage], qapp: Any
) -> None:
    plans = millbrook.plans()
    fill(plans)
    page = open_page(plans)
    SCREENS[name](page)
    if name == "register":
        page.register.table.choose(lambda one: one.line.name.startswith("Pastor"))
    settle(qapp)
    assert faults(page) == []
    assert cut_texts(page) == []


def test_the_binder_and_the_papers_name_the_partners(millbrook: "Agency", qapp: Any) -> None:
    plans = millbrook.plans()
    fill(plans)
    plans.choose_calls("CP-09", [one.id for one in plans.proposed_calls("CP-09")])
    for pdf in (plans.binder("CP-09"), plans.print_partners()):
        words = text_of(pdf)
        assert "Pastor Ruth Amdahl, First Lutheran" in words
        assert "555-0124" in words
        assert "Deacon Olson" in words
    year = text_of(plans.print_engagements(plans.today.year))
    assert "School fair" in year
    assert "2 events, 1 with a leader, 3.5 h together." in year
