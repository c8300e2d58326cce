"""A spoiled file of the library is told to whoever keeps the PC, and to nobody else."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.support.looks import settle, show_at
from tests.today.town import Town
from wellness_desktop.accounts.roles import Role
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.library.fields import Note
from wellness_desktop.today.keeping_matters import file_matters
from wellness_desktop.today.matters import Kind, Urgency
from wellness_desktop.today.today_page import TodayPage

CUT = Note("g06-first-hours.md", "the facts at the top of the file are missing")
ODD = Note("podcasts.toml 3", "the field “title” is missing")


def test_the_file_and_what_to_mend_are_named() -> None:
    [matter] = file_matters([CUT])
    assert matter.title == "A file of the library cannot be used: g06-first-hours.md"
    assert matter.detail.startswith("g06-first-hours.md: the facts at the top of the file are missing.")
    assert (matter.urgency, matter.go) == (Urgency.SOON, "about")
    [both] = file_matters([CUT, ODD])
    assert both.title == "2 entries of the library cannot be used"
    assert list(file_matters([])) == []


@pytest.mark.parametrize(
    ("role", "told"), [(Role.ADMINISTRATOR, True), (Role.COORDINATOR, False), (Role.PLANNER, False)]
)
def test_only_who_keeps_the_pc_is_told(town: Town, role: Role, told: bool) -> None:
    town.spoiled = (CUT,)
    today = town.today(role)
    assert not [one for one in today.look().matters if one.kind is Kind.FILES], "nothing is read before Today stands"
    assert today.look_longer() is told
    assert bool([one for one in today.look().matters if one.kind is Kind.FILES]) is told


def test_the_page_tells_once_the_files_were_looked_through(qtbot: Any, town: Town) -> None:
    town.spoiled = (ODD,)
    tasks = Tasks()
    page = TodayPage(town.today(Role.ADMINISTRATOR), tasks, (), lambda *_: None)
    show_at(QApplication.instance(), page, 1150, 900)

    def said() -> bool:
        settle(QApplication.instance())
        return any("podcasts.toml 3" in label.text() for label in page.findChildren(QLabel))

    assert not said()
    page.look_longer()
    qtbot.waitUntil(said)
    ways = [each for each in page.findChildren(QPushButton) if "podcasts.toml 3" in each.accessibleName()]
    with qtbot.waitSignal(page.go) as gone:
        ways[0].click()
    assert gone.args == ["about"]
    tasks.close()
