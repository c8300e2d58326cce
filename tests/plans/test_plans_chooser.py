"""Choosing what to print, clicked and typed through with a real service."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from tests.support.cut_text import cut_texts
from tests.support.looks import look, settle, show_at
from tests.support.pdf_text import text_of
from tests.support.walker import faults
from wellness_desktop.accounts.audit import read_log
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.records import id_of
from wellness_desktop.plans.sheets.kinds import ALL, SheetKind
from wellness_desktop.plans.templates import Templates, load_templates

if TYPE_CHECKING:
    from conftest import Agency

WAIT = 20_000
TEMPLATES = load_templates()


def few() -> Templates:
    """Two plans, so that counting the pages of all of them is quick."""
    return Templates(TEMPLATES.core, {code: TEMPLATES.overlays[code] for code in ("CP-10", "CP-14")})


@pytest.fixture
def tasks(qapp: Any) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def open_page(agency: "Agency", tasks: Tasks, qtbot: Any, *roles: Role) -> PlansPage:
    page = PlansPage(agency.plans(*roles, templates=few), tasks)
    qtbot.addWidget(page)
    page.resize(1214, 710)
    page.show()
    qtbot.waitExposed(page)
    return page


def choose(page: PlansPage, kind: SheetKind) -> None:
    assert page.prints.papers.choose(lambda one: one.kind is kind)


def seen(page: PlansPage, qtbot: Any) -> str:
    """What is said of the blanks, once the chosen paper was laid out."""
    qtbot.waitUntil(lambda: "Looking" not in page.prints.blanks.text(), timeout=WAIT)
    return str(page.prints.blanks.text())


def the_offer(page: PlansPage, qtbot: Any) -> PrintOffer:
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=WAIT)
    (offer,) = page.findChildren(PrintOffer)
    return offer  # type: ignore[no-any-return]


def test_the_chooser_says_use_pages_and_blanks_before_it_prints(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    page.show_plan("CP-10")
    qtbot.mouseClick(page.plan.print_button, Qt.MouseButton.LeftButton)
    assert page.title == "Print"
    papers = page.prints.papers
    assert [row.title for row in papers.rows.shown()][:3] == ["Quick card", "Call tree sheet", "Role cards"]
    choose(page, SheetKind.CALL_TREE)
    assert "take it back" in page.prints._give.text()
    qtbot.waitUntil(lambda: all(page.prints._pages(one) != "…" for one in papers.rows.shown()), timeout=WAIT)
    assert page.prints._pages(papers.rows.shown()[0]) == "1"
    with millbrook.store.read() as session:
        assert "printed" not in [entry.event for entry in read_log(session, 20)], "counting is not printing"
    qtbot.mouseClick(page.prints.print_button, Qt.MouseButton.LeftButton)
    offer = the_offer(page, qtbot)
    assert offer.windowTitle() == "CP-10 call tree sheet"
    assert offer._file_name == "plan-CP10-v2026.1-call-tree.pdf"
    offer.close()
    with millbrook.store.read() as session:
        newest = read_log(session, 1)[0]
    assert (newest.event, newest.subject_id) == ("printed", id_of("plan", "CP-10"))


def test_a_blank_is_said_and_leads_to_where_it_is_filled_in_and_back(
    millbrook: "Agency", tasks: Tasks, qtbot: Any
) -> None:
    millbrook.roster().remove(millbrook.id_of("Noor Haddad"))
    page = open_page(millbrook, tasks, qtbot)
    page.show_prints("CP-10")
    choose(page, SheetKind.CALL_TREE)
    assert "not filled in" in seen(page, qtbot)
    rows = [page.prints._gaps.itemAt(place).widget() for place in range(page.prints._gaps.count())]
    next(row for row in rows if row.text().startswith("Dispatch lead")).click()
    assert page.title == "Who does what"
    page.go_back()
    assert page.title == "Print"
    assert page.prints.plan.value() == "CP-10"
    choose(page, SheetKind.LEADER)
    assert seen(page, qtbot) == "Nothing is missing on this paper."


def test_one_persons_role_cards_are_printed(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    page.show_prints("CP-10")
    assert not page.prints.roles.isVisible()
    choose(page, SheetKind.ROLE_CARDS)
    assert page.prints.roles.isVisible()
    wanted = next(n for n, pick in enumerate(page.prints._picks) if pick.words.startswith("Dr. Hannah Weiss"))
    page.prints.roles.set_value(wanted)
    page.prints.print_chosen()
    offer = the_offer(page, qtbot)
    text = text_of(offer._pdf)
    offer.close()
    assert "R03 Support coordinator · CP-10" in text
    assert "R02 Incident commander" not in text


def test_large_print_is_counted_and_printed_anew(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    page.show_prints("CP-14")
    choose(page, SheetKind.MESSAGES)
    seen(page, qtbot)
    plain = page.prints._pages(page.prints.papers.current())
    qtbot.mouseClick(page.prints.large, Qt.MouseButton.LeftButton, pos=page.prints.large.rect().center())
    page.prints.large.setChecked(True)
    page.prints._offer()
    seen(page, qtbot)
    assert int(page.prints._pages(page.prints.papers.current())) > int(plain)


def test_all_plans_together_are_offered_from_the_list(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot)
    qtbot.mouseClick(page.list.print_button, Qt.MouseButton.LeftButton)
    assert page.prints.plan.value() == ALL
    assert [row.title for row in page.prints.papers.rows.shown()] == [
        "All quick cards",
        "Grab folder",
        "All plans in one binder",
    ]
    page.go_back()
    assert page.title == "Crisis plans"


def test_whoever_may_not_print_is_offered_nothing(millbrook: "Agency", tasks: Tasks, qtbot: Any) -> None:
    page = open_page(millbrook, tasks, qtbot, Role.MEMBER)
    assert not page.list.print_button.isVisible()
    sheets = millbrook.plans(Role.MEMBER).sheets
    assert sheets.choices("CP-10") == ()
    for attempt in (sheets.make, sheets.pages):
        with pytest.raises(NotAllowed):
            attempt(SheetKind.CALL_TREE, "CP-10")


@pytest.mark.parametrize(("theme", "size"), [("light", 100), pytest.param("dark", 200, marks=pytest.mark.slow)])
def test_the_chooser_reads_well(agency: "Agency", tasks: Tasks, qtbot: Any, qapp: Any, theme: str, size: int) -> None:
    page = PlansPage(agency.plans(templates=few), tasks)
    qtbot.addWidget(page)
    with look(qapp, theme, size):
        show_at(qapp, page, 1024, 700)
        page.show_prints("CP-10")
        choose(page, SheetKind.ROLE_CARDS)
        qtbot.waitUntil(lambda: not tasks.busy, timeout=WAIT)
        settle(qapp)
        assert faults(page) == []
        assert cut_texts(page) == []
