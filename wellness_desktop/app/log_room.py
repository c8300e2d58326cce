"""Builds the page of the activity log."""

from typing import TYPE_CHECKING

from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services


def build_log(program: "Program", services: "Services") -> Page:
    """The own log for helpers, the sums for the coordinator."""
    from wellness_desktop.debriefs.activity_log.log_page import LogPage

    return LogPage(services.debriefs, program.tasks, private=program.paths.private)
