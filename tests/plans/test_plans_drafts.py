"""A fact that is typed and cannot be saved yet is kept over steps, screens and sign-ins, and gone once it is saved."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from tests.support.cut_text import cut_texts
from tests.support.looks import settle
from tests.support.walker import faults
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.plans_page import PlansPage

if TYPE_CHECKING:
    from conftest import Agency


@pytest.fixture
def tasks(qapp: Any) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def open_page(agency: "Agency", tasks: Tasks, qtbot: Any) -> Any:
    def make() -> PlansPage:
        page = PlansPage(agency.plans(), tasks)
        qtbot.addWidget(page)
        page.resize(1214, 710)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


def field(page: PlansPage, name: str) -> Any:
    return page.facts.form.field(name)


def type_into(qtbot: Any, target: QWidget, text: str) -> None:
    target.setFocus()
    target.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(target, text)


def handed_over(page: PlansPage) -> Any:
    """The draft as it comes back from the store."""
    return json.loads(json.dumps(page.draft()))


def stored(agency: "Agency", name: str) -> Any:
    return next(one.fact for topic in agency.plans().core().topics for one in topic.entries if one.field.id == name)


def test_nothing_typed_and_everything_saved_leave_no_draft(open_page: Any, agency: "Agency", qtbot: Any) -> None:
    page = open_page()
    assert page.draft() is None
    page.show_facts("town")
    assert page.draft() is None
    type_into(qtbot, field(page, "town"), "Millbrook ")
    assert page.draft() is not None
    page.leave()
    assert stored(agency, "town").text == "Millbrook"
    assert page.draft() is None


def test_a_date_that_is_none_yet_comes_back_and_can_be_finished(open_page: Any, agency: "Agency", qtbot: Any) -> None:
    page = open_page()
    page.show_facts("cover_ends")
    type_into(qtbot, field(page, "cover_ends"), "June 31")
    page.leave()
    again = open_page()
    again.take_draft(handed_over(page))
    assert again.title == "Facts"
    assert field(again, "cover_ends").text() == "June 31"
    assert field(again, "cover_ends").property("wrong") is True
    assert "not saved yet" in again.banner.words
    type_into(qtbot, field(again, "cover_ends"), "06/30/2028")
    again.leave()
    assert stored(agency, "cover_ends").text == "2028-06-30"
    assert again.draft() is None


def test_a_contact_without_a_usable_number_comes_back_in_all_its_parts(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    page.show_facts("hospital")
    type_into(qtbot, field(page, "hospital").name, "County Hospital")
    type_into(qtbot, field(page, "hospital").first, "ask at the desk")
    page.leave()
    again = open_page()
    again.take_draft(handed_over(page))
    assert field(again, "hospital").name.text() == "County Hospital"
    assert field(again, "hospital").first.text() == "ask at the desk"


def test_it_is_still_there_after_other_steps_and_other_screens(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    page.show_facts("sworn")
    type_into(qtbot, field(page, "sworn"), "9x")
    page.facts.next_button.click()
    assert page.draft()["fields"]["sworn"]["typed"] == "9x"
    page.facts.back_button.click()
    assert field(page, "sworn").text() == "9x"
    page.go_back()
    assert page.title == "Crisis plans"
    assert "Something you typed here is not saved yet." in page.banner.words
    page.banner._action_button.click()
    assert page.title == "Facts"
    assert field(page, "sworn").text() == "9x"


def test_facts_of_several_steps_wait_each_in_its_step(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    page.show_facts("sworn")
    type_into(qtbot, field(page, "sworn"), "9x")
    page.show_facts("cover_ends")
    type_into(qtbot, field(page, "cover_ends"), "June 31")
    page.leave()
    again = open_page()
    again.take_draft(handed_over(page))
    again.show_facts("cover_ends")
    assert field(again, "cover_ends").text() == "June 31"
    again.show_facts("sworn")
    assert field(again, "sworn").text() == "9x"
    assert again.draft() == page.draft()


def test_someone_else_s_fact_in_between_is_not_overwritten(open_page: Any, agency: "Agency", qtbot: Any) -> None:
    page = open_page()
    page.show_facts("sworn")
    type_into(qtbot, field(page, "sworn"), "9x")
    kept = handed_over(page)
    agency.plans().set_fact("sworn", "12")
    again = open_page()
    again.take_draft(kept)
    type_into(qtbot, field(again, "sworn"), "9")
    again.leave()
    assert "Someone else changed this" in again.banner.words
    assert stored(agency, "sworn").text == "12"
    type_into(qtbot, field(again, "sworn"), "10")
    again.leave()
    assert stored(agency, "sworn").text == "10"
    assert again.draft() is None


def test_it_can_be_thrown_away_and_that_can_be_taken_back(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    page.show_facts("sworn")
    type_into(qtbot, field(page, "sworn"), "9x")
    again = open_page()
    again.take_draft(handed_over(page))
    again.banner._action_button.click()
    assert field(again, "sworn").text() == ""
    assert again.draft() is None
    again.banner.undo.take_back()
    assert field(again, "sworn").text() == "9x"


def test_undoing_a_saved_fact_leaves_another_that_is_not_right_yet(
    open_page: Any, agency: "Agency", qtbot: Any
) -> None:
    page = open_page()
    page.show_facts("town")
    type_into(qtbot, field(page, "sworn"), "9x")
    type_into(qtbot, field(page, "town"), "Millbrook")
    page.leave()
    page.banner.undo.take_back()
    assert stored(agency, "town").text == ""
    assert field(page, "town").text() == ""
    assert field(page, "sworn").text() == "9x"


def test_what_the_disk_refused_is_kept_and_saved_with_the_next_change(
    open_page: Any, agency: "Agency", qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full() -> Iterator[None]:
        raise Problem("The disk is full.", "Free some space, then try again.")
        yield

    page = open_page()
    page.show_facts("town")
    with monkeypatch.context() as broken:
        broken.setattr(agency.store, "work", full)
        type_into(qtbot, field(page, "town"), "Millbrook")
        page.leave()
    kept = handed_over(page)
    assert kept["fields"]["town"]["typed"] == "Millbrook"
    again = open_page()
    again.take_draft(kept)
    assert field(again, "town").text() == "Millbrook"
    type_into(qtbot, field(again, "sworn"), "9")
    again.leave()
    assert (stored(agency, "town").text, stored(agency, "sworn").text) == ("Millbrook", "9")
    assert again.draft() is None


def test_a_draft_that_is_back_can_be_read_and_reached(open_page: Any, qtbot: Any, qapp: Any) -> None:
    page = open_page()
    page.show_facts("cover_ends")
    type_into(qtbot, field(page, "cover_ends"), "June 31")
    again = open_page()
    again.take_draft(handed_over(page))
    settle(qapp)
    assert faults(again) == []
    assert cut_texts(again) == []


def test_words_that_hurt_are_said_quietly_while_typing_and_saved_all_the_same(
    open_page: Any, agency: "Agency", qtbot: Any
) -> None:
    page = open_page()
    page.show_facts("values_statement")
    box = field(page, "values_statement")
    box.setFocus()
    qtbot.keyClicks(box, "Support prevents trauma. No comment. No comment")
    page.facts.form.flush()
    remark = page.facts.form._entry("values_statement").row.remark_words
    assert "“prevents trauma”: Support helps people rest and find help. It promises nothing else." in remark
    assert remark.count("comment”") == 1
    assert box.accessibleDescription().startswith("“prevents trauma”")
    assert "prevents trauma" in stored(agency, "values_statement").text
    box.setPlainText("We look after each other.")
    page.facts.form.flush()
    assert page.facts.form._entry("values_statement").row.remark_words == ""


def test_the_reason_for_an_approval_stays_with_its_plan(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    page.show_plan("CP-01")
    assert page.draft() is None
    type_into(qtbot, page.plan.reason_form.field("reason"), "Two of us are on leave.")
    page.show_plan("CP-03")
    assert page.plan.reason_form.field("reason").text() == ""
    assert "Something you typed here is not saved yet." not in page.banner.words
    type_into(qtbot, page.plan.voice_form.field("name"), "Joseph Red")
    page.show_list()
    assert "Something you typed here is not saved yet." in page.banner.words

    again = open_page()
    again.take_draft(handed_over(page))
    assert again.plan.reason_form.field("reason").text() == "Two of us are on leave."
    assert "What you typed before is here again." in again.banner.words
    again.show_plan("CP-03")
    assert again.plan.voice_form.field("name").text() == "Joseph Red"
    assert handed_over(again) == handed_over(page)
    again._throw_away()
    assert again.draft() is None
    again.banner._take_back()
    assert handed_over(again) == handed_over(page)
