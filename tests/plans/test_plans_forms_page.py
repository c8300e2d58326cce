"""The forms' screen, clicked and typed through, and a form saved and filled in."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.support.cut_text import cut_texts
from tests.support.looks import PAGE_SIZES, look, show_at
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.printing import PrintOffer
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
def page(agency: "Agency", tasks: Tasks, qtbot: Any) -> PlansPage:
    return opened(agency, tasks, qtbot)


def opened(agency: "Agency", tasks: Tasks, qtbot: Any, *roles: Role) -> PlansPage:
    page = PlansPage(agency.plans(*roles), tasks)
    qtbot.addWidget(page)
    page.resize(1214, 710)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def shown(page: PlansPage) -> list[str]:
    rows = page.forms.table.rows
    return [rows.row(at).id for at in range(rows.rowCount())]


def test_from_the_list_of_plans_to_a_form_by_keys(page: PlansPage, qtbot: Any) -> None:
    page.list.forms_button.setFocus()
    qtbot.keyClick(page.list.forms_button, Qt.Key.Key_Space)
    assert page.title == "Forms"
    assert len(shown(page)) == 25
    page.forms.table.search.setFocus()
    qtbot.keyClicks(page.forms.table.search, "property rel")
    qtbot.waitUntil(lambda: shown(page) == ["F-04"])
    page.forms.table.choose(lambda _form: True)
    page.forms.table.setFocus()
    qtbot.keyClick(page.forms.table.view, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.forms.print_button
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.title == "Crisis plans")


def test_a_plan_leads_to_its_own_forms(page: PlansPage, qtbot: Any) -> None:
    page.show_plan("CP-13")
    page.plan.forms_button.click()
    carried = sorted(form.id for form in page._plans.merged("CP-13").forms)
    assert shown(page) == carried
    qtbot.keyClick(page.forms.plan, Qt.Key.Key_Home)
    assert len(shown(page)) == 25
    page.go_back()
    assert page.title.startswith("CP-13")


def test_forms_are_listed_by_when_one_needs_them(page: PlansPage) -> None:
    page.show_forms()
    page.forms.table.sort_by(1)
    assert shown(page)[:5] == ["F-01", "F-02", "F-03", "F-20", "F-24"]
    assert shown(page)[-3:] == ["F-17", "F-18", "F-19"]


def test_a_form_is_printed(page: PlansPage, qtbot: Any) -> None:
    def offered() -> list[str]:
        return [offer.windowTitle() for offer in page.findChildren(PrintOffer)]

    page.show_forms("F-04")
    page.forms.print_button.click()
    qtbot.waitUntil(lambda: offered() == ["F-04  Property list and release"], timeout=20_000)
    page.findChildren(PrintOffer)[0].close()
    page.forms.plan.set_value("CP-14")
    page.forms.pack_button.click()
    qtbot.waitUntil(lambda: offered() == ["CP-14: forms"], timeout=20_000)
    page.findChildren(PrintOffer)[0].close()


def test_a_form_is_saved_and_filled_in(page: PlansPage, qtbot: Any, tmp_path: Path) -> None:
    """The program tells whose the file is, and what somebody types into it stays there."""
    page.show_forms("F-09")
    qtbot.keyClicks(page.forms.psob.field("death"), "02/29/2028")
    assert page.forms.last_day.text() == "File with PSOB by Feb 28, 2031. Verify locally: ask the PSOB office."
    target = tmp_path / "form.pdf"
    page.forms.save_button.click()
    dialog = page.findChildren(QFileDialog)[0]
    assert Path(dialog.selectedFiles()[0]).name == "form-F-09.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "keeps nothing" in page.banner.words)
    writer = pypdf.PdfWriter(clone_from=target)
    writer.update_page_form_field_values(None, {"f09_member": "José Ñuñez", "f09_marriage": "/Yes"})  # type: ignore[arg-type]
    writer.write(target)
    found = pypdf.PdfReader(target).get_fields() or {}
    assert found["f09_member"]["/V"] == "José Ñuñez"
    assert found["f09_file_by"]["/V"] == "Feb 28, 2031 (verify locally)"


def test_two_dates_that_cannot_be_are_told_and_not_used(page: PlansPage, qtbot: Any) -> None:
    page.show_forms("F-09")
    qtbot.keyClicks(page.forms.psob.field("death"), "02/14/2026")
    qtbot.keyClicks(page.forms.psob.field("decided"), "02/13/2026")
    assert page.forms.last_day.isHidden()
    assert page.forms.dates() is None
    page.show_forms("F-04")
    assert page.forms.dates() is None


def test_the_private_page_offers_no_file(page: PlansPage) -> None:
    page.show_forms("F-01")
    assert page.forms.save_button.isHidden()
    assert not page.forms._by_hand.isHidden()
    assert page.forms.known.isHidden()


def test_a_member_finds_and_prints_forms(agency: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = opened(agency, tasks, qtbot, Role.MEMBER)
    page.list.forms_button.click()
    assert len(shown(page)) == 25
    assert not page.forms.print_button.isHidden()


def test_screen_reader_and_keyboard_reach_every_form(page: PlansPage) -> None:
    page.show_forms("F-09")
    assert faults(page) == []


@pytest.mark.parametrize(
    ("percent", "wide", "high"),
    [pytest.param(*size, marks=() if size == PAGE_SIZES[1] else pytest.mark.slow) for size in PAGE_SIZES],
)
def test_nothing_is_cut_off(page: PlansPage, qapp: Any, percent: int, wide: int, high: int) -> None:
    with look(qapp, "light", percent):
        for form in ("", "F-09"):
            page.show_forms(form)
            show_at(qapp, page, wide, high)
            assert cut_texts(page) == []
