"""Today's page on a real station: calm, busy, by role, by keyboard, in every size."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.support.cut_text import cut_in_any_look
from tests.support.looks import settle, show_at
from tests.support.walker import faults, spoken_name, tab_stops
from tests.today.town import DANA, DAY, HOUR, LEE, NOW, PHRASE, Ages, Town
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs.protocols import Kind as SupportKind
from wellness_desktop.debriefs.session_values import Booking
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.timeline import Timeline
from wellness_desktop.today.matter_view import MatterRow
from wellness_desktop.today.news_view import GivenCard
from wellness_desktop.today.today_page import MOST, HurryPrint, TodayPage


@pytest.fixture
def tasks(qtbot: Any) -> Any:
    tasks = Tasks()
    yield tasks
    tasks.close()


Offered = list[tuple[str, bytes]]


def no_paper() -> bytes:
    raise Problem("This PC has no printer.", "Save the PDF to a stick.")


PRINTS = (
    HurryPrint("Help card", "life-buoy", lambda: b"%PDF help"),
    HurryPrint("Line-of-duty death: binder", "file-text", no_paper),
)


def a_page(town: Town, tasks: Tasks, *roles: Role) -> TodayPage:
    page = TodayPage(town.today(*roles), tasks, PRINTS, lambda *_: None)
    show_at(QApplication.instance(), page, 1150, 1500)
    return page


def busy(town: Town) -> Town:
    """Two incidents, a session without a clinician, someone at the team's door, an old backup."""
    town.on_call("Ruth Okafor", NOW - HOUR, 12)
    town.on_call(LEE, NOW + 11 * HOUR, 24)
    first = town.something_happened(30)
    members = tuple(one.id for one in first.exposed)
    leaders = (town.person(LEE).id,)
    booking = Booking(SupportKind.GROUP_DEBRIEFING, NOW + 30 * HOUR, 90, members, leaders, place="Parish house")
    town.debriefs(Role.COORDINATOR).book(first.id, booking)
    town.something_happened(3, "Ana Ruiz", "Ben Cole")
    town.accounts().add("New Helper", f"{PHRASE} too", frozenset({Role.HELPER}))
    town.ages = Ages(NOW - 12 * DAY, None)
    return town


def words(page: QWidget) -> str:
    settle(QApplication.instance())
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def press(page: QWidget, spoken: str) -> QPushButton:
    settle(QApplication.instance())
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisibleTo(page)]
    return next(each for each in buttons if spoken in (spoken_name(each), each.text()))


def rows(page: TodayPage) -> list[MatterRow]:
    return page._list.rows


def test_a_calm_night_says_so(qtbot: Any, town: Town, tasks: Tasks) -> None:
    town.covered()
    page = a_page(town, tasks, Role.COORDINATOR)
    shown = words(page)
    for part in (
        "Tuesday, November 24, 2026. What needs a person now.",
        "Nothing needs you now.",
        "Ruth Okafor",
        "(612) 555-0103",
        "No incident is open.",
        "No session is planned",
    ):
        assert part in shown
    assert rows(page) == []


def test_a_busy_night_stands_in_order_and_each_line_leads_on(qtbot: Any, town: Town, tasks: Tasks) -> None:
    page = a_page(busy(town), tasks)
    matters = town.today().look().matters
    assert [row.matter for row in rows(page)] == list(matters[:MOST])
    went: list[tuple[str, str]] = []
    page.go.connect(lambda key: went.append((key, "")))
    page.record_wanted.connect(lambda key, record: went.append((key, record)))
    QTest.keyClick(press(page, f"Open: {matters[0].title}"), Qt.Key.Key_Space)
    assert went == [("incidents", ""), ("incidents", matters[0].record)]
    QTest.keyClick(press(page, f"Show {len(matters) - MOST} more"), Qt.Key.Key_Space)
    settle(QApplication.instance())
    assert [row.matter for row in rows(page)] == list(matters)
    assert rows(page)[MOST].way.hasFocus()
    went.clear()
    team = next(matter for matter in matters if matter.go == "team")
    press(page, f"Open: {team.title}").click()
    assert went == [("team", "")]


