"""The plans page, typed through with a real service."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.cases import slow
from tests.support.cut_text import cut_texts
from tests.support.looks import PAGE_SIZES, look, settle, show_at
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.plans_page import PlansPage

if TYPE_CHECKING:
    from conftest import Agency


@pytest.fixture
def tasks(qapp: Any) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def open_page(agency: "Agency", tasks: Tasks, qtbot: Any, *roles: Role, **more: Any) -> PlansPage:
    page = PlansPage(agency.plans(*roles), tasks, **more)
    qtbot.addWidget(page)
    page.resize(1214, 710)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def press(qtbot: Any, key: Qt.Key, widget: QWidget | None = None) -> None:
    """A key, where the focus is."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key)


def type_into(qtbot: Any, field: QWidget, text: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, text)


def test_the_list_shows_every_plan_with_what_they_lack(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    assert page.title == "Crisis plans"
    assert list(page.list.open_buttons) == sorted(agency.plans().titles())
    assert "0 of 60 seats" in page.list.progress.text()
    assert "facts are filled in" in page.list.progress.text()


def test_every_screen_opens_at_its_top(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    """The page is built before it has its size; with fourteen plans its title was half out of sight."""
    page = PlansPage(agency.plans(), tasks)
    qtbot.addWidget(page)
    page.show_plan("CP-03")
    page.show_list()
    show_at(QApplication.instance(), page, 1214, 710)
    assert page.scroll.verticalScrollBar().maximum() > 0
    assert page.scroll.verticalScrollBar().value() == 0
    page.scroll.verticalScrollBar().setValue(500)
    page.show_plan("CP-03")
    assert page.scroll.verticalScrollBar().value() == 0


def test_from_the_list_to_a_missing_number_and_back_by_keys(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    page.list.open_buttons["CP-03"].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert page.title == "CP-03  Officer-involved shooting"
    assert page.plan.gaps.view.hasFocus()
    first = page.plan.gaps.current()
    assert first is not None
    assert first.blocks
    page.plan.gaps.choose(lambda gap: gap.key == "coroner")
    press(qtbot, Qt.Key.Key_Return, page.plan.gaps.view)
    assert page.title == "Facts"
    field = page.facts.form.field("coroner")
    assert field.chosen.hasFocus()
    type_into(qtbot, field.name, "R. O'Neil <duty>")
    type_into(qtbot, field.first, "507 555 0115")
    press(qtbot, Qt.Key.Key_Tab, field.first)
    qtbot.waitUntil(lambda: "Saved" in page.banner.words)
    press(qtbot, Qt.Key.Key_Escape, page)
    assert page.title == "CP-03  Officer-involved shooting"
    assert not any(gap.key == "coroner" for gap in agency.plans().missing("CP-03"))
    merged = agency.plans().merged("CP-01")
    (fact,) = [one for one in merged.body("S12").facts if one.field.id == "coroner"]
    assert fact.value == "R. O'Neil <duty>, (507) 555-0115"


def test_what_is_typed_is_saved_on_its_own_and_undone(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    page.show_facts("town")
    type_into(qtbot, page.facts.form.field("town"), "Millbrook")
    qtbot.waitUntil(lambda: page.banner.words.startswith("Saved: Town or county you serve."))
    assert agency.plans().merged("CP-01").town == "Millbrook"
    page.banner.undo.take_back()
    assert agency.plans().merged("CP-01").town == ""
    assert page.facts.form.field("town").value() == ""


def test_leaving_saves_what_waits_for_a_pause(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    page.show_facts("town")
    type_into(qtbot, page.facts.form.field("town"), "Millbrook")
    page.leave()
    assert agency.plans().merged("CP-01").town == "Millbrook"


def test_a_number_that_is_none_is_told_beside_the_field_and_nothing_is_lost(
    agency: "Agency", tasks: Tasks, qtbot: Any
) -> None:
    page = open_page(agency, tasks, qtbot)
    page.show_facts("hospital")
    field = page.facts.form.field("hospital")
    type_into(qtbot, field.name, "County Hospital")
    type_into(qtbot, field.first, "ask at the desk")
    page.facts.flush()
    row = page.facts.form._entry("hospital").row
    assert "words in this number" in row.fault
    assert field.name.value() == "County Hospital"
    assert "hospital" in [gap.key for gap in agency.plans().missing("CP-01")]


def test_every_kind_of_field_is_saved_and_cleared(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    typed = {"sworn": "9", "relations": "Good.", "cover_ends": "06/30/2028", "values_line": "We tell the truth."}
    for field, text in typed.items():
        page.show_facts(field)
        type_into(qtbot, page.facts.form.field(field), text)
        page.facts.flush()
    facts = {one.field.id: one.fact.text for topic in agency.plans().core().topics for one in topic.entries}
    assert {field: facts[field] for field in typed} == {**typed, "cover_ends": "2028-06-30"}
    for field in typed:
        page.show_facts(field)
        widget = page.facts.form.field(field)
        widget.selectAll()
        press(qtbot, Qt.Key.Key_Delete, widget)
        page.facts.flush()
    facts = {one.field.id: one.fact.text for topic in agency.plans().core().topics for one in topic.entries}
    assert {facts[field] for field in typed} == {""}


def test_a_person_of_the_roster_is_chosen_instead_of_typed(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    page.show_facts("coroner")
    chosen = page.facts.form.field("coroner").chosen
    chosen.setFocus()
    place = chosen.findText("Dr. Hannah Weiss", Qt.MatchFlag.MatchStartsWith)
    chosen.setCurrentIndex(place)
    chosen.activated.emit(place)
    page.facts.flush()
    fact = next(
        one.fact for topic in millbrook.plans().core().topics for one in topic.entries if one.field.id == "coroner"
    )
    assert fact.person == millbrook.id_of("Dr. Hannah Weiss")
    assert not page.facts.form.field("coroner").name.isVisible()


def test_two_windows_never_overwrite_each_other(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    page.show_facts("town")
    agency.plans().set_fact("town", "Harmon")
    type_into(qtbot, page.facts.form.field("town"), "Mill")
    page.facts.flush()
    assert "Someone else changed this" in page.banner.words
    assert agency.plans().merged("CP-01").town == "Harmon"
    assert page.facts.form.field("town").value() == "Mill"
    type_into(qtbot, page.facts.form.field("town"), "brook")
    page.facts.flush()
    assert agency.plans().merged("CP-01").town == "Millbrook"


def test_all_steps_of_the_assistant_by_one_key(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    page.show_facts()
    steps = len(agency.plans().core().topics)
    for _ in range(steps):
        assert page.title == "Facts"
        page.facts.next_button.setFocus()
        press(qtbot, Qt.Key.Key_Space)
    assert page.title == "Crisis plans"


def test_a_seat_is_taken_with_the_keyboard_and_undone(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    millbrook.plans().assign_role("R16", Place.OUTSIDE, None)
    page = open_page(millbrook, tasks, qtbot)
    page.show_plan("CP-01")
    page.plan.gaps.choose(lambda gap: gap.key == "R16:outside")
    page.plan.fill_button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    picker = page.roles.pickers[Place.OUTSIDE]
    assert picker.hasFocus()
    qtbot.keyClicks(picker, "Noor")
    picker.activated.emit(picker.currentIndex())
    assert page.banner.words == "Saved: Scribe, Outside alternate."
    seats = next(one.seats for one in millbrook.plans().core().roles if one.role.id == "R16")
    assert seats.at(Place.OUTSIDE).holder.name == "Noor Haddad"  # type: ignore[union-attr]
    page.banner.undo.take_back()
    seats = next(one.seats for one in millbrook.plans().core().roles if one.role.id == "R16")
    assert seats.at(Place.OUTSIDE).holder is None


def test_a_seat_that_the_rules_refuse_is_put_back_with_the_reason(
    millbrook: "Agency", tasks: Tasks, qtbot: Any
) -> None:
    page = open_page(millbrook, tasks, qtbot)
    page.show_roles("R09", Place.PRIMARY)
    picker = page.roles.pickers[Place.PRIMARY]
    place = picker.findText("Sgt. Dana Whitfield")
    picker.setCurrentIndex(place)
    picker.activated.emit(place)
    assert "must not be Message lead and Incident commander" in page.banner.words
    assert picker.currentText() == "Chief Alana Reyes"


def test_voices_reason_and_approval(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    page.show_plan("CP-01")
    outside = next(voice for voice in millbrook.plans().contributors("CP-01") if voice.name == "Joseph Redwing")
    page.plan.voice_removed.emit(outside)
    assert page.plan.reason_form.isVisible()
    page.plan.approve_button.click()
    assert "Not every group had a say" in page.banner.words
    type_into(qtbot, page.plan.voice_form.field("name"), "Ruth Amdahl")
    band = page.plan.voice_form.field("band")
    band.setCurrentIndex(3)
    press(qtbot, Qt.Key.Key_Return, page.plan.voice_form.field("name"))
    assert page.banner.words == "Ruth Amdahl had a say."
    assert not page.plan.reason_form.isVisible()
    page.plan.approve_button.click()
    assert page.banner.words.startswith("Approved as version 2026.1.")
    assert millbrook.plans().merged("CP-01").standing.approved
    page.banner.undo.take_back()
    assert not millbrook.plans().merged("CP-01").standing.approved


def test_a_missing_voice_leads_to_its_group(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(agency, tasks, qtbot)
    page.show_plan("CP-01")
    page.plan.gaps.choose(lambda gap: gap.key == "dispatch_civilian")
    page.plan.fill_button.click()
    assert page.plan.voice_form.field("name").hasFocus()
    assert page.plan.voice_form.values()["band"].value == "dispatch_civilian"


def test_a_missing_number_leads_to_the_person_in_the_roster(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    from dataclasses import replace

    roster = millbrook.roster()
    noor = roster.person(millbrook.id_of("Noor Haddad"))
    roster.change(replace(noor, phones=noor.phones[:1]))
    opened: list[object] = []
    page = open_page(millbrook, tasks, qtbot, open_person=opened.append)
    page.show_plan("CP-01")
    page.plan.fill_button.click()
    assert opened == [noor.id]


def test_the_quick_card_is_offered_for_printing(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    page.show_plan("CP-03")
    page.plan.card_button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=20000)
    (offer,) = page.findChildren(PrintOffer)
    assert offer.windowTitle() == "CP-03 quick card"
    assert offer.preview.pages == 1
    offer.close()


def test_a_print_that_fails_is_said_in_the_banner(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    long = "Say this to whoever is there. " * 24
    plans = millbrook.plans()
    for step in next(box for box in plans.merged("CP-14").boxes if box.box.id == "15min").steps:
        plans.change_item(step.id, long.strip(), plan="CP-14")
    page.print_card("CP-14")
    qtbot.waitUntil(lambda: "The quick card is too long" in page.banner.words, timeout=20000)


def test_reading_opens_at_what_to_do_now(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot, Role.MEMBER)
    page.show_plan("CP-03")
    page.plan.read_button.click()
    assert page.reading.text.startswith("First 15 minutes\nStop the harm.")
    page.reading.sections.choose(lambda leaf: leaf.id == "S10")
    assert "First: Pat Lindqvist (612) 555-0118 (612) 555-0119" in page.reading.text
    press(qtbot, Qt.Key.Key_Escape, page)
    assert page.title == "CP-03  Officer-involved shooting"
    press(qtbot, Qt.Key.Key_Escape, page)
    assert page.title == "Crisis plans"


def test_a_member_reads_and_changes_nothing(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot, Role.MEMBER)
    assert not page.list.facts_button.isVisible()
    page.show_plan("CP-01")
    for each in (page.plan.print_button, page.plan.card_button, page.plan.approve_button, page.plan.fill_button):
        assert not each.isVisible()
    assert not page.plan.voice_form.isVisible()
    assert page.plan.read_button.isVisible()
    page.show_roles("R02")
    assert not page.roles.form.isVisible()


def screens(page: PlansPage) -> Iterator[str]:
    page.show_list()
    yield "list"
    page.show_plan("CP-03")
    yield "plan"
    page.show_facts("coroner")
    yield "facts"
    page.show_roles("R03")
    yield "roles"
    page.show_plan("CP-03")
    page.read()
    yield "reading"


def test_screen_reader_and_keyboard_reach_everything(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    for screen in screens(page):
        settle(QApplication.instance())  # type: ignore[arg-type]
        assert (screen, faults(page)) == (screen, [])


@pytest.mark.parametrize("percent", [slow(100), 200])
def test_nothing_is_cut_in_any_size(
    millbrook: "Agency", agency: "Agency", tasks: Tasks, qtbot: Any, qapp: QApplication, percent: int
) -> None:
    full = open_page(millbrook, tasks, qtbot)
    empty = open_page(agency, tasks, qtbot)
    with look(qapp, "light", percent):
        for size in [(width, height) for each, width, height in PAGE_SIZES if each == percent]:
            for screen in screens(full):
                show_at(qapp, full, *size)
                assert (screen, cut_texts(full)) == (screen, [])
            empty.show_plan("CP-03")
            show_at(qapp, empty, *size)
            assert cut_texts(empty) == []
