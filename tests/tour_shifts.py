"""The tour's walk through who works when: the month, teams, a pattern, a list; by keyboard, as a sergeant does it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour


def shifts(tour: "Tour") -> None:
    """Begins and ends at the roster's list."""
    w = tour.window
    w.place("roster")
    w.press("Who works when", w.frame.page)
    page = w.frame.page
    w.shot("shifts-month", main=True)
    grid = page.month.grid
    w.key(Qt.Key.Key_L, grid)
    w.shot("shifts-leave")
    if "On leave" not in page.banner.words:
        raise Fault("a day of leave was not noted with one key")
    page.banner.undo.take_back()
    w.key(Qt.Key.Key_V, grid)
    w.shot("shifts-overtime")
    w.key(Qt.Key.Key_Escape)
    tour.paper.keep("shifts-month", w.printed("shifts-month", partial(w.click, page.month.tools.print_button)))
    w.press("Teams", page.month.tools)
    w.shot("shifts-teams")
    w.key(Qt.Key.Key_Escape)
    w.press("Patterns", page.month.tools)
    w.shot("shifts-patterns")
    w.key(Qt.Key.Key_Return, page.patterns.table.view)
    w.shot("shifts-pattern")
    w.key(Qt.Key.Key_Escape)
    w.key(Qt.Key.Key_Escape)
    w.press("Import list", page.month.tools)
    w.shot("shifts-import")
    w.key(Qt.Key.Key_Escape)
    w.press("Back", page)
