"""Reviews and lessons, clicked and typed through."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.cut_text import cut_texts
from tests.support.looks import PAGE_SIZES, look, show_at
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.review.kinds import Cause, LessonState, Stage, Voice
from wellness_desktop.plans.review.review_page import ReviewPage
from wellness_desktop.plans.review.values import NewLesson, PlanPlace
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.plans.service import Plans

if TYPE_CHECKING:
    from conftest import Agency

PLAN = "CP-12"


@pytest.fixture
def tasks(qapp: Any) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def plans(millbrook: "Agency") -> Plans:
    return millbrook.plans()


@pytest.fixture
def page(plans: Plans, tasks: Tasks, qtbot: Any) -> ReviewPage:
    return opened(plans, tasks, qtbot)


def opened(plans: Plans, tasks: Tasks, qtbot: Any) -> ReviewPage:
    page = ReviewPage(plans, tasks)
    qtbot.addWidget(page)
    page.resize(1214, 710)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def a_run(plans: Plans) -> UUID:
    began = plans.now - timedelta(hours=2)
    run = plans.runs.start(PLAN, drill=False, began_at=began).value
    plans.runs.note(run, "Radio silent below the dam.", at=began + timedelta(minutes=9))
    plans.runs.end(run, at=plans.now - timedelta(hours=1))
    return run


def part(page: ReviewPage, name: str) -> None:
    assert page.review.parts.choose(lambda one: one.id == name)


def test_a_run_becomes_a_review_and_its_questions_are_answered_one_at_a_time(
    plans: Plans, tasks: Tasks, qtbot: Any
) -> None:
    a_run(plans)
    page = opened(plans, tasks, qtbot)
    page.list.run_button.click()
    assert page.is_open("review")
    assert "CP-12" in page.title
    assert page.review.clock.table.rows.rowCount() == 3
    part(page, "questions")
    asked = page.review.questions
    first, second = (asked.form.field(name) for name in ("intended", "happened"))
    assert first.isVisible()
    assert not second.isVisible()
    first.setFocus()
    qtbot.keyClicks(first, "Keep the town reachable.")
    qtbot.keyClick(first, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is second)
    review = page.review.review
    assert review is not None
    assert plans.after_action.review(review.line.id).answers["intended"].text == "Keep the town reachable."
    page.banner.undo.take_back()
    assert plans.after_action.review(review.line.id).answers["intended"].text == ""
    asked.one_by_one.click()
    assert first.isVisible()
    assert second.isVisible()
    assert first.value() == ""


def test_what_does_not_belong_into_a_public_record_is_said_at_once(page: ReviewPage, plans: Plans, qtbot: Any) -> None:
    page.show_review(plans.after_action.begin_without_run("Ice", Cause.OTHER, plans.today).value)
    part(page, "questions")
    page.review.questions.form.field("intended").setFocus()
    qtbot.keyClicks(page.review.questions.form.field("intended"), "Officer Bell asked for counseling.")
    page.review.questions.form.flush()
    assert "Who got support stays out" in page.banner.words


def test_objectives_are_rated_by_one_key(page: ReviewPage, plans: Plans, qtbot: Any) -> None:
    key = plans.after_action.begin_for_run(a_run(plans)).value
    page.show_review(key)
    part(page, "objectives")
    table = page.review.objectives.table
    table.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_S)
    assert plans.after_action.review(key).objectives[0].rating is Rating.SOME
    why = page.review.objectives.form.field("why")
    why.setFocus()
    qtbot.keyClicks(why, "Nine minutes late.")
    page.review.flush()
    assert plans.after_action.review(key).objectives[0].why == "Nine minutes late."


def test_a_sheet_is_typed_in_and_a_half_typed_one_is_a_draft(page: ReviewPage, plans: Plans, qtbot: Any) -> None:
    key = plans.after_action.begin_without_run("Ice", Cause.OTHER, plans.today).value
    page.show_review(key)
    part(page, "voices")
    voices = page.review.voices
    voices.voice.set_value(Voice.COMMUNITY)
    voices.voice.edited.emit()
    assert voices.form.field("saw").isVisible()
    assert not voices.form.field("unheard").isVisible()
    qtbot.keyClicks(voices.form.field("saw"), "Nobody came by.")
    draft = page.draft()
    assert draft is not None
    voices.throw_away()
    page.show_list()
    page.take_draft(draft)
    assert voices.form.field("saw").value() == "Nobody came by."
    voices.form.field("outside").click()
    voices.add_button.click()
    sheet = plans.after_action.review(key).sheets[0].sheet
    assert (sheet.voice, sheet.who, sheet.outside) == (Voice.COMMUNITY, "", True)
    assert page.draft() is None
    voices.sheets.setFocus()
    qtbot.keyClick(voices.sheets.view, Qt.Key.Key_Delete)
    assert plans.after_action.review(key).sheets == ()
    page.banner.undo.take_back()
    assert len(plans.after_action.review(key).sheets) == 1


def test_a_lesson_is_written_leads_to_its_plan_item_and_is_closed(page: ReviewPage, plans: Plans, qtbot: Any) -> None:
    page.list.new_button.click()
    view = page.lesson
    qtbot.keyClicks(view.form.field("lesson"), "Nights were told last.")
    view.form.field("owner").set_value("R02")
    view.plan.set_value(PLAN)
    view.plan.edited.emit()
    view.add_button.click()
    kept = page.draft()
    assert kept is not None
    view.save_button.click()
    lesson = plans.after_action.open_lessons()[0]
    assert (lesson.said.owner, lesson.said.places[0].plan) == ("R02", PLAN)
    assert page.draft() is None
    led: list[tuple[str, str]] = []
    page.place_wanted.connect(lambda plan, item: led.append((plan, item)))
    view.place_wanted.emit(PLAN, lesson.said.places[0].item)
    assert led == [(PLAN, lesson.said.places[0].item)]
    qtbot.keyClicks(view.done.field("evidence"), "Call tree of December 5.")
    view.close_button.click()
    assert plans.after_action.lessons()[0].state is LessonState.DONE
    page.banner.undo.take_back()
    assert plans.after_action.lessons()[0].state is LessonState.OPEN


def test_the_register_is_filtered_and_prints_what_is_shown(page: ReviewPage, plans: Plans, qtbot: Any) -> None:
    desk = plans.after_action
    desk.save_lesson(NewLesson(lesson="Late.", due=plans.today - timedelta(days=1)), source="Roll call")
    desk.save_lesson(NewLesson(lesson="In time.", due=plans.today), source="Roll call")
    page.refresh()
    assert len(page.list.shown()) == 2
    page.list.state.set_value(LessonState.OVERDUE)
    page.list.state.edited.emit()
    assert [one.said.lesson for one in desk.lessons() if one.id in page.list.shown()] == ["Late."]
    page.list.print_button.click()
    qtbot.waitUntil(lambda: page.findChild(PrintOffer) is not None)


def test_a_review_is_held_by_its_dates(page: ReviewPage, plans: Plans, qtbot: Any) -> None:
    key = plans.after_action.begin_without_run("Ice", Cause.OTHER, plans.today).value
    page.show_review(key)
    part(page, "report")
    page.review.dates.field(Stage.HOT_WASH.value).setFocus()
    qtbot.keyClicks(page.review.dates.field(Stage.HOT_WASH.value), "T")
    page.review.dates.flush()
    assert plans.after_action.review(key).line.dates[0].held == plans.today


def test_an_item_of_a_plan_opens_in_the_editor(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    plans = millbrook.plans()
    item = next(one for one in plans.items(PLAN) if one.table == "step")
    page = PlansPage(plans, tasks)
    qtbot.addWidget(page)
    page.show()
    page.change_item(PLAN, item.id)
    assert page.is_open("reading")
    assert page.reading.editor.item == item
    page.change_item(PLAN, "gone")
    assert "gone" in page.banner.words


def test_who_finds_the_way(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    for role, shown in ((Role.PLANNER, True), (Role.SUPERVISOR, True), (Role.MEMBER, False)):
        page = PlansPage(millbrook.plans(role), tasks)
        qtbot.addWidget(page)
        assert page.list.reviews_button.isVisibleTo(page) is shown


def filled(plans: Plans) -> UUID:
    desk = plans.after_action
    key = desk.begin_for_run(a_run(plans)).value
    place = PlanPlace(PLAN, plans.items(PLAN)[0].id)
    desk.save_lesson(
        NewLesson(lesson="Nights were told last.", owner="R02", due=plans.today, places=(place,)), review=key
    )
    return key


PARTS = ("clock", "questions", "objectives", "voices", "lessons", "head", "report")


def test_every_part_can_be_used_by_keyboard_and_is_named(page: ReviewPage, plans: Plans) -> None:
    key = filled(plans)
    page.show_list()
    assert faults(page) == []
    page.show_review(key)
    for name in PARTS:
        part(page, name)
        assert faults(page) == [], name
    page.show_lesson(plans.after_action.lessons()[0])
    assert faults(page) == []


@pytest.mark.parametrize(
    ("percent", "wide", "high"),
    [PAGE_SIZES[1], *(pytest.param(*size, marks=pytest.mark.slow) for size in (PAGE_SIZES[0], *PAGE_SIZES[2:]))],
)
def test_nothing_is_cut_off(page: ReviewPage, plans: Plans, qapp: Any, percent: int, wide: int, high: int) -> None:
    key = filled(plans)
    with look(qapp, "light", percent):
        show_at(qapp, page, wide, high)
        page.show_list()
        assert cut_texts(page) == []
        page.show_review(key)
        for name in PARTS:
            part(page, name)
            assert cut_texts(page) == [], name
        page.show_lesson(plans.after_action.lessons()[0])
        assert cut_texts(page) == []