def test_windows_and_sessions_stand_beside(qtbot: Any, town: Town, tasks: Tasks) -> None:
    page = a_page(busy(town), tasks, Role.COORDINATOR)
    shown = words(page)
    assert "Event 2026-A: Group debriefing (CISD)" in shown
    assert "Wed Nov 25, 08:00, Parish house" in shown.replace("Wed, ", "Wed ")
    assert "Tentative" in shown
    pictures = page.findChildren(Timeline)
    assert len(pictures) == 2
    assert "Defusing: Open now" in " ".join(pictures[0].words())
    wanted = []
    page.record_wanted.connect(lambda key, record: wanted.append((key, record)))
    pictures[0].view.setCurrentIndex(pictures[0].rows.index(0, 0))
    QTest.keyClick(pictures[0].view, Qt.Key.Key_Return)
    newest = town.today(Role.COORDINATOR).look().incidents[0]
    assert wanted == [("incidents", str(newest.id))]


@pytest.mark.parametrize(
    ("roles", "shown", "hidden"),
    [
        ((Role.MEMBER,), ("On call", "Something happened"), ("All incidents", "This week", "Support after incidents")),
        ((Role.HELPER,), ("Sessions", "This week", "Something happened"), ("All incidents", "Support after incidents")),
        (
            (Role.SUPERVISOR,),
            ("Something happened", "All incidents", "This week"),
            ("Support after incidents",),
        ),
        ((Role.PLANNER,), ("On call", "Support after incidents", "Something happened"), ("Open care windows",)),
    ],
)
def test_each_role_sees_its_own_cards(
    qtbot: Any, town: Town, tasks: Tasks, roles: tuple[Role, ...], shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    page = a_page(town, tasks, *roles)
    settle(QApplication.instance())
    seen = {
        each.text()
        for kind in (QLabel, QPushButton)
        for each in page.findChildren(kind)
        if each.isVisibleTo(page) and each.text()
    }
    assert set(shown) <= seen
    assert not set(hidden) & seen


def test_something_happened_is_one_key_away(qtbot: Any, town: Town, tasks: Tasks) -> None:
    page = a_page(town, tasks, Role.SUPERVISOR)
    with qtbot.waitSignal(page.go) as went:
        QTest.keyClick(press(page, "Something happened"), Qt.Key.Key_Space)
    assert went.args == ["happened"]


def test_a_plan_is_put_to_use_with_one_key(qtbot: Any, town: Town, tasks: Tasks) -> None:
    page = a_page(town, tasks, Role.COORDINATOR)
    went: list[object] = []
    page.go.connect(went.append)
    page.record_wanted.connect(lambda key, record: went.append((key, record)))
    use = press(page, "Put a plan to use")
    assert use.shortcut().toString() == "Ctrl+U"
    QTest.keyClick(use, Qt.Key.Key_Space)
    assert went == ["plans", ("plans", "use")]


def test_an_open_page_follows_the_night(qtbot: Any, town: Town, tasks: Tasks) -> None:
    town.on_call("Ruth Okafor", NOW - HOUR, 4)
    town.on_call(LEE, NOW + 3 * HOUR, 500)
    page = a_page(town, tasks, Role.COORDINATOR)
    assert "Next" in words(page)
    town.clock.advance(4 * HOUR)
    page._again.timeout.emit()
    shown = words(page)
    assert LEE in shown
    assert "Ruth Okafor" not in shown
    before = rows(page)
    page.refresh()
    assert rows(page) == before
    town.something_happened(1)
    page.refresh()
    settle(QApplication.instance())
    assert "Event 2026-A" in words(page)


def test_prints_are_made_off_the_windows_thread_and_offered(qtbot: Any, town: Town, tasks: Tasks) -> None:
    offered: Offered = []
    go_on = threading.Event()

    def help_card() -> bytes:
        go_on.wait(20)
        return b"%PDF help"

    prints = (HurryPrint("Help card", "life-buoy", help_card), *PRINTS[1:])
    page = TodayPage(
        town.today(Role.COORDINATOR), tasks, prints, lambda _page, title, pdf: offered.append((title, pdf))
    )
    show_at(QApplication.instance(), page, 1150, 1500)
    QTest.keyClick(press(page, "Print: Help card"), Qt.Key.Key_Space)
    assert "Setting Help card" in page.banner.words
    assert not press(page, "Help card").isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: bool(offered))
    assert offered == [("Help card", b"%PDF help")]
    assert page.banner.words == ""
    press(page, "Print: Line-of-duty death: binder").click()
    qtbot.waitUntil(lambda: "This PC has no printer." in page.banner.words)
    assert press(page, "Help card").isEnabled()


