"""The tour's walk through a review and the register of lessons."""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tour_walks import Tour


def look_back(tour: "Tour") -> None:
    """The demo's drill: questions, objectives, voices, the report, and its lessons. Signed in as a leader."""
    w = tour.window
    w.program.go("reviews", "plans")
    w.shot("reviews", main=True)
    page = w.frame.page
    tour.paper.keep("lessons-register", w.printed("lessons-register", partial(w.press, "Print what is shown", page)))
    page.show_review(page.list.reviews.current().id)
    for part in ("questions", "objectives", "voices", "report"):
        page.review.parts.choose(lambda one, part=part: one.id == part)
        w.shot(f"review-{part}")
    tour.paper.keep("after-action-review", w.printed("after-action-review", partial(w.press, "Print the report", page)))
    page.go_back()
