"""The register of paper copies, clicked and typed through by keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from tests.support.cut_text import cut_texts
from tests.support.looks import PAGE_SIZES, look, show_at
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.copies.kinds import ALL, ALL_PLANS, BINDER, CALL_TREE, CopyState
from wellness_desktop.plans.copies.values import NewCopy
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.templates import Templates, load_templates

if TYPE_CHECKING:
    from conftest import Agency

TEMPLATES = load_templates()
ONE = "CP-14"
WAIT = 20_000


def small() -> Templates:
    return Templates(TEMPLATES.core, {ONE: TEMPLATES.overlays[ONE]})


@pytest.fixture
def tasks(qapp: Any) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def opened(agency: "Agency", tasks: Tasks, qtbot: Any, *roles: Role) -> PlansPage:
    page = PlansPage(agency.plans(*roles, templates=small), tasks)
    qtbot.addWidget(page)
    page.resize(1214, 710)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def handed_out(agency: "Agency", *copies: NewCopy, kind: str = BINDER, plan: str = ONE) -> None:
    desk = agency.plans(templates=small).copies
    desk.enter(desk.prepare(kind, plan, copies))


def saved(page: PlansPage, qtbot: Any, target: Path) -> None:
    """Saves the print that is offered, as a person without a printer would, twice, and closes the window."""
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PrintOffer)), timeout=WAIT)
    offer = page.window().findChildren(PrintOffer)[0]
    offer.save_to(str(target))
    offer.save_to(str(target))
    offer.close()
    qtbot.waitUntil(lambda: not page.window().findChildren(PrintOffer))


def press(page: PlansPage, qtbot: Any, key: Qt.Key) -> None:
    qtbot.keyClick(page.copies.table.view, key)


def test_from_an_empty_register_to_pages_put_in(agency: "Agency", tasks: Tasks, qtbot: Any, tmp_path: Path) -> None:
    """Give out, print, enter; change a fact; print exactly what changed; say that it is in. All by keys."""
    page = opened(agency, tasks, qtbot)
    register = page._plans.copies.register
    qtbot.keyClick(page.list.copies_button, Qt.Key.Key_Space)
    assert page.title == "Paper copies"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    page.show_plan(ONE)
    qtbot.keyClick(page.plan.copies_button, Qt.Key.Key_Space)
    page.copies.give_button.show()
    qtbot.keyClick(page.copies.give_button, Qt.Key.Key_Space)
    view = page.give_out
    assert view.paper.value() == (BINDER, ONE)
    for holder, place in (("Whoever is on", "Station desk"), ("", "Car 1")):
        qtbot.keyClicks(view.form.field("holder"), holder)
        qtbot.keyClicks(view.form.field("place"), place)
        qtbot.keyClick(view.form.field("place"), Qt.Key.Key_Return)
    qtbot.keyClicks(view.form.field("place"), "Chief's home")
    qtbot.keyClick(view.print_button, Qt.Key.Key_Space)
    assert register() == (), "nothing is entered before it was printed"
    saved(page, qtbot, tmp_path / "copies.pdf")
    assert [(one.number, one.of, one.place) for one in register()] == [
        (1, 3, "Station desk"),
        (2, 3, "Car 1"),
        (3, 3, "Chief's home"),
    ]
    assert page.is_open("copies")
    assert page.copies.state.text() == "Every copy in use is up to date."
    assert not page.copies.update_button.isEnabled()

    page._plans.set_fact("staffing", "Nine sworn.")
    page.show_list()
    assert page.list.on_paper.text() == "3 paper copies are not up to date."
    page.show_copies()
    page.copies.place.set_value("Car 1")
    page.copies.place.edited.emit()
    qtbot.keyClick(page.copies.update_button, Qt.Key.Key_Space)
    saved(page, qtbot, tmp_path / "update.pdf")
    waiting = [one for one in register() if one.coming_on]
    assert [one.place for one in waiting] == ["Car 1"], "only the chosen place"
    page.copies.table.choose(lambda one: one.id == waiting[0].id)
    press(page, qtbot, Qt.Key.Key_P)
    assert [one.place for one in register() if not one.stale] == ["Car 1"]
    page.banner._undo_button.click()
    assert [one.place for one in register() if one.coming_on] == ["Car 1"]
    assert len(page._plans.copies.out_of_date()) == 3


def test_what_becomes_of_a_copy_by_single_keys(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    handed_out(agency, NewCopy("Chief", "Safe"), kind=CALL_TREE)
    page = opened(agency, tasks, qtbot)
    page.show_copies()
    only = page._plans.copies.register()[0]
    for key, state in (
        (Qt.Key.Key_L, CopyState.LOST),
        (Qt.Key.Key_T, CopyState.RECALLED),
        (Qt.Key.Key_D, CopyState.DESTROYED),
    ):
        press(page, qtbot, key)
        assert page._plans.copies.copy(only.id).state is state
    qtbot.keyClick(page.copies.card.found_button, Qt.Key.Key_Space)
    assert page._plans.copies.copy(only.id).state is CopyState.IN_USE
    card = page.copies.card
    card.move_form.field("place").clear()
    qtbot.keyClicks(card.move_form.field("place"), "Car 2")
    qtbot.keyClicks(card.read_form.field("initials"), "DW")
    qtbot.keyClick(card.read_form.field("initials"), Qt.Key.Key_Return)
    now = page._plans.copies.copy(only.id)
    assert [one.initials for one in now.readings] == ["DW"]
    assert card.move_form.field("place").text() == "Car 2", "what is typed elsewhere stays"
    qtbot.keyClick(card.move_button, Qt.Key.Key_Space)
    assert page._plans.copies.copy(only.id).place == "Car 2"
    assert page.draft() is None
    page._plans.set_fact("dispatch_line", "County", numbers=["507-555-0111"])
    page.copies.refresh()
    press(page, qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "print them anew" in page.banner.words, timeout=WAIT)


def test_what_is_typed_is_a_draft(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    handed_out(agency, NewCopy("", "Safe"), kind=CALL_TREE)
    page = opened(agency, tasks, qtbot)
    page.show_give_out()
    qtbot.keyClicks(page.give_out.form.field("place"), "Car 1")
    qtbot.keyClick(page.give_out.form.field("place"), Qt.Key.Key_Return)
    qtbot.keyClicks(page.give_out.form.field("place"), "Car")
    page.show_copies()
    qtbot.keyClicks(page.copies.card.read_form.field("initials"), "D")
    kept = page.draft()
    assert kept is not None
    again = opened(agency, tasks, qtbot)
    again.take_draft(kept)
    assert again.draft() == kept
    assert again.give_out.form.field("place").text() == "Car"
    assert again.copies.card.read_form.field("initials").text() == "D"
    again._throw_away()
    assert again.draft() is None


def test_a_page_in_the_hand_is_answered(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    handed_out(agency, NewCopy("", "Safe"))
    page = opened(agency, tasks, qtbot)
    page.show_copies()
    for typed, words in (("cp14 s07-1", "The page in force is CP-14 S07-1"), ("x", "There is no such page.")):
        page.copies.page.clear()
        qtbot.keyClicks(page.copies.page, typed)
        qtbot.keyClick(page.copies.page, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda words=words: page.copies.answer.text().startswith(words), timeout=WAIT)


def test_empty_fields_are_refused_beside_the_field(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = opened(agency, tasks, qtbot)
    page.show_give_out()
    qtbot.keyClick(page.give_out.print_button, Qt.Key.Key_Space)
    assert page.give_out.begun() is None
    assert page.give_out.paper.value() == (ALL_PLANS, ALL)
    page.give_out.form.field("count").set_value(99)
    qtbot.keyClicks(page.give_out.form.field("place"), "Car 1")
    qtbot.keyClick(page.give_out.add_button, Qt.Key.Key_Space)
    assert page.give_out.table.rows.rowCount() == 0


def test_whoever_may_not_print_sees_no_copies(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = opened(agency, tasks, qtbot, Role.MEMBER)
    assert page.list.copies_button.isHidden()


def test_the_screens_have_no_faults(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = opened(agency, tasks, qtbot)
    page.show_copies()
    assert faults(page) == []
    handed_out(agency, NewCopy("Whoever is on", "Station desk"), NewCopy("", "Car 1"), kind=CALL_TREE)
    page.show_copies()
    assert faults(page) == []
    page.show_give_out()
    assert faults(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", PAGE_SIZES)
def test_nothing_is_cut_at_any_size(agency: "Agency", tasks: Tasks, qtbot: Any, qapp: Any, size: Any) -> None:
    handed_out(agency, NewCopy("Whoever is on", "Station desk"), NewCopy("", "Car 1"))
    agency.plans(templates=small).set_fact("staffing", "Nine sworn.")
    page = opened(agency, tasks, qtbot)
    percent, width, height = size
    with look(qapp, "dark", percent):
        for show in (page.show_copies, page.show_give_out):
            show()
            show_at(qapp, page, width, height)
            assert cut_texts(page) == []
