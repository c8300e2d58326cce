"""The tour's walk through the family papers: one's own, and those that two custodians open."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour


def family_papers(tour: "Tour") -> None:
    """One's own papers, their long form, the sealed sheet. Begins and ends signed in as somebody who wrote some."""
    w = tour.window
    w.program.go("family-papers", "settings")
    w.shot("family-papers", main=True)
    w.press("Look at them, or change them")
    w.press("Next step")
    w.shot("family-papers-writing", main=True)
    w.press("Back without saving")
    tour.paper.keep("sealed-papers", w.printed("sealed-papers", partial(w.press, "Print for an envelope")))
    w.program.go("custody", "settings")
    w.shot("custody", main=True)
    w.frame.page.form.field("reason").setCurrentIndex(1)
    w.key(Qt.Key.Key_O, w.frame.page.table.view)
    if "Asked" not in w.frame.page.banner.words:
        raise Fault("the custodian could not ask")
    w.shot("custody-asked")
    w.frame.page.banner.undo.take_back()
