"""Builds the pages of the plans, and of the reviews that look back on them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services

PLANS = "plans"
REVIEWS = "reviews"
"""Key of the page with the reviews and the register of lessons; it has no place of its own in the rail."""


def plan_builders(
    program: "Program", services: "Services", open_person: Callable[[UUID], object]
) -> dict[str, Callable[[], Page]]:
    """Both pages, by key."""
    return {
        PLANS: lambda: build_plans(program, services, open_person),
        REVIEWS: lambda: build_reviews(program, services),
    }


def build_plans(program: "Program", services: "Services", open_person: Callable[[UUID], object]) -> Page:
    """The plans."""
    from wellness_desktop.plans.plans_page import PlansPage

    page = PlansPage(services.plans, program.tasks, open_person=open_person, private=program.paths.private)
    page.list.reviews_wanted.connect(partial(program.go, REVIEWS, PLANS))
    return page


def build_reviews(program: "Program", services: "Services") -> Page:
    """Reviews and lessons; an item of a plan opens in the plans."""
    from wellness_desktop.plans.review.review_page import ReviewPage

    def open_item(plan: str, item: str) -> None:
        plans: Any = program.go(PLANS)
        plans.change_item(plan, item)

    page = ReviewPage(services.plans, program.tasks, private=program.paths.private)
    page.back_wanted.connect(partial(program.go, PLANS))
    page.place_wanted.connect(open_item)
    return page