def test_a_print_that_is_chosen_elsewhere_leads_there(qtbot: Any, town: Town, tasks: Tasks) -> None:
    chosen = HurryPrint("Papers of a plan", "file-text", go=("plans", "prints"))
    page = TodayPage(town.today(Role.COORDINATOR), tasks, [chosen], lambda *_args: None)
    went: list[object] = []
    page.go.connect(went.append)
    page.record_wanted.connect(lambda key, record: went.append((key, record)))
    press(page, "Papers of a plan").click()
    assert went == ["plans", ("plans", "prints")]


def test_tab_goes_through_the_matters_in_their_order(qtbot: Any, town: Town, tasks: Tasks) -> None:
    page = a_page(busy(town), tasks)
    stops = [spoken_name(stop) for stop in tab_stops(page)]
    titles = [f"Open: {row.matter.title}" for row in rows(page)]
    assert stops[:2] == ["Something happened", "Put a plan to use"]
    assert stops[2 : 2 + len(titles)] == titles
    assert stops[2 + len(titles)].startswith("Show ")


def test_nothing_is_cut_and_everything_is_reached(
    qtbot: Any, qapp: QApplication, sign_in: Callable[[str], Town], tasks: Tasks
) -> None:
    town = sign_in(DANA)
    for roles, prepare in (((Role.COORDINATOR,), Town.covered), ((), busy), ((Role.HELPER,), lambda _town: None)):
        prepare(town)
        page = a_page(town, tasks, *roles)
        assert cut_in_any_look(qapp, page) == []
        show_at(qapp, page, 1150, 2400)
        assert faults(page) == []
        page.hide()
        shiboken6.delete(page)


def test_the_page_opens_on_the_first_matter_and_never_on_a_print(qtbot: Any, town: Town, tasks: Tasks) -> None:
    page = a_page(busy(town), tasks, Role.COORDINATOR, Role.ADMINISTRATOR)
    page.activateWindow()
    page.focus_first()
    first = page.findChildren(MatterRow)[0]
    qtbot.waitUntil(first.way.hasFocus)


def test_a_calm_page_opens_on_its_title(qtbot: Any, town: Town, tasks: Tasks) -> None:
    page = a_page(town, tasks, Role.MEMBER)
    page.activateWindow()
    page.focus_first()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLabel))
    assert QApplication.focusWidget().text() == "Today"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.isAncestorOf(QApplication.focusWidget())


def test_whom_to_try_when_nobody_answers_stands_below_who_is_on_call(town: Town, tasks: Tasks) -> None:
    town.on_call("Ruth Okafor", NOW - HOUR, 12)
    page = a_page(town, tasks, Role.COORDINATOR)
    shown = " | ".join(label.text() for label in page.findChildren(QLabel)).replace("\xa0", " ")
    assert "1. First to call: Ruth Okafor" in shown
    assert "for 10 minutes" in shown
    assert "2. 988 Suicide & Crisis Lifeline" in shown


def test_a_chief_reads_two_answers_for_each_incident(qtbot: Any, town: Town, tasks: Tasks) -> None:
    """Section 6: was a session held, was support offered to all; no names, no numbers."""
    card = a_page(busy(town), tasks, Role.PLANNER).findChild(GivenCard)
    settle(QApplication.instance())
    told = " ".join(each.text() for each in card.findChildren(QLabel))
    codes = [one.code_name for one in town.debriefs(Role.COORDINATOR).incidents()]
    assert codes
    for code in codes:
        assert code in told
    assert "Session held: " in told
    assert "Support offered to all: " in told
