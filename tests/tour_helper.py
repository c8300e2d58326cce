"""The tour's walk through a helper's own day: where a chaplain lands, by single keys."""

from typing import TYPE_CHECKING

from tests.tour_window import Fault

if TYPE_CHECKING:
    from tests.tour_walks import Tour


def own_day(tour: "Tour") -> None:
    """Begins where a helper lands after signing in. What is shown is covered again at the end."""
    w = tour.window
    page = w.frame.page
    if not hasattr(page, "list"):
        raise Fault("a helper does not land on the own day")
    w.shot("support-day", main=True)
    w.press("N: show the names")
    w.shot("support-day-names", main=True)
    w.press("N: cover the names")
    w.press("W: show the words")
    w.quiet()
    w.shot("support-day-list", main=True)
    w.press("Cover the words")
    if page.list.uncovered:
        raise Fault("the words stay on the screen")
    for words, name in (
        ("G: ground rules", "own-ground-rules"),
        ("H: confidentiality notice", "own-notice"),
        ("M: my month sheet", "own-month-sheet"),
    ):
        tour.paper.keep(name, w.printed(name, lambda words=words: w.press(words, page)))
