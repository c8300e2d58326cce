"""The tour's walk through what keeps the roster right: checks, prints, paper, agreements, taking somebody off."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from tests.tour_window import Fault, Window

if TYPE_CHECKING:
    from tests.tour_walks import Tour

PRINTS = (
    ("Wall sheet", "wall-sheet"),
    ("Wallet cards of the team", "team-wallet-cards"),
    ("A card for each helper", "helper-cards"),
    ("Family fridge sheet", "fridge-sheet-team"),
    ("Team roster", "team-roster"),
)


def keeping_right(tour: "Tour") -> None:
    """Begins and ends at the roster's list."""
    w = tour.window
    w.press("Check numbers")
    w.shot("checks", main=True)
    _print(tour, "call-sheet", partial(w.press, "Print call sheet"))
    numbers = _list(w, "Numbers to check")
    w.key(Qt.Key.Key_Y, numbers)
    w.key(Qt.Key.Key_W, numbers)
    w.shot("checks-new-number")
    w.key(Qt.Key.Key_Escape)
    w.key(Qt.Key.Key_Escape)
    w.place("roster")
    w.press("All prints")
    w.shot("prints", main=True)
    for words, name in PRINTS:
        _print(tour, name, partial(w.press, words))
    w.press("Paper that is out")
    w.shot("paper-out", main=True)
    w.key(Qt.Key.Key_Escape)
    for words, name in (("Agreement", "agreement"), ("Remove", "removal")):
        w.row(_list(w, "People"), 0)
        w.press(words, w.frame.page)
        w.shot(name, main=True)
        w.key(Qt.Key.Key_Escape)


def _print(tour: "Tour", name: str, press: Callable[[], object]) -> None:
    tour.paper.keep(name, tour.window.printed(name, press))


def _list(w: Window, name: str) -> QAbstractItemView:
    for view in w.frame.page.findChildren(QAbstractItemView):
        if view.isVisible() and view.accessibleName().startswith(name):
            return view
    raise Fault(f"no list called {name}")
