"""The tour's walk through the coverage board, the calendar over all incidents, and the sheets that hand over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour

PRINTED = ("Week", "Month", "List")


def support_calendar(tour: "Tour") -> None:
    """Begins and ends at the list of incidents."""
    w = tour.window
    w.place("incidents")
    page = w.frame.page
    for words in ("Week", "Month", "List", "Timeline"):
        w.press(words, page.calendar.switch)
        page.calendar.calendar.setFocus()
        w.quiet()
        w.shot(f"calendar-{words.lower()}", main=words in ("Week", "Month"))
        if words in PRINTED:
            name = f"support-calendar-{words.lower()}"
            tour.paper.keep(name, w.printed(name, lambda: w.press("Print", page)))
    name = "support-calendar-large"
    tour.paper.keep(name, w.printed(name, lambda: w.press("Print in large letters", page)))
    w.press("Incidents", page.calendar.switch)


def support_board(tour: "Tour") -> None:
    """The newest incident that has somebody: one key for one person, one for a circle, and back."""
    w = tour.window
    w.place("incidents")
    page = w.frame.page
    w.row(page.table.view, 1)
    w.quiet()
    board = page.view.board
    page.view.place_wanted.emit(board)
    board.to_first_blank()
    w.shot("coverage-board", main=True)
    w.key(Qt.Key.Key_O, board.table)
    if "Noted: " not in page.banner.words:
        raise Fault("the board noted nothing")
    page.banner.undo.take_back()
    page.banner.clear()
    for words, name in (("Handover sheet", "handover"), ("Sheet for outside helpers", "outside-helpers")):
        tour.paper.keep(name, w.printed(name, lambda words=words: w.press(words, page)))


def support_calls(tour: "Tour") -> None:
    """Calls to make: a family's year with its two papers, and one key for what came of a call, taken back."""
    w = tour.window
    w.place("incidents")
    w.press("Calls to make", w.frame.page)
    page = w.frame.page
    w.shot("calls", main=True)
    w.key(Qt.Key.Key_D, page.table.view)
    if ": Done." not in page.banner.words:
        raise Fault("a call that is due was not noted")
    page.banner.undo.take_back()
    page.banner.clear()
    page.table.choose(lambda plan: plan.is_family)
    w.shot("calls-family", main=True)
    for words, name in (("Print the days", "calls-year"), ("Sheet for the family", "calls-family")):
        tour.paper.keep(name, w.printed(name, lambda words=words: w.press(words, page)))
    w.press("A family", page)
    w.shot("calls-form")
    w.press("Back", page.forms)
    w.place("incidents")


def what_is_kept(tour: "Tour") -> None:
    """What is kept and for how long, with the legal hold that is on."""
    w = tour.window
    w.place("settings")
    w.click(next(each for each in w.buttons(w.frame.page) if "What is kept" in each.accessibleName()))
    w.quiet()
    page = w.frame.page
    w.shot("settings-kept", main=True)
    if not page.cards:
        raise Fault("the demo's legal hold is not there")
    w.press("All settings")
