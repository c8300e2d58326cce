"""The pages of the family papers, as a member and as custodians use them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from tests.paper.tag_checker import faults as tag_faults
from tests.plans.packet_people import ANSWERS, CHICAGO, CHIEF, DANA, KIM, TOM, Town, copy_of, make_town, packets_of
from tests.support.cut_text import cut_texts
from tests.support.looks import show_at
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.plans.packets.custody_page import CustodyPage
from wellness_desktop.plans.packets.family_page import FamilyPage
from wellness_desktop.plans.packets.prints import SealedPaper
from wellness_desktop.plans.packets.values import PacketState, Reason

SECRET = "Under the third stone"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, UUID]]:
    folder = tmp_path_factory.mktemp("pages") / "town"
    ids = make_town(folder)
    with Town(folder).packets(CHIEF) as chief:
        chief.begin_custody([ids[DANA], ids[TOM]])
    return folder, ids


@pytest.fixture
def town(made: tuple[Path, dict[str, UUID]], tmp_path: Path) -> Town:
    return copy_of(made[0], tmp_path / "town")


class Desk:
    """Who is signed in, and what the pages print."""

    def __init__(self, town: Town, qapp: Any) -> None:
        self.town, self.qapp = town, qapp
        self.signed: SignedIn | None = None
        self.printed: list[bytes] = []

    def packets(self, name: str) -> Any:
        self.leave()
        self.signed = self.town.station.sign_in(name, "gravel lantern otter picnic")
        return packets_of(self.signed, self.town.clock)

    def family(self, qtbot: Any, name: str) -> FamilyPage:
        page = FamilyPage(self.packets(name), a_paper, self.keep)
        qtbot.addWidget(page)
        show_at(self.qapp, page, 1150, 760)
        return page

    def custody(self, qtbot: Any, name: str) -> CustodyPage:
        page = CustodyPage(self.packets(name), a_paper, self.keep, lambda _parent, pdf: self.printed.append(pdf))
        qtbot.addWidget(page)
        show_at(self.qapp, page, 1150, 760)
        return page

    def keep(self, _parent: QWidget, pdf: bytes, printed: Callable[[], object]) -> None:
        self.printed.append(pdf)
        printed()

    def leave(self) -> None:
        if self.signed is not None:
            self.signed.end()
            self.signed = None


def a_paper() -> SealedPaper:
    return SealedPaper(datetime(2026, 11, 24, 2, 0, tzinfo=CHICAGO), "Millbrook Police Department")


@pytest.fixture
def desk(town: Town, qapp: Any) -> Iterator[Desk]:
    made = Desk(town, qapp)
    yield made
    made.leave()


def press(page: QWidget, words: str) -> None:
    wanted = [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert wanted, f"no button {words}"
    QTest.mouseClick(wanted[0], Qt.MouseButton.LeftButton)


def test_a_member_writes_seals_prints_and_deletes(desk: Desk, qtbot: Any) -> None:
    page = desk.family(qtbot, KIM)
    assert faults(page) == []
    assert cut_texts(page) == []
    press(page, "Write them")
    form = page.writing
    QTest.keyClicks(form._form.field("f01.legal_name"), "Kim Oonagh O'Neil")
    press(page, "Next step")
    QTest.keyClicks(form._form.field("f01.name.1.name"), "Maeve O'Neil, mother")
    press(page, "One more")
    QTest.keyClicks(form._form.field("f01.name.2.name"), SECRET)
    assert faults(page) == []
    draft = page.draft()
    assert draft is not None
    assert draft["answers"]["f01.name.2.name"] == SECRET
    press(page, "Seal and save")
    assert page.draft() is None
    assert "Sealed." in page.banner.words
    assert page._packets.my_packet().papers.answers["f01.name.2.name"] == SECRET
    assert SECRET not in words_of(page.standing)
    press(page, "Print for an envelope")
    text = [one.extract_text() for one in pypdf.PdfReader(_file(desk.printed[0])).pages]
    assert SECRET not in text[0]
    assert KIM in text[0]
    assert SECRET in "".join(text[1:])
    assert tag_faults(desk.printed[0]) == []
    press(page, "Print for an envelope")
    assert "Envelopes to destroy" in pypdf.PdfReader(_file(desk.printed[1])).pages[-1].extract_text()
    page.banner.clear()
    page._delete()
    assert page._packets.my_packet().state is PacketState.NONE


def _file(pdf: bytes) -> Any:
    from io import BytesIO

    return BytesIO(pdf)


def test_a_draft_comes_back_and_can_be_thrown_away(desk: Desk, qtbot: Any) -> None:
    page = desk.family(qtbot, KIM)
    page.take_draft({"answers": {"f01.pets": "A cat"}, "step": 3, "sealing": 0})
    assert page.writing.step == 3
    assert page.draft() == {"answers": {"f01.pets": "A cat"}, "step": 3, "sealing": 0}
    page._throw_away()
    assert page.draft() is None


def test_two_custodians_open_papers_one_after_the_other(desk: Desk, qtbot: Any) -> None:
    desk.packets(KIM).save_packet({**ANSWERS, "f01.pets": SECRET}, seen=0)
    page = desk.custody(qtbot, TOM)
    assert faults(page) == []
    assert cut_texts(page) == []
    press(page, "Ask to open")
    assert "Choose why" in words_of(page), "a reason is needed"
    page.form.set_values({"reason": Reason.DEATH})
    QTest.keyClick(page.table.view, Qt.Key.Key_O)
    assert "second custodian" in page.banner.words
    second = desk.custody(qtbot, DANA)
    press(second, "Confirm and open")
    assert SECRET in words_of(second)
    assert faults(second) == []
    press(second, "Close the papers")
    assert SECRET not in words_of(second)
    member = desk.family(qtbot, KIM)
    assert TOM in words_of(member)
    assert "opened since" in member.banner.words
    press(member, "I have read this")
    assert member.banner.words == ""


def test_somebody_who_is_no_custodian_sees_only_who_is(desk: Desk, qtbot: Any) -> None:
    desk.packets(KIM).save_packet(ANSWERS, seen=0)
    page = desk.custody(qtbot, "Maria Delgado")
    assert not page._papers.isVisible()
    assert [one.name for one in page.custodians.table.rows.shown()] == [CHIEF, DANA, TOM]
    assert KIM not in words_of(page)
    assert not page.custodians.out_button.isVisible()


def test_a_planner_begins_and_prints_the_code(qapp: Any, qtbot: Any, tmp_path: Path) -> None:
    ids = make_town(tmp_path / "new")
    desk = Desk(Town(tmp_path / "new"), qapp)
    page = desk.custody(qtbot, CHIEF)
    assert faults(page) == []
    page.custodians._checks.set_value([ids[DANA]])
    press(page, "Begin with these")
    assert "at least two" in page.banner.words
    page.custodians._checks.set_value([ids[DANA], ids[TOM]])
    press(page, "Begin with these")
    assert page._packets.custody().is_set_up
    page._make_code()
    assert "Sealed code" in pypdf.PdfReader(_file(desk.printed[0])).pages[0].extract_text()
    assert tag_faults(desk.printed[0]) == []
    desk.leave()
