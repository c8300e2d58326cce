"""The tour's walk through what stands behind the helpers' numbers: vetting, training, and one's own part."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from tests.tour_window import Fault, Window

if TYPE_CHECKING:
    from tests.tour_walks import Tour

CLINICIAN, HELPER = "Hannah Weiss", "Lena Fischer"


def helpers(tour: "Tour") -> None:
    """Vetting and training, as the coordinator sees them. Begins and ends at the roster's list."""
    w = tour.window
    w.place("roster")
    people = _choose(w, CLINICIAN)
    w.key(Qt.Key.Key_V, people)
    w.shot("vetting", main=True)
    w.key(Qt.Key.Key_1, _list(w, "Questions"))
    w.shot("vetting-answered")
    for words, name in (("Print answers", "vetting-answers"), ("Print blank sheet", "vetting-blank")):
        tour.paper.keep(name, w.printed(name, partial(w.press, words)))
    w.key(Qt.Key.Key_Escape)
    w.key(Qt.Key.Key_T, _choose(w, HELPER))
    w.shot("training", main=True)
    w.press("Add a course")
    w.shot("training-add")
    w.press("Cancel")
    w.key(Qt.Key.Key_Escape)


def my_part(tour: "Tour") -> None:
    """What belongs to the helper who is signed in."""
    w = tour.window
    w.place("roster")
    w.press("My part", w.frame.page)
    w.shot("my-part", main=True)
    w.key(Qt.Key.Key_Escape)


def _choose(w: Window, name: str) -> QAbstractItemView:
    """Finds somebody in the list by their name."""
    people = _list(w, "People")
    for row in range(people.model().rowCount()):
        if str(people.model().index(row, 0).data()).startswith(name):
            w.row(people, row)
            return people
    raise Fault(f"{name} is not on the list")


def _list(w: Window, name: str) -> QAbstractItemView:
    for view in w.frame.page.findChildren(QAbstractItemView):
        if view.isVisible() and view.accessibleName().startswith(name):
            return view
    raise Fault(f"no list called {name}")
