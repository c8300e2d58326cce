"""The tour's walk through who answers when: the rota's picture, exact times, the call chain, whom to talk to."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour

SHIFT = Qt.KeyboardModifier.ShiftModifier


def rota(tour: "Tour") -> None:
    """On call as the coordinator plans it, by keyboard. Begins and ends at the roster's list."""
    w = tour.window
    w.place("roster")
    w.press("On call", w.frame.page)
    w.shot("on-call", main=True)
    grid = w.frame.page.rota.rota.grid
    for _ in range(2):
        w.key(Qt.Key.Key_Right, grid, SHIFT)
    w.key(Qt.Key.Key_Return, grid)
    w.type("Ida")
    w.shot("on-call-put")
    w.key(Qt.Key.Key_Return)
    if "On call: Ida Moss" not in w.frame.page.banner.words:
        raise Fault("nobody was put on call by keyboard")
    w.shot("on-call-saved")
    w.frame.page.banner.undo.take_back()
    tour.paper.keep("on-call-month", w.printed("on-call-month", partial(w.press, "Print month")))
    w.press("List and exact times")
    w.shot("on-call-exact")
    w.key(Qt.Key.Key_Escape)
    w.press("On call", w.frame.page)
    w.press("Call chain")
    w.shot("call-chain", main=True)
    w.key(Qt.Key.Key_Escape)
    w.press("Find someone", w.frame.page)
    w.type("been through a shooting")
    w.quiet()
    w.shot("find-someone", main=True)
    w.key(Qt.Key.Key_Escape)
    w.place("roster")


def help_me_choose(tour: "Tour") -> None:
    """The same for anybody at the front door, from the page of who answers."""
    w = tour.window
    w.press("Help me choose", w.frame.page)
    w.type("woman")
    w.quiet()
    w.shot("help-me-choose", main=True)
    w.press("Back to the list", w.frame.page)
