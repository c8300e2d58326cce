"""The tour's walk through the reports: the issued ones, one that is being made, and what the chief reads."""

from typing import TYPE_CHECKING

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour


def reports(tour: "Tour") -> None:
    """The sergeant's: the newest issued report with its proof, its papers, and a new one looked at, not issued."""
    w = tour.window
    w.place("incidents")
    w.press("Reports of the support team", w.frame.page)
    w.quiet()
    page = w.frame.page
    w.shot("reports", main=True)
    for words, name in (("Print", "report"), ("Print in large letters", "report-large")):
        tour.paper.keep(name, w.printed(name, lambda words=words: w.press(words, page)))
    page.show_new()
    w.wait(lambda: not page.new_screen.is_making, "the report")
    w.shot("report-new", main=True)
    if len(page._debriefs.issued_reports()) != 2:
        raise Fault("looking at a report issued it")
    w.press("Back to the reports", page)


def reports_of_the_chief(tour: "Tour") -> None:
    """What a planner sees: issued reports and nothing behind them."""
    w = tour.window
    w.place("reports")
    w.quiet()
    if w.frame.page.makes or w.frame.page.proof.isVisibleTo(w.frame.page):
        raise Fault("the chief sees more than what was issued")
    w.shot("reports-chief")
