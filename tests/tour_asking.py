"""The tour's walk through asking for a call at the front door, and answering it as the support team."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour

CONTROL = Qt.KeyboardModifier.ControlModifier


def ask_for_a_call(tour: "Tour") -> None:
    """Without signing in: a number, sealed as the button is pressed; or a slip of paper."""
    w = tour.window
    w.place("start")
    w.press("Ask for a call", w.frame.page)
    w.shot("ask", main=True)
    w.type("(507) 555-0149")
    tour.paper.keep("call-slip", w.printed("call-slip", partial(w.press, "Print a slip instead")))
    w.key(Qt.Key.Key_Return, w.frame.page, CONTROL)
    if "Sealed" not in w.frame.page.banner.words:
        raise Fault("the note was not sealed")
    w.shot("ask-sealed")


def who_to_call(tour: "Tour") -> None:
    """What reached the support team. Begins and ends signed in as the coordinator."""
    w = tour.window
    w.place("incidents")
    w.press("Who to call", w.frame.page)
    w.shot("who-to-call", main=True)
    w.key(Qt.Key.Key_T, w.frame.page.table.view)
    if "you call" not in w.frame.page.banner.words:
        raise Fault("the request was not taken up")
    w.shot("who-to-call-taken")
    w.frame.page.banner.undo.take_back()
