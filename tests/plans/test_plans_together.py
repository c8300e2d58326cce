"""All plans in one binder: what they share once, a tab for each, nothing lost."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from PySide6.QtCore import Qt

from tests.paper.tag_checker import faults
from wellness_desktop.accounts.audit import read_log
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.paper.sheet import Printed
from wellness_desktop.plans.merged import MergedPlan, Standing
from wellness_desktop.plans.merging import Known, merge
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.places import Filled
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.print_pieces import PrintStyle
from wellness_desktop.plans.print_together import SHARED, own_part, whole_binder
from wellness_desktop.plans.records import id_of
from wellness_desktop.plans.sheets.kinds import SheetKind
from wellness_desktop.plans.templates import Templates, load_templates

if TYPE_CHECKING:
    from conftest import Agency

STYLE = PrintStyle(datetime(2026, 11, 24, 12, 0), date(2027, 5, 24))  # noqa: DTZ001 - station time, as the sheet wants
TEMPLATES = load_templates()
CODES = ("CP-01", "CP-10", "CP-11")
"""The longest, the smallest, and one that rewords much of the core."""
APPROVED = "CP-10"


@pytest.fixture(scope="module")
def core() -> MergedPlan:
    return merge(combine(TEMPLATES.core), Known(), Standing(approved=False, number=""))


@pytest.fixture(scope="module")
def plans() -> list[MergedPlan]:
    standings = {code: Standing(approved=code == APPROVED, number=f"2026.{n}") for n, code in enumerate(CODES, 1)}
    return [
        merge(combine(TEMPLATES.core, TEMPLATES.overlays[code]), Known(), standing)
        for code, standing in standings.items()
    ]


@pytest.fixture(scope="module")
def printed(core: MergedPlan, plans: list[MergedPlan]) -> Printed:
    return whole_binder(core, plans, STYLE)


@pytest.fixture(scope="module")
def tabs(printed: Printed) -> dict[str, str]:
    """The text of each tab."""
    found: dict[str, str] = {}
    for page, sheet in zip(printed.pages, pypdf.PdfReader(BytesIO(printed.pdf)).pages, strict=True):
        tab = page.section.split()[0]
        found[tab] = found.get(tab, "") + " " + _plain(sheet.extract_text())
    return found


def _plain(text: str) -> str:
    """Words without the spaces and line ends that a reader of PDF puts anywhere."""
    return re.sub(r"\s+", "", text)


def _has(text: str, words: Filled) -> bool:
    return all(_plain(piece) in text for piece in words.pieces if isinstance(piece, str))


def test_every_page_has_a_code_of_its_own(printed: Printed) -> None:
    codes = Counter(page.code for page in printed.pages)
    assert codes.most_common(1)[0][1] == 1
    assert {page.section.split()[0] for page in printed.pages} == {SHARED, *CODES}
    assert {f"{SHARED} S07-1", "CP-01 S11-1", "CP-10 S10-1", "CP-11 S01-1"} <= set(codes)


def test_what_plans_share_stands_once(printed: Printed, core: MergedPlan) -> None:
    headings = Counter(heading for page in printed.pages for heading in page.headings)
    for title in ("S03 Distribution", "S05 Our values", "S24 Leader's page"):
        assert sum(count for heading, count in headings.items() if heading.startswith(title)) == 1, title
    for body in core.messages:
        heading = f"{body.message.id} {body.message.title}"
        assert headings[heading] == 1, heading


def test_nothing_of_a_plan_is_lost(tabs: dict[str, str], plans: list[MergedPlan]) -> None:
    for plan in plans:
        own, both = tabs[plan.id], tabs[plan.id] + tabs[SHARED]
        for line in (*plan.triggers, *plan.objectives, *plan.warnings):
            assert _has(own, line.text), line.id
        for box in plan.boxes:
            assert all(_has(own, step.text) for step in box.steps), box.box.id
        assert all(_has(own, call.text) for call in plan.calls)
        assert all(_has(own, line.duty) and _plain(line.role.title) in own for line in plan.roles)
        assert all(_has(own, clock.limit) for clock in plan.clocks)
        for body in plan.messages:
            assert _plain(body.message.id + body.message.title) in own
            assert all(_has(both, paragraph) for paragraph in body.paragraphs), body.message.id
        for section in plan.sections:
            lines = [line for group in section.groups for line in group.lines]
            assert all(_has(both, line.text) for line in lines), section.section.id
        assert _plain(plan.exercise) in own
        assert all(_plain(form.id + form.title) in own for form in plan.forms)


def test_a_section_that_leaves_out_something_is_whole_in_its_tab(core: MergedPlan, plans: list[MergedPlan]) -> None:
    """Nobody should have to read two pages against each other."""
    hard_call = next(plan for plan in plans if plan.id == "CP-10")
    own = own_part(hard_call, core)
    assert own.body("S13").groups == hard_call.body("S13").groups
    assert [line.id for group in own.body("S15").groups for line in group.lines] == ["cp10.cover.home"]
    assert own.body("S21").groups == ()


def test_each_page_says_draft_and_version_as_its_plan_stands(printed: Printed) -> None:
    for page, sheet in zip(printed.pages, pypdf.PdfReader(BytesIO(printed.pdf)).pages, strict=True):
        tab, text = page.section.split()[0], sheet.extract_text()
        assert ("DRAFT" in text) == (tab != APPROVED), page.code
        wanted = [] if tab == SHARED else [f"Version 2026.{CODES.index(tab) + 1}"]
        assert set(re.findall(r"Version 2026\.\d", text)) == set(wanted), page.code


def test_the_contents_list_the_shared_part_and_the_tabs(printed: Printed) -> None:
    text = _plain(pypdf.PdfReader(BytesIO(printed.pdf)).pages[1].extract_text())
    for line in ("S09Roles", "S24Leader'spage", "CP-01Line-of-dutydeath", "CP-11Deathincustody", "CP-11S01-1"):
        assert line in text, line
    assert "CP-01S11-1" not in text.split("Pagesinforce")[0], "inside a tab, pages go by their section"


def test_the_binder_is_tagged_as_the_checker_asks(printed: Printed) -> None:
    assert faults(printed.pdf) == []


def test_one_binder_for_all_is_shorter_than_a_binder_for_each(printed: Printed, plans: list[MergedPlan]) -> None:
    from wellness_desktop.plans.prints import binder_pages

    own = binder_pages(replace(plans[1], standing=plans[0].standing), STYLE)
    tab = [page for page in printed.pages if page.section.startswith(plans[1].id)]
    assert len(tab) < len(own.pages) * 0.7


def few() -> Templates:
    """Two plans, so that printing all of them is quick."""
    return Templates(TEMPLATES.core, {code: TEMPLATES.overlays[code] for code in ("CP-10", "CP-14")})


@pytest.mark.slow
def test_the_page_prints_all_plans_and_each_is_written_down(millbrook: "Agency", qtbot: Any) -> None:
    tasks = Tasks()
    page = PlansPage(millbrook.plans(templates=few), tasks)
    qtbot.addWidget(page)
    page.show()
    qtbot.mouseClick(page.list.print_button, Qt.MouseButton.LeftButton)
    assert page.prints.papers.choose(lambda one: one.kind is SheetKind.ALL_PLANS)
    qtbot.mouseClick(page.prints.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(PrintOffer)), timeout=20000)
    (offer,) = page.findChildren(PrintOffer)
    assert offer.windowTitle() == "All plans in one binder"
    assert offer._file_name == "plans-all-plans.pdf"
    text = _plain(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(offer._pdf)).pages))
    offer.close()
    tasks.close()
    assert _plain("CP-14 Dispatcher critical incident") in text
    assert _plain("Alder County Coroner") in text
    with millbrook.store.read() as session:
        written = [(entry.event, entry.subject_id) for entry in read_log(session, 2)]
    assert set(written) == {("printed", id_of("plan", code)) for code in few().overlays}


def test_a_member_does_not_print_all_plans(agency: "Agency") -> None:
    with pytest.raises(NotAllowed):
        agency.plans(Role.MEMBER, templates=few).whole_binder()
