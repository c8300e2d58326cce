"""Builds the roster and Who works when for whoever is signed in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wellness_desktop.app.services import Services
from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program


def build_roster(program: "Program", services: Services, open_shifts: Callable[[], object]) -> Page:
    """The roster; `open_shifts` goes to Who works when."""
    from wellness_desktop.roster.roster_page import RosterPage

    settings = program.settings

    def lines() -> Any:
        from wellness_desktop.app.commands import printed_lines

        return printed_lines(program.library, settings)

    page = RosterPage(
        services.roster,
        program.tasks,
        agency=settings.agency_name,
        paper=settings.paper,
        lines=lines,
        patterns=_shift_patterns,
        private=program.paths.private,
    )
    page.shifts_wanted.connect(open_shifts)
    return page


def build_shifts(program: "Program", services: Services, back: Callable[[], object]) -> Page:
    """Who works when; `back` goes to the page it was opened from."""
    from wellness_desktop.roster.duty_roster.shifts_page import ShiftsPage

    page = ShiftsPage(
        services.roster,
        program.tasks,
        agency=program.settings.agency_name,
        paper=program.settings.paper,
        private=program.paths.private,
    )
    page.back_wanted.connect(back)
    return page


def _shift_patterns() -> list[tuple[str, str]]:
    """The shift patterns one can choose from, read when an entry is opened."""
    from wellness_desktop.roster.duty_roster.patterns import load_patterns

    return [(pattern.id, pattern.label) for pattern in load_patterns().patterns.values()]
