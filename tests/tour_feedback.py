"""The tour's walk through a note without a name: left at the front door, read by the coordinator."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour

CONTROL = Qt.KeyboardModifier.ControlModifier


def leave_a_note(tour: "Tour") -> None:
    """Without signing in: a comment, sealed as the button is pressed; or a blank form."""
    w = tour.window
    w.place("start")
    w.press("Leave a note without your name", w.frame.page)
    w.shot("leave-note", main=True)
    tour.paper.keep("note-form", w.printed("note-form", partial(w.press, "Print a blank form instead")))
    w.frame.page.focus_first()
    for _ in range(2):
        w.key(Qt.Key.Key_Tab)
    w.type("The radio is dead behind the mill.")
    w.key(Qt.Key.Key_Return, w.frame.page, CONTROL)
    if "Sealed" not in w.frame.page.banner.words:
        raise Fault("the note was not sealed")
    w.shot("leave-note-sealed")


def read_the_notes(tour: "Tour") -> None:
    """What was left, and what came of it. Begins and ends signed in as the coordinator."""
    w = tour.window
    w.program.go("notes", "today")
    w.shot("notes", main=True)
    w.key(Qt.Key.Key_R, w.frame.page.table.view)
    w.frame.page.banner.undo.take_back()
    tour.paper.keep(
        "note-to-pass-on", w.printed("note-to-pass-on", partial(w.key, Qt.Key.Key_P, w.frame.page.table.view))
    )
    tour.paper.keep("said-and-did", w.printed("said-and-did", partial(w.press, "Print for the wall", w.frame.page)))
