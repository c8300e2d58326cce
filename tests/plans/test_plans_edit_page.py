"""Changing a plan's words on the page, by keys."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.cut_text import cut_texts
from tests.support.looks import settle
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.own_words.outline import Mark
from wellness_desktop.plans.plans_page import PlansPage

if TYPE_CHECKING:
    from conftest import Agency

FIRST, SECOND = "cp01.15min.aid", "core.15min.harm"


@pytest.fixture
def open_page(millbrook: "Agency", qapp: Any, qtbot: Any) -> Iterator[Callable[..., PlansPage]]:
    tasks = Tasks()

    def opened(*roles: Role) -> PlansPage:
        page = PlansPage(millbrook.plans(*roles), tasks)
        qtbot.addWidget(page)
        page.resize(1214, 710)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.show_plan("CP-01")
        page.read()
        return page

    yield opened
    tasks.close()


def items(page: PlansPage) -> dict[str, Any]:
    return {item.id: item for item in page._plans.items("CP-01")}


def rows(page: PlansPage) -> list[str]:
    return list(page.reading.rows.rows)


def focused(page: PlansPage) -> str:
    widget = QApplication.focusWidget()
    return next((item for item, row in page.reading.rows.rows.items() if row is widget), "")


def edit(page: PlansPage, qtbot: Any, section: str = "S11") -> None:
    page.reading.sections.choose(lambda leaf: leaf.id == section)
    toggle(page, qtbot)


def toggle(page: PlansPage, qtbot: Any) -> None:
    """Ctrl+E; a button that is pressed by its key acts a moment later."""
    before = page.reading.edit_button.text()
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    if page.reading.may_edit:
        qtbot.waitUntil(lambda: page.reading.edit_button.text() != before)


def type_over(qtbot: Any, field: QWidget, words: str) -> None:
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, words)


def test_an_item_is_reworded_by_keys_marked_and_undone(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    edit(page, qtbot)
    own = rows(page)[0]
    qtbot.waitUntil(lambda: focused(page) == own)
    qtbot.keyClick(page.reading.rows.rows[own], Qt.Key.Key_Return)
    type_over(qtbot, page.reading.editor.form.field("text"), "Help the hurt. Then stop the harm.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.banner.words.startswith("Saved in your own words.")
    assert items(page)[own].mark is Mark.OURS
    qtbot.waitUntil(lambda: focused(page) == own)
    assert page.reading.rows.rows[own].accessibleName().endswith("(our words)")
    page.banner.undo.take_back()
    assert items(page)[own].mark is Mark.TEMPLATE
    toggle(page, qtbot)
    assert page.reading.text.startswith("First 15 minutes")


def test_rows_move_hide_and_come_back_by_keys(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    edit(page, qtbot)
    first, second = rows(page)[:2]
    qtbot.keyClick(page.reading.rows.rows[first], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rows(page)[:2] == [second, first]
    qtbot.waitUntil(lambda: focused(page) == first)
    qtbot.keyClick(page.reading.rows.rows[first], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert rows(page)[:2] == [first, second]
    qtbot.keyClick(page.reading.rows.rows[first], Qt.Key.Key_Delete)
    assert rows(page)[0] == second
    assert rows(page)[-1] == first
    assert items(page)[first].mark is Mark.HIDDEN
    qtbot.keyClick(page.reading.rows.rows[first], Qt.Key.Key_Return)
    qtbot.waitUntil(page.reading.editor.restore_button.hasFocus)
    qtbot.keyClick(page.reading.editor.restore_button, Qt.Key.Key_Space)
    assert rows(page)[:2] == [first, second]


def test_a_step_is_added_behind_another_for_a_role(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    edit(page, qtbot)
    first = rows(page)[0]
    qtbot.keyClick(page.reading.rows.rows[first], Qt.Key.Key_Insert)
    editor = page.reading.editor
    type_over(qtbot, editor.form.field("text"), "Lock the front door.")
    editor.role.set_value("R14")
    editor.save_button.click()
    added = items(page)[rows(page)[1]]
    assert (added.text, added.role, added.mark) == ("Lock the front door.", "R14", Mark.ADDED)
    page.reading.rows.rows[added.id].click()
    editor.restore_button.click()
    assert page.banner.words.startswith("Removed.")
    assert added.id not in rows(page)
    qtbot.waitUntil(lambda: focused(page) == first)
    page.banner.undo.take_back()
    assert rows(page)[1] == added.id


def test_a_change_for_every_plan_is_one_tick(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    edit(page, qtbot)
    page.reading.rows.rows["core.15min.phones"].click()
    editor = page.reading.editor
    type_over(qtbot, editor.form.field("text"), "No posts, anyone.")
    editor.form.field("everywhere").click()
    editor.save_button.click()
    for plan in ("CP-01", "CP-02"):
        item = next(one for one in page._plans.items(plan) if one.id == "core.15min.phones")
        assert (item.text, item.everywhere) == ("No posts, anyone.", True)


def test_escape_closes_the_editor_and_the_page_stays(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    edit(page, qtbot)
    qtbot.keyClick(page.reading.rows.rows[rows(page)[0]], Qt.Key.Key_Return)
    field = page.reading.editor.form.field("text")
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.reading.editor.isHidden()
    assert page.is_open("reading")


def test_what_is_typed_is_a_draft_until_saved_and_comes_back(open_page: Any, qtbot: Any) -> None:
    page = open_page()
    edit(page, qtbot)
    assert page.draft() is None
    own = rows(page)[0]
    page.reading.rows.rows[own].click()
    type_over(qtbot, page.reading.editor.form.field("text"), "Half a sen")
    kept = page.draft()
    assert kept is not None
    again = open_page()
    again.show_list()
    again.take_draft(kept)
    assert again.is_open("reading")
    assert again.reading.editor.form.values()["text"] == "Half a sen"
    assert again.draft() == kept
    again.reading.editor.save_button.click()
    assert again.draft() is None
    assert items(again)[own].text == "Half a sen"


def test_words_to_think_again_about_stand_under_a_message_and_never_block(open_page: Any, qtbot: Any) -> None:
    """CP-T6 on the page."""
    page = open_page()
    page.show_plan("CP-04")
    page.read()
    edit(page, qtbot, "S13")
    message = next(item.id for item in page._plans.items("CP-04") if item.table == "message")
    page.reading.rows.rows[message].click()
    editor = page.reading.editor
    type_over(qtbot, editor.form.field("text"), "He committed suicide.")
    qtbot.waitUntil(lambda: "committed" in editor.doubt_words.text())
    assert "988" in editor.doubt_words.text()
    editor.save_button.click()
    toggle(page, qtbot)
    assert "“committed" in page.reading.text


def test_a_member_sees_no_way_to_change_words(open_page: Any, qtbot: Any) -> None:
    page = open_page(Role.MEMBER)
    edit(page, qtbot)
    assert page.reading.edit_button.isHidden()
    assert rows(page) == []


def test_the_rows_and_the_editor_are_sound_and_whole(open_page: Any, qtbot: Any, qapp: Any) -> None:
    page = open_page()
    edit(page, qtbot)
    page.reading.rows.rows[rows(page)[1]].click()
    settle(qapp)
    assert faults(page) == []
    assert cut_texts(page) == []
